"""A reward or a drawback of one country is told to that country, or says where it is from."""

from dataclasses import replace
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.documents.guides.role import role_guide
from benchpin.documents.render.text import document_as_text
from benchpin.facts import Statement, holds_in
from benchpin.match import Candidate, match_roles
from benchpin.match.reason_parts import first_in_country
from benchpin.profile import from_table

CATALOG = catalogs.load()
REFERENCE = references.open()
ROLE = CATALOG.roles["bench-jeweler"]
APPRENTICES = next(d for d in ROLE.drawbacks if d.area == "AU")
AT_HOME = ROLE.drawbacks[0].model_copy(update={"what": "Told at home.", "area": "US"})
ANYWHERE = ROLE.drawbacks[0].model_copy(update={"what": "Told anywhere.", "area": None})


def person(**circumstances: Any) -> Candidate:
    profile = from_table({"circumstances": circumstances}, CATALOG)
    return Candidate(profile, {}, (), {})


@pytest.mark.parametrize(
    ("area", "country", "holds"),
    [
        (None, "US", True),
        ("world", "US", True),
        ("several-countries", "GB", True),
        ("US", "US", True),
        ("US-NY", "US", True),
        ("US+CA", "CA", True),
        ("US+CA", "GB", False),
        ("GB-SCT", "GB", True),
        ("AU", "US", False),
    ],
)
def test_where_a_fact_holds(area: str | None, country: str, holds: bool) -> None:
    assert holds_in(area, country) is holds
    assert APPRENTICES.model_copy(update={"area": area}).holds_in(country) is holds


def test_the_first_fact_of_the_country_is_told() -> None:
    drawbacks = (APPRENTICES, ANYWHERE, AT_HOME)
    assert first_in_country(drawbacks, person(country="US")) == (1, ANYWHERE)
    assert first_in_country(drawbacks, person(country="AU")) == (0, APPRENTICES)
    assert first_in_country((APPRENTICES, AT_HOME), person()) == (1, AT_HOME)
    assert first_in_country((), person()) is None


def test_a_fact_from_elsewhere_is_told_where_there_is_no_other() -> None:
    assert first_in_country((APPRENTICES,), person(country="US")) == (0, APPRENTICES)


def told_against(country: str, *drawbacks: Any) -> list[Statement]:
    role = ROLE.model_copy(update={"drawbacks": drawbacks, "skills": ROLE.skills[:1]})
    catalog = replace(CATALOG, roles={**CATALOG.roles, "bench-jeweler": role})
    matches = match_roles(person(country=country), catalog, REFERENCE, area=None, draws=8)
    (match,) = (m for m in matches if m.role == "bench-jeweler")
    return [s for s in match.against if s.kind.startswith(("body", "drawback"))]


def test_americans_are_not_told_of_the_way_to_an_australian_campus() -> None:
    (told,) = told_against("US", APPRENTICES, ANYWHERE)
    assert told.values["what"].value == "Told anywhere."
    (told,) = told_against("US", APPRENTICES)
    assert told.kind.endswith("-where")
    assert told.values["area"].value == "AU"


def test_a_guide_tells_facts_of_the_country_first_and_names_the_other_countries() -> None:
    guide = role_guide("bench-jeweler", CATALOG, REFERENCE, as_of=CATALOG.checked_range[1])
    text = " ".join(document_as_text(guide, 10_000).split())
    at = text.index("Apprentices from rural areas")
    assert "Australia" in text[at : at + 200]
