"""Bibliography."""

from collections.abc import Iterable

from benchpin.catalog import Catalog
from benchpin.facts.base import FrozenModel
from benchpin.reference.store import Reference


class BibliographyEntry(FrozenModel):
    """A source as it is shown beside a figure."""

    title: str
    publisher: str
    url: str | None
    published: str | None
    accessed: str
    release: str | None
    reliability: str
    licence: str | None
    attribution: str | None
    note: str | None


def sources_of(
    ids: Iterable[str], catalog: Catalog, reference: Reference
) -> dict[str, BibliographyEntry]:
    """The records of some sources, by id, as they are shown beside figures."""
    return {identity: bibliography_entry(identity, catalog, reference) for identity in ids}


def bibliography_entry(identity: str, catalog: Catalog, reference: Reference) -> BibliographyEntry:
    """A source as it is shown: a record of the catalog, or of an added release of public data."""
    source = catalog.sources.get(identity) or reference.source(identity)
    if source is None:
        raise KeyError(identity)
    return BibliographyEntry(
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        published=source.published,
        accessed=source.accessed.isoformat(),
        release=source.release,
        reliability=source.reliability,
        licence=source.licence,
        attribution=source.attribution,
        note=source.note,
    )
