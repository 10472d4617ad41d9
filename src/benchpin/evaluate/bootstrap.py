"""Confidence intervals of measured numbers: a percentile bootstrap over the cases.

Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
"""

from collections.abc import Sequence

import numpy as np

from benchpin.evaluate.model import Score

DRAWS = 2000
SEED = 0


def mean_score(
    subject: str,
    metric: str,
    per_case: Sequence[float],
    *,
    aim: float | None = None,
    baseline: bool = False,
) -> Score:
    """The mean over cases with its 95% interval; the cases must be independent of each other."""
    return ratio_score(subject, metric, per_case, [1.0] * len(per_case), aim=aim, baseline=baseline)


def ratio_score(
    subject: str,
    metric: str,
    numerators: Sequence[float],
    denominators: Sequence[float],
    *,
    aim: float | None = None,
    baseline: bool = False,
) -> Score:
    """Sum of numerators over sum of denominators, with its 95% interval.

    For shares whose cases have different weights: several people of one occupation, or the wrong
    answers among those called a good match. Numerator and denominator of a case are resampled
    together.
    """
    numerator = np.asarray(numerators, dtype=float)
    denominator = np.asarray(denominators, dtype=float)
    rng = np.random.default_rng(SEED)
    samples = rng.integers(0, len(numerator), (DRAWS, len(numerator)))
    sample_denominators = denominator[samples].sum(axis=1)
    # A sample in which no case counts has no ratio: it is left out of the percentiles.
    sample_ratios = numerator[samples].sum(axis=1) / np.where(
        sample_denominators > 0, sample_denominators, np.nan
    )
    low, high = np.nanpercentile(sample_ratios, [2.5, 97.5])
    value = float(numerator.sum() / denominator.sum())
    return Score(subject, metric, value, float(low), float(high), aim, baseline)


def difference_score(
    subject: str,
    metric: str,
    values: Sequence[float],
    baseline_values: Sequence[float],
    *,
    aim: float | None = None,
) -> Score:
    """Mean of `values` less mean of `baseline_values` on the same cases, resampled in pairs."""
    differences = [a - b for a, b in zip(values, baseline_values, strict=True)]
    return mean_score(subject, metric, differences, aim=aim)
