"""Guidance for one person."""

from .advise import DRAWS, advise, source_used, title_reader
from .model import Asked, AskNext, Coverage, Guidance, Market, SourceUsed, Understood
from .pay import Pay, PayAsked, pay

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
    "advise",
    "pay",
    "source_used",
    "title_reader",
]
