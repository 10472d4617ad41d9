"""Guidance as text, Markdown, HTML and JSON."""

import json

from benchpin.documents.guidance.report import guidance_report
from benchpin.documents.render.html import document_as_html
from benchpin.documents.render.markdown import document_as_markdown
from benchpin.documents.render.text import document_as_text
from benchpin.guidance import Guidance
from benchpin.wording.statements import with_text


def as_text(guidance: Guidance, width: int = 80) -> str:
    """The brief report as plain text, at most `width` columns wide."""
    return document_as_text(guidance_report(guidance, brief=True), width)


def as_markdown(guidance: Guidance) -> str:
    """The full report as Markdown; text from people or files is escaped, so it cannot be markup."""
    return document_as_markdown(guidance_report(guidance))


def as_html(guidance: Guidance) -> str:
    """The full report as one HTML page with its style sheet inside."""
    return document_as_html(guidance_report(guidance))


def as_json(guidance: Guidance) -> str:
    """The guidance with its texts as JSON, keys in the order of the model."""
    if not guidance.next_step.text:
        guidance = with_text(guidance)
    data = guidance.model_dump(mode="json", by_alias=True)
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
