"""The pages of single records, the same for every visitor: a role, a topic, a source.

They use no session and no case, so that they can be cached; the area is in the query.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.documents.answers.topics import topic_reports_as_csv, topic_reports_as_json
from benchpin.documents.guides import sources, topics
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
from benchpin.web.pages.area import area_form_context, requested_area
from benchpin.web.pages.downloads import Format, download, download_links, requested_format
from benchpin.web.pages.guides.next_steps import RELATED_PAGES, steps_for_records, steps_for_role
from benchpin.web.pages.layout import guide_page

MARKET_GUIDES = {
    "myths": topics.myths_guide,
    "traps": topics.traps_guide,
    "questions": topics.questions_guide,
    "metals": topics.metal_prices_guide,
}
"""Pages of the market that are no topics of the catalog, by their slug."""


def _record_view(kind: str, build_guide: Callable[..., Document]) -> Callable[..., HttpResponse]:
    """Build the view of the records of a kind, from the function that builds their guide."""

    @require_safe
    @cache_page()
    def view(request: HttpRequest, identity: str) -> HttpResponse:
        engine = shared_engine()
        if identity not in getattr(engine.catalog, kind):
            raise Http404
        up = (message(f"guides.{kind}.title"), reverse(kind))
        document = build_guide(identity, engine.catalog, engine.reference)
        return guide_page(
            request, document, up=up, next_steps=steps_for_records(RELATED_PAGES[kind])
        )

    return view


@require_safe
@cache_page("area")
def role_page(request: HttpRequest, identity: str) -> HttpResponse:
    """The guide to a role, with pay and outlook for the area in the query."""
    engine, area_query = shared_engine(), requested_area(request)
    if identity not in engine.catalog.roles:
        raise Http404
    document = role_guide(
        identity, engine.catalog, engine.reference, area=area_query.name, as_of=today()
    )
    up = (message("guides.roles.title"), reverse("roles"))
    next_steps = steps_for_role(identity, area_query.name, current_page="role")
    return guide_page(
        request, document, up=up, next_steps=next_steps, **area_form_context(request, area_query)
    )


@require_safe
@cache_page("format")
def market_page(request: HttpRequest) -> HttpResponse:
    """The list of the topics of the trade; the figures of all topics as a download."""
    engine = shared_engine()
    if file_format := requested_format(request):
        return download(file_format, _topics_export(file_format, tuple(engine.catalog.topics)))
    document = topics.topic_list_guide(engine.catalog, engine.reference)
    downloads = download_links(request, "benchpin-market")
    next_steps = steps_for_records(("qualifications", "sources"))
    return guide_page(request, document, tools=True, downloads=downloads, next_steps=next_steps)


def _topics_export(file_format: Format, topic_ids: tuple[str, ...]) -> str:
    """The figures of some topics, as CSV or JSON."""
    engine = shared_engine()
    reports = [topic_report(topic_id, engine.catalog) for topic_id in topic_ids]
    if file_format == "csv":
        return topic_reports_as_csv(reports, engine.catalog)
    return topic_reports_as_json(reports, engine.catalog, engine.reference)


@require_safe
@cache_page("format")
def topic_page(request: HttpRequest, identity: str) -> HttpResponse:
    """A topic of the trade with its figures, or myths, traps, questions or metal prices."""
    engine = shared_engine()
    up = (message("guides.market.title"), reverse("market"))
    extra_context: dict[str, Any] = {"next_steps": steps_for_records(("market", "pay", "reach"))}
    if identity in MARKET_GUIDES:
        document = MARKET_GUIDES[identity](engine.catalog, engine.reference)
    elif identity in engine.catalog.topics:
        if file_format := requested_format(request):
            return download(file_format, _topics_export(file_format, (identity,)))
        document = topics.topic_guide(identity, engine.catalog, engine.reference)
        extra_context["downloads"] = download_links(request, f"benchpin-{identity}")
    else:
        raise Http404
    return guide_page(request, document, up=up, **extra_context)


urlpatterns = [
    path("roles/<slug:identity>/", role_page, name="role"),
    path("market/", market_page, name="market"),
    path("market/<slug:identity>/", topic_page, name="topic"),
    path(
        "qualifications/<slug:identity>/",
        _record_view("qualifications", qualification_guide),
        name="qualification",
    ),
    path(
        "organisations/<slug:identity>/",
        _record_view("organisations", organisation_guide),
        name="organisation",
    ),
    path("mentoring/<slug:identity>/", _record_view("mentoring", mentoring_guide), name="mentor"),
    path("providers/<slug:identity>/", _record_view("providers", provider_guide), name="provider"),
    path("skills/<slug:identity>/", _record_view("skills", skill_guide), name="skill"),
    path("sources/<slug:identity>/", _record_view("sources", sources.source_guide), name="source"),
]
