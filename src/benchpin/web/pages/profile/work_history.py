"""The page of former jobs, and the occupations that a job title may name."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from benchpin.guidance import title_reader
from benchpin.profile import Position
from benchpin.profile.case import replace_profile
from benchpin.profile.case.merging import propose_from_text, revised_position, with_positions
from benchpin.web.app.engine import Engine, now, shared_engine
from benchpin.web.app.messages import message
from benchpin.web.cases import session
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import form_view, page, posted_data
from benchpin.web.pages.profile.forms import PositionForm

MAX_OCCUPATIONS = 6
"""Occupations that are offered for a job title."""
SAVED_KEY = "job"
"""Session key: a job was just saved, shown once."""
REMOVED_KEY = "taken-out"
"""Session key: the title of a job that was just removed, shown once."""


@form_view
@case_required
def job_page(request: HttpRequest, index: int | None = None) -> HttpResponse:
    """Former jobs: the stored ones, and one to add, change or remove (POST `do`)."""
    case_session, engine = session.require_case(request), shared_engine()
    jobs = case_session.case.profile.experience
    if index is not None and index >= len(jobs):
        raise Http404
    if request.method == "POST" and request.POST.get("do") == "remove" and index is not None:
        response = _save_jobs(request, [*jobs[:index], *jobs[index + 1 :]], engine)
        request.session[REMOVED_KEY] = jobs[index].title
        return response
    old = jobs[index] if index is not None else None
    form = PositionForm(posted_data(request), initial=_initial_answers(old) if old else None)
    if request.POST.get("do") == "save" and form.is_valid():
        new = revised_position(old, form.cleaned_data)
        after = [*jobs[:index], new, *jobs[index + 1 :]] if index is not None else [*jobs, new]
        response = _save_jobs(request, after, engine)
        request.session[SAVED_KEY] = True
        return response
    # A new job asks for its title alone first; entered details stay visible after an error.
    show_details = old is not None or (form.is_bound and (form.is_valid() or "did" in request.POST))
    context = {
        "saved": request.session.pop(SAVED_KEY, False),
        "taken_out": request.session.pop(REMOVED_KEY, None),
        "waiting": len(case_session.case.undecided),
        "title": message("begin.job.change" if old else "begin.job.title"),
        "form": form,
        "version": case_session.version,
        "jobs": [position.title for position in jobs],
        "index": index,
        "show_details": show_details,
        "occupations": _form_occupation_rows(form, engine) if show_details else [],
    }
    return page(request, "job.html", context, status=400 if form.errors else 200)


def _initial_answers(position: Position) -> dict[str, Any]:
    return {
        "title": position.title,
        "started": position.started[:4] if position.started else None,
        "ended": position.ended[:4] if position.ended else None,
        "did": position.did or "",
        "occupation": position.occupation or "",
    }


def _save_jobs(request: HttpRequest, jobs: list[Any], engine: Engine) -> HttpResponse:
    case = session.require_case(request).case
    profile = with_positions(
        case.profile, jobs, engine.catalog, source=message("begin.your_answers")
    )
    case = replace_profile(case, profile, at=now())
    session.save_case(request, propose_from_text(case, engine.catalog, at=now()))
    return redirect("job")


def _form_occupation_rows(form: PositionForm, engine: Engine) -> list[dict[str, Any]]:
    """The occupations that the title in a form may name, as rows of radio buttons."""
    title = form["title"].value()
    if not title or "title" in form.errors:
        return []
    return _occupation_rows(title, form["occupation"].value() or "", engine)


def _occupation_rows(title: str, chosen: str, engine: Engine) -> list[dict[str, Any]]:
    """The occupations that a title may name, as rows of radio buttons, with the chosen one.

    A good match is chosen where the person has chosen none.
    """
    reading = title_reader(engine.catalog, engine.reference).read_title(title, MAX_OCCUPATIONS)
    occupations = {match.code: match.label for match in reading.occupations}
    if not chosen and reading.good_match:
        chosen = reading.occupations[0].code
    if chosen and chosen not in occupations:
        occupations[chosen] = engine.reference.occupation_name(chosen) or chosen
    rows = [
        {"value": code, "label": label, "selected": code == chosen}
        for code, label in occupations.items()
    ]
    none = {"value": "", "label": message("begin.job.none_of_these"), "selected": not chosen}
    return [*rows, none] if rows else []


urlpatterns = [
    path("you/job/", job_page, name="job"),
    path("you/job/<int:index>/", job_page, name="job-change"),
]
