"""Wages by area: figures, fall-back, what is withheld, and the pay floor."""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.inputs.errors import BadInput
from benchpin.market import Wage, occupation_wages, role_outlook, role_wages, share_paid_at_least
from benchpin.market import data_frames as frames

CATALOG = catalogs.load()
REFERENCE = references.open()
NATION = REFERENCE.area(None)


def only(role: str, area: str | None) -> Wage:
    return role_wages(role, REFERENCE.area(area), CATALOG, REFERENCE)[0]


def test_wages_are_those_that_bls_publishes() -> None:
    wage = only("bench-jeweler", "Providence-Warwick, RI-MA")
    assert wage.soc == "51-9071"
    assert wage.annual == {"10": 36590, "25": 41890, "50": 48800, "75": 60840, "90": 77210}
    assert (wage.employment, wage.employment_rse_pct) == (710, 6.6)
    assert wage.location_quotient == 6.89
    assert (wage.fell_back, wage.fell_back_because) == (None, None)
    assert wage.applies == "broad"


@pytest.mark.parametrize(
    ("area", "jobs", "rse", "quotient", "annual"),
    [
        (None, 22440, 3.9, None, (35580, 39520, 52540, 69810, 87540)),
        ("state:New York", 4300, 12.3, 3.07, (37160, 37160, 61720, 85460, 102040)),
        ("California", 2300, 15.2, 0.88, (38180, 47540, 60790, 76060, 81660)),
        ("TX", 1810, 15.3, 0.89, (32560, 38950, 47590, 61960, 80680)),
        ("Rhode Island", 540, 8.1, 7.52, (39190, 44890, 48800, 61950, 77650)),
        ("metro:New York", 4440, 10.8, 3.24, (37160, 37160, 61360, 85460, 101350)),
        ("0039300", 710, 6.6, 6.89, (36590, 41890, 48800, 60840, 77210)),
    ],
)
def test_jewelers_are_as_published_in_seven_areas(
    area: str | None, jobs: int, rse: float, quotient: float | None, annual: tuple[int, ...]
) -> None:
    wage = only("bench-jeweler", area)
    assert (wage.employment, wage.employment_rse_pct) == (jobs, rse)
    assert wage.location_quotient == quotient
    assert tuple(wage.annual.values()) == annual
    assert (wage.period, wage.source) == ("2025-05", "bls-oews-2025-05")


def test_a_code_is_answered_by_itself_or_by_the_group_it_is_published_in() -> None:
    own, inside = (occupation_wages(code, NATION, REFERENCE) for code in ("51-9071.00", "13-1022"))
    assert own is not None
    assert inside is not None
    assert (own.soc, own.applies) == ("51-9071", "same")
    assert own.annual == only("bench-jeweler", None).annual
    assert (inside.soc, inside.applies) == ("13-1020", "broad")
    assert "published-in-a-wider-group" in inside.notes
    assert occupation_wages("99-9999", NATION, REFERENCE) is None


def test_small_cells_and_wide_margins_are_said_to_be_so() -> None:
    seen: set[str] = set()
    for area in REFERENCE.areas:
        for role in ("bench-jeweler", "watchmaker"):
            for wage in role_wages(role, area, CATALOG, REFERENCE):
                few = wage.employment is not None and wage.employment <= 100
                wide = wage.employment_rse_pct is not None and wage.employment_rse_pct >= 20
                assert ("few-employees" in wage.notes) == few
                assert ("wide-error" in wage.notes) == wide
                assert "leaves-out-self-employed" in wage.notes
                seen.update(wage.notes)
    assert {"few-employees", "wide-error"} < seen


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
            for wage in role_wages(role, REFERENCE.area(area), CATALOG, REFERENCE):
                assert wage.source == "bls-oews-2025-05"
                for percentile, value in wage.annual.items():
                    withheld = f"annual.{percentile}" in wage.withheld
                    assert (value is None) == withheld, (role, area, percentile)


def test_a_proxys_figures_give_no_opportunity() -> None:
    nation = REFERENCE.area(None)
    assert CATALOG.roles["appraiser"].occupations.applies == "proxy"
    assert role_outlook("appraiser", nation, CATALOG, REFERENCE).score is None
    assert role_outlook("appraiser", nation, CATALOG, REFERENCE).own_wage is None
    score = role_outlook("bench-jeweler", nation, CATALOG, REFERENCE).score
    assert score is not None
    assert 0 < score < 1


def test_a_broad_group_says_what_it_is_mixed_with() -> None:
    mixed = {role: r.occupations.mixed_with for role, r in CATALOG.roles.items()}
    assert any(mixed.values())
    for role, groups in mixed.items():
        for wage in role_wages(role, REFERENCE.area(None), CATALOG, REFERENCE):
            assert wage.mixed_with == groups.get(wage.soc), role


def test_only_the_group_that_is_mixed_says_so() -> None:
    found = {w.soc: w.mixed_with for w in role_wages("authenticator", NATION, CATALOG, REFERENCE)}
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


def test_wages_become_a_table_with_the_source_in_a_column(monkeypatch: pytest.MonkeyPatch) -> None:
    class Frame:
        def __init__(self, columns: dict[str, list[Any]]) -> None:
            self.columns = columns

    library = ModuleType("polars")
    library.__spec__ = ModuleSpec("polars", None)
    library.DataFrame = Frame  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "polars", library)
    found = role_wages("bench-jeweler", REFERENCE.area("Providence"), CATALOG, REFERENCE)
    columns = found.to_frame().columns
    assert columns["soc"] == ["51-9071"]
    assert columns["annual.50"] == [found[0].median]
    assert columns["area.name"] == ["Providence-Warwick, RI-MA"]
    assert columns["period"] == ["2025-05"]
    assert columns["source"] == ["bls-oews-2025-05"]
    assert columns["currency"] == ["USD"]


def test_without_a_library_of_tables_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "LIBRARIES", ())
    with pytest.raises(BadInput, match="needs Polars or pandas"):
        frames.to_frame([])
