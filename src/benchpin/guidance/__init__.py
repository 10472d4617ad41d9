"""Guidance for one person."""

from .about import about
from .advise import DRAWS, advise, title_reader, work_mode
from .asked import try_it
from .model import Asked, AskNext, Coverage, Guidance, Market, SourceUsed, Understood
from .pay import Pay, PayAsked, area_or_country, pay
from .seal import source_used

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
