"""Words, templates, charts and footnotes: guidance as text, HTML, Markdown and JSON."""

from .html import as_html
from .markdown import as_markdown
from .structured import as_json
from .text import as_text
from .worded import text_of, worded

__all__ = ["as_html", "as_json", "as_markdown", "as_text", "text_of", "worded"]
