"""Each year of an occupation: as published, in constant dollars, with what sets it apart."""

from pathlib import Path

import pytest

from benchpin import catalog as catalogs
from benchpin import market
from benchpin import reference as references
from benchpin.market import Series

CATALOG = catalogs.load()
REFERENCE = references.open(Path("no-such-home"))
YEARS = range(2017, 2026)


def of(soc: str) -> Series:
    found = market.occupation_series(soc, CATALOG, REFERENCE)
    assert found is not None
    return found


def test_the_medians_of_jewelers_are_those_that_were_published_each_year() -> None:
    points = of("51-9071").points
    assert [point.period for point in points] == [f"{year}-05" for year in YEARS]
    assert [point.annual["50"] for point in points] == [
        37960, 39440, 40870, 41900, 46640, 47140, 47450, 49140, 52540,
    ]  # fmt: skip
    assert [point.employment for point in points] == [
        25710, 25910, 23590, 18650, 24350, 26280, 24060, 23420, 22440,
    ]  # fmt: skip
    assert [point.source for point in points] == [f"bls-oews-{year}-05" for year in YEARS]


def test_a_whole_year_is_as_published() -> None:
    year = next(point for point in of("51-9071").points if point.period == "2018-05")
    assert year.annual == {"10": 23530, "25": 29860, "50": 39440, "75": 52210, "90": 67250}
    assert (year.employment, year.employment_rse_pct, year.withheld) == (25910, 4.0, {})


def test_the_columns_of_2018_that_share_a_name_are_told_apart() -> None:
    # The table of May 2018 calls the entry education OCC_CODE, too.
    assert all(f.subject.startswith("oews/") for f in CATALOG.figures.values()
               if f.source == "bls-oews-2018-05")  # fmt: skip
    assert {f.subject for f in CATALOG.figures.values() if f.source == "bls-oews-2018-05"} > {
        "oews/51-9071"
    }


def test_constant_dollars_are_the_published_ones_times_the_prices_of_may() -> None:
    series = of("51-9071")
    assert (series.constant_period, series.prices_source) == ("2025-05", "bls-cpi-u")
    first, last = series.points[0], series.points[-1]
    # CUUR0000SA0: May 2017 244.733, May 2025 321.465.
    assert (first.price_index, last.price_index) == (244.733, 321.465)
    for percentile, pay in first.annual.items():
        assert pay is not None
        assert first.constant[percentile] == pytest.approx(pay * 321.465 / 244.733, abs=5)
    assert last.constant == last.annual


def test_breaks_of_classification_and_method_are_marked_on_the_years_they_begin() -> None:
    points = {point.period[:4]: point for point in of("51-9071").points}
    assert {year: point.breaks for year, point in points.items() if point.breaks} == {
        "2019": ("classification",),
        "2021": ("classification", "method"),
    }
    assert [points[str(y)].classification for y in (2018, 2019, 2020, 2021)] == [
        "SOC 2010", "SOC 2010 and SOC 2018", "SOC 2010 and SOC 2018", "SOC 2018",
    ]  # fmt: skip
    assert [points[str(y)].method for y in (2020, 2021)] == ["design-based", "model-based"]


def test_a_code_that_named_another_group_before_says_so() -> None:
    points = of("13-2051").points
    assert [point.period[:4] for point in points] == [
        "2017", "2018", "2021", "2022", "2023", "2024", "2025",
    ]  # fmt: skip
    assert points[1].label == "Financial Analysts"
    assert points[2].label == "Financial and Investment Analysts"
    assert points[2].breaks == ("classification", "method", "name", "years-between")


def test_a_wage_above_the_highest_shown_is_withheld_with_what_it_is_at_least() -> None:
    year = of("41-3031").points[0]
    assert year.annual["90"] is None
    assert year.constant["90"] is None
    held = year.withheld["annual.90"]
    assert (held.reason, held.at_least) == ("top-coded", 208_000)


def test_every_occupation_of_a_role_has_its_years_and_every_gap_a_reason() -> None:
    codes = {code for role in CATALOG.roles.values() for code in role.occupations.oews}
    for code in codes:
        series = of(code)
        assert len(series.points) >= 5, code
        assert "leaves-out-self-employed" in series.notes
        for point in series.points:
            assert point.source in CATALOG.sources
            for percentile, pay in point.annual.items():
                assert (pay is None) == (f"annual.{percentile}" in point.withheld), code
            known = [pay for pay in point.annual.values() if pay is not None]
            assert known == sorted(known), (code, point.period)


def test_no_rate_of_growth_is_given() -> None:
    names = {*Series.model_fields, *market.Point.model_fields}
    assert not {name for name in names if "growth" in name or "change" in name or "trend" in name}
    assert "yearly-points-not-a-trend" in of("51-9071").notes


def test_an_occupation_of_no_role_has_no_years() -> None:
    assert market.occupation_series("29-1141", CATALOG, REFERENCE) is None
    assert market.occupation_series("99-9999", CATALOG, REFERENCE) is None


def test_the_projection_of_jewelers_is_as_published() -> None:
    found = market.occupation_projection("51-9071", CATALOG, REFERENCE)
    assert found is not None
    assert found.openings is not None
    assert found.change is not None
    assert (found.change.value, found.change.status) == (-5.5, "forecast")
    assert (found.openings.value, found.openings.unit) == (4.0, "thousand-openings/year")
    assert found.openings.period == "2024/2034"
    assert found.entry is not None
    assert found.entry.training == "Long-term on-the-job training"
    assert found.source == "bls-projections-2024-34"


def test_a_projection_that_another_publication_quotes_is_not_the_one_in_use() -> None:
    # The catalog holds projections of 2014 to 2024 and of 2022 to 2032 for jewelers, too.
    quoted = {f.source for f in CATALOG.figures_by_subject["soc/51-9071"]}
    assert len(quoted) > 2
    held = market.role_projection("51-9071", CATALOG, REFERENCE)
    for figure in (held.change, held.openings, held.employment):
        assert figure is not None
        assert figure.source == "bls-projections-2024-34"
