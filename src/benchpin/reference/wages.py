"""What an occupation pays in an area and how many hold it, as published, gaps with their reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from benchpin.reference.areas import Area
from benchpin.reference.extract import Extract

_V = TypeVar("_V")

PERCENTILES = ("10", "25", "50", "75", "90")
Reason = Literal["not-released", "top-coded", "hourly-only", "annual-only"]

_NOT_RELEASED, _TOP_CODED, _OTHER_UNIT_ONLY = -8, -5, -4

_CELL = """
SELECT wage.*, hourly.h10, hourly.h25, hourly.h50, hourly.h75, hourly.h90, occupation.name
FROM wage
JOIN occupation ON occupation.number = wage.occupation
LEFT JOIN hourly ON hourly.occupation = wage.occupation AND hourly.area = wage.area
WHERE wage.occupation = (SELECT number FROM occupation WHERE code = ?)
  AND wage.area = (SELECT number FROM area WHERE code = ?)
"""

_INDUSTRIES = """
SELECT industry.code, industry.name, industry.level, employment, employment_rse, a50
FROM industry_wage JOIN industry ON industry.code = industry_wage.industry
WHERE occupation = (SELECT number FROM occupation WHERE code = ?)
"""


@dataclass(frozen=True, slots=True)
class SuppressionReason:
    """Why a value is missing; `at_least` is the amount from which BLS gives no exact wage.

    not-released: too few answers, or they would be known; top-coded: above the highest wage shown;
    hourly-only, annual-only: published in the other unit alone, as the work is not full-year.
    """

    reason: Reason
    at_least: float | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """One release of the wage survey: its month ("2025-05"), the id of its source record, and the
    wage from which it gives no exact figure, `top`, by unit ("annual", "hourly").
    """

    release: str
    source: str
    top: Mapping[str, float]

    @classmethod
    def of(cls, meta: Mapping[str, str]) -> "Survey":
        """What a file of wages says about itself."""
        top = {unit: float(meta[f"top_{unit}"]) for unit in ("annual", "hourly")}
        return cls(meta["release"], meta["source"], MappingProxyType(top))


@dataclass(frozen=True, slots=True)
class WageCell:
    """One published cell; a missing value is None and its reason stands in `withheld`.

    `annual` (whole USD) and `hourly` (USD) have the keys "10" to "90"; `withheld` has keys such as
    "annual.10", "hourly.50", "employment". `_rse_pct` is the relative standard error. For the
    nation BLS publishes neither jobs per 1,000 nor a location quotient: None without a reason.
    `release` is the month of the survey ("2025-05"), `source` the id of its source record.
    """

    soc: str
    label: str
    area: Area
    employment: int | None
    employment_rse_pct: float | None
    wage_rse_pct: float | None
    jobs_per_1000: float | None
    location_quotient: float | None
    annual: Mapping[str, int | None]
    hourly: Mapping[str, float | None]
    withheld: Mapping[str, SuppressionReason]
    release: str
    source: str


@dataclass(frozen=True, slots=True)
class IndustryRow:
    """An occupation in one industry of the nation; levels nest, so rows of two levels never add up.

    `level`: 1 all private, 2 sector, 3 to 5 ever narrower (NAICS of 3, 4, then 5 or 6 digits).
    `withheld` has the keys "employment", "employment_rse_pct" and "annual.50".
    """

    industry: str
    name: str
    level: int
    employment: int | None
    employment_rse_pct: float | None
    annual_median: int | None
    withheld: Mapping[str, SuppressionReason]


@dataclass(slots=True)
class _Reading:
    """Turns the extract's whole numbers into values, and gathers why some are missing."""

    top: Mapping[str, float]
    withheld: dict[str, SuppressionReason] = field(default_factory=dict)

    def number(self, key: str, stored: int | None, per_unit: int) -> float | None:
        """The value that a stored number stands for: hundredths have 100 to a unit."""
        if stored is None:
            return None
        if stored >= 0:
            return stored / per_unit
        unit = key.split(".", maxsplit=1)[0]
        if stored == _TOP_CODED:
            self.withheld[key] = SuppressionReason("top-coded", self.top[unit])
        elif stored == _OTHER_UNIT_ONLY:
            self.withheld[key] = SuppressionReason(
                "hourly-only" if unit == "annual" else "annual-only"
            )
        else:
            self.withheld[key] = SuppressionReason("not-released")
        return None

    def tens(self, key: str, stored: int | None) -> int | None:
        """The value of a number stored in tens."""
        found = self.number(key, stored, 1)
        return None if found is None else int(found) * 10


def _hourly_cents(annual_tens: tuple[int, ...], packed: int) -> list[int]:
    """Hourly percentiles in cents, from annual ones and the offsets that the builder packed.

    The annual wage / 2,080 to the nearest cent, and five digits to base 3: 0, +1 or -1 cent.
    """
    if packed == _OTHER_UNIT_ONLY:
        return [_OTHER_UNIT_ONLY] * len(annual_tens)
    cents = []
    for tens in annual_tens:
        packed, digit = divmod(packed, 3)
        offset = -1 if digit == 2 else digit
        cents.append(tens if tens < 0 else (tens * 1000 + 1040) // 2080 + offset)
    return cents


def read_cell(extract: Extract, survey: Survey, soc: str, area: Area) -> WageCell | None:
    """The cell of an occupation in an area; None where BLS publishes none."""
    rows = extract.rows(_CELL, (soc, area.code))
    if not rows:
        return None
    (_, _, jobs, jobs_rse, wage_rse, *rest) = rows[0]
    annual, (per_1000, quotient, packed) = tuple(rest[:5]), rest[5:8]
    hourly, label = rest[8:13], rest[13]
    if packed is not None:
        hourly = _hourly_cents(annual, packed)
    reading = _Reading(survey.top)
    return WageCell(
        soc=soc,
        label=label,
        area=area,
        employment=reading.tens("employment", jobs),
        employment_rse_pct=reading.number("employment_rse_pct", jobs_rse, 10),
        wage_rse_pct=reading.number("wage_rse_pct", wage_rse, 10),
        jobs_per_1000=reading.number("jobs_per_1000", per_1000, 1000),
        location_quotient=reading.number("location_quotient", quotient, 100),
        annual=_frozen({p: reading.tens(f"annual.{p}", v) for p, v in _each(annual)}),
        hourly=_frozen({p: reading.number(f"hourly.{p}", v, 100) for p, v in _each(hourly)}),
        withheld=_frozen(reading.withheld),
        release=survey.release,
        source=survey.source,
    )


def read_industries(
    extract: Extract, top: Mapping[str, float], soc: str
) -> tuple[IndustryRow, ...]:
    """The industries that an occupation works in, wide to narrow, the largest first."""
    found = []
    for code, name, level, jobs, jobs_rse, median in extract.rows(_INDUSTRIES, (soc,)):
        reading = _Reading(top)
        found.append(
            IndustryRow(
                industry=code,
                name=name,
                level=level,
                employment=reading.tens("employment", jobs),
                employment_rse_pct=reading.number("employment_rse_pct", jobs_rse, 10),
                annual_median=reading.tens("annual.50", median),
                withheld=_frozen(reading.withheld),
            )
        )
    return tuple(sorted(found, key=lambda row: (row.level, -(row.employment or 0), row.industry)))


def _each(values: Any) -> Any:
    return zip(PERCENTILES, values, strict=True)


def _frozen(values: dict[str, _V]) -> Mapping[str, _V]:
    return MappingProxyType(values)
