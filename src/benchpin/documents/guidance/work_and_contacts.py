"""What could leave the workplace, whom to ask, and what is held, as parts of a document."""

from collections.abc import Sequence

from benchpin.documents.context import BuilderContext, GuidanceContext
from benchpin.documents.model import Block, BulletList, Link, Paragraphs, Section, TextLine
from benchpin.facts import Statement
from benchpin.people import Suggestion
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text

_FOR_ALL = ("shape",)
"""Kinds of statement that are the same for every role of a family."""
BRIEF_ROLES = 1
BRIEF_PEOPLE = 3


def mode(told: GuidanceContext) -> Section | None:
    """What the tasks of each role allow away from the workplace, and what is offered."""
    if not told.guidance.work_mode:
        return None
    sections = []
    shapes: dict[str, Statement] = {}
    for role in details_block(told):
        statements = told.guidance.work_mode[role].statements
        lines = tuple(told.notes.line(s) for s in statements if s.kind not in _FOR_ALL)
        shapes.update({s.text: s for s in statements if s.kind in _FOR_ALL})
        label = told.names("roles", role)
        sections.append(Section(f"mode-{role}", label, (Paragraphs(lines),)))
    if shapes:
        lines = tuple(told.notes.line(s) for s in shapes.values())
        sections.append(Section("shapes", phrase("headings.shapes"), (BulletList(lines),)))
    intro = Paragraphs((TextLine(phrase("mode.intro")),))
    return Section("mode", phrase("headings.mode"), (intro,), tuple(sections))


def details_block(told: GuidanceContext) -> Sequence[str]:
    """The roles that are looked into in depth; the first of them in a brief document."""
    roles = tuple(told.guidance.work_mode)
    return roles[: max(BRIEF_ROLES, len(told.guidance.asked))] if told.brief else roles


def people(told: GuidanceContext) -> Section | None:
    """Organizations and mentoring routes that take newcomers."""
    all_of_them = told.guidance.people
    if not all_of_them:
        return None
    shown = all_of_them[:BRIEF_PEOPLE] if told.brief else all_of_them
    # For somebody under 18 an adult comes first, who stands in no record.
    adult = [s for one in shown if not (one.organisation or one.mentoring) for s in one.statements]
    intro = tuple(told.notes.line(s, tone="strong") for s in adult)
    bodies = (one for one in shown if one.organisation or one.mentoring)
    points = BulletList(tuple(contact_lines(told, one) for one in bodies))
    # Whoever said that they are of age is not told what to do if they were not.
    if not intro and told.guidance.profile.get("circumstances", {}).get("under_18") is not False:
        intro = (TextLine(phrase("people.intro")),)
    blocks: list[Block] = [Paragraphs(intro)] if intro else []
    if points.lines:
        blocks.append(points)
    blocks += told.more(all_of_them, shown)
    return Section("people", phrase("headings.people"), tuple(blocks))


def contact_lines(told: BuilderContext, suggestion: Suggestion) -> TextLine:
    """Somebody to ask in one line: what they offer, to whom, and where they are found."""
    text = " ".join(s.text or statement_text(s) for s in suggestion.statements)
    sources = [source for s in suggestion.statements for source in s.sources]
    record = (
        ("organisations", suggestion.organisation)
        if suggestion.organisation
        else ("mentoring", suggestion.mentoring or "")
    )
    links = (Link(*record, suggestion.label),)
    notes = told.notes.of(sources)
    return TextLine(text, notes, lead=suggestion.label, url=suggestion.url, links=links)


def data_coverage_section(told: GuidanceContext) -> Section:
    """What is held for somebody's country, and what is not."""
    coverage = told.guidance.coverage
    sections = tuple(
        Section(
            f"held-{key}",
            phrase(f"held.{key}"),
            (BulletList(tuple(told.notes.line(s) for s in statements)),),
        )
        for key, statements in (("have", coverage.have), ("lack", coverage.lack))
        if statements
    )
    return Section("held", phrase("headings.held"), (), sections)
