"""The page of results: the answer on the roles in mind, the ranked roles, what to do next.

It says bands and words first; scores open in place. What was just decided there is told once.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.documents.guidance.pages import guidance_summary
from benchpin.facts import PARTS
from benchpin.guidance import Guidance
from benchpin.profile import Profile
from benchpin.profile.case import Case
from benchpin.web.app.compute_lock import one_at_a_time
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import all_messages, message
from benchpin.web.cases import session as held
from benchpin.web.cases.guidance_cache import guidance_for
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import page
from benchpin.web.pages.results.rank_changes import changes_as_text, rank_changes, ranks
from benchpin.web.pages.results.role_views import FORMATS
from benchpin.wording.format import join_list
from benchpin.wording.phrases import phrase

PLACES: Final = (0.0, 0.5, 1.0, 2.0, 4.0)
"""What the places of a slider weigh, from leaving a part out to much more than as it is."""
MAX_PROPOSED: Final = 4
"""How many roles are named that could stand first as well."""
MAX_SNAPSHOTS: Final = 5
"""How many results are kept to compare with later ones."""
ORDER: Final = (
    "first", "asked", "next", "ranked", "others", "aside", "ask", "emphasis", "since", "keep",
    "notes", "method", "files",
)  # fmt: skip
"""The parts of the page of results, in their order; each is there where it has something to say."""
BANDS: Final = ("near", "train", "far")
MESSAGE_KEY: Final = "results"
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


@require_safe
@case_required
@one_at_a_time
def results(request: HttpRequest) -> HttpResponse:
    """The short answer: roles in mind, the best roles, what to do, and what to tell next."""
    return results_page(request)


def results_page(request: HttpRequest, error: str = "") -> HttpResponse:
    """The page itself, with what was wrong with what was sent."""
    mine = held.require_case(request)
    case = mine.case
    guidance = guidance_for(case.to_advise())
    shown = guidance_summary(guidance)
    sections = {section.key: section for section in shown.sections}
    suits = sections.get("suits")
    rows = [part for part in suits.sections if part.kind == "role"] if suits else []
    also = {"files"} if guidance.enough or guidance.asked else set()
    also |= {"ranked", "others", "emphasis"} if guidance.enough else set()
    also |= {"since" if case.snapshots else "keep"} if guidance.enough else set()
    also |= {"aside"} if case.profile.aims.not_ else set()
    context = {
        "title": message("results.title" if guidance.enough else "results.title_not_enough"),
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
        "aside": [(i, shared_engine().catalog.roles[i].label) for i in case.profile.aims.not_],
        "emphasis": _emphasis(case),
        "places": list(all_messages()["results"]["emphasis"]["places"]),
        "done": _done(request),
        "since": _since(case, guidance),
        "kept": len(case.snapshots),
        "most_kept": MAX_SNAPSHOTS,
        "formats": tuple(FORMATS),
        "error": error,
    }
    return page(request, "results.html", context, status=400 if error else 200)


def _best(guidance: Guidance) -> dict[str, Any] | None:
    """The role that stands first, those that could as well, and what does not fit about it.

    Where something does not fit, the first role of which that cannot be said is named beside it.
    """
    if not (guidance.enough and guidance.matches):
        return None
    first, *rest = guidance.matches
    could = [m.label for m in rest if m.rank_low == 1 or m.role in first.tied_with]
    fits = next((m for m in rest if not m.held_back_by), None) if first.held_back_by else None
    because = join_list([phrase(f"because.{name}") for name in first.held_back_by])
    return {"first": first, "could": could[:MAX_PROPOSED], "because": because, "fits": fits}


def _unknown_in(guidance: Guidance, profile: Profile) -> str:
    """The country of somebody for which no pay and no jobs are held; else nothing."""
    country = profile.circumstances.country
    if not country or guidance.market.wages:
        return ""
    return shared_engine().catalog.places.get(country, country)


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


def _done(request: HttpRequest) -> dict[str, Any] | None:
    """What was just done, once."""
    told = request.session.pop(MESSAGE_KEY, None)
    if told is None:
        return None
    role = shared_engine().catalog.roles.get(told.get("role", ""))
    text = message(f"results.done.{told['kind']}", role=role.label if role else "")
    moved = changes_as_text(told.get("moves", []))
    if told["kind"] == "weighed":
        text = message("results.done.weighed" if moved else "results.done.nothing_moved")
    return {"text": text, "moved": moved, "kind": told["kind"], "role": told.get("role")}


def _since(case: Case, guidance: Guidance) -> dict[str, Any] | None:
    """What changed since the result that was kept last; None where none is kept."""
    if not case.snapshots:
        return None
    last = case.snapshots[-1]
    before = {str(match["role"]): int(match["rank"]) for match in last.get("matches", ())}
    moved = changes_as_text(rank_changes(before, ranks(guidance)))
    return {"day": str(last.get("as_of", "")), "moved": moved}


urlpatterns = [path("you/results/", results, name="results")]
