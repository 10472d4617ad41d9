"""A talk: what is asked in turn, what an answer fills in, and what goes back."""

from collections.abc import Iterator

import pytest

from benchpin import reference as references
from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadInput
from benchpin.match.role_matrix import build_role_matrix
from benchpin.profile.interview.session import (
    InterviewSession,
    current_item,
    interest_estimate,
    is_empty,
    profile_of,
    progress,
    record_response,
    start_session,
    undo_response,
    with_results,
)
from benchpin.reference import Reference


@pytest.fixture(scope="module")
def held() -> Iterator[Reference]:
    with references.open() as found:
        yield found


@pytest.fixture
def talk(real: Catalog) -> InterviewSession:
    return start_session(build_role_matrix(real).interests, real)


def test_all_that_was_said_goes_back_one_by_one(talk: InterviewSession, held: Reference) -> None:
    before = [talk]
    for said in ("5", "s", "1"):
        before.append(record_response(before[-1], said, held))
    after = before[-1]
    assert progress(after)[0] == 3
    assert len(after.state.answers) == 2
    for earlier in reversed(before[:-1]):
        after = undo_response(after)
        assert after.state.steps == earlier.state.steps
    assert undo_response(after).state.steps == ()


def test_what_is_asked_ends_and_an_answer_after_it_changes_nothing(
    talk: InterviewSession, held: Reference
) -> None:
    while current_item(talk) is not None:
        talk = record_response(talk, "s", held)
    assert len(talk.background_values) == len(talk.background_items)
    assert record_response(talk, "5", held) is talk
    assert is_empty(talk)


def test_results_of_a_test_stand_in_place_of_the_interview(
    talk: InterviewSession, held: Reference, real: Catalog
) -> None:
    with_code = with_results(record_response(talk, "5", held), "RAI", "A test", "2026-05")
    item = current_item(with_code)
    assert item is not None
    assert item.kind == "value"
    assert interest_estimate(with_code) is None
    profile = profile_of(with_code, real)
    assert not profile.answers
    assert profile.interests.scores()
    assert current_item(undo_response(with_code)) == current_item(record_response(talk, "5", held))


@pytest.mark.parametrize("said", ["0", "6", "five", "", "\x1b", "9" * 40])
def test_an_answer_that_is_no_number_from_1_to_5_is_refused(
    said: str, talk: InterviewSession, held: Reference
) -> None:
    with pytest.raises(BadInput, match="is no number from 1 to 5; s skips"):
        record_response(talk, said, held)
