"""The forms of the web pages: what somebody may enter, checked; drawn by `tell/templates`."""

from benchpin.web.pages.forms.fields import Form

__all__ = ["Form"]
