"""Where the marks of a drawing stand: geometry for the SVG macros, no drawing."""

from dataclasses import dataclass
from textwrap import wrap

from benchpin.documents.model import PayRange, ScoreChart, SeriesChart

WIDTH = 340
"""The width of every drawing in its own units; it scales with the page."""
_LEFT, _RIGHT = 8, 8
_LABEL = 128
"""Room for the names of the parts."""


@dataclass(frozen=True, slots=True)
class TextMark:
    """A text or a mark at its place, with where its text is anchored."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class BarLayout:
    """A bar: its name, its top, its length, None where the part is not known."""

    label: str
    y: float
    length: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class ScoreChartLayout:
    """The bars of a match with the whisker of its rank."""

    height: float
    left: float
    full: float
    bars: tuple[BarLayout, ...]
    rank_y: float
    rank_low: float
    rank_at: float
    rank_high: float


def layout_score_chart(bars: ScoreChart) -> ScoreChartLayout:
    """Five thin bars below each other, then the rank on a line from the first to the last."""
    full = WIDTH - _LABEL - 48
    step = 24.0
    placed = tuple(
        BarLayout(bar.label, i * step, None if bar.score is None else bar.score * full, bar.shown)
        for i, bar in enumerate(bars.bars)
    )
    rank_y = len(placed) * step + 6

    def at(rank: int) -> float:
        return round(_LABEL + (rank - 1) / max(1, bars.roles - 1) * full, 1)

    return ScoreChartLayout(
        height=rank_y + 34,
        left=_LABEL,
        full=full,
        bars=placed,
        rank_y=rank_y,
        rank_low=at(bars.low),
        rank_at=at(bars.rank),
        rank_high=at(bars.high),
    )


@dataclass(frozen=True, slots=True)
class PayRangeLayout:
    """A range of pay: title lines, marks on an axis, labels, the minimum, and what it is of."""

    height: float
    title: tuple[TextMark, ...]
    axis_y: float
    marks: tuple[tuple[str, float], ...]
    labels: tuple[TextMark, ...]
    minimum: TextMark | None
    foot: tuple[TextMark, ...]

    def at(self, percentile: str) -> float | None:
        """Where a percentile stands, None where it is withheld."""
        return dict(self.marks).get(percentile)


def layout_pay_range(picture: PayRange) -> PayRangeLayout:
    """The percentiles on one axis; the quarters' amounts above it, the others below it."""
    title = tuple(
        TextMark(_LEFT, 15 + 18 * i, text, "start")
        for i, text in enumerate(wrap(picture.title, 40))
    )
    amounts = [mark.amount for mark in picture.marks]
    low, high = min(amounts), max(amounts)
    if picture.minimum:
        low, high = min(low, picture.minimum.amount), max(high, picture.minimum.amount)
    span = (high - low) or 1.0
    inner = WIDTH - _LEFT - _RIGHT - 56

    def at(amount: float) -> float:
        return round(_LEFT + 28 + (amount - low) / span * inner, 1)

    top = 15 + 18 * (len(title) - 1)
    axis = top + (72 if picture.minimum else 44)
    marks = tuple((mark.percentile, at(mark.amount)) for mark in picture.marks)
    above = [(at(m.amount), m.shown) for m in picture.marks if m.percentile in ("25", "75")]
    below = [(at(m.amount), m.shown) for m in picture.marks if m.percentile not in ("25", "75")]
    labels = (*_spread(above, axis - 17), *_spread(below, axis + 26))
    foot_lines = [*wrap(picture.unit, 54), *wrap(picture.credit, 54)]
    foot = tuple(
        TextMark(_LEFT, axis + 50 + 14 * i, text, "start") for i, text in enumerate(foot_lines)
    )
    least = picture.minimum
    return PayRangeLayout(
        height=axis + 50 + 14 * len(foot_lines),
        title=title,
        axis_y=axis,
        marks=marks,
        labels=labels,
        minimum=_minimum(at(least.amount), top + 22, f"{least.percentile} {least.shown}")
        if least
        else None,
        foot=foot,
    )


def _minimum(x: float, y: float, text: str) -> TextMark:
    anchor = "start" if x < WIDTH / 3 else "end" if x > WIDTH * 2 / 3 else "middle"
    return TextMark(x, y, text, anchor)


def _spread(found: list[tuple[float, str]], y: float, room: float = 54) -> tuple[TextMark, ...]:
    """Labels in a row, pushed apart where they would touch, kept within the drawing."""
    places = [x for x, _ in found]
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + room)
    limit = WIDTH - room / 2
    for i in reversed(range(len(places))):
        places[i] = min(places[i], limit)
        limit = places[i] - room
    return tuple(TextMark(x, y, text) for x, (_, text) in zip(places, found, strict=True))


