"""The figures are those that BLS published in May 2025."""

from collections.abc import Iterator

import pytest

from benchpin import reference
from benchpin.reference import Reference, SuppressionReason, WageCell

JEWELERS = "51-9071"
MUSICIANS = "27-2042"
ACTORS = "27-2011"
TEACHERS = "25-2021"


@pytest.fixture(scope="module")
def held() -> Iterator[Reference]:
    with reference.open() as opened:
        yield opened


def cell_of(held: Reference, soc: str, area: str | None) -> WageCell:
    cell = held.wage(soc, held.area(area))
    assert cell is not None
    return cell


def test_jewelers_of_the_nation_are_as_published(held: Reference) -> None:
    cell = cell_of(held, JEWELERS, None)
    assert cell.label == "Jewelers and Precious Stone and Metal Workers"
    assert cell.employment == 22440
    assert cell.employment_rse_pct == 3.9
    assert dict(cell.annual) == {"10": 35580, "25": 39520, "50": 52540, "75": 69810, "90": 87540}
    assert dict(cell.hourly) == {"10": 17.11, "25": 19.0, "50": 25.26, "75": 33.56, "90": 42.09}
    assert not cell.withheld


def test_jewelers_of_providence_are_as_published(held: Reference) -> None:
    cell = cell_of(held, JEWELERS, "0039300")
    assert (cell.employment, cell.employment_rse_pct) == (710, 6.6)
    assert (cell.location_quotient, cell.jobs_per_1000) == (6.89, 0.994)
    assert cell.wage_rse_pct == 2.4
    assert dict(cell.annual) == {"10": 36590, "25": 41890, "50": 48800, "75": 60840, "90": 77210}
    assert cell.hourly["50"] == 23.46


def test_jewelers_of_rhode_island_are_as_published(held: Reference) -> None:
    assert cell_of(held, JEWELERS, "RI").location_quotient == 7.52


def test_the_nation_has_no_location_quotient_and_no_reason_for_that(held: Reference) -> None:
    cell = cell_of(held, JEWELERS, None)
    assert cell.location_quotient is None
    assert cell.jobs_per_1000 is None
    assert "location_quotient" not in cell.withheld


def test_an_hourly_wage_stands_alone_where_no_annual_wage_is_published(held: Reference) -> None:
    cell = cell_of(held, MUSICIANS, "0010580")
    assert dict(cell.annual) == dict.fromkeys(("10", "25", "50", "75", "90"))
    assert cell.withheld["annual.50"] == SuppressionReason("hourly-only")
    assert dict(cell.hourly) == {"10": 25.59, "25": 42.8, "50": 53.78, "75": 53.78, "90": 70.67}
    assert "hourly.50" not in cell.withheld


def test_an_annual_wage_stands_alone_where_no_hourly_wage_is_published(held: Reference) -> None:
    cell = cell_of(held, TEACHERS, None)
    assert cell.annual["50"] is not None
    assert cell.hourly["50"] is None
    assert cell.withheld["hourly.50"] == SuppressionReason("annual-only")


def test_a_top_coded_wage_says_what_it_is_at_least(held: Reference) -> None:
    cell = cell_of(held, "29-1211", "0024340")
    assert cell.annual["75"] == 384800
    assert cell.annual["90"] is None
    assert cell.withheld["annual.90"] == SuppressionReason("top-coded", 239200)
    assert cell.withheld["hourly.90"] == SuppressionReason("top-coded", 115)
    assert set(cell.withheld) == {"annual.90", "hourly.90"}


def test_what_bls_does_not_release_says_so(held: Reference) -> None:
    cells = (held.wage(JEWELERS, area) for area in held.areas)
    withheld = [cell for cell in cells if cell and cell.employment is None]
    assert withheld
    for cell in withheld:
        assert cell.withheld["employment"] == SuppressionReason("not-released")
        assert cell.withheld["location_quotient"] == SuppressionReason("not-released")


