"""One way to earn a qualification: where and how it is taught, its prices, its standing."""

from collections.abc import Iterator

from benchpin.documents.guides.context import (
    GuideContext,
    cited,
    countries,
    own_page,
    rows,
    sentence,
)
from benchpin.documents.guides.figures import amount_of
from benchpin.documents.model import Block, DefinitionList, Section, Table, TextLine
from benchpin.facts import Programme, ProgrammePrice, Qualification, Statement, Value
from benchpin.facts import catalog_value as from_catalog
from benchpin.plan import option_of
from benchpin.profile import Profile
from benchpin.wording.format import capitalize_first, format_period, format_value
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text

_TERMS = {
    "programme-duration": "time",
    "programme-duration-up-to": "time",
    "programme-duration-as-stated": "time",
    "programme-study-mode": "mode",
    "programme-funding": "funding",
    "programme-note": "note",
    "added-by": "added",
}
"""Under which term a statement of a programme stands; prices are told on their own."""
_ROW = (("covers", "covers"), ("whom", "for_whom"), ("tax", "tax"))
"""What is said of a single price, each with its field."""


def programme_section(identity: str, teller: GuideContext) -> Section:
    """One way to earn a qualification, with its prices."""
    record = teller.catalog.programmes[identity]
    dated = [price for price in record.prices if price.year is not None]
    as_table = len(dated) > 1
    facts = rows(
        (phrase("qualification.provider"), teller.named("providers", record.provider)),
        (phrase("qualification.standing"), standing(record, f"programmes/{identity}", teller)),
        (phrase("qualification.where"), _where(record)),
        (phrase("qualification.terms.price"), None if as_table else _price(record, dated, teller)),
        *_told(identity, teller),
        (phrase("lists.page"), own_page(record.url, phrase("qualification.own_page"))),
    )
    blocks: list[Block] = [DefinitionList(facts)]
    if as_table:
        blocks.append(_prices(record, dated, teller))
    key = f"programme-{identity}"
    return Section(key, record.label, tuple(blocks), kind="learn")


def _where(record: Programme) -> TextLine | None:
    where = countries(record.country)
    text = ", ".join(part for part in (record.place, where) if part)
    return TextLine(text) if text else None


def _price(record: Programme, dated: list[ProgrammePrice], teller: GuideContext) -> TextLine:
    """The single price that has a year, or why no number stands here."""
    if not dated:
        sources = [price.source for price in record.prices] or cited(record, "prices")
        key = "price_undated" if record.prices else "price_not_known"
        return TextLine(phrase(f"qualification.{key}"), teller.notes.of(sources))
    price = dated[0]
    said = phrase(
        "qualification.tuition_row" if price.covers == "tuition" else "qualification.price_row",
        amount=amount_of(price),
        year=price.year,
        **{
            name: format_value(from_catalog(getattr(price, field), "programmes"))
            for name, field in _ROW
        },
    )
    text = f"{said} {sentence(price.note)}" if price.note else said
    return TextLine(text, teller.notes.of([price.source]))


def _told(identity: str, teller: GuideContext) -> Iterator[tuple[str, TextLine]]:
    """What a plan says of the programme, too, by term: time, mode, funding."""
    option = option_of(identity, Profile(), teller.catalog)
    by_term: dict[str, list[TextLine]] = {}
    for statement in option.statements:
        term = _TERMS.get(statement.kind)
        if term is None:
            continue
        line = TextLine(statement_text(statement), teller.notes.of(statement.sources))
        by_term.setdefault(term, []).append(line)
    for term, lines in by_term.items():
        notes = tuple(sorted({note for line in lines for note in line.notes}))
        yield (
            phrase(f"qualification.terms.{term}"),
            TextLine(" ".join(x.text for x in lines), notes),
        )


def _prices(record: Programme, prices: list[ProgrammePrice], teller: GuideContext) -> Table:
    """Prices that have a year, the newest first; they are never added up."""
    held = sorted(prices, key=lambda p: (-(p.year or 0), p.covers != "tuition"))
    columns = ("what", "price", "whom", "year")
    caption = phrase("qualification.price_table", programme=record.label)
    return Table(
        caption,
        tuple(phrase(f"qualification.columns.{name}") for name in columns),
        tuple(
            (
                TextLine(_covers(price), teller.notes.of([price.source])),
                amount_of(price),
                "; ".join(
                    format_value(from_catalog(said, "programmes"))
                    for said in (price.for_whom, price.tax)
                ),
                str(price.year),
            )
            for price in held
        ),
        kind="words",
    )


def _covers(price: ProgrammePrice) -> str:
    what = format_value(from_catalog(price.covers, "programmes"))
    return (
        f"{capitalize_first(what)}. {sentence(price.note)}"
        if price.note
        else capitalize_first(what)
    )


def standing(record: Qualification | Programme, path: str, teller: GuideContext) -> TextLine:
    """Whether it can still be had, as far as a page of some day tells."""
    held: dict[str, Value] = {}
    if record.page_date:
        held["page_date"] = from_catalog(record.page_date, f"{path}/page_date", "period")
    kind = f"programme-{record.status}" + ("-page" if record.page_date else "")
    text = statement_text(Statement(kind=kind, values=held))
    if record.since:
        text = f"{text} {phrase('qualification.since', when=format_period(record.since))}"
    checked = max(c.checked for c in record.sources)
    text = f"{text} {phrase('lists.checked', day=format_period(checked.isoformat()))}"
    return TextLine(text, teller.notes.of(cited(record, "status")))
