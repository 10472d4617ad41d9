"""Sources as bibliography entries, as they are shown beside figures."""

from collections.abc import Iterable

from benchpin.catalog import Catalog
from benchpin.facts.base import FrozenModel
from benchpin.reference.store import Reference


class BibliographyEntry(FrozenModel):
    """The bibliographic record of a source."""

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
    """The bibliography entries of some sources, by id."""
    return {identity: bibliography_entry(identity, catalog, reference) for identity in ids}


def bibliography_entry(identity: str, catalog: Catalog, reference: Reference) -> BibliographyEntry:
    """The bibliography entry of a source of the catalog or of an installed data release.

    Raises KeyError for an unknown id.
    """
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
