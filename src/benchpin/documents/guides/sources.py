"""Every source, and one source with all that it is cited for."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.catalog.cross_references import sources_cited
from benchpin.documents.guides.context import GuideContext, own_page, points, rows, sentence
from benchpin.documents.guides.figures import in_words
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

KINDS = (
    "roles", "qualifications", "programmes", "providers", "organisations", "mentoring", "skills",
    "questions", "traps", "myths",
)  # fmt: skip
RELIABILITY: tuple[Reliability, ...] = (
    "primary", "secondary", "judgement", "weak", "unreliable",
)  # fmt: skip
MAX_FIGURES = 30
"""Up to how many figures of a source are shown one by one; more are counted by what they measure"""


def bibliography_guide(catalog: Catalog, reference: Reference) -> Document:
    """Every source of the catalog by how far it can be relied on, then by its publisher."""
    teller = GuideContext.of(catalog, reference)
    sections = (
        points(
            f"sources-{kind}",
            phrase(f"source.reliability.{kind}"),
            (_listed(i, teller) for i in _of_kind(kind, catalog)),
            phrase(f"source.means.{kind}"),
        )
        for kind in RELIABILITY
    )
    lede = (TextLine(phrase("source.all_is", count=len(catalog.sources))),)
    return teller.document(phrase("source.all"), phrase("source.trade"), lede, sections)


def _of_kind(kind: Reliability, catalog: Catalog) -> list[str]:
    held = (i for i, source in catalog.sources.items() if source.reliability == kind)
    return sorted(held, key=lambda i: (catalog.sources[i].publisher.casefold(), i))


def _listed(identity: str, teller: GuideContext) -> TextLine:
    record = teller.catalog.sources[identity]
    said = [record.title]
    if record.published:
        said.append(phrase("sources.published", when=format_period(record.published)))
    said.append(phrase("sources.accessed", when=format_period(record.accessed.isoformat())))
    links = (Link("sources", identity, record.title),)
    return TextLine(sentence(", ".join(said), keep=True), lead=record.publisher, links=links)


def source_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """What there is to know of a source; a KeyError where there is none of that id."""
    teller = GuideContext.of(catalog, reference)
    record = catalog.sources[identity]
    facts = rows(
        (phrase("source.publisher"), TextLine(record.publisher)),
        (phrase("source.address"), own_page(record.url, phrase("source.open"))),
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
        _used(identity, teller),
        _figures(cited_by(catalog)[identity].figures, teller),
    )
    kind = phrase(f"source.reliability.{record.reliability}")
    return teller.document(record.title, kind, (), sections)


class CitationIndex:
    """What cites a source: records by folder, and figures."""

    def __init__(self) -> None:
        self.records: dict[str, dict[str, None]] = {}
        self.figures: list[Figure] = []


@lru_cache(maxsize=4)
def cited_by(catalog: Catalog) -> Mapping[str, CitationIndex]:
    """What each source of the catalog is cited for."""
    found = {identity: CitationIndex() for identity in catalog.sources}
    for path, identity in sources_cited(catalog):
        folder, _, name = path.removesuffix(".toml").partition("/")
        if folder in KINDS and identity in found:
            found[identity].records.setdefault(folder, {})[name] = None
    for figure in catalog.figures.values():
        found[figure.source].figures.append(figure)
    return found


def _used(identity: str, teller: GuideContext) -> Section | None:
    """The records that rest on it, by folder, and the data sets that were made from it."""
    held = cited_by(teller.catalog)[identity].records
    facts = [
        (phrase(f"lists.kinds.{kind}"), _named(kind, tuple(held[kind]), teller))
        for kind in KINDS
        if kind in held
    ]
    data = [d.name for d in teller.reference.data if d.source == identity]
    if data:
        facts.append((phrase("about.data"), TextLine("; ".join(data))))
    return (
        Section("used", phrase("source.used"), (DefinitionList(tuple(facts)),)) if facts else None
    )


def _named(kind: str, ids: tuple[str, ...], teller: GuideContext) -> TextLine:
    """Records by name in one line."""
    links = tuple(Link(kind, i, title_of(kind, i, teller.catalog)) for i in ids)
    return TextLine("; ".join(link.label for link in links), links=links)


def title_of(kind: str, identity: str, catalog: Catalog) -> str:
    """What a record of any folder is called: its label, its claim, what it asks or warns of."""
    record = getattr(catalog, kind)[identity]
    for name in ("label", "question", "claim", "what", "title"):
        if text := getattr(record, name, None):
            return str(text)
    return lower_first(identity)


def _figures(figures: list[Figure], teller: GuideContext) -> Section | None:
    """Its figures one by one, or by measure where they are many; undated ones are only counted."""
    dated = [figure for figure in figures if figure.period]
    blocks: list[Block] = []
    if len(dated) > MAX_FIGURES:
        blocks.append(BulletList(tuple(_counted(dated))))
    elif dated:
        # The page itself is the source: its own footnote at each figure would say nothing.
        today = teller.catalog.checked_range[1]
        facts = ((measure_name(f.measure), TextLine(in_words(f, today))) for f in dated)
        blocks.append(DefinitionList(tuple(facts)))
    if len(dated) < len(figures):
        said = phrase("topic.undated", count=len(figures) - len(dated))
        blocks.append(Paragraphs((TextLine(said, tone="soft"),)))
    return Section("figures", phrase("source.figures"), tuple(blocks)) if blocks else None


def _counted(figures: list[Figure]) -> Iterator[TextLine]:
    """How many figures of each measure there are, and of which time."""
    by_measure: dict[str, list[Figure]] = {}
    for figure in figures:
        by_measure.setdefault(figure.measure, []).append(figure)
    for measure, held in by_measure.items():
        periods = sorted({figure.period or "" for figure in held})
        first, last = format_period(periods[0]), format_period(periods[-1])
        key = "counted" if first == last else "counted_over"
        said = phrase(f"source.{key}", count=f"{len(held):,}", first=first, last=last)
        yield TextLine(said, lead=measure_name(measure))
