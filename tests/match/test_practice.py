"""What years in a role bring, what they leave to learn, and which roles they leave behind."""

from datetime import date
from typing import Any

import pytest

from benchpin import reference
from benchpin.catalog import load
from benchpin.guidance import advise, title_reader
from benchpin.match import Candidate, outgrown_roles, resolve_candidate, skills_to_learn
from benchpin.match.implied_skills import role_skills
from benchpin.profile import Profile, from_table

CATALOG = load()
REFERENCE = reference.open()
CODER = title_reader(CATALOG, REFERENCE)
DAY = date(2026, 11, 30)
RULES = CATALOG.weights.skills
NEEDS = {need.skill: need for need in CATALOG.roles["bench-jeweler"].skills}


def person(*jobs: dict[str, Any], **table: Any) -> Profile:
    return from_table({"experience": list(jobs), **table}, CATALOG, name="test")


def candidate(*jobs: dict[str, Any], **table: Any) -> Candidate:
    return resolve_candidate(person(*jobs, **table), CATALOG, REFERENCE, CODER, DAY)


def job(title: str, years: float) -> dict[str, Any]:
    return {"title": title, "years": years, "until": 2026}


@pytest.mark.parametrize(
    ("years", "essential", "important"),
    [
        (0, 1, None),
        (RULES.important_from_years, 1, 2),
        (RULES.full_level_from_years, 0, 1),
        (30, 0, 1),
    ],
)
def test_years_in_a_role_bring_its_skills(
    years: float, essential: int, important: int | None
) -> None:
    levels = dict(role_skills("bench-jeweler", years, CATALOG))
    shortfalls = {"essential": essential, "important": important, "useful": None}
    for skill, need in NEEDS.items():
        shortfall = shortfalls[need.need]
        expected = None if shortfall is None else max(1, need.level - shortfall)
        assert levels.get(skill) == expected, skill


def test_years_in_one_role_add_up_over_positions() -> None:
    half = RULES.full_level_from_years / 2
    twice = candidate(job("Bench jeweler", half), job("Bench jeweler", half))
    assert twice.skills["filing"].level == NEEDS["filing"].level
    assert candidate(job("Bench jeweler", half)).skills["filing"].level == NEEDS["filing"].level - 1


def test_what_practice_brings_is_never_to_learn() -> None:
    practiced = candidate(job("Bench jeweler", 2))
    short = [s for s, need in NEEDS.items() if practiced.skills.get(s)
             and practiced.skills[s].level < need.level]  # fmt: skip
    assert short
    assert not set(skills_to_learn("bench-jeweler", practiced, CATALOG)) & practiced.skills.keys()


def test_what_another_trade_brings_below_the_level_is_still_to_learn() -> None:
    seller = candidate(job("Retail salesperson", 4))
    skills = seller.skills
    reached = 0
    for role, record in CATALOG.roles.items():
        to_learn = set(skills_to_learn(role, seller, CATALOG))
        for need in record.skills:
            is_reached = need.skill in skills and skills[need.skill].level >= need.level
            is_trait = need.skill in CATALOG.traits
            assert (need.skill in to_learn) is not (is_reached or is_trait)
            reached += is_reached
    assert reached


def test_a_skill_that_somebody_puts_below_the_level_is_to_learn() -> None:
    modest = candidate(job("Bench jeweler", 14), skills=[{"skill": "filing", "level": 1}])
    assert "filing" in skills_to_learn("bench-jeweler", modest, CATALOG)


def test_roles_that_a_practiced_one_builds_on_lie_behind() -> None:
    behind = outgrown_roles(candidate(job("Bench jeweler", 14)), CATALOG)
    assert "chain-maker" in behind
    assert "jewelry-repairer" not in behind  # each of the two leads to the other
    assert "goldsmith" not in behind
    assert not outgrown_roles(candidate(job("Bench jeweler", 0.2)), CATALOG)


def test_a_bench_jeweler_of_many_years_is_told_neither_to_file_nor_to_make_chains() -> None:
    jeweler = person(job("Bench jeweler", 14), circumstances={"country": "US"})
    guidance = advise(jeweler, CATALOG, REFERENCE, as_of=DAY, draws=64)
    first = guidance.matches[0]
    assert first.role == "bench-jeweler"
    assert not first.essential_missing
    assert not first.partial
    practiced = {skill for skill, _ in role_skills("bench-jeweler", 14, CATALOG)}
    for plan in guidance.plan.values():
        assert not practiced & {closure.skill for closure in plan.closes}
        assert not practiced & set(plan.uncovered)
    for match in guidance.matches:
        assert not practiced & {*match.missing, *match.partial}
    chain_maker = CATALOG.roles["chain-maker"].label
    assert chain_maker not in [str(v.value) for v in guidance.next_step.values.values()]


def test_a_role_behind_that_somebody_asks_about_is_answered() -> None:
    jeweler = person(
        job("Bench jeweler", 14), aims={"roles": ["chain-maker"]}, circumstances={"country": "US"}
    )
    guidance = advise(jeweler, CATALOG, REFERENCE, as_of=DAY, draws=64)
    assert guidance.next_step.values["role"].value == CATALOG.roles["chain-maker"].label
