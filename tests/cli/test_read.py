"""`benchpin read`, and `benchpin advise --resume`."""

import json
from pathlib import Path
from typing import Any

import pytest
import rtoml

from tests.cli.running import Finished, benchpin
from tests.cli.test_cli import GOOD

RESUMES = Path(__file__).parents[1] / "resumes"
MAKER = RESUMES / "self-employed.md"


def out(done: Finished) -> str:
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_json_holds_what_the_design_promises() -> None:
    held: dict[str, Any] = json.loads(out(benchpin("read", MAKER, "--format", "json")))
    assert {"profile", "text", "spotted", "left_out", "notes"} <= held.keys()
    assert held["profile"]["experience"][0]["title"] == "Owner and Silversmith"
    assert held["left_out"] == ["email address", "name", "social media name"]
    for skill in held["spotted"]:
        assert skill.keys() == {"skill", "level", "text", "start", "end", "status"}
        assert skill["status"] == "proposed"
        assert held["text"][skill["start"] : skill["end"]].strip()
    proposed = {skill["skill"] for skill in held["profile"]["skills"]}
    assert proposed == {skill["skill"] for skill in held["spotted"]}


def test_toml_is_a_profile_that_can_be_used(tmp_path: Path) -> None:
    text = out(benchpin("read", MAKER, "--format", "toml"))
    assert rtoml.loads(text)["experience"][1]["employer"] == "Ridge & Hollow Metalworks"
    profile = tmp_path / "me.toml"
    profile.write_text(text, encoding="utf-8")
    again = json.loads(out(benchpin("read", profile, "--format", "json")))
    first = json.loads(out(benchpin("read", MAKER, "--format", "json")))
    assert again["profile"] == first["profile"]


def test_the_review_says_what_is_understood_assumed_missing_and_would_help() -> None:
    said = out(benchpin("read", RESUMES / "spanish.txt"))
    titles = [line for line in said.splitlines() if line and not line.startswith(" ")]
    assert titles[0] == "What we understood"
    assert {"What we assumed or are not sure of", "What is missing", "What would help most"} <= {
        *titles
    }
    assert "only English is read" in said
    assert "xiomara" not in said.lower()


def test_a_kind_of_private_detail_may_be_kept() -> None:
    keep = ("--format", "json", "--keep", "email address")
    assert "fenella@example.com" in out(benchpin("read", MAKER, *keep))
    done = benchpin("read", MAKER, "--keep", "email")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such kind of private detail 'email'" in done.stderr


@pytest.mark.parametrize("name", ["scan.pdf", "locked.pdf", "none.pdf"])
def test_a_file_that_cannot_be_read_is_one_sentence_and_status_2(name: str) -> None:
    for command in (("read", RESUMES / name), ("advise", "--resume", RESUMES / name)):
        done = benchpin(*command)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("benchpin: ")
        assert done.stderr.count("\n") == 1


def test_a_resume_is_enough_for_guidance() -> None:
    done = benchpin("advise", "--resume", MAKER, "--as-of", "2026-11-22")
    assert "YOUR NEXT STEP THIS WEEK" in out(done)
    assert "self-employed.md was read" in done.stderr


def test_with_everything_the_review_of_the_resume_comes_first() -> None:
    said = out(benchpin("advise", "--resume", MAKER, "--full", "--as-of", "2026-11-22"))
    assert said.startswith("What we understood\n")
    assert said.index("What would help most") < said.index("YOUR CAREER GUIDANCE")


def test_the_skills_of_a_resume_are_proposals_in_the_guidance() -> None:
    done = benchpin("advise", "--resume", MAKER, "--as-of", "2026-11-22", "--format", "json")
    held = json.loads(out(done))
    assert {skill["status"] for skill in held["profile"]["skills"]} == {"proposed"}
    assert "self-employed.md was read" in done.stderr
    assert all(not match["held"] for match in held["matches"])


def test_with_both_the_profile_wins_and_says_so() -> None:
    form = ("--as-of", "2026-11-22", "--format", "json")
    both = benchpin("advise", GOOD, "--resume", MAKER, *form)
    assert out(both) == out(benchpin("advise", GOOD, *form))
    assert both.stderr.count("\n") == 1
    assert "the profile is used, the resume is not" in both.stderr


def test_with_neither_it_is_said_what_to_give() -> None:
    done = benchpin("advise")
    assert (done.returncode, done.stdout) == (2, "")
    assert "name a profile file, or a resume with --resume FILE" in done.stderr
