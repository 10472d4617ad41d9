"""Base classes of the forms of the web pages; `documents/render/templates` renders them."""

from benchpin.web.pages.forms.fields import MessageForm

__all__ = ["MessageForm"]
