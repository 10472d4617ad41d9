"""Answers laid out as sections, tables and charts; as text, HTML, Markdown and JSON."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchpin.documents.guidance.formats import as_html, as_json, as_markdown, as_text

__all__ = [
    "as_html",
    "as_json",
    "as_markdown",
    "as_text",
]


def __getattr__(name: str) -> Any:
    """Import the formats of guidance on first use: the guide to a role does not need them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from benchpin.documents.guidance import formats  # noqa: PLC0415

    return getattr(formats, name)
