"""The result of a measure: scores with confidence intervals, baselines among them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """One measured number with its 95% confidence interval.

    `subject` names what was measured: a method ("the table", "baseline: names alone"), a group of
    cases ("titles of the trade") or a change ("all years part time"). `metric` names the number
    ("NDCG@10"). `low` and `high` bound the interval; both are None where none is computed, as for
    a median. `aim` is the value to reach, None where none is set.
    """

    subject: str
    metric: str
    value: float
    low: float | None = None
    high: float | None = None
    aim: float | None = None
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Measurement:
    """All scores of one measure, and what they were measured on.

    `truth` says what counts as a right answer and who says so, `data` names the releases of the
    reference data, `cases` is the number of `unit` measured. Intervals are percentile bootstraps
    over the cases (see `bootstrap`).
    """

    name: str
    title: str
    truth: str
    unit: str
    cases: int
    data: tuple[str, ...]
    seed: int
    scores: tuple[Score, ...]
    notes: tuple[str, ...] = ()
