"""The parts of a score, one by one."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.guidance import title_reader
from benchpin.inputs.errors import BadProfile
from benchpin.match import (
    Candidate,
    FormerOccupation,
    HeldSkill,
    Match,
    coverage_from_role,
    experience_credit,
    match_roles,
    resolve_candidate,
)
from benchpin.match.role_coverage import next_roles
from benchpin.match.role_matrix import build_role_matrix, profile_with_all_skills
from benchpin.match.similarity import role_similarities
from benchpin.profile import Position, from_table
from benchpin.profile.interview.congruence import interest_congruence

CATALOG = catalogs.load()
REFERENCE = references.open()
DAY = date(2026, 11, 22)
RULES = CATALOG.weights
ROLES = build_role_matrix(CATALOG)


def person(**table: Any) -> Candidate:
    reader = title_reader(CATALOG, REFERENCE)
    return resolve_candidate(from_table(table, CATALOG), CATALOG, REFERENCE, reader, DAY)


def ranked(**table: Any) -> dict[str, Match]:
    area = REFERENCE.area(None) if table.pop("here", True) else None
    found = match_roles(person(**table), CATALOG, REFERENCE, area=area, draws=64)
    return {match.role: match for match in found}


def covered(role: str, held: dict[str, HeldSkill]) -> float:
    return float(ROLES.coverage(held)[ROLES.ids.index(role)])


def credit(role: str, skill: str, held: dict[str, HeldSkill]) -> tuple[str | None, float, bool]:
    """The bearer of a role's need for a skill, what it earns if held, whether it is assumed."""
    found = ROLES.credits(held)
    needs = zip(ROLES.need_role.tolist(), ROLES.need_skill.tolist(), strict=True)
    place = list(needs).index((ROLES.ids.index(role), ROLES.skills[skill]))
    bearer = int(found.credited_skill[place])
    name = None if bearer < 0 else tuple(ROLES.skills)[bearer]
    return name, float(found.full[place]), bool(found.assumed[place])


def fit(person: dict[str, float], role: tuple[float, ...]) -> float:
    names = ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")
    columns = [place for place, name in enumerate(names) if name in person]
    mine = np.array([[person[names[place]]] for place in columns])
    return float(interest_congruence(mine, np.array([role])[:, columns])[0, 0])


def test_holding_every_need_at_its_level_is_a_full_skills_part() -> None:
    held = profile_with_all_skills(CATALOG.roles["watchmaker"])
    assert covered("watchmaker", held) == pytest.approx(1.0)
    assert ROLES.essential_share(held)[ROLES.ids.index("watchmaker")] == 1.0


def test_an_assumed_skill_earns_its_stated_share_of_a_confirmed_one() -> None:
    sure = profile_with_all_skills(CATALOG.roles["watchmaker"])
    assumed = {skill: HeldSkill(held.level, True) for skill, held in sure.items()}
    share = covered("watchmaker", assumed) / covered("watchmaker", sure)
    assert share == pytest.approx(RULES.skills.assumed_credit)


def test_a_higher_level_than_needed_earns_no_more() -> None:
    role = CATALOG.roles["caster"]
    need = min(role.skills, key=lambda n: n.level)
    at = covered("caster", {need.skill: HeldSkill(need.level, False)})
    above = covered("caster", {need.skill: HeldSkill(4, False)})
    assert 0 < at == above


def test_the_same_interests_are_full_congruence_and_opposite_ones_none() -> None:
    role = (7.0, 3.0, 5.0, 1.0, 2.0, 4.0)
    names = ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")
    same = {name: (value - 1) / 6 for name, value in zip(names, role, strict=True)}
    opposite = {name: 1 - value for name, value in same.items()}
    assert fit(same, role) == pytest.approx(1.0)
    assert fit(opposite, role) == pytest.approx(0.0)


