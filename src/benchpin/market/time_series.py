"""An occupation year by year, as points that stand apart: employment and wages of the nation.

Their publisher does not encourage comparing the years of this survey, so nothing here is a rate, a
trend or a line. What sets a year apart from the one before it is marked on its point.
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
"""The years from which the survey classifies and estimates otherwise: of the answers pooled for May
2019 and May 2020 a part was collected under SOC 2010 and a part under SOC 2018; May 2021 is the
first under SOC 2018 alone, and the first that is estimated with models (method MB3). The notes of
the source records say so, and where BLS does.
"""

MODELS = "MB3"
YEARLY_POINTS = "yearly-points-not-a-trend"
PRICES = "prices/US"


class Point(BaseModel):
    """One year of an occupation in the nation, as published then.

    `annual` are US dollars of that year, `constant` the same in dollars of the series'
    `constant_period`, to the nearest ten as BLS rounds; both by percentile, null where withheld.
    `breaks` tell what sets the year apart from the point before it: another `classification`, a
    new `method`, another `name` for the code, or `years-between` that published no such code.
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
    """An occupation's yearly points, oldest first; self-employed people are left out of all.

    `constant_period` is the month whose dollars `constant` is in, `prices_source` the source of the
    consumer prices (CPI-U, all items, May of each year); both null where no prices are held.
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
    """Year by year, what an occupation paid in the nation and how many held it.

    None where fewer than two years are held: the years before the newest one are held for the
    occupations of the trade's roles alone. A constant-dollar wage is the published one times the
    consumer prices of `constant_period` over those of the point's own month.
    """
    nation = reference.area(None)
    cells = reference.wage_by_release(soc, nation)
    raw = _published(soc, catalog) | {cell.release: _of_cell(cell) for cell in cells}
    if len(raw) < 2:
        return None
    prices = {f.period: f for f in catalog.figures_by_subject.get(PRICES, ()) if f.period}
    base = max((month for month in raw if month in prices), default=None)
    points: list[Point] = []
    for month in sorted(raw):
        year = raw[month]
        before = points[-1] if points else None
        points.append(_point(month, year, before, prices, base))
    return Series(
        soc=soc,
        label=points[-1].label,
        area=area_reference(nation),
        constant_period=base,
        prices_source=prices[base].source if base else None,
        points=tuple(points),
    )


class _Year(BaseModel):
    """What one release says of one occupation."""

    model_config = ConfigDict(frozen=True)

    label: str
    employment: int | None
    employment_rse_pct: float | None
    annual: dict[str, int | None]
    withheld: dict[str, WithheldPercentile]
    source: str


def _of_cell(cell: WageCell) -> _Year:
    return _Year(
        label=cell.label,
        employment=cell.employment,
        employment_rse_pct=cell.employment_rse_pct,
        annual={p: cell.annual[p] for p in PERCENTILES},
        withheld=withheld_percentiles(cell),
        source=cell.source,
    )


def _published(soc: str, catalog: Catalog) -> dict[str, _Year]:
    """The years that the catalog's figures hold, by month."""
    months: dict[str, list[Figure]] = {}
    for figure in catalog.figures_by_subject.get(f"oews/{soc}", ()):
        if figure.period:
            months.setdefault(figure.period, []).append(figure)
    return {month: _of_figures(figures) for month, figures in months.items()}


def _of_figures(figures: list[Figure]) -> _Year:
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
    return figure if figure and figure.bound == "exact" else None


def _withheld(
    jobs: Figure | None, wages: Mapping[str, Figure], annual: Mapping[str, int | None]
) -> Iterator[tuple[str, WithheldPercentile]]:
    if jobs is None:
        yield "employment", WithheldPercentile(reason="not-released")
    for percentile, pay in annual.items():
        if pay is None:
            top = wages.get(percentile)
            held = (
                WithheldPercentile(reason="top-coded", at_least=top.low)
                if top
                else WithheldPercentile(reason="not-released")
            )
            yield f"annual.{percentile}", held


def _point(
    month: str, year: _Year, before: Point | None, prices: Mapping[str, Figure], base: str | None
) -> Point:
    number = int(month[:4])
    index = prices[month].low if month in prices else None
    times = prices[base].low / index if base and index else None
    return Point(
        period=month,
        label=year.label,
        classification=_classification(number),
        method="model-based" if number >= MODELS_FROM else "design-based",
        breaks=tuple(_breaks(number, year.label, before)) if before else (),
        employment=year.employment,
        employment_rse_pct=year.employment_rse_pct,
        annual=year.annual,
        constant={
            p: None if pay is None or times is None else round(pay * times / 10) * 10
            for p, pay in year.annual.items()
        },
        withheld=year.withheld,
        price_index=index,
        source=year.source,
    )


def _breaks(year: int, label: str, before: Point) -> Iterator[Break]:
    earlier = int(before.period[:4])
    if _classification(year) != before.classification:
        yield "classification"
    if (year >= MODELS_FROM) != (earlier >= MODELS_FROM):
        yield "method"
    if label != before.label:
        yield "name"
    if year - earlier > 1:
        yield "years-between"


def _classification(year: int) -> Classification:
    if year >= SOC_2018_FROM:
        return "SOC 2018"
    return "SOC 2010 and SOC 2018" if year >= HYBRID_FROM else "SOC 2010"
