"""The short answer as `benchpin advise` prints it: at most 80 lines of 80 columns.

The answer and this week's step come first, then the roles in their groups. What is said of a role
gets shorter, the last roles first, until all fits; `--full` prints the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchpin.catalog import Catalog
from benchpin.documents.answers.text_layout import StyledLine, mark_text, styled_text
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.short_answer import (
    CardGroup,
    RoleCard,
    ShortAnswer,
    card_footnotes,
)
from benchpin.guidance import Guidance
from benchpin.people import Suggestion
from benchpin.reference import Reference
from benchpin.wording.format import format_area, format_period, with_article
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import with_text

MAX_LINES: Final = 80
WIDTH: Final = 80
MAX_ADDRESS: Final = 40
"""An address longer than this is not printed: it would be cut at the end of a line."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is said: `cards` roles in full, and so many of what else there is."""

    cards: int
    jobs: bool
    outside: int
    contacts: int
    gaps: int


DETAILS: Final = (
    Detail(cards=4, jobs=True, outside=3, contacts=3, gaps=2),
    Detail(cards=4, jobs=False, outside=3, contacts=2, gaps=2),
    Detail(cards=3, jobs=True, outside=3, contacts=2, gaps=1),
    Detail(cards=3, jobs=False, outside=3, contacts=2, gaps=1),
    Detail(cards=2, jobs=True, outside=3, contacts=2, gaps=1),
    Detail(cards=2, jobs=False, outside=2, contacts=2, gaps=1),
    Detail(cards=1, jobs=True, outside=2, contacts=1, gaps=1),
    Detail(cards=1, jobs=False, outside=2, contacts=1, gaps=0),
    Detail(cards=0, jobs=False, outside=1, contacts=1, gaps=0),
)
"""From the most to the least; the first one that fits is printed."""


def short_guidance_lines(
    answer: ShortAnswer, guidance: Guidance, catalog: Catalog, reference: Reference
) -> tuple[StyledLine, ...]:
    """The short answer as lines, as much as fits on `MAX_LINES`."""
    if not guidance.next_step.text:
        guidance = with_text(guidance)
    for detail in DETAILS:
        notes = card_footnotes(guidance, answer.cards(), catalog, reference)
        lines = tuple(_lines(answer, guidance, notes, detail))
        if len(lines) <= MAX_LINES:
            break
    return lines


def _lines(
    answer: ShortAnswer, guidance: Guidance, notes: Footnotes, detail: Detail
) -> Iterator[StyledLine]:
    yield from styled_text(answer.about, WIDTH, "soft")
    yield StyledLine("")
    yield StyledLine(answer.headline.upper(), "title")
    yield from styled_text(" ".join(answer.lede), WIDTH)
    yield StyledLine("")
    yield StyledLine(phrase("headings.next").upper(), "heading")
    marks = mark_text(notes.of(guidance.next_step.sources))
    yield from styled_text(f"{answer.step.text} {marks}", WIDTH)
    yield from _questions(guidance, notes)
    if guidance.enough:
        yield from _groups(answer, notes, detail)
    yield from _contacts(guidance.people[: detail.contacts], notes)
    yield from _gaps(guidance, notes, detail.gaps)
    yield from _sources(notes)
    yield from _last_lines(guidance)


def _questions(guidance: Guidance, notes: Footnotes) -> Iterator[StyledLine]:
    """The roles that were asked about and what to answer first, where too little is known."""
    if guidance.enough:
        return
    if guidance.role_verdicts:
        yield StyledLine("")
        yield StyledLine(phrase("headings.asked").upper(), "heading")
    for verdict in guidance.role_verdicts:
        key = (verdict.verdict or "none").replace(" ", "-")
        lead, reason = f"- {verdict.label}:", verdict.statements[0]
        marks = mark_text(notes.of(reason.sources))
        text = f"{lead} {phrase(f'verdicts.{key}')} {reason.text} {marks}"
        yield from styled_text(text, WIDTH, indent="  ", lead=len(lead))
    yield StyledLine("")
    yield StyledLine(phrase("headings.first").upper(), "heading")
    for number, question in enumerate(guidance.ask_next, start=1):
        text = f"{number}. {question.text} {question.why}"
        yield from styled_text(text, WIDTH, indent="   ", lead=len(f"{number}. {question.text}"))


def _groups(answer: ShortAnswer, notes: Footnotes, detail: Detail) -> Iterator[StyledLine]:
    full_roles = _roles_in_full(answer, detail.cards)
    for group in answer.groups:
        if not group.first:
            continue
        yield StyledLine("")
        yield StyledLine(group.heading.upper(), "heading")
        if group.key == "outside":
            yield from _outside(group, detail.outside)
            continue
        for card in group.first:
            is_full = card.role in full_roles
            yield from _card(card, notes, detail) if is_full else _brief_card(card, notes)
        yield from _more(group)


def _roles_in_full(answer: ShortAnswer, count: int) -> frozenset[str]:
    """The roles of which most is said: those that were asked about, then the first ones."""
    cards = [card for group in answer.groups if group.key != "outside" for card in group.first]
    cards.sort(key=lambda card: not card.is_asked)
    return frozenset(card.role for card in cards[:count])


