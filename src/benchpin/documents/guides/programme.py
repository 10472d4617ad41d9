"""One way to earn a qualification: where and how it is taught, its prices, its standing."""

from collections.abc import Iterator

from benchpin.documents.guides.context import Teller, cited, countries, own_page, rows, sentence
from benchpin.documents.guides.figures import amount_of
from benchpin.documents.model import Block, Facts, Line, Section, Table
from benchpin.facts import Price, Programme, Qualification, Statement, Value
from benchpin.facts import listed as from_catalog
from benchpin.plan import option_of
from benchpin.profile import Profile
from benchpin.wording.format import begun, period, value
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import text_of

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


def programme(identity: str, teller: Teller) -> Section:
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
    blocks: list[Block] = [Facts(facts)]
    if as_table:
        blocks.append(_prices(record, dated, teller))
    key = f"programme-{identity}"
    return Section(key, record.label, tuple(blocks), kind="learn")


def _where(record: Programme) -> Line | None:
    where = countries(record.country)
    text = ", ".join(part for part in (record.place, where) if part)
    return Line(text) if text else None


def _price(record: Programme, dated: list[Price], teller: Teller) -> Line:
    """The single price that has a year, or why no number stands here."""
    if not dated:
        sources = [price.source for price in record.prices] or cited(record, "prices")
        key = "price_undated" if record.prices else "price_not_known"
        return Line(phrase(f"qualification.{key}"), teller.notes.of(sources))
    price = dated[0]
    said = phrase(
        "qualification.tuition_row" if price.covers == "tuition" else "qualification.price_row",
        amount=amount_of(price),
        year=price.year,
        **{name: value(from_catalog(getattr(price, field), "programmes")) for name, field in _ROW},
    )
    text = f"{said} {sentence(price.note)}" if price.note else said
    return Line(text, teller.notes.of([price.source]))


def _told(identity: str, teller: Teller) -> Iterator[tuple[str, Line]]:
    """What a plan says of the programme, too, by term: time, mode, funding."""
    option = option_of(identity, Profile(), teller.catalog)
    by_term: dict[str, list[Line]] = {}
    for statement in option.statements:
        term = _TERMS.get(statement.kind)
        if term is None:
            continue
        line = Line(text_of(statement), teller.notes.of(statement.sources))
        by_term.setdefault(term, []).append(line)
    for term, lines in by_term.items():
        notes = tuple(sorted({note for line in lines for note in line.notes}))
        yield phrase(f"qualification.terms.{term}"), Line(" ".join(x.text for x in lines), notes)


def _prices(record: Programme, prices: list[Price], teller: Teller) -> Table:
    """Prices that have a year, the newest first; they are never added up."""
    held = sorted(prices, key=lambda p: (-(p.year or 0), p.covers != "tuition"))
    columns = ("what", "price", "whom", "year")
    caption = phrase("qualification.price_table", programme=record.label)
    return Table(
        caption,
        tuple(phrase(f"qualification.columns.{name}") for name in columns),
        tuple(
            (
                Line(_covers(price), teller.notes.of([price.source])),
                amount_of(price),
                "; ".join(
                    value(from_catalog(said, "programmes")) for said in (price.for_whom, price.tax)
                ),
                str(price.year),
            )
            for price in held
        ),
        kind="words",
    )


def _covers(price: Price) -> str:
    what = value(from_catalog(price.covers, "programmes"))
    return f"{begun(what)}. {sentence(price.note)}" if price.note else begun(what)


def standing(record: Qualification | Programme, path: str, teller: Teller) -> Line:
    """Whether it can still be had, as far as a page of some day tells."""
    held: dict[str, Value] = {}
    if record.page_date:
        held["page_date"] = from_catalog(record.page_date, f"{path}/page_date", "period")
    kind = f"programme-{record.status}" + ("-page" if record.page_date else "")
    text = text_of(Statement(kind=kind, values=held))
    if record.since:
        text = f"{text} {phrase('qualification.since', when=period(record.since))}"
    checked = max(c.checked for c in record.sources)
    text = f"{text} {phrase('lists.checked', day=period(checked.isoformat()))}"
    return Line(text, teller.notes.of(cited(record, "status")))
