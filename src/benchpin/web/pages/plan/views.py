"""The plan of a case to a role, and its files: a calendar, a checklist and data."""

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from benchpin.documents.answers.plan import (
    plan_as_calendar,
    plan_as_json,
    plan_as_markdown,
    plan_document,
)
from benchpin.guidance import plan_role
from benchpin.plan import Plan
from benchpin.web.app.compute_lock import one_at_a_time
from benchpin.web.app.engine import shared_engine, today
from benchpin.web.app.links import reverse
from benchpin.web.app.messages import message
from benchpin.web.cases import session
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import page

FILES: Final[dict[str, tuple[str, Callable[[Plan], str]]]] = {
    "ics": ("text/calendar", plan_as_calendar),
    "md": ("text/markdown", plan_as_markdown),
    "json": ("application/json", plan_as_json),
}
"""The files of a plan by their ending: media type and renderer."""


def _plan(request: HttpRequest, role: str) -> Plan:
    engine = shared_engine()
    if role not in engine.catalog.roles:
        raise Http404
    profile = session.require_case(request).case.guidance_profile()
    return plan_role(role, profile, engine.catalog, engine.reference, as_of=today())


@require_safe
@case_required
@one_at_a_time
def plan_page(request: HttpRequest, role: str) -> HttpResponse:
    """The plan of the person of the case to a role."""
    document = plan_document(_plan(request, role))
    downloads = [
        {
            "href": reverse("plan-file", (role, kind)),
            "label": message(f"plan.files.{kind}"),
            "file": f"{message('plan.file')}-{role}.{kind}",
        }
        for kind in FILES
    ]
    context = {
        "title": document.title,
        "page": document,
        "role": role,
        "downloads": downloads,
    }
    return page(request, "plan.html", context)


@require_safe
@case_required
@one_at_a_time
def plan_file(request: HttpRequest, role: str, kind: str) -> HttpResponse:
    """A file of the plan; it holds nothing of the person but days and steps."""
    if kind not in FILES:
        raise Http404
    media_type, render = FILES[kind]
    name = f"{message('plan.file')}-{role}.{kind}"
    return HttpResponse(
        render(_plan(request, role)),
        content_type=f"{media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


urlpatterns = [
    path("you/plan/<slug:role>/", plan_page, name="plan"),
    path("you/plan/<slug:role>/plan.<slug:kind>", plan_file, name="plan-file"),
]
