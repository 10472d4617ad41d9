"""Measurements as Markdown, for people and for the documentation."""

from collections.abc import Iterable, Iterator

from benchpin.evaluate.model import Measurement, Score
from benchpin.evaluate.registry import SkippedMeasure


def as_markdown(found: Iterable[Measurement | SkippedMeasure], engine: str) -> str:
    """One section a measurement: what counted as right, and a table of scores with intervals."""
    return "\n".join(_lines(found, engine))


def _lines(found: Iterable[Measurement | SkippedMeasure], engine: str) -> Iterator[str]:
    yield "# What was measured"
    yield ""
    yield f"By `benchpin evaluate`, version {engine}. In brackets the 95% interval of a percentile"
    yield "bootstrap over cases (2,000 draws, seed 0). A baseline was measured in the same run."
    for each in found:
        yield ""
        if isinstance(each, SkippedMeasure):
            yield f"## {each.name}: not measured"
            yield ""
            yield f"{each.because[:1].upper()}{each.because[1:]}."
        else:
            yield from _section(each)
    yield ""


def _section(found: Measurement) -> Iterator[str]:
    yield f"## {found.title}"
    yield ""
    data = ", ".join(found.data) or "none"
    yield f"`{found.name}`. Right is: {found.truth}. {found.cases:,} {found.unit}."
    yield f"Data: {data}. Seed {found.seed}."
    yield ""
    yield "| way | measure | value | 95% interval | aim |"
    yield "| --- | --- | --- | --- | --- |"
    for score in found.scores:
        cells = (_who(score), score.what, _number(score.value), _interval(score), _aim(score))
        yield f"| {' | '.join(cells)} |"
    if found.notes:
        yield ""
        for note in found.notes:
            yield f"- {note}"


def _who(score: Score) -> str:
    return score.who if score.baseline else f"**{score.who}**"


def _number(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _interval(score: Score) -> str:
    if score.low is None or score.high is None:
        return ""
    return f"{_number(score.low)} to {_number(score.high)}"


def _aim(score: Score) -> str:
    return "" if score.aim is None else f"{score.aim:g}"
