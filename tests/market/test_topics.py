"""The trade's figures by topic: series, conflicts side by side, myths beside what refutes them."""

from datetime import date

import pytest

from benchpin import catalog as catalogs
from benchpin.inputs.errors import UnknownName
from benchpin.market import FigureSeries, TopicReport, find_topic, topic_report
from benchpin.market.topics import period_end, period_length

CATALOG = catalogs.load()
TOPICS = {topic: topic_report(topic, CATALOG) for topic in CATALOG.topics}


def series_of(topic: TopicReport, measure: str, area: str) -> FigureSeries:
    found = [
        series
        for part in topic.parts
        for series in part.series
        if (series.measure, series.geography) == (measure, area)
    ]
    return found[0]


def test_every_topic_that_was_asked_for_is_told() -> None:
    assert set(TOPICS) >= {
        "luxury-market", "metal-demand", "stores", "closures", "online-sales", "lab-grown",
        "responsible-sourcing", "new-methods",
    }  # fmt: skip


@pytest.mark.parametrize("topic", TOPICS)
def test_every_part_has_a_figure_with_source_period_area_and_unit(topic: str) -> None:
    for part in TOPICS[topic].parts:
        assert part.series, part.label
    for figure in TOPICS[topic].figures:
        assert figure.period
        assert figure.source in CATALOG.sources
        assert figure.geography in CATALOG.places
        assert figure.unit in CATALOG.units


def test_sources_that_differ_stand_side_by_side_and_are_not_averaged() -> None:
    growth = series_of(TOPICS["luxury-market"], "sales, change on the year", "world")
    assert growth.disputed == ("2026",)
    forecasts = [(f.low, f.high) for f in growth.figures if f.period == "2026"]
    assert sorted(forecasts) == [(2, 4), (3, 5)]


def test_an_edition_that_the_next_one_restates_does_not_stand_beside_it() -> None:
    sales = series_of(TOPICS["luxury-market"], "sales", "world")
    assert sales.disputed == ()
    assert [f.low for f in sales.figures if f.period == "2024"] == [364]
    customers = series_of(TOPICS["luxury-market"], "customers", "world")
    assert [f.low for f in customers.figures if f.period == "2025"] == [340]


def test_every_value_that_is_shown_is_one_that_a_source_gives() -> None:
    for topic in TOPICS.values():
        for figure in topic.figures:
            assert figure == CATALOG.figures[figure.id]


def test_forecasts_and_estimates_keep_their_mark() -> None:
    sales = series_of(TOPICS["luxury-market"], "sales", "world")
    assert [(f.period, f.status) for f in sales.figures][-2:] == [
        ("2026", "forecast"),
        ("2030", "forecast"),
    ]
    status_by_period = {f.period: f.status for f in sales.figures}
    assert (status_by_period["2024"], status_by_period["2025"]) == ("observed", "estimate")


def test_a_quarter_and_a_year_of_a_flow_are_never_in_one_series() -> None:
    for topic, record in CATALOG.topics.items():
        for part, told in zip(record.parts, TOPICS[topic].parts, strict=True):
            for series in told.series:
                lengths = {period_length(figure.period or "") for figure in series.figures}
                assert part.stock or len(lengths) == 1, (topic, series.measure)


def test_store_counts_of_a_quarter_and_of_a_day_are_one_series_in_the_order_of_time() -> None:
    retail = series_of(TOPICS["stores"], "retail businesses", "US")
    assert [figure.low for figure in retail.figures] == [18780, 17124, 16873]


def test_what_people_intend_stands_apart_from_what_was_measured() -> None:
    parts = {part.label: part for part in TOPICS["responsible-sourcing"].parts}
    intention = [part for part in parts.values() if part.kind == "intention"]
    assert [part.label for part in intention] == ["What people say they want"]
    stated = {s.measure for part in intention for s in part.series}
    measured = {s.measure for p in parts.values() if p.kind == "measured" for s in p.series}
    assert stated
    assert not stated & measured
    assert any("Sales" in what for what in TOPICS["responsible-sourcing"].not_measured)


def test_a_myth_stands_beside_the_figures_that_refute_it() -> None:
    refuted = {each.id: each for each in TOPICS["closures"].myths}
    shown = {figure.id for figure in refuted["store-closures-mean-bankruptcies"].figures}
    assert shown == {"jbt-us-closed-2024", "jbt-us-bankruptcies-2024"}


def test_a_figure_without_a_period_is_counted_and_not_shown() -> None:
    undated = [f for f in CATALOG.figures.values() if f.period is None]
    assert undated, "no figure is undated: this test shows nothing"
    shown = {figure.id for topic in TOPICS.values() for figure in topic.figures}
    assert not shown & {figure.id for figure in undated}


@pytest.mark.parametrize("name", ["luxury-market", "Luxury", "the luxury market", "LUXURY_MARKET"])
def test_a_topic_is_found_by_its_names(name: str) -> None:
    assert find_topic(name, CATALOG) == "luxury-market"


def test_an_unknown_topic_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="no such topic 'luxry'; nearest: 'luxury'"):
        find_topic("luxry", CATALOG)


@pytest.mark.parametrize(
    ("period", "length", "last"),
    [
        ("2024", "year", date(2024, 12, 31)),
        ("2024-02", "month", date(2024, 2, 29)),
        ("2024-12-31", "day", date(2024, 12, 31)),
        ("2025-04/2025-06", "quarter", date(2025, 6, 30)),
        ("2025-01/2025-12", "year", date(2025, 12, 31)),
        ("2026-02-01/2026-05-02", "quarter", date(2026, 5, 2)),
        ("2025-01/2025-11", "11 months", date(2025, 11, 30)),
        ("2022/2032", "years", date(2032, 12, 31)),
    ],
)
def test_periods_are_read(period: str, length: str, last: date) -> None:
    assert period_length(period) == length
    assert period_end(period) == last


def test_every_period_of_the_catalog_is_read() -> None:
    for figure in CATALOG.figures.values():
        if figure.period:
            assert period_end(figure.period).year >= 1900
            assert period_length(figure.period)
