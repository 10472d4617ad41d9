"""Which programmes teach what is missing for a role, as a part of a document."""

from collections.abc import Sequence
from dataclasses import replace

from benchpin.documents.context import Telling, Told
from benchpin.documents.guidance.work_and_contacts import in_depth
from benchpin.documents.model import Block, Facts, Folded, Line, Link, Points, Says, Section
from benchpin.facts import Statement
from benchpin.plan import Option, RolePlan
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import text_of

FIRST_SKILLS = 6
"""How many missing skills of a role stand open; the others are folded."""
BRIEF_SKILLS = 4
"""How many missing skills of a role a brief document names programmes for."""
BRIEF_PROGRAMMES = 3
"""How many programmes of a role a brief document names."""


def learn(told: Told) -> Section | None:
    """What teaches what is missing, role by role, each programme with what it teaches."""
    plans = told.guidance.plan
    if not plans:
        return None
    roles = [role for role in in_depth(told) if role in plans]
    if told.brief:
        roles = roles[: max(1, len(told.guidance.asked))]
    sections = tuple(_role(told, role, plans[role]) for role in roles)
    intro = Says((Line(told.asking(phrase("learn.intro"))),))
    return Section("learn", phrase("headings.learn"), (intro,), sections)


def _role(told: Told, role: str, plan: RolePlan) -> Section:
    label = told.names("roles", role)
    blocks = closing_blocks(told, plan)
    shown = _best(plan) if told.brief else plan.options
    if shown:
        blocks.append(programmes(told, shown))
    blocks += told.more(plan.options, shown)
    if not blocks:
        blocks.append(Says((Line(phrase("learn.nothing")),)))
    return Section(f"learn-{role}", label, tuple(blocks), kind="learn")


def closing_blocks(told: Telling, plan: RolePlan) -> list[Block]:
    """What teaches each skill of a plan, the first ones open, and what nothing teaches."""
    blocks: list[Block] = []
    if plan.closes:
        closes = plan.closes[: BRIEF_SKILLS if told.brief else FIRST_SKILLS]
        blocks.append(Facts(tuple(_closing(told, plan, i) for i in range(len(closes)))))
        if told.brief:
            blocks += told.more(plan.closes, closes)
        elif len(plan.closes) > FIRST_SKILLS:
            blocks.append(Folded(phrase("learn.other_skills"), _others(told, plan)))
    if plan.uncovered:
        said = phrase("learn.uncovered", skills=told.named(plan.uncovered))
        blocks.append(Says((Line(told.asking(said)),)))
    return blocks


def programmes(told: Telling, options: Sequence[Option]) -> Folded:
    """Programmes with what they cost, how long they take and whether they are offered."""
    lines = tuple(_programme(told, option) for option in options)
    return Folded(phrase("learn.programs"), Points(lines))


def _others(told: Telling, plan: RolePlan) -> Points:
    """The skills after the first few, with what teaches them."""
    rows = (_closing(told, plan, i) for i in range(FIRST_SKILLS, len(plan.closes)))
    return Points(tuple(replace(line, lead=skill) for skill, line in rows))


def _best(plan: RolePlan) -> tuple[Option, ...]:
    """The programmes that come first for the skills that weigh most."""
    first = dict.fromkeys(closing.programmes[0] for closing in plan.closes if closing.programmes)
    cards = {option.programme: option for option in plan.options}
    return tuple(cards[i] for i in first if i in cards)[:BRIEF_PROGRAMMES]


def _closing(told: Telling, plan: RolePlan, index: int) -> tuple[str, Line]:
    """A missing skill and what teaches it, by the programmes' names."""
    closing = plan.closes[index]
    labels = {option.programme: option.label for option in plan.options}
    teach = [(p, labels[p]) for p in closing.programmes if p in labels]
    skill = told.names("skills", closing.skill)
    links = (
        Link("skills", closing.skill, skill),
        *(Link("programmes", i, label) for i, label in teach),
    )
    return skill, Line(f"{'; '.join(label for _, label in teach)}.", links=links)


def _programme(told: Telling, option: Option) -> Line:
    """A programme in one line: who teaches it, whether it is offered, price, time, mode."""
    said = [phrase("learn.by", provider=told.names("providers", option.provider))]
    said += [s.text or text_of(s) for s in option.statements]
    if option.within_budget is not None:
        said.append(phrase("learn.within" if option.within_budget else "learn.above"))
    sources = told.notes.of(_sources(option.statements))
    links = (Link("programmes", option.programme, option.label),)
    return Line(" ".join(said), sources, lead=option.label, url=option.url, links=links)


def _sources(statements: tuple[Statement, ...]) -> list[str]:
    return [source for s in statements for source in s.sources]
