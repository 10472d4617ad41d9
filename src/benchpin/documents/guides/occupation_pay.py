"""The section on the pay of one occupation: percentiles, jobs, yearly series, projection.

Figures are those of the OEWS wage survey and the Employment Projections (Bureau of Labor
Statistics): see docs/how-it-works/figures.md.
"""

from collections.abc import Iterator

from benchpin.catalog import Catalog
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guidance.pay import (
    industry_pay_section,
    jobs_line,
    pay_area_text,
    pay_range,
    pay_table,
)
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
from benchpin.market.topics import period_end
from benchpin.wording.format import (
    computed_amount,
    format_area,
    format_figure,
    format_period,
    format_value,
    join_list,
    lower_first,
    with_article,
)
from benchpin.wording.phrases import phrase

_MIN_QUOTIENT = 0.1
"""Below this location quotient the text says "less than a tenth" instead of a factor."""
_EVEN_QUOTIENT = (0.95, 1.05)
"""The location quotients that are called as many jobs as in the nation."""
MIN_POINTS = 3
"""Minimum number of years for a chart; with fewer, the table alone is shown."""


def occupation_pay_section(
    report: PayReport,
    wage: Wage,
    series: Series | None,
    projection: OccupationProjection | None,
    catalog: Catalog,
    footnotes: Footnotes,
    *,
    with_chart: bool = False,
) -> Section:
    """The pay and jobs of one occupation in an area, in the role's industries, by year and ahead.

    `with_chart`: draw the range of pay and the series, unless the occupation is only a proxy.
    """
    note_numbers = footnotes.of([wage.source])
    lines = [TextLine(text) for text in _applicability(report, wage, catalog)]
    lines.append(TextLine(pay_area_text(wage), note_numbers))
    explanations = [jobs_line(wage, note_numbers, quotient=False)]
    explanations += [TextLine(text, note_numbers) for text in _plain_words(wage)]
    explanations += _in_jewelry(report, wage, footnotes)
    # OEWS surveys employers: the self-employed, many in this trade, are in none of its figures.
    explanations.append(TextLine(phrase("wages.self_employed")))
    if series is None:
        explanations.append(TextLine(phrase("wages.no_years")))
    if projection is None:
        explanations.append(TextLine(phrase("wages.no_projection")))
    table: Block = pay_table(wage, note_numbers)
    # A proxy is another kind of work: its pay is never drawn as if it were the role's.
    if with_chart and wage.applies != "proxy" and wage.median is not None:
        table = pay_range(wage, pay_table(wage, note_numbers), report.sources[wage.source])
    blocks: tuple[Block, ...] = (Paragraphs(tuple(lines)), table, Paragraphs(tuple(explanations)))
    subsections = _industry_sections(report, wage, catalog, footnotes)
    subsections += [_series_section(series, footnotes, with_chart=with_chart)] if series else []
    subsections += [_projection_section(projection, footnotes)] if projection else []
    heading = phrase("wages.heading", occupation=wage.label, code=wage.soc)
    return Section(f"pay-{wage.soc}", heading, blocks, tuple(subsections), kind="pay")


def _industry_sections(
    report: PayReport, wage: Wage, catalog: Catalog, footnotes: Footnotes
) -> list[Section]:
    """The same occupation in each industry that the role works in."""
    if report.query.role is None:
        return []
    role = lower_first(catalog.roles[report.query.role].label)
    return [
        industry_pay_section(industry_wage, role, footnotes.of([industry_wage.source]))
        for industry_wage in report.industry_wages
        if industry_wage.soc == wage.soc
    ]


def _applicability(report: PayReport, wage: Wage, catalog: Catalog) -> Iterator[str]:
    """How the occupation fits the role or the SOC code that was asked for."""
    if report.query.role:
        role = lower_first(catalog.roles[report.query.role].label)
        yield phrase(f"pay.applies_{wage.applies}", roles=role)
        if wage.mixed_with:
            yield phrase("pay.mixed_with", group=wage.mixed_with)
        return
    if IN_A_WIDER_GROUP in wage.notes:
        yield phrase("wages.wider_group", code=report.query.soc)
    if roles := [lower_first(catalog.roles[role].label) for role in report.roles[wage.soc]]:
        yield phrase("wages.roles", roles=join_list(roles))


def _plain_words(wage: Wage) -> Iterator[str]:
    """What the percentiles and the location quotient of an area mean, in plain words."""
    quarter = wage.percentile("25")
    if quarter is not None:
        yield phrase("wages.quarter", pay=format_value(quarter))
    quotient = wage.location_quotient
    if quotient is not None and wage.area.kind != "nation":
        if quotient < _MIN_QUOTIENT:
            yield phrase("wages.quotient_small", occupation=wage.label)
        elif _EVEN_QUOTIENT[0] <= quotient < _EVEN_QUOTIENT[1]:
            yield phrase("wages.quotient_even", occupation=wage.label)
        else:
            times = format_value(computed_amount(quotient, "times"))
            yield phrase("wages.quotient", occupation=wage.label, quotient=times)
    for note in (FEW_EMPLOYEES, WIDE_ERROR):
        if note in wage.notes:
            yield phrase(f"wages.{note}")


