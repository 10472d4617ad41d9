"""Measured against ground truth, with intervals: `benchpin evaluate`."""

from .intervals import difference_score, mean_score, ratio_score
from .model import Measurement, Score

__all__ = ["Measurement", "Score", "difference_score", "mean_score", "ratio_score"]
