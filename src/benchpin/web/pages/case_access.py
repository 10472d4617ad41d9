"""Case required."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from benchpin.web.cases import repository as cases
from benchpin.web.cases.duplicate_posts import answered
from benchpin.web.cases.session import View, _read, current_case


def case_required(view: View) -> View:
    """A view for people with a case; others are shown the ways to begin.

    A form says which version it was made from (`version`): one made from an older version than
    the one kept is not carried out, but shown again, so that nothing is lost; one that came
    twice is carried out once.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = current_case(request)
        if found is None:
            return redirect("before")
        said = request.POST.get("version") if request.method == "POST" else None
        if said is not None and said != str(found.version):
            return answered.again(found.key, request) or edit_conflict_page(request)
        try:
            answer = view(request, *args, **kwargs)
        except cases.StaleCase:
            return answered.again(found.key, request) or edit_conflict_page(request)
        if said is not None:
            answered.keep(found.key, request, answer)
        return answer

    checked.who = "owner"  # type: ignore[attr-defined]
    return checked


def edit_conflict_page(request: HttpRequest) -> HttpResponse:
    """The page that says a case was changed elsewhere, and keeps what was entered."""
    from benchpin.web.pages.errors.views import changed_elsewhere  # noqa: PLC0415 - it draws with what is here

    request._held = _read(request)  # type: ignore[attr-defined]
    return changed_elsewhere(request)
