"""Which area somebody means by a few words."""

from collections.abc import Iterator

import pytest

from benchpin import reference
from benchpin.inputs.errors import AmbiguousArea, UnknownName
from benchpin.reference import Area, Reference


@pytest.fixture(scope="module")
def held() -> Iterator[Reference]:
    with reference.open() as opened:
        yield opened


def test_no_area_is_the_nation(held: Reference) -> None:
    nation = held.area(None)
    assert (nation.code, nation.kind, nation.states) == ("0000000", "nation", ())


def test_an_area_knows_its_scheme_and_country(held: Reference) -> None:
    assert held.area("Providence") == Area(
        "0039300", "Providence-Warwick, RI-MA", "metro", ("RI", "MA"), "US", "oews-2025"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("0039300", "Providence-Warwick, RI-MA"),
        ("39300", "Providence-Warwick, RI-MA"),
        ("Providence-Warwick, RI-MA", "Providence-Warwick, RI-MA"),
        ("providence warwick ri ma", "Providence-Warwick, RI-MA"),
        ("  PROVIDENCE – Warwick, RI–MA ", "Providence-Warwick, RI-MA"),
        ("Warwick", "Providence-Warwick, RI-MA"),
        ("Prôvidence", "Providence-Warwick, RI-MA"),
        ("RI", "Rhode Island"),
        ("ri", "Rhode Island"),
        ("or", "Oregon"),
        ("DC", "District of Columbia"),
        ("rhode  island", "Rhode Island"),
        ("state:New York", "New York"),
        ("State: new york", "New York"),
        ("state:NY", "New York"),
        ("metro:New York", "New York-Newark-Jersey City, NY-NJ"),
        ("New York, NY", "New York-Newark-Jersey City, NY-NJ"),
        ("Portland, OR", "Portland-Vancouver-Hillsboro, OR-WA"),
        ("portland maine", "Portland-South Portland, ME"),
        ("metro:Portland, ME", "Portland-South Portland, ME"),
        ("Billings, MT", "Billings, MT"),
        ("Saint Louis", "St. Louis, MO-IL"),
        ("St Louis", "St. Louis, MO-IL"),
        ("Coeur d’Alene", "Coeur d'Alene, ID"),
        ("Louisville", "Louisville/Jefferson County, KY-IN"),
        ("Wilkes-Barre", "Scranton--Wilkes-Barre, PA"),
        ("Salem", "Salem, OR"),
        ("Winston Salem", "Winston-Salem, NC"),
        ("Bayamón", "San Juan-Bayamon-Caguas, PR"),
        ("Kansas", "Kansas"),
        ("Alaska nonmetropolitan area", "Alaska nonmetropolitan area"),
        ("nonmetro:Alaska nonmetropolitan area", "Alaska nonmetropolitan area"),
        (
            "North Northeastern Ohio nonmetropolitan area",
            "North Northeastern Ohio nonmetropolitan area (noncontiguous)",
        ),
        ("United States", "National"),
        ("U.S.", "National"),
    ],
)
def test_words_find_an_area(held: Reference, text: str, name: str) -> None:
    assert held.area(text).name == name


def test_a_name_of_a_state_and_a_city_asks_which(held: Reference) -> None:
    with pytest.raises(AmbiguousArea) as caught:
        held.area("New York")
    assert str(caught.value) == (
        "'New York' names 2 areas; write one of 'state:New York' (the state New York), "
        "'metro:New York' (New York-Newark-Jersey City, NY-NJ)"
    )


def test_a_name_of_two_cities_asks_which(held: Reference) -> None:
    with pytest.raises(AmbiguousArea) as caught:
        held.area("Portland")
    assert caught.value.choices == (
        "Portland-South Portland, ME",
        "Portland-Vancouver-Hillsboro, OR-WA",
    )


@pytest.mark.parametrize("text", ["New York", "Portland", "metro:Portland", "Washington"])
def test_every_choice_offered_finds_one_area(held: Reference, text: str) -> None:
    with pytest.raises(AmbiguousArea) as caught:
        held.area(text)
    assert len({held.area(choice).code for choice in caught.value.choices}) == len(
        caught.value.choices
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Providnce", "no such area 'Providnce'; nearest: 'Providence-Warwick, RI-MA'"),
        ("Bois", "no such area 'Bois'; nearest: 'Boise, Idaho'"),
        ("state:Orgeon", "no such state 'state:Orgeon'; nearest: 'Oregon'"),
        (
            "Xanadu",
            "no such area 'Xanadu'; give a state, a city of a US metropolitan area, "
            "or an area code of BLS",
        ),
        (
            "9999999",
            "no such area '9999999'; give a state, a city of a US metropolitan area, "
            "or an area code of BLS",
        ),
    ],
)
def test_an_unknown_name_gets_the_nearest(held: Reference, text: str, message: str) -> None:
    with pytest.raises(UnknownName) as caught:
        held.area(text)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["", "  ", "state:", "metro:Ohio", "state:Portland", "²", ":"])
def test_what_names_nothing_is_an_error(held: Reference, text: str) -> None:
    with pytest.raises(UnknownName):
        held.area(text)


def test_figures_fall_back_to_the_states_of_a_metro_area_and_then_the_nation(
    held: Reference,
) -> None:
    names = [area.name for area in held.wider_areas(held.area("Providence"))]
    assert names == ["Rhode Island", "Massachusetts", "National"]


def test_the_state_of_the_code_comes_first_in_the_fallback(held: Reference) -> None:
    names = [area.name for area in held.wider_areas(held.area("metro:Washington"))]
    assert names == ["District of Columbia", "Virginia", "Maryland", "West Virginia", "National"]


def test_states_and_nonmetro_areas_fall_back_too(held: Reference) -> None:
    assert [area.name for area in held.wider_areas(held.area("RI"))] == ["National"]
    nonmetro = held.area("Alaska nonmetropolitan area")
    assert [area.name for area in held.wider_areas(nonmetro)] == ["Alaska", "National"]
    assert held.wider_areas(held.area(None)) == ()


def test_every_area_is_found_by_its_code_and_its_title(held: Reference) -> None:
    assert len(held.areas) == 583
    for area in held.areas:
        assert held.area(area.code) == area
        if area.kind in ("metro", "nonmetro"):
            assert held.area(area.name) == area
        if area.kind == "state":
            assert held.area(area.states[0]) == area
            assert held.area(f"state:{area.name}") == area
