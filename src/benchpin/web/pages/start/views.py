"""Where people begin: the home page, what is said before the first question, and coming back."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from benchpin.inputs.errors import BadInput
from benchpin.profile import Profile
from benchpin.profile.case import Case, from_json
from benchpin.profile.model import Circumstances
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import message
from benchpin.web.cases import reference_codes as codes
from benchpin.web.cases import session as held
from benchpin.web.cases.repository import new_code
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import forms, page, posted_data, sent_files
from benchpin.web.pages.start.forms import ConsentForm, OpenCaseForm, ReferenceCodeForm
from benchpin.web.pages.throttling import forgive_attempt, rate_limited, rate_limited_attempts

WAYS = ("roles", "market", "qualifications", "organisations")
GETS = ("roles", "pay", "learn", "first")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Benchpin is, and the ways in."""
    context = {
        "title": message("start.home.title"), "ways": WAYS, "gets": GETS, "kept": _kept(request)
    }  # fmt: skip
    return page(request, "home.html", context)


@forms
@rate_limited("begin", most=300, seconds=3600)
def consent_page(request: HttpRequest) -> HttpResponse:
    """What to know before the first question; the answer begins a case."""
    form = ConsentForm(posted_data(request))
    if request.method == "POST" and form.is_valid():
        young = form.cleaned_data["age"] == "young"
        case = Case(profile=Profile(circumstances=Circumstances(under_18=young)))
        return _begun(request, case, form.cleaned_data["computer"])
    parts = ("what", "not", "long", "kept", "who")
    context = {
        "title": message("start.before.title"), "form": form, "parts": parts, "kept": _kept(request)
    }  # fmt: skip
    return page(request, "before.html", context, status=400 if form.errors else 200)


def _kept(request: HttpRequest) -> str | None:
    """How the case is kept that is open in this browser; None where none is."""
    mine = held.current_case(request)
    return mine.kept if mine else None


def _begun(request: HttpRequest, case: Case, computer: str) -> HttpResponse:
    code = held.begin(request, case, shared=computer == "shared")
    if code is not None:
        request.session["code"] = code
    return redirect("code")


@forms
@case_required
def code(request: HttpRequest) -> HttpResponse:
    """The code of a case, to write down: shown until somebody says that they have it."""
    mine = held.require_case(request)
    if request.method == "POST":
        if request.POST.get("do") == "new" and mine.kept == "stored":
            request.session["code"] = new_code(mine.id)
            return redirect("code")
        request.session.pop("code", None)
        return redirect("you")
    shown = request.session.get("code")
    context = {
        "title": message("start.shared.title" if mine.kept == "passing" else "start.code.title"),
        "code": codes.format_code(shown) if shown else None,
        "kept": mine.kept,
    }
    return page(request, "code.html", context)


@forms
@rate_limited_attempts("codes", most=10, seconds=900, overall=3_000)
def reference_code_page(request: HttpRequest) -> HttpResponse:
    """Open a case by its code."""
    form = ReferenceCodeForm(posted_data(request))
    if request.method == "POST" and form.is_valid():
        if held.reopen_by_code(request, form.cleaned_data["code"]):
            forgive_attempt(request)
            return redirect("you")
        form.add_error("code", message("start.unknown_code"))
    context = {"title": message("start.back.title"), "form": form, "kept": _kept(request)}
    return page(request, "back.html", context, status=400 if form.errors else 200)


@forms
@rate_limited("begin", most=300, seconds=3600)
def open_file(request: HttpRequest) -> HttpResponse:
    """Open a case from the file that somebody kept."""
    form = OpenCaseForm(*sent_files(request))
    if request.method == "POST" and form.is_valid():
        try:
            case = from_json(_text(form.cleaned_data["file"]), shared_engine().catalog, name="file")
        except BadInput:
            form.add_error("file", message("start.open.bad"))
        else:
            return _begun(request, case, form.cleaned_data["computer"])
    context = {"title": message("start.open.title"), "form": form, "kept": _kept(request)}
    return page(request, "open.html", context, status=400 if form.errors else 200)


def _text(file: "UploadedFile[bytes]") -> str:
    try:
        return str(file.read(), "utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(str(error)) from None


@forms
def leave(request: HttpRequest) -> HttpResponse:
    """Let go of a case in this browser; what is stored stays, what passes is forgotten."""
    mine = held.current_case(request)
    if request.method == "POST" or mine is None:
        held.close_session(request)
        return page(request, "left.html", {"title": message("start.leave.left")})
    return page(request, "leave.html", {"title": message("start.leave.title"), "kept": mine.kept})


urlpatterns = [
    path("", home, name="home"),
    path("before/", consent_page, name="before"),
    path("back/", reference_code_page, name="back"),
    path("open/", open_file, name="open"),
    path("you/code/", code, name="code"),
    path("you/leave/", leave, name="leave"),
]
