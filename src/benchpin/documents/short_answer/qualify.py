"""What it takes to qualify for a role, and the nearest place to learn: time, cost, place."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from benchpin.catalog import Catalog
from benchpin.documents.short_answer.model import Neighbor
from benchpin.facts import Programme, ProgrammePrice
from benchpin.match import Match
from benchpin.plan import is_within_reach, total_price
from benchpin.profile import Profile
from benchpin.wording.format import computed_amount, format_value, join_list, lower_first
from benchpin.wording.phrases import phrase

OWN_DOORS = ("same-role", "prior-role", "occupation", "qualification", "skills")
"""Doors that the person's own past opens; at the others an employer teaches the work."""
MAX_SKILLS = 2
"""How many skills that are still to learn one line names."""
_PUBLIC = ("public", "resident", "member", "non-resident")
Nearness = Literal["city", "area", "online", "state", "far"]
_ORDER: tuple[Nearness, ...] = ("city", "area", "online", "state", "far")


@dataclass(frozen=True, slots=True)
class Searcher:
    """Who looks for a place to learn: where they are, and what they have learned.

    `near` says by the name of an area how near it is, `awards` are the qualifications held and
    those that they cover.
    """

    profile: Profile
    near: Mapping[str, str]
    awards: AbstractSet[str]

    def nearness(self, record: Programme) -> Nearness:
        """How near a programme is given: in the town of the person first."""
        town = _town(self.profile.circumstances.area or "")
        if town and town in _towns(record.place or ""):
            return "city"
        near = self.near.get(record.area or "")
        if near == "area":
            return "area"
        if {"online", "self-study"} & set(record.study_mode):
            return "online"
        return "state" if near == "state" else "far"


def _town(text: str) -> str:
    return text.split(",", 1)[0].strip().casefold()


def _towns(place: str) -> set[str]:
    """The towns of a place: "London and Birmingham", "Paris, Texas"."""
    return {_town(part) for part in place.split(" and ")}


def months_text(months: tuple[int, int]) -> str:
    """A span of months, in words."""
    value = computed_amount(months[0], "months")
    if months[0] != months[1]:
        value = value.model_copy(update={"value": months})
    return format_value(value)


@lru_cache(maxsize=256)
def role_programmes(role: str, catalog: Catalog) -> tuple[str, ...]:
    """The programmes that lead to a role and are still offered, in the order of their ids."""
    return tuple(
        programme
        for qualification_id, qualification in catalog.qualifications.items()
        if role in qualification.roles and qualification.status not in _ENDED
        for programme in catalog.programmes_of.get(qualification_id, ())
        if catalog.programmes[programme].status not in _ENDED
    )


_ENDED = ("closed", "superseded")


def nearest_programme(role: str, searcher: Searcher, catalog: Catalog) -> str | None:
    """The programme for a role to name first: open, within the budget, near, with a price."""
    within_reach = [
        programme
        for programme in role_programmes(role, catalog)
        if catalog.programmes[programme].qualification not in searcher.awards
        and is_within_reach(catalog.programmes[programme], searcher.profile)
    ]
    return min(
        within_reach, key=lambda programme: _distance(programme, searcher, catalog), default=None
    )


def _distance(
    programme: str, searcher: Searcher, catalog: Catalog
) -> tuple[bool, bool, int, bool, str]:
    record = catalog.programmes[programme]
    total, circumstances = total_price(record), searcher.profile.circumstances
    is_above_budget = (
        total is not None
        and circumstances.budget is not None
        and circumstances.currency == total.currency
        and total.amount_high > circumstances.budget
    )
    return (
        record.status != "open",
        is_above_budget,
        _ORDER.index(searcher.nearness(record)),
        not any(price.year for price in record.prices),
        programme,
    )


def qualify_text(match: Match, programme: str | None, catalog: Catalog) -> str:
    """How long it takes until hired and what it costs, or that no course comes first."""
    if match.reach == "now":
        return _text_now(match, catalog)
    months = months_text(match.months) if any(match.months) else phrase("short.qualify.no_months")
    if match.by_way_of:
        prior = lower_first(catalog.roles[match.by_way_of].label)
        return phrase("short.qualify.later", prior=prior, months=months)
    if match.reach == "later":
        return phrase("short.qualify.schooling")
    price = price_text(programme, catalog)
    return phrase("short.qualify.train", months=months, price=price)


def _text_now(match: Match, catalog: Catalog) -> str:
    if match.door == "apprenticeship":
        return phrase("short.qualify.apprenticeship")
    if match.door not in OWN_DOORS:
        return phrase("short.qualify.open")
    if not match.essential_missing:
        return phrase("short.qualify.none")
    skills = [lower_first(catalog.skills[i].label) for i in match.essential_missing[:MAX_SKILLS]]
    return phrase("short.qualify.own", skills=join_list(skills))


def price_text(programme: str | None, catalog: Catalog) -> str:
    """The price of a programme with its year; "ask" where none with a year is known."""
    record = catalog.programmes[programme] if programme else None
    prices = [
        price
        for price in (record.prices if record else ())
        if price.covers == "tuition" and price.year is not None
    ]
    if not prices:
        return phrase("short.qualify.price_ask")
    newest = max(price.year or 0 for price in prices)
    price = min(
        (price for price in prices if price.year == newest),
        key=lambda price: (_PUBLIC.index(price.for_whom), price.amount_high),
    )
    if price.amount_high == 0:
        return phrase("short.qualify.price_free", year=newest)
    return phrase("short.qualify.price", amount=_amount(price), year=newest)


def _amount(price: ProgrammePrice) -> str:
    unit = price.currency if price.per == "whole" else f"{price.currency}/{price.per}"
    low, high = price.amount_low, price.amount_high
    value = computed_amount(low, unit)
    return format_value(value if low == high else value.model_copy(update={"value": (low, high)}))


def nearest_place(
    match: Match, programme: str | None, searcher: Searcher, catalog: Catalog
) -> Neighbor:
    """The nearest place to learn a role, and how near it is.

    Where no course comes first, only what is in reach of an evening: in the city, or the area.
    """
    record = catalog.programmes[programme] if programme else None
    nearness = searcher.nearness(record) if record else "far"
    needs_no_course = match.reach == "now"
    if needs_no_course and nearness not in ("city", "area"):
        is_taught = match.door not in OWN_DOORS
        return Neighbor(phrase("short.nearest.employer") if is_taught else "")
    if record is None:
        return Neighbor(phrase("short.nearest.none"))
    text = phrase(
        f"short.nearest.{nearness}",
        provider=catalog.providers[record.provider].label,
        place=record.place or "",
    )
    return Neighbor(text.replace(" ()", ""), programme, is_near=nearness != "far")
