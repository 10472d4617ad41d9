"""Numbered footnotes: sources get numbers in the order of their first use."""

import re
from collections.abc import Iterable, Mapping

from benchpin.documents.model import Footnote, Link, TextLine
from benchpin.facts import Statement
from benchpin.reference.bibliography import BibliographyEntry
from benchpin.wording.format import format_period, lower_first
from benchpin.wording.phrases import phrase


class Footnotes:
    """Numbers the sources of one document as its lines are built."""

    def __init__(self, sources: Mapping[str, BibliographyEntry]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def of(self, sources: Iterable[str]) -> tuple[int, ...]:
        """The sorted numbers of source ids; new sources are numbered, unknown ones skipped."""
        source_ids = [source for source in dict.fromkeys(sources) if source in self._sources]
        return tuple(
            sorted(
                self._numbers.setdefault(source, len(self._numbers) + 1) for source in source_ids
            )
        )

    def line(self, statement: Statement, *, lead: str = "", tone: str = "") -> TextLine:
        """A statement as a line with its footnotes, and links to the records that it names."""
        notes, links = self.of(statement.sources), links_of(statement)
        return TextLine(statement.text, notes, lead=lead, tone=tone, links=links)

    def publisher(self, source: str) -> str:
        """The publisher of a source."""
        return self._sources[source].publisher

    def cited(self) -> tuple[Footnote, ...]:
        """The footnotes used so far, by their numbers."""
        return tuple(
            _footnote(number, self._sources[source]) for source, number in self._numbers.items()
        )


_LABEL = re.compile(r"catalog:([a-z-]+)/([a-z0-9,-]+)/label")


def links_of(statement: Statement) -> tuple[Link, ...]:
    """Links to the records whose labels are values of a statement, in both capitalizations."""
    links: dict[str, Link] = {}
    for value in statement.values.values():
        # A value may hold the labels of several records: catalog:skills/soldering,polishing/label.
        match = _LABEL.fullmatch(value.from_)
        if match is None:
            continue
        labels = value.value if isinstance(value.value, tuple) else (value.value,)
        for identity, label in zip(match[2].split(","), labels, strict=False):
            for spelling in (str(label), lower_first(str(label))):
                links.setdefault(spelling, Link(match[1], identity, spelling))
    return tuple(links.values())


def _footnote(number: int, source: BibliographyEntry) -> Footnote:
    publication_date = (
        phrase("sources.published", when=format_period(source.published))
        if source.published
        else ""
    )
    details = (
        source.publisher,
        publication_date,
        phrase("sources.release", release=source.release) if source.release else "",
        phrase("sources.accessed", when=format_period(source.accessed)),
        phrase("sources.license", license=source.licence) if source.licence else "",
    )
    remarks = (source.attribution or "", source.note or "")
    return Footnote(
        number, source.title, _without_full_stops(details), source.url, _without_full_stops(remarks)
    )


def _without_full_stops(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.rstrip(".") for text in texts if text)
