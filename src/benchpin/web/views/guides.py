"""The pages that tell what is known, the same for everybody: roles, pay, learning, sources.

They hold no session and no form of a person; where somebody looks for work is in the query.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.facts import AmbiguousArea, UnknownName
from benchpin.tell.document import Document
from benchpin.tell.guides import market, sources
from benchpin.tell.guides.compare import compare as compared
from benchpin.tell.guides.found import Facet, Found, everywhere, facets, find
from benchpin.tell.guides.organisation import mentoring, organisation
from benchpin.tell.guides.provider import provider
from benchpin.tell.guides.qualification import qualification
from benchpin.tell.guides.reach import reach as reached
from benchpin.tell.guides.role import role_guide
from benchpin.tell.guides.skill import skill
from benchpin.tell.guides.wages import wages
from benchpin.web.addresses import href
from benchpin.web.cached import cached_page
from benchpin.web.engine import engine, today
from benchpin.web.forms.begin import labels
from benchpin.web.pages import drawn
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
MOST_COMPARED = 3
OF_THE_MARKET = {
    "myths": market.myths,
    "traps": market.traps,
    "questions": market.questions,
    "metals": market.metals,
}
"""Pages of the market that are no topics of the catalog."""
Area = tuple[str | None, str, tuple[str, ...]]


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that is the same for everybody: drawn without the request."""
    return HttpResponse(drawn(template, context, here=request.path))


