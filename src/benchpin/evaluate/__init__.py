"""Measured against ground truth, with intervals: `benchpin evaluate`."""

from .intervals import difference_score, mean_score, ratio_score
from .measures import MEASURES, Given, Skipped, evaluate
from .model import Measurement, Score
from .report import as_markdown

__all__ = [
    "MEASURES",
    "Given",
    "Measurement",
    "Score",
    "Skipped",
    "as_markdown",
    "difference_score",
    "evaluate",
    "mean_score",
    "ratio_score",
]
