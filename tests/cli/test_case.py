"""A case at the command line: kept as two files, read as one, and never written unasked."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin.profile import ProfileSkill, read
from benchpin.profile.case import (
    Case,
    as_json,
    choose_role,
    confirm_skill,
    new_case,
    propose_skills,
    read_case,
    set_emphasis,
    write_case,
)
from tests.cli.running import benchpin
from tests.cli.test_cli import GOOD

CATALOG = catalogs.load()
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
RESUME = Path(__file__).parents[1] / "resumes" / "self-employed.md"
SPOTTED = ProfileSkill(skill="casting", level=3, status="proposed", evidence="Casts rings.")


def advised(profile: Path) -> dict[str, Any]:
    done = benchpin("advise", profile, "--as-of", "2026-11-22", "--format", "json")
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def scores(said: dict[str, Any]) -> dict[str, float]:
    return {match["role"]: match["score"] for match in said["matches"]}


def a_case() -> Case:
    """A case with a skill that waits for a yes, and with other weights than the profile's."""
    skill = next(s for s in CATALOG.skills if "cast" in s)
    spotted = SPOTTED.model_copy(update={"skill": skill})
    case = propose_skills(new_case(read(GOOD, CATALOG)), [spotted], at=NOW)
    return choose_role(set_emphasis(case, {"interests": 3.0}, at=NOW), "caster", at=NOW)


def names(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_case_beside_its_profile_and_a_whole_one_give_the_same_guidance(tmp_path: Path) -> None:
    case = a_case()
    write_case(case, tmp_path / "me.toml")
    (tmp_path / "whole.json").write_text(as_json(case), encoding="utf-8")
    (tmp_path / "down.case.json").write_text(as_json(case), encoding="utf-8")
    before = names(tmp_path)
    said = advised(tmp_path / "me.toml")
    assert said["profile"]["emphasis"] == {"interests": 3.0}
    for other in ("whole.json", "down.case.json", "me.case.json"):
        assert advised(tmp_path / other) == said
    assert scores(said) != scores(advised(GOOD))
    assert names(tmp_path) == before, "nothing is written into a case unasked"


def test_a_proposed_skill_changes_nothing_until_it_is_confirmed(tmp_path: Path) -> None:
    kept, bare = tmp_path / "me.toml", tmp_path / "bare.toml"
    assert benchpin("read", RESUME, "--output", kept).returncode == 0
    text = kept.read_text(encoding="utf-8")
    waiting = {skill.skill for skill in read_case(kept, CATALOG).undecided}
    assert "soldering" in waiting
    bare.write_text(text, encoding="utf-8")  # without what waits beside it
    said, without = advised(kept), advised(bare)
    assert scores(said) == scores(without)
    assert all(not match["held"] for match in said["matches"])
    asked = [question["text"] for question in said["ask_next"] if question["path"] == "skills"]
    assert any("Soldering" in question for question in asked)
    # What stands in `did` is read again from the bare file, and proposed again.
    assert {skill["status"] for skill in without["profile"]["skills"]} == {"proposed"}
    # As the comments in the file say: the marks before its lines are taken away.
    start = text.index('# [[skills]]\n# skill = "soldering"')
    block = text[start:].partition("\n\n")[0]
    kept.write_text(text.replace(block, block.replace("# ", "")), encoding="utf-8")
    after = advised(kept)
    assert after["matches"]
    assert scores(after) != scores(said)
    assert any("soldering" in match["held"] for match in after["matches"])
    held = {s["skill"]: s.get("status") for s in after["profile"]["skills"]}
    assert held.pop("soldering") != "proposed"
    assert set(held) == waiting - {"soldering"}
    assert set(held.values()) == {"proposed"}


def test_what_is_exported_of_a_case_is_what_is_confirmed(tmp_path: Path) -> None:
    case, whole = a_case(), tmp_path / "whole.json"
    (skill,) = (each.skill for each in case.undecided)
    whole.write_text(as_json(case), encoding="utf-8")
    done = benchpin("export", whole, "--to", "json-resume")
    assert done.returncode == 0
    label = CATALOG.skills[skill].label
    assert label not in done.stdout
    assert "it waits for your yes" in done.stderr
    whole.write_text(as_json(confirm_skill(case, skill, at=NOW)), encoding="utf-8")
    assert label in benchpin("export", whole, "--to", "json-resume").stdout
    kept = tmp_path / "me.toml"
    write_case(case, kept)
    assert benchpin("export", kept, "--to", "europass").stdout.count("<Skill") >= 1


@pytest.mark.parametrize("command", [("advise",), ("export", "--to", "europass")])
@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.json", "{}", "schema: is missing; a case begins with 'benchpin.case/1'"),
        ("a.case.json", '{"schema": "benchpin.case/2", "profile": {}}', "update Benchpin"),
        ("a.json", "[", "is not valid JSON"),
        ("me.case.json", '{"schema": "benchpin.case/1", "chosn": []}', "chosen"),
    ],
)
def test_a_case_that_cannot_be_read_is_one_sentence(
    name: str, text: str, words: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "me.toml").write_bytes(GOOD.read_bytes())
    given = "me.toml" if name.startswith("me") else name
    done = benchpin(command[0], tmp_path / given, *command[1:])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert name in done.stderr


