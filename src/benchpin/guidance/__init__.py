"""Guidance for one person."""

from benchpin.guidance.about import about
from benchpin.guidance.advise import DRAWS, advise, title_reader, work_mode
from benchpin.guidance.asked import try_it
from benchpin.guidance.model import (
    Asked,
    AskNext,
    Coverage,
    Guidance,
    Market,
    SourceUsed,
    Understood,
)
from benchpin.guidance.pay import Pay, PayAsked, area_or_country, pay
from benchpin.guidance.seal import source_used

__all__ = [
    "DRAWS",
    "AskNext",
    "Asked",
    "Coverage",
    "Guidance",
    "Market",
    "Pay",
    "PayAsked",
    "SourceUsed",
    "Understood",
    "about",
    "advise",
    "area_or_country",
    "pay",
    "source_used",
    "title_reader",
    "try_it",
    "work_mode",
]
