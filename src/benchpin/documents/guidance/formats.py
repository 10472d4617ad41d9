"""Formats."""

from typing import TYPE_CHECKING

from benchpin.documents.guidance.report import guidance_report
from benchpin.documents.render.html import document_as_html
from benchpin.documents.render.markdown import document_as_markdown
from benchpin.documents.render.text import document_as_text
from benchpin.guidance import Guidance

if TYPE_CHECKING:
    pass


def as_text(guidance: Guidance, width: int = 80) -> str:
    """Guidance as text, the main things first, at most `width` columns wide."""
    return document_as_text(guidance_report(guidance, brief=True), width)


def as_markdown(guidance: Guidance) -> str:
    """Guidance as Markdown: whatever people or files wrote is escaped, so that it stays text."""
    return document_as_markdown(guidance_report(guidance))


def as_html(guidance: Guidance) -> str:
    """Guidance as one page with its style inside; opens from a disk, prints, reads aloud."""
    return document_as_html(guidance_report(guidance))
