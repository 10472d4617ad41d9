"""The forms of the web pages: what somebody may enter, checked; drawn by `tell/templates`."""

from benchpin.web.forms.base import Form

__all__ = ["Form"]
