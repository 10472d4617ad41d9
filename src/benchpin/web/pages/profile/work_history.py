"""Former jobs: those told, one to add or to change, and the occupation that a title names."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from benchpin.guidance import title_reader
from benchpin.profile import Position, from_table
from benchpin.profile.case import propose_skills, replace_profile
from benchpin.web.app.engine import Engine, now, shared_engine
from benchpin.web.app.messages import message
from benchpin.web.cases import session as held
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import forms, page, posted_data
from benchpin.web.pages.profile.forms import PositionForm
from benchpin.web.pages.profile.views import spotted

OFFERED = 6
"""How many occupations are offered for a title."""
SAVED = "job"
"""In the session: a job was just saved, told once."""
TAKEN_OUT = "taken-out"
"""In the session: the title of a job that was just taken out, told once."""


@forms
@case_required
def job(request: HttpRequest, index: int | None = None) -> HttpResponse:
    """Former jobs: those told, and one to add or to change; a title is found in the lists."""
    mine, knows = held.require_case(request), shared_engine()
    jobs = mine.case.profile.experience
    if index is not None and index >= len(jobs):
        raise Http404
    if request.method == "POST" and request.POST.get("do") == "remove" and index is not None:
        done = _keep_jobs(request, [*jobs[:index], *jobs[index + 1 :]], "", knows)
        request.session[TAKEN_OUT] = jobs[index].title
        return done
    old = jobs[index] if index is not None else None
    form = PositionForm(posted_data(request), initial=_job_told(old) if old else None)
    if request.POST.get("do") == "save" and form.is_valid():
        new = _position(form.cleaned_data, old)
        after = [*jobs[:index], new, *jobs[index + 1 :]] if index is not None else [*jobs, new]
        done = _keep_jobs(request, after, form.cleaned_data["did"], knows)
        request.session[SAVED] = True
        return done
    # The title alone is asked for first; what was entered below it stays, whatever is wrong.
    asked = old is not None or (form.is_bound and (form.is_valid() or "did" in request.POST))
    context = {
        "saved": request.session.pop(SAVED, False),
        "taken_out": request.session.pop(TAKEN_OUT, None),
        "waiting": len(mine.case.undecided),
        "title": message("begin.job.change" if old else "begin.job.title"),
        "form": form,
        "version": mine.version,
        "jobs": [each.title for each in jobs],
        "index": index,
        "asked": asked,
        "found": _looked_up(form, knows) if asked else [],
    }
    return page(request, "job.html", context, status=400 if form.errors else 200)


def _job_told(position: Position) -> dict[str, Any]:
    return {
        "title": position.title,
        "started": position.started[:4] if position.started else None,
        "ended": position.ended[:4] if position.ended else None,
        "did": position.did or "",
        "occupation": position.occupation or "",
    }


def _position(said: dict[str, Any], old: Position | None) -> dict[str, Any]:
    """A job as the form tells it; what the form does not ask stays, a date that agrees too."""
    kept = old.model_dump(mode="json") if old else {}
    days = {}
    for name in ("started", "ended"):
        year, before = said[name], kept.get(name)
        same = before is not None and year is not None and before.startswith(str(year))
        days[name] = before if same else str(year) if year else None
    if days["started"]:
        days |= {"years": None, "until": None}
    return {
        **kept,
        **days,
        "title": said["title"],
        "did": said["did"] or None,
        "occupation": said["occupation"] or None,
    }


def _keep_jobs(request: HttpRequest, jobs: list[Any], text: str, knows: Engine) -> HttpResponse:
    case = held.require_case(request).case
    table = case.profile.model_dump(mode="json", by_alias=True)
    table["experience"] = [
        each.model_dump(mode="json") if isinstance(each, Position) else each for each in jobs
    ]
    case = replace_profile(
        case, from_table(table, knows.catalog, name=message("begin.your_answers")), at=now()
    )
    held.save_case(request, propose_skills(case, spotted(text, knows), at=now()))
    return redirect("job")


def _looked_up(form: PositionForm, knows: Engine) -> list[dict[str, Any]]:
    """The occupations that the title in a form may name, as rows to choose from."""
    title = form["title"].value()
    if not title or "title" in form.errors:
        return []
    return _occupations(title, form["occupation"].value() or "", knows)


def _occupations(title: str, chosen: str, knows: Engine) -> list[dict[str, Any]]:
    """The occupations that a title may name, as rows to choose from; the chosen one among them."""
    read = title_reader(knows.catalog, knows.reference).read_title(title, OFFERED)
    found = {match.code: match.label for match in read.occupations}
    if not chosen and read.good_match:
        chosen = read.occupations[0].code
    if chosen and chosen not in found:
        found[chosen] = knows.reference.occupation_name(chosen) or chosen
    rows = [
        {"value": code, "label": label, "selected": code == chosen} for code, label in found.items()
    ]
    none = {"value": "", "label": message("begin.job.none_of_these"), "selected": not chosen}
    return [*rows, none] if rows else []


urlpatterns = [
    path("you/job/", job, name="job"),
    path("you/job/<int:index>/", job, name="job-change"),
]
