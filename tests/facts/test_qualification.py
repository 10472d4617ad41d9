"""What a qualification teaches, what it only examines, and in which countries a need holds."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from benchpin.facts import OUR_JUDGEMENT, SkillNeed
from benchpin.facts.qualification import Qualification

COURSE: dict[str, Any] = {
    "label": "Bench course",
    "kind": "diploma",
    "teaches": ["soldering", "filing"],
    "status": "open",
    "sources": [{"source": "guide", "checked": "2026-11-30", "skills": ["soldering"]}],
}


def qualification(**changes: Any) -> Qualification:
    return Qualification.model_validate_json(json.dumps(COURSE | changes))


def test_a_skill_without_a_source_is_our_judgement() -> None:
    assert qualification().sources_of("soldering") == ("guide",)
    assert qualification().sources_of("filing") == (OUR_JUDGEMENT,)


def test_what_is_examined_is_held_too_and_is_not_taught() -> None:
    both = qualification(examines=["ring-sizing"])
    assert both.proves == ("soldering", "filing", "ring-sizing")
    assert "ring-sizing" not in both.teaches


def test_a_test_teaches_nothing() -> None:
    with pytest.raises(ValidationError, match="a certification only examines"):
        qualification(kind="certification")
    examined = {"teaches": [], "examines": ["soldering", "filing"]}
    assert qualification(kind="certification", **examined).teaches == ()


@pytest.mark.parametrize("examines", [["filing"], ["ring-sizing", "ring-sizing"]])
def test_a_skill_stands_once(examines: list[str]) -> None:
    with pytest.raises(ValidationError, match="stands twice; keep one"):
        qualification(examines=examines)


def test_a_source_shows_only_skills_of_the_qualification() -> None:
    with pytest.raises(ValidationError, match="shows 'soldering', which is neither"):
        qualification(teaches=["filing"])


def test_a_need_holds_everywhere_or_in_its_countries() -> None:
    need = SkillNeed(skill="uspap", need="essential", level=3)
    assert need.holds_in("GB")
    american = need.model_copy(update={"countries": ("US",)})
    assert american.holds_in("US")
    assert not american.holds_in("GB")
    with pytest.raises(ValidationError):
        SkillNeed(skill="uspap", need="essential", level=3, countries=("USA",))