@dataclass(frozen=True, slots=True)
class PointLayout:
    """A figure of a series: its place from low to high; hollow where it was not observed."""

    x: float
    low: float
    high: float
    firm: bool


@dataclass(frozen=True, slots=True)
class SeriesLayout:
    """A series: title lines, the line of zero, dots, the line between them, labels, its foot."""

    height: float
    title: tuple[TextMark, ...]
    zero: float
    dots: tuple[PointLayout, ...]
    line: str
    labels: tuple[TextMark, ...]
    foot: tuple[TextMark, ...]


_PLOT = 110
"""The height of a series, from zero to its highest figure."""
_MANY_DOTS = 40
"""From how many figures on a line alone is drawn."""
_LETTER = 6.6
"""How wide a letter of a label is, nearly."""
_APART = 14
"""How far above each other labels stand at the least."""


def layout_series(found: SeriesChart) -> SeriesLayout:
    """Figures over time, zero among the amounts; the first, last, highest and lowest are named."""
    title = tuple(
        TextMark(_LEFT, 15 + 18 * i, text, "start") for i, text in enumerate(wrap(found.title, 40))
    )
    top = 15 + 18 * (len(title) - 1) + 30
    days = [dot.day for dot in found.dots]
    low, high = min(0.0, *(d.low for d in found.dots)), max(0.0, *(d.high for d in found.dots))
    across, up = (max(days) - min(days)) or 1, (high - low) or 1.0

    def x(day: int) -> float:
        return round(_LEFT + 6 + (day - min(days)) / across * (WIDTH - _LEFT - _RIGHT - 12), 1)

    def y(amount: float) -> float:
        return round(top + (high - amount) / up * _PLOT, 1)

    dots = tuple(PointLayout(x(d.day), y(d.low), y(d.high), d.firm) for d in found.dots)
    middles = [f"{dot.x},{(dot.low + dot.high) / 2:.1f}" for dot in dots]
    under = top + _PLOT + 18
    foot_lines = [*wrap(found.unit, 54), *wrap(found.credit, 54)]
    first, last = found.dots[0], found.dots[-1]
    lower = 14 if _LETTER * (len(first.when) + len(last.when)) > WIDTH - 4 * _LEFT else 0
    return SeriesLayout(
        height=under + lower + 20 + 14 * len(foot_lines),
        title=title,
        zero=y(0.0),
        dots=dots if len(dots) < _MANY_DOTS else (),
        line=" ".join(middles) if found.joined else "",
        labels=(
            *_named_dots(found, dots, y(0.0)),
            TextMark(_LEFT, under, first.when, "start"),
            TextMark(WIDTH - _RIGHT, under + lower, last.when, "end"),
        ),
        foot=tuple(
            TextMark(_LEFT, under + lower + 22 + 14 * i, text, "start")
            for i, text in enumerate(foot_lines)
        ),
    )


def _named_dots(
    found: SeriesChart, dots: tuple[PointLayout, ...], zero: float
) -> tuple[TextMark, ...]:
    """The amounts of the last, first, highest and lowest figure, where there is room for them."""
    highest = max(range(len(dots)), key=lambda i: found.dots[i].high)
    lowest = min(range(len(dots)), key=lambda i: found.dots[i].low)
    placed: list[TextMark] = []
    for i in dict.fromkeys((highest, len(dots) - 1, 0, lowest)):
        dot, text = dots[i], found.dots[i].shown
        # Above the figure, else below it; the highest stands clear of all others above it.
        for y in (dot.high - 9, dot.low + 20):
            one = _beside(dot.x, y, text)
            clear = y <= zero - 3 or y >= zero + 14
            if clear and not (_on_a_dot(one, dots) or any(_touch(one, o) for o in placed)):
                placed.append(one)
                break
    return tuple(placed)


def _beside(x: float, y: float, text: str) -> TextMark:
    """An amount above or below its figure, within the drawing."""
    half = _LETTER * len(text) / 2
    if x - half < _LEFT:
        return TextMark(_LEFT, y, text, "start")
    if x + half > WIDTH - _RIGHT:
        return TextMark(WIDTH - _RIGHT, y, text, "end")
    return TextMark(x, y, text)


def _touch(one: TextMark, other: TextMark) -> bool:
    left, right = _ends(one)
    start, end = _ends(other)
    return abs(one.y - other.y) < _APART and left < end + 8 and start < right + 8


def _on_a_dot(one: TextMark, dots: tuple[PointLayout, ...]) -> bool:
    """Whether a label would lie on a figure."""
    left, right = _ends(one)
    return any(
        left <= dot.x <= right and dot.high <= one.y + 4 and dot.low >= one.y - 12 for dot in dots
    )


def _ends(text: TextMark) -> tuple[float, float]:
    """From where to where a text goes."""
    wide = _LETTER * len(text.text)
    start = {"start": text.x, "end": text.x - wide}.get(text.anchor, text.x - wide / 2)
    return start, start + wide
