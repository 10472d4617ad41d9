"""Wages and employment of a role's occupations in an area, from the OEWS survey of BLS."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from benchpin.catalog import Catalog
from benchpin.facts import Value, source_value
from benchpin.facts.role import Applies
from benchpin.market.data_frames import to_frame
from benchpin.reference import Area, IndustryCell, Reference, WageCell

OEWS = "bls-oews-2025-05"
Percentile = Literal["10", "25", "50", "75", "90"]
PERCENTILES = ("10", "25", "50", "75", "90")
LEAVES_OUT_SELF_EMPLOYED = "leaves-out-self-employed"
IN_A_WIDER_GROUP = "published-in-a-wider-group"
FEW_EMPLOYEES, WIDE_ERROR = "few-employees", "wide-error"
FEW_EMPLOYEES_LIMIT, WIDE_ERROR_PCT = 100, 20.0
"""Up to how many employees, and from which relative standard error, figures are called rough.

Both limits are our judgement.
"""

FallbackReason = Literal["no-estimate-here", "wages-not-released-here"]


class WithheldPercentile(BaseModel):
    """Why a percentile is missing; `at_least` in US dollars where it is top-coded."""

    model_config = ConfigDict(frozen=True)

    reason: str
    at_least: float | None = None


class Place(BaseModel):
    """An area in the published geography of a data release: `code` in `scheme`."""

    model_config = ConfigDict(frozen=True)

    scheme: str
    code: str
    name: str
    kind: Literal["nation", "state", "metro", "nonmetro"]
    country: str


class Wage(BaseModel):
    """Wages and employment of one occupation of a role in one area.

    `annual` maps the percentiles 10 to 90 to US dollars a year, null where withheld (the reason is
    in `withheld`). `area` is the area used, `asked_area` the one requested; where they differ,
    `fell_back` says how far outward and `fell_back_because` why. The survey leaves out the
    self-employed.
    """

    model_config = ConfigDict(frozen=True)

    soc: str
    label: str
    applies: Applies
    mixed_with: str | None
    area: Place
    asked_area: Place
    fell_back: Literal["state", "nation"] | None
    fell_back_because: FallbackReason | None
    period: str
    employment: int | None
    employment_rse_pct: float | None
    location_quotient: float | None
    annual: dict[str, int | None]
    currency: str = "USD"
    unit: str = "year"
    withheld: dict[str, WithheldPercentile] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()
    source: str = OEWS

    @property
    def median(self) -> int | None:
        """The 50th percentile, US dollars a year."""
        return self.annual["50"]

    @property
    def lower_quarter(self) -> int | None:
        """The 25th percentile, US dollars a year: a quarter of employees are paid less."""
        return self.annual["25"]

    @property
    def name(self) -> Value:
        """The occupation's published name, with its origin."""
        return source_value(self.label, self.source, self.soc)

    @property
    def population(self) -> str:
        """Whose wages these are, as it stands in the origin of a figure: the code of the area."""
        return self.area.code

    def figure(self, measure: str, value: float, unit: str | None) -> Value:
        """A published value (`p50`, `employment`, ...) of this occupation and area, with origin."""
        return Value(
            value=value,
            unit=unit,
            period=self.period,
            area=self.area.name,
            from_=f"figure:{self.source}/{self.soc}/{self.population}/{measure}",
            sources=(self.source,),
        )

    def percentile(self, percentile: Percentile) -> Value | None:
        """A wage percentile in US dollars a year with its origin; None where it is withheld."""
        value = self.annual[percentile]
        return None if value is None else self.figure(f"p{percentile}", value, "USD/year")

    def top_code(self, percentile: str) -> float | None:
        """The amount that a top-coded percentile is at least; None where it is not top-coded."""
        withheld = self.withheld.get(f"annual.{percentile}")
        return withheld.at_least if withheld and withheld.reason == "top-coded" else None

    def percentile_or_top(self, percentile: Percentile) -> Value | None:
        """A wage percentile, or the amount that it is at least; None where it is not released."""
        top = self.top_code(percentile)
        if top is None:
            return self.percentile(percentile)
        return self.figure(f"p{percentile}-at-least", top, "USD/year")

    @property
    def is_complete(self) -> bool:
        """Whether every percentile is published, or known to be above the survey's limit."""
        return all(
            self.annual[percentile] is not None or self.top_code(percentile) is not None
            for percentile in PERCENTILES
        )


class Wages(tuple[Wage, ...]):
    """Wages of several occupations, nearest first."""

    __slots__ = ()

    def to_frame(self) -> Any:
        """The wages as a Polars or pandas data frame; see `data_frames.to_frame`."""
        return to_frame(self)


def role_wages(role: str, area: Area, catalog: Catalog, reference: Reference) -> Wages:
    """The wages of each occupation of a role in an area, nearest occupation first.

    Where an area has no estimate, or its wages are not released, the state's and then the
    nation's figures are used instead, and the record says so.
    """
    crosswalk = catalog.roles[role].occupations
    wages = []
    for soc in crosswalk.oews:
        cell, fallback_reason = _nearest_cell(soc, area, reference)
        if cell is not None:
            mixed_with = crosswalk.mixed_with.get(soc)
            wages.append(_wage(cell, area, fallback_reason, crosswalk.applies, mixed_with))
    return Wages(wages)


