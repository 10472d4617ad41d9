"""A document as text, Markdown or HTML."""
