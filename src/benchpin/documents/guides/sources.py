"""The bibliography, and the guide to one source with everything that cites it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.catalog.cross_references import sources_cited
from benchpin.documents.guides.context import (
    GuideContext,
    bullet_section,
    fact_rows,
    own_page_link,
    sentence,
)
from benchpin.documents.guides.figures import figure_text
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
from benchpin.facts import Figure
from benchpin.facts.source import Reliability
from benchpin.reference import Reference
from benchpin.wording.figures import measure_name
from benchpin.wording.format import format_period, lower_first
from benchpin.wording.phrases import phrase

RECORD_FOLDERS = (
    "roles", "qualifications", "programmes", "providers", "organisations", "mentoring", "skills",
    "questions", "traps", "myths",
)  # fmt: skip
RELIABILITY: tuple[Reliability, ...] = (
    "primary", "secondary", "judgement", "weak", "unreliable",
)  # fmt: skip
MAX_FIGURES = 30
"""Maximum number of a source's figures listed one by one; more are counted by measure."""


def bibliography_guide(catalog: Catalog, reference: Reference) -> Document:
    """The page with all sources of the catalog, by reliability, then by publisher."""
    context = GuideContext.of(catalog, reference)
    sections = (
        bullet_section(
            f"sources-{kind}",
            phrase(f"source.reliability.{kind}"),
            (_source_line(i, context) for i in _ids_of_reliability(kind, catalog)),
            phrase(f"source.means.{kind}"),
        )
        for kind in RELIABILITY
    )
    lede = (TextLine(phrase("source.all_is", count=len(catalog.sources))),)
    return context.document(phrase("source.all"), phrase("source.trade"), lede, sections)


def _ids_of_reliability(kind: Reliability, catalog: Catalog) -> list[str]:
    ids = (i for i, source in catalog.sources.items() if source.reliability == kind)
    return sorted(ids, key=lambda i: (catalog.sources[i].publisher.casefold(), i))


def _source_line(identity: str, context: GuideContext) -> TextLine:
    record = context.catalog.sources[identity]
    parts = [record.title]
    if record.published:
        parts.append(phrase("sources.published", when=format_period(record.published)))
    parts.append(phrase("sources.accessed", when=format_period(record.accessed.isoformat())))
    links = (Link("sources", identity, record.title),)
    return TextLine(sentence(", ".join(parts), keep_case=True), lead=record.publisher, links=links)


def source_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """The page on one source. Raises KeyError if there is no such id."""
    context = GuideContext.of(catalog, reference)
    record = catalog.sources[identity]
    facts = fact_rows(
        (phrase("source.publisher"), TextLine(record.publisher)),
        (phrase("source.address"), own_page_link(record.url, phrase("source.open"))),
        (
            phrase("source.published"),
            TextLine(format_period(record.published)) if record.published else None,
        ),
        (phrase("source.release"), TextLine(record.release) if record.release else None),
        (phrase("source.accessed"), TextLine(format_period(record.accessed.isoformat()))),
        (phrase("source.relied"), TextLine(phrase(f"source.means.{record.reliability}"))),
        (phrase("source.license"), TextLine(record.licence or "")),
        (
            phrase("source.attribution"),
            TextLine(record.attribution) if record.attribution else None,
        ),
        (phrase("lists.note"), TextLine(sentence(record.note)) if record.note else None),
    )
    sections = (
        Section("what", phrase("source.about"), (DefinitionList(facts),)),
        _citations(identity, context),
        _figures(citations_by_source(catalog)[identity].figures, context),
    )
    kind = phrase(f"source.reliability.{record.reliability}")
    return context.document(record.title, kind, (), sections)


class CitationIndex:
    """What cites one source: record ids by folder, and figures."""

    def __init__(self) -> None:
        # A dict without values keeps the ids unique and in the order of the catalog.
        self.records: dict[str, dict[str, None]] = {}
        self.figures: list[Figure] = []


# Built once per catalog: it reads every record, and each source guide needs it.
@lru_cache(maxsize=4)
def citations_by_source(catalog: Catalog) -> Mapping[str, CitationIndex]:
    """The index of citations for each source of the catalog, by source id."""
    citations = {identity: CitationIndex() for identity in catalog.sources}
    for path, identity in sources_cited(catalog):
        folder, _, name = path.removesuffix(".toml").partition("/")
        if folder in RECORD_FOLDERS and identity in citations:
            citations[identity].records.setdefault(folder, {})[name] = None
    for figure in catalog.figures.values():
        citations[figure.source].figures.append(figure)
    return citations


def _citations(identity: str, context: GuideContext) -> Section | None:
    """The records that cite a source, by folder, and the data sets made from it."""
    records_by_folder = citations_by_source(context.catalog)[identity].records
    facts = [
        (
            phrase(f"lists.kinds.{kind}"),
            _record_links(kind, tuple(records_by_folder[kind]), context),
        )
        for kind in RECORD_FOLDERS
        if kind in records_by_folder
    ]
    data = [d.name for d in context.reference.data if d.source == identity]
    if data:
        facts.append((phrase("about.data"), TextLine("; ".join(data))))
    return (
        Section("used", phrase("source.used"), (DefinitionList(tuple(facts)),)) if facts else None
    )


def _record_links(kind: str, ids: tuple[str, ...], context: GuideContext) -> TextLine:
    """The linked titles of some records in one line."""
    links = tuple(Link(kind, i, record_title(kind, i, context.catalog)) for i in ids)
    return TextLine("; ".join(link.label for link in links), links=links)


def record_title(kind: str, identity: str, catalog: Catalog) -> str:
    """The title of a record of any folder: label, question, claim, trap or title, else the id."""
    record = getattr(catalog, kind)[identity]
    for name in ("label", "question", "claim", "what", "title"):
        if text := getattr(record, name, None):
            return str(text)
    return lower_first(identity)


def _figures(figures: list[Figure], context: GuideContext) -> Section | None:
    """The figures from a source one by one, or counted by measure if there are many.

    Figures without a period are counted but never shown.
    """
    dated = [figure for figure in figures if figure.period]
    blocks: list[Block] = []
    if len(dated) > MAX_FIGURES:
        blocks.append(BulletList(tuple(_figure_counts(dated))))
    elif dated:
        # The page is about the source: a footnote at each figure would only repeat it.
        today = context.catalog.checked_range[1]
        facts = ((measure_name(f.measure), TextLine(figure_text(f, today))) for f in dated)
        blocks.append(DefinitionList(tuple(facts)))
    if len(dated) < len(figures):
        text = phrase("topic.undated", count=len(figures) - len(dated))
        blocks.append(Paragraphs((TextLine(text, tone="soft"),)))
    return Section("figures", phrase("source.figures"), tuple(blocks)) if blocks else None


def _figure_counts(figures: list[Figure]) -> Iterator[TextLine]:
    """One line per measure: how many figures there are, and their first and last period."""
    by_measure: dict[str, list[Figure]] = {}
    for figure in figures:
        by_measure.setdefault(figure.measure, []).append(figure)
    for measure, measure_figures in by_measure.items():
        periods = sorted({figure.period or "" for figure in measure_figures})
        first, last = format_period(periods[0]), format_period(periods[-1])
        key = "counted" if first == last else "counted_over"
        text = phrase(f"source.{key}", count=f"{len(measure_figures):,}", first=first, last=last)
        yield TextLine(text, lead=measure_name(measure))
