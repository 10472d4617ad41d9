"""What lets somebody into a role: their past, a qualification, their skills, or nothing at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from benchpin import reference
from benchpin.catalog import load
from benchpin.facts import Statement
from benchpin.guidance import advise, title_reader
from benchpin.match.candidate import resolve_candidate
from benchpin.match.entry import role_entries
from benchpin.match.role_entry import GROUPS, RoleEntry
from benchpin.profile import from_table

CATALOG = load()
REFERENCE = reference.open()
CODER = title_reader(CATALOG, REFERENCE)
DAY = date(2026, 11, 30)


def entries(**table: Any) -> dict[str, RoleEntry]:
    profile = from_table(table, CATALOG, name="test")
    return role_entries(resolve_candidate(profile, CATALOG, REFERENCE, CODER, DAY), CATALOG)


def job(title: str, years: float, **more: Any) -> dict[str, Any]:
    return {"title": title, "years": years, "until": 2026, **more}


def test_somebody_with_nothing_starts_where_no_experience_is_asked() -> None:
    for role_id, entry in entries().items():
        ladder = CATALOG.roles[role_id].ladder
        assert ladder is not None
        expected = {"beginner": "now", "trained": "train", "experienced": "later"}[ladder.entry]
        assert entry.group == expected, role_id
        assert entry.door == ("open" if expected == "now" else None)


def test_every_role_has_a_ladder() -> None:
    assert entries().keys() == CATALOG.roles.keys()


def test_a_role_that_somebody_held_is_open() -> None:
    assert entries(experience=[job("Watchmaker", 4)])["watchmaker"].door == "same-role"


def test_years_in_a_role_open_the_next_one_and_fewer_do_not() -> None:
    ladder = CATALOG.roles["store-manager"].ladder
    assert ladder is not None
    years = {prior.role: prior.years for prior in ladder.builds_on}["sales-associate"]
    enough = entries(experience=[job("Jewelry sales associate", years)])["store-manager"]
    assert enough.door == "prior-role"
    short = entries(experience=[job("Jewelry sales associate", years - 1)])["store-manager"]
    assert (short.group, short.by_way_of, short.years) == ("later", "sales-associate", 1)


def test_an_occupation_outside_the_trade_opens_roles_that_hire_from_it() -> None:
    assert entries(experience=[job("Dental technician", 6)])["model-maker"].door == "occupation"
    assert entries()["model-maker"].group == "train"


def test_a_qualification_stands_for_years() -> None:
    graduate = entries(certificates=[{"what": "GG", "qualification": "gia-gg"}])
    assert graduate["gemologist"].door == "qualification"


def test_confirmed_skills_open_a_role_and_assumed_ones_do_not() -> None:
    needs = [n for n in CATALOG.roles["stone-setter"].skills if n.need == "essential"]
    skills = [{"skill": need.skill, "level": need.level} for need in needs]
    assert entries(skills=skills)["stone-setter"].door == "skills"
    assumed = [{**skill, "status": "assumed"} for skill in skills]
    assert entries(skills=assumed)["stone-setter"].group == "train"


def test_a_work_mode_binds_and_says_which_term_it_breaks() -> None:
    remote = entries(circumstances={"work_modes": ["remote"]})
    assert remote["polisher-finisher"].group == "outside"
    assert remote["polisher-finisher"].breaks == ("circumstances.work_modes",)
    assert entries(aims={"not": ["caster"]})["caster"].breaks == ("aims.not",)


TITLES = ("Watchmaker", "Polisher", "Goldsmith", "Welder", "Dental technician", "Barista")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TITLES), st.integers(0, 12)), max_size=4), st.data())
def test_more_experience_never_moves_a_role_further_away(
    jobs: list[tuple[str, int]], data: st.DataObject
) -> None:
    more = data.draw(st.tuples(st.sampled_from(TITLES), st.integers(0, 12)))
    before = entries(experience=[job(*one) for one in jobs])
    after = entries(experience=[job(*one) for one in [*jobs, more]])
    for role in before:
        assert GROUPS.index(after[role].group) <= GROUPS.index(before[role].group), role


@settings(max_examples=20, deadline=None)
@given(st.permutations([job("Polisher", 2), job("Welder", 3), job("Barista", 1)]))
def test_the_order_of_jobs_changes_nothing(jobs: list[dict[str, Any]]) -> None:
    def without_places(jobs: list[dict[str, Any]]) -> dict[str, RoleEntry]:
        """The entries without the place of a job among the others."""
        found = entries(experience=jobs)
        return {role: replace(entry, former=None) for role, entry in found.items()}

    expected = without_places([job("Polisher", 2), job("Welder", 3), job("Barista", 1)])
    assert without_places(jobs) == expected


@pytest.mark.parametrize(
    "term", [{"circumstances": {"work_modes": ["remote"]}}, {"aims": {"not": ["caster"]}}]
)
def test_a_term_that_is_dropped_never_worsens_a_group(term: dict[str, Any]) -> None:
    bound, free = entries(**term), entries()
    for role in bound:
        assert GROUPS.index(free[role].group) <= GROUPS.index(bound[role].group), role


@pytest.mark.parametrize(
    ("country", "page"),
    [("US", "apprenticeship.gov"), ("GB", "goldsmiths-centre.org"), ("DE", "lehrstellen-radar.de")],
)
def test_an_apprenticeship_names_the_place_that_lists_openings_in_the_country(
    country: str, page: str
) -> None:
    table = {
        "circumstances": {"country": country},
        "aims": {"roles": ["goldsmith", "bench-jeweler"]},
        "experience": [job("Waiter", 2)],
        "skills": [{"skill": "sketching", "level": 2}],
    }
    profile = from_table(table, CATALOG, name="test")
    guidance = advise(profile, CATALOG, REFERENCE, as_of=DAY, draws=8)
    pages = [s.values["page"] for s in statements_in(guidance, "entry-apprenticeship-listed")]
    assert any(page in str(value.value) for value in pages)
    assert all(value.sources for value in pages)


def statements_in(held: object, kind: str) -> Iterator[Statement]:
    """The statements of one kind that stand anywhere in some guidance."""
    if isinstance(held, Statement):
        if held.kind == kind:
            yield held
    elif isinstance(held, BaseModel):
        for name in type(held).model_fields:
            yield from statements_in(getattr(held, name), kind)
    elif isinstance(held, (list, tuple)):
        for each in held:
            yield from statements_in(each, kind)
