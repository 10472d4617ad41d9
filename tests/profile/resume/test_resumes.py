"""Resumes of many shapes, each compared with what somebody who reads it finds in it.

The people are made up. `pytest -s -k share` prints the share of fields that are right. All were
looked at while the readers were written, so a resume from elsewhere will fare worse; how well each
set was read at first, before anything was mended, is recorded in docs/how-it-works/reading.md.
Those in tests/resumes/harder are still not read right in everything.
"""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile
from benchpin.profile.document_reader import read_content, read_resume
from benchpin.profile.resume import ReadResume, SkillMentionLike
from benchpin.profile.resume.formats.detection import SourceText
from benchpin.profile.resume.sections import sections_of
from benchpin.profile.resume.vocabulary import normalize_text
from tests.profile.resume.conftest import RESUMES

PARTS = ("experience", "education", "certificates", "languages")
FIELDS = {
    "experience": ("title", "employer", "place", "started", "ended", "hours"),
    "education": ("what", "where", "ended", "level", "qualification"),
    "certificates": ("what", "issuer", "year", "qualification"),
    "languages": ("language", "level"),
}


def expected_in(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.toml"))
    }


WANTED, HARDER = expected_in(RESUMES), expected_in(RESUMES / "harder")


def file_of(name: str, folder: Path = RESUMES) -> Path:
    return next(path for path in folder.glob(f"{name}.*") if path.suffix != ".toml")


def none(text: str, catalog: Catalog, *, kind: str = "held") -> tuple[SkillMentionLike, ...]:
    return ()


@pytest.fixture(scope="module")
def found(real: Catalog) -> dict[str, ReadResume]:
    return {name: read_resume(file_of(name), real, extract_skills=none) for name in WANTED}


def entries(read: ReadResume, part: str) -> list[dict[str, Any]]:
    """The entries of a part as far as they are compared, without what is not there."""
    held = read.profile.model_dump(mode="json", by_alias=True)[part]
    return [{key: e[key] for key in FIELDS[part] if e[key] is not None} for e in held]


def test_there_are_enough_resumes_of_different_shapes() -> None:
    assert len({held["shape"] for held in WANTED.values()}) >= 18


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", WANTED)
def test_what_a_resume_says_is_read_and_no_more(
    name: str, part: str, found: dict[str, ReadResume]
) -> None:
    assert entries(found[name], part) == WANTED[name].get(part, [])


@pytest.mark.parametrize("name", WANTED)
def test_private_details_are_named_by_kind_and_their_values_are_nowhere(
    name: str, found: dict[str, ReadResume]
) -> None:
    read = found[name]
    assert sorted(read.left_out) == sorted(WANTED[name]["left_out"])
    everything = f"{read.text} {read.profile!r} {read.left_out} {read.notes}"
    for value in (*WANTED[name].get("never", ()), "@example", "555-01", "555 01", "example.com"):
        assert value not in everything


@pytest.mark.parametrize("name", [n for n, held in WANTED.items() if "sections" in held])
def test_sections_are_found(name: str, found: dict[str, ReadResume]) -> None:
    kinds = [s.kind for s in sections_of(SourceText(found[name].text)) if s.kind]
    assert [kind for kind in kinds if kind not in ("references", "other")] == WANTED[name][
        "sections"
    ]


@pytest.mark.parametrize("name", [n for n, held in WANTED.items() if held.get("notes")])
def test_what_is_unsure_is_said(name: str, found: dict[str, ReadResume]) -> None:
    for words in WANTED[name]["notes"]:
        assert any(words in note for note in found[name].notes), (words, found[name].notes)


@pytest.mark.parametrize("name", WANTED)
def test_every_field_stands_where_its_span_says(name: str, found: dict[str, ReadResume]) -> None:
    read = found[name]
    held: dict[str, Any] = read.profile.model_dump(mode="json", by_alias=True)
    paths = {span.path for span in read.spans}
    for part in PARTS:
        for index, entry in enumerate(held[part]):
            given = {f"{part}.{index}.{key}" for key, value in entry.items() if value is not None}
            assert given <= paths
    for span in read.spans:
        part, number, key = span.path.split(".")
        value, there = held[part][int(number)][key], read.text[span.start : span.end]
        assert there.strip()
        if key in ("title", "employer", "place", "what", "where", "issuer"):
            assert letters(value) <= letters(there), (value, there)
        elif key == "did":
            assert letters(value) == letters(there)
        elif key in ("started", "ended", "year"):
            assert str(value)[2:4] in there


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


def shares(wanted: dict[str, dict[str, Any]], read: dict[str, ReadResume]) -> Counter[str]:
    """How many fields there are of each kind, and how many of them are right (`right:` before)."""
    counted: Counter[str] = Counter()
    for name, held in wanted.items():
        for part in PARTS:
            got = entries(read[name], part)
            for number, want in enumerate(held.get(part, [])):
                have = got[number] if number < len(got) else {}
                for key in want.keys() | have.keys():
                    counted[f"{part}.{key}"] += 1
                    counted[f"right:{part}.{key}"] += want.get(key) == have.get(key)
    return counted


