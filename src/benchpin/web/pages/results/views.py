"""The page of results: the roles asked about, the ranked roles, and what to do next.

It shows groups and words first; scores open in place. A message on the last decision shows once.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.documents.guidance.pages import guidance_summary
from benchpin.documents.guidance.roles import MATCH_GROUPS, match_group
from benchpin.facts import PARTS
from benchpin.guidance import Guidance
from benchpin.profile import Profile
from benchpin.profile.case import Case
from benchpin.web.app.compute_lock import one_at_a_time
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import all_messages, message
from benchpin.web.cases import session
from benchpin.web.cases.guidance_cache import guidance_for
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import page
from benchpin.web.pages.results.rank_changes import changes_as_text, compare_ranks, ranks_by_role
from benchpin.web.pages.results.role_views import FORMATS
from benchpin.wording.statements import statement_text

SLIDER_WEIGHTS: Final = (0.0, 0.5, 1.0, 2.0, 4.0)
"""The weight of a part of the score at each position of its slider; 0 leaves the part out."""
MAX_PROPOSED: Final = 4
"""Roles that are named because they could rank first as well."""
MAX_SNAPSHOTS: Final = 5
"""Snapshots of results that a case keeps."""
SECTION_ORDER: Final = (
    "first", "asked", "next", "counsel", "ranked", "others", "aside", "ask", "emphasis", "since",
    "keep", "notes", "method", "files",
)  # fmt: skip
"""The sections of the page of results, in their order; empty ones are left out."""
MESSAGE_KEY: Final = "results"
"""Session key: the last decision, whose message is shown once."""
QUESTION_PAGES: Final[Mapping[str, str]] = {
    "experience": "job",
    "skills": "review",
    "interests": "interview",
    "circumstances": "two-minutes",
    "aims": "two-minutes",
    "education": "review",
    "certificates": "review",
    "values": "interview-values",
}
"""The page on which a part of the profile is entered, by URL name; others are on the overview."""


@require_safe
@case_required
@one_at_a_time
def results_view(request: HttpRequest) -> HttpResponse:
    """The page of results."""
    return results_page(request)


def results_page(request: HttpRequest, error: str = "") -> HttpResponse:
    """Render the page of results; with the error of a decision its status is 400."""
    case_session = session.require_case(request)
    case = case_session.case
    guidance = guidance_for(case.guidance_profile())
    summary = guidance_summary(guidance)
    sections = {section.key: section for section in summary.sections}
    ranked_section = sections.get("suits")
    rows = (
        [part for part in ranked_section.sections if part.kind == "role"] if ranked_section else []
    )
    extra_keys = {"files"} if guidance.enough or guidance.role_verdicts else set()
    extra_keys |= {"ranked", "others", "emphasis"} if guidance.enough else set()
    since = _changes_since_snapshot(case, guidance)
    extra_keys |= {"since" if since else "keep"} if guidance.enough else set()
    extra_keys |= {"aside"} if case.profile.aims.not_ else set()
    context = {
        "title": message("results.title" if guidance.enough else "results.title_not_enough"),
        "page": summary,
        "section_keys": [key for key in SECTION_ORDER if key in sections or key in extra_keys],
        "sections": sections,
        "rows": [(part.key.removeprefix("role-"), part) for part in rows],
        "others": _other_roles(guidance, len(rows)),
        "best": _best_roles(guidance),
        "country_without_figures": _country_without_figures(guidance, case.profile),
        "question_addresses": _question_addresses(guidance),
        "enough": guidance.enough,
        "version": case_session.version,
        "chosen": case.chosen,
        "aside": [
            (role_id, shared_engine().catalog.roles[role_id].label)
            for role_id in case.profile.aims.not_
            if role_id in shared_engine().catalog.roles
        ],
        "emphasis": _slider_positions(case),
        "places": list(all_messages()["results"]["emphasis"]["places"]),
        "done": _done_message(request),
        "since": since,
        "kept": len(case.snapshots),
        "most_kept": MAX_SNAPSHOTS,
        "formats": tuple(FORMATS),
        "error": error,
    }
    return page(request, "results.html", context, status=400 if error else 200)


def _best_roles(guidance: Guidance) -> dict[str, Any] | None:
    """The role that ranks first, and the roles that could as well."""
    if not (guidance.enough and guidance.matches):
        return None
    first, *other_matches = guidance.matches
    also_first = [
        match.label
        for match in other_matches
        if match.rank_low == 1 or match.role in first.tied_with
    ]
    return {"first": first, "could": also_first[:MAX_PROPOSED]}


def _country_without_figures(guidance: Guidance, profile: Profile) -> str:
    """The country of a profile, if there is no data on its pay and jobs; else an empty string."""
    country = profile.circumstances.country
    if not country and guidance.place and guidance.place.kind == "abroad":
        country = guidance.place.country
    if not country or guidance.market.wages:
        return ""
    return shared_engine().catalog.places.get(country, country)


def _other_roles(guidance: Guidance, after: int) -> list[dict[str, Any]]:
    """The roles after the first `after` ones, by group, in the order of their ranks.

    Each with what would have to change, where it breaks a term.
    """
    rows = [
        (match_group(match), match, statement_text(match.entry[0]) if match.breaks else "")
        for match in guidance.matches[after:]
    ]
    groups = [
        {"group": group, "roles": [(m, need) for match_key, m, need in rows if match_key == group]}
        for group in MATCH_GROUPS
    ]
    return [group for group in groups if group["roles"]]


def _question_addresses(guidance: Guidance) -> list[str]:
    """The address of the page for each of the next questions, in their order."""
    return [_question_address(question.path) for question in guidance.ask_next]


def _question_address(path_: str) -> str:
    part, *subpath = path_.split(".")
    if part == "experience" and subpath and subpath[0].isdecimal():
        return reverse("job-change", args=[int(subpath[0])])
    return reverse(QUESTION_PAGES.get(part, "you"))


def _slider_positions(case: Case) -> list[tuple[str, int]]:
    """Each part of the score with the slider position nearest to its weight."""
    weights = case.emphasis or case.profile.emphasis
    return [(part, _nearest_position(weights.get(part, 1.0))) for part in PARTS]


def _nearest_position(weight: float) -> int:
    return min(
        range(len(SLIDER_WEIGHTS)), key=lambda position: abs(SLIDER_WEIGHTS[position] - weight)
    )


def _done_message(request: HttpRequest) -> dict[str, Any] | None:
    """The message on the last decision, removed from the session; None where there is none."""
    decision = request.session.pop(MESSAGE_KEY, None)
    if decision is None:
        return None
    role = shared_engine().catalog.roles.get(decision.get("role", ""))
    text = message(f"results.done.{decision['kind']}", role=role.label if role else "")
    changes = changes_as_text(decision.get("moves", []))
    if decision["kind"] == "weighed":
        text = message("results.done.weighed" if changes else "results.done.nothing_moved")
    return {"text": text, "moved": changes, "kind": decision["kind"], "role": decision.get("role")}


def _changes_since_snapshot(case: Case, guidance: Guidance) -> dict[str, Any] | None:
    """The roles that moved since the latest snapshot, with its day; None without a snapshot.

    One from before roles were ranked by groups has ranks of another meaning: there is none then.
    """
    last = case.snapshots[-1] if case.snapshots else {}
    if last.get("schema") != guidance.schema_:
        return None
    before = {str(match["role"]): int(match["rank"]) for match in last.get("matches", ())}
    changes = changes_as_text(compare_ranks(before, ranks_by_role(guidance)))
    return {"day": str(last.get("as_of", "")), "moved": changes}


urlpatterns = [path("you/results/", results_view, name="results")]
