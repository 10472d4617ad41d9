"""How a figure of the catalog is told: with unit, area, period and source, and what to weigh."""

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
from benchpin.market.topics import FigureSeries, period_bounds, series_period
from benchpin.wording.figures import measure_name
from benchpin.wording.format import format_area, format_period, format_value
from benchpin.wording.format import format_figure as with_place
from benchpin.wording.phrases import phrase

OLD_YEARS = 5
"""From how many years after its period a figure is called old."""
SMALL_SAMPLE = 100
"""Below how many answers a sample is called small."""
OPEN_REMARKS = 2
"""Up to how many remarks on figures stand open; more are folded."""
CHART_POINTS = 3
"""From how many figures on a series is drawn."""


def caveats(figure: Figure, today: date | None = None, *, all_secondary: bool = False) -> str:
    """What a figure is, where it is not simply a fresh count.

    Only the newest of a series may be old: then `today` is given. `all_secondary`: the figures
    around it are quoted at second hand as well, which is said once for all of them.
    """
    return ", ".join(_marks(figure, today, all_secondary))


def _marks(figure: Figure, today: date | None, all_secondary: bool) -> Iterator[str]:
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
    if today and figure.period and period_bounds(figure.period).year + OLD_YEARS < today.year:
        yield phrase("lists.marks.old")


def figure_line(figure: Figure, teller: GuideContext) -> TextLine:
    """A figure in one line with its source."""
    said = in_words(figure, teller.catalog.checked_range[1])
    return TextLine(said, teller.notes.of([figure.source]))


def in_words(figure: Figure, today: date) -> str:
    """A figure in one line: its value, area and period, what to weigh, and its note."""
    said = [with_place(figure_value(figure)), caveats(figure, today)]
    text = "; ".join(part for part in said if part)
    return f"{text}. {sentence(figure.note)}" if figure.note else f"{text}."


def facts_of(figures: Iterable[Figure], teller: GuideContext) -> tuple[tuple[str, TextLine], ...]:
    """Figures as rows of facts, by what they measure; one without a period is never shown."""
    return tuple((measure_name(f.measure), figure_line(f, teller)) for f in figures if f.period)


def table_of(
    caption: str, series: Iterable[FigureSeries], teller: GuideContext
) -> tuple[Block, ...]:
    """Short series as one table, figures that differ one below the other, notes under it."""
    held = [(each, figure) for each in series for figure in each.figures]
    if not held:
        return ()
    today = teller.catalog.checked_range[1]
    figures = [figure for _, figure in held]
    secondary = _all_secondary(figures)
    table = tuple(
        (
            TextLine(measure_name(each.measure), teller.notes.of([figure.source])),
            _marked(figure, today if figure is each.figures[-1] else None, secondary),
            phrase(
                "lists.when_where",
                when=format_period(figure.period or ""),
                where=format_area(each.geography),
            ),
        )
        for each, figure in held
    )
    head = tuple(phrase(f"lists.columns.{name}") for name in ("what", "figure", "when_where"))
    return (
        Table(caption, head, table, kind="words"),
        *_remarks(figures),
        *_disputes(each for each, _ in held),
        *_second_hand(secondary),
    )


def _all_secondary(figures: Sequence[Figure]) -> bool:
    return len(figures) > 1 and all(figure.confidence == "secondary" for figure in figures)


def _second_hand(secondary: bool) -> tuple[Block, ...]:
    """What is said once where every figure is quoted at second hand."""
    return (
        (Paragraphs((TextLine(phrase("lists.all_secondary"), tone="soft"),)),) if secondary else ()
    )


def _marked(figure: Figure, today: date | None, secondary: bool) -> str:
    said = caveats(figure, today, all_secondary=secondary)
    return (
        f"{format_value(figure_value(figure))} ({said})"
        if said
        else format_value(figure_value(figure))
    )


def _remarks(figures: Iterable[Figure]) -> tuple[Block, ...]:
    """The notes of figures, each note once."""
    notes: dict[str, Figure] = {}
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
    if len(lines) > OPEN_REMARKS:
        return (Disclosure(phrase("lists.remarks"), BulletList(lines)),)
    return (Paragraphs(lines),) if lines else ()


