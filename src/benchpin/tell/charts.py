"""Where the marks of a drawing stand: geometry for the SVG macros, no drawing."""

from dataclasses import dataclass
from textwrap import wrap

from .document import Bars, PayRange

WIDTH = 340
"""The width of every drawing in its own units; it scales with the page."""
_LEFT, _RIGHT = 8, 8
_LABEL = 118
"""Room for the names of the parts."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text or a mark at its place, with where its text is anchored."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class BarPlaced:
    """A bar: its name, its top, its length, None where the part is not known."""

    label: str
    y: float
    length: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class BarsDrawn:
    """The bars of a match with the whisker of its rank."""

    height: float
    left: float
    full: float
    bars: tuple[BarPlaced, ...]
    rank_y: float
    rank_low: float
    rank_at: float
    rank_high: float


def bars_drawn(bars: Bars) -> BarsDrawn:
    """Five thin bars below each other, then the rank on a line from the first to the last."""
    full = WIDTH - _LABEL - 48
    step = 24.0
    placed = tuple(
        BarPlaced(bar.label, i * step, None if bar.score is None else bar.score * full, bar.shown)
        for i, bar in enumerate(bars.bars)
    )
    rank_y = len(placed) * step + 6

    def at(rank: int) -> float:
        return round(_LABEL + (rank - 1) / max(1, bars.roles - 1) * full, 1)

    return BarsDrawn(
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
class RangeDrawn:
    """A range of pay: title lines, marks on an axis, labels, the minimum, and what it is of."""

    height: float
    title: tuple[Placed, ...]
    axis_y: float
    marks: tuple[tuple[str, float], ...]
    labels: tuple[Placed, ...]
    minimum: Placed | None
    foot: tuple[Placed, ...]

    def at(self, percentile: str) -> float | None:
        """Where a percentile stands, None where it is withheld."""
        return dict(self.marks).get(percentile)


def range_drawn(picture: PayRange) -> RangeDrawn:
    """The percentiles on one axis; the quarters' amounts above it, the others below it."""
    title = tuple(
        Placed(_LEFT, 15 + 18 * i, text, "start") for i, text in enumerate(wrap(picture.title, 40))
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
        Placed(_LEFT, axis + 50 + 14 * i, text, "start") for i, text in enumerate(foot_lines)
    )
    least = picture.minimum
    return RangeDrawn(
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


def _minimum(x: float, y: float, text: str) -> Placed:
    anchor = "start" if x < WIDTH / 3 else "end" if x > WIDTH * 2 / 3 else "middle"
    return Placed(x, y, text, anchor)


def _spread(found: list[tuple[float, str]], y: float, room: float = 54) -> tuple[Placed, ...]:
    """Labels in a row, pushed apart where they would touch, kept within the drawing."""
    places = [x for x, _ in found]
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + room)
    limit = WIDTH - room / 2
    for i in reversed(range(len(places))):
        places[i] = min(places[i], limit)
        limit = places[i] - room
    return tuple(Placed(x, y, text) for x, (_, text) in zip(places, found, strict=True))
