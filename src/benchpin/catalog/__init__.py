"""The curated knowledge and its overlays: read, checked, frozen, indexed."""

from benchpin.catalog.cross_references import PEOPLE
from benchpin.catalog.data_files import DATA
from benchpin.catalog.loader.folders import (
    check,
    configured_overlays,
    load,
    load_configured,
    parse_overlay_paths,
)
from benchpin.catalog.model import Catalog
from benchpin.catalog.prose import PLACEHOLDER, NumberedNames, numbers_in, placeholder_ids
from benchpin.catalog.quotation import prose_values

__all__ = [
    "DATA",
    "PEOPLE",
    "PLACEHOLDER",
    "Catalog",
    "NumberedNames",
    "check",
    "configured_overlays",
    "load",
    "load_configured",
    "numbers_in",
    "parse_overlay_paths",
    "placeholder_ids",
    "prose_values",
]
