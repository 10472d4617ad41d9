"""The page of results: the answer and one step first, then cards in groups; all else is folded.

A message on the last decision shows once.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.documents.guidance.pages import guidance_summary
from benchpin.documents.short_answer import card_footnotes, short_answer
from benchpin.facts import PARTS
from benchpin.guidance import Guidance
from benchpin.profile.case import Case
from benchpin.web.app.compute_lock import one_at_a_time
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import all_messages, message
from benchpin.web.cases import session
from benchpin.web.cases.guidance_cache import guidance_for
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import page
from benchpin.web.pages.results.filters import field_choices, narrowed_cards, narrowing_of
from benchpin.web.pages.results.rank_changes import (
    changes_as_text,
    compare_ranks,
    done_message,
    ranks_by_role,
)
from benchpin.web.pages.results.role_views import FORMATS

SLIDER_WEIGHTS: Final = (0.0, 0.5, 1.0, 2.0, 4.0)
"""The weight of a part of the score at each position of its slider; 0 leaves the part out."""
MAX_SNAPSHOTS: Final = 5
"""Snapshots of results that a case keeps."""
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
    profile, engine = case.guidance_profile(), shared_engine()
    guidance = guidance_for(profile)
    answer = short_answer(profile, guidance, engine.catalog, engine.reference, chosen=case.chosen)
    narrowing = narrowing_of(request.GET)
    shown_cards = [card for group in answer.groups for card in group.first]
    notes = card_footnotes(guidance, shown_cards, engine.catalog, engine.reference)
    marks = {card.role: notes.of(card.figures.sources) for card in shown_cards if card.figures}
    summary = guidance_summary(guidance, notes, [card.role for card in shown_cards])
    context = {
        "title": message("results.title"),
        "answer": answer,
        "headline": answer.headline,
        "page": summary,
        "sections": {section.key: section for section in summary.sections},
        "marks": marks,
        "marked": {number for numbers in marks.values() for number in numbers},
        "narrowing": narrowing,
        "fields": field_choices(narrowing),
        "narrowed": narrowed_cards(answer.cards(), narrowing) if narrowing.is_set else None,
        "question_addresses": _question_addresses(guidance),
        "enough": guidance.enough,
        "is_newcomer": not case.profile.experience,
        "version": case_session.version,
        "chosen": case.chosen,
        "aside": [
            (role_id, engine.catalog.roles[role_id].label)
            for role_id in case.profile.aims.not_
            if role_id in engine.catalog.roles
        ],
        "emphasis": _slider_positions(case),
        "places": list(all_messages()["results"]["emphasis"]["places"]),
        "done": done_message(request),
        "since": _changes_since_snapshot(case, guidance) if guidance.enough else None,
        "most_kept": MAX_SNAPSHOTS,
        "formats": tuple(FORMATS),
        "error": error,
    }
    return page(request, "results.html", context, status=400 if error else 200)


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