def test_the_share_of_fields_that_are_right(real: Catalog, found: dict[str, ReadResume]) -> None:
    folder = RESUMES / "harder"
    harder = {
        name: read_resume(file_of(name, folder), real, extract_skills=none) for name in HARDER
    }
    for title, wanted, read in (("all", WANTED, found), ("harder", HARDER, harder)):
        counted = shares(wanted, read)
        kinds = sorted(key for key in counted if not key.startswith("right:"))
        for each in kinds:
            print(f"{title:7} {each:26} {counted[f'right:{each}']:3} of {counted[each]}")
        whole = sum(counted[each] for each in kinds)
        right = sum(counted[f"right:{each}"] for each in kinds)
        print(f"{title:7} {right} of {whole} = {right / whole:.3f}")
        assert right / whole >= 0.95


def test_a_resume_in_another_language_gets_a_clear_word(found: dict[str, ReadResume]) -> None:
    assert found["spanish"].notes[0] == (
        "The resume seems to be in Spanish; only English is read, so most of it was not understood."
    )
    assert found["spanish"].profile.experience == ()


def test_what_is_private_stays_where_it_is_asked_for(real: Catalog) -> None:
    path = file_of("private")
    read = read_resume(path, real, extract_skills=none, keep=("phone number", "nationality"))
    assert "020 7946 0958" in read.text
    assert "French and British" in read.text
    assert "octavia" not in read.text
    assert {"phone number", "nationality"}.isdisjoint(read.left_out)
    with pytest.raises(BadFile, match="no such kind of private detail 'shoe size'; use one of"):
        read_resume(path, real, keep=("shoe size",))


def test_skills_are_proposed_with_their_sentence(real: Catalog) -> None:
    read = read_resume(file_of("fragments"), real)
    held = {skill.skill: skill for skill in read.profile.skills}
    assert "polishing" in held
    assert {skill.status for skill in held.values()} == {"proposed"}
    for skill in held.values():
        assert skill.file == "fragments.txt"
        assert skill.evidence
        assert skill.start is not None
        assert read.text[skill.start : skill.end].strip()


def test_skills_listed_by_name_are_found(real: Catalog, found: dict[str, ReadResume]) -> None:
    """What a section of skills lists by a name that we know is proposed, nearly always."""
    known = {
        normalize_text(name): skill
        for skill, record in real.skills.items()
        for name in (record.label, *record.also_called)
    }
    listed = right = 0
    for name, read in found.items():
        spotted = {skill.skill for skill in read_resume(file_of(name), real).profile.skills}
        for section in sections_of(SourceText(read.text)):
            if section.kind == "skills":
                items = [
                    normalize_text(i)
                    for line in section.lines
                    for i in re.split(r"[,;]", line.text)
                ]
                listed += sum(item in known for item in items)
                right += sum(known.get(item) in spotted for item in items)
    print(f"listed by name: {listed}, proposed: {right}")
    assert listed >= 20
    assert right >= 0.9 * listed


def test_a_profile_file_is_read_as_it_is(real: Catalog) -> None:
    path = Path(__file__).parents[3] / "examples" / "retail-to-bench.toml"
    read = read_resume(path, real)
    assert read.text == path.read_text(encoding="utf-8")
    assert read.profile.skills
    assert not any(skill.status == "proposed" for skill in read.profile.skills)


def test_the_kind_of_a_file_is_found_by_what_it_holds(real: Catalog, tmp_path: Path) -> None:
    for name in ("two-columns", "table", "json-resume", "candidate", "career-gap"):
        wrong = tmp_path / "resume.tmp"
        wrong.write_bytes(file_of(name).read_bytes())
        read = read_resume(wrong, real, extract_skills=none)
        assert entries(read, "experience") == WANTED[name]["experience"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_text_may_be_in_any_usual_encoding(encoding: str, real: Catalog) -> None:
    text = "EXPERIENCE\nGoldsmith, Café Garçon Ltd, 2019 – 2020\n"
    read = read_content(text.encode(encoding), real, extract_skills=none)
    assert read.profile.experience[0].employer == "Café Garçon Ltd"


def test_a_text_without_headings_says_so(real: Catalog) -> None:
    read = read_content(b"I like rings and I would like to make them.", real, extract_skills=none)
    assert "No section was found" in read.notes[0]


def test_an_unfinished_degree_has_no_level(found: dict[str, ReadResume]) -> None:
    assert found["student"].profile.education[0].level is None


def test_time_away_from_work_is_no_position(real: Catalog) -> None:
    text = b"EXPERIENCE\nCareer break, 2018 - 2020\nJeweler, A Shop, 2010 - 2018\n"
    read = read_content(text, real, extract_skills=none)
    assert [position.title for position in read.profile.experience] == ["Jeweler"]
    assert "time away from work" in read.notes[0]


def test_dates_that_end_before_they_begin_are_left_out(real: Catalog) -> None:
    read = read_content(
        b"EXPERIENCE\nJeweler, A Shop Ltd, 2020 - 2018\n", real, extract_skills=none
    )
    assert read.profile.experience[0].started is None
    assert "end before they begin" in read.notes[0]
