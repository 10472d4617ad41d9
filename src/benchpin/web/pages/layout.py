"""How a page is drawn: its frame, the navigation, and what every template is given."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from benchpin.documents.model import BulletList, DefinitionList, Document, Paragraphs
from benchpin.web.app.compute_lock import turn
from benchpin.web.app.links import reverse
from benchpin.web.app.messages import message
from benchpin.web.app.static_files import static

NAVIGATION = ("home", "you", "roles", "market", "qualifications", "organisations", "search")
"""The names of the pages in the navigation; later capabilities add theirs here."""
forms = require_http_methods(["GET", "HEAD", "POST"])
"""A view that shows a form and takes what it sends."""
FOOTER = ("about", "privacy", "terms", "accessibility", "search", "sources", "api-docs")
SCRIPTS = ("htmx.min.js", "sending.js")


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of the web app, drawn from a template with the frame around it."""
    text = render_template(template, context or {}, here=request.path, request=request)
    return HttpResponse(text, status=status)


def render_template(
    template: str, context: dict[str, Any], *, here: str, request: HttpRequest | None = None
) -> str:
    """The HTML of a page; without a request it is the same for everybody."""
    with turn:
        return render_to_string(template, {**frame(here), **context}, request)


def public_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that is the same for everybody: drawn without the request."""
    return HttpResponse(render_template(template, context, here=request.path))


def guide_page(request: HttpRequest, document: Document, **context: Any) -> HttpResponse:
    """A page that tells what is known, the same for everybody."""
    told = {
        "title": document.title,
        "tab": _tab(document.title, context.get("up")),
        "description": description_of(document),
        "page": document,
        **context,
    }
    return public_page(request, "guide-page.html", told)


def _tab(title: str, up: tuple[str, str] | None) -> str:
    """What a tab of the browser calls a page: a school and a body may have one name."""
    return message("guides.tab", title=title, of=up[0]) if up else title


LONGEST_DESCRIPTION = 160
"""How many letters of a page a search engine is told."""


def description_of(document: Document) -> str:
    """What a page is about, from its title and what it says first."""
    said = [f"{document.title}.", *_first_said(document)]
    text = " ".join(dict.fromkeys(said))
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    return f"{text[:LONGEST_DESCRIPTION].rpartition(' ')[0].rstrip(' ,;:')}\u2026"


def _told(term: str, text: str) -> str:
    said = f"{term.rstrip(':')}: {text}" if term else text
    return said if said.endswith((".", "?")) else f"{said}."


def _first_said(document: Document) -> Iterator[str]:
    """The prose of the first part, else the opening lines and the headings."""
    for block in document.sections[0].blocks if document.sections else ():
        match block:
            case Paragraphs() | BulletList():
                yield from (_told(line.lead, line.text) for line in block.lines)
            case DefinitionList():
                yield from (_told(term, line.text) for term, line in block.rows)
    yield from (line.text for line in document.lede)
    yield "; ".join(section.heading for section in document.sections)


def posted_data(request: HttpRequest) -> QueryDict | None:
    """What a form sent; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def sent_files(request: HttpRequest) -> "tuple[QueryDict | None, MultiValueDict[str, Any] | None]":
    """What a form with a file sent: its fields, and its files."""
    return posted_data(request), request.FILES if request.method == "POST" else None


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
                "label": message(f"frame.nav.{name}"),
                "href": reverse(name),
                "current": _is_within(here, reverse(name)),
            }
            for name in NAVIGATION
        ],
        "footer_links": [
            {"label": message(f"frame.footer_links.{name}"), "href": reverse(name)}
            for name in FOOTER
        ],
        "noindex": here.startswith(reverse("you")),
        "description": message("frame.description"),
    }


def _is_within(here: str, part: str) -> bool:
    return here == part if part == "/" else here.startswith(part)
