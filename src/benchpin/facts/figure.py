"""Figures: numbers with unit, area, period and source."""

from datetime import date
from typing import Literal

from pydantic import model_validator

from benchpin.facts.base import Fact, Id

Bound = Literal["exact", "about", "over", "under"]
Status = Literal["observed", "estimate", "forecast", "target"]
Confidence = Literal["primary", "secondary", "anecdote"]


class Figure(Fact):
    """A measured quantity: `measure` of `subject`, from `low` to `high` in `unit` (equal: a point).

    `period` is an ISO year, month, date or interval (`2022/2032`); a row without one is stored but
    never shown as a figure. `rse_pct` is the relative standard error in percent, `sample` the
    number of answers behind the figure, `percentile` its place in a distribution.
    """

    id: Id
    subject: str
    measure: str
    percentile: int | None = None
    low: float
    high: float
    bound: Bound = "exact"
    unit: str
    geography: str
    period: str | None = None
    status: Status = "observed"
    sample: int | None = None
    rse_pct: float | None = None
    source: Id
    locator: str | None = None
    confidence: Confidence = "primary"
    checked: date
    note: str | None = None

    @model_validator(mode="after")
    def _low_is_not_above_high(self) -> "Figure":
        if self.low > self.high:
            raise ValueError(f"low {self.low:g} is above high {self.high:g}; exchange them")
        return self
