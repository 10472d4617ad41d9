"""The guide to a qualification: status, programmes, skills, roles, alternatives, mentions."""

from collections.abc import Iterator
from typing import NamedTuple

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import (
    GuideContext,
    bullet_section,
    country_names,
    fact_rows,
    field_sources,
)
from benchpin.documents.guides.figures import figure_rows, price_amount_text
from benchpin.documents.guides.mentions import entry_routes_mentioning, mentions_section
from benchpin.documents.guides.programme import programme_section, status_line
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

UNAVAILABLE_STATUSES = ("closed", "superseded")
"""The statuses of a qualification or programme that can no longer be taken."""


def qualification_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """The page on one qualification. Raises KeyError if there is no such id."""
    context = GuideContext.of(catalog, reference)
    record = catalog.qualifications[identity]
    sections = (
        _about(identity, record, context),
        _programmes(identity, record, context),
        _skills("teaches", record.teaches, record, context),
        _skills("examines", record.examines, record, context),
        _roles(record, context),
        bullet_section(
            "asked-for",
            phrase("qualification.asked_for"),
            entry_routes_mentioning(names_in_prose(record), context),
        ),
        _alternatives(identity, record, context),
        mentions_section(names_in_prose(record), context, "said"),
    )
    kind = phrase(f"qualification.kinds.{record.kind}")
    return context.document(record.label, kind, _lede(record, catalog), sections)


def names_in_prose(record: Qualification) -> tuple[str, ...]:
    """The names of a qualification in prose: label with and without brackets, other names."""
    return (record.label, record.label.partition(" (")[0], *record.also_called)


def _lede(record: Qualification, catalog: Catalog) -> Iterator[TextLine]:
    if record.awarding_body:
        body = catalog.providers[record.awarding_body].label
        link = Link("providers", record.awarding_body, body)
        yield TextLine(phrase("qualification.by", body=body), links=(link,))
    else:
        yield TextLine(phrase("qualification.no_body"))
    if record.status in UNAVAILABLE_STATUSES:
        yield TextLine(phrase(f"qualification.{record.status}"), tone="care")


def _about(identity: str, record: Qualification, context: GuideContext) -> Section:
    figures = context.catalog.figures_by_subject.get(f"qualification/{identity}", ())
    body = record.awarding_body
    facts = (
        *fact_rows(
            (
                phrase("qualification.standing"),
                status_line(record, f"qualifications/{identity}", context),
            ),
            (phrase("qualification.newer"), _successor(record, context)),
            (
                phrase("qualification.body"),
                context.record_line("providers", body) if body else None,
            ),
            (phrase("lists.country"), TextLine(country_names(record.country))),
            (phrase("lists.also_called"), TextLine("; ".join(record.also_called))),
            (phrase("qualification.entry"), _prose(record, "entry_bar", context)),
            (phrase("lists.note"), _prose(record, "note", context)),
        ),
        *figure_rows(figures, context),
    )
    return Section("what", phrase("qualification.about"), (DefinitionList(facts),))


def _prose(record: Qualification, field: str, context: GuideContext) -> TextLine | None:
    text = getattr(record, field)
    return context.prose(text, field_sources(record, field)) if text else None


def _successor(record: Qualification, context: GuideContext) -> TextLine | None:
    successor = record.superseded_by
    return context.record_line("qualifications", successor) if successor else None


def _programmes(identity: str, record: Qualification, context: GuideContext) -> Section | None:
    ids = context.catalog.programmes_of.get(identity, ())
    if not ids:
        return None
    sections = tuple(programme_section(i, context) for i in ids)
    note = TextLine(phrase("qualification.prices_are"), tone="soft")
    return Section(
        "programmes", phrase("qualification.programmes"), (Paragraphs((note,)),), sections
    )


def _skills(
    key: str, skills: tuple[str, ...], record: Qualification, context: GuideContext
) -> Section | None:
    """The skills that a qualification teaches, or examines, each with the sources that show it."""
    role_counts: dict[str, int] = {}
    for role in context.catalog.roles.values():
        for need in role.skills:
            role_counts[need.skill] = role_counts.get(need.skill, 0) + 1
    lines = (
        context.record_line(
            "skills",
            skill,
            phrase("qualification.asked_by", count=role_counts[skill])
            if role_counts.get(skill, 0) > 1
            else "",
            record.sources_of(skill),
        )
        for skill in skills
    )
    level = phrase(f"qualification.level_{key}", level=phrase(f"levels.{record.level}"))
    return bullet_section(key, phrase(f"qualification.{key}"), lines, level)


