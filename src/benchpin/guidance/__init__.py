"""Guidance for one person."""

from .advise import DRAWS, advise, title_reader
from .model import Asked, AskNext, Coverage, Guidance, Market, SourceUsed, Understood

__all__ = [
    "DRAWS",
    "AskNext",
    "Asked",
    "Coverage",
    "Guidance",
    "Market",
    "SourceUsed",
    "Understood",
    "advise",
    "title_reader",
]
