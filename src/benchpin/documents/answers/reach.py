"""The output of `benchpin reach`: reachable jobs by work mode, as text, JSON and CSV."""

import json
from collections.abc import Iterator, Mapping
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
from benchpin.facts import figure_value
from benchpin.market import AudienceReach, OccupationReach, Reach, ReachableJobs
from benchpin.reference import Reference
from benchpin.reference.bibliography import sources_of
from benchpin.wording import format as formatting
from benchpin.wording.figures import measure_words
from benchpin.wording.jobs import area_name, reachable_jobs_text
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text

COLUMNS = (
    "role", "from", "what", "soc", "occupation", "applies", "mode", "low", "high", "bound",
    "give_or_take", "unit", "areas", "period", "why", "share_pct", "source", "publisher", "url",
)  # fmt: skip


def reach_as_text(reach: Reach, catalog: Catalog, reference: Reference) -> str:
    """Reach as text: a table for each occupation, its assumptions, audiences, and sources."""
    notes = Footnotes(sources_of(reach.sources, catalog, reference))
    title = phrase("reach.title", role=reach.label, area=area_name(reach.area))
    lines = wrap_text(title.upper(), 80)
    lines.append("=" * max(map(len, lines)))
    for occupation in reach.occupations:
        lines += ["", *_occupation_lines(occupation, notes)]
    for audience in dict.fromkeys(a.audience for a in reach.audiences):
        lines += ["", f"## {phrase(f'reach.{audience}')}"]
        audience_reaches = [a for a in reach.audiences if a.audience == audience]
        lines += [
            line
            for audience_reach in audience_reaches
            for line in _audience_lines(audience_reach, notes)
        ]
    return "\n".join((*lines, *bibliography_lines(notes)))


MAX_LINES = 40


def reach_lines(reach: Reach, catalog: Catalog, reference: Reference) -> tuple[StyledLine, ...]:
    """Reach on at most `MAX_LINES`: of the nearest occupations, with as many assumptions as fit."""
    lines: tuple[StyledLine, ...] = ()
    for count in range(max(6, len(reach.occupations)), 0, -1):
        occupations = tuple(
            occupation.model_copy(update={"assumed": occupation.assumed[: count - 1]})
            for occupation in reach.occupations[:count]
        )
        audiences = reach.audiences if count > 3 else ()
        short = reach.model_copy(update={"occupations": occupations, "audiences": audiences})
        lines = tuple(styled_lines(reach_as_text(short, catalog, reference)))
        lines = lines if short == reach else (*lines, *full_hint())
        if len(lines) <= MAX_LINES:
            break
    return lines


def _occupation_lines(occupation: OccupationReach, notes: Footnotes) -> Iterator[str]:
    yield f"## {occupation.label} ({occupation.soc})"
    rows = []
    for jobs in occupation.reached:
        marks = "".join(f"[{number}]" for number in notes.of(jobs.sources))
        areas = "; ".join(map(area_name, jobs.areas))
        period = formatting.format_period(jobs.period or "")
        rows.append((phrase(f"reach.{jobs.mode}"), reachable_jobs_text(jobs), areas, period, marks))
    yield from text_table(rows)
    yield f"  {phrase('reach.assumed')}:"
    for statement in occupation.assumed:
        yield from wrap_text(statement_text(statement), 80, "    ", "  - ")


def _audience_lines(audience: AudienceReach, notes: Footnotes) -> Iterator[str]:
    mode = phrase(f"reach.{audience.mode}")
    if not audience.figures:
        yield f"  {mode}  {phrase('reach.not-measured')}"
    for figure in audience.figures:
        marks = "".join(f"[{number}]" for number in notes.of([figure.source]))
        amount = formatting.format_figure(figure_value(figure))
        text = f"{mode}  {amount}: {measure_words(figure.measure)}"
        text = f"{text} ({figure.note})" if figure.note else text
        yield from wrap_text(f"{text} {marks}", 80, "          ", "  ")


def reach_as_json(reach: Reach, catalog: Catalog, reference: Reference) -> str:
    """Reach as JSON, with texts and the record of every source."""
    data = reach.model_dump(mode="json", by_alias=True, exclude={"occupations", "audiences"})
    data["occupations"] = [
        {
            **occupation.model_dump(mode="json", exclude={"assumed", "reached"}),
            "reached": [_jobs_data(jobs) for jobs in occupation.reached],
            "assumed": [
                {
                    **statement.model_dump(mode="json", by_alias=True),
                    "text": statement_text(statement),
                }
                for statement in occupation.assumed
            ],
        }
        for occupation in reach.occupations
    ]
    data["audiences"] = [
        {"audience": a.audience, "mode": a.mode, "figures": [figure_data(f) for f in a.figures]}
        for a in reach.audiences
    ]
    sources = sources_of(reach.sources, catalog, reference)
    data["sources"] = {
        identity: source.model_dump(mode="json") for identity, source in sources.items()
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _jobs_data(jobs: ReachableJobs) -> Mapping[str, Any]:
    share = figure_data(jobs.share) if jobs.share else None
    body = jobs.model_dump(mode="json", exclude={"share"})
    return {**body, "unit": "jobs", "share": share}


def reach_as_csv(reach: Reach, catalog: Catalog, reference: Reference) -> str:
    """One row per occupation and mode, then one per audience and mode, each with its sources."""
    sources = sources_of(reach.sources, catalog, reference)
    head = {"role": reach.role, "from": reach.area.name}
    rows: list[dict[str, Any]] = []
    for occupation in reach.occupations:
        for jobs in occupation.reached:
            row = {
                **head, "what": "jobs", "soc": occupation.soc, "occupation": occupation.label,
                "applies": occupation.applies, "mode": jobs.mode,
                "low": jobs.jobs, "high": jobs.jobs, "bound": jobs.bound,
                "give_or_take": jobs.give_or_take, "unit": "jobs",
                "areas": "; ".join(map(area_name, jobs.areas)),
                "period": jobs.period, "why": jobs.why,
                "share_pct": jobs.share.low if jobs.share else None,
            }  # fmt: skip
            rows.append(row | _source_cells(jobs.sources or (occupation.source,), sources))
    for audience in reach.audiences:
        row = {**head, "what": audience.audience, "mode": audience.mode}
        if not audience.figures:
            rows.append({**row, "why": "not-measured"})
        for figure in audience.figures:
            cells = {
                "low": figure.low, "high": figure.high, "unit": figure.unit,
                "areas": figure.geography, "period": figure.period,
            }  # fmt: skip
            rows.append({**row, **cells} | _source_cells((figure.source,), sources))
    return as_csv(COLUMNS, rows)


def _source_cells(source_ids: tuple[str, ...], sources: Mapping[str, Any]) -> dict[str, str]:
    cited_sources = [sources[identity] for identity in source_ids]
    return {
        "source": "; ".join(source_ids),
        "publisher": "; ".join(dict.fromkeys(source.publisher for source in cited_sources)),
        "url": "; ".join(dict.fromkeys(source.url for source in cited_sources if source.url)),
    }
