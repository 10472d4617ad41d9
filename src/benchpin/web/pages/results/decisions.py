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
from benchpin.profile.case import choose, drop, keep, retell, weigh
from benchpin.web.app.engine import now
from benchpin.web.app.messages import say
from benchpin.web.cases import session as held
from benchpin.web.cases.guidance_cache import guidance_for
from benchpin.web.pages.case_required import needs_case
from benchpin.web.pages.layout import forms
from benchpin.web.pages.results.rank_changes import moves, ranks
from benchpin.web.pages.results.role_views import known_role
from benchpin.web.pages.results.views import MOST_KEPT, PLACES, TOLD, results_page


def decides(view: Callable[[HttpRequest], HttpResponse]) -> held.View:
    """A view of a decision, made by POST; whoever comes to its address by hand sees the results."""

    @forms
    @needs_case
    @wraps(view)
    def decided(request: HttpRequest) -> HttpResponse:
        return view(request) if request.method == "POST" else redirect("results")

    return decided


@decides
def emphasis(request: HttpRequest) -> HttpResponse:
    """Let the parts of a score count more or less; the page then says which roles moved."""
    case = held.mine(request).case
    before = guidance_for(case.to_advise())
    if request.POST.get("do") == "reset":
        weights = dict.fromkeys(PARTS, 1.0)
    else:
        weights = {part: _weight(request.POST.get(part, "")) for part in PARTS}
    try:
        after = weigh(case, weights, at=now())
    except BadInput:
        return results_page(request, say("results.emphasis.nothing"))
    held.keep(request, after)
    moved = moves(ranks(before), ranks(guidance_for(after.to_advise())))
    return _told(request, kind="weighed", moves=moved)


def _weight(place: str) -> float:
    return PLACES[int(place)] if place in ("0", "1", "2", "3", "4") else 1.0


@decides
def aside(request: HttpRequest) -> HttpResponse:
    """Put a role aside (`role`), or bring it back (`back`)."""
    case, back = held.mine(request).case, "back" in request.POST
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
    held.keep(request, retell(case, profile, at=now()))
    return _told(request, kind="back" if back else "aside", role=role)


@decides
def chosen(request: HttpRequest) -> HttpResponse:
    """Choose a role (`role`), or give the choice up (`drop`)."""
    case, gives_up = held.mine(request).case, "drop" in request.POST
    role = known_role(request.POST.get("drop" if gives_up else "role", ""))
    if not gives_up:
        held.keep(request, choose(case, role, at=now()))
    elif role in case.chosen:
        held.keep(request, drop(case, role, at=now()))
    return _told(request, kind="dropped" if gives_up else "chosen", role=role)


@decides
def snapshot(request: HttpRequest) -> HttpResponse:
    """Keep this result, to compare with what comes later."""
    case = held.mine(request).case
    after = keep(case, _short(guidance_for(case.to_advise())), at=now())
    held.keep(request, after.model_copy(update={"snapshots": after.snapshots[-MOST_KEPT:]}))
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
    request.session[TOLD] = done
    return redirect("results")


urlpatterns = [
    path("you/results-kept/", snapshot, name="keep-result"),
    path("you/emphasis/", emphasis, name="emphasis"),
    path("you/aside/", aside, name="aside"),
    path("you/choose/", chosen, name="choose"),
]
