"""Answers laid out as sections, tables and charts; as text, HTML, Markdown and JSON."""

from benchpin.documents.guidance.formats import as_html, as_json, as_markdown, as_text

__all__ = [
    "as_html",
    "as_json",
    "as_markdown",
    "as_text",
]