def test_every_missing_percentile_has_a_reason(held: Reference) -> None:
    for soc in (JEWELERS, MUSICIANS, ACTORS, TEACHERS, "13-1020"):
        for area in held.areas:
            cell = held.wage(soc, area)
            if cell is None:
                continue
            for unit in ("annual", "hourly"):
                for percentile, value in getattr(cell, unit).items():
                    assert (value is None) == (f"{unit}.{percentile}" in cell.withheld)


def test_percentiles_never_fall(held: Reference) -> None:
    for area in held.areas:
        cell = held.wage(JEWELERS, area)
        if cell is not None:
            wages = [wage for wage in cell.annual.values() if wage is not None]
            assert wages == sorted(wages)


def test_an_area_without_the_occupation_has_no_cell(held: Reference) -> None:
    areas = [area for area in held.areas if held.wage("49-9064", area) is None]
    assert areas


def test_an_unknown_occupation_has_no_wages(held: Reference) -> None:
    assert held.wage("51-9999", held.area(None)) is None
    assert held.wage("nonsense", held.area(None)) is None
    assert not held.has_wages("51-9999")


def test_groups_that_roles_point_into_have_wages_and_their_parts_do_not(held: Reference) -> None:
    assert held.has_wages("13-1020")
    assert held.has_wages("13-2020")
    assert not held.has_wages("13-1022")
    assert {"00-0000", JEWELERS, "49-9064"} <= held.oews_codes
    assert cell_of(held, "13-2020", "Rhode Island").annual["50"] is not None


def test_codes_of_every_scheme_have_names(held: Reference) -> None:
    assert held.occupation_name(JEWELERS) == "Jewelers and Precious Stone and Metal Workers"
    assert held.occupation_name("13-2020") == "Property Appraisers and Assessors"
    assert held.occupation_name("51-9071.06") == "Gem and Diamond Workers"
    assert held.occupation_name("00-0000") == "All Occupations"
    assert held.occupation_name("99-9999") is None


def test_a_mistyped_code_has_nearest_ones(held: Reference) -> None:
    assert JEWELERS in held.nearest_codes("51-9017", "oews")
    assert "51-9071.00" in held.nearest_codes("51-9071.0", "onet")


def test_industries_of_jewelers_are_as_published(held: Reference) -> None:
    rows = {row.industry: row for row in held.industries(JEWELERS)}
    makers = rows["339910"]
    assert makers.name == "Jewelry and Silverware Manufacturing"
    assert makers.employment is not None
    assert makers.annual_median is not None
    assert [row.level for row in rows.values()] == sorted(row.level for row in rows.values())
    assert held.industries("99-9999") == ()


def test_sellers_of_jewelry_stores_are_as_published(held: Reference) -> None:
    cell = held.industry_wage("41-2031", "458300")
    assert cell is not None
    assert cell.industry_name == "Jewelry, Luggage, and Leather Goods Retailers"
    assert (cell.employment, cell.employment_rse_pct) == (66170, 1.9)
    assert dict(cell.annual) == {"10": 29130, "25": 34260, "50": 37270, "75": 46890, "90": 60410}
    assert not cell.withheld
    assert held.industry_wage("99-9999", "458300") is None


def test_both_extracts_agree_on_every_cell_by_industry(held: Reference) -> None:
    compared = 0
    for code in held.oews_codes:
        medians = {row.industry: row for row in held.industries(code)}
        for industry in held.industry_names:
            cell = held.industry_wage(code, industry)
            assert (cell is None) == (industry not in medians), (code, industry)
            if cell is not None:
                row = medians[industry]
                assert (cell.employment, cell.annual["50"]) == (row.employment, row.annual_median)
                compared += 1
    assert compared > 200


def test_pay_that_is_not_released_in_an_industry_stays_missing(held: Reference) -> None:
    cell = held.industry_wage("11-2021", "458300")
    assert cell is not None
    assert cell.employment == 510
    assert set(cell.annual.values()) == {None}
    assert {cell.withheld[f"annual.{p}"] for p in cell.annual} == {
        SuppressionReason("not-released")
    }
