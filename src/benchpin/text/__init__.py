"""Occupations and roles in job titles, and skills in free text."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchpin.text.titles.classifier import OccupationCoder
    from benchpin.text.titles.coded_title import CodedTitle, OccupationMatch, RoleMatch

__all__ = ["CodedTitle", "OccupationCoder", "OccupationMatch", "RoleMatch"]


def __getattr__(name: str) -> Any:
    """Import the title classifier on first use: whoever only reads sentences does not need it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from benchpin.text.titles import classifier  # noqa: PLC0415

    return getattr(classifier, name)
