"""The lists of what is known, each with a search and filters, and the search over everything."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.views.decorators.http import require_safe

from benchpin.ask.index import CALLED, EXACT
from benchpin.ask.search import (
    KINDS,
    Facet,
    SearchHit,
    facets,
    role_of_pay,
    search_all,
    search_records,
    spelling_suggestion,
)
from benchpin.documents.guides.comparison import MAX_ROLES as MAX_COMPARED
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.links import href, reverse, with_query
from benchpin.web.app.messages import all_messages, message
from benchpin.web.app.page_cache import cache_page
from benchpin.web.pages.guides.next_steps import NEAR, steps_for_records, steps_for_role
from benchpin.web.pages.layout import public_page

ON_A_PAGE = 50
LISTS = {
    "roles": ("family", "mode"),
    "qualifications": ("status", "study", "country", "place", "price"),
    "organisations": ("kind", "country", "mentoring"),
    "mentoring": ("kind", "country"),
    "providers": ("country", "place", "study", "price"),
    "skills": ("category",),
    "sources": ("reliability",),
}
"""The lists, each with its filters."""
WAYS_IN = (
    "before", "roles", "pay", "reach", "market", "qualifications", "providers", "organisations",
    "mentoring", "skills", "sources",
)  # fmt: skip
"""Where somebody may begin who has not searched, or has found nothing."""
LAST_KINDS = ("figures", "sources")
"""What stands below all else that a search finds."""
LONGEST_TITLE = 60
"""How many letters of a search the title of its page shows."""
SHOWN_OF_A_KIND = 5
"""How many of a kind a search shows; the others stand in the list of the kind, or folded."""


def _listed(kind: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of a list."""

    @require_safe
    @cache_page("q", "page", *LISTS[kind])
    def view(request: HttpRequest) -> HttpResponse:
        return _listing(request, kind)

    return view


def _listing(request: HttpRequest, kind: str) -> HttpResponse:
    """A list with a search and filters."""
    catalog, written = shared_engine().catalog, request.GET.get("q", "")
    chosen = {name: request.GET.getlist(name) for name in LISTS[kind]}
    found, text = search_records(catalog, kind, written, **chosen), written
    if not found and (meant := spelling_suggestion(catalog, written)):
        found, text = search_records(catalog, kind, meant, **chosen), meant
    count = -(-len(found) // ON_A_PAGE) or 1
    asked = request.GET.get("page", "")
    at = min(max(int(asked), 1), count) if asked.isascii() and asked.isdigit() else 1
    shown = found[(at - 1) * ON_A_PAGE : at * ON_A_PAGE]
    context = {
        "title": message(f"guides.{kind}.title"),
        "lede": message(f"guides.{kind}.lede"),
        "description": message(f"guides.{kind}.lede"),
        "search": message(f"guides.{kind}.search"),
        "action": request.path,
        "text": written,
        "meant": text if found and text != written else "",
        "near": steps_for_records(NEAR[kind]),
        "hidden": [(name, value) for name, values in chosen.items() for value in values],
        "groups": _groups(request.GET, facets(catalog, kind, text, **chosen), LISTS[kind]),
        "count": len(found),
        "found": [_row(each) for each in shown],
        "at": at,
        "pages": count,
        "previous": with_query(request.GET, page=str(at - 1)) if at > 1 else None,
        "following": with_query(request.GET, page=str(at + 1)) if at < count else None,
        "narrowed": bool(text or any(chosen.values())),
        "too_narrow": any(chosen.values()),
        "compares": kind == "roles",
        "most": MAX_COMPARED,
    }
    return public_page(request, "list.html", context)


def _row(found: SearchHit) -> dict[str, Any]:
    return {
        "id": found.id,
        "label": found.label,
        "text": found.text,
        "href": href(*found.page),
        "kind": message(f"guides.kinds.{found.kind}"),
    }


def _groups(query: QueryDict, held: Iterable[Facet], names: tuple[str, ...]) -> list[Any]:
    """The filters with an address for each value, which sets it or takes it away.

    A filter that no choice is left of is not shown.
    """
    groups = [
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
    return [group for group in groups if group["options"]]


@require_safe
@cache_page("q")
def search(request: HttpRequest) -> HttpResponse:
    """Everything that is known, by words."""
    catalog, written = shared_engine().catalog, request.GET.get("q", "").strip()
    text = written
    found = search_all(catalog, text)
    if not found and (meant := spelling_suggestion(catalog, written)):
        found, text = search_all(catalog, meant), meant
    role = role_of_pay(catalog, text)
    pay = steps_for_role(role, None, here="compare") if role else []
    named = message("guides.search.title_for", text=_short(written))
    context = {
        "title": message("guides.search.title"),
        "tab": named if written else message("guides.search.title"),
        "text": written,
        "meant": text if found and text != written else "",
        "count": len(pay) + len(found),
        "groups": [_group(kind, of_kind, text) for kind, of_kind in _by_kind(found)],
        "pay": pay,
        "ways": [] if found or pay else steps_for_records(WAYS_IN),
    }
    return public_page(request, "search.html", context)


def _by_kind(found: Iterable[SearchHit]) -> list[tuple[str, list[SearchHit]]]:
    """What is found by kind: first what is called so, then what its names hold, then the rest."""
    held: dict[str, list[SearchHit]] = {}
    for each in found:
        held.setdefault(each.kind, []).append(each)

    def order(of: tuple[str, list[SearchHit]]) -> tuple[bool, int, int]:
        kind, best = of[0], of[1][0].rank
        return kind in LAST_KINDS, (best > EXACT) + (best > CALLED), KINDS.index(kind)

    return sorted(held.items(), key=order)


def _group(kind: str, found: list[SearchHit], text: str) -> dict[str, Any]:
    """What is found of a kind: the best, and where the others stand."""
    rows = [_row(each) for each in found]
    shown, rest = rows[:SHOWN_OF_A_KIND], rows[SHOWN_OF_A_KIND:]
    query = QueryDict(mutable=True)
    query["q"] = text
    return {
        "heading": all_messages()["guides"]["groups"][kind],
        "rows": shown,
        "all": f"{reverse(kind)}?{query.urlencode()}" if rest and kind in LISTS else "",
        "count": len(rows),
        "rest": [] if kind in LISTS else rest,
    }


def _short(text: str) -> str:
    """A search as the title of a page shows it."""
    return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE].rstrip()}\u2026"


urlpatterns = [
    *(path(f"{kind}/", _listed(kind), name=kind) for kind in LISTS),
    path("search/", search, name="search"),
]
