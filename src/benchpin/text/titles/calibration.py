"""The score of a belief: about how often a title that is read with this belief is read rightly."""

Knots = tuple[tuple[float, float], ...]
"""A piecewise linear curve as points (belief, score), in ascending order."""
OCCUPATION_CALIBRATION: Knots = (
    (0.0, 0.0), (0.4, 0.12), (0.5, 0.32), (0.6, 0.42), (0.7, 0.66), (0.8, 0.76), (0.9, 0.87),
    (1.0, 0.95),
)  # fmt: skip
"""Calibration of occupations: belief and score."""
ROLE_CALIBRATION: Knots = (
    (0.0, 0.0), (0.5, 0.18), (0.6, 0.6), (0.7, 0.72), (0.8, 0.81), (0.9, 0.87), (1.0, 0.94),
)  # fmt: skip
"""Calibration of roles."""


def calibrate(belief: float, knots: Knots = OCCUPATION_CALIBRATION) -> float:
    """The score of a belief by linear interpolation: about the chance that it is right."""
    low, score = knots[0]
    for high, next_score in knots[1:]:
        if belief <= high:
            return score + (next_score - score) * (belief - low) / (high - low)
        low, score = high, next_score
    return score
