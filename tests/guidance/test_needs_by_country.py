"""A need that holds in one country only is shown to nobody elsewhere."""

from datetime import date
from typing import Any

import pytest

from benchpin import catalog, reference
from benchpin.documents import as_text
from benchpin.guidance import Guidance, advise
from benchpin.profile import from_table
from benchpin.wording.statements import with_text

CATALOG = catalog.load()
REFERENCE = reference.open()
DAY = date(2026, 11, 30)
SKILLS = [
    {"skill": skill, "level": 3, "evidence": "In a shop."}
    for skill in ("gem-identification", "four-cs", "comparables", "alloys-karat")
]
LOCAL = [
    (role, need)
    for role, record in CATALOG.roles.items()
    for need in record.skills
    if need.countries
]


def guided(role: str, country: str) -> Guidance:
    table: dict[str, Any] = {
        "skills": SKILLS,
        "aims": {"roles": [role]},
        "circumstances": {"country": country},
    }
    person = from_table(table, CATALOG)
    return with_text(advise(person, CATALOG, REFERENCE, as_of=DAY, draws=64))


def asked_of(said: Guidance, role: str) -> set[str]:
    match = next(m for m in said.matches if m.role == role)
    plan = said.plan[role]
    return {*match.essential_missing, *plan.uncovered, *(gap.skill for gap in plan.closes)}


def test_appraisers_need_the_american_standards_in_the_united_states_alone() -> None:
    assert ("appraiser", "uspap") in {(role, need.skill) for role, need in LOCAL}
    assert "uspap" in asked_of(guided("appraiser", "US"), "appraiser")


@pytest.mark.parametrize(("role", "need"), LOCAL, ids=lambda value: getattr(value, "skill", value))
def test_a_need_of_one_country_is_asked_of_nobody_in_another(role: str, need: Any) -> None:
    elsewhere = next(c for c in ("GB", "US", "IN") if c not in need.countries)
    said = guided(role, elsewhere)
    assert need.skill not in asked_of(said, role)
    assert CATALOG.skills[need.skill].label not in as_text(said)


def test_the_catalog_of_a_country_lacks_only_the_needs_of_others() -> None:
    for country in ("US", "GB", "FR"):
        local = CATALOG.in_country(country)
        for role, record in CATALOG.roles.items():
            kept = {n.skill for n in record.skills if not n.countries or country in n.countries}
            assert {n.skill for n in local.roles[role].skills} == kept
    assert CATALOG.in_country(None) is CATALOG.in_country("US")
    assert CATALOG.in_country("GB") is CATALOG.in_country("GB")
