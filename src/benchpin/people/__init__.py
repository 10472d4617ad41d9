"""Organizations and mentors to ask."""

from benchpin.people.suggestions import Suggestion, suggest_contacts

__all__ = ["Suggestion", "suggest_contacts"]
