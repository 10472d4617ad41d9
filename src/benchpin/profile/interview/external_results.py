"""Results of an interest test that a person took elsewhere, as interests."""

from collections.abc import Mapping
from statistics import NormalDist

from benchpin.inputs.errors import BadInput
from benchpin.profile.model import INTERESTS, Interests

LETTERS = {name[0].upper(): name for name in INTERESTS}
MIDDLE, SPREAD = 0.5, 0.2
"""Mean and standard deviation of six interests of which only the order is known (our judgement)."""


def interests_from_scores(
    results: str | Mapping[str, float],
    *,
    instrument: str,
    day: str = "",
    lowest: float = 0.0,
    highest: float = 40.0,
) -> Interests:
    """The interests in a test's results, with the instrument and its day as `from`.

    `results` is a Holland code of two or three letters, strongest first, such as "RAI"; or all six
    scores by letter or by name, from `lowest` to `highest` (0 to 40 in O*NET's short Interest
    Profiler). A code gives only an order: its letters get the expected values of the highest of
    six normal values (Blom, Statistical Estimates and Transformed Beta-Variables, 1958), the other
    letters share the mean of the remaining ones. Raises BadInput where the results are neither.
    """
    if not instrument.strip():
        raise BadInput("results: the instrument is not named; say which test they come from")
    scores = (
        _scores_from_code(results.strip().upper())
        if isinstance(results, str)
        else _scaled_scores(results, lowest, highest)
    )
    provenance = f"{instrument.strip()}, {day}" if day else instrument.strip()
    return Interests.model_validate({**scores, "from": provenance})


def _scores_from_code(code: str) -> dict[str, float]:
    """Six interests, 0 to 1, in the order that a Holland code gives."""
    if not 2 <= len(code) <= 3 or len(set(code)) < len(code) or not set(code) <= set(LETTERS):
        raise BadInput(
            f"results: '{code}' is no code of two or three different letters out of "
            f"{', '.join(LETTERS)}, strongest first, such as RAI"
        )
    count = len(LETTERS)
    # Blom's approximation of normal order statistics: (rank - 3/8) / (n + 1/4).
    normal_scores = [
        NormalDist().inv_cdf((count - i - 0.375) / (count + 0.25)) for i in range(count)
    ]
    remaining_mean = sum(normal_scores[len(code) :]) / (count - len(code))
    values_by_letter = dict.fromkeys(LETTERS, remaining_mean) | dict(
        zip(code, normal_scores, strict=False)
    )
    return {LETTERS[k]: round(MIDDLE + SPREAD * v, 4) for k, v in values_by_letter.items()}


def _scaled_scores(
    raw_scores: Mapping[str, float], lowest: float, highest: float
) -> dict[str, float]:
    """Six scores of a test's own scale, from 0 to 1; raises BadInput where one is out of range."""
    scores_by_interest = {
        LETTERS.get(key.strip().upper(), key.strip().lower()): v for key, v in raw_scores.items()
    }
    if set(scores_by_interest) != set(INTERESTS) or len(scores_by_interest) != len(raw_scores):
        raise BadInput(
            f"results: six scores are needed, one for each of {', '.join(LETTERS)}; "
            "give all of them once"
        )
    if not lowest < highest:
        raise BadInput(f"results: a score cannot go from {lowest:g} to {highest:g}; mend the range")
    for name, score in scores_by_interest.items():
        if not lowest <= score <= highest:
            raise BadInput(
                f"results: {name} is {score:g}, outside {lowest:g} to {highest:g}; correct it, or "
                "say from where to where the test's scores go"
            )
    return {
        name: round((scores_by_interest[name] - lowest) / (highest - lowest), 4)
        for name in INTERESTS
    }
