"""What the templates of the web pages may call: Django's Jinja2 backend asks for it."""

from typing import Any

from jinja2 import Environment, StrictUndefined

from benchpin.documents.render.html import template_globals
from benchpin.web.app.links import href, reverse
from benchpin.web.app.messages import message
from benchpin.web.app.static_files import static
from benchpin.web.pages.forms.choices import options as options_of


def environment(**options: Any) -> Environment:
    """The templates of `tell` and of the web app, with the words of both."""
    told = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**{**options, **told, "autoescape": True})  # noqa: S701  # nosec B701 - it is on
    made.globals.update(template_globals())
    made.globals.update(say=message, static=static, url=reverse, href=href, options_of=options_of)
    return made
