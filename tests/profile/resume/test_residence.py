"""Where somebody lives, by the contact lines of a resume: the town and its state, and no more."""

import pytest

from benchpin import reference
from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile
from benchpin.profile.document_reader import read_content, read_resume
from tests.profile.resume.conftest import RESUMES

HELD = reference.open()
BELOW = "\n\nEXPERIENCE\nBench Jeweler, A Shop Ltd, 2018 - 2020\n"

LIVES = {
    "a zip code and a telephone number": (
        "Jo Doe\nProvidence, RI 02903 · 401-555-0134", "US", "Providence, RI",
    ),
    "a street before it": (
        "Jo Doe\n14 Water Street, Apt 3, Providence, RI 02903", "US", "Providence, RI",
    ),
    "below the street": ("Jo Doe\n14 Water Street\nSaint Paul MN 55101", "US", "Saint Paul, MN"),
    "behind a label": ("Name: Jo Doe\nResidence: Saint Paul, MN", None, "Saint Paul, MN"),
    "a state's name": ("Jo Doe • Portland, Maine", "US", "Portland, Maine"),
    "a state's name that is a country's": ("Jo Doe\nSavannah, Georgia", None, "Savannah, Georgia"),
    "a state's code alone": ("Jo Doe | Asheville, NC", None, "Asheville, NC"),
    "the nation behind it": ("Jo Doe\nAsheville, NC, USA", "US", "Asheville, NC"),
    "a state without a town": ("Jo Doe\nRhode Island | (401) 555-0190", "US", "Rhode Island"),
    "under a heading for contact": (f"Jo Doe{BELOW}\nCONTACT\nTampa, FL 33602", "US", "Tampa, FL"),
    "a town of no area by its name": ("Jo Doe\nAttleboro, MA 02703", "US", None),
    "a name of a state and of a metro area": ("Jo\nNew York | 212-555-0142", "US", None),
    "a town of a country that is a state too": ("Jo Doe\nTbilisi, Georgia", None, None),
    "a town without its state": ("Jo Doe\nPortland | 503-555-0142", None, None),
    "a town that is elsewhere too": ("Clock repairer, York", None, None),
    "a country whose code is a state's": ("Jo Doe\nBerlin, DE", None, None),
    "a town abroad with its country": ("Jo Doe\nSheffield, England", "GB", "Sheffield, England"),
    "a town abroad with its province": ("Jo Doe\nToronto, Ontario", "CA", "Toronto, Ontario"),
    "a street in a town abroad": ("Jo Doe\n7 High Street, Leeds, UK", "GB", "Leeds, UK"),
    "a part of a city": ("Jo Doe\nQueens, NY", None, "Queens, NY"),
    "a name that is a country's": ("Doe, Jordan\n212-555-0142", None, None),
    "towns of two countries": ("Jo\nMumbai, India | Boston, MA 02108", None, None),
    "a company's town abroad": ("Jo Doe\nWickenden Goldworks, London", None, None),
    "two towns": ("Jo Doe\nBoston, MA | Austin, TX", None, None),
    "a degree behind a name": ("Jo Doe, MA", None, None),
    "an employer's town": ("Jo Doe\nWickenden Goldworks, Providence, RI", None, None),
    "a position's town": ("Jo Doe\nBench jeweler | Boston, MA | 2019-2022", None, None),
    "a town below the contact lines": (f"Jo Doe{BELOW}Boston, MA 02108", None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", LIVES)
def test_a_town_counts_with_its_state_and_as_one_area(name: str, real: Catalog) -> None:
    text, country, area = LIVES[name]
    read = read_content(f"{text}{BELOW}".encode(), real, reference=HELD)
    terms = read.profile.circumstances
    assert (terms.country, terms.area) == (country, area)
    if area:
        assert HELD.place(area).kind in ("state", "area", "abroad")
    for private in ("02903", "Water", "555-01", "55101"):
        assert private not in f"{read.text}{read.profile!r}"


def test_without_the_areas_nothing_is_read_of_it(real: Catalog) -> None:
    read = read_content(f"Jo Doe\nProvidence, RI 02903{BELOW}".encode(), real)
    assert read.profile.circumstances.area is None
    assert not any(span.path.startswith("circumstances") for span in read.spans)


def test_it_stands_where_its_span_says_or_in_the_line_that_was_private(real: Catalog) -> None:
    for line, there in (
        ("Providence, RI 02903", "Providence, RI"),
        ("14 Water Street, Providence, RI 02903", "[street address]"),
    ):
        read = read_content(f"Jo Doe\n{line}{BELOW}".encode(), real, reference=HELD)
        paths = {span.path: read.text[span.start : span.end] for span in read.spans}
        assert paths["circumstances.area"] == paths["circumstances.country"] == there


def test_no_private_detail_comes_with_it(real: Catalog) -> None:
    areas = set()
    for path in sorted(RESUMES.glob("*.*")):
        if path.suffix == ".toml":
            continue
        try:
            read = read_resume(path, real, reference=HELD)
        except BadFile:
            continue
        terms = read.profile.circumstances
        assert not any(character.isdigit() for character in terms.area or "")
        assert terms.area is None or HELD.area(terms.area)
        areas.add(terms.area)
    assert len(areas) >= 10
