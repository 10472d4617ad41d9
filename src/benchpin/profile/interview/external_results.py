"""Results of an interest test that somebody took elsewhere, as interests."""

from collections.abc import Mapping
from statistics import NormalDist

from benchpin.inputs.errors import BadInput
from benchpin.profile.model import INTERESTS, Interests

LETTERS = {name[0].upper(): name for name in INTERESTS}
MIDDLE, SPREAD = 0.5, 0.2
"""Where six interests lie of which only the order is known, and how far apart (our judgement)."""


def interests_from_scores(
    given: str | Mapping[str, float],
    *,
    instrument: str,
    day: str = "",
    lowest: float = 0.0,
    highest: float = 40.0,
) -> Interests:
    """The interests that a test's results tell, with the instrument and its day as `from`.

    `given` is a Holland code of two or three letters, strongest first, such as "RAI"; or all six
    scores by letter or by name, from `lowest` to `highest` (0 to 40 in O*NET's short Interest
    Profiler). A code tells only an order: its letters stand where the strongest of six normal
    values are expected (Blom, Statistical Estimates and Transformed Beta-Variables, 1958), the
    rest share what is left. Raises BadInput where the results cannot be read so.
    """
    if not instrument.strip():
        raise BadInput("results: the instrument is not named; say which test they come from")
    scores = (
        _of_code(given.strip().upper())
        if isinstance(given, str)
        else _of_scores(given, lowest, highest)
    )
    where = f"{instrument.strip()}, {day}" if day else instrument.strip()
    return Interests.model_validate({**scores, "from": where})


def _of_code(code: str) -> dict[str, float]:
    if not 2 <= len(code) <= 3 or len(set(code)) < len(code) or not set(code) <= set(LETTERS):
        raise BadInput(
            f"results: '{code}' is no code of two or three different letters out of "
            f"{', '.join(LETTERS)}, strongest first, such as RAI"
        )
    count = len(LETTERS)
    places = [NormalDist().inv_cdf((count - i - 0.375) / (count + 0.25)) for i in range(count)]
    rest = sum(places[len(code) :]) / (count - len(code))
    by = dict.fromkeys(LETTERS, rest) | dict(zip(code, places, strict=False))
    return {LETTERS[k]: round(MIDDLE + SPREAD * v, 4) for k, v in by.items()}


def _of_scores(given: Mapping[str, float], lowest: float, highest: float) -> dict[str, float]:
    by = {LETTERS.get(key.strip().upper(), key.strip().lower()): v for key, v in given.items()}
    if set(by) != set(INTERESTS) or len(by) != len(given):
        raise BadInput(
            f"results: six scores are needed, one for each of {', '.join(LETTERS)}; "
            "give all of them once"
        )
    if not lowest < highest:
        raise BadInput(f"results: a score cannot go from {lowest:g} to {highest:g}; mend the range")
    for name, score in by.items():
        if not lowest <= score <= highest:
            raise BadInput(
                f"results: {name} is {score:g}, outside {lowest:g} to {highest:g}; mend it, or say "
                "from where to where the test's scores go"
            )
    return {name: round((by[name] - lowest) / (highest - lowest), 4) for name in INTERESTS}
