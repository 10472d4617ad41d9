"""The section on training: programmes that teach the missing skills of a role."""

from collections.abc import Sequence
from dataclasses import replace

from benchpin.documents.context import BuilderContext, GuidanceContext
from benchpin.documents.guidance.work_and_contacts import detailed_roles
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
"""How many missing skills of a role are shown at once; the others are folded."""
BRIEF_SKILLS = 4
"""How many missing skills of a role a brief document names programmes for."""
BRIEF_PROGRAMMES = 3
"""How many programmes of a role a brief document names."""


def training_section(context: GuidanceContext) -> Section | None:
    """Training for each detailed role: missing skills, then programmes; None without plans."""
    plans = context.guidance.plan
    if not plans:
        return None
    roles = [role for role in detailed_roles(context) if role in plans]
    if context.brief:
        roles = roles[: max(1, len(context.guidance.role_verdicts))]
    sections = tuple(_role_section(context, role, plans[role]) for role in roles)
    intro = Paragraphs((TextLine(context.ask_with_adult(phrase("learn.intro"))),))
    return Section("learn", phrase("headings.learn"), (intro,), sections)


def _role_section(context: GuidanceContext, role: str, plan: RolePlan) -> Section:
    label = context.names("roles", role)
    blocks = skill_training_blocks(context, plan)
    shown_options = _best_programmes(plan) if context.brief else plan.options
    if shown_options:
        blocks.append(programmes_disclosure(context, shown_options))
    blocks += context.omitted_note(plan.options, shown_options)
    if not blocks:
        blocks.append(Paragraphs((TextLine(phrase("learn.nothing")),)))
    return Section(f"learn-{role}", label, tuple(blocks), kind="learn")


def skill_training_blocks(context: BuilderContext, plan: RolePlan) -> list[Block]:
    """The programmes for each missing skill of a plan, and the skills that none lists."""
    blocks: list[Block] = []
    if plan.closes:
        closes = plan.closes[: BRIEF_SKILLS if context.brief else FIRST_SKILLS]
        blocks.append(
            DefinitionList(tuple(_skill_row(context, plan, i) for i in range(len(closes))))
        )
        if context.brief:
            blocks += context.omitted_note(plan.closes, closes)
        elif len(plan.closes) > FIRST_SKILLS:
            blocks.append(Disclosure(phrase("learn.other_skills"), _other_skills(context, plan)))
    other_skills = tuple(skill for skill in plan.uncovered if skill not in plan.at_work)
    for key, skills in (("at_work", plan.at_work), ("uncovered", other_skills)):
        if skills:
            text = phrase(f"learn.{key}", skills=context.skills_summary(skills))
            blocks.append(Paragraphs((TextLine(context.ask_with_adult(text)),)))
    return blocks


def programmes_disclosure(
    context: BuilderContext, options: Sequence[ProgrammeOption]
) -> Disclosure:
    """Programmes with price, duration and whether they are offered, folded."""
    lines = tuple(_programme_line(context, option) for option in options)
    return Disclosure(phrase("learn.programs"), BulletList(lines))


def _other_skills(context: BuilderContext, plan: RolePlan) -> BulletList:
    """The missing skills after the first FIRST_SKILLS, with their programmes."""
    rows = (_skill_row(context, plan, i) for i in range(FIRST_SKILLS, len(plan.closes)))
    return BulletList(tuple(replace(line, lead=skill) for skill, line in rows))


def _best_programmes(plan: RolePlan) -> tuple[ProgrammeOption, ...]:
    """The first programmes for the missing skills, in order of the skills' weight."""
    first_ids = dict.fromkeys(
        closing.programmes[0] for closing in plan.closes if closing.programmes
    )
    options_by_id = {option.programme: option for option in plan.options}
    return tuple(options_by_id[i] for i in first_ids if i in options_by_id)[:BRIEF_PROGRAMMES]


def _skill_row(context: BuilderContext, plan: RolePlan, index: int) -> tuple[str, TextLine]:
    """A missing skill and the labels of the programmes that teach it."""
    closing = plan.closes[index]
    labels = {option.programme: option.label for option in plan.options}
    programme_labels = [(p, labels[p]) for p in closing.programmes if p in labels]
    skill = context.names("skills", closing.skill)
    links = (
        Link("skills", closing.skill, skill),
        *(Link("programmes", i, label) for i, label in programme_labels),
    )
    return skill, TextLine(f"{'; '.join(label for _, label in programme_labels)}.", links=links)


def _programme_line(context: BuilderContext, option: ProgrammeOption) -> TextLine:
    """A programme in one line: provider, whether it is offered, price, duration, mode of study."""
    sentences = [phrase("learn.by", provider=context.names("providers", option.provider))]
    sentences += [s.text or statement_text(s) for s in option.statements]
    if option.near is not None:
        sentences.append(phrase(f"learn.near_{option.near}"))
    if option.within_budget is not None:
        sentences.append(phrase("learn.within" if option.within_budget else "learn.above"))
    sources = context.notes.of(_source_ids(option.statements))
    links = (Link("programmes", option.programme, option.label),)
    return TextLine(" ".join(sentences), sources, lead=option.label, url=option.url, links=links)


def _source_ids(statements: tuple[Statement, ...]) -> list[str]:
    return [source for s in statements for source in s.sources]
