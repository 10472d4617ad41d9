"""Whom to ask."""

from benchpin.people.suggestions import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]
