"""Which programmes teach what is missing for a role, as a part of a document."""

from collections.abc import Sequence
from dataclasses import replace

from benchpin.documents.context import BuilderContext, GuidanceContext
from benchpin.documents.guidance.work_and_contacts import details_block
from benchpin.documents.model import (
    Block,
    BulletList,
    DefinitionList,
    Disclosure,
    Link,
    Paragraphs,
    Section,
    TextLine,
)
from benchpin.facts import Statement
from benchpin.plan import ProgrammeOption, RolePlan
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text

FIRST_SKILLS = 6
"""How many missing skills of a role stand open; the others are folded."""
BRIEF_SKILLS = 4
"""How many missing skills of a role a brief document names programmes for."""
BRIEF_PROGRAMMES = 3
"""How many programmes of a role a brief document names."""


def training_section(told: GuidanceContext) -> Section | None:
    """What teaches what is missing, role by role, each programme with what it teaches."""
    plans = told.guidance.plan
    if not plans:
        return None
    roles = [role for role in details_block(told) if role in plans]
    if told.brief:
        roles = roles[: max(1, len(told.guidance.asked))]
    sections = tuple(_role(told, role, plans[role]) for role in roles)
    intro = Paragraphs((TextLine(told.asking(phrase("learn.intro"))),))
    return Section("learn", phrase("headings.learn"), (intro,), sections)


def _role(told: GuidanceContext, role: str, plan: RolePlan) -> Section:
    label = told.names("roles", role)
    blocks = closing_blocks(told, plan)
    shown = _best(plan) if told.brief else plan.options
    if shown:
        blocks.append(programmes(told, shown))
    blocks += told.more(plan.options, shown)
    if not blocks:
        blocks.append(Paragraphs((TextLine(phrase("learn.nothing")),)))
    return Section(f"learn-{role}", label, tuple(blocks), kind="learn")


def closing_blocks(told: BuilderContext, plan: RolePlan) -> list[Block]:
    """What teaches each skill of a plan, the first ones open, and what nothing teaches."""
    blocks: list[Block] = []
    if plan.closes:
        closes = plan.closes[: BRIEF_SKILLS if told.brief else FIRST_SKILLS]
        blocks.append(DefinitionList(tuple(_closing(told, plan, i) for i in range(len(closes)))))
        if told.brief:
            blocks += told.more(plan.closes, closes)
        elif len(plan.closes) > FIRST_SKILLS:
            blocks.append(Disclosure(phrase("learn.other_skills"), _others(told, plan)))
    if plan.uncovered:
        said = phrase("learn.uncovered", skills=told.named(plan.uncovered))
        blocks.append(Paragraphs((TextLine(told.asking(said)),)))
    return blocks


def programmes(told: BuilderContext, options: Sequence[ProgrammeOption]) -> Disclosure:
    """Programmes with what they cost, how long they take and whether they are offered."""
    lines = tuple(_programme(told, option) for option in options)
    return Disclosure(phrase("learn.programs"), BulletList(lines))


def _others(told: BuilderContext, plan: RolePlan) -> BulletList:
    """The skills after the first few, with what teaches them."""
    rows = (_closing(told, plan, i) for i in range(FIRST_SKILLS, len(plan.closes)))
    return BulletList(tuple(replace(line, lead=skill) for skill, line in rows))


def _best(plan: RolePlan) -> tuple[ProgrammeOption, ...]:
    """The programmes that come first for the skills that weigh most."""
    first = dict.fromkeys(closing.programmes[0] for closing in plan.closes if closing.programmes)
    cards = {option.programme: option for option in plan.options}
    return tuple(cards[i] for i in first if i in cards)[:BRIEF_PROGRAMMES]


def _closing(told: BuilderContext, plan: RolePlan, index: int) -> tuple[str, TextLine]:
    """A missing skill and what teaches it, by the programmes' names."""
    closing = plan.closes[index]
    labels = {option.programme: option.label for option in plan.options}
    teach = [(p, labels[p]) for p in closing.programmes if p in labels]
    skill = told.names("skills", closing.skill)
    links = (
        Link("skills", closing.skill, skill),
        *(Link("programmes", i, label) for i, label in teach),
    )
    return skill, TextLine(f"{'; '.join(label for _, label in teach)}.", links=links)


def _programme(told: BuilderContext, option: ProgrammeOption) -> TextLine:
    """A programme in one line: who teaches it, whether it is offered, price, time, mode."""
    said = [phrase("learn.by", provider=told.names("providers", option.provider))]
    said += [s.text or statement_text(s) for s in option.statements]
    if option.within_budget is not None:
        said.append(phrase("learn.within" if option.within_budget else "learn.above"))
    sources = told.notes.of(_sources(option.statements))
    links = (Link("programmes", option.programme, option.label),)
    return TextLine(" ".join(said), sources, lead=option.label, url=option.url, links=links)


def _sources(statements: tuple[Statement, ...]) -> list[str]:
    return [source for s in statements for source in s.sources]
