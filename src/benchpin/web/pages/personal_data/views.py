"""The personal data of a visitor: the pages to see it, export it and delete it."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from benchpin.catalog import Catalog
from benchpin.profile.case import Case, as_json
from benchpin.profile.interchange.export import export_profile
from benchpin.profile.writer import as_toml
from benchpin.web.app.engine import shared_engine, today
from benchpin.web.app.messages import all_messages, message
from benchpin.web.cases import session
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import form_view, page
from benchpin.web.pages.profile.views import profile_summary

FORMATS = {
    "profile.toml": "application/toml",
    "resume.json": "application/json",
    "europass.xml": "application/xml",
}
"""The media types of the exports of a profile, by file name."""

LATEST_EVENTS = 8
"""Events of the log that are shown at once; the others are folded."""


@require_safe
@case_required
def data_page(request: HttpRequest) -> HttpResponse:
    """All stored data of the visitor, with its exports and its deletion."""
    case_session = session.require_case(request)
    context = {
        "title": message("personal_data.data.title"),
        "storage": case_session.storage,
        "version": case_session.version,
        "summary": list(
            profile_summary(
                case_session.case.profile, len(case_session.case.undecided), shared_engine()
            )
        ),
        "profile": as_toml(case_session.case.profile),
        "log": list(_log_rows(case_session.case, shared_engine().catalog)),
        "latest": LATEST_EVENTS,
        "whole": as_json(case_session.case),
        "formats": list(FORMATS),
        "files": all_messages()["personal_data"]["data"]["files"],
        "snapshots": len(case_session.case.snapshots),
    }
    return page(request, "data.html", context)


def _log_rows(case: Case, catalog: Catalog) -> Iterator[dict[str, str]]:
    """The events of a case in words, the latest first."""
    for event in reversed(case.log):
        skill, role = event.data.get("skill"), event.data.get("role")
        subject = catalog.skills[str(skill)].label if skill in catalog.skills else ""
        subject = catalog.roles[str(role)].label if role in catalog.roles else subject
        yield {
            "time": f"{event.at:%Y-%m-%d %H:%M}",
            "label": message(f"personal_data.data.events.{event.kind}"),
            "subject": subject,
        }


@require_safe
@case_required
def download(request: HttpRequest) -> HttpResponse:
    """The whole case as one JSON file, which the page `open` and `benchpin advise` read."""
    return _file(
        as_json(session.require_case(request).case), "application/json", "benchpin-case.json"
    )


@require_safe
@case_required
def export(request: HttpRequest, name: str) -> HttpResponse:
    """The profile in a format of FORMATS; 404 for any other."""
    if name not in FORMATS:
        raise Http404
    case_session, catalog = session.require_case(request), shared_engine().catalog
    profile = case_session.case.guidance_profile()
    if name == "profile.toml":
        text = as_toml(profile)
    else:
        file_format = "json-resume" if name == "resume.json" else "europass"
        text = export_profile(profile, catalog, file_format, as_of=today()).text
    return _file(text, FORMATS[name], name)


def _file(text: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)


@form_view
@case_required
def delete_page(request: HttpRequest) -> HttpResponse:
    """Delete all stored data at once, after one confirmation."""
    if request.method == "POST":
        session.delete_case(request)
        response = redirect("deleted")
        response.headers["Clear-Site-Data"] = session.CLEAR_SITE_DATA
        return response
    context = {
        "title": message("personal_data.delete.title"),
        "version": session.require_case(request).version,
    }
    return page(request, "delete.html", context)


@require_safe
def deleted_page(request: HttpRequest) -> HttpResponse:
    """The page after a deletion."""
    return page(request, "deleted.html", {"title": message("personal_data.delete.done")})


urlpatterns = [
    path("you/data/", data_page, name="data"),
    path("you/data/benchpin-case.json", download, name="download"),
    path("you/data/delete/", delete_page, name="delete"),
    path("you/data/as/<str:name>", export, name="export"),
    path("deleted/", deleted_page, name="deleted"),
]
