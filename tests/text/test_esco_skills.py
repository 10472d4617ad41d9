"""ESCO's skills in texts, by a small set of skills made up for it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from benchpin.text.esco.skills import EscoSkills

Skills = dict[str, tuple[str, list[str]]]
"""The kind of skills and their alternative names, by their labels."""
DONE, KNOWN = "skill/competence", "knowledge"
SKILLS: Skills = {
    "welding": (KNOWN, ["weld things"]),
    "Java (computer programming)": (KNOWN, ["Javax", "write programs in Java"]),
    "manage budgets": (DONE, ["control of budgets held"]),
    "Source (digital game creation systems)": (KNOWN, []),
    "open source models": (KNOWN, ["source"]),
    "sail in crews": (DONE, ["crew-sailing", "Any.Go", "keep afloat"]),
    "row bravely": (DONE, []),
    "principles of tidal power": (KNOWN, ["moon energy"]),
    "types of harbor cranes": (KNOWN, []),
    "repair harbor cranes": (DONE, []),
    "zeppelin systems": (KNOWN, []),
    "operate lighthouse lamps": (DONE, []),
    "paint lamps": (DONE, []),
    "mend sails": (DONE, []),
    "mending sails": (DONE, []),
}
COMMON: Skills = {f"check item{n}": (DONE, [f"handle item{n}"]) for n in range(70)}
"""Enough skills to make their verbs common words."""
MOST_COMMON: Skills = {
    "mind check": (DONE, []),
    **{f"mind item{n}": (DONE, []) for n in range(300)},
}


def installed(folder: Path, skills: Skills, level: str = "") -> EscoSkills:
    """The skills in the tables of an installed ESCO."""
    path = folder / "set.sqlite"
    with sqlite3.connect(path) as opened:
        opened.execute("CREATE TABLE skill (uri TEXT, label TEXT, kind TEXT, reuse_level TEXT)")
        opened.execute("CREATE TABLE skill_name (name TEXT, uri TEXT, kind TEXT)")
        for label, (kind, others) in skills.items():
            uri = f"u/{label}"
            opened.execute("INSERT INTO skill VALUES (?, ?, ?, ?)", (uri, label, kind, level))
            names = [(label, uri, "preferred"), *((other, uri, "alternative") for other in others)]
            opened.executemany("INSERT INTO skill_name VALUES (?, ?, ?)", names)
    opened.close()
    return EscoSkills(path)


@pytest.fixture
def labels(tmp_path: Path) -> Callable[[str], list[str]]:
    esco = installed(tmp_path, SKILLS)
    return lambda text: [each.label for each in esco.spot(text)]


def test_what_is_found_has_its_skill_and_place(tmp_path: Path) -> None:
    found = installed(tmp_path, SKILLS).spot("We ask for welding?")
    assert [(each.uri, each.start, each.end) for each in found] == [("u/welding", 11, 18)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Welding and Java.", ["welding", "Java (computer programming)"]),
        ("Budget management", ["manage budgets"]),
        ("They mend it from one source.", []),
        ("Made games in Source.", ["Source (digital game creation systems)"]),
        ("Crewsailing is fun", ["sail in crews"]),
        ("They go home and keep afloat", []),
        ("Knows moon energy", ["principles of tidal power"]),
        ("Shows brave rowing", ["row bravely"]),
    ],
)
def test_names_stand_for_skills(
    text: str, found: list[str], labels: Callable[[str], list[str]]
) -> None:
    assert labels(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Interested in tidal power", ["principles of tidal power"]),
        ("Zeppelin pilots", ["zeppelin systems"]),
        ("Lighthouse lamps", ["operate lighthouse lamps"]),
        # Two skills have it in their names; of what is done one word is too few, and so is a part.
        ("Harbor cranes", []),
        ("Lamps and a lighthouse", []),
        ("Power from types of water", []),
    ],
)
def test_a_part_stands_for_the_one_skill_that_has_it(
    text: str, found: list[str], labels: Callable[[str], list[str]]
) -> None:
    assert labels(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Managing large yearly budgets", ["manage budgets"]),
        ("Sailed in two merry crews", ["sail in crews"]),
        ("Managing people, and budgets", []),
        # Two skills have one name.
        ("Mending torn sails", []),
        ("Managing one two three four budgets", []),
    ],
)
def test_a_verb_may_stand_apart_from_its_object(
    text: str, found: list[str], labels: Callable[[str], list[str]]
) -> None:
    assert labels(text) == found


def test_common_words_stand_apart_only_for_skills_of_any_work(tmp_path: Path) -> None:
    common = SKILLS | COMMON | {"plan check": (DONE, [])}
    for level, found in (("transversal", ["plan check"]), ("cross-sector", [])):
        (tmp_path / level).mkdir()
        esco = installed(tmp_path / level, common, level)
        assert [each.label for each in esco.spot("We plan the daily check")] == found


def test_names_of_common_words_say_nothing(tmp_path: Path) -> None:
    esco = installed(tmp_path, COMMON | MOST_COMMON | {"weld check": (DONE, [])})
    assert [each.label for each in esco.spot("Mind check")] == ["mind check"]
    more: Skills = {f"check part{n}": (DONE, []) for n in range(300)}
    (tmp_path / "more").mkdir()
    esco = installed(tmp_path / "more", COMMON | MOST_COMMON | more | {"weld check": (DONE, [])})
    assert [each.label for each in esco.spot("Mind check")] == []
    assert [each.label for each in esco.spot("Weld check")] == ["weld check"]