def test_what_is_read_is_kept_as_a_profile_with_the_rest_beside_it(tmp_path: Path) -> None:
    kept, rest = tmp_path / "me.toml", tmp_path / "me.case.json"
    done = benchpin("read", RESUME, "--output", kept)
    assert done.returncode == 0
    assert done.stdout.startswith("What we understood\n")
    assert done.stderr == f"Saved to {kept} and {rest}. Next: benchpin advise {kept}\n"
    assert sorted(tmp_path.iterdir()) == [rest, kept]
    case = read_case(kept, CATALOG)
    found = json.loads(benchpin("read", RESUME, "--format", "json").stdout)
    assert {skill.skill for skill in case.undecided} == {s["skill"] for s in found["spotted"]}
    assert [event.kind for event in case.log] == ["told", *["proposed"] * len(case.undecided)]
    assert case.profile == read(kept, CATALOG)
    assert case.profile.experience[0].title == found["profile"]["experience"][0]["title"]
    assert "# Left out, because private: email address, name" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("there", ["me.toml", "me.case.json"])
def test_a_file_that_is_there_stays_unless_force_is_said(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text("mine", encoding="utf-8")
    done = benchpin("read", RESUME, "--output", tmp_path / "me.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"benchpin: {tmp_path / there}: is there already; name another file, or replace it with "
        "--force\n"
    )
    assert names(tmp_path) == {there: b"mine"}
    assert benchpin("read", RESUME, "--output", tmp_path / "me.toml", "--force").returncode == 0
    assert read_case(tmp_path / "me.toml", CATALOG).undecided


@pytest.mark.parametrize(
    ("resume", "output", "words"),
    [
        ("scan.pdf", "me.toml", "holds no text"),
        ("self-employed.md", "me.json", "name a file that ends in .toml"),
        ("self-employed.md", "none/me.toml", "no such folder to write to"),
    ],
)
def test_where_nothing_can_be_kept_nothing_is_written(
    resume: str, output: str, words: str, tmp_path: Path
) -> None:
    done = benchpin("read", RESUME.parent / resume, "--output", tmp_path / output)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_a_file_says_in_words_is_proposed_and_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "me.toml"
    file.write_text('[[experience]]\ntitle = "Helper"\ndid = "I sized rings."\n', encoding="utf-8")
    before = names(tmp_path)
    done = benchpin("advise", file, "--as-of", "2026-11-22", "--format", "json")
    (skill,) = json.loads(done.stdout)["profile"]["skills"]
    assert (skill["skill"], skill["status"]) == ("ring-sizing", "proposed")
    assert "a skill waits" in done.stderr
    assert f"benchpin read {file} --format toml" in done.stderr
    assert names(tmp_path) == before
    as_read = benchpin("read", file, "--format", "toml").stdout
    confirmed = as_read.replace('status = "proposed"', 'status = "confirmed"')
    file.write_text(confirmed, encoding="utf-8")
    again = benchpin("advise", file, "--as-of", "2026-11-22", "--format", "json")
    (skill,) = json.loads(again.stdout)["profile"]["skills"]
    assert "status" not in skill  # confirmed is what is left out
    assert again.stderr == ""
