"""The layout of the SVG charts: coordinates for the macros of charts.html.

Coordinates are in units of the viewBox, y downwards; the macros draw and compute nothing.
"""

from dataclasses import dataclass
from textwrap import wrap

from benchpin.documents.model import PayRange, ScoreChart, SeriesChart

WIDTH = 340
"""The width of every chart in units of its viewBox; CSS scales it to the page."""
_LEFT_MARGIN, _RIGHT_MARGIN = 8, 8
_LABEL_WIDTH = 128
"""The width reserved for the labels of the bars."""


@dataclass(frozen=True, slots=True)
class TextMark:
    """A text at its position, with its SVG text-anchor."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class BarLayout:
    """A bar: its label, its top, its length (None if the score is unknown), and its value."""

    label: str
    y: float
    length: float | None
    value_text: str


@dataclass(frozen=True, slots=True)
class ScoreChartLayout:
    """The bars of a match, and the rank with its interval on an axis below them.

    `full_length` is the length of a bar with score 1.
    """

    height: float
    left: float
    full_length: float
    bars: tuple[BarLayout, ...]
    rank_y: float
    rank_low_x: float
    rank_x: float
    rank_high_x: float


def layout_score_chart(chart: ScoreChart) -> ScoreChartLayout:
    """One bar per part of the score, then the rank on an axis from rank 1 to the last."""
    full_length = WIDTH - _LABEL_WIDTH - 48
    step = 24.0
    bar_layouts = tuple(
        BarLayout(
            bar.label,
            i * step,
            None if bar.score is None else bar.score * full_length,
            bar.value_text,
        )
        for i, bar in enumerate(chart.bars)
    )
    rank_y = len(bar_layouts) * step + 6

    def x_of_rank(rank: int) -> float:
        return round(_LABEL_WIDTH + (rank - 1) / max(1, chart.roles - 1) * full_length, 1)

    return ScoreChartLayout(
        height=rank_y + 34,
        left=_LABEL_WIDTH,
        full_length=full_length,
        bars=bar_layouts,
        rank_y=rank_y,
        rank_low_x=x_of_rank(chart.low),
        rank_x=x_of_rank(chart.rank),
        rank_high_x=x_of_rank(chart.high),
    )


@dataclass(frozen=True, slots=True)
class PayRangeLayout:
    """A range of pay: title lines, percentiles on an axis, labels, the person's minimum, footer."""

    height: float
    title: tuple[TextMark, ...]
    axis_y: float
    marks: tuple[tuple[str, float], ...]
    labels: tuple[TextMark, ...]
    minimum: TextMark | None
    foot: tuple[TextMark, ...]

    def x_of(self, percentile: str) -> float | None:
        """The x of a percentile, None if it is withheld."""
        return dict(self.marks).get(percentile)


def layout_pay_range(pay_range: PayRange) -> PayRangeLayout:
    """The percentiles on one axis: labels of 25 and 75 above it, the others below it."""
    title = tuple(
        TextMark(_LEFT_MARGIN, 15 + 18 * i, text, "start")
        for i, text in enumerate(wrap(pay_range.title, 40))
    )
    amounts = [mark.amount for mark in pay_range.marks]
    low, high = min(amounts), max(amounts)
    if pay_range.minimum:
        low, high = min(low, pay_range.minimum.amount), max(high, pay_range.minimum.amount)
    # All percentiles may be the same: avoid a division by zero.
    amount_span = (high - low) or 1.0
    inner_width = WIDTH - _LEFT_MARGIN - _RIGHT_MARGIN - 56

    def x_of_amount(amount: float) -> float:
        return round(_LEFT_MARGIN + 28 + (amount - low) / amount_span * inner_width, 1)

    top = 15 + 18 * (len(title) - 1)
    axis = top + (72 if pay_range.minimum else 44)
    marks = tuple((mark.percentile, x_of_amount(mark.amount)) for mark in pay_range.marks)
    above = [
        (x_of_amount(m.amount), m.value_text)
        for m in pay_range.marks
        if m.percentile in ("25", "75")
    ]
    below = [
        (x_of_amount(m.amount), m.value_text)
        for m in pay_range.marks
        if m.percentile not in ("25", "75")
    ]
    labels = (*_spread(above, axis - 17), *_spread(below, axis + 26))
    foot_lines = [*wrap(pay_range.unit, 54), *wrap(pay_range.credit, 54)]
    foot = tuple(
        TextMark(_LEFT_MARGIN, axis + 50 + 14 * i, text, "start")
        for i, text in enumerate(foot_lines)
    )
    minimum = pay_range.minimum
    return PayRangeLayout(
        height=axis + 50 + 14 * len(foot_lines),
        title=title,
        axis_y=axis,
        marks=marks,
        labels=labels,
        minimum=_minimum(
            x_of_amount(minimum.amount), top + 22, f"{minimum.percentile} {minimum.value_text}"
        )
        if minimum
        else None,
        foot=foot,
    )