def _card(card: RoleCard, notes: Footnotes, detail: Detail) -> Iterator[StyledLine]:
    yield StyledLine(f"{card.label}. {card.mode_text}.", "name", len(card.label))
    yield from _row(phrase("short.card.why"), card.why, notes.of(card.why_sources))
    yield from _row(phrase("short.card.mind"), card.mind, notes.of(card.mind_sources))
    yield from _pay(card, notes)
    if detail.jobs and card.figures and card.figures.jobs:
        text = f"{card.figures.jobs} {card.figures.outlook}".strip()
        yield from _row(phrase("short.terminal.jobs"), text, notes.of(card.figures.job_sources))
    yield from _row(phrase("short.terminal.qualify"), card.qualify)
    yield from _row(phrase("short.terminal.nearest"), card.nearest.text)
    yield from styled_text(f"  {card.fit.text} {card.pay_sure.text}", WIDTH, indent="    ")


def _pay(card: RoleCard, notes: Footnotes) -> Iterator[StyledLine]:
    """The name of the group before its figure, and what is not published."""
    figures = card.figures
    if figures is None or not figures.amounts:
        yield from _row(phrase("short.terminal.pay"), f"{card.no_pay.rstrip('.')}. {card.ask}")
        return
    half = f" {figures.half}." if figures.half else ""
    marks = mark_text(notes.of(figures.sources))
    text = f"{figures.group}. {figures.where}: {figures.typical}.{half} {marks} {figures.alone}"
    yield from _row(phrase("short.terminal.pay_of"), text.strip())


def _brief_card(card: RoleCard, notes: Footnotes) -> Iterator[StyledLine]:
    """A role in a few lines: how one works, its pay and what it takes."""
    pay = card.pay_text or f"{card.no_pay.rstrip('.')}."
    marks = mark_text(notes.of(card.figures.sources)) if card.figures else ""
    text = " ".join(filter(None, (f"{card.label}. {card.mode_text}.", pay, marks, card.qualify)))
    yield from styled_text(text, WIDTH, "name", indent="  ", lead=len(card.label))


def _row(lead: str, text: str, marks: Sequence[int] = ()) -> Iterator[StyledLine]:
    if text:
        line = f"  {lead} {text} {mark_text(marks)}".rstrip()
        yield from styled_text(line, WIDTH, indent="    ", lead=len(lead) + 2)


def _outside(group: CardGroup, count: int) -> Iterator[StyledLine]:
    """Roles outside the person's terms, each with what would have to change."""
    cards = group.first[:count]
    for card in cards:
        text = f"- {card.label}. {phrase('short.card.needs')} {card.needs}."
        yield from styled_text(text, WIDTH, indent="  ", lead=len(card.label) + 2)
    yield from _count_line(len(group.first) + len(group.more) - len(cards))


def _more(group: CardGroup) -> Iterator[StyledLine]:
    yield from _count_line(len(group.more))


def _count_line(count: int) -> Iterator[StyledLine]:
    if count:
        key = "short.terminal.more_one" if count == 1 else "short.terminal.more"
        yield StyledLine(phrase(key, count=count), "soft")


def _contacts(suggestions: Sequence[Suggestion], notes: Footnotes) -> Iterator[StyledLine]:
    """Who can help, each with what they offer."""
    if not suggestions:
        return
    yield StyledLine("")
    yield StyledLine(phrase("headings.people").upper(), "heading")
    for suggestion in suggestions:
        text = " ".join(statement.text for statement in suggestion.statements)
        marks = mark_text(notes.of(s for st in suggestion.statements for s in st.sources))
        lead = f"{suggestion.label}:" if suggestion.label else ""
        line = " ".join(filter(None, ("-", lead, text, marks)))
        yield from styled_text(line, WIDTH, indent="  ", lead=len(lead) + 2 if lead else 0)


def _gaps(guidance: Guidance, notes: Footnotes, count: int) -> Iterator[StyledLine]:
    """What no data tells, the first points."""
    gaps = guidance.coverage.lack[:count]
    if not gaps:
        return
    yield StyledLine("")
    yield StyledLine(phrase("headings.held").upper(), "heading")
    for gap in gaps:
        text = f"- {gap.text} {mark_text(notes.of(gap.sources))}".rstrip()
        yield from styled_text(text, WIDTH, indent="  ")


def _sources(notes: Footnotes) -> Iterator[StyledLine]:
    """The sources of what is printed: title, publisher and date."""
    footnotes = notes.cited()
    if not footnotes:
        return
    yield StyledLine("")
    yield StyledLine(phrase("headings.sources").upper(), "heading")
    for footnote in footnotes:
        details = ", ".join(footnote.details[:2])
        stop = "" if footnote.title.endswith(("?", "!", ".")) else "."
        text = f"[{footnote.number}] {footnote.title}{stop} {details}."
        yield from styled_text(text, WIDTH, "soft", indent="    ")


def _last_lines(guidance: Guidance) -> Iterator[StyledLine]:
    area, day = guidance.market.area, format_period(guidance.as_of)
    when = (
        phrase("as_of_area", day=day, area=with_article(format_area(area.name)))
        if area
        else phrase("as_of", day=day)
    )
    yield StyledLine("")
    what_it_is_not = phrase("short.terminal.what_it_is_not")
    yield from styled_text(f"{when} {what_it_is_not}", WIDTH, "soft")
    yield from styled_text(
        phrase("short.terminal.full", fingerprint=guidance.fingerprint[:19]), WIDTH, "soft"
    )
