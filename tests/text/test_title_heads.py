"""The head of a title names what somebody is, alone or beside words of its domain."""

import sqlite3
from pathlib import Path

import pytest
import rtoml
from hypothesis import given, settings
from hypothesis import strategies as st

import benchpin
from benchpin.text.titles.classifier import LISTED_HEAD_SCORE
from benchpin.text.titles.heads import (
    ALONE,
    ELSEWHERE,
    IN_PART,
    MAX_PASSED,
    NEAR,
    HeadTable,
    TitleHeads,
    group_rows,
    head_rows,
    passed_words,
    title_parts,
)
from tests.text.test_titles import EXTRACT, READER, ROLES, first

DATA = Path(benchpin.__file__).parent / "data" / "title-heads.toml"
HEADS = rtoml.loads(DATA.read_text("utf-8"))
GUARD = HeadTable(
    [
        ("guard", "", "security"),
        ("guard", "train,railway", "conductor"),
        ("guard", "prison,prison&@youth", "officer"),
        ("night guard", "", "watch"),
        ("fitter", "kitchen", "joiner"),
        ("fitter", "gas", "plumber"),
        ("fitter", "tire", "mechanic"),
    ],
    {"youth": "juvenile,young offender"},
    frozenset(["person", "job"]),
)


def heads() -> TitleHeads:
    return READER._heads


def meaning(title: str) -> str:
    match = GUARD.read_parts(title_parts(title))
    return match.meaning if match else ""


def test_a_head_names_its_meaning_alone_or_beside_its_domain_wherever_that_stands() -> None:
    for title, name, place in (
        ("Guard", "security", ALONE),
        ("Prison guard", "officer", NEAR),
        ("Guard in a prison", "officer", IN_PART),
        ("Guard, railway", "conductor", ELSEWHERE),
    ):
        match = GUARD.read_parts(title_parts(title))
        assert match
        assert (match.meaning, match.place) == (name, place)


def test_the_longest_head_and_the_nearest_domain_win() -> None:
    assert meaning("night guard") == "watch"
    assert meaning("prison guard on a train") == "officer"
    assert meaning("prison train guard") == "conductor"


def test_both_words_of_a_domain_must_be_there_and_count_more_than_one() -> None:
    rules = [("guard", "prison", "one"), ("guard", "prison&@youth", "both")]
    table = HeadTable(rules, {"youth": "juvenile,young offender"}, frozenset())
    for title, expected in (("Guard, prison", "one"), ("Guard, juvenile prison", "both")):
        match = table.read_parts(title_parts(title))
        assert match
        assert match.meaning == expected


def test_a_head_of_several_meanings_without_a_domain_names_nothing() -> None:
    assert meaning("gas fitter") == "plumber"
    assert meaning("fitter") == ""
    # Nor does what stands before it.
    assert meaning("guard fitter") == ""
    # But a verb with its object before it does.
    assert meaning("guard train fitter") == "conductor"


def test_words_that_say_nothing_are_passed_and_few_unknown_ones() -> None:
    assert meaning("guard person") == "security"
    assert meaning("guard" + " zabbrix" * MAX_PASSED) == "security"
    assert meaning("the guard" + " zabbrix" * (MAX_PASSED + 1)) == "security"
    assert meaning("old guard" + " zabbrix" * (MAX_PASSED + 1)) == ""
    assert meaning("job in guard") == "security"
    assert meaning("zabbrix in guard") == ""


@pytest.mark.parametrize(
    "title", ["student, guard", "Mum and guard", "Retired student guard student"]
)
def test_who_studies_or_keeps_house_is_nothing_else(title: str) -> None:
    assert meaning(title) == ""


