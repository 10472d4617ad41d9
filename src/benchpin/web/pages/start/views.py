"""The home page, the start of a case, its reference code, and opening and leaving a case."""

from collections import Counter

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from benchpin.inputs.errors import BadInput
from benchpin.profile import Profile
from benchpin.profile.case import Case, from_json
from benchpin.profile.case.merging import propose_from_text
from benchpin.profile.model import Circumstances
from benchpin.web.app.engine import now, shared_engine
from benchpin.web.app.messages import message
from benchpin.web.cases import reference_codes as codes
from benchpin.web.cases import session
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import form_view, page, posted_data, posted_data_and_files
from benchpin.web.pages.start.forms import (
    ComeBackForm,
    ConsentForm,
    OpenCaseForm,
    ReferenceCodeForm,
)
from benchpin.web.pages.throttling import forgive_attempt, rate_limited, rate_limited_attempts

FAMILY_PICTURES = {
    "bench": "saw", "stones": "stone", "design": "pencil", "value-trust": "scales",
    "sales": "counter", "metals": "ingots", "digital": "camera", "learning": "board",
    "business": "ledger",
}  # fmt: skip
"""The drawing of each family of roles, in the order of the home page."""
WAYS = ("interview", "two-minutes", "job")
"""The pages that somebody can begin on, by URL name, where a link says so (`?way=`)."""


@require_safe
def home_page(request: HttpRequest) -> HttpResponse:
    """The home page: what Benchpin is, and how to begin."""
    roles = shared_engine().catalog.roles.values()
    counts = Counter[str](role.family for role in roles)
    context = {
        "title": message("start.home.title"),
        "tab": message("frame.description"),
        "role_count": len(roles),
        "families": [(family, counts[family]) for family in FAMILY_PICTURES if counts[family]],
        "pictures": FAMILY_PICTURES,
        "storage": _storage(request),
    }
    return page(request, "home.html", context)


@form_view
@rate_limited("begin", max_requests=300, seconds=3600)
def consent_page(request: HttpRequest) -> HttpResponse:
    """What to know before the first question; a valid form begins a case."""
    form = ConsentForm(posted_data(request))
    first_page = request.GET.get("way", "") if request.GET.get("way") in WAYS else ""
    if request.method == "POST" and form.is_valid():
        under_18 = form.cleaned_data["age"] == "young"
        case = Case(profile=Profile(circumstances=Circumstances(under_18=under_18)))
        answer = _begin_case(request, case, form.cleaned_data["computer"])
        if first_page:
            request.session["way"] = first_page
        return answer
    parts = ("what", "not", "long", "kept", "who")
    context = {
        "title": message("start.before.title"),
        "form": form,
        "way": first_page,
        "parts": parts,
        "storage": _storage(request),
    }
    return page(request, "before.html", context, status=400 if form.errors else 200)


def _storage(request: HttpRequest) -> str | None:
    """Where the open case of this browser is: `stored` or `passing`; None where none is open."""
    case_session = session.current_case(request)
    return case_session.storage if case_session else None


def _begin_case(request: HttpRequest, case: Case, computer: str) -> HttpResponse:
    code = session.begin_case(request, case, shared=computer == "shared")
    if code is not None:
        request.session["code"] = code
    return redirect("code")


@form_view
@case_required
@rate_limited_attempts("codes", max_requests=10, seconds=900, overall=3_000)
def code_page(request: HttpRequest) -> HttpResponse:
    """The reference code of a case, shown until the visitor confirms that it is written down.

    A new one (POST `do=new`) needs the old one: whoever took over a browser cannot make it theirs.
    """
    case_session = session.require_case(request)
    wants_new = request.POST.get("do") == "new" and case_session.storage == "stored"
    form = ReferenceCodeForm(request.POST if wants_new else None)
    if wants_new and form.is_valid():
        code = session.replace_code(request, form.cleaned_data["code"])
        if code is not None:
            forgive_attempt(request)
            request.session["code"] = code
            return redirect("code")
        form.add_error("code", message("start.unknown_code"))
    elif request.method == "POST" and not wants_new:
        forgive_attempt(request)
        request.session.pop("code", None)
        return redirect(request.session.pop("way", "you"))
    reference_code = request.session.get("code")
    context = {
        "title": message(
            "start.shared.title" if case_session.storage == "passing" else "start.code.title"
        ),
        "code": codes.format_code(reference_code) if reference_code else None,
        "storage": case_session.storage,
        "form": form,
    }
    return page(request, "code.html", context, status=400 if form.errors else 200)


@form_view
@rate_limited_attempts("codes", max_requests=10, seconds=900, overall=3_000)
def reference_code_page(request: HttpRequest) -> HttpResponse:
    """Open a case by its reference code."""
    form = ComeBackForm(posted_data(request))
    if request.method == "POST" and form.is_valid():
        code, shared = form.cleaned_data["code"], form.cleaned_data["shared"]
        if session.reopen_by_code(request, code, shared=shared):
            forgive_attempt(request)
            return redirect("you")
        form.add_error("code", message("start.unknown_code"))
    context = {"title": message("start.back.title"), "form": form, "storage": _storage(request)}
    return page(request, "back.html", context, status=400 if form.errors else 200)


@form_view
@rate_limited("begin", max_requests=300, seconds=3600)
def open_file_page(request: HttpRequest) -> HttpResponse:
    """Open a case from a downloaded file."""
    form = OpenCaseForm(*posted_data_and_files(request))
    if request.method == "POST" and form.is_valid():
        try:
            case = from_json(
                _file_text(form.cleaned_data["file"]), shared_engine().catalog, name="file"
            )
        except BadInput:
            form.add_error("file", message("start.open.bad"))
        else:
            case = propose_from_text(case, shared_engine().catalog, at=now())
            return _begin_case(request, case, form.cleaned_data["computer"])
    context = {"title": message("start.open.title"), "form": form, "storage": _storage(request)}
    return page(request, "open.html", context, status=400 if form.errors else 200)


def _file_text(file: "UploadedFile[bytes]") -> str:
    try:
        return str(file.read(), "utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(str(error)) from None


@form_view
def leave_page(request: HttpRequest) -> HttpResponse:
    """Close the case in all browsers; a stored one stays, one on a shared computer is deleted."""
    case_session = session.current_case(request)
    if request.method == "POST" or case_session is None:
        session.leave_case(request)
        response = page(request, "left.html", {"title": message("start.leave.left")})
        if request.method == "POST":
            response.headers["Clear-Site-Data"] = session.CLEAR_SITE_DATA
        return response
    context = {"title": message("start.leave.title"), "storage": case_session.storage}
    return page(request, "leave.html", context)


urlpatterns = [
    path("", home_page, name="home"),
    path("before/", consent_page, name="before"),
    path("back/", reference_code_page, name="back"),
    path("open/", open_file_page, name="open"),
    path("you/code/", code_page, name="code"),
    path("you/leave/", leave_page, name="leave"),
]