def _roles(record: Qualification, context: GuideContext) -> Section | None:
    """The roles that a qualification is for, each with those of its skills that it proves."""
    return bullet_section(
        "roles",
        phrase("qualification.roles"),
        (_role(role, record, context) for role in record.roles),
        phrase("qualification.roles_are"),
    )


def _role(identity: str, record: Qualification, context: GuideContext) -> TextLine:
    needs = {need.skill for need in context.catalog.roles[identity].skills}
    skills = [skill for skill in record.proves if skill in needs]
    if not skills:
        return context.record_line("roles", identity)
    skill_names = join_list([lower_first(context.label("skills", skill)) for skill in skills])
    kind = "examined" if record.examines else "of_its_skills"
    text = phrase(f"qualification.{kind}", skills=skill_names)
    links = tuple(Link("skills", s, lower_first(context.label("skills", s))) for s in skills)
    line = context.record_line("roles", identity, text)
    return TextLine(line.text, lead=line.lead, links=(*line.links, *links))


class SimilarQualification(NamedTuple):
    """An alternative qualification; `cheaper` if even its highest price is below the lowest known.

    Prices in different currencies are never compared.
    """

    identity: str
    cheaper: bool
    price: ProgrammePrice | None


def _alternatives(identity: str, record: Qualification, context: GuideContext) -> Section | None:
    own_price = lowest_programme_price(identity, context.catalog)
    alternatives = [
        _alternative(alternative_id, own_price, context.catalog)
        for alternative_id in equivalent_qualifications(identity, context.catalog)
    ]
    # Cheaper ones first, then those with a known price.
    alternatives.sort(
        key=lambda alternative: (
            not alternative.cheaper,
            alternative.price is None,
            alternative.identity,
        )
    )
    lines = tuple(
        _alternative_line(alternative, own_price, context) for alternative in alternatives
    )
    if not lines:
        return None
    intro = Paragraphs(
        (TextLine(phrase("qualification.others_are", level=phrase(f"levels.{record.level}"))),)
    )
    return Section("others", phrase("qualification.others"), (intro, BulletList(lines)))


def equivalent_qualifications(identity: str, catalog: Catalog) -> tuple[str, ...]:
    """The ids of available qualifications that teach all its skills at the same level or higher."""
    record = catalog.qualifications[identity]
    taught = set(record.teaches)
    if not taught:
        return ()
    return tuple(
        candidate_id
        for candidate_id, candidate in catalog.qualifications.items()
        if candidate_id != identity
        and candidate.status not in UNAVAILABLE_STATUSES
        and candidate.level >= record.level
        and taught <= set(candidate.teaches)
    )


def lowest_programme_price(identity: str, catalog: Catalog) -> ProgrammePrice | None:
    """The lowest dated total price among the available programmes of a qualification."""
    programmes = (catalog.programmes[i] for i in catalog.programmes_of.get(identity, ()))
    prices = [
        price
        for p in programmes
        if p.status not in UNAVAILABLE_STATUSES and (price := total_price(p))
    ]
    return min(prices, key=lambda p: p.amount_high, default=None)


def _alternative(
    identity: str, own_price: ProgrammePrice | None, catalog: Catalog
) -> SimilarQualification:
    price = lowest_programme_price(identity, catalog)
    cheaper = (
        price is not None
        and own_price is not None
        and price.currency == own_price.currency
        and price.amount_high < own_price.amount_low
    )
    return SimilarQualification(identity, cheaper, price)


def _alternative_line(
    alternative: SimilarQualification, own_price: ProgrammePrice | None, context: GuideContext
) -> TextLine:
    sentences = []
    sources: list[str] = []
    if alternative.price:
        price_values = {
            "price": price_amount_text(alternative.price),
            "year": alternative.price.year,
        }
        sources.append(alternative.price.source)
        if alternative.cheaper and own_price:
            sources.append(own_price.source)
            own_values = {"mine": price_amount_text(own_price), "then": own_price.year}
            sentences.append(phrase("qualification.cheaper", **price_values, **own_values))
        else:
            sentences.append(phrase("qualification.price_seen", **price_values))
    else:
        sentences.append(phrase("qualification.price_unknown"))
    record = context.catalog.qualifications[alternative.identity]
    if record.status == "unverified":
        sentences.append(phrase("qualification.unverified"))
    return context.record_line("qualifications", alternative.identity, " ".join(sentences), sources)
