"""Which number a source has: footnotes in the order of their first use."""

import re
from collections.abc import Iterable, Mapping

from benchpin.documents.model import Footnote, Link, TextLine
from benchpin.facts import Statement
from benchpin.reference.bibliography import BibliographyEntry
from benchpin.wording.format import format_period, lower_first
from benchpin.wording.phrases import phrase


class Footnotes:
    """Numbers sources as they are used."""

    def __init__(self, sources: Mapping[str, BibliographyEntry]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def of(self, sources: Iterable[str]) -> tuple[int, ...]:
        """The numbers of some sources, new ones numbered on."""
        known = [source for source in dict.fromkeys(sources) if source in self._sources]
        return tuple(
            sorted(self._numbers.setdefault(source, len(self._numbers) + 1) for source in known)
        )

    def line(self, statement: Statement, *, lead: str = "", tone: str = "") -> TextLine:
        """A statement with its footnotes, and links to the records that it names."""
        notes, links = self.of(statement.sources), links_of(statement)
        return TextLine(statement.text, notes, lead=lead, tone=tone, links=links)

    def publisher(self, source: str) -> str:
        """Who published a source."""
        return self._sources[source].publisher

    def cited(self) -> tuple[Footnote, ...]:
        """The sources used so far, by their numbers."""
        return tuple(
            _cited(number, self._sources[source]) for source, number in self._numbers.items()
        )


_LABEL = re.compile(r"catalog:([a-z-]+)/([a-z0-9,-]+)/label")


def links_of(statement: Statement) -> tuple[Link, ...]:
    """Links to the records whose names are values of a statement, as they may stand in it."""
    found: dict[str, Link] = {}
    for value in statement.values.values():
        named = _LABEL.fullmatch(value.from_)
        if named is None:
            continue
        labels = value.value if isinstance(value.value, tuple) else (value.value,)
        for identity, label in zip(named[2].split(","), labels, strict=False):
            for words in (str(label), lower_first(str(label))):
                found.setdefault(words, Link(named[1], identity, words))
    return tuple(found.values())


def _cited(number: int, source: BibliographyEntry) -> Footnote:
    when = (
        phrase("sources.published", when=format_period(source.published))
        if source.published
        else ""
    )
    details = (
        source.publisher,
        when,
        phrase("sources.release", release=source.release) if source.release else "",
        phrase("sources.accessed", when=format_period(source.accessed)),
        phrase("sources.license", license=source.licence) if source.licence else "",
    )
    said = (source.attribution or "", source.note or "")
    return Footnote(number, source.title, _without_stops(details), source.url, _without_stops(said))


def _without_stops(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.rstrip(".") for text in texts if text)
