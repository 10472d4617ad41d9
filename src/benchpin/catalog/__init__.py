"""Read the data, check it, freeze it, look things up."""

from benchpin.catalog.data_files import DATA
from benchpin.catalog.loader.load import check, load, overlays_named
from benchpin.catalog.model import Catalog
from benchpin.catalog.prose import PLACEHOLDER, Names, figures_named, numbers
from benchpin.catalog.quotation import quoted

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
