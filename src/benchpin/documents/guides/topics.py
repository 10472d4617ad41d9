"""The trade: its topics with their figures, the metals, and what people say, fear and ask."""

from collections.abc import Iterable, Iterator

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import GuideContext, cited, points, rows, sentence
from benchpin.documents.guides.figures import (
    CHART_POINTS,
    build_series_chart,
    series_chart,
    table_of,
)
from benchpin.documents.guides.mentions import domestic_first, question_answer
from benchpin.documents.model import (
    Block,
    DefinitionList,
    Document,
    Link,
    Paragraphs,
    Section,
    SeriesChart,
    SeriesPoint,
    Table,
    TextLine,
)
from benchpin.market import MetalPrice, RefutedClaim, TopicSection, metal_price_series, topic_report
from benchpin.market.metal_prices import METALS
from benchpin.market.topics import period_bounds
from benchpin.reference import Reference
from benchpin.wording.format import (
    computed_amount,
    format_area,
    format_figure,
    format_period,
    format_value,
)
from benchpin.wording.phrases import phrase


def topic_list_guide(catalog: Catalog, reference: Reference) -> Document:
    """The topics of the trade, the metals, and the lists of myths, traps and questions."""
    teller = GuideContext.of(catalog, reference)
    sections = (
        points(
            "topics",
            phrase("market_page.topics"),
            (teller.named("topics", i, _parts(i, catalog)) for i in catalog.topics),
        ),
        _metals_in_short(teller),
        points("more", phrase("market_page.more"), _lists(catalog)),
    )
    lede = (TextLine(phrase("market_page.is")),)
    return teller.document(phrase("market_page.title"), phrase("trade"), lede, sections, data=True)


def _parts(identity: str, catalog: Catalog) -> str:
    labels = dict.fromkeys(part.label for part in catalog.topics[identity].parts)
    return sentence("; ".join(labels), keep=True)


def _metals_in_short(teller: GuideContext) -> Section:
    """The newest price of each metal."""
    facts = tuple(
        (phrase(f"market_page.{metal}"), _price(held[-1], teller))
        for metal in METALS
        if (held := metal_price_series(metal, teller.catalog, teller.reference))
    )
    link = Link("pages", "metals", phrase("market_page.metals_all"))
    said = Paragraphs((TextLine(link.label, links=(link,)),))
    return Section("metals", phrase("market_page.metals"), (DefinitionList(facts), said))


def _lists(catalog: Catalog) -> Iterator[TextLine]:
    for name in ("myths", "traps", "questions"):
        label = phrase(f"market_page.{name}")
        said = phrase(f"market_page.{name}_are", count=len(getattr(catalog, name)))
        yield TextLine(said, lead=label, links=(Link("pages", name, label),))


def topic_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """What is known of a topic, and what nobody measured; a KeyError where there is no such."""
    teller = GuideContext.of(catalog, reference)
    found = topic_report(identity, catalog)
    sections = (
        *(_part(i, part, found.label, teller) for i, part in enumerate(found.parts)),
        points(
            "not-measured",
            phrase("topic.not_measured"),
            (teller.prose(text) for text in found.not_measured),
        ),
        _myths(found.myths, teller),
    )
    lede = (TextLine(phrase("market_page.topic_is")),)
    return teller.document(found.label, phrase("market_page.title"), lede, sections)


def _part(number: int, part: TopicSection, of: str, teller: GuideContext) -> Section | None:
    """The figures of one part: long series as drawings, short ones in one table."""
    long = [s for s in part.series if len({f.period for f in s.figures}) >= CHART_POINTS]
    short = [s for s in part.series if s not in long]
    blocks: list[Block] = []
    if part.kind != "measured":
        blocks.append(Paragraphs((TextLine(sentence(phrase(f"topic.{part.kind}")), tone="care"),)))
    for i, series in enumerate(long):
        blocks += series_chart(f"series-{number}-{i}", series, teller)
    caption = phrase("lists.table_of", topic=of, part=part.label)
    blocks += table_of(caption, short, teller)
    if part.undated:
        said = TextLine(phrase("topic.undated", count=part.undated), tone="soft")
        blocks.append(Paragraphs((said,)))
    return Section(f"part-{number}", part.label, tuple(blocks)) if blocks else None


