"""Everything that is kept of somebody: to see, to take along, to delete."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from benchpin.catalog import Catalog
from benchpin.profile.case import Case, as_json
from benchpin.profile.interchange.export import export as exported
from benchpin.profile.writer import as_toml
from benchpin.web.app.engine import engine, today
from benchpin.web.app.messages import say, words
from benchpin.web.cases import session as held
from benchpin.web.pages.case_required import needs_case
from benchpin.web.pages.layout import forms, page
from benchpin.web.pages.profile.views import known

FORMATS = {
    "profile.toml": "application/toml",
    "resume.json": "application/json",
    "europass.xml": "application/xml",
}
"""The forms in which a profile is taken elsewhere, by the name of the file."""

LATEST = 8
"""So many of the things that happened are shown at once, the others on demand."""


@require_safe
@needs_case
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept of whoever asks, and the ways to take it along or to delete it."""
    mine = held.mine(request)
    context = {
        "title": say("person.data.title"),
        "kept": mine.kept,
        "version": mine.version,
        "known": list(known(mine.case.profile, len(mine.case.undecided), engine())),
        "profile": as_toml(mine.case.profile),
        "log": list(_log(mine.case, engine().catalog)),
        "latest": LATEST,
        "whole": as_json(mine.case),
        "formats": list(FORMATS),
        "files": words()["person"]["data"]["files"],
        "snapshots": len(mine.case.snapshots),
    }
    return page(request, "data.html", context)


def _log(case: Case, catalog: Catalog) -> Iterator[dict[str, str]]:
    """What happened in the case, the last first, in words."""
    for event in reversed(case.log):
        skill, role = event.data.get("skill"), event.data.get("role")
        about = catalog.skills[str(skill)].label if skill in catalog.skills else ""
        about = catalog.roles[str(role)].label if role in catalog.roles else about
        yield {
            "when": f"{event.at:%Y-%m-%d %H:%M}",
            "what": say(f"person.data.events.{event.kind}"),
            "about": about,
        }


@require_safe
@needs_case
def download(request: HttpRequest) -> HttpResponse:
    """The whole case as one file: what `open` reads, and `benchpin advise`."""
    return _file(as_json(held.mine(request).case), "application/json", "benchpin-case.json")


@require_safe
@needs_case
def export(request: HttpRequest, name: str) -> HttpResponse:
    """The profile for other programs."""
    if name not in FORMATS:
        raise Http404
    mine, catalog = held.mine(request), engine().catalog
    profile = mine.case.to_advise()
    if name == "profile.toml":
        text = as_toml(profile)
    else:
        form = "json-resume" if name == "resume.json" else "europass"
        text = exported(profile, catalog, form, as_of=today()).text
    return _file(text, FORMATS[name], name)


def _file(text: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)


@forms
@needs_case
def delete(request: HttpRequest) -> HttpResponse:
    """Delete everything that is kept, at once, after one question."""
    if request.method == "POST":
        held.delete(request)
        return redirect("deleted")
    context = {"title": say("person.delete.title"), "version": held.mine(request).version}
    return page(request, "delete.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """It is gone."""
    return page(request, "deleted.html", {"title": say("person.delete.done")})


urlpatterns = [
    path("you/data/", data, name="data"),
    path("you/data/benchpin-case.json", download, name="download"),
    path("you/data/delete/", delete, name="delete"),
    path("you/data/as/<str:name>", export, name="export"),
    path("deleted/", deleted, name="deleted"),
]
