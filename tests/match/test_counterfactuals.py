"""What would put a role first does so when the roles are ranked anew."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.guidance import title_reader
from benchpin.match import Match, match_roles, resolve_candidate
from benchpin.profile import Profile, from_table, read

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))
CATALOG = catalogs.load()
REFERENCE = references.open()


def ranked(profile: Profile) -> tuple[Match, ...]:
    reader = title_reader(CATALOG, REFERENCE)
    person = resolve_candidate(profile, CATALOG, REFERENCE, reader, date(2026, 11, 22))
    terms = profile.circumstances
    area = REFERENCE.area(terms.area) if terms.country in (None, "US") else None
    return match_roles(person, CATALOG, REFERENCE, area=area, draws=16)


def changed(profile: Profile, sets: dict[str, Any]) -> Profile:
    table = profile.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    skills = {held["skill"]: held for held in table.get("skills", [])}
    for path, value in sets.items():
        head, _, rest = path.partition(".")
        if head == "skills":
            skill = rest.removesuffix(".level")
            skills[skill] = {"skill": skill, "level": value}
        elif value is None:
            del table[head][rest]
        else:
            table[head][rest] = value
    return from_table({**table, "skills": list(skills.values())}, CATALOG)


def rivals(match: Match, matches: tuple[Match, ...]) -> set[str]:
    """The roles of the same group as a match, to which the profile points as strongly."""
    kind = match.group, match.strength
    return {other.role for other in matches if (other.group, other.strength) == kind}


def best_of(profile: Profile, roles: set[str]) -> str:
    """The role with the highest score among some."""
    matches = [match for match in ranked(profile) if match.role in roles]
    return max(matches, key=lambda match: match.score).role


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_change_said_to_put_a_role_first_in_its_group_does_so(path: Path) -> None:
    profile = read(path, CATALOG)
    if path.stem == "nearly-empty":
        profile = from_table({"skills": [{"skill": "soldering", "level": 3}]}, CATALOG)
    matches = ranked(profile)
    assert matches[0].first_if == ()
    tried = 0
    for match in matches:
        for change in match.first_if:
            assert 1 <= len(change.set) <= 3
            assert not match.breaks
            assert best_of(changed(profile, change.set), rivals(match, matches)) == match.role
            tried += 1
            if tried > 12:
                return
    assert tried or path.stem == "social-media-marketer"


def test_each_skill_of_a_change_is_needed() -> None:
    profile = read(EXAMPLES[0].with_name("machinist.toml"), CATALOG)
    matches = ranked(profile)
    several = [
        (match, change.set) for match in matches for change in match.first_if if len(change.set) > 1
    ]
    assert several
    for match, sets in several[:4]:
        for path in sets:
            fewer = {other: level for other, level in sets.items() if other != path}
            assert best_of(changed(profile, fewer), rivals(match, matches)) != match.role


def test_a_minimum_out_of_reach_puts_a_role_outside_and_dropping_it_brings_it_back() -> None:
    table: dict[str, Any] = {
        "experience": [{"title": "Watchmaker", "years": 10, "until": 2026}],
        "circumstances": {"country": "US", "minimum_pay": 250_000},
    }
    watchmaker = next(m for m in ranked(from_table(table, CATALOG)) if m.role == "watchmaker")
    assert (watchmaker.group, watchmaker.breaks) == ("outside", ("circumstances.minimum_pay",))
    del table["circumstances"]["minimum_pay"]
    assert ranked(from_table(table, CATALOG))[0].role == "watchmaker"


def test_two_things_to_show_are_of_two_kinds_and_tied_to_essential_skills() -> None:
    profile = read(EXAMPLES[0].with_name("retail-to-bench.toml"), CATALOG)
    for match in ranked(profile):
        shown = match.stand_out
        assert len(shown) <= 2
        assert len({s.values["what"].from_ for s in shown}) == len(shown)
        essential = {
            CATALOG.skills[need.skill].label
            for need in CATALOG.roles[match.role].skills
            if need.need == "essential"
        }
        for statement in shown:
            assert statement.values["skill"].value in essential


def test_what_the_person_said_is_what_stands_behind_a_thing_to_show() -> None:
    profile = read(EXAMPLES[0].with_name("museum-registrar.toml"), CATALOG)
    auction = next(m for m in ranked(profile) if m.role == "auction-specialist")
    said = auction.stand_out[0].values["evidence"]
    assert said.value == "Wrote and checked several thousand object records."
    assert said.from_ == "profile:skills.0.evidence"