def _myths(found: Iterable[RefutedClaim], teller: GuideContext) -> Section | None:
    sections = tuple(_myth(refuted.id, teller) for refuted in found)
    return Section("myths", phrase("topic.myths"), (), sections) if sections else None


def _myth(identity: str, teller: GuideContext) -> Section:
    """A claim only beside what refutes it."""
    record = teller.catalog.myths[identity]
    heading = phrase("market_page.claim", claim=record.claim)
    facts = rows(
        (phrase("market_page.verdict"), TextLine(sentence(record.verdict))),
        (
            phrase("market_page.sources_say"),
            teller.prose(record.what_sources_say, cited(record, "what_sources_say")),
        ),
        (phrase("market_page.advice"), teller.prose(record.advice, cited(record, "advice"))),
        (
            phrase("lists.kinds.roles"),
            teller.names("roles", record.roles) if record.roles else None,
        ),
    )
    return Section(f"myth-{identity}", heading, (DefinitionList(facts),))


def myths_guide(catalog: Catalog, reference: Reference) -> Document:
    """Every myth with what refutes it: those of each topic, then those of roles, then the rest."""
    teller = GuideContext.of(catalog, reference)
    by_topic: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for identity in catalog.topics:
        held = tuple(r.id for r in topic_report(identity, catalog).myths if r.id not in seen)
        by_topic[identity] = held
        seen.update(held)
    left = [i for i in catalog.myths if i not in seen]
    groups = [(f"topic-{t}", catalog.topics[t].label, ids) for t, ids in by_topic.items()]
    of_roles = tuple(i for i in left if catalog.myths[i].roles)
    others = tuple(i for i in left if not catalog.myths[i].roles)
    groups.append(("of-roles", phrase("market_page.of_roles"), of_roles))
    groups.append(("of-trade", phrase("market_page.of_trade"), others))
    sections = (
        Section(key, heading, (), tuple(_myth(i, teller) for i in ids)) if ids else None
        for key, heading, ids in groups
    )
    lede = (TextLine(phrase("market_page.myths_lede")),)
    title, trade_line = phrase("market_page.myths"), phrase("market_page.title")
    return teller.document(title, trade_line, lede, sections)


def traps_guide(catalog: Catalog, reference: Reference) -> Document:
    """Every dead end and money trap by its kind: how to spot it, and what to do."""
    teller = GuideContext.of(catalog, reference)
    kinds = dict.fromkeys(trap.kind for trap in catalog.traps.values())
    sections = (
        Section(
            f"traps-{kind}",
            phrase(f"market_page.trap_kinds.{kind}"),
            (),
            tuple(_trap(i, teller) for i, trap in catalog.traps.items() if trap.kind == kind),
        )
        for kind in kinds
    )
    lede = (TextLine(phrase("market_page.traps_lede")),)
    title, trade_line = phrase("market_page.traps"), phrase("market_page.title")
    return teller.document(title, trade_line, lede, sections)


def _trap(identity: str, teller: GuideContext) -> Section:
    record = teller.catalog.traps[identity]
    families = "; ".join(phrase(f"guide.families.{family}") for family in record.families)
    facts = rows(
        (
            phrase("market_page.spot"),
            teller.prose(record.how_to_spot_it, cited(record, "how_to_spot_it")),
        ),
        (phrase("market_page.do"), teller.prose(record.what_to_do, cited(record, "what_to_do"))),
        (phrase("lists.families_of"), TextLine(families)),
        (
            phrase("lists.kinds.roles"),
            teller.names("roles", record.roles) if record.roles else None,
        ),
    )
    heading = teller.prose(record.what).text.rstrip(".")
    return Section(f"trap-{identity}", heading, (DefinitionList(facts),), kind="folded")


