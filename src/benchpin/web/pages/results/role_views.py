"""One role for somebody in full, roles side by side, and guidance as a file."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.documents import as_html, as_json, as_markdown
from benchpin.documents.guidance.pages import role_report
from benchpin.documents.guides.comparison import compare_roles as side_by_side
from benchpin.guidance import Guidance
from benchpin.inputs.errors import BadInput
from benchpin.profile import Profile
from benchpin.web.app.compute_lock import one_at_a_time
from benchpin.web.app.engine import shared_engine, today
from benchpin.web.app.messages import message
from benchpin.web.cases import session as held
from benchpin.web.cases.guidance_cache import guidance_for
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import page

FORMATS: Final = {
    "html": ("text/html", as_html),
    "json": ("application/json", as_json),
    "md": ("text/markdown", as_markdown),
}


@require_safe
@case_required
@one_at_a_time
def result(request: HttpRequest, role: str) -> HttpResponse:
    """Everything about one role for this person."""
    mine = held.require_case(request)
    catalog, case = shared_engine().catalog, mine.case
    asked = _asking(case.to_advise(), known_role(role))
    guidance = guidance_for(asked)
    context = {
        "title": catalog.roles[role].label,
        "page": role_report(guidance, role),
        "role": role,
        "version": mine.version,
        "chosen": role in case.chosen,
        "aside": role in case.profile.aims.not_,
        "area": _area(guidance, case.profile) or "",
        "has_figures": guidance.market.area is not None,
    }
    return page(request, "result.html", context)


def _area(guidance: Guidance, profile: Profile) -> str | None:
    """The place that pages of knowledge are asked for: an area's code, else a country's."""
    place = guidance.market.area
    return place.code if place else profile.circumstances.country


def _asking(profile: Profile, role: str) -> Profile:
    """The profile with a role in mind, so that guidance answers it; one put aside is looked at."""
    aims = profile.aims
    if role in aims.roles:
        return profile
    looked_at = {"roles": (role,), "not_": tuple(one for one in aims.not_ if one != role)}
    return profile.model_copy(update={"aims": aims.model_copy(update=looked_at)})


@require_safe
@case_required
@one_at_a_time
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three roles side by side, with what the person holds of each."""
    case, knows = held.require_case(request).case, shared_engine()
    wanted = [one for one in dict.fromkeys(request.GET.getlist("role")) if one]
    guidance = guidance_for(case.to_advise())
    error, shown = "", None
    if wanted:
        try:
            shown = side_by_side(
                wanted,
                knows.catalog,
                knows.reference,
                area=_area(guidance, case.profile),
                as_of=today(),
                guidance=guidance,
            )
        except BadInput:
            error = message("results.compare.how_many")
    ranked = [(m.role, m.label) for m in guidance.matches] or [
        (i, role.label) for i, role in knows.catalog.roles.items()
    ]
    context = {
        "title": shown.title if shown else message("results.compare.title"),
        "page": shown,
        "heads": [
            {"label": knows.catalog.roles[i].label, "href": reverse("result", args=[i])}
            for i in wanted
        ]
        if shown
        else [],
        "error": error,
        "choices": [
            [
                {"value": role, "label": label, "selected": wanted[at : at + 1] == [role]}
                for role, label in [("", message("results.compare.none")), *ranked]
            ]
            for at in range(3)
        ],
    }
    return page(request, "results-compare.html", context, status=400 if error else 200)


@require_safe
@case_required
@one_at_a_time
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Guidance as a file: a page that stands alone, JSON, or Markdown."""
    if kind not in FORMATS:
        raise Http404
    media, drawn = FORMATS[kind]
    guidance = guidance_for(held.require_case(request).case.to_advise())
    name = f"{message('results.files.name')}.{kind}"
    return HttpResponse(
        drawn(guidance),
        content_type=f"{media}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def known_role(identity: str) -> str:
    """A role that there is; 404 for any other."""
    if identity not in shared_engine().catalog.roles:
        raise Http404
    return identity


urlpatterns = [
    path("you/results/guidance.<str:kind>", download, name="guidance"),
    path("you/results/<slug:role>/", result, name="result"),
    path("you/compare/", compare, name="compare"),
]
