"""What the templates of the web pages may call: Django's Jinja2 backend asks for it."""

from typing import Any

from jinja2 import Environment, StrictUndefined

from benchpin.documents.render.html import shared
from benchpin.web.app.links import href, reverse
from benchpin.web.app.messages import say
from benchpin.web.app.static_files import static
from benchpin.web.pages.forms.choices import options as options_of


def environment(**options: Any) -> Environment:
    """The templates of `tell` and of the web app, with the words of both."""
    told = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**{**options, **told, "autoescape": True})  # noqa: S701  # nosec B701 - it is on
    made.globals.update(shared())
    made.globals.update(say=say, static=static, url=reverse, href=href, options_of=options_of)
    return made