def questions_guide(catalog: Catalog, reference: Reference) -> Document:
    """Every question that people ask, by topic, with the answer that sources give."""
    teller = GuideContext.of(catalog, reference)
    by_topic: dict[str, list[str]] = {}
    for identity in domestic_first(catalog.questions, reference.area(None).country, catalog)[0]:
        by_topic.setdefault(catalog.questions[identity].topic, []).append(identity)
    sections = (
        Section(
            f"asked-{'-'.join(name.split())}",
            f"{name[:1].upper()}{name[1:]}",
            (),
            tuple(_question(i, teller) for i in ids),
        )
        for name, ids in by_topic.items()
    )
    lede = (TextLine(phrase("market_page.questions_lede")),)
    title, trade_line = phrase("market_page.questions"), phrase("market_page.title")
    return teller.document(title, trade_line, lede, sections)


def _question(identity: str, teller: GuideContext) -> Section:
    line = question_answer(identity, teller)
    blocks: list[Block] = [Paragraphs((TextLine(line.text, line.notes),))]
    roles = teller.catalog.questions[identity].roles
    if roles:
        blocks.append(
            DefinitionList(((phrase("lists.kinds.roles"), teller.names("roles", roles)),))
        )
    return Section(f"question-{identity}", line.lead, tuple(blocks), kind="folded")


def metal_prices_guide(catalog: Catalog, reference: Reference) -> Document:
    """The monthly prices of the metals: the newest, the highest and the lowest, and all of them."""
    teller = GuideContext.of(catalog, reference)
    sections = (_metal(metal, teller) for metal in METALS)
    lede = (TextLine(phrase("market_page.metals_lede")),)
    title, trade_line = phrase("market_page.metals"), phrase("market_page.title")
    return teller.document(title, trade_line, lede, sections, data=True)


def _price(price: MetalPrice, teller: GuideContext) -> TextLine:
    return TextLine(
        sentence(format_figure(price.value), keep=True), teller.notes.of([price.source])
    )


def _metal(metal: str, teller: GuideContext) -> Section | None:
    held = metal_price_series(metal, teller.catalog, teller.reference)
    if not held:
        return None
    name = phrase(f"market_page.{metal}")
    facts = tuple(
        (phrase(f"market_page.{which}"), _price(price, teller))
        for which, price in (
            ("newest", held[-1]),
            ("highest", max(held, key=lambda p: p.price)),
            ("lowest", min(held, key=lambda p: p.price)),
        )
    )
    return Section(
        f"metal-{metal}", name, (DefinitionList(facts), _course(metal, name, held, teller))
    )


def _course(
    metal: str, name: str, held: tuple[MetalPrice, ...], teller: GuideContext
) -> SeriesChart:
    """The prices of all months as a drawing with its table, the newest month first."""
    what = phrase("market_page.price_of", metal=name)
    where = format_area(held[0].value.area or "")
    dots = tuple(
        SeriesPoint(
            period_bounds(p.month).toordinal(),
            p.price,
            p.price,
            format_value(computed_amount(p.price, "USD")),
            format_period(p.month),
        )
        for p in held
    )
    unit = phrase("market_page.unit", area=where)
    table = Table(
        phrase("lists.series", what=what, area=unit),
        (phrase("lists.columns.when"), phrase("lists.columns.figure")),
        tuple((dot.when, dot.shown) for dot in reversed(dots)),
        teller.notes.of(dict.fromkeys(p.source for p in held)),
    )
    publishers = "; ".join(dict.fromkeys(teller.notes.publisher(p.source) for p in held))
    key = f"series-{metal}"
    return build_series_chart(key, what, unit, dots, publishers, table, joined=True)
