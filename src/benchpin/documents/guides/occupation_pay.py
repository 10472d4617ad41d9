"""What one occupation pays: its percentiles in an area, its jobs, its years, its projection."""

from collections.abc import Iterator

from benchpin.catalog import Catalog
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guidance.pay import jobs_line, pay_range, pay_table, where_line
from benchpin.documents.model import (
    Block,
    DefinitionList,
    Paragraphs,
    Section,
    SeriesChart,
    SeriesPoint,
    Table,
    TextLine,
)
from benchpin.market import (
    FEW_EMPLOYEES,
    IN_A_WIDER_GROUP,
    MODELS,
    WIDE_ERROR,
    OccupationProjection,
    Quantity,
    Series,
    Wage,
    WithheldPercentile,
)
from benchpin.market.pay_report import PayReport
from benchpin.market.topics import period_bounds
from benchpin.wording.format import (
    computed_amount,
    format_area,
    format_period,
    format_value,
    join_list,
    lower_first,
    with_article,
)
from benchpin.wording.phrases import phrase

_MIN_QUOTIENT = 0.1
_EVEN = (0.95, 1.05)
MIN_POINTS = 3
"""From how many years on a drawing says more than the table."""


def occupation_pay_section(
    pay: PayReport,
    wage: Wage,
    years: Series | None,
    ahead: OccupationProjection | None,
    catalog: Catalog,
    notes: Footnotes,
    *,
    drawn: bool = False,
) -> Section:
    """What one occupation pays, how many hold it, its years and its projection.

    `drawn`: the range of pay as a drawing, where it is not only a proxy's.
    """
    cited = notes.of([wage.source])
    lines = [TextLine(text) for text in _applies(pay, wage, catalog)]
    lines.append(TextLine(where_line(wage), cited))
    after = [jobs_line(wage, cited, quotient=False)]
    after += [TextLine(text, cited) for text in _plain_words(wage)]
    after.append(TextLine(phrase("wages.self_employed")))
    if years is None:
        after.append(TextLine(phrase("wages.no_years")))
    if ahead is None:
        after.append(TextLine(phrase("wages.no_projection")))
    table: Block = pay_table(wage, cited)
    if drawn and wage.applies != "proxy" and wage.median is not None:
        table = pay_range(wage, pay_table(wage, cited), pay.sources[wage.source])
    blocks: tuple[Block, ...] = (Paragraphs(tuple(lines)), table, Paragraphs(tuple(after)))
    inner = [_years(years, notes, drawn=drawn)] if years else []
    inner += [_ahead(ahead, notes)] if ahead else []
    heading = phrase("wages.heading", occupation=wage.label, code=wage.soc)
    return Section(f"pay-{wage.soc}", heading, blocks, tuple(inner), kind="pay")


def _applies(pay: PayReport, wage: Wage, catalog: Catalog) -> Iterator[str]:
    """Whose figures these are."""
    if pay.asked.role:
        role = lower_first(catalog.roles[pay.asked.role].label)
        yield phrase(f"pay.applies_{wage.applies}", roles=role)
        if wage.mixed_with:
            yield phrase("pay.mixed_with", group=wage.mixed_with)
        return
    if IN_A_WIDER_GROUP in wage.notes:
        yield phrase("wages.wider_group", code=pay.asked.soc)
    if roles := [lower_first(catalog.roles[role].label) for role in pay.roles[wage.soc]]:
        yield phrase("wages.roles", roles=join_list(roles))


def _plain_words(wage: Wage) -> Iterator[str]:
    """What the figures of an area mean, in plain words."""
    quarter = wage.percentile("25")
    if quarter is not None:
        yield phrase("wages.quarter", pay=format_value(quarter))
    quotient = wage.location_quotient
    if quotient is not None and wage.area.kind != "nation":
        if quotient < _MIN_QUOTIENT:
            yield phrase("wages.quotient_small", occupation=wage.label)
        elif _EVEN[0] <= quotient < _EVEN[1]:
            yield phrase("wages.quotient_even", occupation=wage.label)
        else:
            times = format_value(computed_amount(quotient, "times"))
            yield phrase("wages.quotient", occupation=wage.label, quotient=times)
    for note in (FEW_EMPLOYEES, WIDE_ERROR):
        if note in wage.notes:
            yield phrase(f"wages.{note}")


