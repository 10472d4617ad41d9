"""What guidance says and asks of the place in a profile, and whose figures it uses."""

from datetime import date
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.guidance import Guidance, advise
from benchpin.profile import from_table
from benchpin.wording.statements import with_text

CATALOG = catalogs.load()
REFERENCE = references.open()


def guidance_for(**circumstances: Any) -> Guidance:
    table = {"circumstances": circumstances, "experience": [{"title": "Welder"}]}
    profile = from_table(table, CATALOG)
    return with_text(advise(profile, CATALOG, REFERENCE, as_of=date(2026, 11, 22), draws=32))


def notes_of(guidance: Guidance) -> dict[str, str]:
    kinds = ("place-", "no-country")
    return {note.kind: note.text for note in guidance.notes if note.kind.startswith(kinds)}


def area_of(guidance: Guidance) -> str | None:
    return guidance.market.area.name if guidance.market.area else None


def test_the_metropolitan_area_of_a_city_is_said() -> None:
    guidance = guidance_for(area="Brooklyn")
    assert area_of(guidance) == "New York-Newark-Jersey City, NY-NJ"
    assert notes_of(guidance) == {
        "place-metro": "Figures are for the metropolitan area New York-Newark-Jersey City, NY-NJ, "
        "to which “Brooklyn” belongs."
    }


@pytest.mark.parametrize(
    "area", ["Providence-Warwick, RI-MA", "0039300", "metro:Providence", "RI", "state:New York"]
)
def test_nothing_is_said_of_an_exact_name(area: str) -> None:
    guidance = guidance_for(country="US", area=area)
    assert notes_of(guidance) == {}
    assert guidance.place
    assert guidance.place.area == area_of(guidance) != "National"


def test_the_state_of_a_town_stands_in_and_that_is_said() -> None:
    guidance = guidance_for(area="Attleboro, MA")
    assert area_of(guidance) == "Massachusetts"
    assert "for the whole state: Massachusetts" in notes_of(guidance)["place-in-state"]
    assert "Boston" in notes_of(guidance_for(area="Bostn, MA"))["place-in-state-near"]


@pytest.mark.parametrize(
    ("area", "kind", "words"),
    [
        ("Springfield", "place-ambiguous", ["Springfield, IL", "Springfield, MA"]),
        ("Manhattan", "place-ambiguous", ["Manhattan, New York", "Manhattan, KS"]),
        ("Georgia", "place-ambiguous", ["state:Georgia", "country:Georgia"]),
        ("02903", "place-zip", ["Which town and state"]),
        ("Remote", "place-remote", ["Where do you live"]),
        ("Providnce", "place-misspelled", ["Providence-Warwick, RI-MA"]),
        ("Xanadu", "place-unknown", ["Which state"]),
    ],
)
def test_what_settles_no_place_is_asked_and_stops_nothing(
    area: str, kind: str, words: list[str]
) -> None:
    guidance = guidance_for(area=area)
    assert area_of(guidance) == "National"
    question = guidance.ask_next[0]
    assert (question.path, question.kind) == ("circumstances.area", kind)
    assert all(word in question.text for word in words), question.text
    assert [q.kind for q in guidance.ask_next].count("area") == 0
    assert len(notes_of(guidance)) == 1
    # As without a place: national figures are not taken for the person's own.
    plain = guidance_for()
    assert [m.score for m in guidance.matches] == [m.score for m in plain.matches]
    assert guidance.profile["circumstances"]["area"] == area
    assert guidance.fingerprint != plain.fingerprint


def test_a_town_abroad_shows_the_country_and_that_is_said() -> None:
    guidance = guidance_for(area="Toronto", minimum_pay=40_000)
    assert (area_of(guidance), guidance.coverage.country) == (None, "CA")
    notes = notes_of(guidance)
    assert notes["place-abroad"] == "“Toronto” is in Canada, so that is taken as your country."
    assert "USD" in notes["place-currency"]
    assert "country" not in guidance.profile["circumstances"]
    assert guidance.ask_next[0].path != "circumstances.area"
    stated = guidance_for(area="Toronto", country="CA")
    assert [s.kind for s in stated.coverage.lack] == [s.kind for s in guidance.coverage.lack]
    assert notes_of(stated) == {}


@pytest.mark.parametrize(
    ("country", "area", "used"), [("US", "Toronto", "National"), ("GB", "Chicago", None)]
)
def test_a_place_against_the_country_is_asked(country: str, area: str, used: str | None) -> None:
    guidance = guidance_for(country=country, area=area)
    assert (area_of(guidance), guidance.coverage.country) == (used, country)
    assert guidance.ask_next[0].kind == "place-contradiction"
    assert set(notes_of(guidance)) == {"place-contradiction"}


@pytest.mark.parametrize(("country", "area"), [("GB", "Birmingham"), ("US", "Birmingham")])
def test_a_stated_country_settles_a_place(country: str, area: str) -> None:
    guidance = guidance_for(country=country, area=area)
    assert area_of(guidance) == {"GB": None, "US": "Birmingham, AL"}[country]
    assert "place-ambiguous" not in notes_of(guidance)
