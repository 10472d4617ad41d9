"""The output of `benchpin assay`: judged sentences as text, JSON and a marked page."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from benchpin.ask.assay import Assay, JudgedClaim
from benchpin.ask.entries import entry_label
from benchpin.catalog import Catalog
from benchpin.documents.answers.text_layout import wrap_text
from benchpin.documents.render.html import CSS, environment
from benchpin.reference import Reference
from benchpin.wording.phrases import phrase

WIDTH = 80
JUDGED = ("contradicted", "outdated", "unsourced", "supported")
"""The labels of sentences that claim something, the most pressing first."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a checked text; `number` and `claim` where it is a sentence that claims."""

    text: str
    number: int | None = None
    claim: JudgedClaim | None = None


def claim_as_json_line(claim: JudgedClaim) -> str:
    """A judged sentence as one line of JSON, its label first."""
    data = {"label": claim.label, **claim.model_dump(mode="json")}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def assay_as_json(assay: Assay) -> str:
    """A judged text as JSON (`benchpin.assay/1`)."""
    data = assay.model_dump(mode="json", by_alias=True)
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def assay_as_text(assay: Assay, catalog: Catalog, reference: Reference) -> str:
    """A judged text: the counts, then each sentence that claims something, false ones first."""
    lines = [*wrap_text(summary_text(assay), WIDTH), ""]
    for label in JUDGED:
        for claim in (c for c in assay.claims if c.label == label):
            head = f"[{phrase(f'assay.label_{label}')}] {claim.text}"
            lines += wrap_text(" ".join(head.split()), WIDTH, "  ")
            lines += [
                line
                for note in notes_of(claim, catalog, reference)
                for line in wrap_text(note, WIDTH, "    ", "  - ")
            ]
    return "\n".join(lines).strip() + "\n"


def assay_as_html(text: str, assay: Assay, catalog: Catalog, reference: Reference) -> str:
    """A judged text as a page: the text with marks, and notes below."""
    return str(
        environment()
        .get_template("assay.html")
        .render(
            css=CSS.read_text(encoding="utf-8"),
            title=phrase("assay.title"),
            summary=summary_text(assay),
            segments=segments(text, assay),
            notes={
                s.number: notes_of(s.claim, catalog, reference)
                for s in segments(text, assay)
                if s.claim is not None
            },
        )
    )


def summary_text(assay: Assay) -> str:
    """The counts of a judged text as a sentence."""
    counts = {label: int(assay.summary[label] or 0) for label in JUDGED}
    checked = sum(counts.values())
    if not checked:
        return phrase("assay.nothing")
    summary = phrase(
        "assay.summary",
        checked=checked,
        no_claim=int(assay.summary["no-claim"] or 0),
        **counts,
    )
    not_read = int(assay.summary["not_read"] or 0)
    return " ".join((summary, phrase("assay.not_read", count=not_read))) if not_read else summary


def notes_of(claim: JudgedClaim, catalog: Catalog, reference: Reference) -> tuple[str, ...]:
    """Why a sentence has its label, the right value, and the entries that say so."""
    notes = []
    if claim.because:
        notes.append(claim.because)
    if claim.right_value and claim.label != "supported":
        notes.append(phrase("assay.right", value=claim.right_value))
    labels = dict.fromkeys(entry_label(i, catalog, reference) for i in claim.evidence)
    if labels:
        notes.append(phrase("assay.see", entries="; ".join(labels)))
    return tuple(notes)


def segments(text: str, assay: Assay) -> tuple[Segment, ...]:
    """A text in stretches, each sentence that claims something numbered."""
    return tuple(_segments(text, assay))


def _segments(text: str, assay: Assay) -> Iterator[Segment]:
    position, number = 0, 0
    for claim in assay.claims:
        if claim.label == "no-claim" or claim.start < position:
            continue
        if claim.start > position:
            yield Segment(text[position : claim.start])
        number += 1
        yield Segment(claim.text, number, claim)
        position = claim.end
    if position < len(text):
        yield Segment(text[position:])
