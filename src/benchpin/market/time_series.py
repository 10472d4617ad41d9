"""National employment and wages of an occupation by year, as separate points.

BLS does not encourage comparing the years of this survey, so no growth rate, trend or line is
computed. Each point marks what breaks the series between it and the year before.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from benchpin.catalog import Catalog
from benchpin.facts import Figure
from benchpin.market.wages import (
    LEAVES_OUT_SELF_EMPLOYED,
    PERCENTILES,
    Place,
    WithheldPercentile,
    area_reference,
    withheld_percentiles,
)
from benchpin.reference import Reference, WageCell

Classification = Literal["SOC 2010", "SOC 2010 and SOC 2018", "SOC 2018"]
Method = Literal["design-based", "model-based"]
Break = Literal["classification", "method", "name", "years-between"]

HYBRID_FROM, SOC_2018_FROM, MODELS_FROM = 2019, 2021, 2021
"""The years from which the survey's classification and estimation differ.

The responses pooled for May 2019 and May 2020 were collected partly under SOC 2010 and partly under
SOC 2018; May 2021 is the first under SOC 2018 alone, and the first with model-based estimates
(method MB3). The source records note this, with the page of BLS that says so.
"""

MODELS = "MB3"
YEARLY_POINTS = "yearly-points-not-a-trend"
PRICES = "prices/US"


class Point(BaseModel):
    """One year of an occupation in the nation, as published at the time.

    `annual` are wages in dollars of that year, `constant` the same in dollars of the series'
    `constant_period`, to the nearest ten as BLS rounds; both by percentile, null where withheld.
    `breaks` are what differs from the point before: another `classification`, a new `method`,
    another `name` for the code, or `years-between` that did not publish the code.
    """

    model_config = ConfigDict(frozen=True)

    period: str
    label: str
    classification: Classification
    method: Method
    breaks: tuple[Break, ...]
    employment: int | None
    employment_rse_pct: float | None
    annual: dict[str, int | None]
    constant: dict[str, int | None]
    withheld: dict[str, WithheldPercentile] = Field(default_factory=dict)
    price_index: float | None
    source: str


class Series(BaseModel):
    """An occupation's yearly points, oldest first; the survey leaves out the self-employed.

    `constant_period` is the month in whose dollars `constant` is, `prices_source` the source of the
    consumer prices (CPI-U, all items, May of each year); both null where there are no prices.
    """

    model_config = ConfigDict(frozen=True)

    soc: str
    label: str
    area: Place
    currency: str = "USD"
    unit: str = "year"
    constant_period: str | None
    prices_source: str | None
    points: tuple[Point, ...]
    notes: tuple[str, ...] = (LEAVES_OUT_SELF_EMPLOYED, YEARLY_POINTS)


def occupation_series(soc: str, catalog: Catalog, reference: Reference) -> Series | None:
    """National wages and employment of an occupation by year.

    None with fewer than two years of data: earlier years are in the catalog only for the
    occupations of the trade's roles. A constant-dollar wage is the published one x the consumer
    price index of `constant_period` / that of the point's own month.
    """
    nation = reference.area(None)
    cells = reference.wage_by_release(soc, nation)
    # A release at hand replaces the catalog's figures of the same month.
    years = _published_years(soc, catalog) | {cell.release: _year_of_cell(cell) for cell in cells}
    if len(years) < 2:
        return None
    prices = {f.period: f for f in catalog.figures_by_subject.get(PRICES, ()) if f.period}
    base_month = max((month for month in years if month in prices), default=None)
    points: list[Point] = []
    for month in sorted(years):
        year = years[month]
        previous = points[-1] if points else None
        points.append(_point(month, year, previous, prices, base_month))
    return Series(
        soc=soc,
        label=points[-1].label,
        area=area_reference(nation),
        constant_period=base_month,
        prices_source=prices[base_month].source if base_month else None,
        points=tuple(points),
    )


class _Year(BaseModel):
    """The figures of one occupation in one release of the survey."""

    model_config = ConfigDict(frozen=True)

    label: str
    employment: int | None
    employment_rse_pct: float | None
    annual: dict[str, int | None]
    withheld: dict[str, WithheldPercentile]
    source: str


def _year_of_cell(cell: WageCell) -> _Year:
    return _Year(
        label=cell.label,
        employment=cell.employment,
        employment_rse_pct=cell.employment_rse_pct,
        annual={p: cell.annual[p] for p in PERCENTILES},
        withheld=withheld_percentiles(cell),
        source=cell.source,
    )


def _published_years(soc: str, catalog: Catalog) -> dict[str, _Year]:
    """The releases that the catalog's figures contain, by month ("2024-05")."""
    months: dict[str, list[Figure]] = {}
    for figure in catalog.figures_by_subject.get(f"oews/{soc}", ()):
        if figure.period:
            months.setdefault(figure.period, []).append(figure)
    return {month: _year_of_figures(figures) for month, figures in months.items()}


