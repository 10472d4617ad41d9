"""The adaptive interview: what holds of it whatever is answered."""

from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchpin import catalog as catalogs
from benchpin.facts.interview_item import InterviewItem, InterviewTarget
from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.match.role_matrix import build_role_matrix
from benchpin.profile import INTERESTS, VALUES
from benchpin.profile.interview.adaptive import (
    MAX_ITEMS,
    MIN_CHANGE_CHANCE,
    MIN_ITEMS,
    InterviewState,
    answer,
    best_item,
    estimated_interests,
    is_done,
    items_left,
    next_item,
    skip,
    start_interview,
    undo,
)
from benchpin.profile.interview.external_results import interests_from_scores
from benchpin.profile.interview.item_bank import (
    current_bank,
    current_bank_items,
    interests_of,
    known_answers,
    posterior,
)
from benchpin.profile.model import ItemResponse

CATALOG = catalogs.load()
KNOWN = CATALOG.occupation_interests
BANK = current_bank(CATALOG)
START = start_interview(build_role_matrix(CATALOG).interests, BANK)
IDS = tuple(START.form.bank.row_by_item)
# What somebody does at each question: an answer, or None for a skip.
TALKS = st.lists(st.one_of(st.integers(1, 5), st.none()), max_size=MAX_ITEMS)
ANSWERS = st.dictionaries(st.sampled_from(IDS), st.integers(1, 5), max_size=MAX_ITEMS)
FEW = settings(max_examples=25, deadline=None)


def talk(values: list[int | None]) -> InterviewState:
    """The interview after these answers and skips, as far as it asks."""
    state = START
    for value in values:
        item = next_item(state)
        if item is None:
            break
        state = skip(state, item.id) if value is None else answer(state, item.id, value)
    return state


def after(answers: dict[str, int]) -> InterviewState:
    state = START
    for item, value in answers.items():
        state = answer(state, item, value)
    return state


@FEW
@given(TALKS, st.integers(1, 5))
def test_going_back_gives_the_state_before(values: list[int | None], value: int) -> None:
    state = talk(values)
    item = next_item(state)
    if item is not None:
        assert undo(answer(state, item.id, value)) == state
        assert undo(skip(state, item.id)) == state
        assert next_item(undo(skip(state, item.id))) == item


def test_going_back_at_the_beginning_stays_there() -> None:
    assert undo(START) == START


@FEW
@given(TALKS)
def test_no_question_comes_twice_and_fifteen_are_the_most(values: list[int | None]) -> None:
    state = talk([*values, *[3] * MAX_ITEMS])
    asked = [step.item for step in state.steps]
    assert len(asked) == len(set(asked)) <= MAX_ITEMS
    assert is_done(state)
    assert next_item(state) is None
    assert items_left(state) == 0


