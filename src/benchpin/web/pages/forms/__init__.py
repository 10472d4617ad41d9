"""The forms of the web pages: what somebody may enter, checked; drawn by `tell/templates`."""

from benchpin.web.pages.forms.fields import MessageForm

__all__ = ["MessageForm"]
