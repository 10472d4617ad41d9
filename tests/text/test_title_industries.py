"""A title is read by its head, its modifier and where the work was; else by what was done."""

import sqlite3
from pathlib import Path

import pytest
import rtoml
from hypothesis import given, settings
from hypothesis import strategies as st

import benchpin
from benchpin.text.titles.classifier import DESCRIPTION_SCORE, INDUSTRY_SCORE, OccupationCoder
from benchpin.text.titles.industries import (
    MIN_PHRASES,
    IndustryTable,
    occupation_rows,
    phrase_rows,
)
from tests.text.test_titles import CODES, EXTRACT, READER, ROLES, first

DATA = Path(benchpin.__file__).parent / "data" / "title-industries.toml"
INDUSTRIES = rtoml.loads(DATA.read_text("utf-8"))
KYC = "KYC files, beneficial ownership, sanctions screening"


def table() -> IndustryTable:
    return READER._industries


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Legal clerk", "23-2011.00"),
        ("Commodity futures trading assistant", "43-4011.00"),
        ("Pawnshop clerk", "41-9099.00"),
        ("Saturday job in a card shop", "41-2031.00"),
        ("Bike shop helper", "41-2031.00"),
        ("Gallery attendant", "33-9032.00"),
        ("Polisher", "51-4033.00"),
        ("Helping in family pearl shop", "41-2031.00"),
        ("Office administrator", "43-6014.00"),
        ("Electronics technician, board rework", "17-3023.00"),
        ("Security guard, casino", "33-9032.00"),
        ("Waiter, fine dining", "35-3031.00"),
        ("High school art teacher", "25-2031.00"),
    ],
)
def test_plain_titles_are_read(title: str, code: str) -> None:
    assert first(title)[0] == code


@pytest.mark.parametrize(
    "title",
    ["Candle shop helper", "Helper, candle shop", "Candle shop: helper", "Helping in a candle shop",
     "Worked at a candle shop", "Summer job in a candle shop", "candle shop (helper)"],
)  # fmt: skip
def test_a_generic_head_is_what_it_is_in_its_industry_wherever_that_is_named(title: str) -> None:
    read = READER.read_title(title)
    assert read.occupations[0].code == "41-2031.00"
    assert read.source == "title"


def test_the_last_and_longest_phrase_names_the_industry() -> None:
    assert first("Helper in a coffee shop")[0] == "35-3023.01"
    assert first("Hospital laundry helper")[0] == "51-6011.00"
    assert first("Assistant, paint shop at a body shop")[0] == "41-2031.00"


@pytest.mark.parametrize(
    ("title", "role"),
    [("Saturday job at a jeweler's", "sales-associate"), ("Helper, watch shop", "sales-associate"),
     ("Jewelry kiosk manager", "store-manager"), ("Apprentice at a goldsmith", "bench-jeweler"),
     ("Assistant in a watch repair shop", "watchmaker"), ("Pawn shop clerk", "buyer")],
)  # fmt: skip
def test_in_a_place_of_the_trade_a_generic_head_is_a_role(title: str, role: str) -> None:
    assert first(title)[1] == role


@pytest.mark.parametrize(
    ("title", "code"),
    [("Pear picking", "45-2092.00"), ("Taught pottery", "25-3021.00"),
     ("Drove a school bus", "53-3051.00"), ("Selling shoes", "41-2031.00"),
     ("Worked as a barista", "35-3023.01")],
)  # fmt: skip
def test_what_somebody_did_or_worked_as_is_read_like_a_title(title: str, code: str) -> None:
    assert first(title)[0] == code


@pytest.mark.parametrize(
    ("title", "role"),
    [("Tanzanite buyer", "buyer"), ("Aquamarine cutter", "gem-cutter"),
     ("Brooch designer", "jewelry-designer")],
)  # fmt: skip
def test_a_thing_of_the_trade_is_read_as_its_kind(title: str, role: str) -> None:
    assert first(title)[1] == role


def test_unknown_names_and_misspelled_words_do_not_hide_a_title() -> None:
    assert first("Zabbrix cashier") == first("Cashier")
    assert first("Electrican, Zabbrix") == first("Electrician")


def test_a_head_that_names_one_thing_is_enough() -> None:
    assert first("Volcano gift dome cashier") == first("Cashier")


@pytest.mark.parametrize(
    "title",
    ["Office", "Temp, different places", "various", "Home taking care of my wife", "School",
     "sick leave", "lots of little jobs", "Full time carer for my son", "sixth form", "Helper",
     "Technician", "Assistant"],
)  # fmt: skip
def test_a_title_that_names_no_work_or_no_place_stays_unread(title: str) -> None:
    assert not READER.read_title(title).good_match


