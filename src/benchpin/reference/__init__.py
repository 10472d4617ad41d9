"""Large public data: wages by area, related occupations, titles, installed releases.

reference.open(home) -> Reference       once per process; cheap
unknown_codes(catalog, reference)       codes in the catalog that no data set has
"""

from benchpin.reference.areas import Area, AreaKind
from benchpin.reference.code_check import unknown_codes
from benchpin.reference.industry_wages import IndustryCell
from benchpin.reference.place_index import PlaceChoice
from benchpin.reference.places import PlaceReading
from benchpin.reference.store import DataSet, Reference, open  # noqa: A004 - read as reference.open
from benchpin.reference.wages import IndustryRow, SuppressionReason, WageCell

__all__ = [
    "Area",
    "AreaKind",
    "DataSet",
    "IndustryCell",
    "IndustryRow",
    "PlaceChoice",
    "PlaceReading",
    "Reference",
    "SuppressionReason",
    "WageCell",
    "open",
    "unknown_codes",
]
