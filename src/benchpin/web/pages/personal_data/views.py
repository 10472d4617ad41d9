"""Everything that is kept of somebody: to see, to take along, to delete."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from benchpin.catalog import Catalog
from benchpin.profile.case import Case, as_json
from benchpin.profile.interchange.export import export_profile as exported
from benchpin.profile.writer import as_toml
from benchpin.web.app.engine import shared_engine, today
from benchpin.web.app.messages import all_messages, message
from benchpin.web.cases import session as held
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import forms, page
from benchpin.web.pages.profile.views import profile_summary

FORMATS = {
    "profile.toml": "application/toml",
    "resume.json": "application/json",
    "europass.xml": "application/xml",
}
"""The forms in which a profile is taken elsewhere, by the name of the file."""

LATEST = 8
"""So many of the things that happened are shown at once, the others on demand."""


@require_safe
@case_required
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept of whoever asks, and the ways to take it along or to delete it."""
    mine = held.require_case(request)
    context = {
        "title": message("person.data.title"),
        "kept": mine.kept,
        "version": mine.version,
        "known": list(
            profile_summary(mine.case.profile, len(mine.case.undecided), shared_engine())
        ),
        "profile": as_toml(mine.case.profile),
        "log": list(_log(mine.case, shared_engine().catalog)),
        "latest": LATEST,
        "whole": as_json(mine.case),
        "formats": list(FORMATS),
        "files": all_messages()["person"]["data"]["files"],
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
            "what": message(f"person.data.events.{event.kind}"),
            "about": about,
        }


@require_safe
@case_required
def download(request: HttpRequest) -> HttpResponse:
    """The whole case as one file: what `open` reads, and `benchpin advise`."""
    return _file(as_json(held.require_case(request).case), "application/json", "benchpin-case.json")


@require_safe
@case_required
def export(request: HttpRequest, name: str) -> HttpResponse:
    """The profile for other programs."""
    if name not in FORMATS:
        raise Http404
    mine, catalog = held.require_case(request), shared_engine().catalog
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
@case_required
def delete(request: HttpRequest) -> HttpResponse:
    """Delete everything that is kept, at once, after one question."""
    if request.method == "POST":
        held.delete(request)
        return redirect("deleted")
    context = {
        "title": message("person.delete.title"),
        "version": held.require_case(request).version,
    }
    return page(request, "delete.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """It is gone."""
    return page(request, "deleted.html", {"title": message("person.delete.done")})


urlpatterns = [
    path("you/data/", data, name="data"),
    path("you/data/benchpin-case.json", download, name="download"),
    path("you/data/delete/", delete, name="delete"),
    path("you/data/as/<str:name>", export, name="export"),
    path("deleted/", deleted, name="deleted"),
]