def _minimum(x: float, y: float, text: str) -> TextMark:
    anchor = "start" if x < WIDTH / 3 else "end" if x > WIDTH * 2 / 3 else "middle"
    return TextMark(x, y, text, anchor)


def _spread(labels: list[tuple[float, str]], y: float, min_gap: float = 54) -> tuple[TextMark, ...]:
    """Labels in one row, pushed apart where they would overlap, and kept within the chart."""
    # Push overlapping labels to the right, then back from the right edge.
    positions = [x for x, _ in labels]
    for i in range(1, len(positions)):
        positions[i] = max(positions[i], positions[i - 1] + min_gap)
    limit = WIDTH - min_gap / 2
    for i in reversed(range(len(positions))):
        positions[i] = min(positions[i], limit)
        limit = positions[i] - min_gap
    return tuple(TextMark(x, y, text) for x, (_, text) in zip(positions, labels, strict=True))


@dataclass(frozen=True, slots=True)
class PointLayout:
    """A figure of a series, from low to high; drawn hollow unless `firm` (observed)."""

    x: float
    low: float
    high: float
    firm: bool


@dataclass(frozen=True, slots=True)
class SeriesLayout:
    """A series: title lines, the y of zero, dots, the polyline between them, labels, footer."""

    height: float
    title: tuple[TextMark, ...]
    zero: float
    dots: tuple[PointLayout, ...]
    line: str
    labels: tuple[TextMark, ...]
    foot: tuple[TextMark, ...]


_PLOT_HEIGHT = 110
"""The height of the plot in viewBox units, from its lowest to its highest amount."""
_MAX_DOTS = 40
"""With this many figures or more, only the line is drawn."""
_LETTER_WIDTH = 6.6
"""The approximate width of a letter of a label: the layout cannot measure text."""
_MIN_LABEL_GAP = 14
"""The minimum vertical distance of labels that overlap horizontally."""


