"""The sections on work mode, on people to contact, and on data coverage."""

from collections.abc import Sequence

from benchpin.documents.context import BuilderContext, GuidanceContext
from benchpin.documents.model import Block, BulletList, Link, Paragraphs, Section, TextLine
from benchpin.facts import Statement
from benchpin.people import Suggestion
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text

_FAMILY_WIDE_KINDS = ("shape",)
"""Kinds of statement that are equal for all roles of a family: shown once, after the roles."""
BRIEF_ROLES = 1
BRIEF_PEOPLE = 3


def work_mode_section(context: GuidanceContext) -> Section | None:
    """Which work of each detailed role can leave the workplace; None if nothing is known."""
    if not context.guidance.work_mode:
        return None
    sections = []
    shapes: dict[str, Statement] = {}
    for role in detailed_roles(context):
        statements = context.guidance.work_mode[role].statements
        lines = tuple(context.notes.line(s) for s in statements if s.kind not in _FAMILY_WIDE_KINDS)
        shapes.update({s.text: s for s in statements if s.kind in _FAMILY_WIDE_KINDS})
        label = context.names("roles", role)
        sections.append(Section(f"mode-{role}", label, (Paragraphs(lines),)))
    if shapes:
        lines = tuple(context.notes.line(s) for s in shapes.values())
        sections.append(Section("shapes", phrase("headings.shapes"), (BulletList(lines),)))
    intro = Paragraphs((TextLine(phrase("mode.intro")),))
    return Section("mode", phrase("headings.mode"), (intro,), tuple(sections))


def detailed_roles(context: GuidanceContext) -> Sequence[str]:
    """The ids of the roles treated in detail; in a brief document, the first of them."""
    roles = tuple(context.guidance.work_mode)
    return (
        roles[: max(BRIEF_ROLES, len(context.guidance.role_verdicts))] if context.brief else roles
    )


def contacts_section(context: GuidanceContext) -> Section | None:
    """Organizations and mentoring routes that take newcomers; None without suggestions."""
    suggestions = context.guidance.people
    if not suggestions:
        return None
    shown_suggestions = suggestions[:BRIEF_PEOPLE] if context.brief else suggestions
    # Under 18, the first suggestion is a trusted adult, which is no record of the catalog.
    adult_statements = [
        s
        for suggestion in shown_suggestions
        if not (suggestion.organisation or suggestion.mentoring)
        for s in suggestion.statements
    ]
    intro = tuple(context.notes.line(s, tone="strong") for s in adult_statements)
    contacts = (
        suggestion
        for suggestion in shown_suggestions
        if suggestion.organisation or suggestion.mentoring
    )
    contact_list = BulletList(tuple(contact_line(context, suggestion) for suggestion in contacts))
    # The advice for minors is left out only for a person who said that they are of age.
    if not intro and context.guidance.profile.get("circumstances", {}).get("under_18") is not False:
        intro = (TextLine(phrase("people.intro")),)
    blocks: list[Block] = [Paragraphs(intro)] if intro else []
    if contact_list.lines:
        blocks.append(contact_list)
    blocks += context.omitted_note(suggestions, shown_suggestions)
    return Section("people", phrase("headings.people"), tuple(blocks))


def contact_line(context: BuilderContext, suggestion: Suggestion) -> TextLine:
    """An organization or mentoring route in one line: what it offers, to whom, and where."""
    text = " ".join(s.text or statement_text(s) for s in suggestion.statements)
    sources = [source for s in suggestion.statements for source in s.sources]
    record = (
        ("organisations", suggestion.organisation)
        if suggestion.organisation
        else ("mentoring", suggestion.mentoring or "")
    )
    links = (Link(*record, suggestion.label),)
    notes = context.notes.of(sources)
    return TextLine(text, notes, lead=suggestion.label, url=suggestion.url, links=links)


def data_coverage_section(context: GuidanceContext) -> Section:
    """Which data there is for the person's country, and which is missing."""
    coverage = context.guidance.coverage
    sections = tuple(
        Section(
            f"held-{key}",
            phrase(f"held.{key}"),
            (BulletList(tuple(context.notes.line(s) for s in statements)),),
        )
        for key, statements in (("have", coverage.have), ("lack", coverage.lack))
        if statements
    )
    return Section("held", phrase("headings.held"), (), sections)
