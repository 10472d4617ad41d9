"""Whom to ask."""

from benchpin.people.suggest import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]