def _disputes(series: Iterable[FigureSeries]) -> tuple[Block, ...]:
    lines = dict.fromkeys(
        TextLine(
            phrase("topic.disputed", when=format_period(when)), lead=measure_name(each.measure)
        )
        for each in series
        for when in each.disputed
    )
    return (Paragraphs(tuple(lines)),) if lines else ()


def series_chart(key: str, series: FigureSeries, teller: GuideContext) -> tuple[Block, ...]:
    """A series as a drawing with its table, the remarks on it, and what is disputed in it."""
    return (
        chart(key, series, teller),
        *_remarks(series.figures),
        *_disputes([series]),
        *_second_hand(_all_secondary(series.figures)),
    )


def chart(key: str, series: FigureSeries, teller: GuideContext) -> SeriesChart:
    """A series of the catalog as a drawing, with its table."""
    name, where = measure_name(series.measure), format_area(series.geography)
    today = teller.catalog.checked_range[1]
    figures, last = series.figures, len(series.figures) - 1
    table = Table(
        phrase("lists.series", what=name, area=where),
        (phrase("lists.columns.when"), phrase("lists.columns.figure")),
        tuple(
            (
                TextLine(format_period(figure.period or ""), teller.notes.of([figure.source])),
                _marked(figure, today if i == last else None, _all_secondary(figures)),
            )
            for i, figure in enumerate(figures)
        ),
    )
    dots = tuple(
        SeriesPoint(
            day=period_bounds(figure.period or "").toordinal(),
            low=figure.low,
            high=figure.high,
            shown=format_value(figure_value(figure)),
            when=_when(figure),
            firm=figure.status == "observed",
        )
        for figure in figures
    )
    publishers = dict.fromkeys(teller.notes.publisher(f.source) for f in figures)
    return build_series_chart(
        key, name, where, dots, "; ".join(publishers), table, joined=_joined(series)
    )


_DAYS = {"month": 31, "quarter": 92, "year": 366}


def _joined(series: FigureSeries) -> bool:
    """Whether a line may join the figures: none is disputed, and no period between is missing."""
    periods = [figure.period or "" for figure in series.figures]
    return not series.disputed and all(
        0
        < (period_bounds(later) - period_bounds(earlier)).days
        <= _DAYS.get(series_period(later), 1)
        for earlier, later in pairwise(periods)
    )


def _when(figure: Figure) -> str:
    """The period of a figure, and what it is where it was not observed."""
    when = format_period(figure.period or "")
    if figure.status == "observed":
        return when
    return phrase("lists.status_then", when=when, status=phrase(f"topic.{figure.status}"))


def build_series_chart(
    key: str,
    name: str,
    where: str,
    dots: tuple[SeriesPoint, ...],
    publishers: str,
    table: Table,
    *,
    joined: bool,
) -> SeriesChart:
    """A drawing whose title tells the first and the last figure."""
    first, last = dots[0], dots[-1]
    unsure = "" if all(dot.firm for dot in dots) else phrase("lists.hollow")
    return SeriesChart(
        key=key,
        title=phrase(
            "lists.finding",
            what=name,
            first=first.shown,
            then=first.when,
            last=last.shown,
            now=last.when,
        ),
        description=phrase(
            "lists.course",
            what=name,
            area=where,
            points="; ".join(f"{dot.when} {dot.shown}" for dot in _described(dots)),
        ),
        dots=dots,
        joined=joined,
        unit="; ".join(part for part in (where, unsure) if part),
        credit=phrase("pay.credit", source=publishers),
        table=table,
    )


def _described(dots: tuple[SeriesPoint, ...], most: int = 12) -> tuple[SeriesPoint, ...]:
    """All figures of a short series; of a long one some, evenly, with the first and the last."""
    if len(dots) <= most:
        return dots
    return tuple(dots[round(i * (len(dots) - 1) / (most - 1))] for i in range(most))


def amount_of(price: ProgrammePrice) -> str:
    """The amount of a price in its currency, for a year, a course or a credit where it is."""
    unit = price.currency if price.per == "whole" else f"{price.currency}/{price.per}"
    low, high = price.amount_low, price.amount_high
    amount = catalog_value(low if low == high else (low, high), "programmes", unit)
    return format_value(amount)
