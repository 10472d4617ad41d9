"""One provider: what it awards and what it teaches."""

from collections.abc import Collection

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import GuideContext, cited, countries, own_page, points, rows
from benchpin.documents.guides.figures import amount_of, facts_of
from benchpin.documents.model import DefinitionList, Document, Link, Section, TextLine
from benchpin.facts import Provider
from benchpin.plan import total_price
from benchpin.reference import Reference
from benchpin.wording.phrases import phrase


def provider_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """What there is to know of a provider; a KeyError where there is none of that id."""
    teller = GuideContext.of(catalog, reference)
    record = catalog.providers[identity]
    sections = (
        _about(identity, record, teller),
        awards(identity, teller, (), "awards"),
        teaches(identity, teller),
    )
    lede = (TextLine(phrase("organisation.provider_is")),)
    return teller.document(record.label, phrase("organisation.provider"), lede, sections)


def _about(identity: str, record: Provider, teller: GuideContext) -> Section | None:
    bodies = [i for i, o in teller.catalog.organisations.items() if o.provider == identity]
    where = ", ".join(part for part in (record.place, countries(record.country)) if part)
    facts = (
        *rows(
            (phrase("lists.also_called"), TextLine("; ".join(record.also_called))),
            (phrase("organisation.where"), TextLine(where)),
            (
                phrase("lists.note"),
                teller.prose(record.note, cited(record, "note")) if record.note else None,
            ),
            *((phrase("organisation.as_body"), teller.named("organisations", i)) for i in bodies),
            (phrase("lists.page"), own_page(record.url, phrase("organisation.own_page"))),
        ),
        *facts_of(teller.catalog.figures_by_subject.get(f"provider/{identity}", ()), teller),
    )
    if not facts:
        return None
    return Section("what", phrase("organisation.about"), (DefinitionList(facts),))


def awards(
    identity: str,
    teller: GuideContext,
    kinds: Collection[str],
    key: str,
    *,
    without: Collection[str] = (),
) -> Section | None:
    """What a provider awards, of some kinds (all if none are named), with its standing."""
    lines = (
        teller.named(
            "qualifications",
            i,
            f"{phrase(f'qualification.kinds.{q.kind}')}. {phrase(f'lists.status.{q.status}')}",
            [c.source for c in q.sources],
        )
        for i, q in teller.catalog.qualifications.items()
        if q.awarding_body == identity and (not kinds or q.kind in kinds) and q.kind not in without
    )
    return points(key, phrase(f"organisation.{key}"), lines)


def teaches(identity: str, teller: GuideContext) -> Section | None:
    """The programmes of a provider, each with what it leads to, its standing and its price."""
    lines = (
        _programme(i, teller)
        for i, p in teller.catalog.programmes.items()
        if p.provider == identity
    )
    return points("teaches", phrase("organisation.teaches"), lines)


def _programme(identity: str, teller: GuideContext) -> TextLine:
    record = teller.catalog.programmes[identity]
    goal = teller.label("qualifications", record.qualification)
    price = total_price(record)
    said = [phrase("organisation.leads_to", goal=goal), phrase(f"lists.status.{record.status}")]
    sources = [c.source for c in record.sources]
    if price:
        sources.append(price.source)
        said.append(phrase("qualification.price_seen", price=amount_of(price), year=price.year))
    return TextLine(
        " ".join(said),
        teller.notes.of(sources),
        lead=record.label,
        links=(Link("qualifications", record.qualification, goal),),
    )
