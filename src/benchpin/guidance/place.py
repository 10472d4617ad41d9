"""The place in a profile: whose figures are used for it, and what is said and asked of it."""

from collections.abc import Iterator
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.facts import (
    Statement,
    Value,
    catalog_value,
    make_statement,
    profile_value,
    source_value,
)
from benchpin.guidance.model import NextQuestion, PlaceInterpretation
from benchpin.market import OEWS
from benchpin.plan import Nearness
from benchpin.profile import Profile
from benchpin.reference import Area, PlaceReading, Reference

_PATH = "circumstances.area"


def read_place(profile: Profile, reference: Reference) -> PlaceReading:
    """The reading of the area in a profile, with the country that the profile names."""
    return reference.place(profile.circumstances.area, profile.circumstances.country)


def with_settled_place(profile: Profile, reading: PlaceReading) -> Profile:
    """The profile with the country that its town shows, and without an area that settles nothing.

    What was stated stays: a town never replaces a country.
    """
    circumstances = profile.circumstances
    updates: dict[str, str | None] = {}
    if circumstances.area is not None and not reading.is_usable:
        updates["area"] = None
    if circumstances.country is None and reading.kind == "abroad":
        updates["country"] = reading.country
    if not updates:
        return profile
    return profile.model_copy(update={"circumstances": circumstances.model_copy(update=updates)})


def figure_area(profile: Profile, reading: PlaceReading, reference: Reference) -> Area | None:
    """The US area whose figures are used, the nation where none is settled; None abroad.

    `profile` is the one with its place settled.
    """
    if profile.circumstances.country not in (None, "US"):
        return None
    return reading.area or reference.area(None)


@lru_cache(maxsize=64)
def nearness_of_areas(area: Area | None, reference: Reference) -> dict[str, Nearness]:
    """Which areas are near an area, by name: it itself, and all that share a state with it.

    Empty for the nation and abroad.
    """
    if area is None or area.kind == "nation":
        return {}
    return {
        other_area.name: "area" if other_area == area else "state"
        for other_area in reference.areas
        if not set(area.states).isdisjoint(other_area.states)
    }


def place_interpretation(reading: PlaceReading) -> PlaceInterpretation | None:
    """The reading as guidance states it; None where the profile names no area."""
    if reading.kind == "none":
        return None
    return PlaceInterpretation(
        text=reading.text,
        kind=reading.kind,
        area=reading.area.name if reading.area else None,
        country=reading.country,
        choices=_labels(reading),
    )


def place_question(
    profile: Profile, reading: PlaceReading, catalog: Catalog
) -> NextQuestion | None:
    """The question that settles a place; None where it is settled. `profile` is as it was given."""
    if reading.is_usable:
        return None
    is_misspelled = reading.kind == "unknown" and reading.nearest
    question_kind = "place-misspelled" if is_misspelled else f"place-{reading.kind}"
    return NextQuestion(path=_PATH, kind=question_kind, values=_values(profile, reading, catalog))


def place_notes(profile: Profile, reading: PlaceReading, catalog: Catalog) -> Iterator[Statement]:
    """What is said of how a place was read, and of whose figures are used for it.

    `profile` is as it was given. Nothing is said of the exact name of an area.
    """
    circumstances = profile.circumstances
    values = _values(profile, reading, catalog)
    match reading.kind:
        case "area" if reading.area and reading.area.kind == "metro":
            if _is_own_word(circumstances.area or "", reading.area):
                yield make_statement("place-metro", values)
        case "in-state":
            kind = "place-in-state-near" if reading.nearest else "place-in-state"
            yield make_statement(kind, values)
        case "abroad" if circumstances.country is None:
            yield make_statement("place-abroad", values)
            own_currency = catalog.currencies.get(reading.country or "")
            if circumstances.currency not in (None, own_currency):
                currency = profile_value(circumstances.currency or "", "circumstances.currency")
                yield make_statement("place-currency", currency=currency)
        case "ambiguous" | "contradiction" | "zip" | "remote" | "unknown":
            yield make_statement(f"place-{reading.kind}", values)


def _is_own_word(text: str, area: Area) -> bool:
    """Whether a text names an area in a person's words: not by its code, its title or a prefix."""
    return (
        not text.strip().isdecimal() and ":" not in text and text.casefold() != area.name.casefold()
    )


def _values(profile: Profile, reading: PlaceReading, catalog: Catalog) -> dict[str, Value]:
    """What the templates on a place may name: its words, its area, its country, its choices."""
    values = {"place": profile_value(profile.circumstances.area or "", _PATH)}
    if reading.area:
        values["area"] = source_value(reading.area.name, OEWS, reading.area.code)
    if reading.country is not None:
        values["country"] = catalog_value(
            catalog.places[reading.country], f"places/{reading.country}"
        )
    if labels := _labels(reading):
        values["choices"] = Value(value=labels, from_="count:place/choices")
    return values


def _labels(reading: PlaceReading) -> tuple[str, ...]:
    return tuple(choice.label for choice in reading.choices) or reading.nearest
