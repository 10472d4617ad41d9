"""The lists of what is known, each with a search and filters, and the search over everything."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.views.decorators.http import require_safe

from benchpin.tell.guides.compare import MOST as MOST_COMPARED
from benchpin.tell.guides.found import Facet, Found, everywhere, facets, find
from benchpin.web.addresses import href, with_query
from benchpin.web.cached import cached_page
from benchpin.web.engine import engine
from benchpin.web.pages import public_page
from benchpin.web.words import say, words

ON_A_PAGE = 50
LISTS = {
    "roles": ("family", "mode"),
    "qualifications": ("status", "study", "country", "price"),
    "organisations": ("kind", "country", "mentoring"),
    "mentoring": ("kind", "country"),
    "providers": ("country",),
    "skills": ("category",),
    "sources": ("reliability",),
}
"""The lists, each with its filters."""
LAST_FOUND = ("figures", "sources")
"""What stands below all else that a search finds; the others come with the best found first."""


def _listed(kind: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of a list."""

    @require_safe
    @cached_page("q", "page", *LISTS[kind])
    def view(request: HttpRequest) -> HttpResponse:
        return _listing(request, kind)

    return view


def _listing(request: HttpRequest, kind: str) -> HttpResponse:
    """A list with a search and filters."""
    catalog, text = engine().catalog, request.GET.get("q", "")
    chosen = {name: request.GET.getlist(name) for name in LISTS[kind]}
    found = find(catalog, kind, text, **chosen)
    count = -(-len(found) // ON_A_PAGE) or 1
    asked = request.GET.get("page", "")
    at = min(max(int(asked), 1), count) if asked.isascii() and asked.isdigit() else 1
    shown = found[(at - 1) * ON_A_PAGE : at * ON_A_PAGE]
    context = {
        "title": say(f"guides.{kind}.title"),
        "lede": say(f"guides.{kind}.lede"),
        "search": say(f"guides.{kind}.search"),
        "action": request.path,
        "text": text,
        "hidden": [(name, value) for name, values in chosen.items() for value in values],
        "groups": _groups(request.GET, facets(catalog, kind, text, **chosen), LISTS[kind]),
        "count": len(found),
        "found": [_row(each) for each in shown],
        "at": at,
        "pages": count,
        "previous": with_query(request.GET, page=str(at - 1)) if at > 1 else None,
        "following": with_query(request.GET, page=str(at + 1)) if at < count else None,
        "narrowed": bool(text or any(chosen.values())),
        "compares": kind == "roles",
        "most": MOST_COMPARED,
    }
    return public_page(request, "list.html", context)


def _row(found: Found) -> dict[str, Any]:
    return {
        "id": found.id,
        "label": found.label,
        "text": found.text,
        "href": href(*found.page),
        "kind": say(f"guides.kinds.{found.kind}"),
    }


def _groups(query: QueryDict, held: Iterable[Facet], names: tuple[str, ...]) -> list[Any]:
    """The filters with an address for each value, which sets it or takes it away."""
    return [
        {
            "label": facet.label,
            "options": [
                {
                    "label": choice.label,
                    "count": choice.count,
                    "current": choice.chosen,
                    "href": with_query(query, page=None, **{
                        facet.name: None if choice.chosen else choice.value
                    }),
                }
                for choice in facet.choices
                if choice.count or choice.chosen
            ],
        }
        for facet in held
        if facet.name in names
    ]  # fmt: skip


@require_safe
@cached_page("q")
def search(request: HttpRequest) -> HttpResponse:
    """Everything that is known, by words."""
    text = request.GET.get("q", "")
    found = everywhere(engine().catalog, text) if text else ()
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for each in found:
        by_kind.setdefault(each.kind, []).append(_row(each))
    context = {
        "title": say("guides.search.title"),
        "text": text,
        "count": len(found),
        "by_kind": [
            (words()["guides"]["groups"][kind], by_kind[kind])
            for kind in sorted(by_kind, key=lambda kind: kind in LAST_FOUND)
        ],
    }
    return public_page(request, "search.html", context)


urlpatterns = [
    *(path(f"{kind}/", _listed(kind), name=kind) for kind in LISTS),
    path("search/", search, name="search"),
]
