"""Results: the answer on the roles in mind, ranked roles, one role in full, several side by side.

The first page says bands and words; scores open in place. What somebody decides there (a role put
aside, a role chosen, another emphasis, a result kept) changes the case and leads back to the page,
which says what came of it.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from benchpin.facts import PARTS, BadInput
from benchpin.guidance import Guidance
from benchpin.profile import Profile
from benchpin.profile.case import Case, choose, drop, keep, retell, weigh
from benchpin.tell.view_own import first_view
from benchpin.web import held
from benchpin.web.advice import guidance_for
from benchpin.web.engine import engine, now
from benchpin.web.pages import page
from benchpin.web.turns import in_turn
from benchpin.web.words import say, words

from .one_role import FORMATS, known_role

PLACES: Final = (0.0, 0.5, 1.0, 2.0, 4.0)
"""What the places of a slider weigh, from leaving a part out to much more than as it is."""
MOST_MOVES: Final = 6
"""How many roles are named that moved."""
MOST_KEPT: Final = 5
"""How many results are kept to compare with later ones."""
ORDER: Final = (
    "first", "asked", "next", "ranked", "others", "aside", "ask", "emphasis", "since", "keep",
    "notes", "files",
)  # fmt: skip
"""The parts of the page of results, in their order; each is there where it has something to say."""
BANDS: Final = ("near", "train", "far")
TOLD: Final = "results"
"""In the session: what was just done, told once on the page that follows."""
WHERE: Final[Mapping[str, str]] = {
    "experience": "job",
    "skills": "review",
    "interests": "interview",
    "circumstances": "two-minutes",
    "aims": "two-minutes",
    "education": "review",
    "values": "interview-values",
}
"""The page on which a part of the profile is answered; any other part is found from the hub."""


def decides(view: Callable[[HttpRequest], HttpResponse]) -> held.View:
    """A view of a decision, made by POST; whoever comes to its address by hand sees the results."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @held.needs_case
    @wraps(view)
    def decided(request: HttpRequest) -> HttpResponse:
        return view(request) if request.method == "POST" else redirect("results")

    return decided


@require_safe
@held.needs_case
@in_turn
def results(request: HttpRequest) -> HttpResponse:
    """The short answer: roles in mind, the best roles, what to do, and what to tell next."""
    return _results(request)


def _results(request: HttpRequest, error: str = "") -> HttpResponse:
    mine = held.mine(request)
    case = mine.case
    guidance = guidance_for(case.to_advise())
    shown = first_view(guidance)
    sections = {section.key: section for section in shown.sections}
    suits = sections.get("suits")
    rows = [part for part in suits.sections if part.kind == "role"] if suits else []
    also = {"files"} if guidance.enough or guidance.asked else set()
    also |= {"ranked", "others", "emphasis"} if guidance.enough else set()
    also |= {"since" if case.snapshots else "keep"} if guidance.enough else set()
    also |= {"aside"} if case.profile.aims.not_ else set()
    context = {
        "title": say("results.title" if guidance.enough else "results.title_not_enough"),
        "page": shown,
        "shown": [key for key in ORDER if key in sections or key in also],
        "sections": sections,
        "rows": [(part.key.removeprefix("role-"), part) for part in rows],
        "others": _others(guidance, len(rows)),
        "best": _best(guidance),
        "unknown_in": _unknown_in(guidance, case.profile),
        "to_tell": _to_tell(guidance),
        "enough": guidance.enough,
        "version": mine.version,
        "chosen": case.chosen,
        "aside": [(i, engine().catalog.roles[i].label) for i in case.profile.aims.not_],
        "emphasis": _emphasis(case),
        "places": list(words()["results"]["emphasis"]["places"]),
        "done": _done(request),
        "since": _since(case, guidance),
        "kept": len(case.snapshots),
        "most_kept": MOST_KEPT,
        "formats": tuple(FORMATS),
        "error": error,
    }
    return page(request, "results.html", context, status=400 if error else 200)


