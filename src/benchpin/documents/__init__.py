"""Documents: guidance, guides and reports as text, HTML, Markdown and JSON."""

from benchpin.documents.guidance.as_json import as_json
from benchpin.documents.guidance.formats import as_html, as_markdown, as_text

__all__ = [
    "as_html",
    "as_json",
    "as_markdown",
    "as_text",
]
