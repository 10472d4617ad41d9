"""Guidance as somebody reads it page by page: first the short answer, then one role in full.

The whole document (`view`) says everything at once. These two say the same things in pieces, and
only what they show is put into words.
"""

from collections.abc import Iterable
from dataclasses import replace

from benchpin.documents.context import GuidanceContext
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guidance.method import method_text_section, provenance_section
from benchpin.documents.guidance.pay import outlook, pay_section
from benchpin.documents.guidance.report import next_step, noted, questions
from benchpin.documents.guidance.roles import IN_FULL, answer, matches_section, reasons_block
from benchpin.documents.guidance.training import training_section
from benchpin.documents.guidance.work_and_contacts import mode, people
from benchpin.documents.labels import Labels
from benchpin.documents.model import (
    Block,
    BulletList,
    Disclosure,
    Document,
    Paragraphs,
    Section,
    TextLine,
)
from benchpin.guidance import Guidance
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import is_under_18, with_text


def guidance_summary(guidance: Guidance) -> Document:
    """The answer on the roles in mind, the best roles, one thing to do, and what to ask next.

    Sections: `first` where too little is known, `asked`, `suits`, `next`, `ask`, `notes`, `method`.
    """
    shown = {match.role for match in guidance.matches[:IN_FULL]}
    told = _told(guidance, shown, asked=guidance.asked, market=None)
    return _document(
        told,
        (
            None if guidance.enough else questions(told, "first"),
            _answers(told),
            matches_section(told),
            next_step(told),
            questions(told, "ask") if guidance.enough else None,
            noted(told),
            method_text_section(told),
        ),
    )


def role_report(guidance: Guidance, role: str) -> Document:
    """Everything that guidance says of one role that it answers (`guidance.asked`).

    Sections: `answer`, `fit`, `learn`, `pay`, `outlook`, `mode`, `people`, `next`. Raises KeyError
    for a role that the guidance does not answer.
    """
    found = next((one for one in guidance.asked if one.role == role), None)
    if found is None:
        raise KeyError(role)
    told = _told(guidance, {role}, asked=(found,), market=role)
    (one,) = told.guidance.asked
    match = told.match(role)
    # Footnotes are numbered in the order in which they are met: the answer comes first.
    said = [_unled(block) for block in answer(told, one)]
    facts = BulletList(tuple(told.notes.line(statement) for statement in one.about))
    blocks: list[Block] = [*said, Disclosure(phrase("role.about"), facts)]
    before = (*one.statements, *([one.floor] if one.floor else ()))
    fit = reasons_block(told, match, but=before) if match is not None else None
    return _document(
        told,
        (
            Section("answer", phrase("role.answer"), tuple(blocks)),
            replace(fit, key="fit", heading=phrase("own.fit"), kind="") if fit else None,
            _flat(training_section(told)),
            pay_section(told),
            outlook(told),
            _flat(mode(told)),
            people(told),
            next_step(told),
        ),
        title=one.label,
    )


def _unled(block: Block) -> Block:
    """The answer without the words "Our answer", which are the heading of its part here."""
    if not isinstance(block, Paragraphs):
        return block
    lead = phrase("role.answer")
    lines = (replace(line, lead="") if line.lead == lead else line for line in block.lines)
    return Paragraphs(tuple(lines))


def _told(
    guidance: Guidance, roles: Iterable[str], *, asked: tuple[object, ...], market: str | None
) -> GuidanceContext:
    """What the pages are told from: worded as far as it is about these roles."""
    kept = set(roles)
    pared = with_text(
        guidance.model_copy(
            update={
                "asked": asked,
                "matches": tuple(m for m in guidance.matches if m.role in kept),
                "coverage": guidance.coverage.model_copy(update={"have": (), "lack": ()}),
                "market": _market_of(guidance, market),
                "plan": {r: p for r, p in guidance.plan.items() if r == market},
                "work_mode": {r: w for r, w in guidance.work_mode.items() if r == market},
                "people": guidance.people if market else (),
            }
        )
    )
    names = Labels(pared)
    in_words = {match.role: match for match in pared.matches}
    every = tuple(in_words.get(match.role, match) for match in guidance.matches)
    return GuidanceContext(
        guidance=pared.model_copy(update={"matches": every}),
        notes=Footnotes(guidance.sources),
        names=names,
        with_adult=is_under_18(guidance),
    )


def _market_of(guidance: Guidance, role: str | None) -> object:
    """Pay, jobs and outlook of one role's occupations; nothing without a role."""
    applies = guidance.market.applies.get(role, {}) if role else {}
    wages = tuple(w for w in guidance.market.wages if applies.get(w.soc) == w.applies)
    named = {wage.label for wage in wages if wage.applies != "proxy"}
    return guidance.market.model_copy(
        update={
            "wages": wages,
            "applies": {role: applies} if role and applies else {},
            "statements": tuple(
                s for s in guidance.market.statements if s.values["occupation"].value in named
            ),
        }
    )


def _answers(told: GuidanceContext) -> Section | None:
    """The short answer on each role in mind; the page of the role says the rest."""
    short = tuple(
        Section(f"asked-{one.role}", one.label, tuple(answer(told, one)))
        for one in told.guidance.asked
    )
    return Section("asked", phrase("headings.asked"), (), short) if short else None


def _flat(section: Section | None) -> Section | None:
    """A section whose one part is the role itself, without a heading of its own for it."""
    if section is None or not section.sections:
        return section
    first, *rest = section.sections
    return replace(section, blocks=(*section.blocks, *first.blocks), sections=tuple(rest))


def _document(
    told: GuidanceContext, sections: Iterable[Section | None], title: str = ""
) -> Document:
    held = tuple(section for section in sections if section is not None)
    return Document(
        title=title or phrase("title"),
        trade=phrase("trade"),
        lede=(TextLine(phrase("what_it_is_not"), tone="care"),),
        sections=held,
        sources=told.notes.cited(),
        about=provenance_section(told),
    )
