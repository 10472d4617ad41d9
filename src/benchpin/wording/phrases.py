"""The fixed words of the documents, by their place in the words of a language."""

from typing import Any

from benchpin.wording.format import words


def phrase(key: str, /, **values: Any) -> str:
    """A fixed phrase ("pay.intro") with its slots filled."""
    found: Any = words()["page"]
    for part in key.split("."):
        found = found[part]
    return str(found).format(**values) if values else str(found)
