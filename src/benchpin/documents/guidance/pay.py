"""The sections on pay, jobs and outlook."""

from collections.abc import Iterator

from benchpin.documents.context import GuidanceContext
from benchpin.documents.model import (
    Block,
    BulletList,
    Paragraphs,
    PayRange,
    PercentileMark,
    Section,
    Table,
    TextLine,
)
from benchpin.market import FEW_EMPLOYEES, PERCENTILES, WIDE_ERROR, IndustryWage, Wage
from benchpin.reference.bibliography import BibliographyEntry
from benchpin.wording.format import (
    computed_amount,
    format_area,
    format_period,
    format_value,
    with_article,
)
from benchpin.wording.phrases import phrase

BRIEF_OCCUPATIONS = 2


def pay_section(context: GuidanceContext) -> Section:
    """Pay and number of jobs in the person's area, for the occupations of the detailed roles."""
    heading = phrase("headings.pay")
    wages_by_occupation: dict[str, list[Wage]] = {}
    for wage in context.guidance.market.wages:
        wages_by_occupation.setdefault(wage.soc, []).append(wage)
    if not wages_by_occupation:
        return Section("pay", heading, (Paragraphs((TextLine(_no_wages_text(context)),)),))
    shown_occupations = (
        list(wages_by_occupation.values())[:BRIEF_OCCUPATIONS]
        if context.brief
        else list(wages_by_occupation.values())
    )
    sections = tuple(_occupation_section(context, wages) for wages in shown_occupations)
    blocks = (
        Paragraphs((TextLine(phrase("pay.intro")),)),
        *context.omitted_note(list(wages_by_occupation), shown_occupations),
    )
    return Section("pay", heading, blocks, sections)


def _no_wages_text(context: GuidanceContext) -> str:
    """Why no pay is shown: no figures are held, or there is no role yet to show them for."""
    area = context.guidance.market.area
    if area is None or context.guidance.plan:
        return phrase("pay.none_here")
    return phrase("pay.none_yet", area=with_article(format_area(area.name)))


def outlook_section(context: GuidanceContext) -> Section | None:
    """The employment projections of the occupations; None if there are none."""
    lines = tuple(context.notes.line(s) for s in context.guidance.market.statements)
    if not lines:
        return None
    return Section("outlook", phrase("headings.outlook"), (BulletList(lines),))


def _occupation_section(context: GuidanceContext, wages: list[Wage]) -> Section:
    """One occupation, which may include one role and be only a proxy for another."""
    wage = wages[0]
    notes = context.notes.of([wage.source])
    lines = [
        TextLine(phrase(f"pay.applies_{w.applies}", roles=context.roles(roles)))
        for w in wages
        if (roles := _roles_of(context, w))
    ]
    mixed_group = next((w.mixed_with for w in wages if w.mixed_with), None)
    if mixed_group:
        lines.append(TextLine(phrase("pay.mixed_with", group=mixed_group)))
    lines.append(TextLine(pay_area_text(wage), notes))
    minimum = _minimum_pay(context, wage)
    if minimum is not None:
        lines += _industry_lines(context, wages)
    blocks: list[Block] = [Paragraphs(tuple(lines))]
    table = pay_table(wage, notes)
    if any(w.applies != "proxy" for w in wages) and wage.median is not None:
        source = context.guidance.sources[wage.source]
        blocks.append(pay_range(wage, table, source, minimum))
    else:
        blocks.append(table)
    blocks.append(Paragraphs((jobs_line(wage, notes),)))
    subsections = () if context.brief else tuple(_industry_sections(context, wage))
    return Section(f"pay-{wage.soc}", wage.label, tuple(blocks), subsections, kind="pay")


