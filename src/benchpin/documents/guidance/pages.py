"""Guidance page by page: first a summary, then a report on each role.

`guidance_report` is the whole document at once. These two show the same content in parts, and only
fill in the texts of the statements that they show.
"""

from collections.abc import Iterable
from dataclasses import replace

from benchpin.documents.context import GuidanceContext
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guidance.method import provenance_section, scores_section
from benchpin.documents.guidance.pay import outlook_section, pay_section
from benchpin.documents.guidance.report import (
    counsel_section,
    next_step_section,
    notes_section,
    questions_section,
)
from benchpin.documents.guidance.roles import match_section, verdict_blocks
from benchpin.documents.guidance.training import training_section
from benchpin.documents.guidance.work_and_contacts import (
    contacts_section,
    data_coverage_section,
    work_mode_section,
)
from benchpin.documents.model import (
    Block,
    BulletList,
    Disclosure,
    Document,
    Paragraphs,
    Section,
    TextLine,
)
from benchpin.facts import Statement
from benchpin.guidance import Guidance
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import is_under_18, with_text


def guidance_summary(
    guidance: Guidance, notes: Footnotes | None = None, scored_roles: Iterable[str] = ()
) -> Document:
    """What stands behind the short answer: verdicts, questions, notes, gaps and the method.

    `notes` has numbered the sources of what stands above already; the method shows the scores of
    `scored_roles`. Sections: `first` if the profile says too little, `asked`, `counsel`, `ask`,
    `held`, `notes`, `method`.
    """
    context = _context(
        guidance, (), verdicts=guidance.role_verdicts, market_role=None, notes=notes, gaps=True
    )
    return _document(
        context,
        (
            None if guidance.enough else questions_section(context, "first"),
            _verdicts_section(context),
            counsel_section(context),
            questions_section(context, "ask") if guidance.enough else None,
            data_coverage_section(context),
            notes_section(context),
            scores_section(context, scored_roles),
        ),
    )


def role_report(
    guidance: Guidance, role: str, step: Statement | None = None, notes: Footnotes | None = None
) -> Document:
    """Everything that guidance says about one requested role (`guidance.role_verdicts`).

    Sections: `next` with the step to this role, `answer`, `people`, then folded `fit`, `learn`,
    `pay`, `outlook`, `mode`. `notes` has numbered the sources of what stands above already. Raises
    KeyError for a role without a verdict.
    """
    verdict = next((verdict for verdict in guidance.role_verdicts if verdict.role == role), None)
    if verdict is None:
        raise KeyError(role)
    if step is not None:
        guidance = guidance.model_copy(update={"next_step": step})
    context = _context(guidance, {role}, verdicts=(verdict,), market_role=role, notes=notes)
    (worded_verdict,) = context.guidance.role_verdicts
    match = context.match(role)
    # Footnotes are numbered in the order of their use, and the step comes first.
    next_section = next_step_section(context)
    answer_blocks = [_without_lead(block) for block in verdict_blocks(context, worded_verdict)]
    facts = BulletList(tuple(context.notes.line(statement) for statement in worded_verdict.about))
    blocks: list[Block] = [*answer_blocks, Disclosure(phrase("role.about"), facts)]
    answer_statements = (
        *worded_verdict.statements,
        *([worded_verdict.floor] if worded_verdict.floor else ()),
    )
    fit = (
        match_section(context, match, previous_statements=answer_statements)
        if match is not None
        else None
    )
    return _document(
        context,
        (
            next_section,
            Section("answer", phrase("role.answer"), tuple(blocks)),
            contacts_section(context),
            replace(fit, key="fit", heading=phrase("own.fit"), kind="folded") if fit else None,
            _folded(_flattened(training_section(context))),
            _folded(pay_section(context)),
            _folded(outlook_section(context)),
            _folded(_flattened(work_mode_section(context))),
        ),
        title=worded_verdict.label,
    )


def _without_lead(block: Block) -> Block:
    """A block of the verdict without the lead "Our answer", which is the heading of its section."""
    if not isinstance(block, Paragraphs):
        return block
    lead = phrase("role.answer")
    lines = (replace(line, lead="") if line.lead == lead else line for line in block.lines)
    return Paragraphs(tuple(lines))


def _context(
    guidance: Guidance,
    roles: Iterable[str],
    *,
    verdicts: tuple[object, ...],
    market_role: str | None,
    notes: Footnotes | None = None,
    gaps: bool = False,
) -> GuidanceContext:
    """The context of a page: guidance with texts only for the parts about these roles."""
    role_ids = set(roles)
    reduced = with_text(
        guidance.model_copy(
            update={
                "role_verdicts": verdicts,
                "matches": tuple(m for m in guidance.matches if m.role in role_ids),
                "coverage": guidance.coverage
                if gaps
                else guidance.coverage.model_copy(update={"have": (), "lack": ()}),
                "market": _market_of(guidance, market_role),
                "plan": {r: p for r, p in guidance.plan.items() if r == market_role},
                "work_mode": {r: w for r, w in guidance.work_mode.items() if r == market_role},
                "people": guidance.people if market_role else (),
                "counsel": () if market_role else guidance.counsel,
                "role_counsel": {
                    r: notes
                    for r, notes in guidance.role_counsel.items()
                    if market_role in (None, r)
                },
            }
        )
    )
    worded_matches = {match.role: match for match in reduced.matches}
    matches = tuple(worded_matches.get(match.role, match) for match in guidance.matches)
    return GuidanceContext(
        guidance=reduced.model_copy(update={"matches": matches}),
        notes=notes or Footnotes(guidance.sources),
        names=guidance.label,
        with_adult=is_under_18(guidance),
    )


def _market_of(guidance: Guidance, role: str | None) -> object:
    """Pay, jobs and projections of the occupations of one role; empty without a role."""
    applies = guidance.market.applies.get(role, {}) if role else {}
    wages = tuple(w for w in guidance.market.wages if applies.get(w.soc) == w.applies)
    # A proxy occupation is not the role's own, so its outlook is left out.
    labels = {wage.label for wage in wages if wage.applies != "proxy"}
    return guidance.market.model_copy(
        update={
            "wages": wages,
            "applies": {role: applies} if role and applies else {},
            "statements": tuple(
                s for s in guidance.market.statements if s.values["occupation"].value in labels
            ),
        }
    )


def _verdicts_section(context: GuidanceContext) -> Section | None:
    """The verdict on each requested role; details are on the page of the role."""
    sections = tuple(
        Section(f"asked-{verdict.role}", verdict.label, tuple(verdict_blocks(context, verdict)))
        for verdict in context.guidance.role_verdicts
    )
    return Section("asked", phrase("headings.asked"), (), sections) if sections else None


def _flattened(section: Section | None) -> Section | None:
    """A section without the heading of its first subsection, which is the role of the page."""
    if section is None or not section.sections:
        return section
    first, *remaining_sections = section.sections
    return replace(
        section, blocks=(*section.blocks, *first.blocks), sections=tuple(remaining_sections)
    )


def _folded(section: Section | None) -> Section | None:
    """A section that is closed at first: the answer and whom to ask come before it."""
    return None if section is None else replace(section, kind="folded")


def _document(
    context: GuidanceContext, sections: Iterable[Section | None], title: str = ""
) -> Document:
    shown_sections = tuple(section for section in sections if section is not None)
    return Document(
        title=title or phrase("title"),
        trade=phrase("trade"),
        lede=(TextLine(phrase("what_it_is_not"), tone="care"),),
        sections=shown_sections,
        sources=context.notes.cited(),
        about=provenance_section(context),
    )
