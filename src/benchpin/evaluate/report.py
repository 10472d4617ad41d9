"""Measurements as Markdown, for people and for the documentation."""

from collections.abc import Iterable, Iterator

from benchpin.evaluate.model import Measurement, Score
from benchpin.evaluate.registry import SkippedMeasure


def as_markdown(measurements: Iterable[Measurement | SkippedMeasure], engine: str) -> str:
    """A Markdown document with one section per measure; `engine` is the version of Benchpin."""
    return "\n".join(_lines(measurements, engine))


def _lines(measurements: Iterable[Measurement | SkippedMeasure], engine: str) -> Iterator[str]:
    yield "# What was measured"
    yield ""
    yield f"By `benchpin evaluate`, version {engine}. In brackets the 95% interval of a percentile"
    yield "bootstrap over cases (2,000 draws, seed 0). A baseline was measured in the same run."
    for measurement in measurements:
        yield ""
        if isinstance(measurement, SkippedMeasure):
            yield f"## {measurement.name}: not measured"
            yield ""
            yield f"{measurement.reason[:1].upper()}{measurement.reason[1:]}."
        else:
            yield from _section(measurement)
    yield ""


def _section(measurement: Measurement) -> Iterator[str]:
    yield f"## {measurement.title}"
    yield ""
    data = ", ".join(measurement.data) or "none"
    cases = f"{measurement.cases:,} {measurement.unit}"
    yield f"`{measurement.name}`. Right is: {measurement.truth}. {cases}."
    yield f"Data: {data}. Seed {measurement.seed}."
    yield ""
    yield "| way | measure | value | 95% interval | aim |"
    yield "| --- | --- | --- | --- | --- |"
    for score in measurement.scores:
        cells = (_subject(score), score.metric, _number(score.value), _interval(score), _aim(score))
        yield f"| {' | '.join(cells)} |"
    if measurement.notes:
        yield ""
        for note in measurement.notes:
            yield f"- {note}"


def _subject(score: Score) -> str:
    return score.subject if score.baseline else f"**{score.subject}**"


def _number(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _interval(score: Score) -> str:
    if score.low is None or score.high is None:
        return ""
    return f"{_number(score.low)} to {_number(score.high)}"


def _aim(score: Score) -> str:
    return "" if score.aim is None else f"{score.aim:g}"
