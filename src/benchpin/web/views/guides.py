"""The pages that each tell one thing, the same for everybody: a role, a topic, a source.

They hold no session and no form of a person; where somebody looks for work is in the query.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.tell.document import Document
from benchpin.tell.guides import market, sources
from benchpin.tell.guides.organisation import mentoring, organisation
from benchpin.tell.guides.provider import provider
from benchpin.tell.guides.qualification import qualification
from benchpin.tell.guides.role import role_guide
from benchpin.tell.guides.skill import skill
from benchpin.web.asked_area import area_form, asked_area
from benchpin.web.cached import cached_page
from benchpin.web.engine import engine, today
from benchpin.web.pages import guide_page
from benchpin.web.words import say

OF_THE_MARKET = {
    "myths": market.myths,
    "traps": market.traps,
    "questions": market.questions,
    "metals": market.metals,
}
"""Pages of the market that are no topics of the catalog."""


def _told(kind: str, tell: Callable[..., Document]) -> Callable[..., HttpResponse]:
    """The view of one entry of a kind."""

    @require_safe
    @cached_page()
    def view(request: HttpRequest, identity: str) -> HttpResponse:
        held = engine()
        if identity not in getattr(held.catalog, kind):
            raise Http404
        up = (say(f"guides.{kind}.title"), reverse(kind))
        return guide_page(request, tell(identity, held.catalog, held.reference), up=up)

    return view


@require_safe
@cached_page("area")
def role(request: HttpRequest, identity: str) -> HttpResponse:
    """The guide to a role, with pay and outlook where somebody asks for them."""
    held, area = engine(), asked_area(request)
    if identity not in held.catalog.roles:
        raise Http404
    document = role_guide(identity, held.catalog, held.reference, area=area.name, as_of=today())
    up = (say("guides.roles.title"), reverse("roles"))
    return guide_page(request, document, up=up, **area_form(request, area))


@require_safe
@cached_page()
def market_page(request: HttpRequest) -> HttpResponse:
    """The topics of the trade."""
    held = engine()
    return guide_page(request, market.topics(held.catalog, held.reference), tools=True)


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
    return guide_page(request, document, up=up)


urlpatterns = [
    path("roles/<slug:identity>/", role, name="role"),
    path("market/", market_page, name="market"),
    path("market/<slug:identity>/", topic, name="topic"),
    path(
        "qualifications/<slug:identity>/",
        _told("qualifications", qualification),
        name="qualification",
    ),
    path(
        "organisations/<slug:identity>/", _told("organisations", organisation), name="organisation"
    ),
    path("mentoring/<slug:identity>/", _told("mentoring", mentoring), name="mentor"),
    path("providers/<slug:identity>/", _told("providers", provider), name="provider"),
    path("skills/<slug:identity>/", _told("skills", skill), name="skill"),
    path("sources/<slug:identity>/", _told("sources", sources.source), name="source"),
]
