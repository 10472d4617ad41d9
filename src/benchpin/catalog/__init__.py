"""Read the data, check it, freeze it, look things up."""

from .catalog import DATA, Catalog, check, load, overlays_named
from .near import nearest, no_such
from .prose import PLACEHOLDER, Names, figures_named, numbers, quoted

__all__ = [
    "DATA",
    "PLACEHOLDER",
    "Catalog",
    "Names",
    "check",
    "figures_named",
    "load",
    "nearest",
    "no_such",
    "numbers",
    "overlays_named",
    "quoted",
]