def test_few_interests_are_compared_by_distance() -> None:
    role = (7.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    assert fit({"realistic": 1.0}, role) == pytest.approx(1.0)
    assert fit({"realistic": 0.0}, role) == pytest.approx(0.0)


def test_more_years_count_more_and_old_ones_less() -> None:
    rules = RULES.experience

    def counts(**table: Any) -> float:
        return experience_credit(Position.model_validate({"title": "x", **table}), rules, DAY)

    assert counts(started="2016", ended="2026") > counts(started="2025", ended="2026")
    assert counts(started="2006", ended="2016") < counts(started="2016", ended="2026")
    assert counts(years=4) == pytest.approx(counts(years=8, hours="part"))
    assert 0 < counts() <= 1


def test_the_same_role_is_full_likeness_and_kin_less() -> None:
    former = FormerOccupation(0, "Watchmaker", ("49-9064.00",), "", ("watchmaker",), 1.0, 4.0)
    alike = dict(zip(ROLES.ids, role_similarities(former, ROLES, REFERENCE).tolist(), strict=True))
    same, kin, far = (alike[role] for role in ("watchmaker", "bench-jeweler", "digital-marketer"))
    assert same == 1.0
    assert 1.0 > kin > far >= 0.0


def test_a_role_covers_itself() -> None:
    for role in CATALOG.roles:
        assert coverage_from_role(role, CATALOG)[role] == pytest.approx(1.0)


def test_who_has_a_role_holds_most_of_what_the_roles_onward_cannot_do_without() -> None:
    led_on = 0
    for role in CATALOG.roles:
        held = {need.skill: need.level for need in CATALOG.roles[role].skills}
        found = next_roles(role, CATALOG)
        assert role not in found
        led_on += len(found)
        for other in CATALOG.roles:
            needs = [n for n in CATALOG.roles[other].skills if n.need == "essential"]
            share = sum(held.get(n.skill, -9) >= n.level - 1 for n in needs) / len(needs)
            ladder = CATALOG.roles[other].ladder
            assert ladder is not None
            builds_on_role = role in {prior.role for prior in ladder.builds_on}
            assert (other in found) == (share >= 0.6 and builds_on_role)
    assert led_on


def test_a_word_of_the_trade_in_an_employers_name_is_no_role() -> None:
    found = person(experience=[{"title": "Shop assistant, jeweller's"}])
    assert found.formers[0].codes == ("41-2031.00",)
    assert "bench-jeweler" not in found.formers[0].roles


def test_what_the_person_says_of_a_skill_stands_in_place_of_what_is_assumed() -> None:
    assumed = person(experience=[{"title": "Bench jeweler"}]).skills["soldering"]
    said = person(
        experience=[{"title": "Bench jeweler"}], skills=[{"skill": "soldering", "level": 1}]
    ).skills["soldering"]
    assert assumed.assumed
    assert not said.assumed
    assert said.level == 1


def test_a_proposed_skill_counts_for_nothing() -> None:
    proposed = [{"skill": "caster", "level": 4}]
    with_it = person(skills=[{"skill": "lost-wax-casting", "level": 4, "status": "proposed"}])
    assert proposed
    assert with_it.skills == {}


def test_what_nobody_said_has_no_weight() -> None:
    match = ranked(
        interests={"realistic": 0.9, "artistic": 0.8, "social": 0.1, "enterprising": 0.2}
    )
    parts = match["goldsmith"].parts
    assert parts["interests"].weight == 1.0
    for name in ("skills", "experience", "conditions", "opportunity"):
        assert parts[name].weight == 0.0
        assert parts[name].is_known is False


def test_a_proxy_takes_the_median_of_its_family_and_says_so() -> None:
    matches = ranked(circumstances={"country": "US"}, skills=[{"skill": "uspap", "level": 3}])
    part = matches["authenticator"].parts["opportunity"]
    assert part.imputed
    assert part.score is not None
    assert not matches["bench-jeweler"].parts["opportunity"].imputed


def test_a_role_whose_pay_breaks_the_minimum_ranks_after_all_others() -> None:
    table = {
        "circumstances": {"country": "US", "minimum_pay": 120000},
        "skills": [{"skill": "movement-service", "level": 4}],
    }
    matches = ranked(**table)
    closed = {m.role for m in matches.values() if any(not gate.open for gate in m.gates)}
    assert "watchmaker" in closed
    last_open = max(m.rank for m in matches.values() if m.role not in closed)
    assert all(matches[role].rank > last_open for role in closed)
    # A wider group counts too, and says what else it holds; a stand-in does not.
    applies = {role: CATALOG.roles[role].occupations.applies for role in closed}
    assert set(applies.values()) == {"same", "broad"}
    (told,) = (s for s in matches["bench-jeweler"].against if s.kind == "pay-broken-entering")
    assert told.values["group"].value == CATALOG.roles["bench-jeweler"].occupations.reason


def test_emphasis_moves_the_weight() -> None:
    table = {"skills": [{"skill": "soldering", "level": 3}], "interests": {"realistic": 0.9}}
    plain = ranked(**table)["goldsmith"].parts
    more = ranked(**table, emphasis={"interests": 4.0})["goldsmith"].parts
    assert more["interests"].weight > plain["interests"].weight
    assert more["skills"].weight < plain["skills"].weight
    assert sum(part.weight for part in more.values()) == pytest.approx(1.0, abs=1e-5)


def test_limits_change_no_score() -> None:
    table: dict[str, Any] = {"skills": [{"skill": "soldering", "level": 3}]}
    free = ranked(**table, circumstances={"country": "US"})
    limited = ranked(**table, circumstances={"country": "US", "limits": ["standing", "fumes"]})
    assert {r: m.score for r, m in free.items()} == {r: m.score for r, m in limited.items()}


def test_wishes_never_count() -> None:
    table: dict[str, Any] = {"skills": [{"skill": "soldering", "level": 3}]}
    without = ranked(**table)
    wishing = ranked(**table, aims={"learn": ["hand-engraving", "enamelling"]})
    assert {r: m.score for r, m in without.items()} == {r: m.score for r, m in wishing.items()}


def test_nothing_uncertain_and_one_part_gives_narrow_intervals() -> None:
    matches = ranked(here=False, skills=[{"skill": s, "level": 4} for s in ("soldering", "filing")])
    for match in matches.values():
        assert match.rank_low == match.rank == match.rank_high


def test_an_assumed_skill_widens_the_interval() -> None:
    sure = ranked(here=False, skills=[{"skill": "soldering", "level": 4}])
    unsure = ranked(
        here=False,
        skills=[
            {"skill": "soldering", "level": 4},
            {"skill": "movement-service", "level": 4, "status": "assumed"},
        ],
    )
    width = {r: m.rank_high - m.rank_low for r, m in unsure.items()}
    assert width["watchmaker"] > sure["watchmaker"].rank_high - sure["watchmaker"].rank_low


def test_an_unknown_occupation_code_names_its_place() -> None:
    with pytest.raises(BadProfile, match=r"^experience\.0\.occupation: no such occupation code"):
        person(experience=[{"title": "x", "occupation": "99-9999"}])


def test_a_kindred_skill_earns_its_stated_share_and_no_more() -> None:
    kin = next(k for k in CATALOG.kin if k.skill == "soldering" and k.helps == "laser-welding")
    held = {"soldering": HeldSkill(4, False)}
    bearer, full, assumed = credit("laser-weld-tech", "laser-welding", held)
    assert (bearer, assumed) == ("soldering", False)
    assert full == pytest.approx(kin.share)
    held["laser-welding"] = HeldSkill(4, False)
    assert credit("laser-weld-tech", "laser-welding", held) == ("laser-welding", 1.0, False)


def test_a_kindred_skill_is_told_and_does_not_count_as_held() -> None:
    matches = ranked(skills=[{"skill": "soldering", "level": 4}])
    laser = matches["laser-weld-tech"]
    assert "laser-welding" in laser.missing
    assert "skills-kindred" in {statement.kind for statement in laser.for_}


def test_what_is_kindred_to_an_assumed_skill_is_uncertain_too() -> None:
    held = {"soldering": HeldSkill(4, True)}
    _, full, assumed = credit("laser-weld-tech", "laser-welding", held)
    assert full > 0
    assert assumed
    found = ROLES.credits(held)
    expected = found.expected(RULES.skills.assumed_credit)
    assert expected == pytest.approx(found.full * RULES.skills.assumed_credit)


def test_a_general_title_is_read_from_what_the_person_did() -> None:
    table = {"title": "Assistant", "did": "stringing pearls, knotting, restringing"}
    former = person(experience=[table]).formers[0]
    assert (former.source, former.roles) == ("description", ("pearl-specialist",))
    assert person(experience=[{"title": "Assistant"}]).formers[0].source == "title"
    coded = person(experience=[{**table, "occupation": "41-2031"}]).formers[0]
    assert (coded.source, coded.codes) == ("title", ("41-2031.00",))


def test_one_role_is_covered_as_the_matrix_has_it() -> None:
    for role in CATALOG.roles:
        covered = coverage_from_role(role, CATALOG)
        assert list(covered.values()) == ROLES.coverage_from_role(role).tolist(), role
