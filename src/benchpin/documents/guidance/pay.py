"""Pay, jobs and outlook as parts of a document."""

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
from benchpin.market import PERCENTILES, Wage
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


def pay_section(told: GuidanceContext) -> Section:
    """What the occupations of the roles in depth pay where somebody is, and how many work there."""
    heading = phrase("headings.pay")
    seen: dict[str, list[Wage]] = {}
    for wage in told.guidance.market.wages:
        seen.setdefault(wage.soc, []).append(wage)
    if not seen:
        return Section("pay", heading, (Paragraphs((TextLine(phrase("pay.none_here")),)),))
    shown = list(seen.values())[:BRIEF_OCCUPATIONS] if told.brief else list(seen.values())
    sections = tuple(_occupation(told, wages) for wages in shown)
    blocks = (Paragraphs((TextLine(phrase("pay.intro")),)), *told.more(list(seen), shown))
    return Section("pay", heading, blocks, sections)


def outlook(told: GuidanceContext) -> Section | None:
    """Where the occupations are going, None where nothing is projected."""
    lines = tuple(told.notes.line(s) for s in told.guidance.market.statements)
    if not lines:
        return None
    return Section("outlook", phrase("headings.outlook"), (BulletList(lines),))


def _occupation(told: GuidanceContext, wages: list[Wage]) -> Section:
    """One occupation; a role may be part of it and another only near it."""
    wage = wages[0]
    notes = told.notes.of([wage.source])
    lines = [
        TextLine(phrase(f"pay.applies_{w.applies}", roles=told.roles(roles)))
        for w in wages
        if (roles := _roles_of(told, w))
    ]
    mixed = next((w.mixed_with for w in wages if w.mixed_with), None)
    if mixed:
        lines.append(TextLine(phrase("pay.mixed_with", group=mixed)))
    lines.append(TextLine(where_line(wage), notes))
    blocks: list[Block] = [Paragraphs(tuple(lines))]
    table = pay_table(wage, notes)
    if any(w.applies != "proxy" for w in wages) and wage.median is not None:
        source = told.guidance.sources[wage.source]
        blocks.append(pay_range(wage, table, source, _minimum(told, wage)))
    else:
        blocks.append(table)
    blocks.append(Paragraphs((jobs_line(wage, notes),)))
    return Section(f"pay-{wage.soc}", wage.label, tuple(blocks), kind="pay")


def _roles_of(told: GuidanceContext, wage: Wage) -> list[str]:
    """The roles whose figures these are, or to which they are only the nearest."""
    applies = told.guidance.market.applies
    return [role for role, codes in applies.items() if codes.get(wage.soc) == wage.applies]


def where_line(wage: Wage) -> str:
    """Where and when the figures hold, and what they stand in for."""
    when = format_period(wage.period)
    if wage.fell_back is None:
        return phrase("pay.area", area=with_article(format_area(wage.area.name)), period=when)
    said = phrase(
        f"pay.fell_back_{wage.fell_back}",
        asked=wage.asked_area.name,
        area=with_article(format_area(wage.area.name)),
        period=when,
    )
    because = wage.fell_back_because
    return f"{said} {phrase(f'pay.because_{because}')}" if because else said


def _pay(wage: Wage, dollars: float) -> str:
    return format_value(computed_amount(dollars, f"{wage.currency}/{wage.unit}"))


def _shown(wage: Wage, percentile: str) -> str:
    pay = wage.annual[percentile]
    if pay is not None:
        return _pay(wage, pay)
    withheld = wage.withheld.get(f"annual.{percentile}")
    if withheld is None:
        return phrase("pay.not-released")
    least = "" if withheld.at_least is None else _pay(wage, withheld.at_least)
    return phrase(f"pay.{withheld.reason}", at_least=least)


def pay_table(wage: Wage, notes: tuple[int, ...]) -> Table:
    """The percentiles of pay, one a row."""
    caption = phrase(
        "pay.table",
        occupation=wage.label,
        area=format_area(wage.area.name),
        period=format_period(wage.period),
    )
    head = (phrase("pay.columns_who"), phrase("pay.columns_pay"))
    rows = tuple((phrase(f"pay.who_{p}"), _shown(wage, p)) for p in PERCENTILES)
    return Table(caption, head, rows, notes)


def jobs_line(wage: Wage, notes: tuple[int, ...], *, quotient: bool = True) -> TextLine:
    """How many work there, with the margin of error; and how common that is, unless left out."""
    if wage.employment is None:
        said = phrase("pay.jobs_withheld")
    else:
        jobs = format_value(computed_amount(wage.employment, None))
        where = phrase(
            "pay.where", area=format_area(wage.area.name), period=format_period(wage.period)
        )
        error = wage.employment_rse_pct
        said = (
            phrase("pay.jobs_plain", employment=jobs, where=where)
            if error is None
            else phrase(
                "pay.jobs",
                employment=jobs,
                where=where,
                error=format_value(computed_amount(error, "pct")),
            )
        )
    if quotient and wage.location_quotient is not None and wage.area.kind != "nation":
        times = format_value(computed_amount(wage.location_quotient, "times"))
        said = f"{said} {phrase('pay.quotient', quotient=times)}"
    return TextLine(said, notes)


def pay_range(
    wage: Wage, table: Table, source: BibliographyEntry, minimum: float | None = None
) -> PayRange:
    """The percentiles of pay as a drawing, with the least that somebody accepts where known."""
    marks = tuple(
        PercentileMark(p, float(pay), format_value(computed_amount(pay, wage.currency)))
        for p in PERCENTILES
        if (pay := wage.annual[p]) is not None
    )
    where, when = format_area(wage.area.name), format_period(wage.period)
    unit = phrase(f"pay.currency_{wage.currency}")
    return PayRange(
        key=f"range-{wage.soc}",
        title=_finding(wage, minimum),
        description=phrase(
            "pay.picture", points="; ".join(f"{row[0]} {row[1]}" for row in table.rows)
        ),
        marks=marks,
        minimum=PercentileMark(phrase("pay.minimum"), minimum, _pay(wage, minimum))
        if minimum
        else None,
        typical_label=phrase("pay.typical"),
        unit=phrase("pay.unit", unit=unit, area=where, period=when),
        credit=phrase("pay.credit", source=f"{source.publisher}, {source.title}"),
        table=table,
    )


def _minimum(told: GuidanceContext, wage: Wage) -> float | None:
    """The least pay that somebody accepts, where it is in the money of the figures."""
    terms = told.guidance.profile.get("circumstances", {})
    least = terms.get("minimum_pay")
    if least is None or terms.get("currency", "USD") != wage.currency:
        return None
    return float(least)


def _finding(wage: Wage, minimum: float | None) -> str:
    quarter, typical = wage.lower_quarter, wage.median
    if typical is None:
        return phrase("pay.finding_none")
    if minimum is None or quarter is None:
        return phrase("pay.finding_plain", typical=_pay(wage, typical))
    reached = "between" if typical >= minimum else "above"
    key = "below" if quarter >= minimum else reached
    return phrase(f"pay.finding_{key}", minimum=_pay(wage, minimum))
