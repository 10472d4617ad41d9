"""What `benchpin market` answers: the trade's figures by topic, as text, JSON and CSV."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchpin.catalog import Catalog
from benchpin.documents.answers.tables import as_csv, figure_data
from benchpin.documents.answers.text_layout import bibliography_lines, text_table, wrap_text
from benchpin.documents.footnotes import Footnotes
from benchpin.facts import Figure, Source, figure_value
from benchpin.market import FigureSeries, RefutedClaim, TopicReport, TopicSection
from benchpin.reference import Reference
from benchpin.reference.bibliography import sources_of
from benchpin.wording import format as shown
from benchpin.wording.figures import fill_placeholders, measure_name
from benchpin.wording.phrases import phrase

COLUMNS = (
    "topic", "part", "kind", "id", "measure", "area", "period", "status", "low", "high", "bound",
    "unit", "sample", "confidence", "note", "disputed", "source", "source_title", "publisher",
    "url", "accessed",
)  # fmt: skip


# Text


def topics_as_text(catalog: Catalog) -> str:
    """The topics by name, one a line."""
    width = max(map(len, catalog.topics), default=0)
    return "\n".join(f"{i:<{width}}  {topic.label}" for i, topic in catalog.topics.items())


def trade_as_text(found: TopicReport, catalog: Catalog, reference: Reference) -> str:
    """A topic for people: series as tables, myths beside what refutes them, sources below."""
    notes = Footnotes(sources_of(found.sources, catalog, reference))
    lines = [found.label.upper(), "=" * len(found.label)]
    for part in found.parts:
        lines += ["", *_part(part, notes)]
    if found.not_measured:
        lines += ["", phrase("topic.not_measured").upper()]
        lines += [line for what in found.not_measured for line in wrap_text(what, 80, "  ", "- ")]
    if found.myths:
        lines += ["", phrase("topic.myths").upper()]
        for refuted in found.myths:
            lines += _myth(refuted, catalog, notes)
    return "\n".join((*lines, *bibliography_lines(notes)))


def _part(part: TopicSection, notes: Footnotes) -> Iterator[str]:
    kind = phrase(f"topic.{part.kind}") if part.kind != "measured" else ""
    yield f"## {part.label}{f' ({kind})' if kind else ''}"
    for series in part.series:
        yield from _series(series, notes)
    if part.undated:
        yield from wrap_text(phrase("topic.undated", count=part.undated), 80, "  ", "  ")


def _series(series: FigureSeries, notes: Footnotes) -> Iterator[str]:
    yield f"{measure_name(series.measure)}, {shown.format_area(series.geography)}"
    rows = []
    for figure in series.figures:
        numbers = "".join(f"[{number}]" for number in notes.of([figure.source]))
        when = shown.format_period(figure.period or "")
        rows.append((when, shown.format_value(figure_value(figure)), _marks(figure), numbers))
    for figure, line in zip(series.figures, text_table(rows), strict=True):
        yield line
        if figure.note:
            yield from wrap_text(figure.note, 80, "      ", "      ")
    for period in series.disputed:
        when = shown.format_period(period)
        yield from wrap_text(phrase("topic.disputed", when=when), 80, "  ", "  ")


def _marks(figure: Figure) -> str:
    """What a figure is, where it is not simply what was observed by somebody who counts."""
    status = phrase(f"topic.{figure.status}") if figure.status != "observed" else ""
    anecdote = phrase("topic.anecdote") if figure.confidence == "anecdote" else ""
    return ", ".join(mark for mark in (status, anecdote) if mark)


def _myth(refuted: RefutedClaim, catalog: Catalog, notes: Footnotes) -> Iterator[str]:
    numbers = "".join(f"[{n}]" for n in notes.of(s.source for s in refuted.myth.sources))
    claim = phrase("topic.claim", claim=refuted.myth.claim, verdict=refuted.myth.verdict)
    yield from wrap_text(f"- {claim}", 80, "  ")
    says = fill_placeholders(refuted.myth.what_sources_say, catalog)
    yield from wrap_text(f"{says} {numbers}".strip(), 80, "  ", "  ")


# JSON and CSV


def trade_as_json(found: Sequence[TopicReport], catalog: Catalog, reference: Reference) -> str:
    """Topics as JSON, with the record of every source that is named."""
    ids = dict.fromkeys(source for topic in found for source in topic.sources)
    body = {
        "topics": [
            {
                "topic": topic.topic,
                "label": topic.label,
                "parts": [_part_data(part) for part in topic.parts],
                "myths": [_myth_data(refuted, catalog) for refuted in topic.myths],
                "not_measured": list(topic.not_measured),
            }
            for topic in found
        ],
        "sources": {
            identity: used.model_dump(mode="json")
            for identity, used in sources_of(ids, catalog, reference).items()
        },
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def _part_data(part: TopicSection) -> Mapping[str, Any]:
    return {
        "label": part.label,
        "kind": part.kind,
        "series": [
            {
                "measure": series.measure,
                "area": {"code": series.geography, "name": shown.format_area(series.geography)},
                "unit": series.unit,
                "disputed": list(series.disputed),
                "figures": [figure_data(figure) for figure in series.figures],
            }
            for series in part.series
        ],
        "undated": part.undated,
    }


def _myth_data(refuted: RefutedClaim, catalog: Catalog) -> Mapping[str, Any]:
    return {
        "myth": refuted.id,
        "claim": refuted.myth.claim,
        "verdict": refuted.myth.verdict,
        "what_sources_say": fill_placeholders(refuted.myth.what_sources_say, catalog),
        "figures": [figure_data(figure) for figure in refuted.figures],
        "sources": [source.source for source in refuted.myth.sources],
    }


def trade_as_csv(found: Sequence[TopicReport], catalog: Catalog) -> str:
    """One row a figure, with its source; a figure of a myth alone has the part "myth"."""
    rows = []
    for topic in found:
        seen = set()
        for part in topic.parts:
            for series in part.series:
                for figure in series.figures:
                    seen.add(figure.id)
                    row = _row(figure, catalog.sources[figure.source])
                    disputed = figure.period in series.disputed
                    head = {"topic": topic.topic, "part": part.label, "kind": part.kind}
                    rows.append({**head, **row, "disputed": "yes" if disputed else "no"})
        for refuted in topic.myths:
            for figure in refuted.figures:
                if figure.id not in seen:
                    seen.add(figure.id)
                    row = _row(figure, catalog.sources[figure.source])
                    rows.append({"topic": topic.topic, "part": "myth", "kind": "measured", **row})
    return as_csv(COLUMNS, rows)


def _row(figure: Figure, source: Source) -> dict[str, Any]:
    data = {key: value for key, value in figure_data(figure).items() if key in COLUMNS}
    return {
        **data,
        "measure": figure.measure,
        "source_title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "accessed": source.accessed.isoformat(),
    }
