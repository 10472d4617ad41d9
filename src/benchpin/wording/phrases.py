"""The fixed phrases of documents, by their key in the word table of a language."""

from typing import Any

from benchpin.wording.format import words


def phrase(key: str, /, **values: Any) -> str:
    """The phrase of a dotted key ("pay.intro") with its placeholders filled in."""
    node: Any = words()["page"]
    for part in key.split("."):
        node = node[part]
    return str(node).format(**values) if values else str(node)
