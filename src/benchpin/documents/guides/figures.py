"""Figures of the catalog in lines, tables and charts, with area, period, source and caveats."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from benchpin.documents.guides.context import GuideContext, sentence
from benchpin.documents.model import (
    Block,
    BulletList,
    Disclosure,
    Paragraphs,
    SeriesChart,
    SeriesPoint,
    Table,
    TextLine,
)
from benchpin.facts import Figure, ProgrammePrice, catalog_value, figure_value
from benchpin.market.topics import FigureSeries, period_end, period_length
from benchpin.wording.figures import measure_name
from benchpin.wording.format import format_area, format_figure, format_period, format_value
from benchpin.wording.phrases import phrase

OLD_YEARS = 5
"""A figure whose period lies more than this many calendar years back is called old."""
SMALL_SAMPLE = 100
"""A sample with fewer answers than this is called small."""
MAX_OPEN_REMARKS = 2
"""Maximum number of remarks shown at once; more are collapsed."""
MIN_CHART_POINTS = 3
"""Minimum number of periods for a chart of a series."""


def caveats(figure: Figure, today: date | None = None, *, all_secondary: bool = False) -> str:
    """The caveats on a figure (estimate, sample size, second-hand, old); empty if there are none.

    With `today` the age is checked: pass it only for the newest figure of a series.
    `all_secondary`: all figures around it are second-hand too, which is said once elsewhere.
    """
    return ", ".join(_caveat_parts(figure, today, all_secondary))


def _caveat_parts(figure: Figure, today: date | None, all_secondary: bool) -> Iterator[str]:
    if figure.status != "observed":
        yield phrase(f"topic.{figure.status}")
    if figure.confidence == "anecdote":
        yield phrase("topic.anecdote")
    elif figure.sample is not None and figure.sample < SMALL_SAMPLE:
        yield phrase("lists.marks.small", count=figure.sample)
    elif figure.sample is not None:
        yield phrase("lists.marks.sample", count=f"{figure.sample:,}")
    if figure.confidence == "secondary" and not all_secondary:
        yield phrase("lists.marks.secondary")
    if today and figure.period and period_end(figure.period).year + OLD_YEARS < today.year:
        yield phrase("lists.marks.old")


def figure_line(figure: Figure, context: GuideContext) -> TextLine:
    """A figure in one line, with the footnote of its source."""
    text = figure_text(figure, context.catalog.checked_range[1])
    return TextLine(text, context.notes.of([figure.source]))


def figure_text(figure: Figure, today: date) -> str:
    """A figure as text: value, area and period, caveats, and its note."""
    parts = [format_figure(figure_value(figure)), caveats(figure, today)]
    text = "; ".join(part for part in parts if part)
    return f"{text}. {sentence(figure.note)}" if figure.note else f"{text}."


def figure_rows(
    figures: Iterable[Figure], context: GuideContext
) -> tuple[tuple[str, TextLine], ...]:
    """Figures as definition rows by measure; a figure without a period is never shown."""
    return tuple((measure_name(f.measure), figure_line(f, context)) for f in figures if f.period)


def series_table_blocks(
    caption: str, series: Iterable[FigureSeries], context: GuideContext
) -> tuple[Block, ...]:
    """Short series as one table, one figure per row, with remarks and disputes under it."""
    pairs = [
        (figure_series, figure) for figure_series in series for figure in figure_series.figures
    ]
    if not pairs:
        return ()
    today = context.catalog.checked_range[1]
    figures = [figure for _, figure in pairs]
    secondary = _all_secondary(figures)
    # Only the newest figure of each series is checked for its age.
    table = tuple(
        (
            TextLine(measure_name(figure_series.measure), context.notes.of([figure.source])),
            _value_text(figure, today if figure is figure_series.figures[-1] else None, secondary),
            phrase(
                "lists.when_where",
                when=format_period(figure.period or ""),
                where=format_area(figure_series.geography),
            ),
        )
        for figure_series, figure in pairs
    )
    head = tuple(phrase(f"lists.columns.{name}") for name in ("what", "figure", "when_where"))
    return (
        Table(caption, head, table, kind="words"),
        *_remarks(figures),
        *_disputes(figure_series for figure_series, _ in pairs),
        *_secondary_note(secondary),
    )


def _all_secondary(figures: Sequence[Figure]) -> bool:
    return len(figures) > 1 and all(figure.confidence == "secondary" for figure in figures)


def _secondary_note(all_secondary: bool) -> tuple[Block, ...]:
    """The note that all figures are second-hand, shown once instead of at each figure."""
    return (
        (Paragraphs((TextLine(phrase("lists.all_secondary"), tone="soft"),)),)
        if all_secondary
        else ()
    )


def _value_text(figure: Figure, today: date | None, all_secondary: bool) -> str:
    caveat_text = caveats(figure, today, all_secondary=all_secondary)
    return (
        f"{format_value(figure_value(figure))} ({caveat_text})"
        if caveat_text
        else format_value(figure_value(figure))
    )


def _remarks(figures: Iterable[Figure]) -> tuple[Block, ...]:
    """The notes on figures, each note once."""
    notes: dict[str, Figure] = {}
    # A note that several figures share is shown once, at the first of them.
    for figure in figures:
        if figure.note:
            notes.setdefault(figure.note, figure)
    lines = tuple(
        TextLine(
            sentence(note),
            lead=phrase(
                "lists.remark",
                what=measure_name(figure.measure),
                when=format_period(figure.period or ""),
            ),
            tone="soft",
        )
        for note, figure in notes.items()
    )
    if len(lines) > MAX_OPEN_REMARKS:
        return (Disclosure(phrase("lists.remarks"), BulletList(lines)),)
    return (Paragraphs(lines),) if lines else ()


def _disputes(series: Iterable[FigureSeries]) -> tuple[Block, ...]:
    lines = dict.fromkeys(
        TextLine(
            phrase("topic.disputed", when=format_period(period)),
            lead=measure_name(figure_series.measure),
        )
        for figure_series in series
        for period in figure_series.disputed
    )
    return (Paragraphs(tuple(lines)),) if lines else ()


def series_chart_blocks(key: str, series: FigureSeries, context: GuideContext) -> tuple[Block, ...]:
    """A series as a chart with its table, followed by remarks and disputed periods."""
    return (
        figure_series_chart(key, series, context),
        *_remarks(series.figures),
        *_disputes([series]),
        *_secondary_note(_all_secondary(series.figures)),
    )


def figure_series_chart(key: str, series: FigureSeries, context: GuideContext) -> SeriesChart:
    """A series of the catalog as a chart, with its table."""
    name, area_name = measure_name(series.measure), format_area(series.geography)
    today = context.catalog.checked_range[1]
    figures, last = series.figures, len(series.figures) - 1
    table = Table(
        phrase("lists.series", what=name, area=area_name),
        (phrase("lists.columns.when"), phrase("lists.columns.figure")),
        tuple(
            (
                TextLine(format_period(figure.period or ""), context.notes.of([figure.source])),
                _value_text(figure, today if i == last else None, _all_secondary(figures)),
            )
            for i, figure in enumerate(figures)
        ),
    )
    dots = tuple(
        SeriesPoint(
            day=period_end(figure.period or "").toordinal(),
            low=figure.low,
            high=figure.high,
            value_text=format_value(figure_value(figure)),
            period_text=_period_text(figure),
            firm=figure.status == "observed",
        )
        for figure in figures
    )
    publishers = dict.fromkeys(context.notes.publisher(f.source) for f in figures)
    return build_series_chart(
        key, name, area_name, dots, "; ".join(publishers), table, joined=_is_continuous(series)
    )


_MAX_GAP_DAYS = {"month": 31, "quarter": 92, "year": 366}
"""The longest distance in days between the starts of two periods in a row, by kind of period."""


def _is_continuous(series: FigureSeries) -> bool:
    """Whether a line may join the figures: none is disputed, and no period is missing."""
    # A line says that the figures compare and that nothing is missing in between.
    periods = [figure.period or "" for figure in series.figures]
    return not series.disputed and all(
        0
        < (period_end(later) - period_end(earlier)).days
        <= _MAX_GAP_DAYS.get(period_length(later), 1)
        for earlier, later in pairwise(periods)
    )


def _period_text(figure: Figure) -> str:
    """The period of a figure, with its status (estimate, forecast) if it was not observed."""
    period = format_period(figure.period or "")
    if figure.status == "observed":
        return period
    return phrase("lists.status_then", when=period, status=phrase(f"topic.{figure.status}"))


def build_series_chart(
    key: str,
    name: str,
    area_name: str,
    dots: tuple[SeriesPoint, ...],
    publishers: str,
    table: Table,
    *,
    joined: bool,
) -> SeriesChart:
    """A chart whose title states the first and the last figure."""
    first, last = dots[0], dots[-1]
    legend = "" if all(dot.firm for dot in dots) else phrase("lists.hollow")
    return SeriesChart(
        key=key,
        title=phrase(
            "lists.finding",
            what=name,
            first=first.value_text,
            then=first.period_text,
            last=last.value_text,
            now=last.period_text,
        ),
        description=phrase(
            "lists.course",
            what=name,
            area=area_name,
            points="; ".join(
                f"{dot.period_text} {dot.value_text}" for dot in _evenly_sampled(dots)
            ),
        ),
        dots=dots,
        joined=joined,
        unit="; ".join(part for part in (area_name, legend) if part),
        credit=phrase("pay.credit", source=publishers),
        table=table,
    )


def _evenly_sampled(dots: tuple[SeriesPoint, ...], limit: int = 12) -> tuple[SeriesPoint, ...]:
    """At most `limit` figures for the text description, evenly spaced, with first and last."""
    if len(dots) <= limit:
        return dots
    return tuple(dots[round(i * (len(dots) - 1) / (limit - 1))] for i in range(limit))


def price_amount_text(price: ProgrammePrice) -> str:
    """The amount of a price with its currency and, unless it is for the whole, its unit."""
    unit = price.currency if price.per == "whole" else f"{price.currency}/{price.per}"
    low, high = price.amount_low, price.amount_high
    amount = catalog_value(low if low == high else (low, high), "programmes", unit)
    return format_value(amount)
