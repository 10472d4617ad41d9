"""The guides to an organization of the trade and to a mentoring route."""

from collections.abc import Iterator

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import (
    GuideContext,
    country_names,
    fact_rows,
    family_links,
    field_sources,
    own_page_link,
)
from benchpin.documents.guides.figures import figure_rows
from benchpin.documents.guides.mentions import mentions_section
from benchpin.documents.guides.provider import awards_section, programmes_section
from benchpin.documents.model import DefinitionList, Document, Section, TextLine
from benchpin.facts import Mentoring, Organisation
from benchpin.reference import Reference
from benchpin.wording.format import format_period
from benchpin.wording.phrases import phrase

MEMBERSHIP_KINDS = ("membership", "professional-title")
"""The kinds of qualification that come with membership of the awarding body."""


def organisation_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """The page on one organization. Raises KeyError if there is no such id."""
    context = GuideContext.of(catalog, reference)
    record = catalog.organisations[identity]
    provider = record.provider
    sections = (
        _about(record, context),
        _mentoring_routes(identity, context),
        *(
            (
                awards_section(provider, context, MEMBERSHIP_KINDS, "membership"),
                awards_section(provider, context, (), "awards", excluded_kinds=MEMBERSHIP_KINDS),
                programmes_section(provider, context),
            )
            if provider
            else ()
        ),
        mentions_section((record.label, *record.also_called), context, "said"),
    )
    lede = (TextLine(phrase(f"organisation.newcomers.{record.takes_newcomers}")),)
    kind = f"{record.kind[:1].upper()}{record.kind[1:]}"
    return context.document(record.label, kind, lede, sections)


def _about(record: Organisation, context: GuideContext) -> Section:
    source_ids = [c.source for c in record.sources]
    url = own_page_link(record.url, phrase("organisation.own_page"))
    facts = fact_rows(
        (
            phrase("organisation.offers"),
            context.prose(record.offers, field_sources(record, "offers")),
        ),
        (
            phrase("lists.country"),
            TextLine(country_names(record.country, international=record.international)),
        ),
        (phrase("lists.families_of"), families_line(record)),
        (phrase("lists.also_called"), TextLine("; ".join(record.also_called))),
        (
            phrase("lists.note"),
            context.prose(record.note, field_sources(record, "note")) if record.note else None,
        ),
        (
            phrase("organisation.page"),
            url or TextLine(phrase("organisation.no_page"), context.notes.of(source_ids)),
        ),
        (phrase("organisation.known"), _last_checked(record, context)),
    )
    return Section("what", phrase("organisation.about"), (DefinitionList(facts),))


def _last_checked(record: Organisation, context: GuideContext) -> TextLine:
    """The day of the last check, and a note if the facts are second-hand."""
    day = format_period(max(c.checked for c in record.sources).isoformat())
    sentences = [phrase("lists.checked", day=day)]
    if record.confidence == "secondary":
        sentences.append(phrase("organisation.second_hand"))
    return TextLine(" ".join(sentences), context.notes.of(c.source for c in record.sources))


def families_line(record: Organisation | Mentoring) -> TextLine | None:
    """The role families that a body or route serves; None (all families) if it names none."""
    if not record.families:
        return None
    return family_links(record.families)


def _mentoring_routes(identity: str, context: GuideContext) -> Section | None:
    mentoring_ids = [i for i, m in context.catalog.mentoring.items() if m.organisation == identity]
    if not mentoring_ids:
        return None
    sections = tuple(
        Section(
            f"route-{i}",
            context.label("mentoring", i),
            (DefinitionList(tuple(_route_rows(i, context, page_organisation=identity))),),
        )
        for i in mentoring_ids
    )
    return Section("routes", phrase("organisation.routes"), (), sections)


def mentoring_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """The page on one mentoring route. Raises KeyError if there is no such id."""
    context = GuideContext.of(catalog, reference)
    record = catalog.mentoring[identity]
    about = Section(
        "what",
        phrase("organisation.route"),
        (DefinitionList(tuple(_route_rows(identity, context))),),
    )
    lede = (TextLine(phrase(f"organisation.newcomers.{record.takes_newcomers}")),)
    kind = phrase(f"organisation.route_kinds.{record.kind}")
    sections = (about, mentions_section((record.label,), context, "said"))
    return context.document(record.label, kind, lede, sections)


def _route_rows(
    identity: str, context: GuideContext, page_organisation: str | None = None
) -> Iterator[tuple[str, TextLine]]:
    """The rows of a mentoring route, without a link to `page_organisation`, whose page it is on."""
    record = context.catalog.mentoring[identity]

    def prose(field: str) -> TextLine | None:
        text = getattr(record, field)
        return context.prose(text, field_sources(record, field)) if text else None

    last_seen = record.last_seen
    body = record.organisation if record.organisation != page_organisation else None
    yield from fact_rows(
        (phrase("organisation.route_gives"), prose("gives")),
        (phrase("organisation.route_who"), prose("who_may_apply")),
        (phrase("organisation.route_limited"), prose("limited_to")),
        (phrase("organisation.route_by"), TextLine(record.run_by)),
        (
            phrase("organisation.route_body"),
            context.record_line("organisations", body) if body else None,
        ),
        (
            phrase("lists.country"),
            TextLine(country_names(record.country, international=record.international)),
        ),
        (phrase("lists.families_of"), families_line(record)),
        (phrase("organisation.route_cost"), prose("cost")),
        (phrase("organisation.route_opens"), prose("last_seen_open")),
        (
            phrase("organisation.route_seen"),
            TextLine(
                phrase("organisation.route_seen_at", when=format_period(last_seen)),
                context.notes.of(field_sources(record, "last_seen")),
            )
            if last_seen
            else None,
        ),
        (phrase("lists.note"), prose("note")),
        (phrase("lists.page"), own_page_link(record.url, phrase("organisation.route_page"))),
    )
    figures = context.catalog.figures_by_subject.get(f"mentoring/{identity}", ())
    yield from figure_rows(figures, context)
