"""The pages of the interview: one item a page, work values, and results of another test."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from benchpin.catalog import Catalog
from benchpin.documents.answers.interview import INTEREST_LABELS, interest_strength
from benchpin.facts import InterviewItem
from benchpin.match.role_matrix import build_role_matrix
from benchpin.profile import Profile
from benchpin.profile.case import Case, replace_profile
from benchpin.profile.case.merging import with_responses
from benchpin.profile.interview import adaptive
from benchpin.profile.interview.item_bank import current_bank, current_bank_items
from benchpin.profile.model import INTERESTS, ItemResponse, ValueName
from benchpin.web.app.engine import now, shared_engine
from benchpin.web.app.messages import all_messages, message
from benchpin.web.cases import session
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.interview.forms import ExternalResultsForm, WorkValuesForm
from benchpin.web.pages.layout import form_view, page, posted_data
from benchpin.web.pages.profile.views import ANSWERS_SAVED_KEY

ITEM_GROUPS = {
    "49": "hands", "51": "hands", "37": "hands", "27": "design", "21": "people", "25": "people",
    "31": "people", "39": "people", "11": "selling", "41": "selling", "13": "order", "43": "order",
    "15": "finding", "19": "finding",
}  # fmt: skip
"""The kind of work that an item asks about, by the major group of its occupation (SOC)."""
SKIPPED_KEY = "skipped"
"""Session key: the skipped items, each with the number of answers given before it."""


@lru_cache(maxsize=1)
def _initial_state(catalog: Catalog) -> adaptive.InterviewState:
    return adaptive.start_interview(build_role_matrix(catalog).interests, current_bank(catalog))


def _skipped_items(request: HttpRequest) -> list[tuple[str, int]]:
    return [
        (str(item), int(answer_count))
        for item, answer_count in request.session.get(SKIPPED_KEY, ())
    ]


def _state(
    answers: list[ItemResponse], skipped: list[tuple[str, int]], catalog: Catalog
) -> adaptive.InterviewState:
    """The state of the interview after the answers of the profile and the skipped items."""
    state = _initial_state(catalog)
    item_positions = state.form.bank.row_by_item
    steps = [adaptive.InterviewStep(answer.item, answer.value) for answer in answers]
    answered_ids = {step.item for step in steps}
    skipped_steps = [
        adaptive.InterviewStep(item, None)
        for item, _ in skipped
        if item in item_positions and item not in answered_ids
    ]
    return adaptive.InterviewState(state.form, (*steps, *skipped_steps))


def _answers(profile: Profile, catalog: Catalog) -> list[ItemResponse]:
    """The answers of a profile to items of the item bank in use, in its current version."""
    bank, item_positions = (
        current_bank_items(catalog)[0].bank,
        _initial_state(catalog).form.bank.row_by_item,
    )
    return [
        answer
        for answer in profile.answers
        if answer.bank == bank and answer.item in item_positions
    ]


@form_view
@case_required
def interview_page(request: HttpRequest) -> HttpResponse:
    """The next item of the interview, or what the answers say once there is none left."""
    case_session, catalog = session.require_case(request), shared_engine().catalog
    answers, skipped = _answers(case_session.case.profile, catalog), _skipped_items(request)
    state = _state(answers, skipped, catalog)
    if request.method == "POST":
        return _apply_answer(request, case_session.case, answers, skipped)
    item = None if case_session.case.profile.interests.scores() else adaptive.next_item(state)
    if item is None:
        return _done_page(request, case_session.case.profile, state)
    count = len(state.steps)
    context = {
        "title": f"{message('interview.title')}: {item.text}",
        "item": item,
        "version": case_session.version,
        "count": count,
        "most": adaptive.MAX_ITEMS,
        "group": ITEM_GROUPS[(item.occupation or "")[:2]],
        "choices": all_messages()["interview"]["like"],
        "can_undo": count > 0,
    }
    return page(request, "interview.html", context)


def _apply_answer(
    request: HttpRequest, case: Case, answers: list[ItemResponse], skipped: list[tuple[str, int]]
) -> HttpResponse:
    """Apply a posted answer: a value from 1 to 5, or `skip`, `undo` or `again` (restart)."""
    catalog = shared_engine().catalog
    action, item = request.POST.get("answer", ""), request.POST.get("item", "")
    before = answers
    if action == "undo":
        # The last step was a skip if no answer was given after it.
        if skipped and skipped[-1][1] >= len(answers):
            skipped = skipped[:-1]
        else:
            answers = answers[:-1]
    elif action == "again":
        answers, skipped = [], []
    elif item in _initial_state(catalog).form.bank.row_by_item and item not in {
        answer.item for answer in answers
    }:
        if action == "skip":
            skipped = [*skipped, (item, len(answers))]
        elif action in ("1", "2", "3", "4", "5"):
            bank = current_bank_items(catalog)[0].bank
            answers = [*answers, ItemResponse(item=item, value=int(action), bank=bank)]
    profile = with_responses(case.profile, before, answers, clear_scores=action == "again")
    session.save_case(request, replace_profile(case, profile, at=now()))
    request.session[SKIPPED_KEY] = [list(item) for item in skipped]
    return redirect("interview")


def _done_page(
    request: HttpRequest, profile: Profile, state: adaptive.InterviewState
) -> HttpResponse:
    """The page after the last item: the interests that the answers show, in words."""
    stated_scores = profile.interests.scores()
    estimate = None if stated_scores or not state.answers else adaptive.estimated_interests(state)
    scores: Mapping[str, float] = stated_scores or (estimate.scores if estimate else {})
    sds = estimate.sds if estimate else {}
    rows = [
        {"term": INTEREST_LABELS[name], "text": interest_strength(scores[name], sds.get(name, 0.0))}
        for name in sorted(scores, key=lambda name: (-scores[name], INTERESTS.index(name)))
    ]
    context = {
        "title": message("interview.done"),
        "rows": rows,
        "bars": [
            (message(f"interview.bars.{name}"), round(100 * scores[name]))
            for name in sorted(scores, key=lambda name: (-scores[name], INTERESTS.index(name)))
        ],
        "from_": profile.interests.from_ if stated_scores else None,
        "version": session.require_case(request).version,
        "can_undo": bool(state.steps) and not stated_scores,
        "values_known": bool(profile.values),
    }
    return page(request, "interview-done.html", context)


@form_view
@case_required
def work_values_page(request: HttpRequest) -> HttpResponse:
    """The page of work values: how much each of them matters."""
    case_session = session.require_case(request)
    items = _value_items(shared_engine().catalog)
    stated_values = case_session.case.profile.values
    # A profile holds values from 0 to 1, the form levels from 1 to 5.
    initial = {name: str(round(value * 4) + 1) for name, value in stated_values.items()}
    form = WorkValuesForm(posted_data(request), initial=initial, items=items)
    if request.method == "POST" and form.is_valid():
        values: dict[ValueName, Any] = {
            name: (int(choice) - 1) / 4  # type: ignore[misc]
            for name, choice in form.cleaned_data.items()
            if choice
        }
        profile = case_session.case.profile.model_copy(update={"values": values})
        session.save_case(request, replace_profile(case_session.case, profile, at=now()))
        request.session[ANSWERS_SAVED_KEY] = True
        return redirect("you")
    context = {
        "title": message("interview.matters.title"),
        "form": form,
        "version": case_session.version,
        "rows": {field.name: _choice_rows(field.value()) for field in form},
    }
    return page(request, "interview-values.html", context, status=400 if form.errors else 200)


def _choice_rows(chosen: str | None) -> list[dict[str, Any]]:
    """The answers to an item on a work value, as rows of a group of radio buttons."""
    labels: dict[str, str] = all_messages()["interview"]["matter"]
    rows = [
        {"value": value, "label": label, "selected": value == chosen}
        for value, label in labels.items()
    ]
    # A radio button cannot be cleared: a row without a value takes the choice back.
    no_answer = {"value": "", "label": message("interview.matters.out"), "selected": False}
    return [*rows, no_answer] if chosen else rows


def _value_items(catalog: Catalog) -> list[InterviewItem]:
    return [item for item in current_bank_items(catalog) if item.kind == "value"]


@form_view
@case_required
def external_results_page(request: HttpRequest) -> HttpResponse:
    """Results of a test taken elsewhere, used in place of the interview."""
    case_session = session.require_case(request)
    form = ExternalResultsForm(posted_data(request))
    if request.method == "POST" and form.is_valid():
        interests = form.cleaned_data["interests"]
        profile = case_session.case.profile.model_copy(update={"interests": interests})
        session.save_case(request, replace_profile(case_session.case, profile, at=now()))
        return redirect("interview")
    context = {
        "title": message("interview.results.title"),
        "form": form,
        "version": case_session.version,
        "names": INTERESTS,
    }
    return page(request, "interview-results.html", context, status=400 if form.errors else 200)


urlpatterns = [
    path("you/interview/", interview_page, name="interview"),
    path("you/interview/values/", work_values_page, name="interview-values"),
    path("you/interview/results/", external_results_page, name="interview-results"),
]
