"""Words, templates, charts and footnotes: guidance as text, HTML, Markdown and JSON."""

from benchpin.tell.html import as_html
from benchpin.tell.markdown import as_markdown
from benchpin.tell.structured import as_json
from benchpin.tell.text import as_text
from benchpin.tell.worded import text_of, worded

__all__ = ["as_html", "as_json", "as_markdown", "as_text", "text_of", "worded"]
