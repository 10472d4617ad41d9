"""One organization of the trade, and one mentoring route."""

from collections.abc import Iterator

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import (
    GuideContext,
    cited,
    countries,
    families_of,
    own_page,
    rows,
)
from benchpin.documents.guides.figures import facts_of
from benchpin.documents.guides.mentions import mentions_section
from benchpin.documents.guides.provider import awards, teaches
from benchpin.documents.model import DefinitionList, Document, Section, TextLine
from benchpin.facts import Mentoring, Organisation
from benchpin.reference import Reference
from benchpin.wording.format import format_period
from benchpin.wording.phrases import phrase

MEMBERSHIP = ("membership", "professional-title")
"""The kinds of a qualification that come with belonging to its body."""


def organisation_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """What there is to know of an organization; a KeyError where there is none of that id."""
    teller = GuideContext.of(catalog, reference)
    record = catalog.organisations[identity]
    provider = record.provider
    sections = (
        _about(record, teller),
        _routes(identity, teller),
        *(
            (
                awards(provider, teller, MEMBERSHIP, "membership"),
                awards(provider, teller, (), "awards", without=MEMBERSHIP),
                teaches(provider, teller),
            )
            if provider
            else ()
        ),
        mentions_section((record.label, *record.also_called), teller, "said"),
    )
    lede = (TextLine(phrase(f"organisation.newcomers.{record.takes_newcomers}")),)
    kind = f"{record.kind[:1].upper()}{record.kind[1:]}"
    return teller.document(record.label, kind, lede, sections)


def _about(record: Organisation, teller: GuideContext) -> Section:
    everything = [c.source for c in record.sources]
    url = own_page(record.url, phrase("organisation.own_page"))
    facts = rows(
        (phrase("organisation.offers"), teller.prose(record.offers, cited(record, "offers"))),
        (
            phrase("lists.country"),
            TextLine(countries(record.country, international=record.international)),
        ),
        (phrase("lists.families_of"), families(record)),
        (phrase("lists.also_called"), TextLine("; ".join(record.also_called))),
        (
            phrase("lists.note"),
            teller.prose(record.note, cited(record, "note")) if record.note else None,
        ),
        (
            phrase("organisation.page"),
            url or TextLine(phrase("organisation.no_page"), teller.notes.of(everything)),
        ),
        (phrase("organisation.known"), _known(record, teller)),
    )
    return Section("what", phrase("organisation.about"), (DefinitionList(facts),))


def _known(record: Organisation, teller: GuideContext) -> TextLine:
    """When somebody last looked, and whether the body itself was the source."""
    day = format_period(max(c.checked for c in record.sources).isoformat())
    said = [phrase("lists.checked", day=day)]
    if record.confidence == "secondary":
        said.append(phrase("organisation.second_hand"))
    return TextLine(" ".join(said), teller.notes.of(c.source for c in record.sources))


def families(record: Organisation | Mentoring) -> TextLine | None:
    """Which families of roles something serves; all of them where none is named."""
    if not record.families:
        return None
    return families_of(record.families)


def _routes(identity: str, teller: GuideContext) -> Section | None:
    held = [i for i, m in teller.catalog.mentoring.items() if m.organisation == identity]
    if not held:
        return None
    sections = tuple(
        Section(
            f"route-{i}",
            teller.label("mentoring", i),
            (DefinitionList(tuple(_route(i, teller, here=identity))),),
        )
        for i in held
    )
    return Section("routes", phrase("organisation.routes"), (), sections)


def mentoring_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """What there is to know of a mentoring route; a KeyError where there is none of that id."""
    teller = GuideContext.of(catalog, reference)
    record = catalog.mentoring[identity]
    about = Section(
        "what", phrase("organisation.route"), (DefinitionList(tuple(_route(identity, teller))),)
    )
    lede = (TextLine(phrase(f"organisation.newcomers.{record.takes_newcomers}")),)
    kind = phrase(f"organisation.route_kinds.{record.kind}")
    sections = (about, mentions_section((record.label,), teller, "said"))
    return teller.document(record.label, kind, lede, sections)


def _route(
    identity: str, teller: GuideContext, here: str | None = None
) -> Iterator[tuple[str, TextLine]]:
    """The facts of a mentoring route; `here` is the organization on whose page they stand."""
    record = teller.catalog.mentoring[identity]

    def prose(field: str) -> TextLine | None:
        text = getattr(record, field)
        return teller.prose(text, cited(record, field)) if text else None

    seen = record.last_seen
    body = record.organisation if record.organisation != here else None
    yield from rows(
        (phrase("organisation.route_gives"), prose("gives")),
        (phrase("organisation.route_who"), prose("who_may_apply")),
        (phrase("organisation.route_limited"), prose("limited_to")),
        (phrase("organisation.route_by"), TextLine(record.run_by)),
        (phrase("organisation.route_body"), teller.named("organisations", body) if body else None),
        (
            phrase("lists.country"),
            TextLine(countries(record.country, international=record.international)),
        ),
        (phrase("lists.families_of"), families(record)),
        (phrase("organisation.route_cost"), prose("cost")),
        (phrase("organisation.route_opens"), prose("last_seen_open")),
        (
            phrase("organisation.route_seen"),
            TextLine(
                phrase("organisation.route_seen_at", when=format_period(seen)),
                teller.notes.of(cited(record, "last_seen")),
            )
            if seen
            else None,
        ),
        (phrase("lists.note"), prose("note")),
        (phrase("lists.page"), own_page(record.url, phrase("organisation.route_page"))),
    )
    figures = teller.catalog.figures_by_subject.get(f"mentoring/{identity}", ())
    yield from facts_of(figures, teller)
