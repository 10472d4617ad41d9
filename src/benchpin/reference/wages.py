"""Published wages and employment by occupation and area; missing values carry their reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from benchpin.reference.areas import Area
from benchpin.reference.extract import Extract

_Value = TypeVar("_Value")

PERCENTILES = ("10", "25", "50", "75", "90")
Reason = Literal["not-released", "top-coded", "hourly-only", "annual-only"]

# A negative number is the BLS footnote in place of a value (scripts/build_oews.py).
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
    """Why a value is missing; `at_least` is the amount from which BLS publishes no exact wage.

    not-released: too few responses, or confidential; top-coded: above the highest published wage;
    hourly-only, annual-only: published in the other unit only, as the work is not full-year.
    """

    reason: Reason
    at_least: float | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """One release of the wage survey: its month ("2025-05") and the id of its source record.

    `top` is the wage from which it publishes no exact figure, by unit ("annual", "hourly").
    """

    release: str
    source: str
    top: Mapping[str, float]

    @classmethod
    def of(cls, meta: Mapping[str, str]) -> "Survey":
        """The survey of a wage file, from the names and values of its `meta` table."""
        top = {unit: float(meta[f"top_{unit}"]) for unit in ("annual", "hourly")}
        return cls(meta["release"], meta["source"], MappingProxyType(top))


@dataclass(frozen=True, slots=True)
class WageCell:
    """One published cell: an occupation in an area. A missing value is None, its reason `withheld`.

    `annual` (whole USD) and `hourly` (USD) have the keys "10" to "90"; `withheld` has keys such as
    "annual.10", "hourly.50", "employment". `_rse_pct` is a relative standard error in percent. For
    the nation BLS publishes neither jobs per 1,000 nor a location quotient: None without a reason.
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
    """An occupation in one national industry; levels nest, so never add up rows of two levels.

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
class CellReader:
    """Decodes an extract's stored integers into values, and collects why some are missing."""

    top: Mapping[str, float]
    withheld: dict[str, SuppressionReason] = field(default_factory=dict)

    def number(self, key: str, stored: int | None, per_unit: int) -> float | None:
        """The value of a stored integer, `per_unit` of which make one; None if it marks a gap."""
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
        """The value of an integer that is stored in tens."""
        value = self.number(key, stored, 1)
        return None if value is None else int(value) * 10


def _hourly_cents(annual_tens: tuple[int, ...], packed: int) -> list[int]:
    """Hourly percentiles in cents, decoded from annual ones and packed corrections.

    The annual wage / 2,080 to the nearest cent, plus one base-3 digit per percentile, the lowest
    first, that stands for 0, +1 or -1 cent (see scripts/build_oews.py).
    """
    if packed == _OTHER_UNIT_ONLY:
        return [_OTHER_UNIT_ONLY] * len(annual_tens)
    cents = []
    for tens in annual_tens:
        packed, digit = divmod(packed, 3)
        offset = -1 if digit == 2 else digit
        # Integer arithmetic: tens of dollars to cents is x 1000, + 1040 rounds half up.
        cents.append(tens if tens < 0 else (tens * 1000 + 1040) // 2080 + offset)
    return cents


def read_cell(extract: Extract, survey: Survey, soc: str, area: Area) -> WageCell | None:
    """The published cell of an occupation in an area; None if there is none."""
    rows = extract.rows(_CELL, (soc, area.code))
    if not rows:
        return None
    (_, _, jobs, jobs_rse, wage_rse, *other_columns) = rows[0]
    annual, (per_1000, quotient, packed) = tuple(other_columns[:5]), other_columns[5:8]
    hourly, label = other_columns[8:13], other_columns[13]
    if packed is not None:
        hourly = _hourly_cents(annual, packed)
    cell_reader = CellReader(survey.top)
    return WageCell(
        soc=soc,
        label=label,
        area=area,
        employment=cell_reader.tens("employment", jobs),
        employment_rse_pct=cell_reader.number("employment_rse_pct", jobs_rse, 10),
        wage_rse_pct=cell_reader.number("wage_rse_pct", wage_rse, 10),
        jobs_per_1000=cell_reader.number("jobs_per_1000", per_1000, 1000),
        location_quotient=cell_reader.number("location_quotient", quotient, 100),
        annual=frozen_values(
            {p: cell_reader.tens(f"annual.{p}", v) for p, v in by_percentile(annual)}
        ),
        hourly=frozen_values(
            {p: cell_reader.number(f"hourly.{p}", v, 100) for p, v in by_percentile(hourly)}
        ),
        withheld=frozen_values(cell_reader.withheld),
        release=survey.release,
        source=survey.source,
    )


def read_industries(
    extract: Extract, top: Mapping[str, float], soc: str
) -> tuple[IndustryRow, ...]:
    """The industries that employ an occupation, by level (wide first), the largest first."""
    industries = []
    for code, name, level, jobs, jobs_rse, median in extract.rows(_INDUSTRIES, (soc,)):
        cell_reader = CellReader(top)
        industries.append(
            IndustryRow(
                industry=code,
                name=name,
                level=level,
                employment=cell_reader.tens("employment", jobs),
                employment_rse_pct=cell_reader.number("employment_rse_pct", jobs_rse, 10),
                annual_median=cell_reader.tens("annual.50", median),
                withheld=frozen_values(cell_reader.withheld),
            )
        )
    return tuple(
        sorted(industries, key=lambda row: (row.level, -(row.employment or 0), row.industry))
    )


def by_percentile(values: Any) -> Any:
    """Five stored percentiles, each with its key."""
    return zip(PERCENTILES, values, strict=True)


def frozen_values(values: dict[str, _Value]) -> Mapping[str, _Value]:
    """The same values, read-only."""
    return MappingProxyType(values)
