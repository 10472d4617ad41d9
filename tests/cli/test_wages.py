"""`benchpin wages`: the same figures as text, JSON and CSV, each with its source."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.documents.answers.wages import COLUMNS, pay_as_csv, pay_as_json, pay_as_text
from benchpin.inputs.errors import AmbiguousArea, UnknownName
from benchpin.market.pay_report import PayReport, build_pay_report
from tests.cli.running import benchpin
from tests.reference.releases import WAGES, WAGES_NOTES, as_workbook

CATALOG = catalogs.load()
REFERENCE = references.open(Path("no-such-home"))


def asked(what: str, area: str | None = None) -> PayReport:
    return build_pay_report(what, area, CATALOG, REFERENCE)


def as_table(found: PayReport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pay_as_csv(found), newline="")))


def test_the_json_is_the_one_that_was_promised() -> None:
    done = benchpin("wages", "bench-jeweler", "--area", "Providence", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert said["asked"] == {"role": "bench-jeweler", "soc": None, "area": "Providence"}
    (wage,) = said["wages"]
    assert wage | {"asked_area": {}} == {
        "soc": "51-9071",
        "label": "Jewelers and Precious Stone and Metal Workers",
        "applies": "broad",
        "mixed_with": None,
        "area": {
            "scheme": "oews-2025", "code": "0039300", "name": "Providence-Warwick, RI-MA",
            "kind": "metro", "country": "US",
        },
        "asked_area": {},
        "fell_back": None,
        "fell_back_because": None,
        "period": "2025-05",
        "employment": 710,
        "employment_rse_pct": 6.6,
        "location_quotient": 6.89,
        "annual": {"10": 36590, "25": 41890, "50": 48800, "75": 60840, "90": 77210},
        "currency": "USD",
        "unit": "year",
        "withheld": {},
        "notes": ["leaves-out-self-employed"],
        "source": "bls-oews-2025-05",
    }  # fmt: skip
    assert said["series"][0]["points"][0]["annual"]["50"] == 37960
    assert said["projections"][0]["openings"]["value"] == 4.0
    assert said["sources"]["bls-oews-2025-05"]["publisher"] == "U.S. Bureau of Labor Statistics"


def _sources_named(part: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(part, dict):
        for key, held in part.items():
            if key in ("source", "prices_source") and held:
                found.add(held)
            else:
                found |= _sources_named(held)
    elif isinstance(part, list):
        for held in part:
            found |= _sources_named(held)
    return found


@pytest.mark.parametrize("area", [None, "RI", "0039300", "Cleveland, OH", "Alaska"])
def test_every_figure_of_every_role_has_source_area_period_and_unit(area: str | None) -> None:
    for role in CATALOG.roles:
        found = asked(role, area)
        said = json.loads(pay_as_json(found))
        assert _sources_named({k: v for k, v in said.items() if k != "sources"}) == set(
            said["sources"]
        )
        rows = as_table(found)
        assert rows, role
        for row in rows:
            for column in ("measure", "unit", "area", "country", "period", "status", "source"):
                assert row[column], (role, column, row)
            assert bool(row["value"]) or bool(row["withheld"]), (role, row)
            assert row["publisher"], (role, row)
            assert row["title"], (role, row)
            left_out = "leaves-out-self-employed" in row["notes"]
            with_them = "includes-self-employed" in row["notes"]
            assert left_out != with_them, (role, row)


def test_csv_and_json_hold_the_same_figures() -> None:
    found = asked("watchmaker", "NY")
    rows = as_table(found)
    assert tuple(rows[0]) == COLUMNS
    (wage,) = found.wages
    here = {
        r["percentile"]: r["value"] for r in rows if (r["about"], r["measure"]) == ("area", "wage")
    }
    assert here == {p: str(v) if v else "" for p, v in wage.annual.items()}
    medians = [r for r in rows if r["measure"] == "wage" and r["percentile"] == "50"]
    then = {row["period"]: row["value"] for row in medians if row["about"] == "year"}
    assert then == {p.period: str(p.annual["50"]) for p in found.series[0].points}


def test_the_text_is_plain_words() -> None:
    text = " ".join(pay_as_text(asked("bench-jeweler", "Providence"), CATALOG).split())
    for words in (
        "Jewelers and Precious Stone and Metal Workers here: about 7 times the national share",
        "give or take 6.6%",
        "Many beginners are in this range, but BLS does not measure experience.",
        "These figures cover a whole group: bench jeweler, and others.",
        "single years, not a trend",
        "M: estimated with models for the first time (method MB3).",
        "May 2017 25,710 $37,960 $49,860",
        "In May 2025 dollars",
        "Openings, 2024 to 2034, forecast: 4,000 openings a year",
    ):
        assert words in text, words
    for words in ("location quotient", "RSE", "percentile", "proxy", "None None"):
        assert words not in text, words


def test_self_employment_is_spoken_of_beside_every_figure_that_leaves_it_out() -> None:
    for role in CATALOG.roles:
        found = asked(role, "TX")
        text = " ".join(pay_as_text(found, CATALOG).split())
        told = text.count("Self-employed people are left out of these figures.")
        assert told == len(found.wages) + len(found.series), role


def test_text_fits_eighty_columns_for_every_role() -> None:
    for role in CATALOG.roles:
        for line in pay_as_text(asked(role, "Alaska nonmetropolitan area"), CATALOG).splitlines():
            assert len(line) <= 80, (role, line)


def test_each_occupation_of_a_role_is_shown() -> None:
    found = asked("authenticator", "NY")
    assert [wage.soc for wage in found.wages] == ["13-2020", "51-9061"]
    text = pay_as_text(found, CATALOG).upper()
    for wage in found.wages:
        assert f"({wage.soc})" in text


def test_figures_that_stand_in_say_for_what_and_why() -> None:
    found = asked("bench-jeweler", "Cleveland, OH")
    assert (found.wages[0].fell_back, found.wages[0].area.name) == ("state", "Ohio")
    text = " ".join(pay_as_text(found, CATALOG).split())
    assert "There is no figure for Cleveland, OH" in text
    assert "these are for the whole state: Ohio, May 2025" in text


def test_withheld_values_are_said_to_be_so() -> None:
    musicians, brokers = asked("27-2042"), asked("41-3031")
    assert musicians.wages[0].withheld["annual.50"].reason == "hourly-only"
    assert "Typical pay (the median) given by the hour only" in " ".join(
        pay_as_text(musicians, CATALOG).split()
    )
    row = next(r for r in as_table(brokers) if (r["period"], r["percentile"]) == ("2017-05", "90"))
    assert (row["value"], row["bound"], row["withheld"]) == ("208000", "at-least", "top-coded")


def test_a_code_is_taken_with_and_without_its_marks() -> None:
    assert asked("519071").wages == asked("51-9071").wages == asked("51-9071.00").wages
    inside = " ".join(pay_as_text(asked("13-1022"), CATALOG).split())
    assert "Pay is not published for 13-1022 alone." in inside
    assert asked("Bench Jeweler").query.role == "bench-jeweler"


def test_the_state_and_the_city_of_new_york_are_chosen_by_a_word() -> None:
    with pytest.raises(AmbiguousArea, match="'New York' names 2 areas"):
        asked("bench-jeweler", "New York")
    assert asked("bench-jeweler", "state:New York").wages[0].employment == 4300
    assert asked("bench-jeweler", "metro:New York").wages[0].employment == 4440


@pytest.mark.parametrize("area", ["GB", "united kingdom", "India"])
def test_for_another_country_one_sentence_says_that_nothing_is_held(area: str) -> None:
    found = asked("bench-jeweler", area)
    assert (found.wages, found.series, found.sources) == ((), (), {})
    text = pay_as_text(found, CATALOG)
    assert text.count("\n") == 1
    assert "We have no pay or job figures for" in text
    assert json.loads(pay_as_json(found))["notes"][0]["text"] == text.strip()


def test_a_state_comes_before_a_country_of_the_same_letters() -> None:
    assert asked("bench-jeweler", "CA").wages[0].area.name == "California"
    assert asked("bench-jeweler", "Georgia").wages[0].area.name == "Georgia"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bench-jewelr"], r"no such role or occupation code 'bench-jewelr'; nearest: 'bench-jewe"),
        (["99-9999"], r"no wages are published for an occupation '99-9999'; nearest: '"),
        (["bench-jeweler", "--area", "Portland"], r"'Portland' names 2 areas; write one of '"),
        (["bench-jeweler", "--area", "Providense"], r"no such area 'Providense'; nearest: 'Prov"),
        (["bench-jeweler", "--area", ""], "no such area ''"),
        (["bench-jeweler", "--format", "pdf"], "'pdf' is not one of 'text', 'json', 'csv'"),
        ([], "Missing argument 'ROLE-OR-SOC'"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(arguments: list[str], words: str) -> None:
    done = benchpin("wages", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert re.search(words, done.stderr), done.stderr


def test_a_country_without_figures_gives_a_csv_of_no_rows_and_says_why() -> None:
    done = benchpin("wages", "bench-jeweler", "--area", "GB", "--format", "csv")
    assert (done.returncode, done.stdout) == (0, ",".join(COLUMNS) + "\n")
    assert (
        "We have no pay or job figures for the United Kingdom, and we do not borrow any "
        "from elsewhere." in done.stderr
    )


def test_what_is_not_held_is_said() -> None:
    nurses = " ".join(pay_as_text(asked("29-1141"), CATALOG).split())
    assert (
        "We have earlier years only for occupations in the trade, and this is not one of them."
        in nurses
    )
    assert "We have no projection for this occupation." in nurses
    jewelers = pay_as_text(asked("51-9071"), CATALOG)
    assert "We have earlier years" not in jewelers
    assert "We have no projection" not in jewelers


def test_a_new_year_is_one_command_and_then_in_use(tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    table = tmp_path / "national_M2026_dl.xlsx"
    table.write_bytes(as_workbook({"national": WAGES, "Field Descriptions": WAGES_NOTES}))
    added = benchpin("data", "add", "oews", table, BENCHPIN_HOME=home)
    assert (added.returncode, added.stderr) == (0, "")
    assert "Occupational Employment and Wage Statistics, 2026-05" in added.stdout
    done = benchpin("wages", "51-9071", "--full", BENCHPIN_HOME=home)
    text = " ".join(done.stdout.split())
    assert "For the United States, May 2026. [1]" in text
    assert "Typical pay (the median) $53,000 a year" in text
    assert "In May 2026 dollars" in text
    assert "Occupational Employment and Wage Statistics, 2026-05. U.S. Bureau" in text
    there = json.loads(
        benchpin("wages", "51-9071", "--area", "RI", "--format", "json", BENCHPIN_HOME=home).stdout
    )
    assert (there["wages"][0]["period"], there["series"][0]["points"][-1]["period"]) == (
        "2025-05",
        "2026-05",
    )


def test_unknown_names_are_errors_in_python_too() -> None:
    with pytest.raises(UnknownName):
        asked("no-such-role")
