"""The decisions on the page of results: exclude or choose a role, emphasis, a snapshot.

Each is a POST that changes the case and redirects to the page, which shows a message on it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from benchpin.facts import PARTS
from benchpin.guidance import Guidance
from benchpin.inputs.errors import BadInput
from benchpin.profile.case import (
    add_snapshot,
    choose_role,
    replace_profile,
    set_emphasis,
    unchoose_role,
)
from benchpin.web.app.engine import now
from benchpin.web.app.messages import message
from benchpin.web.cases import session
from benchpin.web.cases.guidance_cache import guidance_for
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import form_view
from benchpin.web.pages.results.rank_changes import MESSAGE_KEY, compare_ranks, ranks_by_role
from benchpin.web.pages.results.role_views import role_or_404
from benchpin.web.pages.results.views import (
    MAX_SNAPSHOTS,
    SLIDER_WEIGHTS,
    results_page,
)


def decision_view(view: Callable[[HttpRequest], HttpResponse]) -> session.View:
    """A view of a decision by POST; a GET is redirected to the results."""

    @form_view
    @case_required
    @wraps(view)
    def decided(request: HttpRequest) -> HttpResponse:
        return view(request) if request.method == "POST" else redirect("results")

    return decided


@decision_view
def emphasis_page(request: HttpRequest) -> HttpResponse:
    """Change the weights of the parts of a score; the page then shows which roles moved."""
    case = session.require_case(request).case
    before = guidance_for(case.guidance_profile())
    if request.POST.get("do") == "reset":
        weights = dict.fromkeys(PARTS, 1.0)
    else:
        weights = {part: _weight(request.POST.get(part, "")) for part in PARTS}
    try:
        after = set_emphasis(case, weights, at=now())
    except BadInput:
        return results_page(request, message("results.emphasis.nothing"))
    session.save_case(request, after)
    changes = compare_ranks(
        ranks_by_role(before), ranks_by_role(guidance_for(after.guidance_profile()))
    )
    return _redirect_with_message(request, kind="weighed", moves=changes)


def _weight(position: str) -> float:
    return SLIDER_WEIGHTS[int(position)] if position in ("0", "1", "2", "3", "4") else 1.0


@decision_view
def exclude_role_page(request: HttpRequest) -> HttpResponse:
    """Exclude a role from the ranking (`role`), or bring it back (`back`)."""
    case, brings_back = session.require_case(request).case, "back" in request.POST
    role = role_or_404(request.POST.get("back" if brings_back else "role", ""))
    aims = case.profile.aims
    remaining = tuple(role_id for role_id in aims.not_ if role_id != role)
    changed_aims = aims.model_copy(
        update={
            "not_": remaining if brings_back else (*remaining, role),
            "roles": aims.roles
            if brings_back
            else tuple(role_id for role_id in aims.roles if role_id != role),
        }
    )
    profile = case.profile.model_copy(update={"aims": changed_aims})
    session.save_case(request, replace_profile(case, profile, at=now()))
    return _redirect_with_message(request, kind="back" if brings_back else "aside", role=role)


@decision_view
def choose_role_page(request: HttpRequest) -> HttpResponse:
    """Choose a role (`role`): its page and its step come next. Or undo the choice (`drop`)."""
    case, gives_up = session.require_case(request).case, "drop" in request.POST
    role = role_or_404(request.POST.get("drop" if gives_up else "role", ""))
    if not gives_up:
        session.save_case(request, choose_role(case, role, at=now()))
    elif role in case.chosen:
        session.save_case(request, unchoose_role(case, role, at=now()))
    if gives_up:
        return _redirect_with_message(request, kind="dropped", role=role)
    request.session[MESSAGE_KEY] = {"kind": "chosen", "role": role}
    return redirect("result", role=role)


@decision_view
def snapshot_page(request: HttpRequest) -> HttpResponse:
    """Save the current result as a snapshot, to compare later results with; the oldest goes."""
    case = session.require_case(request).case
    changed_case = add_snapshot(
        case, _snapshot_data(guidance_for(case.guidance_profile())), at=now()
    )
    session.save_case(
        request,
        changed_case.model_copy(update={"snapshots": changed_case.snapshots[-MAX_SNAPSHOTS:]}),
    )
    return _redirect_with_message(request, kind="kept")


def _snapshot_data(guidance: Guidance) -> dict[str, Any]:
    """The part of guidance that a comparison needs, as JSON: all of it would outgrow the case."""
    return guidance.model_dump(
        mode="json",
        by_alias=True,
        include={
            "schema_": True,
            "fingerprint": True,
            "as_of": True,
            "engine": True,
            "enough": True,
            "role_verdicts": {"__all__": {"role", "label", "verdict"}},
            "matches": {
                "__all__": {"role", "label", "rank", "rank_low", "rank_high", "score", "group"}
            },
        },
    )


def _redirect_with_message(request: HttpRequest, **done: Any) -> HttpResponse:
    request.session[MESSAGE_KEY] = done
    return redirect("results")


urlpatterns = [
    path("you/results-kept/", snapshot_page, name="keep-result"),
    path("you/emphasis/", emphasis_page, name="emphasis"),
    path("you/aside/", exclude_role_page, name="aside"),
    path("you/choose/", choose_role_page, name="choose"),
]
