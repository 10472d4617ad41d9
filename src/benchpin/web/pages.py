"""How a page is drawn: its frame, the navigation, and what every template is given."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from benchpin.tell.document import Document

from .addresses import reverse
from .static_files import static
from .turns import turn
from .words import say

NAVIGATION = ("home", "you", "roles", "market", "qualifications", "organisations")
"""The names of the pages in the navigation; later capabilities add theirs here."""
forms = require_http_methods(["GET", "HEAD", "POST"])
"""A view that shows a form and takes what it sends."""
FOOTER = ("about", "privacy", "terms", "accessibility", "search", "sources", "api-docs")
SCRIPTS = ("htmx.min.js",)


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of the web app, drawn from a template with the frame around it."""
    text = drawn(template, context or {}, here=request.path, request=request)
    return HttpResponse(text, status=status)


def drawn(
    template: str, context: dict[str, Any], *, here: str, request: HttpRequest | None = None
) -> str:
    """The HTML of a page; without a request it is the same for everybody."""
    with turn:
        return render_to_string(template, {**frame(here), **context}, request)


def public_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that is the same for everybody: drawn without the request."""
    return HttpResponse(drawn(template, context, here=request.path))


def guide_page(request: HttpRequest, document: Document, **context: Any) -> HttpResponse:
    """A page that tells what is known, the same for everybody."""
    told = {"title": document.title, "page": document, **context}
    return public_page(request, "guide-page.html", told)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form sent; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def sent_files(request: HttpRequest) -> "tuple[QueryDict | None, MultiValueDict[str, Any] | None]":
    """What a form with a file sent: its fields, and its files."""
    return sent(request), request.FILES if request.method == "POST" else None


def frame(here: str) -> dict[str, Any]:
    """What the frame of a page at a path shows."""
    return {
        "language": "en",
        "home": reverse("home"),
        "stylesheet": static("benchpin.css"),
        "icon": static("icon.svg"),
        "scripts": [static(name) for name in SCRIPTS],
        "nav": [
            {
                "label": say(f"frame.nav.{name}"),
                "href": reverse(name),
                "current": _is_within(here, reverse(name)),
            }
            for name in NAVIGATION
        ],
        "footer_links": [
            {"label": say(f"frame.footer_links.{name}"), "href": reverse(name)} for name in FOOTER
        ],
        "noindex": here.startswith(reverse("you")),
        "description": say("frame.description"),
    }


def _is_within(here: str, part: str) -> bool:
    return here == part if part == "/" else here.startswith(part)
