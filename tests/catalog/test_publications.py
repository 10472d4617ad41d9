"""Who is cited for what, and which figure still stands: one sentence for each mistake."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchpin import catalog
from benchpin.catalog import Catalog
from benchpin.catalog.checks.publications import BODIES

Spoil = Callable[[str, str, str], Path]
GUIDE = "sources/invented-guide.toml"
SURVEY = "figures/invented-survey.csv"
HOURS = "bench-jeweler,weekly-hours"


def words_about(folder: Path) -> list[str]:
    return [str(problem) for problem in catalog.check(root=folder)]


def row(identity: str, kind: str, value: str, unit: str, period: str) -> str:
    return (
        f"{identity},{kind},,{value},{value},exact,{unit},US,{period},observed,,,invented-survey,,"
        "secondary,2026-10-01,\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('"Nobody"', '"Nobody (docslib copy)"', "copy"),
        ("invented for tests", "invented for tests (mirror)", "mirror"),
        ("invented for tests", "invented for tests, reprinted", "reprinted"),
        ("https://example.org/guide", "https://docslib.org/doc/1/guide", "docslib.org"),
        ("https://example.org/guide", "https://vdocuments.net/guide.html", "vdocuments.net"),
        ("https://example.org/guide", "https://dev7.example.org/guide", "dev7.example.org"),
        ("https://example.org/guide", "https://webtest.example.org/", "webtest.example.org"),
    ],
)
def test_a_copy_is_never_primary(old: str, new: str, word: str, spoil: Spoil) -> None:
    assert words_about(spoil(GUIDE, old, new)) == [
        f"{GUIDE}: reliability: is called primary and is a copy ('{word}'); cite its publisher, "
        "or say 'secondary'"
    ]
    assert words_about(spoil(GUIDE, '"primary"', '"secondary"')) == []


def test_a_law_or_a_trade_body_is_cited_to_itself(spoil: Spoil) -> None:
    spoil(GUIDE, '"primary"', '"secondary"')
    assert words_about(spoil(GUIDE, '"Nobody"', '"Jewelers of America, by way of a site"')) == [
        f"{GUIDE}: url: 'example.org' is not the address of Jewelers of America (jewelers.org); "
        "cite their own page, or leave the address out"
    ]
    assert words_about(spoil(GUIDE, "//example.org", "//members.jewelers.org")) == []
    spoil(GUIDE, "//members.jewelers.org", "//example.org")
    assert words_about(spoil(GUIDE, '"Jewelers of', '"A member of Jewelers of')) == []


def test_no_address_is_better_than_that_of_somebody_else(spoil: Spoil) -> None:
    spoil(GUIDE, '"Nobody"', '"US Treasury"')
    assert words_about(spoil(GUIDE, 'url = "https://example.org/guide"\n', "")) == []


def test_a_figure_stands_once(spoil: Spoil) -> None:
    again = row("hours-again", HOURS, "35", "hours/week", "2024").replace(",35,35,", ",35,40,")
    assert words_about(spoil(SURVEY, "", again)) == [
        f"{SURVEY}: hours-again: id: says what 'bench-jeweler-hours-2024' says; keep one of them"
    ]


def test_figures_of_one_period_that_differ_stand_side_by_side(spoil: Spoil) -> None:
    other = row("hours-other", HOURS, "38", "hours/week", "2024")
    assert words_about(spoil(SURVEY, "", other)) == []


def test_a_measure_has_one_unit(spoil: Spoil) -> None:
    in_weeks = row("hours-in-weeks", HOURS, "1", "weeks", "2025")
    assert words_about(spoil(SURVEY, "", in_weeks)) == [
        f"{SURVEY}: hours-in-weeks: unit: 'weeks', and 'bench-jeweler-hours-2024' has "
        "'hours/week'; use one of them"
    ]


def test_a_figure_leaves_when_a_far_newer_one_stands(spoil: Spoil) -> None:
    spoil(SURVEY, "", row("hours-2007", HOURS, "44", "hours/week", "2007"))
    spoil(SURVEY, "", row("hours-2010", HOURS, "42", "hours/week", "2010"))
    assert words_about(spoil(SURVEY, "", row("hours-no-year", HOURS, "40", "hours/week", ""))) == [
        f"{SURVEY}: hours-2007: period: 2007 is replaced by 'bench-jeweler-hours-2024' (2024); "
        "take it out"
    ]


def test_a_myth_may_hold_the_old_figure_that_it_corrects(spoil: Spoil) -> None:
    spoil(SURVEY, "", row("hours-2007", HOURS, "44", "hours/week", "2007"))
    old = 'figures = ["bench-jeweler-burns-2024"]'
    new = 'figures = ["bench-jeweler-burns-2024", "hours-2007"]'
    assert words_about(spoil("myths/everyone-is-rich.toml", old, new)) == []


def test_a_legal_rate_leaves_with_the_next_one(spoil: Spoil) -> None:
    kind = "apprentices,minimum wage in the first year"
    spoil(SURVEY, "", row("rate-2025-04", kind, "7.55", "USD", "2025-04"))
    assert words_about(spoil(SURVEY, "", row("rate-2026-04", kind, "8", "USD", "2026-04"))) == [
        f"{SURVEY}: rate-2025-04: period: 2025-04 is replaced by 'rate-2026-04' (2026-04); "
        "take it out"
    ]


def test_pay_of_a_role_is_shown_for_ten_years(spoil: Spoil) -> None:
    spoil("units.toml", "", '["USD/year"]\nshow = "${value} a year"\n')
    kind = "role/bench-jeweler,total pay"
    spoil(SURVEY, "", row("pay-2016", kind, "40000", "USD/year", "2016"))
    assert words_about(spoil(SURVEY, "", row("pay-2015", kind, "37000", "USD/year", "2015"))) == [
        f"{SURVEY}: pay-2015: period: pay of 2015 is too old to be shown; take it out"
    ]


def test_every_unit_is_shown_in_its_own_words(real: Catalog) -> None:
    shows = [show for show in real.units.values() if show != "{value}"]
    assert {show for show in shows if shows.count(show) > 1} == set()


def test_a_document_that_was_read_in_a_copy_says_so_and_is_not_primary(real: Catalog) -> None:
    read_in_a_copy = {
        i: source for i, source in real.sources.items() if (source.note or "").startswith("Read in")
    }
    assert len(read_in_a_copy) > 10, "no such source is held: this test shows nothing"
    assert [i for i, source in read_in_a_copy.items() if source.reliability == "primary"] == []


@pytest.mark.parametrize("body", ["UK Parliament", "US Treasury", "European", "Silver Institute"])
def test_law_and_trade_bodies_are_held_under_their_own_name(body: str, real: Catalog) -> None:
    assert [i for i, source in real.sources.items() if body in source.publisher]
    assert body in BODIES


def test_no_figure_rests_on_a_source_that_is_held_for_a_warning(real: Catalog) -> None:
    weak = {i for i, source in real.sources.items() if source.reliability in ("weak", "unreliable")}
    assert [figure.id for figure in real.figures.values() if figure.source in weak] == []


def test_a_figure_is_no_more_first_hand_than_its_source(real: Catalog) -> None:
    second_hand = {i for i, source in real.sources.items() if source.reliability == "secondary"}
    found = [f.id for f in real.figures.values() if f.source in second_hand]
    assert found
    assert [i for i in found if real.figures[i].confidence == "primary"] == []
