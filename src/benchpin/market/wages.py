"""What a role's occupations pay in an area, and how many work in them there."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from benchpin.catalog import Catalog
from benchpin.facts import Value
from benchpin.facts.role import Applies
from benchpin.market.data_frames import to_frame
from benchpin.reference import Area, Reference, WageCell

OEWS = "bls-oews-2025-05"
PERCENTILES = ("10", "25", "50", "75", "90")
LEAVES_OUT_SELF_EMPLOYED = "leaves-out-self-employed"
IN_A_WIDER_GROUP = "published-in-a-wider-group"
FEW_EMPLOYEES, WIDE_ERROR = "few-employees", "wide-error"
FEW, WIDE_PCT = 100, 20.0
"""Up to how many employees, and from which relative standard error, figures are called rough."""

FellBackBecause = Literal["no-estimate-here", "wages-not-released-here"]


class WithheldPercentile(BaseModel):
    """Why a value is missing; `at_least` in US dollars where it is top-coded."""

    model_config = ConfigDict(frozen=True)

    reason: str
    at_least: float | None = None


class Place(BaseModel):
    """An area as it stands in the published geography of a data release."""

    model_config = ConfigDict(frozen=True)

    scheme: str
    code: str
    name: str
    kind: Literal["nation", "state", "metro", "nonmetro"]
    country: str


class Wage(BaseModel):
    """Wages and employment of one occupation of a role in one area.

    `annual` maps the percentiles 10 to 90 to US dollars a year, null where withheld (the reason
    stands in `withheld`). `fell_back` says how far outward the area used lies from the one asked.
    Self-employed people are left out of all of it.
    """

    model_config = ConfigDict(frozen=True)

    soc: str
    label: str
    applies: Applies
    mixed_with: str | None
    area: Place
    asked_area: Place
    fell_back: Literal["state", "nation"] | None
    fell_back_because: FellBackBecause | None
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
        """The 25th percentile, US dollars a year: a quarter are paid less."""
        return self.annual["25"]

    @property
    def name(self) -> Value:
        """The occupation's name, as its publisher has it."""
        return Value(value=self.label, from_=f"source:{self.source}/{self.soc}")

    def figure(self, measure: str, value: float, unit: str | None) -> Value:
        """A published value of this occupation here (`p50`, `employment`, ...), with its origin."""
        return Value(
            value=value,
            unit=unit,
            period=self.period,
            area=self.area.name,
            from_=f"figure:{self.source}/{self.soc}/{self.area.code}/{measure}",
        )

    def percentile(self, which: Literal["10", "25", "50", "75", "90"]) -> Value | None:
        """A wage percentile with its origin, None where it is withheld."""
        value = self.annual[which]
        return None if value is None else self.figure(f"p{which}", value, "USD/year")


class Wages(tuple[Wage, ...]):
    """Wages of several occupations, nearest first."""

    __slots__ = ()

    def to_frame(self) -> Any:
        """The same as a Polars or pandas table; see `frames.to_frame`."""
        return to_frame(self)


def role_wages(role: str, area: Area, catalog: Catalog, reference: Reference) -> Wages:
    """What each occupation of a role pays in an area, nearest occupation first.

    Where an area has no estimate, or its wages are not released, the state's and then the
    nation's figures stand in, and the record says so.
    """
    crosswalk = catalog.roles[role].occupations
    found = []
    for soc in crosswalk.oews:
        cell, because = _nearest_cell(soc, area, reference)
        if cell is not None:
            mixed_with = crosswalk.mixed_with.get(soc)
            found.append(_wage(cell, area, because, crosswalk.applies, mixed_with))
    return Wages(found)


def occupation_wages(soc: str, area: Area, reference: Reference) -> Wage | None:
    """What an occupation pays in an area, whatever its roles; None where no wages are published.

    Takes a SOC, wage survey or O*NET-SOC code. A code that is published inside the group around it
    (13-1022 in 13-1020) is answered by the group, which the record says.
    """
    code = published_code(soc, reference)
    if code is None:
        return None
    cell, because = _nearest_cell(code, area, reference)
    if cell is None:
        return None
    inside = code != soc[:7]
    notes = (IN_A_WIDER_GROUP,) if inside else ()
    return _wage(cell, area, because, "broad" if inside else "same", None, notes)


def published_code(soc: str, reference: Reference) -> str | None:
    """The code under which wages of an occupation are published: its own, or its group's."""
    code = soc.strip()[:7]
    group = f"{code[:6]}0"
    return next((each for each in (code, group) if reference.has_wages(each)), None)


def _nearest_cell(
    soc: str, area: Area, reference: Reference
) -> tuple[WageCell | None, FellBackBecause | None]:
    because: FellBackBecause | None = None
    last: WageCell | None = None
    for place in (area, *reference.wider(area)):
        cell = reference.wage(soc, place)
        if cell is None:
            because = because or "no-estimate-here"
        elif all(cell.annual[p] is None for p in PERCENTILES) and not _top_coded(cell):
            because, last = because or "wages-not-released-here", last or cell
        else:
            return cell, because
    return last, None if last is not None and last.area.code == area.code else because


def _top_coded(cell: WageCell) -> bool:
    return any(held.reason == "top-coded" for held in cell.withheld.values())


def _wage(
    cell: WageCell,
    asked: Area,
    because: FellBackBecause | None,
    applies: Applies,
    mixed_with: str | None,
    notes: tuple[str, ...] = (),
) -> Wage:
    fell_back = None if cell.area.code == asked.code else cell.area.kind
    return Wage(
        soc=cell.soc,
        label=cell.label,
        applies=applies,
        mixed_with=mixed_with,
        area=area_reference(cell.area),
        asked_area=area_reference(asked),
        fell_back=fell_back if fell_back in ("state", "nation") else None,
        fell_back_because=because if fell_back else None,
        period=cell.release,
        employment=cell.employment,
        employment_rse_pct=cell.employment_rse_pct,
        location_quotient=cell.location_quotient,
        annual={p: cell.annual[p] for p in PERCENTILES},
        withheld=withheld_percentiles(cell),
        notes=(LEAVES_OUT_SELF_EMPLOYED, *notes, *_rough(cell)),
        source=cell.source,
    )


def _rough(cell: WageCell) -> Iterator[str]:
    """What makes the figures of a cell rough ones."""
    if cell.employment is not None and cell.employment <= FEW:
        yield FEW_EMPLOYEES
    if cell.employment_rse_pct is not None and cell.employment_rse_pct >= WIDE_PCT:
        yield WIDE_ERROR


def withheld_percentiles(cell: WageCell) -> dict[str, WithheldPercentile]:
    """Why values of a cell are missing, by key; those by the hour are not told."""
    return {
        key: WithheldPercentile(reason=held.reason, at_least=held.at_least)
        for key, held in sorted(cell.withheld.items())
        if not key.startswith("hourly")
    }


def area_reference(area: Area) -> Place:
    """An area in the shape that guidance and answers use."""
    return Place(
        scheme=area.scheme, code=area.code, name=area.name, kind=area.kind, country=area.country
    )


def share_paid_at_least(wage: Wage, pay: float) -> float | None:
    """The share of an occupation's employees who are paid at least `pay` US dollars a year.

    Linear between the published percentiles; beyond the outermost one it stays there, since the
    tails are not published. None where fewer than two percentiles are known.
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
