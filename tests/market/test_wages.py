"""Wages by area: figures, fall-back, what is withheld, and the pay floor."""

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.market import Wage, outlook, share_paid_at_least, wages

CATALOG = catalogs.load()
REFERENCE = references.open()
NATION = REFERENCE.area(None)


def only(role: str, area: str | None) -> Wage:
    return wages(role, REFERENCE.area(area), CATALOG, REFERENCE)[0]


def test_wages_are_those_that_bls_publishes() -> None:
    wage = only("bench-jeweler", "Providence-Warwick, RI-MA")
    assert wage.soc == "51-9071"
    assert wage.annual == {"10": 36590, "25": 41890, "50": 48800, "75": 60840, "90": 77210}
    assert (wage.employment, wage.employment_rse_pct) == (710, 6.6)
    assert wage.location_quotient == 6.89
    assert (wage.fell_back, wage.fell_back_because) == (None, None)
    assert wage.applies == "broad"


def test_an_area_without_an_estimate_falls_back_to_its_state_and_says_so() -> None:
    wage = only("bench-jeweler", "Cleveland, OH")
    assert wage.asked_area.name == "Cleveland, OH"
    assert wage.area.name == "Ohio"
    assert wage.fell_back == "state"
    assert wage.fell_back_because is not None


def test_a_state_without_an_estimate_falls_back_to_the_nation() -> None:
    states = [area for area in REFERENCE.areas if area.kind == "state"]
    fallen = [only("watchmaker", state.code) for state in states]
    assert {wage.fell_back for wage in fallen} == {None, "nation"}
    for wage in fallen:
        assert (wage.area.kind == "nation") == (wage.fell_back == "nation")


def test_every_role_has_a_wage_record_in_every_kind_of_area() -> None:
    for role in CATALOG.roles:
        for area in (None, "TX", "Providence-Warwick, RI-MA", "Alaska nonmetropolitan area"):
            for wage in wages(role, REFERENCE.area(area), CATALOG, REFERENCE):
                assert wage.source == "bls-oews-2025-05"
                for percentile, value in wage.annual.items():
                    withheld = f"annual.{percentile}" in wage.withheld
                    assert (value is None) == withheld, (role, area, percentile)


def test_a_proxys_figures_give_no_opportunity() -> None:
    nation = REFERENCE.area(None)
    assert CATALOG.roles["appraiser"].occupations.applies == "proxy"
    assert outlook("appraiser", nation, CATALOG, REFERENCE).score is None
    assert outlook("appraiser", nation, CATALOG, REFERENCE).own is None
    score = outlook("bench-jeweler", nation, CATALOG, REFERENCE).score
    assert score is not None
    assert 0 < score < 1


def test_a_broad_group_says_what_it_is_mixed_with() -> None:
    mixed = {role: r.occupations.mixed_with for role, r in CATALOG.roles.items()}
    assert any(mixed.values())
    for role, groups in mixed.items():
        for wage in wages(role, REFERENCE.area(None), CATALOG, REFERENCE):
            assert wage.mixed_with == groups.get(wage.soc), role


def test_only_the_group_that_is_mixed_says_so() -> None:
    found = {w.soc: w.mixed_with for w in wages("authenticator", NATION, CATALOG, REFERENCE)}
    assert found == {"13-2020": "appraisers and assessors of real estate", "51-9061": None}


def test_what_a_group_is_mixed_with_stands_inside_a_sentence() -> None:
    for role, record in CATALOG.roles.items():
        for phrase in record.occupations.mixed_with.values():
            assert phrase[0].islower(), role
            assert phrase[-1].isalpha(), role


@pytest.mark.parametrize(
    ("pay", "share"),
    [
        (1, 0.9),
        (36590, 0.9),
        (41890, 0.75),
        (48800, 0.5),
        (60840, 0.25),
        (77210, 0.1),
        (10**6, 0.1),
    ],
)
def test_the_share_paid_at_least_a_floor_is_read_off_the_percentiles(
    pay: float, share: float
) -> None:
    assert share_paid_at_least(only("bench-jeweler", "0039300"), pay) == pytest.approx(share)


def test_a_higher_floor_never_has_a_larger_share() -> None:
    wage = only("bench-jeweler", "0039300")
    shares = [share_paid_at_least(wage, pay) or 0 for pay in range(30_000, 90_000, 1_000)]
    assert shares == sorted(shares, reverse=True)