@pytest.mark.parametrize(
    ("title", "code"),
    [
        # A noun of what somebody is, with a place, an employer, hours or a second part.
        ("Bathroom tiler", "47-2044.00"),
        ("Chimney slater for the council", "47-2181.00"),
        ("Paviour, Kent", "47-4091.00"),
        # A head that only its domain makes clear.
        ("Kitchen fitter, self employed", "47-2031.00"),
        ("Gas fitter", "47-2152.00"),
        ("Tyre fitter nights", "49-3093.00"),
        ("Juvenile prison guard", "33-3012.00"),
        # What people say for a title.
        ("Phlebotomy", "31-9097.00"),
        ("Lollipop lady", "33-9091.00"),
        ("Sparky on mine sites", "47-2111.00"),
        # A verb with its object.
        ("Chasing late invoices", "43-3011.00"),
        ("Fitted kitchens", "47-2031.00"),
        # A misspelled head.
        ("Aroboricultural arborst", "37-3013.00"),
    ],
)
def test_titles_of_many_kinds_are_read_by_their_heads(title: str, code: str) -> None:
    assert first(title)[0] == code


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Restringing, mostly necklaces", "jewelry-repairer"),
        ("Meenakari work", "enameller"),
        ("Treeing waxes", "caster"),
        ("Diamantaire", "wholesale-rep"),
        ("Kundan setting", "stone-setter"),
    ],
)
def test_a_head_of_the_trade_names_a_role_and_its_occupation(title: str, role: str) -> None:
    assert first(title)[1] == role


def test_a_role_is_not_named_by_a_word_before_the_head() -> None:
    reading = heads().read_title("Jewel-Osco bagger")
    assert reading.occupation
    assert reading.role is None


@pytest.mark.parametrize(
    "title",
    [
        "Security supervisor at a jewelry store",
        "IT manager, Tiffany",
        "Office assistant at De Beers",
    ],
)
def test_a_head_of_many_occupations_names_no_role_because_of_the_employer(title: str) -> None:
    assert not heads().read_title(title).is_role_certain


def test_what_a_known_title_says_comes_before_its_head() -> None:
    assert first("Gardener (National Trust)") == first("Gardener")
    read = READER.read_title("Bathroom tiler")
    assert read.occupations[0].score == LISTED_HEAD_SCORE


def test_a_specific_head_comes_before_a_generic_one() -> None:
    assert first("Casting director's assistant")[0] == "27-2012.04"


@given(st.text(max_size=120))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text: str) -> None:
    reading = heads().read_title(text)
    if reading.role and reading.occupation:
        assert reading.role.position <= reading.occupation.position


def test_the_heads_in_the_extract_are_those_of_the_data_file() -> None:
    with sqlite3.connect(EXTRACT) as opened:
        built = {
            kind: set(zip(*(column.split("|") for column in columns), strict=True))
            for kind, *columns in opened.execute("SELECT kind, words, domains, meanings FROM head")
        }
        groups = dict(opened.execute("SELECT name, phrases FROM head_group"))
    opened.close()
    assert groups.pop("").split(",") == passed_words(HEADS)
    assert groups == dict(group_rows(HEADS)), "run scripts/build_titles.py"
    assert built.keys() == {"occupations", "roles"}
    assert built["occupations"] == set(head_rows(HEADS, "occupations"))
    assert built["roles"] == set(head_rows(HEADS, "roles"))


def test_every_rule_has_a_head_and_names_one_thing_that_exists() -> None:
    with sqlite3.connect(EXTRACT) as opened:
        codes = {code for (code,) in opened.execute("SELECT code FROM occupation")}
    opened.close()
    assert HEADS["occupations"].keys() <= codes
    assert HEADS["roles"].keys() <= ROLES.keys()
    groups = {f"@{name}" for name in HEADS["groups"]}
    for kind in ("occupations", "roles"):
        names: dict[tuple[str, str], str] = {}
        for head, domains, meaning in head_rows(HEADS, kind):
            assert head, (meaning, domains)
            assert names.setdefault((head, domains), meaning) == meaning, (head, domains)
            if domains:
                items = [item for domain in domains.split(",") for item in domain.split("&")]
                assert all(items), (head, domains)
                assert {item for item in items if item.startswith("@")} <= groups


def test_the_rules_are_enough_for_all_large_groups_of_occupations() -> None:
    rules = list(head_rows(HEADS, "occupations"))
    assert len(rules) >= 7000
    assert {name[:2] for *_, name in rules} == {str(n) for n in (*range(11, 55, 2),)}
