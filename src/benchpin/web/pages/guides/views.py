"""The pages that each tell one thing, the same for everybody: a role, a topic, a source.

They hold no session and no form of a person; where somebody looks for work is in the query.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.documents.answers.topics import trade_as_csv, trade_as_json
from benchpin.documents.guides import sources
from benchpin.documents.guides import topics as market
from benchpin.documents.guides.organisation import mentoring_guide, organisation_guide
from benchpin.documents.guides.provider import provider_guide
from benchpin.documents.guides.qualification import qualification_guide
from benchpin.documents.guides.role import role_guide
from benchpin.documents.guides.skill import skill_guide
from benchpin.documents.model import Document
from benchpin.market import topic_report
from benchpin.web.app.engine import shared_engine, today
from benchpin.web.app.messages import message
from benchpin.web.app.page_cache import cache_page
from benchpin.web.pages.area import area_form, asked_area
from benchpin.web.pages.downloads import Format, download, download_links, requested_format
from benchpin.web.pages.guides.next_steps import NEAR, steps_for_records, steps_for_role
from benchpin.web.pages.layout import guide_page

OF_THE_MARKET = {
    "myths": market.myths_guide,
    "traps": market.traps_guide,
    "questions": market.questions_guide,
    "metals": market.metal_prices_guide,
}
"""Pages of the market that are no topics of the catalog."""


def _told(kind: str, tell: Callable[..., Document]) -> Callable[..., HttpResponse]:
    """The view of one entry of a kind."""

    @require_safe
    @cache_page()
    def view(request: HttpRequest, identity: str) -> HttpResponse:
        held = shared_engine()
        if identity not in getattr(held.catalog, kind):
            raise Http404
        up = (message(f"guides.{kind}.title"), reverse(kind))
        document = tell(identity, held.catalog, held.reference)
        return guide_page(request, document, up=up, onward=steps_for_records(NEAR[kind]))

    return view


@require_safe
@cache_page("area")
def role(request: HttpRequest, identity: str) -> HttpResponse:
    """The guide to a role, with pay and outlook where somebody asks for them."""
    held, area = shared_engine(), asked_area(request)
    if identity not in held.catalog.roles:
        raise Http404
    document = role_guide(identity, held.catalog, held.reference, area=area.name, as_of=today())
    up = (message("guides.roles.title"), reverse("roles"))
    onward = steps_for_role(identity, area.name, here="role")
    return guide_page(request, document, up=up, onward=onward, **area_form(request, area))


@require_safe
@cache_page("format")
def market_page(request: HttpRequest) -> HttpResponse:
    """The topics of the trade; to take away, the figures of all of them."""
    held = shared_engine()
    if form := requested_format(request):
        return download(form, _topics_as(form, tuple(held.catalog.topics)))
    document = market.topic_list_guide(held.catalog, held.reference)
    takes = download_links(request, "benchpin-market")
    onward = steps_for_records(("qualifications", "sources"))
    return guide_page(request, document, tools=True, takes=takes, onward=onward)


def _topics_as(form: Format, topics: tuple[str, ...]) -> str:
    """The figures of some topics, as a table or as data."""
    held = shared_engine()
    found = [topic_report(name, held.catalog) for name in topics]
    if form == "csv":
        return trade_as_csv(found, held.catalog)
    return trade_as_json(found, held.catalog, held.reference)


@require_safe
@cache_page("format")
def topic(request: HttpRequest, identity: str) -> HttpResponse:
    """A topic of the trade with its figures, or what people say, fear and ask."""
    held = shared_engine()
    up = (message("guides.market.title"), reverse("market"))
    more: dict[str, Any] = {"onward": steps_for_records(("market", "pay", "reach"))}
    if identity in OF_THE_MARKET:
        document = OF_THE_MARKET[identity](held.catalog, held.reference)
    elif identity in held.catalog.topics:
        if form := requested_format(request):
            return download(form, _topics_as(form, (identity,)))
        document = market.topic_guide(identity, held.catalog, held.reference)
        more["takes"] = download_links(request, f"benchpin-{identity}")
    else:
        raise Http404
    return guide_page(request, document, up=up, **more)


urlpatterns = [
    path("roles/<slug:identity>/", role, name="role"),
    path("market/", market_page, name="market"),
    path("market/<slug:identity>/", topic, name="topic"),
    path(
        "qualifications/<slug:identity>/",
        _told("qualifications", qualification_guide),
        name="qualification",
    ),
    path(
        "organisations/<slug:identity>/",
        _told("organisations", organisation_guide),
        name="organisation",
    ),
    path("mentoring/<slug:identity>/", _told("mentoring", mentoring_guide), name="mentor"),
    path("providers/<slug:identity>/", _told("providers", provider_guide), name="provider"),
    path("skills/<slug:identity>/", _told("skills", skill_guide), name="skill"),
    path("sources/<slug:identity>/", _told("sources", sources.source_guide), name="source"),
]
