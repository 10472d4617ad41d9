"""Which number a source has: footnotes in the order of their first use."""

from collections.abc import Iterable, Mapping

from benchpin.facts import Statement
from benchpin.guidance import SourceUsed

from .document import Cited, Line
from .format import period
from .phrases import phrase


class Footnotes:
    """Numbers sources as they are used."""

    def __init__(self, sources: Mapping[str, SourceUsed]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def of(self, sources: Iterable[str]) -> tuple[int, ...]:
        """The numbers of some sources, new ones numbered on."""
        known = [source for source in dict.fromkeys(sources) if source in self._sources]
        return tuple(
            sorted(self._numbers.setdefault(source, len(self._numbers) + 1) for source in known)
        )

    def line(self, statement: Statement, *, lead: str = "", tone: str = "") -> Line:
        """A statement with its footnotes."""
        return Line(statement.text, self.of(statement.sources), lead=lead, tone=tone)

    def cited(self) -> tuple[Cited, ...]:
        """The sources used so far, by their numbers."""
        return tuple(
            _cited(number, self._sources[source]) for source, number in self._numbers.items()
        )


def _cited(number: int, source: SourceUsed) -> Cited:
    when = phrase("sources.published", when=period(source.published)) if source.published else ""
    details = (
        source.publisher,
        when,
        phrase("sources.release", release=source.release) if source.release else "",
        phrase("sources.accessed", when=period(source.accessed)),
        phrase("sources.license", license=source.licence) if source.licence else "",
        source.attribution or "",
        source.note or "",
    )
    return Cited(number, source.title, tuple(d.rstrip(".") for d in details if d), source.url)
