"""The guide to a provider: the qualifications that it awards and its programmes."""

from collections.abc import Collection

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import (
    GuideContext,
    bullet_section,
    country_names,
    fact_rows,
    field_sources,
    own_page_link,
)
from benchpin.documents.guides.figures import figure_rows, price_amount_text
from benchpin.documents.model import DefinitionList, Document, Link, Section, TextLine
from benchpin.facts import Provider
from benchpin.plan import total_price
from benchpin.reference import Reference
from benchpin.wording.phrases import phrase


def provider_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """The page on one provider. Raises KeyError if there is no such id."""
    context = GuideContext.of(catalog, reference)
    record = catalog.providers[identity]
    sections = (
        _about(identity, record, context),
        awards_section(identity, context, (), "awards"),
        programmes_section(identity, context),
    )
    lede = (TextLine(phrase("organisation.provider_is")),)
    return context.document(record.label, phrase("organisation.provider"), lede, sections)


def _about(identity: str, record: Provider, context: GuideContext) -> Section | None:
    organisation_ids = [
        i for i, o in context.catalog.organisations.items() if o.provider == identity
    ]
    location = ", ".join(part for part in (record.place, country_names(record.country)) if part)
    facts = (
        *fact_rows(
            (phrase("lists.also_called"), TextLine("; ".join(record.also_called))),
            (phrase("organisation.where"), TextLine(location)),
            (
                phrase("lists.note"),
                context.prose(record.note, field_sources(record, "note")) if record.note else None,
            ),
            *(
                (phrase("organisation.as_body"), context.record_line("organisations", i))
                for i in organisation_ids
            ),
            (phrase("lists.page"), own_page_link(record.url, phrase("organisation.own_page"))),
        ),
        *figure_rows(context.catalog.figures_by_subject.get(f"provider/{identity}", ()), context),
    )
    if not facts:
        return None
    return Section("what", phrase("organisation.about"), (DefinitionList(facts),))


def awards_section(
    identity: str,
    context: GuideContext,
    kinds: Collection[str],
    key: str,
    *,
    excluded_kinds: Collection[str] = (),
) -> Section | None:
    """The qualifications that a provider awards, with their status.

    `kinds` limits the kinds of qualification (empty: all), `excluded_kinds` leaves some out.
    """
    lines = (
        context.record_line(
            "qualifications",
            i,
            f"{phrase(f'qualification.kinds.{q.kind}')}. {phrase(f'lists.status.{q.status}')}",
            [c.source for c in q.sources],
        )
        for i, q in context.catalog.qualifications.items()
        if q.awarding_body == identity
        and (not kinds or q.kind in kinds)
        and q.kind not in excluded_kinds
    )
    return bullet_section(key, phrase(f"organisation.{key}"), lines)


def programmes_section(identity: str, context: GuideContext) -> Section | None:
    """The programmes of a provider, each with its qualification, status and total price."""
    lines = (
        _programme_line(i, context)
        for i, p in context.catalog.programmes.items()
        if p.provider == identity
    )
    return bullet_section("teaches", phrase("organisation.teaches"), lines)


def _programme_line(identity: str, context: GuideContext) -> TextLine:
    record = context.catalog.programmes[identity]
    goal = context.label("qualifications", record.qualification)
    price = total_price(record)
    sentences = [
        phrase("organisation.leads_to", goal=goal),
        phrase(f"lists.status.{record.status}"),
    ]
    sources = [c.source for c in record.sources]
    if price:
        sources.append(price.source)
        sentences.append(
            phrase("qualification.price_seen", price=price_amount_text(price), year=price.year)
        )
    return TextLine(
        " ".join(sentences),
        context.notes.of(sources),
        lead=record.label,
        links=(Link("qualifications", record.qualification, goal),),
    )