def test_a_place_before_a_title_is_left_out() -> None:
    assert first("Hospital - pharmacist") == first("Pharmacist")


@pytest.mark.parametrize(
    ("title", "did", "code"),
    [
        ("Legal clerk", KYC, "13-1041.00"),
        ("Assistant", "booked COMEX gold futures, reconciled positions", "43-4011.00"),
        ("Temp, different places", "Stocked shelves and ran the register", "41-2031.00"),
        ("various", "mopped floors, emptied bins", "37-2011.00"),
        ("Worker", "sized rings, soldered chains", "51-9071.00"),
    ],
)
def test_what_the_person_did_says_what_the_title_does_not(title: str, did: str, code: str) -> None:
    read = READER.read_title(title, did=did)
    assert (read.source, read.occupations[0].code) == ("description", code)
    assert read.occupations[0].score == DESCRIPTION_SCORE


@pytest.mark.parametrize(
    ("title", "did"),
    [("Registered nurse", "stocked shelves, ran the register"), ("Mom", "mopped, emptied bins"),
     ("Assistant", "a bit of this"), ("Assistant", "used the register"), ("Legal clerk", "KYC"),
     ("Assistant", "register, stocked shelves, mopped, emptied bins")],
)  # fmt: skip
def test_a_title_is_read_alone_where_it_is_specific_or_the_description_is_not_clear(
    title: str, did: str
) -> None:
    alone = READER.read_title(title)
    assert READER.read_title(title, did=did) == alone
    assert alone.source == "title"


@given(st.text(max_size=80), st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_title_with_any_description_is_read(title: str, did: str) -> None:
    read = READER.read_title(title, did=did)
    assert read.good_match == bool(read.occupations)
    assert read.good_match or read.source == "title"


def test_a_long_description_is_read_to_a_bound() -> None:
    did = "x" * 50_000 + " mopped floors, emptied bins"
    assert READER.read_title("various", did=did).source == "title"


def test_the_phrases_in_the_extract_are_those_of_the_data_file() -> None:
    with sqlite3.connect(EXTRACT) as opened:
        built = {
            (kind, *phrase)
            for kind, words, meanings in opened.execute("SELECT kind, words, meanings FROM phrase")
            for phrase in zip(words.split("|"), meanings.split("|"), strict=True)
        }
        occupations = set(opened.execute("SELECT industry, head, code, role FROM industry"))
    opened.close()
    listed = list(phrase_rows(INDUSTRIES))
    assert built == set(listed), "run scripts/build_titles.py"
    assert len(listed) == len({row[:2] for row in listed}), "a phrase stands twice"
    assert occupations == set(occupation_rows(INDUSTRIES))


def test_every_industry_names_a_phrase_an_occupation_and_roles_that_have_it() -> None:
    keys = {"words", "activities", "tasks", *INDUSTRIES["heads"]}
    for name, industry in INDUSTRIES["industries"].items():
        assert industry.keys() <= keys, name
        assert any(industry.get(key) for key in ("words", "activities", "tasks")), name
    rows = list(occupation_rows(INDUSTRIES))
    assert {name for name, *_ in rows} == INDUSTRIES["industries"].keys()
    with sqlite3.connect(EXTRACT) as opened:
        codes = {code for (code,) in opened.execute("SELECT code FROM occupation")}
    opened.close()
    for name, head, code, role in rows:
        assert code in codes, (name, head)
        # Pawnbroking has a code of its own; who works in it buys.
        assert not role or code in CODES[role] or name == "pawn", (name, head, role)


def test_a_description_needs_several_phrases_and_more_than_any_other_industry() -> None:
    assert MIN_PHRASES == 2
    read = table().read_description
    assert read("mopped", "helper") is None
    cleaning = read("mopped, emptied bins", "helper")
    assert cleaning
    assert (cleaning.industry, cleaning.code) == ("cleaning", "37-2011.00")
    assert read("mopped", "helper", title_industry="cleaning") == cleaning
    assert read("mopped, emptied bins", "helper", phrases=3) is None


def test_a_score_from_an_industry_is_a_good_match() -> None:
    assert READER.read_title("Candle shop helper").occupations[0].score == INDUSTRY_SCORE


def test_a_reader_without_roles_reads_generic_heads() -> None:
    read = OccupationCoder(EXTRACT).read_title("Saturday job at a jeweler's")
    assert read.occupations[0].code == "41-2031.00"
    assert not read.roles
    assert ROLES
