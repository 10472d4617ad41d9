"""The layout of the pages: frame, navigation, and the context that every template gets."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from benchpin.documents.model import BulletList, DefinitionList, Document, Paragraphs
from benchpin.web.app.compute_lock import page_lock
from benchpin.web.app.links import reverse
from benchpin.web.app.messages import message
from benchpin.web.app.static_files import static

NAVIGATION = {
    "results": ("you",),
    "roles": ("roles", "compare-roles"),
    "market": ("market", "pay", "reach"),
    "search": ("search",),
}
"""The pages in the navigation: the URL name of each, and those of the sections that it stands
for."""
form_view = require_http_methods(["GET", "HEAD", "POST"])
"""Decorator of a view that shows a form and accepts its POST."""
FOOTER = (
    "qualifications", "organisations", "about", "privacy", "terms", "accessibility", "sources",
    "api-docs",
)  # fmt: skip
SCRIPTS = ("htmx.min.js", "sending.js")


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render a page of the web app from a template, with the frame around it."""
    text = render_template(template, context or {}, path=request.path, request=request)
    return HttpResponse(text, status=status)


def render_template(
    template: str, context: dict[str, Any], *, path: str, request: HttpRequest | None = None
) -> str:
    """The HTML of the page at a path; without a request it is the same for every visitor."""
    with page_lock:  # rendering side by side takes more processor time (compute_lock)
        return render_to_string(template, {**frame(path), **context}, request)


def public_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that is the same for every visitor: rendered without the request."""
    return HttpResponse(render_template(template, context, path=request.path))


def guide_page(request: HttpRequest, document: Document, **context: Any) -> HttpResponse:
    """The page of a guide, the same for every visitor; `context` is added for the template."""
    page_context = {
        "title": document.title,
        "tab": _tab_title(document.title, context.get("up")),
        "description": description_of(document),
        "page": document,
        **context,
    }
    return public_page(request, "guide-page.html", page_context)


def _tab_title(title: str, parent: tuple[str, str] | None) -> str:
    """The title in the browser tab, with the parent page: a school and a body may share a name."""
    return message("guides.tab", title=title, of=parent[0]) if parent else title


MAX_DESCRIPTION_LENGTH = 160
"""Characters of the meta description, which search engines show."""


def description_of(document: Document) -> str:
    """The meta description of a page: its title and its opening sentences, cut at a word."""
    sentences = [f"{document.title}.", *_opening_texts(document)]
    text = " ".join(dict.fromkeys(sentences))
    if len(text) <= MAX_DESCRIPTION_LENGTH:
        return text
    return f"{text[:MAX_DESCRIPTION_LENGTH].rpartition(' ')[0].rstrip(' ,;:')}\u2026"


def _as_sentence(term: str, text: str) -> str:
    sentence = f"{term.rstrip(':')}: {text}" if term else text
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def _opening_texts(document: Document) -> Iterator[str]:
    """The prose of the first section, then the lede and the headings of the sections."""
    for block in document.sections[0].blocks if document.sections else ():
        match block:
            case Paragraphs() | BulletList():
                yield from (_as_sentence(line.lead, line.text) for line in block.lines)
            case DefinitionList():
                yield from (_as_sentence(term, line.text) for term, line in block.rows)
    yield from (line.text for line in document.lede)
    yield "; ".join(section.heading for section in document.sections)


def posted_data(request: HttpRequest) -> QueryDict | None:
    """The posted fields of a form; None for a request that is no POST."""
    return request.POST if request.method == "POST" else None


def posted_data_and_files(
    request: HttpRequest,
) -> "tuple[QueryDict | None, MultiValueDict[str, Any] | None]":
    """The posted fields and files of a form with an upload."""
    return posted_data(request), request.FILES if request.method == "POST" else None


def frame(path: str) -> dict[str, Any]:
    """The template context of the frame around the page at a path."""
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
                "current": any(path.startswith(reverse(section)) for section in sections),
            }
            for name, sections in NAVIGATION.items()
        ],
        "footer_links": [
            {"label": message(f"frame.footer_links.{name}"), "href": reverse(name)}
            for name in FOOTER
        ],
        # The pages of a person are not for search engines.
        "noindex": path.startswith(reverse("you")),
        "description": message("frame.description"),
    }
