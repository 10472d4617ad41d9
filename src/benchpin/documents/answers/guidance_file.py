"""The whole guidance as a file that answers first: an HTML page, or a PDF built the same way."""

from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any

from benchpin.catalog import Catalog
from benchpin.documents.guidance.report import guidance_report
from benchpin.documents.model import Document
from benchpin.documents.render.html import environment, stylesheet
from benchpin.documents.render.pdf import as_pdf
from benchpin.documents.short_answer import CardGroup, RoleCard, ShortAnswer, card_footnotes
from benchpin.guidance import Guidance
from benchpin.reference import Reference
from benchpin.wording.phrases import phrase

WORDS = {
    "week": "headings.next",
    "sources": "headings.sources",
    "why": "short.card.why",
    "mind": "short.card.mind",
    "qualify": "short.card.qualify",
    "nearest": "short.card.nearest",
    "jobs": "short.card.jobs",
    "sure": "short.card.sure",
    "needs": "short.card.needs",
    "others": "answer.others",
}
"""The words of the PDF's own, by the keys of its template."""


Marks = dict[str, tuple[int, ...]]
"""The numbers of sources by role."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The report, and the numbers of the sources on the cards: of pay, of why, of what to mind."""

    report: Document
    marks: Marks
    why_marks: Marks
    mind_marks: Marks


def guidance_as_html(
    guidance: Guidance, answer: ShortAnswer, catalog: Catalog, reference: Reference
) -> str:
    """The guidance as one page: the answer, cards, and the report in folds."""
    parts = _parts(guidance, answer, catalog, reference, with_reasons=False)
    return str(
        environment()
        .get_template("answer.html")
        .render(
            answer=answer,
            page=parts.report,
            marks=parts.marks,
            marked={number for numbers in parts.marks.values() for number in numbers},
            enough=guidance.enough,
            css=stylesheet("answer.css"),
        )
    )


def guidance_as_pdf(
    guidance: Guidance,
    answer: ShortAnswer,
    catalog: Catalog,
    reference: Reference,
    *,
    paper: str,
) -> bytes:
    """The guidance as a PDF; MissingExtra where Typst is not installed."""
    parts = _parts(guidance, answer, catalog, reference, with_reasons=True)
    groups = answer.groups if guidance.enough else ()
    data = {
        "paper": paper,
        "when": parts.report.lede[-1].text,
        "answer": {
            "about": answer.about,
            "headline": answer.headline,
            "lede": answer.lede,
            "step": {"text": answer.step.text},
            "scale": asdict(answer.scale) if answer.scale else None,
            "groups": [_group_data(group, parts) for group in groups],
        },
        "page": _plain(parts.report),
        "say": {key: phrase(name) for key, name in WORDS.items()},
    }
    return as_pdf("guidance.typ", data)


def _parts(
    guidance: Guidance,
    answer: ShortAnswer,
    catalog: Catalog,
    reference: Reference,
    *,
    with_reasons: bool,
) -> _Parts:
    """The report, its sources numbered after those of the cards, which stand first.

    `with_reasons`: the reasons on the cards are numbered too, and not their pay alone.
    """
    cards = [card for group in answer.groups for card in group.first] if guidance.enough else []
    notes = card_footnotes(guidance, cards, catalog, reference)
    pay: Marks = {}
    why: Marks = {}
    mind: Marks = {}
    for card in cards:
        if with_reasons:
            why[card.role] = notes.of(card.why_sources)
            mind[card.role] = notes.of(card.mind_sources)
        pay[card.role] = notes.of(card.figures.sources if card.figures else ())
    return _Parts(guidance_report(guidance, notes=notes), pay, why, mind)


def _group_data(group: CardGroup, parts: _Parts) -> dict[str, Any]:
    return {
        "key": group.key,
        "heading": group.heading,
        "sentence": group.sentence,
        "first": [_card_data(card, parts) for card in group.first],
        "more": [_card_data(card, parts) for card in group.more],
    }


def _card_data(card: RoleCard, parts: _Parts) -> dict[str, Any]:
    """What the PDF shows of a role; without pay, why there is none and whom to ask."""
    figures = card.figures if card.figures and card.figures.amounts else None
    reason = card.breaks or card.why
    pay = card.pay_text or f"{card.no_pay.rstrip('.')}."
    return {
        "label": card.label,
        "mode_text": card.mode_text,
        "why": card.why,
        "mind": card.mind,
        "why_marks": parts.why_marks.get(card.role, ()),
        "mind_marks": parts.mind_marks.get(card.role, ()),
        "pay_marks": parts.marks.get(card.role, ()),
        "bar": asdict(card.bar) if card.bar and figures else None,
        "kind": figures.kind if figures else "",
        "group": figures.group if figures else "",
        "pay": figures.typical if figures else card.no_pay,
        "half": figures.half if figures else "",
        "where": figures.where if figures else card.ask,
        "alone": figures.alone if figures else "",
        "qualify": card.qualify,
        "nearest": card.nearest.text,
        "jobs": f"{figures.jobs} {figures.outlook}".strip() if figures else "",
        "sure": f"{card.fit.text} {card.pay_sure.text}",
        "row": " ".join(filter(None, (reason, pay, "" if card.needs else card.qualify))),
        "needs": card.needs,
    }


def _plain(value: Any) -> Any:
    """Dataclasses as dictionaries, each block with its kind; tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        data = {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
        # A table has a kind of its own: figures or words.
        return data if data.get("kind") else {**data, "kind": type(value).__name__}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
