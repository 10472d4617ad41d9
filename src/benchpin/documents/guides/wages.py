"""The wages guide: pay of a role or an occupation in an area, its series and its outlook."""

from collections.abc import Iterator

from benchpin.catalog import Catalog
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guides.context import GuideContext, bullet_section
from benchpin.documents.guides.mentions import domestic_first, question_line
from benchpin.documents.guides.occupation_pay import occupation_pay_section
from benchpin.documents.model import Document, Link, Section, TextLine
from benchpin.market.pay_report import PayReport, build_pay_report
from benchpin.reference import Reference
from benchpin.wording.format import format_area, lower_first, with_article
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import with_text


def wages_guide(
    role_or_soc: str, area: str | None, catalog: Catalog, reference: Reference
) -> Document:
    """The page on pay and jobs of a role id or SOC code in an area (the nation if None).

    Raises UnknownName for an unknown role, code or area, AmbiguousArea for a name that fits several
    areas. For a country without figures the page says so and uses no other country's.
    """
    report = build_pay_report(role_or_soc, area, catalog, reference)
    context = GuideContext.of(catalog, reference)
    sections = (*_occupations(report, catalog, context.notes), _questions(report, context))
    title, lede = _title(report, catalog), _lede(report, catalog)
    return context.document(title, phrase("wages.trade"), lede, sections, data=True)


def _title(report: PayReport, catalog: Catalog) -> str:
    if report.query.role:
        name = lower_first(catalog.roles[report.query.role].label)
    else:
        name = report.wages[0].label if report.wages else str(report.query.soc)
    if not report.wages:
        return phrase("wages.title", what=name)
    area_name = with_article(format_area(report.wages[0].asked_area.name))
    return phrase("wages.title_in", what=name, area=area_name)


def _lede(report: PayReport, catalog: Catalog) -> Iterator[TextLine]:
    # A country without figures has a note of its own; this is a role without an occupation near it.
    if not report.wages and not report.notes:
        yield TextLine(phrase("market_page.reach_none"), tone="care")
    for note in with_text(report).notes:
        yield TextLine(note.text, tone="care")
    if report.query.role:
        label = lower_first(catalog.roles[report.query.role].label)
        text = phrase("market_page.wages_of", role=label)
        yield TextLine(text, links=(Link("roles", report.query.role, label),))


def _occupations(report: PayReport, catalog: Catalog, footnotes: Footnotes) -> Iterator[Section]:
    series_by_soc = {series.soc: series for series in report.series}
    projection_by_soc = {projection.soc: projection for projection in report.projections}
    for wage in report.wages:
        yield occupation_pay_section(
            report,
            wage,
            series_by_soc.get(wage.soc),
            projection_by_soc.get(wage.soc),
            catalog,
            footnotes,
            with_chart=True,
        )


def _questions(report: PayReport, context: GuideContext) -> Section | None:
    """The questions on pay that people ask about the role."""
    role = report.query.role
    question_ids = [
        i for i, q in context.catalog.questions.items() if q.topic == "pay" and role in q.roles
    ]
    country = report.wages[0].area.country if report.wages else ""
    ids, _ = domestic_first(question_ids, country, context.catalog)
    return bullet_section(
        "asked", phrase("market_page.questions"), (question_line(i, context) for i in ids)
    )
