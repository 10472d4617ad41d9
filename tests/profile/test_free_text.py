"""Skills that somebody's own words name are proposed: never counted, never twice, never lost."""

from datetime import UTC, datetime
from typing import Any

import pytest

from benchpin import catalog, reference
from benchpin.guidance import advise
from benchpin.profile import Profile, from_table
from benchpin.profile.case import Case, new_case, remove_skill
from benchpin.profile.case.merging import propose_from_text
from benchpin.profile.free_text import (
    MAX_CHARACTERS,
    MAX_POSITIONS,
    MAX_TOTAL_CHARACTERS,
    proposed_from_text,
    with_proposals,
)

CATALOG = catalog.load()
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def profile(**table: Any) -> Profile:
    return from_table(table, CATALOG)


def did(*texts: str, **more: Any) -> Profile:
    return profile(experience=[{"title": "Helper", "did": text} for text in texts], **more)


def proposed_ids(person: Profile) -> list[str]:
    return [skill.skill for skill in proposed_from_text(person, CATALOG)]


def test_a_skill_in_a_description_is_proposed_with_its_sentence_and_its_place() -> None:
    text = "I was often late. I sized rings there."
    person = did("Slept a lot.", text)
    (skill,) = proposed_from_text(person, CATALOG)
    assert (skill.skill, skill.status) == ("ring-sizing", "proposed")
    assert skill.evidence == "I sized rings there."
    assert skill.file == "experience.1.did"
    assert text[skill.start : skill.end] == "sized rings"


def test_what_somebody_says_of_themselves_is_read_too() -> None:
    (skill,) = proposed_from_text(profile(about="At home I size rings."), CATALOG)
    assert (skill.skill, skill.file) == ("ring-sizing", "about")


@pytest.mark.parametrize("status", ["confirmed", "proposed", "assumed"])
def test_a_skill_that_stands_in_the_profile_is_not_proposed_again(status: str) -> None:
    listed = [{"skill": "ring-sizing", "level": 2, "status": status}]
    assert proposed_ids(did("I sized rings.", skills=listed)) == []


def test_a_skill_that_the_text_denies_is_not_proposed() -> None:
    assert "lost-wax-casting" not in proposed_ids(
        did("I sized rings. I never did lost wax casting.")
    )


def test_a_skill_comes_once_at_the_highest_level() -> None:
    person = did("I helped to size rings.", "I taught ring sizing to apprentices.")
    (skill,) = (s for s in proposed_from_text(person, CATALOG) if s.skill == "ring-sizing")
    assert (skill.level, skill.file) == (4, "experience.1.did")


def test_words_that_name_no_skill_propose_nothing_and_stay() -> None:
    person = did("I made people smile.")
    assert with_proposals(person, CATALOG) is person


def test_the_profile_itself_stays_as_it_is() -> None:
    person = did("I sized rings.")
    assert with_proposals(person, CATALOG).experience == person.experience
    assert person.skills == ()


def test_only_so_much_text_is_read() -> None:
    assert proposed_ids(did("x " * (MAX_CHARACTERS // 2) + ". I sized rings.")) == []
    assert proposed_ids(did(*["Nothing."] * MAX_POSITIONS, "I sized rings.")) == []
    full = ["x " * (MAX_CHARACTERS // 2)] * (MAX_TOTAL_CHARACTERS // MAX_CHARACTERS)
    assert proposed_ids(did(*full, "I sized rings.")) == []
    assert proposed_ids(did(*full[:-1], "I sized rings.")) == ["ring-sizing"]


def test_a_skill_that_was_taken_out_of_a_case_is_not_proposed_again() -> None:
    case = propose_from_text(new_case(did("I sized rings.")), CATALOG, at=NOW)
    assert [skill.skill for skill in case.undecided] == ["ring-sizing"]
    without = remove_skill(case, "ring-sizing", at=NOW)
    assert propose_from_text(without, CATALOG, at=NOW).undecided == ()
    assert propose_from_text(Case(), CATALOG, at=NOW) == Case()


def test_a_proposal_is_asked_about_and_changes_no_rank() -> None:
    data = reference.open()
    person = did("I sized rings.", circumstances={"country": "US"})
    read = with_proposals(person, CATALOG)
    before = advise(person, CATALOG, data, as_of=NOW.date(), draws=64)
    after = advise(read, CATALOG, data, as_of=NOW.date(), draws=64)
    assert [(m.role, m.score) for m in before.matches] == [(m.role, m.score) for m in after.matches]
    (question,) = (q for q in after.ask_next if q.kind == "skills-to-confirm")
    assert question.values["skills"].value == (CATALOG.skills["ring-sizing"].label,)
    assert "skills-to-confirm" not in {q.kind for q in before.ask_next}
