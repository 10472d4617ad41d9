"""Which place somebody means: nicknames, towns abroad, what could be two places, and no place."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchpin import reference
from benchpin.catalog import load
from benchpin.inputs.errors import AmbiguousArea, BadData, UnknownName
from benchpin.reference import Reference, unknown_codes
from benchpin.reference.place_names import COLUMNS, numbered_place_names, read_place_names
from benchpin.reference.places import MAX_PLACE_LENGTH, PlaceReading

HELD = reference.open()
NAMES = read_place_names()
NEW_YORK = "New York-Newark-Jersey City, NY-NJ"
LOS_ANGELES = "Los Angeles-Long Beach-Anaheim, CA"
PROVIDENCE = "Providence-Warwick, RI-MA"
BOSTON = "Boston-Cambridge-Newton, MA-NH"


@pytest.fixture(scope="module")
def held() -> Reference:
    return HELD


def labels(reading: PlaceReading) -> set[str]:
    return {choice.label for choice in reading.choices}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("NYC", NEW_YORK), ("new york city", NEW_YORK), ("Brooklyn", NEW_YORK),
        ("Queens, NY", NEW_YORK), ("the Bronx", NEW_YORK), ("Staten Island", NEW_YORK),
        ("Manhattan, NYC", NEW_YORK), ("Long Island", NEW_YORK),
        ("Philly", "Philadelphia-Camden-Wilmington, PA-NJ-DE-MD"),
        ("DFW", "Dallas-Fort Worth-Arlington, TX"), ("Dallas", "Dallas-Fort Worth-Arlington, TX"),
        ("Bay Area", "San Francisco-Oakland-Fremont, CA"),
        ("SF", "San Francisco-Oakland-Fremont, CA"),
        ("Washington, D.C.", "Washington-Arlington-Alexandria, DC-VA-MD-WV"),
        ("Vegas", "Las Vegas-Henderson-North Las Vegas, NV"),
        ("NOLA", "New Orleans-Metairie, LA"),
        ("Twin Cities", "Minneapolis-St. Paul-Bloomington, MN-WI"),
        ("Boise", "Boise City, ID"), ("Kansas City", "Kansas City, MO-KS"),
        ("Providence, Rhode Island, USA", PROVIDENCE), ("Providence RI", PROVIDENCE),
        ("Providence, RI 02903", PROVIDENCE), ("Fox Point, Providence, RI", PROVIDENCE),
        ("12 Main St, Apt 3, Providence, RI", PROVIDENCE),
        ("Boston, Massachusetts, United States", BOSTON), ("Boston, Mass.", BOSTON),
        ("Greater Boston", BOSTON), ("Boston area", BOSTON), ("Greater Boston Area, MA", BOSTON),
        ("Manhattan, Kansas", "Manhattan, KS"), ("Los Angeles", LOS_ANGELES),
        ("Ontario, CA", "Riverside-San Bernardino-Ontario, CA"),
    ],
)  # fmt: skip
def test_a_city_is_its_metropolitan_area(held: Reference, text: str, area: str) -> None:
    reading = held.place(text)
    assert (reading.kind, reading.country) == ("area", "US"), reading
    assert reading.area is not None
    assert reading.area.name == area
    assert held.area(text).name == area


@pytest.mark.parametrize("text", ["Rhode Island", "RHODE ISLAND", "ri", "R.I.", " RI, "])
def test_a_state_is_read_in_any_case(held: Reference, text: str) -> None:
    reading = held.place(text)
    assert (reading.kind, reading.area) == ("state", held.area("state:RI"))


@pytest.mark.parametrize("country", ["", ", USA", ", United States", " us"])
def test_a_town_of_no_metropolitan_area_has_its_states_figures(
    held: Reference, country: str
) -> None:
    reading = held.place(f"Attleboro, Massachusetts{country}")
    assert (reading.kind, reading.area) == ("in-state", held.area("MA"))


def test_a_near_spelling_is_offered_beside_the_state(held: Reference) -> None:
    reading = held.place("Bostn, MA")
    assert (reading.kind, reading.nearest) == ("in-state", (BOSTON,))
    with pytest.raises(UnknownName, match="nearest: 'Boston"):
        held.area("Bostn, MA")


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Portland", {"Portland-South Portland, ME", "Portland-Vancouver-Hillsboro, OR-WA"}),
        ("Springfield", {"Springfield, IL", "Springfield, MA", "Springfield, MO"}),
        ("Columbus", {"Columbus, GA-AL", "Columbus, IN", "Columbus, OH"}),
        ("Manhattan", {"Manhattan, New York", "Manhattan, KS"}),
        ("Ontario", {"Riverside-San Bernardino-Ontario, CA", "Ontario, Canada"}),
        ("Georgia", {"state:Georgia", "country:Georgia"}),
        ("Washington", {"state:Washington", "metro:Washington"}),
        ("Birmingham", {"Birmingham, AL", "Birmingham, England"}),
        ("Cambridge", {BOSTON, "Cambridge, England"}),
        ("London", {"London, England", "London, Ontario"}),
        ("Vancouver", {"Portland-Vancouver-Hillsboro, OR-WA", "Vancouver, British Columbia"}),
        ("Richmond", {"Richmond, VA", "Richmond, California", "Richmond, British Columbia"}),
        ("Paris", {"Paris, Texas", "Paris, France"}),
        ("Dublin", {"Dublin, Ohio", "Dublin, Ireland"}),
        ("Hyderabad", {"Hyderabad, Telangana", "Hyderabad, Pakistan"}),
        ("Tri-Cities", {"Tri-Cities, Washington", "Kingsport, Tennessee"}),
        ("LA", {"Los Angeles, California", "state:Louisiana"}),
        ("Pasadena", {"Pasadena, California", "Houston-Pasadena-The Woodlands, TX"}),
        ("Xyz, Georgia", {"state:Georgia", "country:Georgia"}),
    ],
)
def test_what_could_be_two_places_is_asked(held: Reference, text: str, choices: set[str]) -> None:
    reading = held.place(text)
    assert (reading.kind, reading.area) == ("ambiguous", None)
    assert choices <= labels(reading)
    for label in labels(reading):
        assert held.place(label).is_usable, label
    with pytest.raises(AmbiguousArea) as caught:
        held.settled_place(text)
    assert all(f"'{choice}'" in str(caught.value) for choice in choices)


@pytest.mark.parametrize(
    ("text", "country", "kind", "area"),
    [
        ("Birmingham", "GB", "abroad", None), ("Birmingham", "US", "area", "Birmingham, AL"),
        ("Georgia", "US", "state", "Georgia"), ("Georgia", "GE", "abroad", None),
        ("London", "CA", "abroad", None), ("London", "GB", "abroad", None),
        ("Ontario", "US", "area", "Riverside-San Bernardino-Ontario, CA"),
        ("Ontario", "CA", "abroad", None), ("Hyderabad", "IN", "abroad", None),
        ("Reading", "GB", "abroad", None), ("Reading", "US", "area", "Reading, PA"),
        ("Perth", "AU", "abroad", None), ("Victoria", "AU", "abroad", None),
        ("Tiverton", "GB", "abroad", None), ("75001", "FR", "abroad", None),
        ("Manhattan", "US", "ambiguous", None), ("Springfield", "US", "ambiguous", None),
        ("Paris", "US", "ambiguous", None), ("Paris, TX", "US", "in-state", "Texas"),
        ("Toronto", "US", "contradiction", None), ("Chicago", "GB", "contradiction", None),
        ("Paris, Texas", "FR", "contradiction", None), ("Mumbai", "GB", "contradiction", None),
        (None, "GB", "none", None), (" ", "US", "none", "National"),
        (None, None, "none", "National"),
    ],
)  # fmt: skip
def test_a_stated_country_settles_or_contradicts(
    held: Reference, text: str | None, country: str | None, kind: str, area: str | None
) -> None:
    reading = held.place(text, country)
    name = reading.area.name if reading.area else None
    assert (reading.kind, name, reading.country) == (kind, area, country)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Toronto", "CA"), ("Montréal", "CA"), ("Toronto, CA", "CA"), ("Vancouver, BC", "CA"),
        ("Mississauga, Ontario, Canada", "CA"), ("Sheffield", "GB"), ("Edinburgh", "GB"),
        ("Glasgow", "GB"), ("London, UK", "GB"), ("Mumbai", "IN"), ("Jaipur", "IN"),
        ("Surat", "IN"), ("Jaipur, Rajasthan, India", "IN"), ("Antwerp", "BE"), ("Lyon", "FR"),
        ("Besançon", "FR"), ("besancon", "FR"), ("Pforzheim", "DE"), ("Idar-Oberstein", "DE"),
        ("Hanau", "DE"), ("Berlin, DE", "DE"), ("Geneva", "CH"), ("Zürich", "CH"),
        ("La Chaux-de-Fonds", "CH"), ("Vicenza", "IT"), ("Arezzo", "IT"), ("Valenza", "IT"),
        ("Milan", "IT"), ("Sydney", "AU"), ("Dublin, Ireland", "IE"), ("Hong Kong", "HK"),
        ("Bangkok", "TH"), ("Dubai", "AE"), ("Tbilisi, Georgia", "GE"), ("country:Georgia", "GE"),
        ("GB", "GB"), ("England", "GB"), ("The Netherlands", "NL"),
    ],
)  # fmt: skip
def test_a_town_abroad_shows_its_country(held: Reference, text: str, country: str) -> None:
    reading = held.place(text)
    assert (reading.kind, reading.country, reading.area) == ("abroad", country, None)
    with pytest.raises(UnknownName, match="is in another country"):
        held.area(text)


@pytest.mark.parametrize("text", ["02903", "10036-1234", " 90210 "])
def test_five_digits_are_a_zip_code(held: Reference, text: str) -> None:
    assert held.place(text).kind == held.place(text, "US").kind == "zip"
    with pytest.raises(UnknownName, match="a ZIP code, which Benchpin cannot look up; write the t"):
        held.area(text)


def test_a_code_of_an_area_is_a_zip_code_only_for_a_person(held: Reference) -> None:
    assert held.place("39300").kind == "zip"
    assert held.area("39300") == held.area("0039300") == held.place("0039300").area


@pytest.mark.parametrize("text", ["Remote", "ANYWHERE", "home", "work from home", "remote, USA"])
def test_remote_is_no_place(held: Reference, text: str) -> None:
    assert held.place(text).kind == held.place(text, "GB").kind == "remote"
    with pytest.raises(UnknownName, match=re.escape('work_modes = ["remote"]')):
        held.settled_place(text)


@pytest.mark.parametrize("text", ["x" * 10_000, ", " * 5_000, "a " * 5_000, "a," * 5_000, "Xanadu"])
def test_what_is_no_place_is_unknown_or_nothing(held: Reference, text: str) -> None:
    assert held.place(text).kind in ("unknown", "none")
    assert len(text) <= MAX_PLACE_LENGTH or held.place(text).nearest == ()


def test_an_unknown_name_keeps_its_near_spellings(held: Reference) -> None:
    assert held.place("Providnce").nearest == (PROVIDENCE,)
    assert held.place("Torronto").nearest == ("Toronto, Ontario",)


TEXTS = sorted({
    *(area.name for area in HELD.areas),
    *(place_name.name for place_name in NAMES),
    *(place_name.label for place_name in NAMES if place_name.label),
    "Springfield", "Attleboro, MA", "Providence, Rhode Island, USA", "Bostn, MA", "02903", "GB",
})  # fmt: skip


@given(
    text=st.sampled_from(TEXTS),
    before=st.text(" ,\t\n", max_size=4),
    after=st.text(" ,\t\n", max_size=4),
    change=st.sampled_from([str.lower, str.upper, str.title, str.swapcase]),
    country=st.sampled_from([None, "US", "GB", "CA"]),
)
def test_a_reading_does_not_depend_on_case_or_what_stands_around(
    text: str, before: str, after: str, change: Callable[[str], str], country: str | None
) -> None:
    plain = HELD.place(text, country)
    changed = HELD.place(f"{before}{change(text)}{after}", country)
    assert (changed.kind, changed.area, changed.country) == (plain.kind, plain.area, plain.country)
    assert [c.target for c in changed.choices] == [c.target for c in plain.choices]


@pytest.mark.parametrize("country", [None, "US"])
def test_every_title_reads_as_its_own_area(held: Reference, country: str | None) -> None:
    for area in held.areas:
        if area.kind in ("metro", "nonmetro"):
            assert held.place(area.name, country).area == area
        if area.kind == "state":
            assert held.place(f"state:{area.name}", country).area == area


def test_the_names_of_places_are_sound() -> None:
    problems = unknown_codes(load(), HELD)
    assert [problem for problem in problems if problem.file == "place-names.csv"] == []
    keys = [(n.name.casefold(), n.country, n.label) for n in NAMES]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Foo,twon,,US,,,yes,judgement", "line 2: kind: is not one of town"),
        ("Foo,town,Foo", "line 2: has not the 8 columns"),
        (",town,Foo,US,,,yes,judgement", "line 2: has not the 8 columns"),
    ],
)
def test_a_broken_row_is_named_by_its_line(tmp_path: Path, row: str, words: str) -> None:
    file = tmp_path / "place-names.csv"
    file.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(BadData, match=re.escape(words)):
        list(numbered_place_names(tmp_path))
