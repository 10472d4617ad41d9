"""What `benchpin market` answers: the trade's figures by topic, as text, JSON and CSV."""

import csv
import io
import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from benchpin.catalog import PLACEHOLDER, Catalog
from benchpin.facts import Figure, Source, figured
from benchpin.market import FigureSeries, Part, Refuted, Trade
from benchpin.reference import Reference
from benchpin.reference.bibliography import sources_of
from benchpin.tell import format as shown
from benchpin.tell.footnotes import Footnotes
from benchpin.tell.phrases import phrase

COLUMNS = (
    "topic", "part", "kind", "id", "measure", "area", "period", "status", "low", "high", "bound",
    "unit", "sample", "confidence", "note", "disputed", "source", "source_title", "publisher",
    "url", "accessed",
)  # fmt: skip


def cited(footnotes: Footnotes, width: int = 80) -> Iterator[str]:
    """The sources used so far as lines of text, with a heading."""
    yield ""
    yield phrase("headings.sources").upper()
    for source in footnotes.cited():
        details = ", ".join(part for part in (*source.details[:2], source.url or "") if part)
        yield from wrapped(f"[{source.number}] {source.title}. {details}.", width, "    ")


def wrapped(text: str, width: int = 80, later: str = "", first: str = "") -> list[str]:
    """A text as lines; an address is never broken."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(rows: Sequence[Sequence[str]], indent: str = "  ") -> Iterator[str]:
    """Rows in columns; the first cell to the left, the others too, as wide as they need."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"{indent}{'  '.join(cells)}".rstrip()


# Text


def topics_as_text(catalog: Catalog) -> str:
    """The topics by name, one a line."""
    width = max(map(len, catalog.topics), default=0)
    return "\n".join(f"{i:<{width}}  {topic.label}" for i, topic in catalog.topics.items())


def trade_as_text(found: Trade, catalog: Catalog, reference: Reference) -> str:
    """A topic for people: series as tables, myths beside what refutes them, sources below."""
    notes = Footnotes(sources_of(found.sources, catalog, reference))
    lines = [found.label.upper(), "=" * len(found.label)]
    for part in found.parts:
        lines += ["", *_part(part, notes)]
    if found.not_measured:
        lines += ["", phrase("topic.not_measured").upper()]
        lines += [line for what in found.not_measured for line in wrapped(what, 80, "  ", "- ")]
    if found.myths:
        lines += ["", phrase("topic.myths").upper()]
        for refuted in found.myths:
            lines += _myth(refuted, catalog, notes)
    return "\n".join((*lines, *cited(notes)))


def _part(part: Part, notes: Footnotes) -> Iterator[str]:
    kind = phrase(f"topic.{part.kind}") if part.kind != "measured" else ""
    yield f"## {part.label}{f' ({kind})' if kind else ''}"
    for series in part.series:
        yield from _series(series, notes)
    if part.undated:
        yield from wrapped(phrase("topic.undated", count=part.undated), 80, "  ", "  ")


def _series(series: FigureSeries, notes: Footnotes) -> Iterator[str]:
    yield f"{measure_name(series.measure)}, {shown.place(series.geography)}"
    rows = []
    for figure in series.figures:
        numbers = "".join(f"[{number}]" for number in notes.of([figure.source]))
        when = shown.period(figure.period or "")
        rows.append((when, shown.value(figured(figure)), _marks(figure), numbers))
    for figure, line in zip(series.figures, table(rows), strict=True):
        yield line
        if figure.note:
            yield from wrapped(figure.note, 80, "      ", "      ")
    for period in series.disputed:
        when = shown.period(period)
        yield from wrapped(phrase("topic.disputed", when=when), 80, "  ", "  ")


def _marks(figure: Figure) -> str:
    """What a figure is, where it is not simply what was observed by somebody who counts."""
    status = phrase(f"topic.{figure.status}") if figure.status != "observed" else ""
    anecdote = phrase("topic.anecdote") if figure.confidence == "anecdote" else ""
    return ", ".join(mark for mark in (status, anecdote) if mark)


def measure_name(measure: str) -> str:
    """The name of a measure as a heading."""
    named = measure_words(measure)
    return f"{named[:1].upper()}{named[1:]}"


def measure_words(measure: str) -> str:
    """What a measure is called: most are words already, some are the words of a data set."""
    return str(shown.words()["measures"].get(measure, measure))


def _myth(refuted: Refuted, catalog: Catalog, notes: Footnotes) -> Iterator[str]:
    numbers = "".join(f"[{n}]" for n in notes.of(s.source for s in refuted.myth.sources))
    claim = phrase("topic.claim", claim=refuted.myth.claim, verdict=refuted.myth.verdict)
    yield from wrapped(f"- {claim}", 80, "  ")
    says = filled_in(refuted.myth.what_sources_say, catalog)
    yield from wrapped(f"{says} {numbers}".strip(), 80, "  ", "  ")


def filled_in(prose: str, catalog: Catalog) -> str:
    """Prose of the catalog with its figures put in."""
    return PLACEHOLDER.sub(lambda m: shown.figure(figured(catalog.figures[m.group(1)])), prose)


# JSON and CSV


def trade_as_json(found: Sequence[Trade], catalog: Catalog, reference: Reference) -> str:
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


def _part_data(part: Part) -> Mapping[str, Any]:
    return {
        "label": part.label,
        "kind": part.kind,
        "series": [
            {
                "measure": series.measure,
                "area": {"code": series.geography, "name": shown.place(series.geography)},
                "unit": series.unit,
                "disputed": list(series.disputed),
                "figures": [figure_data(figure) for figure in series.figures],
            }
            for series in part.series
        ],
        "undated": part.undated,
    }


def figure_data(figure: Figure) -> Mapping[str, Any]:
    """A figure with all that it needs to stand alone: unit, area, period, status and source."""
    return {
        "id": figure.id,
        "low": figure.low,
        "high": figure.high,
        "bound": figure.bound,
        "unit": figure.unit,
        "area": figure.geography,
        "period": figure.period,
        "status": figure.status,
        "sample": figure.sample,
        "confidence": figure.confidence,
        "source": figure.source,
        "note": figure.note,
    }


def _myth_data(refuted: Refuted, catalog: Catalog) -> Mapping[str, Any]:
    return {
        "myth": refuted.id,
        "claim": refuted.myth.claim,
        "verdict": refuted.myth.verdict,
        "what_sources_say": filled_in(refuted.myth.what_sources_say, catalog),
        "figures": [figure_data(figure) for figure in refuted.figures],
        "sources": [source.source for source in refuted.myth.sources],
    }


def trade_as_csv(found: Sequence[Trade], catalog: Catalog) -> str:
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


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV with a header; a missing value is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().rstrip("\n")
