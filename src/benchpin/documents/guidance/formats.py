"""Guidance as text, Markdown and HTML."""

from typing import TYPE_CHECKING

from benchpin.documents.guidance.report import guidance_report
from benchpin.documents.render.html import document_as_html
from benchpin.documents.render.markdown import document_as_markdown
from benchpin.documents.render.text import document_as_text
from benchpin.guidance import Guidance

if TYPE_CHECKING:
    pass


def as_text(guidance: Guidance, width: int = 80) -> str:
    """The brief report as plain text, at most `width` columns wide."""
    return document_as_text(guidance_report(guidance, brief=True), width)


def as_markdown(guidance: Guidance) -> str:
    """The full report as Markdown; text from people or files is escaped, so it cannot be markup."""
    return document_as_markdown(guidance_report(guidance))


def as_html(guidance: Guidance) -> str:
    """The full report as one HTML page with its style sheet inside."""
    return document_as_html(guidance_report(guidance))
