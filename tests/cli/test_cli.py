"""The command line: what it answers, and one clear sentence where it cannot."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import benchpin, cold

EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = EXAMPLES / "retail-to-bench.toml"


BROKEN = {
    "unknown-key": ("[circumstances]\nbuget = 5\n", "circumstances.buget", "nearest: 'budget'"),
    "wrong-type": ('[circumstances]\nbudget = "lots"\n', "circumstances.budget", "correct it"),
    "impossible-number": (
        '[[skills]]\nskill = "soldering"\nlevel = 9\n', "skills.0.level", "correct it",
    ),
    "unknown-skill": ('[[skills]]\nskill = "solderng"\n', "skills.0.skill", "nearest: 'soldering'"),
    "unknown-role": ('[aims]\nroles = ["goldsmit"]\n', "aims.roles.0", "nearest: 'goldsmith'"),
    "empty": ("", "is empty", "write a profile"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_bad_input_is_one_sentence_status_2_and_nothing_written(name: str, tmp_path: Path) -> None:
    text, what, repair = BROKEN[name]
    profile, output = tmp_path / "me.toml", tmp_path / "out.html"
    profile.write_text(text, encoding="utf-8")
    done = benchpin("advise", profile, "--format", "html", "--output", output)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("benchpin: ")
    assert what in done.stderr
    assert repair in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(tmp_path.iterdir()) == [profile]


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"\x89PNG\r\n\x1a\n\x00\x00", "is not a text file"), (None, "no such file")],
)
def test_a_binary_or_missing_file_is_named(
    content: bytes | None, what: str, tmp_path: Path
) -> None:
    profile = tmp_path / "me.toml"
    if content is not None:
        profile.write_bytes(content)
    done = benchpin("advise", profile)
    assert (done.returncode, done.stdout) == (2, "")
    assert what in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["advise"],
        ["advise", GOOD, "--format", "pdf"],
        ["advise", GOOD, "--as-of", "yesterday"],
        ["advise", GOOD, "--output", "no/such/folder/out.txt"],
        ["advise", GOOD, "--area", "Atlantis"],
        ["advize", GOOD],
    ],
    ids=["no-profile", "format", "day", "folder", "area", "command"],
)
def test_bad_arguments_are_one_sentence_and_status_2(arguments: list[object]) -> None:
    done = benchpin(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("area", "words"), [("New York", "metro:New York"), ("Providense", "Providence-Warwick, RI-MA")]
)
def test_an_area_of_a_profile_that_settles_no_place_is_asked(
    area: str, words: str, tmp_path: Path
) -> None:
    profile = tmp_path / "me.toml"
    profile.write_text(f'[circumstances]\narea = "{area}"\n', encoding="utf-8")
    done = benchpin("advise", profile)
    assert (done.returncode, done.stderr) == (0, "")
    assert words in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("Manhattan", "write one of 'Manhattan, KS', 'Manhattan, New York' (New York-Newark-"),
        ("Springfield", "'Springfield' names 5 areas; write one of "),
        ("02903", "is read as a ZIP code, which Benchpin cannot look up"),
        ("remote", 'work_modes = ["remote"]'),
        ("Providnce", "nearest: 'Providence-Warwick, RI-MA'"),
    ],
)
def test_an_area_that_settles_no_place_is_one_sentence(area: str, words: str) -> None:
    for arguments in (("advise", GOOD, "--area", area), ("wages", "bench-jeweler", "--area", area)):
        done = benchpin(*arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert words in done.stderr


def test_an_output_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    output = tmp_path / "out.txt"
    output.write_text("before", encoding="utf-8")
    done = benchpin("advise", tmp_path / "nobody.toml", "--output", output)
    assert done.returncode == 2
    assert output.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("form", ["text", "json", "html", "markdown"])
def test_a_file_holds_just_what_would_be_printed(form: str, tmp_path: Path) -> None:
    output = tmp_path / "out"
    common = ("advise", GOOD, "--as-of", "2026-11-22", "--format", form)
    printed = benchpin(*common)
    written = benchpin(*common, "--output", output)
    assert (printed.returncode, written.returncode) == (0, 0)
    assert written.stdout == ""
    assert output.read_text(encoding="utf-8").rstrip("\n") == printed.stdout.rstrip("\n")
    assert printed.stdout.strip()


def test_the_area_can_be_given_in_place_of_the_profiles() -> None:
    done = benchpin("advise", GOOD, "--area", "CA", "--format", "json")
    assert json.loads(done.stdout)["market"]["area"]["name"] == "California"


def test_check_finds_nothing_in_what_we_ship() -> None:
    done = benchpin("check")
    assert (done.returncode, done.stdout) == (0, "No problems found.\n")


def test_check_lists_the_problems_of_an_overlay_and_leaves_with_1(tmp_path: Path) -> None:
    (tmp_path / "roles").mkdir()
    ours = Path(__file__).parents[2] / "src/benchpin/data/roles/goldsmith.toml"
    text = ours.read_text(encoding="utf-8").replace('skill = "soldering"', 'skill = "soldring"')
    (tmp_path / "roles" / "goldsmith.toml").write_text(text, encoding="utf-8")
    done = benchpin("check", BENCHPIN_DATA=str(tmp_path))
    assert done.returncode == 1
    assert "roles/goldsmith.toml: skills." in done.stdout
    assert "no such skill 'soldring'; nearest: 'soldering'" in done.stdout
    refused = benchpin("advise", GOOD, BENCHPIN_DATA=str(tmp_path))
    assert (refused.returncode, refused.stdout) == (2, "")


def test_an_overlays_programme_is_shown_as_added_and_never_raised(tmp_path: Path) -> None:
    college = tmp_path / "Our College"
    (college / "programmes").mkdir(parents=True)
    data = Path(__file__).parents[2] / "src/benchpin/data/programmes"
    ours = next(p for p in sorted(data.glob("*.toml")) if "mjsa" in p.name)
    text = ours.read_text(encoding="utf-8")
    (college / "programmes" / "aaa-our-own.toml").write_text(text, encoding="utf-8")
    done = benchpin("advise", GOOD, "--format", "json", BENCHPIN_DATA=str(college))
    plan = json.loads(done.stdout)["plan"]["bench-jeweler"]
    added = [o for o in plan["options"] if o["added_by"]]
    assert [o["added_by"] for o in added] == ["Our College"]
    assert any("Our College" in s["text"] for s in added[0]["statements"])
    for closing in plan["closes"]:
        if "aaa-our-own" in closing["programmes"] and ours.stem in closing["programmes"]:
            twins = closing["programmes"]
            assert twins.index(ours.stem) < twins.index("aaa-our-own")


def test_roles_are_listed_by_the_name_to_use() -> None:
    done = benchpin("roles")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 50
    assert done.stdout.startswith("appraiser ")


def test_titles_are_answered_in_order_as_the_contract_has_it() -> None:
    titles = ["Sr. Bench Jeweller (Platinum)", "qwerty asdf", "ER nurse"]
    done = benchpin("title", *titles, "--format", "json")
    found = json.loads(done.stdout)
    assert [entry["title"] for entry in found] == titles
    jeweler, nothing, nurse = found
    assert jeweler["good_match"] is True
    assert jeweler["occupations"][0]["code"] == "51-9071.00"
    assert jeweler["roles"][0]["role"] == "bench-jeweler"
    assert nothing == {
        "title": "qwerty asdf", "good_match": False, "occupations": [], "roles": [],
    }  # fmt: skip
    assert nurse["occupations"]
    assert nurse["roles"] == []
    for entry in found:
        codes = [o["code"] for o in entry["occupations"]]
        scores = [o["score"] for o in entry["occupations"]]
        assert len(set(codes)) == len(codes) <= 10
        assert scores == sorted(scores, reverse=True)


def test_titles_come_from_a_file_and_as_soc_codes(tmp_path: Path) -> None:
    source = tmp_path / "titles.txt"
    source.write_text("Cashier\n\nWatchmaker\n", encoding="utf-8")
    done = benchpin("title", "--file", source, "--scheme", "soc", "--count", 1, "--format", "json")
    found = json.loads(done.stdout)
    assert [e["occupations"][0]["code"] for e in found] == ["41-2011", "49-9064"]
    both = benchpin("title", "Cashier", "--file", source)
    assert (both.returncode, both.stdout) == (2, "")


def test_related_occupations_of_a_code_and_an_unknown_one() -> None:
    batch = json.loads(
        benchpin("related", "51-9071", "99-9999", "--count", 3, "--format", "json").stdout
    )
    assert batch[0]["code"] == "51-9071.00"
    assert len(batch[0]["related"]) == 3
    assert batch[1] == {"code": "99-9999", "related": None}
    alone = benchpin("related", "99-9999")
    assert (alone.returncode, alone.stdout) == (2, "")
    assert "no such occupation code '99-9999'" in alone.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["advise", GOOD, "--as-of", "2026-11-22", "--format", "json"],
        ["wages", "bench-jeweler", "--area", "RI"],
        ["advise", "none.toml"],
    ],
    ids=["advise", "wages", "error"],
)
def test_a_new_interpreter_answers_what_a_warm_process_answers(arguments: list[object]) -> None:
    warm, new = benchpin(*arguments), cold(*arguments)
    assert (new.returncode, new.stdout, new.stderr) == (warm.returncode, warm.stdout, warm.stderr)


def test_the_installed_command_answers() -> None:
    """What pip puts on the path names a function that exists."""
    command = Path(sys.executable).with_name("benchpin")
    done = subprocess.run([command, "roles"], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == benchpin("roles").stdout
