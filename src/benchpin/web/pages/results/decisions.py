"""What somebody decides on the page of results, and what it then says came of it.

A role put aside, a role chosen, another emphasis, a result kept: each changes the case and leads
back to the page.
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
from benchpin.web.cases import session as held
from benchpin.web.cases.guidance_cache import guidance_for
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import forms
from benchpin.web.pages.results.rank_changes import rank_changes, ranks
from benchpin.web.pages.results.role_views import known_role
from benchpin.web.pages.results.views import MAX_SNAPSHOTS, MESSAGE_KEY, PLACES, results_page


def decision_view(view: Callable[[HttpRequest], HttpResponse]) -> held.View:
    """A view of a decision, made by POST; whoever comes to its address by hand sees the results."""

    @forms
    @case_required
    @wraps(view)
    def decided(request: HttpRequest) -> HttpResponse:
        return view(request) if request.method == "POST" else redirect("results")

    return decided


@decision_view
def emphasis(request: HttpRequest) -> HttpResponse:
    """Let the parts of a score count more or less; the page then says which roles moved."""
    case = held.require_case(request).case
    before = guidance_for(case.to_advise())
    if request.POST.get("do") == "reset":
        weights = dict.fromkeys(PARTS, 1.0)
    else:
        weights = {part: _weight(request.POST.get(part, "")) for part in PARTS}
    try:
        after = set_emphasis(case, weights, at=now())
    except BadInput:
        return results_page(request, message("results.emphasis.nothing"))
    held.save_case(request, after)
    moved = rank_changes(ranks(before), ranks(guidance_for(after.to_advise())))
    return _told(request, kind="weighed", moves=moved)


def _weight(place: str) -> float:
    return PLACES[int(place)] if place in ("0", "1", "2", "3", "4") else 1.0


@decision_view
def set_aside(request: HttpRequest) -> HttpResponse:
    """Put a role aside (`role`), or bring it back (`back`)."""
    case, back = held.require_case(request).case, "back" in request.POST
    role = known_role(request.POST.get("back" if back else "role", ""))
    aims = case.profile.aims
    left = tuple(one for one in aims.not_ if one != role)
    changed = aims.model_copy(
        update={
            "not_": left if back else (*left, role),
            "roles": aims.roles if back else tuple(one for one in aims.roles if one != role),
        }
    )
    profile = case.profile.model_copy(update={"aims": changed})
    held.save_case(request, replace_profile(case, profile, at=now()))
    return _told(request, kind="back" if back else "aside", role=role)


@decision_view
def choose_role_page(request: HttpRequest) -> HttpResponse:
    """Choose a role (`role`), or give the choice up (`drop`)."""
    case, gives_up = held.require_case(request).case, "drop" in request.POST
    role = known_role(request.POST.get("drop" if gives_up else "role", ""))
    if not gives_up:
        held.save_case(request, choose_role(case, role, at=now()))
    elif role in case.chosen:
        held.save_case(request, unchoose_role(case, role, at=now()))
    return _told(request, kind="dropped" if gives_up else "chosen", role=role)


@decision_view
def snapshot(request: HttpRequest) -> HttpResponse:
    """Keep this result, to compare with what comes later."""
    case = held.require_case(request).case
    after = add_snapshot(case, _short(guidance_for(case.to_advise())), at=now())
    held.save_case(
        request, after.model_copy(update={"snapshots": after.snapshots[-MAX_SNAPSHOTS:]})
    )
    return _told(request, kind="kept")


def _short(guidance: Guidance) -> dict[str, Any]:
    """What before and after needs of guidance as JSON: the whole would be most of a case."""
    return guidance.model_dump(
        mode="json",
        by_alias=True,
        include={
            "schema_": True,
            "fingerprint": True,
            "as_of": True,
            "engine": True,
            "enough": True,
            "asked": {"__all__": {"role", "label", "verdict"}},
            "matches": {
                "__all__": {"role", "label", "rank", "rank_low", "rank_high", "score", "band"}
            },
        },
    )


def _told(request: HttpRequest, **done: Any) -> HttpResponse:
    request.session[MESSAGE_KEY] = done
    return redirect("results")


urlpatterns = [
    path("you/results-kept/", snapshot, name="keep-result"),
    path("you/emphasis/", emphasis, name="emphasis"),
    path("you/aside/", set_aside, name="aside"),
    path("you/choose/", choose_role_page, name="choose"),
]
