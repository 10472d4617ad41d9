"""The trade's published figures by topic, as series; figures that disagree stay side by side."""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict

from benchpin.catalog import Catalog
from benchpin.facts import Figure, Myth, Topic, TopicPart
from benchpin.facts.topic import Evidence
from benchpin.inputs.errors import UnknownName
from benchpin.inputs.suggestions import nearest_names, unknown_name_message

WORLD = "world"


class FigureSeries(BaseModel):
    """The figures of one measure, area, unit and length of period, oldest first.

    Figures of one period that differ are all kept, one after the other, and never averaged;
    `disputed` lists the periods that have them.
    """

    model_config = ConfigDict(frozen=True)

    measure: str
    unit: str
    geography: str
    figures: tuple[Figure, ...]
    disputed: tuple[str, ...]


class TopicSection(BaseModel):
    """One part of a topic; `kind` separates what was measured from what people say they intend.

    `undated` counts the figures without a known period, which are never shown.
    """

    model_config = ConfigDict(frozen=True)

    label: str
    kind: Evidence
    series: tuple[FigureSeries, ...]
    undated: int


class RefutedClaim(BaseModel):
    """A myth with the figures that refute it."""

    model_config = ConfigDict(frozen=True)

    id: str
    myth: Myth
    figures: tuple[Figure, ...]


class TopicReport(BaseModel):
    """The figures and myths of a topic of the trade, and what nobody has measured."""

    model_config = ConfigDict(frozen=True)

    topic: str
    label: str
    parts: tuple[TopicSection, ...]
    myths: tuple[RefutedClaim, ...]
    not_measured: tuple[str, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the report, each once."""
        figures = [f for part in self.parts for series in part.series for f in series.figures]
        figures += [f for refuted in self.myths for f in refuted.figures]
        return tuple({f.id: f for f in figures}.values())

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all sources of the report, in the order of their first figure."""
        cited = [figure.source for figure in self.figures]
        cited += [s.source for refuted in self.myths for s in refuted.myth.sources]
        return tuple(dict.fromkeys(cited))


def find_topic(name: str, catalog: Catalog) -> str:
    """The id of the topic with a name, label or synonym; raises UnknownName with the nearest."""
    query = "-".join(name.lower().replace("_", " ").split())
    names = {identity: identity for identity in catalog.topics}
    for identity, topic in catalog.topics.items():
        for synonym in (topic.label, *topic.also_called):
            # A label or synonym never overrides an id.
            names.setdefault("-".join(synonym.lower().split()), identity)
    if query not in names:
        choices = f"there are {', '.join(catalog.topics)}"
        raise UnknownName(
            f"{unknown_name_message('topic', name, names)}; {choices}",
            tuple(nearest_names(query, names)),
        )
    return names[query]


def topic_report(topic: str, catalog: Catalog) -> TopicReport:
    """The report on a topic: its series by part, and the myths that its figures refute."""
    record = catalog.topics[topic]
    parts = tuple(_part(part, catalog) for part in record.parts)
    figure_ids = {f.id for part in parts for series in part.series for f in series.figures}
    return TopicReport(
        topic=topic,
        label=record.label,
        parts=parts,
        myths=tuple(_refuted(record, figure_ids, catalog)),
        not_measured=record.not_measured,
    )


def _part(part: TopicPart, catalog: Catalog) -> TopicSection:
    figures = [
        figure
        for figure in catalog.figures_by_subject.get(part.subject, ())
        if not part.measures or figure.measure in part.measures
    ]
    # A figure without a period is counted but never shown.
    dated = [figure for figure in figures if figure.period]
    return TopicSection(
        label=part.label,
        kind=part.kind,
        series=tuple(_series(dated, part)),
        undated=len(figures) - len(dated),
    )


def _series(figures: Iterable[Figure], part: TopicPart) -> Iterator[FigureSeries]:
    """The figures by measure, unit, area and length of period, in the order of the measures.

    Years come before shorter periods, the world before its regions.
    """
    order = {measure: number for number, measure in enumerate(part.measures)}
    grouped: dict[tuple[int, str, int, str, bool, str, str], list[Figure]] = {}
    for figure in figures:
        # Levels at a point in time form one series whatever the length of their periods.
        length = "" if part.stock else period_length(figure.period or "")
        key = (
            order.get(figure.measure, 0),
            figure.measure,
            0 if length.startswith("year") else 1,
            length,
            figure.geography != WORLD,
            figure.geography,
            figure.unit,
        )
        grouped.setdefault(key, []).append(figure)
    for (_, measure, _, _, _, geography, unit), series_figures in sorted(grouped.items()):
        series_figures.sort(
            key=lambda f: (period_end(f.period or ""), f.period or "", f.status, f.id)
        )
        yield FigureSeries(
            measure=measure,
            unit=unit,
            geography=geography,
            figures=tuple(series_figures),
            disputed=tuple(_disputed(series_figures)),
        )


def _disputed(figures: Iterable[Figure]) -> Iterator[str]:
    """The periods for which figures differ."""
    by_period: dict[str, set[tuple[float, float]]] = {}
    for figure in figures:
        by_period.setdefault(figure.period or "", set()).add((figure.low, figure.high))
    return (period for period, values in by_period.items() if len(values) > 1)


def _refuted(record: Topic, figure_ids: Iterable[str], catalog: Catalog) -> Iterator[RefutedClaim]:
    """The myths that the topic names, then those that one of its figures refutes."""
    ids = set(figure_ids)
    by_figure = [i for i, myth in catalog.myths.items() if ids & set(myth.figures)]
    for identity in dict.fromkeys((*record.myths, *by_figure)):
        myth = catalog.myths[identity]
        figures = tuple(catalog.figures[name] for name in myth.figures)
        yield RefutedClaim(id=identity, myth=myth, figures=figures)


def period_length(period: str) -> str:
    """The length of a period: day, month, quarter, year, years, or a number of months."""
    first, _, last = period.partition("/")
    if not last:
        return {4: "year", 7: "month"}.get(len(first), "day")
    if len(first) == len(last) == 4:
        return "year" if first == last else "years"
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    return {1: "month", 3: "quarter", 4: "quarter", 12: "year"}.get(months, f"{months} months")


def period_end(period: str) -> date:
    """The last day of a period such as 2024, 2024-12, 2024-12-31 or 2022/2032."""
    last = period.rpartition("/")[2]
    year = int(last[:4])
    month = int(last[5:7]) if len(last) > 4 else 12
    day = int(last[8:10]) if len(last) > 7 else calendar.monthrange(year, month)[1]
    return date(year, month, day)
