"""What every page of knowledge is told with: the catalog, its numbered sources, its names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Protocol
from urllib.parse import urlsplit

from benchpin.catalog import Catalog, placeholder_ids
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guidance.method import data_versions_line
from benchpin.documents.model import (
    Block,
    BulletList,
    DefinitionList,
    Document,
    Link,
    Paragraphs,
    Section,
    TextLine,
)
from benchpin.facts import Citation
from benchpin.reference import Reference
from benchpin.reference.bibliography import BibliographyEntry, bibliography_entry
from benchpin.wording.figures import fill_placeholders
from benchpin.wording.format import format_area, join_list, lower_first
from benchpin.wording.phrases import phrase


class CitableSources(Mapping[str, BibliographyEntry]):
    """Every source that a page may cite: of the catalog, or of an added release of public data."""

    def __init__(self, catalog: Catalog, reference: Reference) -> None:
        self._catalog, self._reference = catalog, reference

    def __getitem__(self, identity: str) -> BibliographyEntry:
        return bibliography_entry(identity, self._catalog, self._reference)

    def __contains__(self, identity: object) -> bool:
        held = identity in self._catalog.sources
        return held or self._reference.source(str(identity)) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._catalog.sources)

    def __len__(self) -> int:
        return len(self._catalog.sources)


class HasCitations(Protocol):
    """A record that says what each of its sources is for."""

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The citations of the record."""


def cited(record: HasCitations, field: str = "") -> list[str]:
    """The sources of one field of a record: those given for it, and those given for all of it."""
    return [c.source for c in record.sources if not c.for_ or field in c.for_] or [
        c.source for c in record.sources
    ]


@dataclass(frozen=True, slots=True)
class GuideContext:
    """The catalog with the footnotes of one page; links name records by folder and id."""

    catalog: Catalog
    reference: Reference
    notes: Footnotes

    @classmethod
    def of(cls, catalog: Catalog, reference: Reference) -> "GuideContext":
        """A page whose footnotes begin at one."""
        return cls(catalog, reference, Footnotes(CitableSources(catalog, reference)))

    def label(self, kind: str, identity: str) -> str:
        """What a record is called."""
        return str(getattr(self.catalog, kind)[identity].label)

    def named(
        self, kind: str, identity: str, text: str = "", notes: Iterable[str] = ()
    ) -> TextLine:
        """A record by its name, which leads to its page, and what is said of it."""
        label = self.label(kind, identity)
        link = (Link(kind, identity, label),)
        if not text:
            return TextLine(label, self.notes.of(notes), links=link)
        return TextLine(text, self.notes.of(notes), lead=label, links=link)

    def names(self, kind: str, ids: Iterable[str]) -> TextLine:
        """Several records in one phrase, each leading to its page."""
        links = tuple(Link(kind, i, lower_first(self.label(kind, i))) for i in ids)
        return TextLine(sentence(join_list([link.label for link in links]), keep=True), links=links)

    def prose(self, text: str, sources: Iterable[str] = (), *, lead: str = "") -> TextLine:
        """Prose of the catalog with its figures put in, and the sources of both."""
        of_figures = [self.catalog.figures[i].source for i in placeholder_ids(text)]
        return TextLine(
            fill_placeholders(text, self.catalog), self.notes.of([*sources, *of_figures]), lead=lead
        )

    def document(
        self,
        title: str,
        trade: str,
        lede: Iterable[TextLine],
        sections: Iterable[Section | None],
        *,
        data: bool = False,
    ) -> Document:
        """A page with the sections that hold something, and the sources that they used.

        `data`: its figures are read from the public data sets, which are named then.
        """
        held = tuple(section for section in sections if section is not None)
        about = about_page(self, data=data)
        return Document(title, trade, tuple(lede), held, self.notes.cited(), about)


def about_page(
    teller: GuideContext, rows: Iterable[tuple[str, TextLine]] = (), *, data: bool = True
) -> Section:
    """What a page is made from, and when its facts were last checked."""
    sets = ((d.name, d.release, d.from_) for d in teller.reference.data if data)
    facts = DefinitionList(
        (*rows, *data_versions_line(sets, teller.catalog.checked_range[1].isoformat()))
    )
    made = TextLine(phrase("made_with", engine=_version()), tone="soft")
    return Section("about", phrase("guide.about"), (facts, Paragraphs((made,))))


@cache
def _version() -> str:
    return version("benchpin")


def sentence(text: str, *, keep: bool = False) -> str:
    """A phrase as a sentence; `keep` leaves its first letter as it is."""
    begun = text if keep else f"{text[:1].upper()}{text[1:]}"
    return begun if begun[-1:] in ".?!" else f"{begun}."


def countries(codes: Iterable[str], *, international: bool = False) -> str:
    """Where something is, in words; empty where nothing says so."""
    names = [format_area(code) for code in codes]
    if international:
        names.append(phrase("lists.international"))
    return join_list(names)


def families_of(families: Iterable[str]) -> TextLine:
    """Families of roles, each leading to the roles in it."""
    links = tuple(Link("families", f, phrase(f"guide.families.{f}")) for f in families)
    return TextLine("; ".join(link.label for link in links), links=links)


def points(key: str, heading: str, lines: Iterable[TextLine], intro: str = "") -> Section | None:
    """A section of a list, None where the list is empty."""
    held = tuple(lines)
    if not held:
        return None
    first: tuple[Block, ...] = (Paragraphs((TextLine(intro),)),) if intro else ()
    return Section(key, heading, (*first, BulletList(held)))


def rows(*pairs: tuple[str, TextLine | None]) -> tuple[tuple[str, TextLine], ...]:
    """The rows of facts that say something."""
    return tuple((term, line) for term, line in pairs if line is not None and _says(line))


def _says(line: TextLine) -> bool:
    return bool(line.text or line.lead)


def own_page(url: str | None, words: str) -> TextLine | None:
    """A link to somebody's own page, None where there is none."""
    return TextLine(urlsplit(url).netloc, lead=words, url=url) if url else None
