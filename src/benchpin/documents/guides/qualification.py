"""One qualification: what it is, how to earn it, what it teaches, and who asks for it."""

from collections.abc import Iterator
from typing import NamedTuple

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import GuideContext, cited, countries, points, rows
from benchpin.documents.guides.figures import amount_of, facts_of
from benchpin.documents.guides.mentions import mentions_section, routes_naming
from benchpin.documents.guides.programme import programme_section, standing
from benchpin.documents.model import (
    BulletList,
    DefinitionList,
    Document,
    Link,
    Paragraphs,
    Section,
    TextLine,
)
from benchpin.facts import ProgrammePrice, Qualification
from benchpin.plan import total_price
from benchpin.reference import Reference
from benchpin.wording.format import join_list, lower_first
from benchpin.wording.phrases import phrase

GONE = ("closed", "superseded")


def qualification_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """What there is to know of a qualification; a KeyError where there is none of that id."""
    teller = GuideContext.of(catalog, reference)
    record = catalog.qualifications[identity]
    sections = (
        _about(identity, record, teller),
        _programmes(identity, record, teller),
        _teaches(record, teller),
        _roles(record, teller),
        points(
            "asked-for", phrase("qualification.asked_for"), routes_naming(names_of(record), teller)
        ),
        _others(identity, record, teller),
        mentions_section(names_of(record), teller, "said"),
    )
    kind = phrase(f"qualification.kinds.{record.kind}")
    return teller.document(record.label, kind, _lede(record, catalog), sections)


def names_of(record: Qualification) -> tuple[str, ...]:
    """What a qualification is called in prose: its label with and without what stands in it."""
    return (record.label, record.label.partition(" (")[0], *record.also_called)


def _lede(record: Qualification, catalog: Catalog) -> Iterator[TextLine]:
    if record.awarding_body:
        body = catalog.providers[record.awarding_body].label
        link = Link("providers", record.awarding_body, body)
        yield TextLine(phrase("qualification.by", body=body), links=(link,))
    else:
        yield TextLine(phrase("qualification.no_body"))
    if record.status in GONE:
        yield TextLine(phrase(f"qualification.{record.status}"), tone="care")


def _about(identity: str, record: Qualification, teller: GuideContext) -> Section:
    figures = teller.catalog.figures_by_subject.get(f"qualification/{identity}", ())
    body = record.awarding_body
    facts = (
        *rows(
            (
                phrase("qualification.standing"),
                standing(record, f"qualifications/{identity}", teller),
            ),
            (phrase("qualification.newer"), _newer(record, teller)),
            (phrase("qualification.body"), teller.named("providers", body) if body else None),
            (phrase("lists.country"), TextLine(countries(record.country))),
            (phrase("lists.also_called"), TextLine("; ".join(record.also_called))),
            (phrase("qualification.entry"), _prose(record, "entry_bar", teller)),
            (phrase("lists.note"), _prose(record, "note", teller)),
        ),
        *facts_of(figures, teller),
    )
    return Section("what", phrase("qualification.about"), (DefinitionList(facts),))


def _prose(record: Qualification, field: str, teller: GuideContext) -> TextLine | None:
    text = getattr(record, field)
    return teller.prose(text, cited(record, field)) if text else None


def _newer(record: Qualification, teller: GuideContext) -> TextLine | None:
    newer = record.superseded_by
    return teller.named("qualifications", newer) if newer else None


def _programmes(identity: str, record: Qualification, teller: GuideContext) -> Section | None:
    ids = teller.catalog.programmes_of.get(identity, ())
    if not ids:
        return None
    sections = tuple(programme_section(i, teller) for i in ids)
    said = TextLine(phrase("qualification.prices_are"), tone="soft")
    return Section(
        "programmes", phrase("qualification.programmes"), (Paragraphs((said,)),), sections
    )


