"""The market guides: topics with figures, metal prices, myths, traps and questions."""

from collections.abc import Iterable, Iterator

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import (
    GuideContext,
    bullet_section,
    fact_rows,
    field_sources,
    sentence,
)
from benchpin.documents.guides.figures import (
    MIN_CHART_POINTS,
    build_series_chart,
    series_chart_blocks,
    series_table_blocks,
)
from benchpin.documents.guides.mentions import domestic_first, question_line
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
from benchpin.market.topics import period_end
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
    """The page that lists all topics, the newest metal prices, and links to the other lists."""
    context = GuideContext.of(catalog, reference)
    sections = (
        bullet_section(
            "topics",
            phrase("market_page.topics"),
            (context.record_line("topics", i, _part_labels(i, catalog)) for i in catalog.topics),
        ),
        _newest_metal_prices(context),
        bullet_section("more", phrase("market_page.more"), _list_links(catalog)),
    )
    lede = (TextLine(phrase("market_page.is")),)
    return context.document(phrase("market_page.title"), phrase("trade"), lede, sections, data=True)


def _part_labels(identity: str, catalog: Catalog) -> str:
    labels = dict.fromkeys(part.label for part in catalog.topics[identity].parts)
    return sentence("; ".join(labels), keep_case=True)


def _newest_metal_prices(context: GuideContext) -> Section:
    """The newest monthly price of each metal."""
    facts = tuple(
        (phrase(f"market_page.{metal}"), _price(prices[-1], context))
        for metal in METALS
        if (prices := metal_price_series(metal, context.catalog, context.reference))
    )
    link = Link("pages", "metals", phrase("market_page.metals_all"))
    link_paragraph = Paragraphs((TextLine(link.label, links=(link,)),))
    return Section("metals", phrase("market_page.metals"), (DefinitionList(facts), link_paragraph))


def _list_links(catalog: Catalog) -> Iterator[TextLine]:
    for name in ("myths", "traps", "questions"):
        label = phrase(f"market_page.{name}")
        text = phrase(f"market_page.{name}_are", count=len(getattr(catalog, name)))
        yield TextLine(text, lead=label, links=(Link("pages", name, label),))


