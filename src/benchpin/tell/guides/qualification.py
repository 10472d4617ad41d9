"""One qualification: what it is, how to earn it, what it teaches, and who asks for it."""

from collections.abc import Iterator
from typing import NamedTuple

from benchpin.catalog import Catalog
from benchpin.facts import Price, Programme, Qualification, Statement, Value
from benchpin.facts import listed as from_catalog
from benchpin.plan import option_of, whole_price
from benchpin.profile import Profile
from benchpin.reference import Reference

from ..document import Block, Document, Facts, Line, Link, Points, Says, Section, Table
from ..format import listed, lowered, period, value
from ..phrases import phrase
from ..worded import text_of
from .figured import amount_of, facts_of
from .mentions import said_of, ways_that_name
from .teller import Teller, cited, countries, own_page, points, rows, sentence

GONE = ("closed", "superseded")
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


def qualification(identity: str, catalog: Catalog, reference: Reference) -> Document:
    """What there is to know of a qualification; a KeyError where there is none of that id."""
    teller = Teller.of(catalog, reference)
    record = catalog.qualifications[identity]
    sections = (
        _about(identity, record, teller),
        _programmes(identity, record, teller),
        _teaches(record, teller),
        _roles(record, teller),
        points(
            "asked-for", phrase("qualification.asked_for"), ways_that_name(names_of(record), teller)
        ),
        _others(identity, record, teller),
        said_of(names_of(record), teller, "said"),
    )
    kind = phrase(f"qualification.kinds.{record.kind}")
    return teller.document(record.label, kind, _lede(record, catalog), sections)


def names_of(record: Qualification) -> tuple[str, ...]:
    """What a qualification is called in prose: its label with and without what stands in it."""
    return (record.label, record.label.partition(" (")[0], *record.also_called)


def _lede(record: Qualification, catalog: Catalog) -> Iterator[Line]:
    if record.awarding_body:
        body = catalog.providers[record.awarding_body].label
        link = Link("providers", record.awarding_body, body)
        yield Line(phrase("qualification.by", body=body), links=(link,))
    else:
        yield Line(phrase("qualification.no_body"))
    if record.status in GONE:
        yield Line(phrase(f"qualification.{record.status}"), tone="care")


def _about(identity: str, record: Qualification, teller: Teller) -> Section:
    figures = teller.catalog.figures_by_subject.get(f"qualification/{identity}", ())
    body = record.awarding_body
    facts = (
        *rows(
            (
                phrase("qualification.standing"),
                _standing(record, f"qualifications/{identity}", teller),
            ),
            (phrase("qualification.newer"), _newer(record, teller)),
            (phrase("qualification.body"), teller.named("providers", body) if body else None),
            (phrase("lists.country"), Line(countries(record.country))),
            (phrase("lists.also_called"), Line("; ".join(record.also_called))),
            (phrase("qualification.entry"), _prose(record, "entry_bar", teller)),
            (phrase("lists.note"), _prose(record, "note", teller)),
        ),
        *facts_of(figures, teller),
    )
    return Section("what", phrase("qualification.about"), (Facts(facts),))


def _prose(record: Qualification | Programme, field: str, teller: Teller) -> Line | None:
    text = getattr(record, field)
    return teller.prose(text, cited(record, field)) if text else None


def _standing(record: Qualification | Programme, path: str, teller: Teller) -> Line:
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


def _newer(record: Qualification, teller: Teller) -> Line | None:
    newer = record.superseded_by
    return teller.named("qualifications", newer) if newer else None


def _programmes(identity: str, record: Qualification, teller: Teller) -> Section | None:
    ids = teller.catalog.programmes_of.get(identity, ())
    if not ids:
        return None
    sections = tuple(programme(i, teller) for i in ids)
    said = Line(phrase("qualification.prices_are"), tone="soft")
    return Section("programmes", phrase("qualification.programmes"), (Says((said,)),), sections)


