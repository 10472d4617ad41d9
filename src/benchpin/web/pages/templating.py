"""The Jinja2 environment of the web pages; Django's settings name it."""

from typing import Any

from jinja2 import Environment, StrictUndefined

from benchpin.documents.render.html import template_globals
from benchpin.web.app.links import href, reverse
from benchpin.web.app.messages import message
from benchpin.web.app.static_files import static
from benchpin.web.pages.forms.choices import options as options_of


def environment(**options: Any) -> Environment:
    """The environment for the templates of the documents and of the pages.

    An undefined name is an error, and autoescaping is on, whatever the options say.
    """
    jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    jinja_environment = Environment(**{**options, **jinja_options, "autoescape": True})  # noqa: S701  # nosec B701 - it is on
    jinja_environment.globals.update(template_globals())
    jinja_environment.globals.update(
        say=message, static=static, url=reverse, href=href, options_of=options_of
    )
    return jinja_environment
