"""Read the data, check it, freeze it, look things up."""

from benchpin.catalog.catalog import DATA, Catalog, check, load, overlays_named
from benchpin.catalog.prose import PLACEHOLDER, Names, figures_named, numbers, quoted

__all__ = [
    "DATA",
    "PLACEHOLDER",
    "Catalog",
    "Names",
    "check",
    "figures_named",
    "load",
    "numbers",
    "overlays_named",
    "quoted",
]
