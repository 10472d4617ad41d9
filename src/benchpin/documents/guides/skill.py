"""The guide to a skill: what it is, roles that need it, qualifications, related skills."""

from collections.abc import Iterator

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import (
    GuideContext,
    bullet_section,
    country_names,
    fact_rows,
    field_sources,
    sentence,
)
from benchpin.documents.model import (
    Block,
    BulletList,
    DefinitionList,
    Document,
    Paragraphs,
    Section,
    TextLine,
)
from benchpin.facts import OUR_JUDGEMENT, Skill
from benchpin.facts.role import Need
from benchpin.reference import Reference
from benchpin.wording.format import lower_first
from benchpin.wording.phrases import phrase

NEEDS: tuple[Need, ...] = ("essential", "important", "useful")
SHARE_WORDS = ((0.5, "much"), (0.0, "some"))
"""The word for how far a related skill carries over, from a minimum share on."""


def skill_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """The page on one skill. Raises KeyError if there is no such id."""
    context = GuideContext.of(catalog, reference)
    record = catalog.skills[identity]
    sections = (
        _about(identity, record, context),
        _roles(identity, context),
        _qualifications(identity, context),
        _related_skills(identity, context),
    )
    lede = (TextLine(phrase(f"skill.is_{record.kind}", of=_category(record))),)
    return context.document(record.label, phrase("skill.trade"), lede, sections)


def _category(record: Skill) -> str:
    return phrase(f"skill.categories.{record.category}")


def _about(identity: str, record: Skill, context: GuideContext) -> Section | None:
    show = context.catalog.shows.get(identity) or context.catalog.shows.get(record.category)
    esco = TextLine(
        phrase("skill.esco_near", label=record.esco),
        context.notes.of(field_sources(record, "esco")),
    ) if record.esco else None  # fmt: skip
    facts = fact_rows(
        (phrase("lists.also_called"), TextLine("; ".join(record.also_called))),
        (phrase("lists.note"), TextLine(sentence(record.note)) if record.note else None),
        (
            phrase("skill.show"),
            context.prose(f"{sentence(show.what)} {sentence(show.reason)}") if show else None,
        ),
        (phrase("skill.esco"), esco),
    )
    return Section("what", phrase("skill.about"), (DefinitionList(facts),)) if facts else None


def _roles(identity: str, context: GuideContext) -> Section | None:
    """The roles that need a skill, essential ones first, each with the level."""
    need_sections: list[Section] = []
    # In the order of NEEDS: the most pressing first.
    for need in NEEDS:
        lines = tuple(_role_lines(identity, need, context))
        if lines:
            heading = phrase(f"skill.needs.{need}")
            need_sections.append(Section(f"needs-{need}", heading, (BulletList(lines),)))
    if not need_sections:
        return None
    intro: tuple[Block, ...] = (Paragraphs((TextLine(phrase("skill.levels_are"), tone="soft"),)),)
    return Section("roles", phrase("skill.roles"), intro, tuple(need_sections))


def _role_lines(identity: str, importance: Need, context: GuideContext) -> Iterator[TextLine]:
    for role, record in context.catalog.roles.items():
        for need in record.skills:
            if need.skill == identity and need.need == importance:
                text = phrase(
                    "skill.level_in" if need.countries else "skill.level",
                    level=phrase(f"levels.{need.level}"),
                    countries=country_names(need.countries),
                )
                yield context.record_line("roles", role, text, need.sources)


def _qualifications(identity: str, context: GuideContext) -> Section:
    """The qualifications that teach a skill, with their level; says so if there is none."""
    heading = phrase("skill.teaches")
    skill = context.catalog.skills[identity]
    if skill.kind == "trait":
        return Section("taught", heading, (Paragraphs((TextLine(phrase("skill.practiced")),)),))
    qualification_ids = context.catalog.qualifications_teaching.get(identity, ())
    # Qualifications that can be earned in the country come first.
    ids = sorted(qualification_ids, key=lambda i: _is_abroad(i, context))
    section = bullet_section("taught", heading, (_qualification_line(i, context) for i in ids))
    is_at_work = skill.category in context.catalog.weights.training.learned_at_work
    text = phrase("skill.at_work" if is_at_work else "skill.untaught")
    return section or Section("taught", heading, (Paragraphs((TextLine(text),)),))


def _is_abroad(identity: str, context: GuideContext) -> bool:
    """Whether a qualification can be earned only outside the country of our figures."""
    catalog = context.catalog
    programmes = (catalog.programmes[i] for i in catalog.programmes_of.get(identity, ()))
    country_codes = {
        *catalog.qualifications[identity].country,
        *(c for programme in programmes for c in programme.country),
    }
    return bool(country_codes) and context.reference.area(None).country not in country_codes


def _qualification_line(identity: str, context: GuideContext) -> TextLine:
    record = context.catalog.qualifications[identity]
    level = phrase("skill.taught", level=phrase(f"levels.{record.level}"))
    text = f"{level} {phrase(f'lists.status.{record.status}')}"
    if _is_abroad(identity, context) and record.country:
        text = f"{text} {phrase('lists.holds_in', where=country_names(record.country))}"
    return context.record_line("qualifications", identity, text, [c.source for c in record.sources])


def _related_skills(identity: str, context: GuideContext) -> Section | None:
    """Skills that carry over to this one, and skills that this one carries over to."""
    transfers_in = [k for k in context.catalog.kin if k.helps == identity]
    transfers_out = [k for k in context.catalog.kin if k.skill == identity]
    sections = tuple(
        section
        for section in (
            bullet_section(
                "kin-from",
                phrase("skill.kin_from"),
                (_related_skill_line(k.skill, k.share, k.reason, context) for k in transfers_in),
            ),
            bullet_section(
                "kin-to",
                phrase("skill.kin_to", skill=lower_first(context.label("skills", identity))),
                (_related_skill_line(k.helps, k.share, k.reason, context) for k in transfers_out),
            ),
        )
        if section is not None
    )
    if not sections:
        return None
    intro = (
        Paragraphs(
            (TextLine(phrase("skill.kin_are"), context.notes.of([OUR_JUDGEMENT]), tone="soft"),)
        ),
    )
    return Section("kindred", phrase("skill.kindred"), intro, sections)


def _related_skill_line(
    identity: str, share: float, reason: str, context: GuideContext
) -> TextLine:
    amount = next(name for threshold, name in SHARE_WORDS if share >= threshold)
    return context.record_line(
        "skills", identity, f"{phrase(f'skill.kin.{amount}')} {sentence(reason)}"
    )