def _years(series: Series, notes: Footnotes, *, drawn: bool) -> Section:
    """Every year of an occupation in the nation, each with what sets it apart."""
    where = with_article(format_area(series.area.name))
    month = format_period(series.constant_period or "")
    head = [phrase("wages.years_year"), phrase("wages.years_jobs"), phrase("wages.years_then")]
    if series.constant_period:
        head.append(phrase("wages.years_now", month=month))
    head.append(phrase("wages.years_marks"))
    rows = []
    for point in series.points:
        cells = [format_period(point.period), _count(point.employment, point.withheld)]
        cells.append(_dollars(point.annual["50"], point.withheld))
        if series.constant_period:
            cells.append(_dollars(point.constant["50"], point.withheld))
        cells.append(" ".join(phrase(f"wages.mark_{each}") for each in point.breaks))
        rows.append(tuple(cells))
    caption = phrase("wages.years_table", occupation=series.label, area=where)
    cited = notes.of(point.source for point in series.points)
    found = dict.fromkeys(each for point in series.points for each in point.breaks)
    after = [TextLine(phrase(f"wages.meaning_{each}", method=MODELS)) for each in found]
    after.append(TextLine(phrase("wages.self_employed"), cited))
    if series.constant_period and series.prices_source:
        prices = notes.of([series.prices_source])
        after.append(TextLine(phrase("wages.years_prices", month=month), prices))
    table = Table(caption, tuple(head), tuple(rows), cited)
    blocks: tuple[Block, ...] = (
        Paragraphs((TextLine(phrase("wages.years_caution")),)),
        _years_drawn(series, notes, table) if drawn else table,
        Paragraphs(tuple(after)),
    )
    return Section(f"years-{series.soc}", phrase("wages.years", area=where), blocks)


def _years_drawn(series: Series, notes: Footnotes, table: Table) -> Block:
    """The typical pay of each year as dots: years of this survey are never joined by a line."""
    dots = tuple(
        SeriesPoint(
            period_bounds(point.period).toordinal(),
            pay,
            pay,
            format_value(computed_amount(pay, "USD")),
            format_period(point.period),
        )
        for point in series.points
        if (pay := point.annual["50"]) is not None
    )
    if len(dots) < MIN_POINTS:
        return table
    where = format_area(series.area.name)
    finding = phrase(
        "lists.finding", what=phrase("pay.who_50"), first=dots[0].shown, then=dots[0].when,
        last=dots[-1].shown, now=dots[-1].when,
    )  # fmt: skip
    said = "; ".join(f"{dot.when} {dot.shown}" for dot in dots)
    publishers = dict.fromkeys(notes.publisher(point.source) for point in series.points)
    return SeriesChart(
        key=f"course-{series.soc}",
        title=finding,
        description=phrase("lists.course", what=series.label, area=where, points=said),
        dots=dots,
        joined=False,
        unit=f"{phrase('pay.currency_USD')}; {where}",
        credit=phrase("pay.credit", source="; ".join(publishers)),
        table=table,
    )


def _count(jobs: int | None, withheld: dict[str, WithheldPercentile]) -> str:
    return phrase("pay.not-released") if jobs is None else format_value(computed_amount(jobs, None))


def _dollars(pay: int | None, withheld: dict[str, WithheldPercentile]) -> str:
    if pay is not None:
        return format_value(computed_amount(pay, "USD"))
    held = withheld.get("annual.50")
    if held is None or held.at_least is None:
        return phrase("pay.not-released")
    return format_value(computed_amount(held.at_least, "USD").model_copy(update={"bound": "over"}))


def _ahead(ahead: OccupationProjection, notes: Footnotes) -> Section:
    """The projection of an occupation and the usual way in."""
    cited = notes.of([ahead.source])
    rows = [
        (
            phrase(f"wages.ahead_{name}", period=format_period(held.period)),
            TextLine(_shown(held), cited),
        )
        for name, held in (
            ("before", ahead.employment),
            ("after", ahead.employment_projected),
            ("change", ahead.change),
            ("openings", ahead.openings),
        )
        if held is not None
    ]
    if ahead.entry is not None:
        rows += [
            (phrase(f"wages.ahead_{name}"), TextLine(held, cited))
            for name, held in (
                ("education", ahead.entry.education),
                ("experience", ahead.entry.experience),
                ("training", ahead.entry.training),
            )
            if held is not None
        ]
    blocks: tuple[Block, ...] = (
        DefinitionList(tuple(rows)),
        Paragraphs((TextLine(phrase("wages.ahead_openings_are")),)),
    )
    return Section(f"ahead-{ahead.soc}", phrase("wages.ahead"), blocks)


def _shown(held: Quantity) -> str:
    return format_value(computed_amount(held.value, held.unit))
