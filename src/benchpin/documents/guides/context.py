"""What all guides are built from: the catalog, numbered footnotes, and small section builders."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Protocol
from urllib.parse import urlsplit

from benchpin.catalog import Catalog, placeholder_ids
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guidance.method import data_version_rows
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
    """The sources a page may cite, by id: those of the catalog and of added public data releases.

    Iteration and length cover the catalog only; lookup also finds the sources of added releases.
    """

    def __init__(self, catalog: Catalog, reference: Reference) -> None:
        self._catalog, self._reference = catalog, reference

    def __getitem__(self, identity: str) -> BibliographyEntry:
        return bibliography_entry(identity, self._catalog, self._reference)

    def __contains__(self, identity: object) -> bool:
        in_catalog = identity in self._catalog.sources
        return in_catalog or self._reference.source(str(identity)) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._catalog.sources)

    def __len__(self) -> int:
        return len(self._catalog.sources)


class HasCitations(Protocol):
    """A catalog record with a list of citations."""

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The citations of the record, each with the fields that it supports."""


def field_sources(record: HasCitations, field: str = "") -> list[str]:
    """The source ids for one field of a record: those for the field and those for the whole record.

    If no citation covers the field, all sources of the record.
    """
    return [c.source for c in record.sources if not c.for_ or field in c.for_] or [
        c.source for c in record.sources
    ]


@dataclass(frozen=True, slots=True)
class GuideContext:
    """The catalog, the public data and the footnotes of one page.

    `kind` is always a folder of the catalog ("roles"), `identity` a record id in it.
    """

    catalog: Catalog
    reference: Reference
    notes: Footnotes

    @classmethod
    def of(cls, catalog: Catalog, reference: Reference) -> "GuideContext":
        """The context of a new page, whose footnotes start at 1."""
        return cls(catalog, reference, Footnotes(CitableSources(catalog, reference)))

    def label(self, kind: str, identity: str) -> str:
        """The label of a record."""
        return str(getattr(self.catalog, kind)[identity].label)

    def record_line(
        self, kind: str, identity: str, text: str = "", notes: Iterable[str] = ()
    ) -> TextLine:
        """The linked name of a record, leading a text if there is one."""
        label = self.label(kind, identity)
        link = (Link(kind, identity, label),)
        if not text:
            return TextLine(label, self.notes.of(notes), links=link)
        return TextLine(text, self.notes.of(notes), lead=label, links=link)

    def records_line(self, kind: str, ids: Iterable[str]) -> TextLine:
        """A sentence that lists the linked names of several records."""
        links = tuple(Link(kind, i, lower_first(self.label(kind, i))) for i in ids)
        return TextLine(
            sentence(join_list([link.label for link in links]), keep_case=True), links=links
        )

    def prose(self, text: str, sources: Iterable[str] = (), *, lead: str = "") -> TextLine:
        """Catalog prose with its figure placeholders filled in, with the sources of both."""
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
        """The finished page: the sections that are not None, and the sources they cited.

        `data`: the page uses figures of the public data sets, so its last section names them.
        """
        # `sections` may be a generator that adds footnotes: it must run before `cited()`.
        filled_sections = tuple(section for section in sections if section is not None)
        about = about_section(self, data=data)
        return Document(title, trade, tuple(lede), filled_sections, self.notes.cited(), about)


def about_section(
    context: GuideContext, extra_rows: Iterable[tuple[str, TextLine]] = (), *, data: bool = True
) -> Section:
    """The section on what a page is made from: data sets, date of the last check, version."""
    datasets = ((d.name, d.release, d.from_) for d in context.reference.data if data)
    facts = DefinitionList(
        (*extra_rows, *data_version_rows(datasets, context.catalog.checked_range[1].isoformat()))
    )
    engine_line = TextLine(phrase("made_with", engine=_version()), tone="soft")
    return Section("about", phrase("guide.about"), (facts, Paragraphs((engine_line,))))


@cache
def _version() -> str:
    return version("benchpin")


def sentence(text: str, *, keep_case: bool = False) -> str:
    """A phrase as a sentence: capital letter, full stop; `keep_case` leaves the first letter."""
    capitalized = text if keep_case else f"{text[:1].upper()}{text[1:]}"
    return capitalized if capitalized[-1:] in ".?!" else f"{capitalized}."


def country_names(codes: Iterable[str], *, international: bool = False) -> str:
    """Country names in one phrase; empty if there are no codes."""
    names = [format_area(code) for code in codes]
    if international:
        names.append(phrase("lists.international"))
    return join_list(names)


def family_links(families: Iterable[str]) -> TextLine:
    """Role families in one line, each linked to the list of its roles."""
    links = tuple(Link("families", f, phrase(f"guide.families.{f}")) for f in families)
    return TextLine("; ".join(link.label for link in links), links=links)


def bullet_section(
    key: str, heading: str, lines: Iterable[TextLine], intro: str = ""
) -> Section | None:
    """A section with a bullet list, None if there are no lines."""
    bullets = tuple(lines)
    if not bullets:
        return None
    intro_blocks: tuple[Block, ...] = (Paragraphs((TextLine(intro),)),) if intro else ()
    return Section(key, heading, (*intro_blocks, BulletList(bullets)))


def fact_rows(*pairs: tuple[str, TextLine | None]) -> tuple[tuple[str, TextLine], ...]:
    """The term and line pairs whose line is not None and not empty."""
    return tuple((term, line) for term, line in pairs if line is not None and _has_text(line))


def _has_text(line: TextLine) -> bool:
    return bool(line.text or line.lead)


def own_page_link(url: str | None, label: str) -> TextLine | None:
    """A link to a record's own website, shown by its host name; None without an address."""
    return TextLine(urlsplit(url).netloc, lead=label, url=url) if url else None
