"""Guidance for one person."""

from benchpin.guidance.about import about
from benchpin.guidance.advise import DRAWS, advise, title_reader, work_mode
from benchpin.guidance.asked import try_it
from benchpin.guidance.model import Asked, AskNext, Coverage, Guidance, Market, Understood

__all__ = [
    "DRAWS",
    "AskNext",
    "Asked",
    "Coverage",
    "Guidance",
    "Market",
    "Understood",
    "about",
    "advise",
    "title_reader",
    "try_it",
    "work_mode",
]
