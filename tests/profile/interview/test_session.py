"""A talk: what is asked in turn, what an answer fills in, and what goes back."""

from collections.abc import Iterator

import pytest

from benchpin import reference as references
from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadInput
from benchpin.match.role_matrix import board
from benchpin.profile.interview.session import (
    Talk,
    asked,
    back,
    begin,
    hear,
    is_empty,
    profile_of,
    progress,
    reading,
    with_results,
)
from benchpin.reference import Reference


@pytest.fixture(scope="module")
def held() -> Iterator[Reference]:
    with references.open() as found:
        yield found


@pytest.fixture
def talk(real: Catalog) -> Talk:
    return begin(board(real).interests, real)


def test_all_that_was_said_goes_back_one_by_one(talk: Talk, held: Reference) -> None:
    before = [talk]
    for said in ("5", "s", "1"):
        before.append(hear(before[-1], said, held))
    after = before[-1]
    assert progress(after)[0] == 3
    assert len(after.state.answers) == 2
    for earlier in reversed(before[:-1]):
        after = back(after)
        assert after.state.steps == earlier.state.steps
    assert back(after).state.steps == ()


def test_what_is_asked_ends_and_an_answer_after_it_changes_nothing(
    talk: Talk, held: Reference
) -> None:
    while asked(talk) is not None:
        talk = hear(talk, "s", held)
    assert len(talk.further) == len(talk.after)
    assert hear(talk, "5", held) is talk
    assert is_empty(talk)


def test_results_of_a_test_stand_in_place_of_the_interview(
    talk: Talk, held: Reference, real: Catalog
) -> None:
    with_code = with_results(hear(talk, "5", held), "RAI", "A test", "2026-05")
    item = asked(with_code)
    assert item is not None
    assert item.kind == "value"
    assert reading(with_code) is None
    profile = profile_of(with_code, real)
    assert not profile.answers
    assert profile.interests.given()
    assert asked(back(with_code)) == asked(hear(talk, "5", held))


@pytest.mark.parametrize("said", ["0", "6", "five", "", "\x1b", "9" * 40])
def test_an_answer_that_is_no_number_from_1_to_5_is_refused(
    said: str, talk: Talk, held: Reference
) -> None:
    with pytest.raises(BadInput, match="is no number from 1 to 5; s skips"):
        hear(talk, said, held)