def layout_series(chart: SeriesChart) -> SeriesLayout:
    """Figures over time on a scale that includes zero; labels at the extremes and both ends."""
    title = tuple(
        TextMark(_LEFT_MARGIN, 15 + 18 * i, text, "start")
        for i, text in enumerate(wrap(chart.title, 40))
    )
    top = 15 + 18 * (len(title) - 1) + 30
    days = [dot.day for dot in chart.dots]
    low, high = min(0.0, *(d.low for d in chart.dots)), max(0.0, *(d.high for d in chart.dots))
    day_span, amount_span = (max(days) - min(days)) or 1, (high - low) or 1.0

    def x(day: int) -> float:
        return round(
            _LEFT_MARGIN
            + 6
            + (day - min(days)) / day_span * (WIDTH - _LEFT_MARGIN - _RIGHT_MARGIN - 12),
            1,
        )

    def y(amount: float) -> float:
        return round(top + (high - amount) / amount_span * _PLOT_HEIGHT, 1)

    dots = tuple(PointLayout(x(d.day), y(d.low), y(d.high), d.firm) for d in chart.dots)
    middles = [f"{dot.x},{(dot.low + dot.high) / 2:.1f}" for dot in dots]
    period_y = top + _PLOT_HEIGHT + 18
    foot_lines = [*wrap(chart.unit, 54), *wrap(chart.credit, 54)]
    first, last = chart.dots[0], chart.dots[-1]
    # The first and the last period share a row unless they would run into each other.
    last_offset = (
        14
        if _LETTER_WIDTH * (len(first.period_text) + len(last.period_text))
        > WIDTH - 4 * _LEFT_MARGIN
        else 0
    )
    return SeriesLayout(
        height=period_y + last_offset + 20 + 14 * len(foot_lines),
        title=title,
        zero=y(0.0),
        dots=dots if len(dots) < _MAX_DOTS else (),
        line=" ".join(middles) if chart.joined else "",
        labels=(
            *_value_labels(chart, dots, y(0.0)),
            TextMark(_LEFT_MARGIN, period_y, first.period_text, "start"),
            TextMark(WIDTH - _RIGHT_MARGIN, period_y + last_offset, last.period_text, "end"),
        ),
        foot=tuple(
            TextMark(_LEFT_MARGIN, period_y + last_offset + 22 + 14 * i, text, "start")
            for i, text in enumerate(foot_lines)
        ),
    )


def _value_labels(
    chart: SeriesChart, dots: tuple[PointLayout, ...], zero: float
) -> tuple[TextMark, ...]:
    """Labels at the highest, last, first and lowest figure, as far as there is room for them."""
    highest = max(range(len(dots)), key=lambda i: chart.dots[i].high)
    lowest = min(range(len(dots)), key=lambda i: chart.dots[i].low)
    labels: list[TextMark] = []
    for i in dict.fromkeys((highest, len(dots) - 1, 0, lowest)):
        dot, text = dots[i], chart.dots[i].value_text
        # Above the figure, else below it. The highest comes first: nothing is in its way above.
        for y in (dot.high - 9, dot.low + 20):
            label = _value_label(dot.x, y, text)
            clear = y <= zero - 3 or y >= zero + 14
            if clear and not (
                _covers_dot(label, dots) or any(_labels_overlap(label, o) for o in labels)
            ):
                labels.append(label)
                break
    return tuple(labels)


def _value_label(x: float, y: float, text: str) -> TextMark:
    """The label of a figure, moved inside the margins of the chart."""
    half_width = _LETTER_WIDTH * len(text) / 2
    if x - half_width < _LEFT_MARGIN:
        return TextMark(_LEFT_MARGIN, y, text, "start")
    if x + half_width > WIDTH - _RIGHT_MARGIN:
        return TextMark(WIDTH - _RIGHT_MARGIN, y, text, "end")
    return TextMark(x, y, text)


def _labels_overlap(label: TextMark, other_label: TextMark) -> bool:
    left, right = _horizontal_extent(label)
    start, end = _horizontal_extent(other_label)
    return abs(label.y - other_label.y) < _MIN_LABEL_GAP and left < end + 8 and start < right + 8


def _covers_dot(label: TextMark, dots: tuple[PointLayout, ...]) -> bool:
    """Whether a label would cover a dot."""
    left, right = _horizontal_extent(label)
    return any(
        left <= dot.x <= right and dot.high <= label.y + 4 and dot.low >= label.y - 12
        for dot in dots
    )


def _horizontal_extent(label: TextMark) -> tuple[float, float]:
    """The left and right end of a label, from its estimated width."""
    text_width = _LETTER_WIDTH * len(label.text)
    start = {"start": label.x, "end": label.x - text_width}.get(
        label.anchor, label.x - text_width / 2
    )
    return start, start + text_width