@FEW
@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(answers: dict[str, int], random: object) -> None:
    shuffled = list(answers.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = after(answers), after(dict(shuffled))
    assert estimated_interests(one) == estimated_interests(other)
    assert next_item(one) == next_item(other)
    assert items_left(one) == items_left(other)


@FEW
@given(ANSWERS)
def test_every_answer_makes_surer_and_a_skip_changes_nothing(answers: dict[str, int]) -> None:
    state = after(answers)
    rest = next(item for item in IDS if item not in answers)
    before, then = estimated_interests(state), estimated_interests(answer(state, rest, 4))
    assert all(then.sds[name] <= before.sds[name] for name in INTERESTS)
    assert sum(then.sds.values()) < sum(before.sds.values())
    assert estimated_interests(skip(state, rest)) == before
    assert all(0 <= score <= 1 for score in then.scores.values())


@FEW
@given(TALKS)
def test_the_same_answers_give_the_same_questions(values: list[int | None]) -> None:
    again = start_interview(build_role_matrix(CATALOG).interests, BANK)
    for step in talk(values).steps:
        item = next_item(again)
        assert item is not None
        assert item.id == step.item
        again = skip(again, item.id) if step.value is None else answer(again, item.id, step.value)


@FEW
@given(TALKS)
def test_it_goes_on_until_eight_answers_and_says_how_many_are_left(
    values: list[int | None],
) -> None:
    state = talk(values)
    if len(state.answers) < MIN_ITEMS and len(state.steps) < MAX_ITEMS:
        assert not is_done(state)
        assert items_left(state) >= min(
            MIN_ITEMS - len(state.answers), MAX_ITEMS - len(state.steps)
        )
    assert 0 <= items_left(state) <= MAX_ITEMS - len(state.steps)
    assert (items_left(state) == 0) == is_done(state)


def test_it_stops_before_the_most_for_some_and_not_for_others() -> None:
    def asked(person: tuple[float, ...]) -> int:
        reads = 4 + START.form.bank.loadings[:, :6] @ np.array(person)
        values = np.clip(np.round((reads - 4) / 1.5 + 3), 1, 5).astype(int).tolist()
        state = START
        while (item := next_item(state)) is not None:
            state = answer(state, item.id, values[START.form.bank.row_by_item[item.id]])
        return len(state.steps)

    counts = {asked(KNOWN[code]) for code in sorted(KNOWN)}
    assert min(counts) >= MIN_ITEMS
    assert min(counts) < MAX_ITEMS
    assert max(counts) == MAX_ITEMS
    assert 0 < MIN_CHANGE_CHANCE < 1


def test_who_likes_what_an_occupation_does_is_drawn_as_it_draws() -> None:
    bench, teach = KNOWN["51-9071.00"], KNOWN["25-2021.00"]
    for profile in (bench, teach):
        reads = START.form.bank.loadings[:, :6] @ np.array(profile)
        liked = {
            item: 5 if reads[place] > 0 else 1
            for item, place in START.form.bank.row_by_item.items()
        }
        scores = estimated_interests(after(liked)).scores
        strongest = max(INTERESTS, key=lambda name: scores[name])
        assert strongest == INTERESTS[int(np.argmax(profile))]


def test_saying_yes_to_everything_is_no_interest_in_anything() -> None:
    yes = estimated_interests(after(dict.fromkeys(IDS, 5))).scores
    middle = estimated_interests(after(dict.fromkeys(IDS, 3))).scores
    assert all(abs(yes[name] - middle[name]) < 0.15 for name in INTERESTS)


def test_roles_with_the_same_profile_count_once_and_those_without_are_left_out() -> None:
    one, other = KNOWN["51-9071.00"], KNOWN["41-2031.00"]
    unknown = (np.nan,) * 6
    state = start_interview(np.array([one, other, one, unknown]), BANK)
    assert state.form.roles.shape == (2, 7)


def test_few_roles_can_be_told_apart_at_once() -> None:
    state = start_interview(np.array([KNOWN["51-9071.00"]]), BANK)
    for _ in range(MIN_ITEMS):
        state = answer(state, best_item(state).id, 4)
    assert is_done(state), "no answer can change the order of a single role"


@pytest.mark.parametrize("value", [0, 6, -1])
def test_an_answer_outside_one_to_five_is_refused(value: int) -> None:
    with pytest.raises(BadInput, match=f"raise-money: {value} is no answer; give 1 to 5"):
        answer(START, "raise-money", value)


def test_an_item_that_is_unknown_or_was_asked_is_refused() -> None:
    with pytest.raises(UnknownName, match="no such item 'raise-mony'"):
        answer(START, "raise-mony", 3)
    with pytest.raises(BadInput, match="was asked already; undo first"):
        skip(answer(START, "raise-money", 3), "raise-money")


def test_interests_come_from_the_answers_of_a_profile() -> None:
    said = [ItemResponse(item=item, value=5, bank="benchpin-1") for item in IDS[:9]]
    foreign = ItemResponse(item="raise-money", value=1, bank="another-list")
    unknown = ItemResponse(item="no-longer-asked", value=1, bank="benchpin-1")
    found = interests_of(said, CATALOG)
    assert found == estimated_interests(after({each.item: 5 for each in said}))
    assert interests_of([*said, foreign, unknown], CATALOG) == found
    assert interests_of([foreign, unknown], CATALOG) is None
    again = [*said, ItemResponse(item=IDS[0], value=1, bank="benchpin-1")]
    assert known_answers(again, CATALOG)["benchpin-1"][IDS[0]] == 1


def test_belief_is_that_of_a_linear_regression_worked_out_the_other_way() -> None:
    held = START.form.bank
    answers = {IDS[0]: 5, IDS[20]: 1, IDS[40]: 4}
    loads = held.loadings[[held.row_by_item[item] for item in answers]]
    said = np.array([3.0, -3.0, 1.5])
    prior = np.linalg.inv(held.prior.covariance)
    covariance = np.linalg.inv(prior + loads.T @ loads / (1 + 1.5**2 / 12))
    mean = covariance @ (prior @ held.prior.mean + loads.T @ said / (1 + 1.5**2 / 12))
    found = posterior(held, answers)
    assert found.mean == pytest.approx(mean)
    assert found.covariance == pytest.approx(covariance)


# The list of questions


def items() -> list[InterviewItem]:
    return [item for item in CATALOG.items if item.kind == "interest"]


def test_the_list_is_about_sixty_activities_half_of_the_trade() -> None:
    assert len(items()) == 60
    assert 25 <= sum(item.of == "trade" for item in items()) <= 35
    assert current_bank_items(CATALOG) == CATALOG.items


def test_each_interest_leads_in_eight_items_or_more() -> None:
    held = BANK
    leads = np.bincount(np.argmax(held.loadings[:, :6], axis=1), minlength=6)
    assert leads.min() >= 8, dict(zip(INTERESTS, leads.tolist(), strict=True))


def test_what_an_item_says_is_short_and_said_once() -> None:
    texts = [item.text for item in CATALOG.items]
    assert len(texts) == len(set(texts))
    for item in items():
        assert 3 <= len(item.text.split()) <= 12, item.text
        assert not item.text.endswith("."), item.text


def test_each_value_is_asked_once_and_then_the_circumstances() -> None:
    asked = [item.asks for item in CATALOG.items if item.kind != "interest"]
    assert asked[: len(VALUES)] == list(VALUES)
    assert set(asked) == set(get_args(InterviewTarget))
    assert len(asked) == len(set(asked))
    kinds = [item.kind for item in CATALOG.items]
    assert kinds == sorted(kinds, key=["interest", "value", "circumstance"].index)


# Results of a test taken elsewhere


def test_a_code_puts_its_letters_first_in_their_order() -> None:
    found = interests_from_scores("rai", instrument="A test", day="2026-05")
    by = found.scores()
    assert found.from_ == "A test, 2026-05"
    assert by["realistic"] > by["artistic"] > by["investigative"] > by["social"]
    rest = [by[name] for name in ("social", "enterprising", "conventional")]
    assert all(one == other for one, other in pairwise(rest))
    assert sum(by.values()) / 6 == pytest.approx(0.5, abs=0.001)


def test_six_scores_are_put_between_nothing_and_one() -> None:
    scores = dict(zip("RIASEC", (28, 12, 20, 0, 40, 10), strict=True))
    found = interests_from_scores(scores, instrument="O*NET Interest Profiler")
    assert list(found.scores().values()) == [0.7, 0.3, 0.5, 0.0, 1.0, 0.25]
    assert found.from_ == "O*NET Interest Profiler"
    named = {name: float(score) for name, score in zip(INTERESTS, (7, 1, 4, 1, 1, 1), strict=True)}
    assert (
        interests_from_scores(named, instrument="x", lowest=1, highest=7).scores()["artistic"]
        == 0.5
    )


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ("RRA", "'RRA' is no code of two or three different letters"),
        ("RX", "'RX' is no code"),
        ("R", "'R' is no code"),
        ("", "'' is no code"),
        ({"R": 1.0, "I": 2.0}, "six scores are needed"),
        (dict.fromkeys("RIASEC", 41.0), "realistic is 41, outside 0 to 40"),
        ({**dict.fromkeys("RIASEC", 4.0), "realistic": 3.0}, "give all of them once"),
    ],
)
def test_results_that_cannot_be_read_are_refused(
    given_: str | dict[str, float], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        interests_from_scores(given_, instrument="A test")


def test_results_without_a_test_are_refused() -> None:
    with pytest.raises(BadInput, match="the instrument is not named"):
        interests_from_scores("RAI", instrument=" ")
