"""The section on a programme that leads to a qualification: place, format, prices, status."""

from collections.abc import Iterator

from benchpin.documents.guides.context import (
    GuideContext,
    country_names,
    fact_rows,
    field_sources,
    own_page_link,
    sentence,
)
from benchpin.documents.guides.figures import price_amount_text
from benchpin.documents.model import Block, DefinitionList, Section, Table, TextLine
from benchpin.facts import Programme, ProgrammePrice, Qualification, Statement, Value, catalog_value
from benchpin.plan import programme_option
from benchpin.profile import Profile
from benchpin.wording.format import capitalize_first, format_period, format_value
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text

_TERM_BY_KIND = {
    "programme-duration": "time",
    "programme-duration-up-to": "time",
    "programme-duration-as-stated": "time",
    "programme-study-mode": "mode",
    "programme-funding": "funding",
    "programme-note": "note",
    "added-by": "added",
}
"""The term under which each kind of statement stands; prices have rows of their own."""
_PRICE_FIELDS = (("covers", "covers"), ("whom", "for_whom"), ("tax", "tax"))
"""The slots of the price phrase, each with its field of ProgrammePrice."""


def programme_section(identity: str, context: GuideContext) -> Section:
    """The section on one programme; with several dated prices it holds a table of them."""
    record = context.catalog.programmes[identity]
    dated_prices = [price for price in record.prices if price.year is not None]
    as_table = len(dated_prices) > 1
    facts = fact_rows(
        (phrase("qualification.provider"), context.record_line("providers", record.provider)),
        (phrase("qualification.standing"), status_line(record, f"programmes/{identity}", context)),
        (phrase("qualification.where"), _location(record)),
        (
            phrase("qualification.terms.price"),
            None if as_table else _price(record, dated_prices, context),
        ),
        *_option_rows(identity, context),
        (phrase("lists.page"), own_page_link(record.url, phrase("qualification.own_page"))),
    )
    blocks: list[Block] = [DefinitionList(facts)]
    if as_table:
        blocks.append(_prices(record, dated_prices, context))
    key = f"programme-{identity}"
    return Section(key, record.label, tuple(blocks), kind="learn")


def _location(record: Programme) -> TextLine | None:
    country_text = country_names(record.country)
    text = ", ".join(part for part in (record.place, country_text) if part)
    return TextLine(text) if text else None


def _price(
    record: Programme, dated_prices: list[ProgrammePrice], context: GuideContext
) -> TextLine:
    """The single dated price, or why no amount is shown."""
    # A price without a year is never shown as a number.
    if not dated_prices:
        sources = [price.source for price in record.prices] or field_sources(record, "prices")
        key = "price_undated" if record.prices else "price_not_known"
        return TextLine(phrase(f"qualification.{key}"), context.notes.of(sources))
    price = dated_prices[0]
    price_text = phrase(
        "qualification.tuition_row" if price.covers == "tuition" else "qualification.price_row",
        amount=price_amount_text(price),
        year=price.year,
        **{
            name: format_value(catalog_value(getattr(price, field), "programmes"))
            for name, field in _PRICE_FIELDS
        },
    )
    text = f"{price_text} {sentence(price.note)}" if price.note else price_text
    return TextLine(text, context.notes.of([price.source]))


def _option_rows(identity: str, context: GuideContext) -> Iterator[tuple[str, TextLine]]:
    """The rows that a training plan shows too (time, mode, funding), one row per term."""
    # An empty profile: the guide is for anybody.
    option = programme_option(identity, Profile(), context.catalog)
    by_term: dict[str, list[TextLine]] = {}
    for statement in option.statements:
        term = _TERM_BY_KIND.get(statement.kind)
        if term is None:
            continue
        line = TextLine(statement_text(statement), context.notes.of(statement.sources))
        by_term.setdefault(term, []).append(line)
    for term, lines in by_term.items():
        notes = tuple(sorted({note for line in lines for note in line.notes}))
        yield (
            phrase(f"qualification.terms.{term}"),
            TextLine(" ".join(line.text for line in lines), notes),
        )


def _prices(record: Programme, prices: list[ProgrammePrice], context: GuideContext) -> Table:
    """The dated prices as a table, newest first, tuition before other costs; never added up."""
    newest_first = sorted(prices, key=lambda p: (-(p.year or 0), p.covers != "tuition"))
    columns = ("what", "price", "whom", "year")
    caption = phrase("qualification.price_table", programme=record.label)
    return Table(
        caption,
        tuple(phrase(f"qualification.columns.{name}") for name in columns),
        tuple(
            (
                TextLine(_covers(price), context.notes.of([price.source])),
                price_amount_text(price),
                "; ".join(
                    format_value(catalog_value(value, "programmes"))
                    for value in (price.for_whom, price.tax)
                ),
                str(price.year),
            )
            for price in newest_first
        ),
        kind="words",
    )


def _covers(price: ProgrammePrice) -> str:
    coverage = format_value(catalog_value(price.covers, "programmes"))
    return (
        f"{capitalize_first(coverage)}. {sentence(price.note)}"
        if price.note
        else capitalize_first(coverage)
    )


def status_line(record: Qualification | Programme, path: str, context: GuideContext) -> TextLine:
    """The status of a qualification or programme, the page date behind it, and the last check."""
    values: dict[str, Value] = {}
    if record.page_date:
        values["page_date"] = catalog_value(record.page_date, f"{path}/page_date", "period")
    kind = f"programme-{record.status}" + ("-page" if record.page_date else "")
    text = statement_text(Statement(kind=kind, values=values))
    if record.since:
        text = f"{text} {phrase('qualification.since', when=format_period(record.since))}"
    checked = max(c.checked for c in record.sources)
    text = f"{text} {phrase('lists.checked', day=format_period(checked.isoformat()))}"
    return TextLine(text, context.notes.of(field_sources(record, "status")))
