"""What `benchpin reach` answers: jobs within reach by work mode, as text, JSON and CSV."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from benchpin.catalog import Catalog
from benchpin.documents.answers.tables import as_csv, figure_data
from benchpin.documents.answers.text_layout import bibliography_lines, text_table, wrap_text
from benchpin.documents.footnotes import Footnotes
from benchpin.facts import figure_value
from benchpin.market import AudienceReach, OccupationReach, Reach, ReachableJobs
from benchpin.reference import Reference
from benchpin.reference.bibliography import sources_of
from benchpin.wording import format as shown
from benchpin.wording.figures import measure_words
from benchpin.wording.jobs import area_name, jobs_in_words
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text

COLUMNS = (
    "role", "from", "what", "soc", "occupation", "applies", "mode", "low", "high", "bound",
    "give_or_take", "unit", "areas", "period", "why", "share_pct", "source", "publisher", "url",
)  # fmt: skip


def reach_as_text(found: Reach, catalog: Catalog, reference: Reference) -> str:
    """Reach for people: a table an occupation, what is assumed, sources below."""
    notes = Footnotes(sources_of(found.sources, catalog, reference))
    title = phrase("reach.title", role=found.label, area=area_name(found.area))
    lines = wrap_text(title.upper(), 80)
    lines.append("=" * max(map(len, lines)))
    for occupation in found.occupations:
        lines += ["", *_occupation(occupation, notes)]
    for audience in dict.fromkeys(a.audience for a in found.audiences):
        lines += ["", f"## {phrase(f'reach.{audience}')}"]
        of = [a for a in found.audiences if a.audience == audience]
        lines += [line for each in of for line in _audience(each, notes)]
    return "\n".join((*lines, *bibliography_lines(notes)))


def _occupation(found: OccupationReach, notes: Footnotes) -> Iterator[str]:
    yield f"## {found.label} ({found.soc})"
    rows = []
    for each in found.reached:
        marks = "".join(f"[{number}]" for number in notes.of(each.sources))
        areas = "; ".join(map(area_name, each.areas))
        when = shown.format_period(each.period or "")
        rows.append((phrase(f"reach.{each.mode}"), jobs_in_words(each), areas, when, marks))
    yield from text_table(rows)
    yield f"  {phrase('reach.assumed')}:"
    for said in found.assumed:
        yield from wrap_text(statement_text(said), 80, "    ", "  - ")


def _audience(found: AudienceReach, notes: Footnotes) -> Iterator[str]:
    mode = phrase(f"reach.{found.mode}")
    if not found.figures:
        yield f"  {mode}  {phrase('reach.not-measured')}"
    for figure in found.figures:
        marks = "".join(f"[{number}]" for number in notes.of([figure.source]))
        told = (
            f"{mode}  {shown.format_figure(figure_value(figure))}: {measure_words(figure.measure)}"
        )
        told = f"{told} ({figure.note})" if figure.note else told
        yield from wrap_text(f"{told} {marks}", 80, "          ", "  ")


def reach_as_json(found: Reach, catalog: Catalog, reference: Reference) -> str:
    """Reach as JSON, worded, with the record of every source that is named."""
    held = found.model_dump(mode="json", by_alias=True, exclude={"occupations", "audiences"})
    held["occupations"] = [
        {
            **one.model_dump(mode="json", exclude={"assumed", "reached"}),
            "reached": [_reached_data(each) for each in one.reached],
            "assumed": [
                {**said.model_dump(mode="json", by_alias=True), "text": statement_text(said)}
                for said in one.assumed
            ],
        }
        for one in found.occupations
    ]
    held["audiences"] = [
        {"audience": a.audience, "mode": a.mode, "figures": [figure_data(f) for f in a.figures]}
        for a in found.audiences
    ]
    used = sources_of(found.sources, catalog, reference)
    held["sources"] = {identity: each.model_dump(mode="json") for identity, each in used.items()}
    return json.dumps(held, ensure_ascii=False, indent=2)


def _reached_data(found: ReachableJobs) -> Mapping[str, Any]:
    share = figure_data(found.share) if found.share else None
    body = found.model_dump(mode="json", exclude={"share"})
    return {**body, "unit": "jobs", "share": share}


def reach_as_csv(found: Reach, catalog: Catalog, reference: Reference) -> str:
    """One row an occupation and mode, then one an audience and mode, each with its source."""
    used = sources_of(found.sources, catalog, reference)
    head = {"role": found.role, "from": found.area.name}
    rows: list[dict[str, Any]] = []
    for one in found.occupations:
        for each in one.reached:
            row = {
                **head, "what": "jobs", "soc": one.soc, "occupation": one.label,
                "applies": one.applies, "mode": each.mode, "low": each.jobs, "high": each.jobs,
                "bound": each.bound, "give_or_take": each.give_or_take,
                "unit": "jobs", "areas": "; ".join(map(area_name, each.areas)),
                "period": each.period, "why": each.why,
                "share_pct": each.share.low if each.share else None,
            }  # fmt: skip
            rows.append(row | _source_cells(each.sources or (one.source,), used))
    for audience in found.audiences:
        row = {**head, "what": audience.audience, "mode": audience.mode}
        if not audience.figures:
            rows.append({**row, "why": "not-measured"})
        for figure in audience.figures:
            cells = {
                "low": figure.low, "high": figure.high, "unit": figure.unit,
                "areas": figure.geography, "period": figure.period,
            }  # fmt: skip
            rows.append({**row, **cells} | _source_cells((figure.source,), used))
    return as_csv(COLUMNS, rows)


def _source_cells(ids: tuple[str, ...], used: Mapping[str, Any]) -> dict[str, str]:
    held = [used[identity] for identity in ids]
    return {
        "source": "; ".join(ids),
        "publisher": "; ".join(dict.fromkeys(source.publisher for source in held)),
        "url": "; ".join(dict.fromkeys(source.url for source in held if source.url)),
    }
