"""Whom to ask."""

from .suggest import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]
