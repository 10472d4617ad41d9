"""How well the product does against ground truth, with intervals.

Each module holds one measure; `registry` names them for `benchpin evaluate`.
"""

from benchpin.evaluate.bootstrap import difference_score, mean_score, ratio_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.evaluate.registry import MEASURES, MeasureInputs, SkippedMeasure, run_measures
from benchpin.evaluate.report import as_markdown

__all__ = [
    "MEASURES",
    "MeasureInputs",
    "Measurement",
    "Score",
    "SkippedMeasure",
    "as_markdown",
    "difference_score",
    "mean_score",
    "ratio_score",
    "run_measures",
]