def _year_of_figures(figures: list[Figure]) -> _Year:
    jobs = next((f for f in figures if f.measure == "employment"), None)
    wages = {str(f.percentile): f for f in figures if f.measure == "wage"}
    annual = {p: int(w.low) if (w := _exact(wages.get(p))) else None for p in PERCENTILES}
    return _Year(
        label=figures[0].locator or "",
        employment=int(jobs.low) if jobs else None,
        employment_rse_pct=jobs.rse_pct if jobs else None,
        annual=annual,
        withheld=dict(sorted(_withheld(jobs, wages, annual))),
        source=figures[0].source,
    )


def _exact(figure: Figure | None) -> Figure | None:
    # A top-coded wage is a lower bound: it goes to `withheld`.
    return figure if figure and figure.bound == "exact" else None


def _withheld(
    jobs: Figure | None, wages: Mapping[str, Figure], annual: Mapping[str, int | None]
) -> Iterator[tuple[str, WithheldPercentile]]:
    if jobs is None:
        yield "employment", WithheldPercentile(reason="not-released")
    for percentile, pay in annual.items():
        if pay is None:
            top = wages.get(percentile)
            withheld_percentile = (
                WithheldPercentile(reason="top-coded", at_least=top.low)
                if top
                else WithheldPercentile(reason="not-released")
            )
            yield f"annual.{percentile}", withheld_percentile


def _point(
    month: str,
    year: _Year,
    previous: Point | None,
    prices: Mapping[str, Figure],
    base_month: str | None,
) -> Point:
    year_number = int(month[:4])
    price_index = prices[month].low if month in prices else None
    inflation_factor = prices[base_month].low / price_index if base_month and price_index else None
    return Point(
        period=month,
        label=year.label,
        classification=_classification(year_number),
        method="model-based" if year_number >= MODELS_FROM else "design-based",
        breaks=tuple(_breaks(year_number, year.label, previous)) if previous else (),
        employment=year.employment,
        employment_rse_pct=year.employment_rse_pct,
        annual=year.annual,
        constant={
            p: None
            if pay is None or inflation_factor is None
            else round(pay * inflation_factor / 10) * 10
            for p, pay in year.annual.items()
        },
        withheld=year.withheld,
        price_index=price_index,
        source=year.source,
    )


def _breaks(year: int, label: str, previous: Point) -> Iterator[Break]:
    earlier = int(previous.period[:4])
    if _classification(year) != previous.classification:
        yield "classification"
    if (year >= MODELS_FROM) != (earlier >= MODELS_FROM):
        yield "method"
    if label != previous.label:
        yield "name"
    if year - earlier > 1:
        yield "years-between"


def _classification(year: int) -> Classification:
    if year >= SOC_2018_FROM:
        return "SOC 2018"
    return "SOC 2010 and SOC 2018" if year >= HYBRID_FROM else "SOC 2010"
