"""Guidance for one person."""

from benchpin.guidance.advise import DRAWS, advise, title_reader, work_mode
from benchpin.guidance.model import Asked, AskNext, Coverage, Guidance, Market, Understood
from benchpin.guidance.role_facts import about
from benchpin.guidance.verdicts import try_it

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