def _best(guidance: Guidance) -> dict[str, Any] | None:
    """The role that stands first, with those that cannot be told apart from it."""
    if not (guidance.enough and guidance.matches):
        return None
    first, roles = guidance.matches[0], engine().catalog.roles
    tied = [roles[role].label for role in first.tied_with if role in roles]
    return {"role": first.role, "label": first.label, "tied": tied}


def _unknown_in(guidance: Guidance, profile: Profile) -> str:
    """The country of somebody for which no pay and no jobs are held; else nothing."""
    country = profile.circumstances.country
    if not country or guidance.market.wages:
        return ""
    return engine().catalog.places.get(country, country)


def _others(guidance: Guidance, after: int) -> list[dict[str, Any]]:
    """The roles after the first ones, by band, in the order of their rank."""
    rest = guidance.matches[after:]
    return [
        {"band": band, "roles": [m for m in rest if m.band == band]}
        for band in BANDS
        if any(m.band == band for m in rest)
    ]


def _to_tell(guidance: Guidance) -> list[str]:
    """The page on which each of the next questions is answered, in their order."""
    return [_page_of(question.path) for question in guidance.ask_next]


def _page_of(path_: str) -> str:
    part, *rest = path_.split(".")
    if part == "experience" and rest and rest[0].isdecimal():
        return reverse("job-change", args=[int(rest[0])])
    return reverse(WHERE.get(part, "you"))


def _emphasis(case: Case) -> list[tuple[str, int]]:
    """Each part with the place of its slider: the nearest one to what it weighs."""
    weights = case.emphasis or case.profile.emphasis
    return [(part, _nearest(weights.get(part, 1.0))) for part in PARTS]


def _nearest(weight: float) -> int:
    return min(range(len(PLACES)), key=lambda at: abs(PLACES[at] - weight))


def _ranks(guidance: Guidance) -> dict[str, int]:
    return {match.role: match.rank for match in guidance.matches}


def _moves(before: Mapping[str, int], after: Mapping[str, int]) -> list[tuple[str, int, int]]:
    """The roles that moved, those that stand first now first: role, rank before, rank now."""
    moved = [
        (role, before[role], rank) for role, rank in after.items() if before.get(role, rank) != rank
    ]
    return sorted(moved, key=lambda move: min(move[1], move[2]))[:MOST_MOVES]


def _moved(moves: list[Any]) -> list[str]:
    """Each move in words: "Stone setter: up from 4 to 2"."""
    roles = engine().catalog.roles
    return [
        say(
            f"results.moves.{'up' if after < before else 'down'}",
            role=roles[role].label,
            before=before,
            after=after,
        )
        for role, before, after in moves
        if role in roles
    ]


def _done(request: HttpRequest) -> dict[str, Any] | None:
    """What was just done, once."""
    told = request.session.pop(TOLD, None)
    if told is None:
        return None
    role = engine().catalog.roles.get(told.get("role", ""))
    text = say(f"results.done.{told['kind']}", role=role.label if role else "")
    moved = _moved(told.get("moves", []))
    if told["kind"] == "weighed":
        text = say("results.done.weighed" if moved else "results.done.nothing_moved")
    return {"text": text, "moved": moved, "kind": told["kind"], "role": told.get("role")}


def _since(case: Case, guidance: Guidance) -> dict[str, Any] | None:
    """What changed since the result that was kept last; None where none is kept."""
    if not case.snapshots:
        return None
    last = case.snapshots[-1]
    before = {str(match["role"]): int(match["rank"]) for match in last.get("matches", ())}
    moved = _moved(_moves(before, _ranks(guidance)))
    return {"day": str(last.get("as_of", "")), "moved": moved}


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
        return _results(request, say("results.emphasis.nothing"))
    held.keep(request, after)
    moves = _moves(_ranks(before), _ranks(guidance_for(after.to_advise())))
    return _told(request, kind="weighed", moves=moves)


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
    path("you/results/", results, name="results"),
    path("you/results-kept/", snapshot, name="keep-result"),
    path("you/emphasis/", emphasis, name="emphasis"),
    path("you/aside/", aside, name="aside"),
    path("you/choose/", chosen, name="choose"),
]