def occupation_wages(soc: str, area: Area, reference: Reference) -> Wage | None:
    """The wages of an occupation in an area, whatever its roles; None where none are published.

    Takes a SOC, OEWS or O*NET-SOC code. Where a code is published only as part of a broader group
    (13-1022 in 13-1020) the group's wages are returned, and `notes` say so.
    """
    code = published_code(soc, reference)
    if code is None:
        return None
    cell, fallback_reason = _nearest_cell(code, area, reference)
    if cell is None:
        return None
    # A wider group's figures are marked: they are not the occupation's own.
    in_group = code != soc[:7]
    notes = (IN_A_WIDER_GROUP,) if in_group else ()
    return _wage(cell, area, fallback_reason, "broad" if in_group else "same", None, notes)


def published_code(soc: str, reference: Reference) -> str | None:
    """The OEWS code under which an occupation's wages are published: its own, or its group's."""
    code = soc.strip()[:7]
    # The code of a broad SOC group ends in 0.
    group = f"{code[:6]}0"
    return next((soc_code for soc_code in (code, group) if reference.has_wages(soc_code)), None)


def _nearest_cell(
    soc: str, area: Area, reference: Reference
) -> tuple[WageCell | None, FallbackReason | None]:
    fallback_reason: FallbackReason | None = None
    unreleased_cell: WageCell | None = None
    for nearby_area in (area, *reference.wider_areas(area)):
        cell = reference.wage(soc, nearby_area)
        if cell is None:
            fallback_reason = fallback_reason or "no-estimate-here"
        elif not _has_pay(cell):
            fallback_reason = fallback_reason or "wages-not-released-here"
            unreleased_cell = unreleased_cell or cell
        else:
            return cell, fallback_reason
    # No wider area has wages either: the innermost cell still has employment.
    is_requested_area = unreleased_cell is not None and unreleased_cell.area.code == area.code
    return unreleased_cell, None if is_requested_area else fallback_reason


def _has_pay(cell: WageCell) -> bool:
    """Whether any annual wage of a cell is published, or known to be above the survey's limit."""
    return any(pay is not None for pay in cell.annual.values()) or any(
        suppression.reason == "top-coded" for suppression in cell.withheld.values()
    )


def _wage(
    cell: WageCell,
    requested_area: Area,
    fallback_reason: FallbackReason | None,
    applies: Applies,
    mixed_with: str | None,
    notes: tuple[str, ...] = (),
) -> Wage:
    fell_back = None if cell.area.code == requested_area.code else cell.area.kind
    return Wage(
        soc=cell.soc,
        label=cell.label,
        applies=applies,
        mixed_with=mixed_with,
        area=area_reference(cell.area),
        asked_area=area_reference(requested_area),
        fell_back=fell_back if fell_back in ("state", "nation") else None,
        fell_back_because=fallback_reason if fell_back else None,
        period=cell.release,
        employment=cell.employment,
        employment_rse_pct=cell.employment_rse_pct,
        location_quotient=cell.location_quotient,
        annual={p: cell.annual[p] for p in PERCENTILES},
        withheld=withheld_percentiles(cell),
        notes=(LEAVES_OUT_SELF_EMPLOYED, *notes, *rough_notes(cell)),
        source=cell.source,
    )


def rough_notes(cell: WageCell | IndustryCell) -> Iterator[str]:
    """The notes on a cell that make its figures rough: few employees, a wide standard error."""
    if cell.employment is not None and cell.employment <= FEW_EMPLOYEES_LIMIT:
        yield FEW_EMPLOYEES
    if cell.employment_rse_pct is not None and cell.employment_rse_pct >= WIDE_ERROR_PCT:
        yield WIDE_ERROR


def withheld_percentiles(cell: WageCell | IndustryCell) -> dict[str, WithheldPercentile]:
    """Why values of a cell are missing, by key such as "annual.10"; hourly ones are left out."""
    return {
        key: WithheldPercentile(reason=suppression.reason, at_least=suppression.at_least)
        for key, suppression in sorted(cell.withheld.items())
        if not key.startswith("hourly")
    }


def area_reference(area: Area) -> Place:
    """An area as a `Place`, the form in which it appears in guidance and reports."""
    return Place(
        scheme=area.scheme, code=area.code, name=area.name, kind=area.kind, country=area.country
    )


def share_paid_at_least(wage: Wage, pay: float) -> float | None:
    """The share, 0 to 1, of an occupation's employees paid at least `pay` US dollars a year.

    Linear interpolation between the published percentiles; constant beyond the outermost ones,
    since the tails are not published. None where fewer than two percentiles are known.
    """
    points = [(float(v), int(p)) for p, v in wage.annual.items() if v is not None]
    if len(points) < 2:
        return None
    points.sort()
    if pay <= points[0][0]:
        return 1 - points[0][1] / 100
    for (low, below), (high, above) in pairwise(points):
        if pay <= high:
            part = (pay - low) / (high - low) if high > low else 1.0
            return 1 - (below + part * (above - below)) / 100
    return 1 - points[-1][1] / 100