def _guide(request: HttpRequest, document: Document, **context: Any) -> HttpResponse:
    told = {"title": document.title, "page": document, **context}
    return _page(request, "guide-page.html", told)


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
        "previous": _with(request.GET, page=str(at - 1)) if at > 1 else None,
        "following": _with(request.GET, page=str(at + 1)) if at < count else None,
        "narrowed": bool(text or any(chosen.values())),
        "compares": kind == "roles",
        "most": MOST_COMPARED,
    }
    return _page(request, "list.html", context)


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
                    "href": _with(query, page=None, **{
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


def _with(query: QueryDict, **changes: str | None) -> str:
    """The address of this page with other values in its query; None takes one away."""
    told = query.copy()
    for name, value in changes.items():
        told.pop(name, None)
        if value:
            told[name] = value
    return f"?{told.urlencode()}"


def _area(request: HttpRequest) -> Area:
    """The area that is asked for, what is wrong with it, and the areas that it may mean."""
    text = request.GET.get("area", "").strip()
    if not text:
        return None, "", ()
    try:
        engine().reference.area(text)
    except AmbiguousArea as error:
        return None, say("guides.area.several", text=text), error.choices
    except UnknownName:
        return None, say("guides.area.unknown", text=text), ()
    return text, "", ()


def _area_form(request: HttpRequest, area: Area, **fields: Any) -> dict[str, Any]:
    """What the form that asks for an area shows."""
    return {
        "area_form": {
            "text": request.GET.get("area", ""),
            "wrong": area[1],
            "choices": [(name, _with(request.GET, area=name)) for name in area[2]],
            **fields,
        }
    }


def _listed(kind: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of a list."""

    @require_safe
    @cached_page("q", "page", *LISTS[kind])
    def view(request: HttpRequest) -> HttpResponse:
        return _listing(request, kind)

    return view


def _told(kind: str, tell: Callable[..., Document]) -> Callable[..., HttpResponse]:
    """The view of one entry of a kind."""

    @require_safe
    @cached_page()
    def view(request: HttpRequest, identity: str) -> HttpResponse:
        held = engine()
        if identity not in getattr(held.catalog, kind):
            raise Http404
        up = (say(f"guides.{kind}.title"), reverse(kind))
        return _guide(request, tell(identity, held.catalog, held.reference), up=up)

    return view


@require_safe
@cached_page("area")
def role(request: HttpRequest, identity: str) -> HttpResponse:
    """The guide to a role, with pay and outlook where somebody asks for them."""
    held, area = engine(), _area(request)
    if identity not in held.catalog.roles:
        raise Http404
    document = role_guide(identity, held.catalog, held.reference, area=area[0], as_of=today())
    up = (say("guides.roles.title"), reverse("roles"))
    return _guide(request, document, up=up, **_area_form(request, area))


@require_safe
@cached_page("role", "area")
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three roles beside each other."""
    held, area = engine(), _area(request)
    chosen = [role for role in dict.fromkeys(request.GET.getlist("role")) if role]
    if any(role not in held.catalog.roles for role in chosen):
        raise Http404
    up = (say("guides.roles.title"), reverse("roles"))
    if 1 < len(chosen) <= MOST_COMPARED:
        document = compared(chosen, held.catalog, held.reference, area=area[0], as_of=today())
        return _guide(
            request, document, up=up, wide=True, **_area_form(request, area, roles=chosen)
        )
    context = {
        "title": say("guides.compare.title"),
        "roles": labels(held.catalog),
        "chosen": chosen,
        "most": MOST_COMPARED,
        "wrong": bool(chosen),
    }
    return _page(request, "compare-choose.html", context)


@require_safe
@cached_page()
def market_page(request: HttpRequest) -> HttpResponse:
    """The topics of the trade."""
    held = engine()
    return _guide(request, market.topics(held.catalog, held.reference), tools=True)


@require_safe
@cached_page()
def topic(request: HttpRequest, identity: str) -> HttpResponse:
    """A topic of the trade with its figures, or what people say, fear and ask."""
    held = engine()
    up = (say("guides.market.title"), reverse("market"))
    if identity in OF_THE_MARKET:
        document = OF_THE_MARKET[identity](held.catalog, held.reference)
    elif identity in held.catalog.topics:
        document = market.topic(identity, held.catalog, held.reference)
    else:
        raise Http404
    return _guide(request, document, up=up)


@require_safe
@cached_page("role", "area")
def pay(request: HttpRequest) -> HttpResponse:
    """What a role, or an occupation by its code, earns somewhere."""
    return _looked_up(request, "pay")


@require_safe
@cached_page("role", "area")
def reach(request: HttpRequest) -> HttpResponse:
    """How many jobs are within reach of somewhere, by work mode."""
    return _looked_up(request, "reach")


def _looked_up(request: HttpRequest, kind: str) -> HttpResponse:
    """A form for a role and an area, and what is known of them."""
    held, area = engine(), _area(request)
    chosen = request.GET.get("role", "").strip()
    up = (say("guides.market.title"), reverse("market"))
    form = _area_form(
        request, area, roles=[chosen], choose=labels(held.catalog), action=request.path
    )
    if not chosen or area[1]:
        context = {
            "title": say(f"guides.{kind}.title"),
            "lede": say(f"guides.{kind}.lede"),
            "up": up,
            **form,
        }
        return _page(request, "look-up.html", context)
    try:
        if kind == "pay":
            document = wages(chosen, area[0], held.catalog, held.reference)
        elif chosen in held.catalog.roles:
            where = held.reference.area(area[0])
            document = reached(chosen, where, held.catalog, held.reference)
        else:
            raise Http404
    except UnknownName:
        raise Http404 from None
    return _guide(request, document, up=up, **form)


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
    return _page(request, "search.html", context)


urlpatterns = [
    path("roles/", _listed("roles"), name="roles"),
    path("roles/<slug:identity>/", role, name="role"),
    path("compare/", compare, name="compare-roles"),
    path("market/", market_page, name="market"),
    path("market/<slug:identity>/", topic, name="topic"),
    path("pay/", pay, name="pay"),
    path("reach/", reach, name="reach"),
    path("search/", search, name="search"),
]
for _kind, _one, _tell in (
    ("qualifications", "qualification", qualification),
    ("organisations", "organisation", organisation),
    ("mentoring", "mentor", mentoring),
    ("providers", "provider", provider),
    ("skills", "skill", skill),
    ("sources", "source", sources.source),
):
    urlpatterns += [
        path(f"{_kind}/", _listed(_kind), name=_kind),
        path(f"{_kind}/<slug:identity>/", _told(_kind, _tell), name=_one),
    ]
