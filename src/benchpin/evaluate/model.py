"""What a measurement against ground truth says: numbers with intervals, a baseline beside them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """One measured number of one way to answer, with its 95% interval.

    `who` names the way ("the embedded table", "baseline: names alone"); `what` the number
    ("NDCG@10"). `low` and `high` bound the interval; both are None where there is none to give, as
    for a yes-or-no check over all cases. `aim` is the number to reach, None for a baseline.
    """

    who: str
    what: str
    value: float
    low: float | None = None
    high: float | None = None
    aim: float | None = None
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Measurement:
    """Everything that one measure found out.

    `truth` says what counts as right and where it comes from, `data` the releases measured with,
    `cases` how many of `unit` were asked. The interval is a percentile bootstrap over the cases.
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