def _in_jewelry(report: PayReport, wage: Wage, footnotes: Footnotes) -> Iterator[TextLine]:
    """The typical pay in jewelry stores and in jewelry manufacturing, one line each."""
    for industry_wage in report.jewelry_wages:
        typical = industry_wage.percentile("50")
        if industry_wage.soc != wage.soc or typical is None:
            continue
        parts = [phrase(f"wages.in_{industry_wage.industry.code}", pay=format_figure(typical))]
        parts += [
            phrase(f"wages.{note}")
            for note in (FEW_EMPLOYEES, WIDE_ERROR)
            if note in industry_wage.notes
        ]
        yield TextLine(" ".join(parts), footnotes.of([industry_wage.source]))


def _series_section(series: Series, footnotes: Footnotes, *, with_chart: bool) -> Section:
    """Every year of an occupation in the nation, with the breaks in the series at each year."""
    area_name = with_article(format_area(series.area.name))
    month = format_period(series.constant_period or "")
    head = [phrase("wages.years_year"), phrase("wages.years_jobs"), phrase("wages.years_then")]
    if series.constant_period:
        head.append(phrase("wages.years_now", month=month))
    head.append(phrase("wages.years_marks"))
    rows = []
    for point in series.points:
        cells = [format_period(point.period), _jobs_text(point.employment, point.withheld)]
        cells.append(_pay_text(point.annual["50"], point.withheld))
        if series.constant_period:
            cells.append(_pay_text(point.constant["50"], point.withheld))
        cells.append(
            " ".join(phrase(f"wages.mark_{series_break}") for series_break in point.breaks)
        )
        rows.append(tuple(cells))
    caption = phrase("wages.years_table", occupation=series.label, area=area_name)
    note_numbers = footnotes.of(point.source for point in series.points)
    breaks = dict.fromkeys(series_break for point in series.points for series_break in point.breaks)
    explanations = [
        TextLine(phrase(f"wages.meaning_{series_break}", method=MODELS)) for series_break in breaks
    ]
    explanations.append(TextLine(phrase("wages.self_employed"), note_numbers))
    if series.constant_period and series.prices_source:
        prices = footnotes.of([series.prices_source])
        explanations.append(TextLine(phrase("wages.years_prices", month=month), prices))
    table = Table(caption, tuple(head), tuple(rows), note_numbers)
    blocks: tuple[Block, ...] = (
        Paragraphs((TextLine(phrase("wages.years_caution")),)),
        _series_chart(series, footnotes, table) if with_chart else table,
        Paragraphs(tuple(explanations)),
    )
    return Section(f"years-{series.soc}", phrase("wages.years", area=area_name), blocks)


def _series_chart(series: Series, footnotes: Footnotes, table: Table) -> Block:
    """The median pay of each year as dots; the table if there are too few."""
    dots = tuple(
        SeriesPoint(
            period_end(point.period).toordinal(),
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
    area_name = format_area(series.area.name)
    finding = phrase(
        "lists.finding", what=phrase("pay.who_50"),
        first=dots[0].value_text, then=dots[0].period_text,
        last=dots[-1].value_text, now=dots[-1].period_text,
    )  # fmt: skip
    point_texts = "; ".join(f"{dot.period_text} {dot.value_text}" for dot in dots)
    publishers = dict.fromkeys(footnotes.publisher(point.source) for point in series.points)
    return SeriesChart(
        key=f"course-{series.soc}",
        title=finding,
        description=phrase("lists.course", what=series.label, area=area_name, points=point_texts),
        dots=dots,
        # The Bureau does not encourage comparing the years of this survey: no line joins them.
        joined=False,
        unit=f"{phrase('pay.currency_USD')}; {area_name}",
        credit=phrase("pay.credit", source="; ".join(publishers)),
        table=table,
    )


def _jobs_text(jobs: int | None, withheld: dict[str, WithheldPercentile]) -> str:
    return phrase("pay.not-released") if jobs is None else format_value(computed_amount(jobs, None))


def _pay_text(pay: int | None, withheld: dict[str, WithheldPercentile]) -> str:
    if pay is not None:
        return format_value(computed_amount(pay, "USD"))
    withheld_percentile = withheld.get("annual.50")
    if withheld_percentile is None or withheld_percentile.at_least is None:
        return phrase("pay.not-released")
    # Top-coded by the survey: the amount is a lower bound.
    return format_value(
        computed_amount(withheld_percentile.at_least, "USD").model_copy(update={"bound": "over"})
    )


def _projection_section(projection: OccupationProjection, footnotes: Footnotes) -> Section:
    """The projected employment of an occupation, its openings and the usual entry requirements."""
    note_numbers = footnotes.of([projection.source])
    rows = [
        (
            phrase(f"wages.ahead_{name}", period=format_period(quantity.period)),
            TextLine(_quantity_text(quantity), note_numbers),
        )
        for name, quantity in (
            ("before", projection.employment),
            ("after", projection.employment_projected),
            ("change", projection.change),
            ("openings", projection.openings),
        )
        if quantity is not None
    ]
    if projection.entry is not None:
        rows += [
            (phrase(f"wages.ahead_{name}"), TextLine(requirement, note_numbers))
            for name, requirement in (
                ("education", projection.entry.education),
                ("experience", projection.entry.experience),
                ("training", projection.entry.training),
            )
            if requirement is not None
        ]
    blocks: tuple[Block, ...] = (
        DefinitionList(tuple(rows)),
        Paragraphs((TextLine(phrase("wages.ahead_openings_are")),)),
    )
    return Section(f"ahead-{projection.soc}", phrase("wages.ahead"), blocks)


def _quantity_text(quantity: Quantity) -> str:
    return format_value(computed_amount(quantity.value, quantity.unit))
