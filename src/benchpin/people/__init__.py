"""Contacts: organisations and mentoring programmes to suggest."""

from benchpin.people.suggestions import Suggestion, suggest_contacts

__all__ = ["Suggestion", "suggest_contacts"]
