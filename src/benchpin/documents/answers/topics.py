"""The output of `benchpin market`: the figures of the trade by topic, as text, JSON and CSV."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchpin.catalog import Catalog
from benchpin.documents.answers.short_document import full_hint, styled_lines
from benchpin.documents.answers.tables import as_csv, figure_data
from benchpin.documents.answers.text_layout import (
    StyledLine,
    bibliography_lines,
    text_table,
    wrap_text,
)
from benchpin.documents.footnotes import Footnotes
from benchpin.facts import Figure, Source, figure_value
from benchpin.market import FigureSeries, RefutedClaim, TopicReport, TopicSection
from benchpin.reference import Reference
from benchpin.reference.bibliography import sources_of
from benchpin.wording import format as formatting
from benchpin.wording.figures import fill_placeholders, measure_name
from benchpin.wording.phrases import phrase

COLUMNS = (
    "topic", "part", "kind", "id", "measure", "area", "period", "status", "low", "high", "bound",
    "unit", "sample", "confidence", "note", "disputed", "source", "source_title", "publisher",
    "url", "accessed",
)  # fmt: skip


# Text


def topics_as_text(catalog: Catalog) -> str:
    """The topics by id and label, one per line."""
    width = max(map(len, catalog.topics), default=0)
    return "\n".join(f"{i:<{width}}  {topic.label}" for i, topic in catalog.topics.items())


MAX_LINES = 40


def topic_lines(
    report: TopicReport, catalog: Catalog, reference: Reference
) -> tuple[StyledLine, ...]:
    """A topic on at most `MAX_LINES`: the newest figures of its first series, then the claims."""
    lines: tuple[StyledLine, ...] = ()
    for count in range(len(report.figures), 0, -1):
        short = _shortened(report, count)
        text = topic_report_as_text(short, catalog, reference)
        lines = (*styled_lines(text), *full_hint())
        if len(lines) <= MAX_LINES:
            break
    return lines


def _shortened(report: TopicReport, count: int) -> TopicReport:
    """The newest figure of each of `count` series; one claim, and one thing not measured."""
    parts, left = [], count
    for part in report.parts:
        series = tuple(
            entry.model_copy(update={"figures": entry.figures[-1:], "disputed": ()})
            for entry in part.series[:left]
        )
        left -= len(series)
        if series:
            parts.append(part.model_copy(update={"series": series, "undated": 0}))
    return report.model_copy(
        update={
            "parts": tuple(parts),
            "myths": report.myths[: min(1, count - 1)],
            "not_measured": report.not_measured[: min(2, count - 1)],
        }
    )


def topic_report_as_text(report: TopicReport, catalog: Catalog, reference: Reference) -> str:
    """A topic as text: series as tables, refuted claims, and sources."""
    notes = Footnotes(sources_of(report.sources, catalog, reference))
    lines = [report.label.upper(), "=" * len(report.label)]
    for part in report.parts:
        lines += ["", *_section_lines(part, notes)]
    if report.not_measured:
        lines += ["", phrase("topic.not_measured").upper()]
        lines += [
            line for subject in report.not_measured for line in wrap_text(subject, 80, "  ", "- ")
        ]
    if report.myths:
        lines += ["", phrase("topic.myths").upper()]
        for refuted_claim in report.myths:
            lines += _myth_lines(refuted_claim, catalog, notes)
    return "\n".join((*lines, *bibliography_lines(notes)))


def _section_lines(part: TopicSection, notes: Footnotes) -> Iterator[str]:
    kind = phrase(f"topic.{part.kind}") if part.kind != "measured" else ""
    yield f"## {part.label}{f' ({kind})' if kind else ''}"
    for series in part.series:
        yield from _series_lines(series, notes)
    if part.undated:
        yield from wrap_text(phrase("topic.undated", count=part.undated), 80, "  ", "  ")


def _series_lines(series: FigureSeries, notes: Footnotes) -> Iterator[str]:
    yield f"{measure_name(series.measure)}, {formatting.format_area(series.geography)}"
    rows = []
    for figure in series.figures:
        numbers = "".join(f"[{number}]" for number in notes.of([figure.source]))
        period_text = formatting.format_period(figure.period or "")
        rows.append(
            (
                period_text,
                formatting.format_value(figure_value(figure)),
                _figure_marks(figure),
                numbers,
            )
        )
    for figure, line in zip(series.figures, text_table(rows), strict=True):
        yield line
        if figure.note:
            yield from wrap_text(figure.note, 80, "      ", "      ")
    for period in series.disputed:
        period_text = formatting.format_period(period)
        yield from wrap_text(phrase("topic.disputed", when=period_text), 80, "  ", "  ")


def _figure_marks(figure: Figure) -> str:
    """The status of a figure unless it is observed, and whether it is an anecdote."""
    status = phrase(f"topic.{figure.status}") if figure.status != "observed" else ""
    anecdote = phrase("topic.anecdote") if figure.confidence == "anecdote" else ""
    return ", ".join(mark for mark in (status, anecdote) if mark)


def _myth_lines(refuted_claim: RefutedClaim, catalog: Catalog, notes: Footnotes) -> Iterator[str]:
    numbers = "".join(f"[{n}]" for n in notes.of(s.source for s in refuted_claim.myth.sources))
    claim = phrase(
        "topic.claim", claim=refuted_claim.myth.claim, verdict=refuted_claim.myth.verdict
    )
    yield from wrap_text(f"- {claim}", 80, "  ")
    says = fill_placeholders(refuted_claim.myth.what_sources_say, catalog)
    yield from wrap_text(f"{says} {numbers}".strip(), 80, "  ", "  ")


# JSON and CSV


def topic_reports_as_json(
    reports: Sequence[TopicReport], catalog: Catalog, reference: Reference
) -> str:
    """Topics as JSON, with the record of every source."""
    ids = dict.fromkeys(source for report in reports for source in report.sources)
    body = {
        "topics": [
            {
                "topic": report.topic,
                "label": report.label,
                "parts": [_section_data(part) for part in report.parts],
                "myths": [_myth_data(refuted_claim, catalog) for refuted_claim in report.myths],
                "not_measured": list(report.not_measured),
            }
            for report in reports
        ],
        "sources": {
            identity: source.model_dump(mode="json")
            for identity, source in sources_of(ids, catalog, reference).items()
        },
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def _section_data(part: TopicSection) -> Mapping[str, Any]:
    return {
        "label": part.label,
        "kind": part.kind,
        "series": [
            {
                "measure": series.measure,
                "area": {
                    "code": series.geography,
                    "name": formatting.format_area(series.geography),
                },
                "unit": series.unit,
                "disputed": list(series.disputed),
                "figures": [figure_data(figure) for figure in series.figures],
            }
            for series in part.series
        ],
        "undated": part.undated,
    }


def _myth_data(refuted_claim: RefutedClaim, catalog: Catalog) -> Mapping[str, Any]:
    return {
        "myth": refuted_claim.id,
        "claim": refuted_claim.myth.claim,
        "verdict": refuted_claim.myth.verdict,
        "what_sources_say": fill_placeholders(refuted_claim.myth.what_sources_say, catalog),
        "figures": [figure_data(figure) for figure in refuted_claim.figures],
        "sources": [source.source for source in refuted_claim.myth.sources],
    }


def topic_reports_as_csv(reports: Sequence[TopicReport], catalog: Catalog) -> str:
    """One row per figure, with its source; a figure that only a myth uses has the part "myth"."""
    rows = []
    for report in reports:
        figure_ids = set()
        for part in report.parts:
            for series in part.series:
                for figure in series.figures:
                    figure_ids.add(figure.id)
                    row = _figure_row(figure, catalog.sources[figure.source])
                    disputed = figure.period in series.disputed
                    head = {"topic": report.topic, "part": part.label, "kind": part.kind}
                    rows.append({**head, **row, "disputed": "yes" if disputed else "no"})
        for refuted_claim in report.myths:
            for figure in refuted_claim.figures:
                if figure.id not in figure_ids:
                    figure_ids.add(figure.id)
                    row = _figure_row(figure, catalog.sources[figure.source])
                    rows.append({"topic": report.topic, "part": "myth", "kind": "measured", **row})
    return as_csv(COLUMNS, rows)


def _figure_row(figure: Figure, source: Source) -> dict[str, Any]:
    data = {key: value for key, value in figure_data(figure).items() if key in COLUMNS}
    return {
        **data,
        "measure": figure.measure,
        "source_title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "accessed": source.accessed.isoformat(),
    }
