"""`benchpin interview` with what somebody types piped in: what it asks, keeps and refuses."""

import tomllib
from pathlib import Path

import pytest

from benchpin.catalog import load
from benchpin.documents.answers.interview import NOT_A_TEST
from benchpin.profile import parse
from benchpin.profile.case import read_case
from tests.cli.running import Finished, benchpin

CATALOG = load()


def interview(typed: list[str], *arguments: object) -> Finished:
    lines = "".join(f"{line}\n" for line in typed)
    return benchpin("interview", *arguments, typed=lines)


def test_a_whole_interview_is_kept_as_a_profile_that_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "me.toml"
    # More answers than any interview takes: those left over answer the questions on values.
    done = interview([*"3" * 40, "q", ""], "--output", file)
    assert done.returncode == 0
    assert done.stdout == ""
    profile = parse(file.read_text(encoding="utf-8"), CATALOG)
    assert 8 <= len(profile.answers) <= 15
    assert len({answer.item for answer in profile.answers}) == len(profile.answers)
    assert set(profile.values.values()) == {0.5}
    assert len(profile.values) == 6
    assert done.stderr.index(NOT_A_TEST) < done.stderr.index("About 15 left.")
    assert done.stderr.rindex(NOT_A_TEST) > done.stderr.index("What we understood")
    assert f"Next: benchpin advise {file}" in done.stderr
    rest = tmp_path / "me.case.json"
    assert f"Saved to {file} and {rest}." in done.stderr
    assert sorted(tmp_path.iterdir()) == [rest, file]
    case = read_case(file, CATALOG)
    assert case.profile == profile
    assert [(event.kind, event.data) for event in case.log] == [
        ("told", {"parts": "answers values circumstances"})
    ]


def test_without_a_file_the_profile_alone_is_printed() -> None:
    done = interview([*"5124", "q"])
    assert done.returncode == 0
    table = tomllib.loads(done.stdout)
    assert [answer["value"] for answer in table["answers"]] == [5, 1, 2, 4]
    assert {answer["bank"] for answer in table["answers"]} == {"benchpin-1"}
    assert NOT_A_TEST in done.stdout
    parse(done.stdout, CATALOG)


def test_the_same_answers_are_kept_as_the_same_bytes() -> None:
    assert interview([*"5124312"]).stdout == interview([*"5124312"]).stdout


def test_back_takes_back_skip_goes_on_and_what_is_not_understood_is_asked_again() -> None:
    plain = interview([*"524"])
    wandering = interview(["5", "2", "4", "u", "nine", "9", "4", "s", "u"])
    assert plain.stdout == wandering.stdout
    assert "Not understood: 'nine' is no number from 1 to 5; s skips." in wandering.stderr
    skipped = tomllib.loads(interview(["s", "5"]).stdout)["answers"]
    assert len(skipped) == 1
    assert skipped[0]["item"] != tomllib.loads(plain.stdout)["answers"][0]["item"]


def test_everything_said_after_the_interests_is_kept() -> None:
    lines = ["r", "RAI", "A test", "2026-05", *"12345s", "x", "1 2", "Nowhere", "Providence"]
    done = interview([*lines, "$42,000", "2", ""])
    table = tomllib.loads(done.stdout)
    assert table["interests"]["from"] == "A test, 2026-05"
    assert table["interests"]["realistic"] > table["interests"]["artistic"]
    assert "answers" not in table
    assert list(table["values"].values()) == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert table["circumstances"] == {
        "work_modes": ["onsite", "hybrid"],
        "area": "Providence",
        "minimum_pay": 42000.0,
        "currency": "USD",
        "education": "high-school",
    }
    assert "Not understood: no such area 'Nowhere'" in done.stderr


def test_results_that_cannot_be_read_are_asked_again() -> None:
    done = interview(["r", "XYZ", "A test", "", "r", "R=28 I=12 A=20 S=9 E=4 C=11", "A test", ""])
    assert "Not understood: results: 'XYZ' is no code" in done.stderr
    assert tomllib.loads(done.stdout)["interests"]["realistic"] == 0.7
    done = interview(["r", "R=28 I=", "A test", "", "4"])
    assert "is not six scores such as R=28 I=12" in done.stderr
    assert len(tomllib.loads(done.stdout)["answers"]) == 1


def test_the_review_says_what_is_missing_and_going_back_from_it_asks_again() -> None:
    done = interview(["5", "q", "u", "1", "q", ""])
    assert tomllib.loads(done.stdout)["answers"][0]["value"] == 1
    assert "- Three skills or more, with levels: [[skills]]." in done.stderr
    assert "- More answers: 1 are given, and 8 are enough to rank roles by." in done.stderr


@pytest.mark.parametrize("typed", [[], ["q"], ["s", "s", "q", ""]])
def test_nothing_said_is_nothing_kept(typed: list[str], tmp_path: Path) -> None:
    done = interview(typed, "--output", tmp_path / "me.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(
        "benchpin: you answered nothing, so nothing was saved; start again any time\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_kept_unless_force_is_said(tmp_path: Path) -> None:
    file = tmp_path / "me.toml"
    file.write_text("mine", encoding="utf-8")
    done = interview([*"555"], "--output", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1, "nothing is asked first"
    assert "is there already; name another file, or replace it with --force" in done.stderr
    assert file.read_text(encoding="utf-8") == "mine"
    assert interview([*"555"], "--output", file, "--force").returncode == 0
    assert len(parse(file.read_text(encoding="utf-8"), CATALOG).answers) == 3
    file.unlink()
    done = interview([*"555"], "--output", file)
    assert done.returncode == 2
    assert "me.case.json: is there already" in done.stderr


def test_a_profile_is_kept_as_toml(tmp_path: Path) -> None:
    done = interview([*"555"], "--output", tmp_path / "me.json")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "name a file that ends in .toml" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named_before_anything_is_asked(tmp_path: Path) -> None:
    done = interview([*"555"], "--output", tmp_path / "nowhere" / "me.toml")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "no such folder to write to; make it first" in done.stderr