def programme(identity: str, teller: Teller) -> Section:
    """One way to earn a qualification, with its prices."""
    record = teller.catalog.programmes[identity]
    dated = [price for price in record.prices if price.year is not None]
    as_table = len(dated) > 1
    facts = rows(
        (phrase("qualification.provider"), teller.named("providers", record.provider)),
        (phrase("qualification.standing"), _standing(record, f"programmes/{identity}", teller)),
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


_ROW = (("covers", "covers"), ("whom", "for_whom"), ("tax", "tax"))


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
    said = f"{what[:1].upper()}{what[1:]}"
    return f"{said}. {sentence(price.note)}" if price.note else said


def _teaches(record: Qualification, teller: Teller) -> Section | None:
    asked: dict[str, int] = {}
    for role in teller.catalog.roles.values():
        for need in role.skills:
            asked[need.skill] = asked.get(need.skill, 0) + 1
    lines = (
        teller.named("skills", skill, phrase("qualification.asked_by", count=asked[skill]))
        if asked.get(skill, 0) > 1
        else teller.named("skills", skill)
        for skill in record.teaches
    )
    level = phrase("qualification.level", level=phrase(f"levels.{record.level}"))
    return points("teaches", phrase("qualification.teaches"), lines, level)


def _roles(record: Qualification, teller: Teller) -> Section | None:
    """The roles that it is for, each with what of its skills is taught."""
    return points(
        "roles",
        phrase("qualification.roles"),
        (_role(role, record, teller) for role in record.roles),
        phrase("qualification.roles_are"),
    )


def _role(identity: str, record: Qualification, teller: Teller) -> Line:
    needs = {need.skill for need in teller.catalog.roles[identity].skills}
    taught = [skill for skill in record.teaches if skill in needs]
    if not taught:
        return teller.named("roles", identity)
    named = listed([lowered(teller.label("skills", skill)) for skill in taught])
    text = phrase("qualification.of_its_skills", skills=named)
    links = tuple(Link("skills", s, lowered(teller.label("skills", s))) for s in taught)
    line = teller.named("roles", identity, text)
    return Line(line.text, lead=line.lead, links=(*line.links, *links))


class _Other(NamedTuple):
    """Another qualification that teaches the same; `cheaper` where both prices compare."""

    identity: str
    cheaper: bool
    price: Price | None


def _others(identity: str, record: Qualification, teller: Teller) -> Section | None:
    mine = price_of(identity, teller.catalog)
    found = [_other(other, mine, teller.catalog) for other in same_skills(identity, teller.catalog)]
    found.sort(key=lambda other: (not other.cheaper, other.price is None, other.identity))
    lines = tuple(_other_line(other, mine, teller) for other in found)
    if not lines:
        return None
    intro = Says(
        (Line(phrase("qualification.others_are", level=phrase(f"levels.{record.level}"))),)
    )
    return Section("others", phrase("qualification.others"), (intro, Points(lines)))


def same_skills(identity: str, catalog: Catalog) -> tuple[str, ...]:
    """The other qualifications, still to be had, that teach all the same skills as high."""
    record = catalog.qualifications[identity]
    taught = set(record.teaches)
    if not taught:
        return ()
    return tuple(
        other
        for other, held in catalog.qualifications.items()
        if other != identity
        and held.status not in GONE
        and held.level >= record.level
        and taught <= set(held.teaches)
    )


def price_of(identity: str, catalog: Catalog) -> Price | None:
    """The lowest dated price of a whole programme, still to be had, for a qualification."""
    held = (catalog.programmes[i] for i in catalog.programmes_of.get(identity, ()))
    found = [price for p in held if p.status not in GONE and (price := whole_price(p))]
    return min(found, key=lambda p: p.amount_high, default=None)


def _other(identity: str, mine: Price | None, catalog: Catalog) -> _Other:
    price = price_of(identity, catalog)
    compares = price is not None and mine is not None and price.currency == mine.currency
    cheaper = compares and price is not None and mine is not None
    return _Other(
        identity,
        bool(cheaper and price and mine and price.amount_high < mine.amount_low),
        price,
    )


def _other_line(other: _Other, mine: Price | None, teller: Teller) -> Line:
    said = []
    sources: list[str] = []
    if other.price:
        told = {"price": amount_of(other.price), "year": other.price.year}
        sources.append(other.price.source)
        if other.cheaper and mine:
            sources.append(mine.source)
            against = {"mine": amount_of(mine), "then": mine.year}
            said.append(phrase("qualification.cheaper", **told, **against))
        else:
            said.append(phrase("qualification.price_seen", **told))
    else:
        said.append(phrase("qualification.price_unknown"))
    record = teller.catalog.qualifications[other.identity]
    if record.status == "unverified":
        said.append(phrase("qualification.unverified"))
    return teller.named("qualifications", other.identity, " ".join(said), sources)
