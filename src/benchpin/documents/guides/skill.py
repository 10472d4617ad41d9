"""One skill: what it is, who asks for it, what teaches it, and what is near it."""

from collections.abc import Iterator

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import GuideContext, cited, countries, points, rows, sentence
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
SHARES = ((0.5, "much"), (0.0, "some"))
"""From which share on a kindred skill is worth how much, in words."""


def skill_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """What there is to know of a skill; a KeyError where there is none of that id."""
    teller = GuideContext.of(catalog, reference)
    record = catalog.skills[identity]
    sections = (
        _about(identity, record, teller),
        _roles(identity, teller),
        _qualifications(identity, teller),
        _kindred(identity, teller),
    )
    lede = (TextLine(phrase(f"skill.is_{record.kind}", of=_category(record))),)
    return teller.document(record.label, phrase("skill.trade"), lede, sections)


def _category(record: Skill) -> str:
    return phrase(f"skill.categories.{record.category}")


def _about(identity: str, record: Skill, teller: GuideContext) -> Section | None:
    show = teller.catalog.shows.get(identity) or teller.catalog.shows.get(record.category)
    esco = TextLine(
        phrase("skill.esco_near", label=record.esco), teller.notes.of(cited(record, "esco"))
    ) if record.esco else None  # fmt: skip
    facts = rows(
        (phrase("lists.also_called"), TextLine("; ".join(record.also_called))),
        (phrase("lists.note"), TextLine(sentence(record.note)) if record.note else None),
        (
            phrase("skill.show"),
            teller.prose(f"{sentence(show.what)} {sentence(show.reason)}") if show else None,
        ),
        (phrase("skill.esco"), esco),
    )
    return Section("what", phrase("skill.about"), (DefinitionList(facts),)) if facts else None


def _roles(identity: str, teller: GuideContext) -> Section | None:
    """The roles that ask for it, the most pressing need first, each with its level."""
    blocks: list[Section] = []
    for need in NEEDS:
        lines = tuple(_asking(identity, need, teller))
        if lines:
            heading = phrase(f"skill.needs.{need}")
            blocks.append(Section(f"needs-{need}", heading, (BulletList(lines),)))
    if not blocks:
        return None
    intro: tuple[Block, ...] = (Paragraphs((TextLine(phrase("skill.levels_are"), tone="soft"),)),)
    return Section("roles", phrase("skill.roles"), intro, tuple(blocks))


def _asking(identity: str, wanted: Need, teller: GuideContext) -> Iterator[TextLine]:
    for role, record in teller.catalog.roles.items():
        for need in record.skills:
            if need.skill == identity and need.need == wanted:
                said = phrase("skill.level", level=phrase(f"levels.{need.level}"))
                yield teller.named("roles", role, said, need.sources)


def _qualifications(identity: str, teller: GuideContext) -> Section:
    """What teaches it and up to which level; that nothing does is said."""
    heading = phrase("skill.teaches")
    held = teller.catalog.qualifications_teaching.get(identity, ())
    ids = sorted(held, key=lambda i: _abroad(i, teller))
    found = points("taught", heading, (_teaching(i, teller) for i in ids))
    return found or Section("taught", heading, (Paragraphs((TextLine(phrase("skill.untaught")),)),))


def _abroad(identity: str, teller: GuideContext) -> bool:
    """Whether a qualification is earned in other countries alone than that of our figures."""
    catalog = teller.catalog
    ways = (catalog.programmes[i] for i in catalog.programmes_of.get(identity, ()))
    where = {*catalog.qualifications[identity].country, *(c for way in ways for c in way.country)}
    return bool(where) and teller.reference.area(None).country not in where


def _teaching(identity: str, teller: GuideContext) -> TextLine:
    record = teller.catalog.qualifications[identity]
    level = phrase("skill.taught", level=phrase(f"levels.{record.level}"))
    said = f"{level} {phrase(f'lists.status.{record.status}')}"
    if _abroad(identity, teller) and record.country:
        said = f"{said} {phrase('lists.holds_in', where=countries(record.country))}"
    return teller.named("qualifications", identity, said, [c.source for c in record.sources])


def _kindred(identity: str, teller: GuideContext) -> Section | None:
    """Skills that carry over to it, and those that it carries over to."""
    from_ = [k for k in teller.catalog.kin if k.helps == identity]
    to = [k for k in teller.catalog.kin if k.skill == identity]
    sections = tuple(
        section
        for section in (
            points(
                "kin-from",
                phrase("skill.kin_from"),
                (_kin(k.skill, k.share, k.reason, teller) for k in from_),
            ),
            points(
                "kin-to",
                phrase("skill.kin_to", skill=lower_first(teller.label("skills", identity))),
                (_kin(k.helps, k.share, k.reason, teller) for k in to),
            ),
        )
        if section is not None
    )
    if not sections:
        return None
    intro = (
        Paragraphs(
            (TextLine(phrase("skill.kin_are"), teller.notes.of([OUR_JUDGEMENT]), tone="soft"),)
        ),
    )
    return Section("kindred", phrase("skill.kindred"), intro, sections)


def _kin(identity: str, share: float, reason: str, teller: GuideContext) -> TextLine:
    much = next(name for least, name in SHARES if share >= least)
    return teller.named("skills", identity, f"{phrase(f'skill.kin.{much}')} {sentence(reason)}")
