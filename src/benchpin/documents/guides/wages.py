"""What a role or an occupation pays in an area: percentiles, jobs, the years, the outlook."""

from collections.abc import Iterator

from benchpin.catalog import Catalog
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guides.context import GuideContext, points
from benchpin.documents.guides.mentions import domestic_first, question_answer
from benchpin.documents.guides.occupation_pay import occupation_pay_section
from benchpin.documents.model import Document, Link, Section, TextLine
from benchpin.market.pay_report import PayReport, build_pay_report
from benchpin.reference import Reference
from benchpin.wording.format import format_area, lower_first, with_article
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import with_text


def wages_guide(what: str, area: str | None, catalog: Catalog, reference: Reference) -> Document:
    """Pay and jobs of a role or a SOC code where somebody asks for them, the nation if nowhere.

    Raises UnknownName for a role, code or area that is not there, AmbiguousArea for words that
    name several areas. For a country without figures the page says so and borrows none.
    """
    found = build_pay_report(what, area, catalog, reference)
    teller = GuideContext.of(catalog, reference)
    sections = (*_occupations(found, catalog, teller.notes), _asked(found, teller))
    title, lede = _title(found, catalog), _lede(found, catalog)
    return teller.document(title, phrase("wages.trade"), lede, sections, data=True)


def _title(found: PayReport, catalog: Catalog) -> str:
    if found.asked.role:
        name = lower_first(catalog.roles[found.asked.role].label)
    else:
        name = found.wages[0].label if found.wages else str(found.asked.soc)
    if not found.wages:
        return phrase("wages.title", what=name)
    where = with_article(format_area(found.wages[0].asked_area.name))
    return phrase("wages.title_in", what=name, area=where)


def _lede(found: PayReport, catalog: Catalog) -> Iterator[TextLine]:
    if not found.wages and not found.notes:
        yield TextLine(phrase("market_page.reach_none"), tone="care")
    for note in with_text(found).notes:
        yield TextLine(note.text, tone="care")
    if found.asked.role:
        label = lower_first(catalog.roles[found.asked.role].label)
        said = phrase("market_page.wages_of", role=label)
        yield TextLine(said, links=(Link("roles", found.asked.role, label),))


def _occupations(found: PayReport, catalog: Catalog, notes: Footnotes) -> Iterator[Section]:
    years = {series.soc: series for series in found.series}
    ahead = {projected.soc: projected for projected in found.projections}
    for wage in found.wages:
        yield occupation_pay_section(
            found, wage, years.get(wage.soc), ahead.get(wage.soc), catalog, notes, drawn=True
        )


def _asked(found: PayReport, teller: GuideContext) -> Section | None:
    """What people ask about the pay of the role."""
    role = found.asked.role
    held = [i for i, q in teller.catalog.questions.items() if q.topic == "pay" and role in q.roles]
    where = found.wages[0].area.country if found.wages else ""
    ids, _ = domestic_first(held, where, teller.catalog)
    return points(
        "asked", phrase("market_page.questions"), (question_answer(i, teller) for i in ids)
    )