def _teaches(record: Qualification, teller: GuideContext) -> Section | None:
    asked: dict[str, int] = {}
    for role in teller.catalog.roles.values():
        for need in role.skills:
            asked[need.skill] = asked.get(need.skill, 0) + 1
    lines = (
        teller.named("skills", skill, phrase("qualification.asked_by", count=asked[skill]))
        if asked.get(skill, 0) > 1
        else teller.named("skills", skill)
        for skill in record.teaches
    )
    level = phrase("qualification.level", level=phrase(f"levels.{record.level}"))
    return points("teaches", phrase("qualification.teaches"), lines, level)


def _roles(record: Qualification, teller: GuideContext) -> Section | None:
    """The roles that it is for, each with what of its skills is taught."""
    return points(
        "roles",
        phrase("qualification.roles"),
        (_role(role, record, teller) for role in record.roles),
        phrase("qualification.roles_are"),
    )


def _role(identity: str, record: Qualification, teller: GuideContext) -> TextLine:
    needs = {need.skill for need in teller.catalog.roles[identity].skills}
    taught = [skill for skill in record.teaches if skill in needs]
    if not taught:
        return teller.named("roles", identity)
    named = join_list([lower_first(teller.label("skills", skill)) for skill in taught])
    text = phrase("qualification.of_its_skills", skills=named)
    links = tuple(Link("skills", s, lower_first(teller.label("skills", s))) for s in taught)
    line = teller.named("roles", identity, text)
    return TextLine(line.text, lead=line.lead, links=(*line.links, *links))


class SimilarQualification(NamedTuple):
    """Another qualification that teaches the same; `cheaper` where both prices compare."""

    identity: str
    cheaper: bool
    price: ProgrammePrice | None


def _others(identity: str, record: Qualification, teller: GuideContext) -> Section | None:
    mine = price_of(identity, teller.catalog)
    found = [_other(other, mine, teller.catalog) for other in same_skills(identity, teller.catalog)]
    found.sort(key=lambda other: (not other.cheaper, other.price is None, other.identity))
    lines = tuple(_other_line(other, mine, teller) for other in found)
    if not lines:
        return None
    intro = Paragraphs(
        (TextLine(phrase("qualification.others_are", level=phrase(f"levels.{record.level}"))),)
    )
    return Section("others", phrase("qualification.others"), (intro, BulletList(lines)))


def same_skills(identity: str, catalog: Catalog) -> tuple[str, ...]:
    """The other qualifications, still to be had, that teach all the same skills as high."""
    record = catalog.qualifications[identity]
    taught = set(record.teaches)
    if not taught:
        return ()
    return tuple(
        other
        for other, held in catalog.qualifications.items()
        if other != identity
        and held.status not in GONE
        and held.level >= record.level
        and taught <= set(held.teaches)
    )


def price_of(identity: str, catalog: Catalog) -> ProgrammePrice | None:
    """The lowest dated price of a whole programme, still to be had, for a qualification."""
    held = (catalog.programmes[i] for i in catalog.programmes_of.get(identity, ()))
    found = [price for p in held if p.status not in GONE and (price := total_price(p))]
    return min(found, key=lambda p: p.amount_high, default=None)


def _other(identity: str, mine: ProgrammePrice | None, catalog: Catalog) -> SimilarQualification:
    price = price_of(identity, catalog)
    cheaper = (
        price is not None
        and mine is not None
        and price.currency == mine.currency
        and price.amount_high < mine.amount_low
    )
    return SimilarQualification(identity, cheaper, price)


def _other_line(
    other: SimilarQualification, mine: ProgrammePrice | None, teller: GuideContext
) -> TextLine:
    said = []
    sources: list[str] = []
    if other.price:
        told = {"price": amount_of(other.price), "year": other.price.year}
        sources.append(other.price.source)
        if other.cheaper and mine:
            sources.append(mine.source)
            against = {"mine": amount_of(mine), "then": mine.year}
            said.append(phrase("qualification.cheaper", **told, **against))
        else:
            said.append(phrase("qualification.price_seen", **told))
    else:
        said.append(phrase("qualification.price_unknown"))
    record = teller.catalog.qualifications[other.identity]
    if record.status == "unverified":
        said.append(phrase("qualification.unverified"))
    return teller.named("qualifications", other.identity, " ".join(said), sources)
