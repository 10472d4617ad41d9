"""Large public data: what an occupation pays where, which occupations are alike.

reference.open(home) -> Reference       once per process; cheap
unknown_codes(catalog, reference)       codes of the data that no extract holds
"""

from benchpin.reference.areas import Area, Kind
from benchpin.reference.code_check import unknown_codes
from benchpin.reference.store import DataSet, Reference, open  # noqa: A004 - read as reference.open
from benchpin.reference.wages import IndustryRow, SuppressionReason, WageCell

__all__ = [
    "Area",
    "DataSet",
    "IndustryRow",
    "Kind",
    "Reference",
    "SuppressionReason",
    "WageCell",
    "open",
    "unknown_codes",
]