def topic_guide(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """The page on one topic: its figures, what nobody has measured, and its myths.

    Raises KeyError if there is no such topic.
    """
    context = GuideContext.of(catalog, reference)
    report = topic_report(identity, catalog)
    sections = (
        *(_part(i, part, report.label, context) for i, part in enumerate(report.parts)),
        bullet_section(
            "not-measured",
            phrase("topic.not_measured"),
            (context.prose(text) for text in report.not_measured),
        ),
        _myths(report.myths, context),
    )
    lede = (TextLine(phrase("market_page.topic_is")),)
    return context.document(report.label, phrase("market_page.title"), lede, sections)


def _part(
    number: int, part: TopicSection, topic_label: str, context: GuideContext
) -> Section | None:
    """The figures of one part of a topic: long series as charts, short ones in one table."""
    long_series = [s for s in part.series if len({f.period for f in s.figures}) >= MIN_CHART_POINTS]
    short_series = [s for s in part.series if s not in long_series]
    blocks: list[Block] = []
    if part.kind != "measured":
        blocks.append(Paragraphs((TextLine(sentence(phrase(f"topic.{part.kind}")), tone="care"),)))
    for i, series in enumerate(long_series):
        blocks += series_chart_blocks(f"series-{number}-{i}", series, context)
    caption = phrase("lists.table_of", topic=topic_label, part=part.label)
    blocks += series_table_blocks(caption, short_series, context)
    if part.undated:
        undated_line = TextLine(phrase("topic.undated", count=part.undated), tone="soft")
        blocks.append(Paragraphs((undated_line,)))
    return Section(f"part-{number}", part.label, tuple(blocks)) if blocks else None


def _myths(claims: Iterable[RefutedClaim], context: GuideContext) -> Section | None:
    sections = tuple(_myth(claim.id, context) for claim in claims)
    return Section("myths", phrase("topic.myths"), (), sections) if sections else None


def _myth(identity: str, context: GuideContext) -> Section:
    """A myth with its verdict; the claim is never shown without what refutes it."""
    record = context.catalog.myths[identity]
    heading = phrase("market_page.claim", claim=record.claim)
    facts = fact_rows(
        (phrase("market_page.verdict"), TextLine(sentence(record.verdict))),
        (
            phrase("market_page.sources_say"),
            context.prose(record.what_sources_say, field_sources(record, "what_sources_say")),
        ),
        (
            phrase("market_page.advice"),
            context.prose(record.advice, field_sources(record, "advice")),
        ),
        (
            phrase("lists.kinds.roles"),
            context.records_line("roles", record.roles) if record.roles else None,
        ),
    )
    return Section(f"myth-{identity}", heading, (DefinitionList(facts),))


def myths_guide(catalog: Catalog, reference: Reference) -> Document:
    """The page with all myths: those of each topic, then those on roles, then the others."""
    context = GuideContext.of(catalog, reference)
    by_topic: dict[str, tuple[str, ...]] = {}
    # A myth can belong to several topics: it is shown under the first one only.
    topic_myth_ids: set[str] = set()
    for identity in catalog.topics:
        new_ids = tuple(
            r.id for r in topic_report(identity, catalog).myths if r.id not in topic_myth_ids
        )
        by_topic[identity] = new_ids
        topic_myth_ids.update(new_ids)
    remaining_ids = [i for i in catalog.myths if i not in topic_myth_ids]
    groups = [(f"topic-{t}", catalog.topics[t].label, ids) for t, ids in by_topic.items()]
    role_myth_ids = tuple(i for i in remaining_ids if catalog.myths[i].roles)
    trade_myth_ids = tuple(i for i in remaining_ids if not catalog.myths[i].roles)
    groups.append(("of-roles", phrase("market_page.of_roles"), role_myth_ids))
    groups.append(("of-trade", phrase("market_page.of_trade"), trade_myth_ids))
    sections = (
        Section(key, heading, (), tuple(_myth(i, context) for i in ids)) if ids else None
        for key, heading, ids in groups
    )
    lede = (TextLine(phrase("market_page.myths_lede")),)
    title, trade_line = phrase("market_page.myths"), phrase("market_page.title")
    return context.document(title, trade_line, lede, sections)


def traps_guide(catalog: Catalog, reference: Reference) -> Document:
    """The page with all dead ends and money traps by kind: how to spot each, and what to do."""
    context = GuideContext.of(catalog, reference)
    kinds = dict.fromkeys(trap.kind for trap in catalog.traps.values())
    sections = (
        Section(
            f"traps-{kind}",
            phrase(f"market_page.trap_kinds.{kind}"),
            (),
            tuple(_trap(i, context) for i, trap in catalog.traps.items() if trap.kind == kind),
        )
        for kind in kinds
    )
    lede = (TextLine(phrase("market_page.traps_lede")),)
    title, trade_line = phrase("market_page.traps"), phrase("market_page.title")
    return context.document(title, trade_line, lede, sections)


def _trap(identity: str, context: GuideContext) -> Section:
    record = context.catalog.traps[identity]
    families = "; ".join(phrase(f"guide.families.{family}") for family in record.families)
    facts = fact_rows(
        (
            phrase("market_page.spot"),
            context.prose(record.how_to_spot_it, field_sources(record, "how_to_spot_it")),
        ),
        (
            phrase("market_page.do"),
            context.prose(record.what_to_do, field_sources(record, "what_to_do")),
        ),
        (phrase("lists.families_of"), TextLine(families)),
        (
            phrase("lists.kinds.roles"),
            context.records_line("roles", record.roles) if record.roles else None,
        ),
    )
    heading = context.prose(record.what).text.rstrip(".")
    return Section(f"trap-{identity}", heading, (DefinitionList(facts),), kind="folded")


def questions_guide(catalog: Catalog, reference: Reference) -> Document:
    """The page with all questions by topic, with the answers that the sources give."""
    context = GuideContext.of(catalog, reference)
    # Questions valid in the country of our figures come first.
    by_topic: dict[str, list[str]] = {}
    for identity in domestic_first(catalog.questions, reference.area(None).country, catalog)[0]:
        by_topic.setdefault(catalog.questions[identity].topic, []).append(identity)
    sections = (
        Section(
            f"asked-{'-'.join(name.split())}",
            f"{name[:1].upper()}{name[1:]}",
            (),
            tuple(_question(i, context) for i in ids),
        )
        for name, ids in by_topic.items()
    )
    lede = (TextLine(phrase("market_page.questions_lede")),)
    title, trade_line = phrase("market_page.questions"), phrase("market_page.title")
    return context.document(title, trade_line, lede, sections)


def _question(identity: str, context: GuideContext) -> Section:
    line = question_line(identity, context)
    blocks: list[Block] = [Paragraphs((TextLine(line.text, line.notes),))]
    roles = context.catalog.questions[identity].roles
    if roles:
        blocks.append(
            DefinitionList(((phrase("lists.kinds.roles"), context.records_line("roles", roles)),))
        )
    return Section(f"question-{identity}", line.lead, tuple(blocks), kind="folded")


def metal_prices_guide(catalog: Catalog, reference: Reference) -> Document:
    """The page on metal prices: newest, highest and lowest of each metal, and all months."""
    context = GuideContext.of(catalog, reference)
    sections = (_metal(metal, context) for metal in METALS)
    lede = (TextLine(phrase("market_page.metals_lede")),)
    title, trade_line = phrase("market_page.metals"), phrase("market_page.title")
    return context.document(title, trade_line, lede, sections, data=True)


def _price(price: MetalPrice, context: GuideContext) -> TextLine:
    return TextLine(
        sentence(format_figure(price.value), keep_case=True), context.notes.of([price.source])
    )


def _metal(metal: str, context: GuideContext) -> Section | None:
    prices = metal_price_series(metal, context.catalog, context.reference)
    if not prices:
        return None
    name = phrase(f"market_page.{metal}")
    facts = tuple(
        (phrase(f"market_page.{key}"), _price(price, context))
        for key, price in (
            ("newest", prices[-1]),
            ("highest", max(prices, key=lambda p: p.price)),
            ("lowest", min(prices, key=lambda p: p.price)),
        )
    )
    return Section(
        f"metal-{metal}", name, (DefinitionList(facts), _price_chart(metal, name, prices, context))
    )


def _price_chart(
    metal: str, name: str, prices: tuple[MetalPrice, ...], context: GuideContext
) -> SeriesChart:
    """All monthly prices of a metal as a chart; its table has the newest month first."""
    title = phrase("market_page.price_of", metal=name)
    area_name = format_area(prices[0].value.area or "")
    dots = tuple(
        SeriesPoint(
            period_end(p.month).toordinal(),
            p.price,
            p.price,
            format_value(computed_amount(p.price, "USD")),
            format_period(p.month),
        )
        for p in prices
    )
    unit = phrase("market_page.unit", area=area_name)
    table = Table(
        phrase("lists.series", what=title, area=unit),
        (phrase("lists.columns.when"), phrase("lists.columns.figure")),
        tuple((dot.period_text, dot.value_text) for dot in reversed(dots)),
        context.notes.of(dict.fromkeys(p.source for p in prices)),
    )
    publishers = "; ".join(dict.fromkeys(context.notes.publisher(p.source) for p in prices))
    key = f"series-{metal}"
    return build_series_chart(key, title, unit, dots, publishers, table, joined=True)