def _industry_lines(context: GuidanceContext, wages: list[Wage]) -> Iterator[TextLine]:
    """For which roles a minimum is held against an industry, not against the area's figures."""
    market = context.guidance.market
    roles_by_industry: dict[str, list[str]] = {}
    for wage in wages:
        # As `market.Outlook.industry_wage` finds it: for the nearest occupation of a role alone.
        roles = [r for r in _roles_of(context, wage) if market.by_role[r][0] == wage.soc]
        for role in roles if wage.applies != "proxy" and wage.is_complete else ():
            industry_wages = (w for w in market.industry_wages.get(role, ()) if w.soc == wage.soc)
            if counted := next((w for w in industry_wages if w.is_complete), None):
                roles_by_industry.setdefault(counted.industry.name, []).append(role)
    for industry, role_ids in roles_by_industry.items():
        text = phrase("pay.all_industries", roles=context.roles(role_ids), industry=industry)
        yield TextLine(text)


def _industry_sections(context: GuidanceContext, wage: Wage) -> Iterator[Section]:
    """The same occupation in each industry that one of the detailed roles works in, once each."""
    by_role = context.guidance.market.industry_wages
    roles_by_code: dict[str, list[str]] = {}
    wage_by_code: dict[str, IndustryWage] = {}
    # The page of one role keeps `applies` of that role alone.
    for role in context.guidance.market.applies:
        for industry_wage in by_role.get(role, ()):
            if industry_wage.soc == wage.soc:
                wage_by_code[industry_wage.industry.code] = industry_wage
                roles_by_code.setdefault(industry_wage.industry.code, []).append(role)
    for code, industry_wage in wage_by_code.items():
        notes = context.notes.of([industry_wage.source])
        yield industry_pay_section(industry_wage, context.roles(roles_by_code[code]), notes)


def industry_pay_section(wage: IndustryWage, roles: str, notes: tuple[int, ...]) -> Section:
    """The national pay of an occupation in one industry, and which roles work mostly in it."""
    industry = wage.industry.name
    lines = (
        TextLine(
            phrase("pay.in_industry", industry=industry, period=format_period(wage.period)), notes
        ),
        TextLine(phrase("pay.in_industry_roles", roles=roles)),
    )
    rough = tuple(
        TextLine(phrase(f"wages.{note}"), notes)
        for note in (FEW_EMPLOYEES, WIDE_ERROR)
        if note in wage.notes
    )
    blocks = (
        Paragraphs(lines),
        pay_table(wage, notes),
        Paragraphs((jobs_line(wage, notes), *rough)),
    )
    heading = phrase("pay.industry_heading", occupation=wage.label, industry=industry)
    return Section(f"pay-{wage.soc}-{wage.industry.code}", heading, blocks, kind="pay")


def _roles_of(context: GuidanceContext, wage: Wage) -> list[str]:
    """The roles that a wage applies to in the same way (`applies`): as a part, or as a proxy."""
    applies = context.guidance.market.applies
    return [role for role, codes in applies.items() if codes.get(wage.soc) == wage.applies]


def pay_area_text(wage: Wage) -> str:
    """The area and period of the figures, and why they stand in for the requested area."""
    period = format_period(wage.period)
    if wage.fell_back is None:
        return phrase("pay.area", area=with_article(format_area(wage.area.name)), period=period)
    text = phrase(
        f"pay.fell_back_{wage.fell_back}",
        asked=wage.asked_area.name,
        area=with_article(format_area(wage.area.name)),
        period=period,
    )
    reason = wage.fell_back_because
    return f"{text} {phrase(f'pay.because_{reason}')}" if reason else text


def _format_pay(wage: Wage, dollars: float) -> str:
    return format_value(computed_amount(dollars, f"{wage.currency}/{wage.unit}"))


def _percentile_text(wage: Wage, percentile: str) -> str:
    pay = wage.annual[percentile]
    if pay is not None:
        return _format_pay(wage, pay)
    withheld = wage.withheld.get(f"annual.{percentile}")
    if withheld is None:
        return phrase("pay.not-released")
    lower_bound = "" if withheld.at_least is None else _format_pay(wage, withheld.at_least)
    return phrase(f"pay.{withheld.reason}", at_least=lower_bound)


