"""The lists of the catalog, each with a search and filters, and the search over all of it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.views.decorators.http import require_safe

from benchpin.ask.answer import answer_question
from benchpin.ask.index import EXACT, OTHER_NAME, words_of
from benchpin.ask.search import (
    KINDS,
    Facet,
    SearchHit,
    facets,
    pay_query_role,
    search_all,
    search_records,
    spelling_suggestion,
)
from benchpin.ask.understanding import question_words
from benchpin.documents.answers.ask import answer_document
from benchpin.documents.guides.comparison import MAX_ROLES as MAX_COMPARED
from benchpin.documents.model import Document
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.links import href, reverse, with_query
from benchpin.web.app.messages import all_messages, message
from benchpin.web.app.page_cache import cache_page
from benchpin.web.pages.guides.next_steps import RELATED_PAGES, steps_for_records, steps_for_role
from benchpin.web.pages.layout import public_page

PAGE_SIZE = 50
LIST_FILTERS = {
    "roles": ("family", "mode"),
    "qualifications": ("status", "study", "country", "place", "price"),
    "organisations": ("kind", "country", "mentoring"),
    "mentoring": ("kind", "country"),
    "providers": ("country", "place", "study", "price"),
    "skills": ("category",),
    "sources": ("reliability",),
}
"""The names of the filters of each list."""
ENTRY_PAGES = (
    "before", "roles", "pay", "reach", "market", "qualifications", "providers", "organisations",
    "mentoring", "skills", "sources",
)  # fmt: skip
"""Pages offered where there is no search or no hit, by URL name."""
LAST_KINDS = ("figures", "sources")
"""Kinds of hits that stand below all others."""
MAX_TITLE_LENGTH = 60
"""Characters of a query that the title of its page shows."""
MAX_HITS_PER_KIND = 5
"""Hits of a kind that a search shows; the others are in the list of the kind, or folded."""


def _list_view(kind: str) -> Callable[[HttpRequest], HttpResponse]:
    """Build the view of a list."""

    @require_safe
    @cache_page("q", "page", *LIST_FILTERS[kind])
    def view(request: HttpRequest) -> HttpResponse:
        return _list_page(request, kind)

    return view


def _list_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The page of a list: the records that match the query and the filters, a page at a time."""
    catalog, query_text = shared_engine().catalog, request.GET.get("q", "")
    filters = {name: request.GET.getlist(name) for name in LIST_FILTERS[kind]}
    hits, text = search_records(catalog, kind, query_text, **filters), query_text
    if not hits and (suggestion := spelling_suggestion(catalog, query_text)):
        hits, text = search_records(catalog, kind, suggestion, **filters), suggestion
    page_count = -(-len(hits) // PAGE_SIZE) or 1  # rounded up
    requested_page = request.GET.get("page", "")
    page_number = (
        min(max(int(requested_page), 1), page_count)
        if requested_page.isascii() and requested_page.isdigit()
        else 1
    )
    page_hits = hits[(page_number - 1) * PAGE_SIZE : page_number * PAGE_SIZE]
    context = {
        "title": message(f"guides.{kind}.title"),
        "lede": message(f"guides.{kind}.lede"),
        "description": message(f"guides.{kind}.lede"),
        "search": message(f"guides.{kind}.search"),
        "action": request.path,
        "text": query_text,
        "suggestion": text if hits and text != query_text else "",
        "next_steps": steps_for_records(RELATED_PAGES[kind]),
        "hidden": [(name, value) for name, values in filters.items() for value in values],
        "groups": _filter_groups(
            request.GET, facets(catalog, kind, text, **filters), LIST_FILTERS[kind]
        ),
        "count": len(hits),
        "rows": [_hit_row(hit) for hit in page_hits],
        "page_number": page_number,
        "page_count": page_count,
        "previous": with_query(request.GET, page=str(page_number - 1)) if page_number > 1 else None,
        "following": with_query(request.GET, page=str(page_number + 1))
        if page_number < page_count
        else None,
        "narrowed": bool(text or any(filters.values())),
        "too_narrow": any(filters.values()),
        "compares": kind == "roles",
        "max_compared": MAX_COMPARED,
    }
    return public_page(request, "list.html", context)


def _hit_row(hit: SearchHit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "label": hit.label,
        "text": hit.text,
        "href": href(*hit.page),
        "kind": message(f"guides.kinds.{hit.kind}"),
    }


def _filter_groups(
    query: QueryDict, list_facets: Iterable[Facet], names: tuple[str, ...]
) -> list[Any]:
    """The filters; the address of each choice sets it, or removes it where it is set.

    A filter without a choice left is not shown.
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
        for facet in list_facets
        if facet.name in names
    ]  # fmt: skip
    return [group for group in groups if group["options"]]


@require_safe
@cache_page("q")
def search_page(request: HttpRequest) -> HttpResponse:
    """Search the whole catalog by words."""
    catalog, query_text = shared_engine().catalog, request.GET.get("q", "").strip()
    text = query_text
    hits = search_all(catalog, text)
    if not hits and (suggestion := spelling_suggestion(catalog, query_text)):
        hits, text = search_all(catalog, suggestion), suggestion
    answer = _answer(query_text)
    role = pay_query_role(catalog, text)
    pay_steps = steps_for_role(role, None, current_page="compare") if role else []
    tab_title = message("guides.search.title_for", text=_shorten(query_text))
    context = {
        "title": message("guides.search.title"),
        "tab": tab_title if query_text else message("guides.search.title"),
        "text": query_text,
        "answer": answer,
        "suggestion": text if hits and text != query_text else "",
        "count": len(pay_steps) + len(hits),
        "groups": [
            _result_group(kind, kind_hits, text) for kind, kind_hits in _grouped_by_kind(hits)
        ],
        "pay_steps": pay_steps,
        "entry_pages": [] if hits or pay_steps else steps_for_records(ENTRY_PAGES),
    }
    return public_page(request, "search.html", context)


MIN_QUESTION_WORDS = 3
MIN_PLAIN_WORDS = 5
"""From how many words on a search is read as a question: with a question word or mark, without."""


def _answer(text: str) -> Document | None:
    """The answer to a search that is a question; None for a few words to look up."""
    query_words = words_of(text)
    is_question = text.endswith("?") or (query_words[:1] and query_words[0] in question_words())
    if len(query_words) < (MIN_QUESTION_WORDS if is_question else MIN_PLAIN_WORDS):
        return None
    engine = shared_engine()
    return answer_document(answer_question(text, engine.catalog, engine.reference))


def _grouped_by_kind(hits: Iterable[SearchHit]) -> list[tuple[str, list[SearchHit]]]:
    """The hits by kind: kinds with an exact name first, then those with a match in a name.

    The kinds of LAST_KINDS stand last, whatever their hits.
    """
    hits_by_kind: dict[str, list[SearchHit]] = {}
    for hit in hits:
        hits_by_kind.setdefault(hit.kind, []).append(hit)

    def order(group: tuple[str, list[SearchHit]]) -> tuple[bool, int, int]:
        kind, best = group[0], group[1][0].rank
        return kind in LAST_KINDS, (best > EXACT) + (best > OTHER_NAME), KINDS.index(kind)

    return sorted(hits_by_kind.items(), key=order)


def _result_group(kind: str, hits: list[SearchHit], text: str) -> dict[str, Any]:
    """The hits of a kind: the first ones, and the others folded or in the list of the kind."""
    rows = [_hit_row(hit) for hit in hits]
    first_rows, remaining_rows = rows[:MAX_HITS_PER_KIND], rows[MAX_HITS_PER_KIND:]
    query = QueryDict(mutable=True)
    query["q"] = text
    return {
        "heading": all_messages()["guides"]["groups"][kind],
        "rows": first_rows,
        "list_url": f"{reverse(kind)}?{query.urlencode()}"
        if remaining_rows and kind in LIST_FILTERS
        else "",
        "count": len(rows),
        "remaining_rows": [] if kind in LIST_FILTERS else remaining_rows,
    }


def _shorten(text: str) -> str:
    """A query, cut for the title of a page."""
    return text if len(text) <= MAX_TITLE_LENGTH else f"{text[:MAX_TITLE_LENGTH].rstrip()}\u2026"


urlpatterns = [
    *(path(f"{kind}/", _list_view(kind), name=kind) for kind in LIST_FILTERS),
    path("search/", search_page, name="search"),
]
