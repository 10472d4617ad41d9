"""The interview: one short question a page, what matters, and results of a test taken elsewhere."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from benchpin.catalog import Catalog
from benchpin.documents.answers.interview import DRAWS, in_words
from benchpin.facts import InterviewItem
from benchpin.match.role_matrix import build_role_matrix
from benchpin.profile import Profile
from benchpin.profile.case import Case, replace_profile
from benchpin.profile.interview import adaptive as talk
from benchpin.profile.interview.item_bank import asked_bank, bank_version
from benchpin.profile.model import INTERESTS, Interests, ItemResponse, ValueName
from benchpin.web.app.engine import now, shared_engine
from benchpin.web.app.messages import all_messages, message
from benchpin.web.cases import session as held
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.interview.forms import ExternalResultsForm, WorkValuesForm
from benchpin.web.pages.layout import forms, page, posted_data
from benchpin.web.pages.profile.views import STORED_ANSWERS

SKIPPED = "skipped"
"""In the session: items passed over, each with how many answers there were then."""


@lru_cache(maxsize=1)
def _fresh(catalog: Catalog) -> talk.InterviewState:
    return talk.begin(build_role_matrix(catalog).interests, asked_bank(catalog))


def _skipped(request: HttpRequest) -> list[tuple[str, int]]:
    return [(str(item), int(after)) for item, after in request.session.get(SKIPPED, ())]


def _state(
    answers: list[ItemResponse], skipped: list[tuple[str, int]], catalog: Catalog
) -> talk.InterviewState:
    """The interview as far as it went: the answers that the profile holds, and what was skipped."""
    state = _fresh(catalog)
    known = state.form.bank.place
    steps = [talk.InterviewStep(each.item, each.value) for each in answers]
    told = {step.item for step in steps}
    passed = [
        talk.InterviewStep(item, None) for item, _ in skipped if item in known and item not in told
    ]
    return talk.InterviewState(state.form, (*steps, *passed))


def _answers(profile: Profile, catalog: Catalog) -> list[ItemResponse]:
    """The answers to items of the edition that is asked."""
    bank, known = bank_version(catalog)[0].bank, _fresh(catalog).form.bank.place
    return [each for each in profile.answers if each.bank == bank and each.item in known]


@forms
@case_required
def interview(request: HttpRequest) -> HttpResponse:
    """The next question; an answer, a skip or a step back leads to the one after."""
    mine, catalog = held.require_case(request), shared_engine().catalog
    answers, skipped = _answers(mine.case.profile, catalog), _skipped(request)
    state = _state(answers, skipped, catalog)
    if request.method == "POST":
        return _heard(request, mine.case, answers, skipped)
    item = None if mine.case.profile.interests.given() else talk.next_item(state)
    if item is None:
        return _done(request, mine.case.profile, state)
    count, left = len(state.steps), talk.items_left(state)
    context = {
        "title": f"{message('interview.title')}: {item.text}",
        "item": item,
        "version": mine.version,
        "count": count,
        "left": left,
        "choices": all_messages()["interview"]["like"],
        "can_undo": count > 0,
    }
    return page(request, "interview.html", context)


def _heard(
    request: HttpRequest, case: Case, answers: list[ItemResponse], skipped: list[tuple[str, int]]
) -> HttpResponse:
    """Carry out an answer to the item that was shown, a skip, a step back, or a new beginning."""
    catalog = shared_engine().catalog
    said, item = request.POST.get("answer", ""), request.POST.get("item", "")
    others = [each for each in case.profile.answers if each not in answers]
    if said == "undo":
        if skipped and skipped[-1][1] >= len(answers):
            skipped = skipped[:-1]
        else:
            answers = answers[:-1]
    elif said == "again":
        answers, skipped = [], []
    elif item in _fresh(catalog).form.bank.place and item not in {a.item for a in answers}:
        if said == "skip":
            skipped = [*skipped, (item, len(answers))]
        elif said in ("1", "2", "3", "4", "5"):
            bank = bank_version(catalog)[0].bank
            answers = [*answers, ItemResponse(item=item, value=int(said), bank=bank)]
    interests = Interests() if said == "again" else case.profile.interests
    profile = case.profile.model_copy(
        update={"answers": (*others, *answers), "interests": interests}
    )
    held.save_case(request, replace_profile(case, profile, at=now()))
    request.session[SKIPPED] = [list(each) for each in skipped]
    return redirect("interview")


def _done(request: HttpRequest, profile: Profile, state: talk.InterviewState) -> HttpResponse:
    """What the answers say, to agree with or to take back."""
    given = profile.interests.given()
    read = None if given or not state.answers else talk.interests(state)
    scores: Mapping[str, float] = given or (read.scores if read else {})
    sds = read.sds if read else {}
    rows = [
        {"term": DRAWS[name], "text": in_words(scores[name], sds.get(name, 0.0))}
        for name in sorted(scores, key=lambda name: (-scores[name], INTERESTS.index(name)))
    ]
    context = {
        "title": message("interview.done"),
        "rows": rows,
        "from_": profile.interests.from_ if given else None,
        "version": held.require_case(request).version,
        "can_undo": bool(state.steps) and not given,
        "values_known": bool(profile.values),
    }
    return page(request, "interview-done.html", context)


@forms
@case_required
def work_values_page(request: HttpRequest) -> HttpResponse:
    """How much each of a few things matters to somebody."""
    mine = held.require_case(request)
    items = _value_items(shared_engine().catalog)
    told = mine.case.profile.values
    initial = {name: str(round(value * 4) + 1) for name, value in told.items()}
    form = WorkValuesForm(posted_data(request), initial=initial, items=items)
    if request.method == "POST" and form.is_valid():
        values: dict[ValueName, Any] = {
            name: (int(said) - 1) / 4  # type: ignore[misc]
            for name, said in form.cleaned_data.items()
            if said
        }
        profile = mine.case.profile.model_copy(update={"values": values})
        held.save_case(request, replace_profile(mine.case, profile, at=now()))
        request.session[STORED_ANSWERS] = True
        return redirect("you")
    context = {
        "title": message("interview.matters.title"),
        "form": form,
        "version": mine.version,
        "rows": {field.name: _rows(field.value()) for field in form},
    }
    return page(request, "interview-values.html", context, status=400 if form.errors else 200)


def _rows(chosen: str | None) -> list[dict[str, Any]]:
    """How much something may matter, as rows to choose from."""
    told: dict[str, str] = all_messages()["interview"]["matter"]
    rows = [
        {"value": value, "label": label, "selected": value == chosen}
        for value, label in told.items()
    ]
    # What was chosen once can be taken back.
    out = {"value": "", "label": message("interview.matters.out"), "selected": False}
    return [*rows, out] if chosen else rows


def _value_items(catalog: Catalog) -> list[InterviewItem]:
    return [item for item in bank_version(catalog) if item.kind == "value"]


@forms
@case_required
def results(request: HttpRequest) -> HttpResponse:
    """Results of a test that somebody took elsewhere, in place of the interview."""
    mine = held.require_case(request)
    form = ExternalResultsForm(posted_data(request))
    if request.method == "POST" and form.is_valid():
        interests = form.cleaned_data["interests"]
        profile = mine.case.profile.model_copy(update={"interests": interests})
        held.save_case(request, replace_profile(mine.case, profile, at=now()))
        return redirect("interview")
    context = {
        "title": message("interview.results.title"),
        "form": form,
        "version": mine.version,
        "names": INTERESTS,
    }
    return page(request, "interview-results.html", context, status=400 if form.errors else 200)


urlpatterns = [
    path("you/interview/", interview, name="interview"),
    path("you/interview/values/", work_values_page, name="interview-values"),
    path("you/interview/results/", results, name="interview-results"),
]