def pay_table(wage: Wage, notes: tuple[int, ...]) -> Table:
    """The percentiles of annual pay, one per row."""
    caption = phrase(
        "pay.table_industry" if isinstance(wage, IndustryWage) else "pay.table",
        occupation=wage.label,
        industry=wage.industry.name if isinstance(wage, IndustryWage) else "",
        area=format_area(wage.area.name),
        period=format_period(wage.period),
    )
    head = (phrase("pay.columns_who"), phrase("pay.columns_pay"))
    rows = tuple((phrase(f"pay.who_{p}"), _percentile_text(wage, p)) for p in PERCENTILES)
    return Table(caption, head, rows, notes)


def jobs_line(wage: Wage, notes: tuple[int, ...], *, quotient: bool = True) -> TextLine:
    """The number of jobs with its relative standard error, and the location quotient."""
    if wage.employment is None:
        text = phrase("pay.jobs_withheld")
    else:
        jobs = format_value(computed_amount(wage.employment, None))
        area_and_period = phrase(
            "pay.where", area=format_area(wage.area.name), period=format_period(wage.period)
        )
        error = wage.employment_rse_pct
        text = (
            phrase("pay.jobs_plain", employment=jobs, where=area_and_period)
            if error is None
            else phrase(
                "pay.jobs",
                employment=jobs,
                where=area_and_period,
                error=format_value(computed_amount(error, "pct")),
            )
        )
    if quotient and wage.location_quotient is not None and wage.area.kind != "nation":
        times = format_value(computed_amount(wage.location_quotient, "times"))
        is_even = round(wage.location_quotient, 1) == 1
        text = (
            f"{text} {phrase('pay.quotient_even' if is_even else 'pay.quotient', quotient=times)}"
        )
    return TextLine(text, notes)


def pay_range(
    wage: Wage, table: Table, source: BibliographyEntry, minimum: float | None = None
) -> PayRange:
    """The percentiles of annual pay as a chart, with the person's minimum pay if known."""
    marks = tuple(
        PercentileMark(p, float(pay), format_value(computed_amount(pay, wage.currency)))
        for p in PERCENTILES
        if (pay := wage.annual[p]) is not None
    )
    area, period = format_area(wage.area.name), format_period(wage.period)
    unit = phrase(f"pay.currency_{wage.currency}")
    return PayRange(
        key=f"range-{wage.soc}",
        title=_finding_text(wage, minimum),
        description=phrase(
            "pay.picture", points="; ".join(f"{row[0]} {row[1]}" for row in table.rows)
        ),
        marks=marks,
        minimum=PercentileMark(phrase("pay.minimum"), minimum, _format_pay(wage, minimum))
        if minimum
        else None,
        typical_label=phrase("pay.typical"),
        unit=phrase("pay.unit", unit=unit, area=area, period=period),
        credit=phrase("pay.credit", source=f"{source.publisher}, {source.title}"),
        table=table,
    )


def _minimum_pay(context: GuidanceContext, wage: Wage) -> float | None:
    """The person's minimum annual pay; None if unknown or in another currency than the wage."""
    circumstances = context.guidance.profile.get("circumstances", {})
    minimum = circumstances.get("minimum_pay")
    if minimum is None or circumstances.get("currency", "USD") != wage.currency:
        return None
    return float(minimum)


def _finding_text(wage: Wage, minimum: float | None) -> str:
    lower_quartile, median = wage.lower_quarter, wage.median
    if median is None:
        return phrase("pay.finding_none")
    if minimum is None or lower_quartile is None:
        return phrase("pay.finding_plain", typical=_format_pay(wage, median))
    position = "between" if median >= minimum else "above"
    key = "below" if lower_quartile >= minimum else position
    return phrase(f"pay.finding_{key}", minimum=_format_pay(wage, minimum))
