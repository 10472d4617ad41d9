"""What work must not ask of somebody: read from a list or a table, kept, and never inferred."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin.facts import DemandName
from benchpin.inputs.errors import BadProfile
from benchpin.profile import Profile, from_table, parse
from benchpin.profile.case import files
from benchpin.profile.case.decisions import new_case
from benchpin.profile.case.merging import StartAnswers, skills_in_text, with_start_answers
from benchpin.profile.document_reader import read_content
from benchpin.profile.model import LimitExtent
from benchpin.profile.writer import as_toml

CATALOG = catalogs.load()
HEALTH = (
    "Bench jeweler, 2015 to 2020, Providence, RI\n"
    "I have a bad back, epilepsy and asthma, I am color-blind, and I can never stand, lift or "
    "breathe fumes. Limits: standing, lifting, fumes. No driving, no evenings, no cold calls.\n"
)


def limits(text: str) -> Mapping[DemandName, LimitExtent]:
    return parse(text, CATALOG).circumstances.limits


def test_a_bare_name_means_never() -> None:
    read = limits('[circumstances]\nlimits = ["standing", "lifting"]')
    assert read == {"standing": "never", "lifting": "never"}


def test_a_table_says_how_far() -> None:
    read = limits(
        '[circumstances.limits]\nstanding = "never"\nfumes = "arrangement"\nheat = "some"'
    )
    assert read == {"standing": "never", "fumes": "arrangement", "heat": "some"}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('["standin"]', "circumstances.limits.0: 'standin' is not one of 'standing'"),
        ("[[1]]", "circumstances.limits.0: a list is not one of"),
        ('{standin = "never"}', "circumstances.limits.standin: no such key 'standin'; nearest:"),
        ('{standing = "nevr"}', "circumstances.limits.standing: 'nevr' is not one of 'never'"),
        ('"standing"', "circumstances.limits: must be a list in square brackets, or a table"),
    ],
)
def test_a_mistake_is_told_with_its_place(value: str, message: str) -> None:
    with pytest.raises(BadProfile) as error:
        parse(f"[circumstances]\nlimits = {value}", CATALOG)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ({"standing": "never", "fumes": "never"}, 'limits = [\n    "standing",\n    "fumes",\n]'),
        ({"standing": "never", "fumes": "some"}, '[circumstances.limits]\nstanding = "never"'),
    ],
)
def test_the_writer_writes_a_list_where_all_are_never(table: dict[str, str], line: str) -> None:
    profile = from_table({"circumstances": {"limits": table, "under_18": False}}, CATALOG)
    assert line in as_toml(profile)
    assert parse(as_toml(profile), CATALOG) == profile


def test_a_stored_case_with_a_list_is_still_read() -> None:
    case = new_case(from_table({"circumstances": {"limits": ["noise", "heat"]}}, CATALOG))
    old_table: dict[str, Any] = json.loads(files.as_json(case))
    assert old_table["profile"]["circumstances"]["limits"] == {"noise": "never", "heat": "never"}
    old_table["profile"]["circumstances"]["limits"] = ["noise", "heat"]
    assert files.from_json(json.dumps(old_table), CATALOG) == case


def test_a_health_word_in_a_resume_becomes_no_limit() -> None:
    resume = read_content(HEALTH.encode(), CATALOG, name="resume.txt")
    assert resume.profile.circumstances.limits == {}


def test_a_health_word_in_free_text_becomes_no_limit() -> None:
    answers = StartAnswers(
        role="", country="US", area=None, minimum_pay=None, education=None, work_modes=(),
        text=HEALTH, title="Bench jeweler",
    )  # fmt: skip
    told = from_table({"circumstances": {"limits": {"noise": "some"}}}, CATALOG)
    for profile, expected in ((Profile(), {}), (told, {"noise": "some"})):
        after = with_start_answers(profile, answers, CATALOG, year=2026, source="answers")
        assert after.circumstances.limits == expected
    assert not any("limit" in skill.skill for skill in skills_in_text(HEALTH, CATALOG))


def test_the_answers_of_the_start_replace_the_limits() -> None:
    answers = StartAnswers(
        role="", country="US", area=None, minimum_pay=None, education=None, work_modes=(),
        text="", limits={"heat": "never"},
    )  # fmt: skip
    told = from_table({"circumstances": {"limits": ["noise"]}}, CATALOG)
    after = with_start_answers(told, answers, CATALOG, year=2026, source="answers")
    assert after.circumstances.limits == {"heat": "never"}
