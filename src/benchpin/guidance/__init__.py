"""Guidance for one person."""

from benchpin.guidance.about import about
from benchpin.guidance.advise import DRAWS, advise, title_reader, work_mode
from benchpin.guidance.asked import try_it
from benchpin.guidance.model import Asked, AskNext, Coverage, Guidance, Market, Understood
from benchpin.guidance.pay import Pay, PayAsked, area_or_country, pay

__all__ = [
    "DRAWS",
    "AskNext",
    "Asked",
    "Coverage",
    "Guidance",
    "Market",
    "Pay",
    "PayAsked",
    "Understood",
    "about",
    "advise",
    "area_or_country",
    "pay",
    "title_reader",
    "try_it",
    "work_mode",
]
