"""How far a measured number may be off: percentile bootstrap over the cases.

Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
"""

from collections.abc import Sequence

import numpy as np

from benchpin.evaluate.model import Score

DRAWS = 2000
SEED = 0


def mean_score(
    who: str,
    what: str,
    per_case: Sequence[float],
    *,
    aim: float | None = None,
    baseline: bool = False,
) -> Score:
    """The mean over cases with its 95% interval; cases are independent of each other."""
    return ratio_score(who, what, per_case, [1.0] * len(per_case), aim=aim, baseline=baseline)


def ratio_score(
    who: str,
    what: str,
    tops: Sequence[float],
    bottoms: Sequence[float],
    *,
    aim: float | None = None,
    baseline: bool = False,
) -> Score:
    """Sum of tops over sum of bottoms with its 95% interval, both drawn case by case together.

    For shares whose cases weigh differently: several draws of one person, or the wrong ones among
    those that were called a good match.
    """
    top, bottom = np.asarray(tops, dtype=float), np.asarray(bottoms, dtype=float)
    rng = np.random.default_rng(SEED)
    drawn = rng.integers(0, len(top), (DRAWS, len(top)))
    below = bottom[drawn].sum(axis=1)
    shares = top[drawn].sum(axis=1) / np.where(below > 0, below, np.nan)
    low, high = np.nanpercentile(shares, [2.5, 97.5])
    value = float(top.sum() / bottom.sum())
    return Score(who, what, value, float(low), float(high), aim, baseline)


def difference_score(
    who: str,
    what: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    aim: float | None = None,
) -> Score:
    """How much more ours is than theirs on the same cases, with the interval of the pairs."""
    return mean_score(who, what, [a - b for a, b in zip(ours, theirs, strict=True)], aim=aim)
