"""The report on one role for a person, roles side by side, and guidance as a file."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.documents import as_json, as_markdown
from benchpin.documents.answers.guidance_file import guidance_as_html
from benchpin.documents.guidance.pages import role_report
from benchpin.documents.guides.comparison import compare_roles
from benchpin.documents.short_answer import card_alone, card_footnotes, short_answer
from benchpin.facts import Statement
from benchpin.guidance import Guidance, role_step
from benchpin.inputs.errors import BadInput
from benchpin.profile import Profile
from benchpin.web.app.compute_lock import one_at_a_time
from benchpin.web.app.engine import shared_engine, today
from benchpin.web.app.messages import message
from benchpin.web.cases import session
from benchpin.web.cases.guidance_cache import guidance_for
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import page
from benchpin.web.pages.results.rank_changes import done_message

FORMATS: Final = {
    "html": "text/html",
    "json": "application/json",
    "md": "text/markdown",
}
"""The media type of each file that guidance can be taken as."""


@require_safe
@case_required
@one_at_a_time
def result_page(request: HttpRequest, role: str) -> HttpResponse:
    """The full report on one role for the person of the case."""
    case_session = session.require_case(request)
    catalog, case = shared_engine().catalog, case_session.case
    profile = case.guidance_profile()
    further_roles = () if role_or_404(role) in profile.aims.roles else (role,)
    guidance = guidance_for(profile, further_roles)
    card, scale = card_alone(role, profile, guidance, catalog, shared_engine().reference)
    notes = card_footnotes(guidance, [card] if card else [], catalog, shared_engine().reference)
    marks = notes.of(card.figures.sources) if card and card.figures else ()
    context = {
        "title": catalog.roles[role].label,
        "card": card,
        "scale": scale,
        "marks": marks,
        "page": role_report(guidance, role, _step_to(role, profile, guidance), notes),
        "role": role,
        "version": case_session.version,
        "chosen": role in case.chosen,
        "done": done_message(request),
        "aside": role in case.profile.aims.not_,
        "area": _area(guidance, case.profile) or "",
        "has_figures": guidance.market.area is not None,
    }
    return page(request, "result.html", context)


def _step_to(role: str, profile: Profile, guidance: Guidance) -> Statement | None:
    """The step that leads to a role; None where it breaks a term, or too little is known."""
    match = next((match for match in guidance.matches if match.role == role), None)
    if match is None or match.breaks or not guidance.enough:
        return None
    return role_step(match, profile, shared_engine().catalog)


def _area(guidance: Guidance, profile: Profile) -> str | None:
    """The code of the area that guidance uses, else of the country of the profile."""
    place = guidance.market.area
    return place.code if place else profile.circumstances.country


@require_safe
@case_required
@one_at_a_time
def compare_page(request: HttpRequest) -> HttpResponse:
    """Compare two or three roles side by side, with the match of the person to each."""
    case, engine = session.require_case(request).case, shared_engine()
    role_ids = [role_id for role_id in dict.fromkeys(request.GET.getlist("role")) if role_id]
    guidance = guidance_for(case.guidance_profile())
    error, document = "", None
    if role_ids:
        try:
            document = compare_roles(
                role_ids,
                engine.catalog,
                engine.reference,
                area=_area(guidance, case.profile),
                as_of=today(),
                guidance=guidance,
            )
        except BadInput:
            error = message("results.compare.how_many")
    ranked = [(match.role, match.label) for match in guidance.matches] or [
        (role_id, role.label) for role_id, role in engine.catalog.roles.items()
    ]
    context = {
        "title": document.title if document else message("results.compare.title"),
        "page": document,
        "heads": [
            {"label": engine.catalog.roles[i].label, "href": reverse("result", args=[i])}
            for i in role_ids
        ]
        if document
        else [],
        "error": error,
        "choices": [
            [
                {"value": role, "label": label, "selected": role_ids[at : at + 1] == [role]}
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
    """Guidance as a file: a standalone HTML page, JSON, or Markdown."""
    if kind not in FORMATS:
        raise Http404
    profile = session.require_case(request).case.guidance_profile()
    name = f"{message('results.files.name')}.{kind}"
    return HttpResponse(
        _file_content(kind, profile),
        content_type=f"{FORMATS[kind]}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _file_content(kind: str, profile: Profile) -> str:
    """The guidance of a person in one of `FORMATS`."""
    guidance, engine = guidance_for(profile), shared_engine()
    if kind == "json":
        return as_json(guidance)
    if kind == "md":
        return as_markdown(guidance)
    answer = short_answer(profile, guidance, engine.catalog, engine.reference)
    return guidance_as_html(guidance, answer, engine.catalog, engine.reference)


def role_or_404(identity: str) -> str:
    """Return the id of a role of the catalog; Http404 for any other."""
    if identity not in shared_engine().catalog.roles:
        raise Http404
    return identity


urlpatterns = [
    path("you/results/guidance.<str:kind>", download, name="guidance"),
    path("you/results/<slug:role>/", result_page, name="result"),
    path("you/compare/", compare_page, name="compare"),
]
