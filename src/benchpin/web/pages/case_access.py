"""Access to the pages of a case: only with one, and only from its current version."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from benchpin.web.cases import repository as cases
from benchpin.web.cases.duplicate_posts import answered_posts
from benchpin.web.cases.session import View, current_case, load_case_session
from benchpin.web.pages.errors.views import edit_conflict


def case_required(view: View) -> View:
    """A view that needs a case; a visitor without one is redirected to the page `before`.

    A form posts the version of the case that it was made from (`version`). A form made from an
    older version is not carried out: its fields are shown again for confirmation (409), so that
    no input is lost. A form that is posted twice is carried out once.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        case_session = current_case(request)
        if case_session is None:
            return redirect("before")
        posted_version = request.POST.get("version") if request.method == "POST" else None
        if posted_version is not None and posted_version != str(case_session.version):
            # The first of two equal posts has raised the version: the second gets its answer.
            return answered_posts.again(case_session.key, request) or edit_conflict_page(request)
        try:
            response = view(request, *args, **kwargs)
        except cases.StaleCase:
            return answered_posts.again(case_session.key, request) or edit_conflict_page(request)
        if posted_version is not None:
            answered_posts.keep(case_session.key, request, response)
        return response

    checked.who = "owner"  # type: ignore[attr-defined]
    return checked


def edit_conflict_page(request: HttpRequest) -> HttpResponse:
    """The page for a form whose case was changed in another window; it shows the input again."""
    request._case_session = load_case_session(request)  # type: ignore[attr-defined]
    return edit_conflict(request)
