"""Read the data, check it, freeze it, look things up."""

from benchpin.catalog.data_files import DATA
from benchpin.catalog.loader.folders import check, load, parse_overlay_paths
from benchpin.catalog.model import Catalog
from benchpin.catalog.prose import PLACEHOLDER, NumberedNames, numbers_in, placeholder_ids
from benchpin.catalog.quotation import prose_values

__all__ = [
    "DATA",
    "PLACEHOLDER",
    "Catalog",
    "NumberedNames",
    "check",
    "load",
    "numbers_in",
    "parse_overlay_paths",
    "placeholder_ids",
    "prose_values",
]
