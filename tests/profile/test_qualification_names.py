"""Qualifications are read by name: exactly or not at all, and what is only like one is asked."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchpin import catalog
from benchpin.profile import Profile, from_table, parse
from benchpin.profile.case import new_case, write_case
from benchpin.profile.qualification_names import (
    MAX_NAME_LENGTH,
    MAX_WORDS,
    find_diploma,
    find_qualification,
    finished_entries,
    similar_qualification,
)

CATALOG = catalog.load()
DAY = date(2026, 11, 30).isoformat()


def profile(**table: Any) -> Profile:
    return from_table(table, CATALOG)


@pytest.mark.parametrize(
    ("words", "qualification"),
    [
        ("Graduate Gemologist (GG)", "gia-gg"),
        ("GIA GG", "gia-gg"),
        ("G.G.", "gia-gg"),
        ("gg, GIA", "gia-gg"),
        ("GIA Graduate Gemologist diploma program", "gia-gg"),
        ("Graduate Gemmologist", "gia-gg"),
        ("Gemmology Diploma FGA", "gema-dip"),
        ("HRD graded", "hrd-cdg"),
        ("JA Certified Bench Jeweler Technician", "ja-old"),
        ("JET 2", "naj-jet"),
        ("JET2", "naj-jet"),
        ("CW21", "wostep-cw21"),
        ("AWCI CW21", "wostep-cw21"),
        ("CW 21 (AWCI)", "wostep-cw21"),
        ("GIA AJP", "gia-ajp"),
        ("Applied Jewellery Professional", "gia-ajp"),
    ],
)
def test_a_name_is_read_however_it_is_written(words: str, qualification: str) -> None:
    assert find_qualification(words, CATALOG) == qualification
    for part in ("education", "certificates"):
        (entry,) = getattr(profile(**{part: [{"what": words}]}), part)
        assert (entry.what, entry.qualification) == (words, qualification)


def test_every_label_is_the_name_of_its_qualification() -> None:
    for identity, record in CATALOG.qualifications.items():
        assert find_qualification(record.label, CATALOG) == identity, record.label


@pytest.mark.parametrize(
    "words",
    [
        "", "GIA", "Bachelor of Arts", "High school diploma", "MBA", "AutoCAD", "Gemologist",
        "Graduate Gemologist, in progress", "studying for GG", "Diploma in Nursing", "Meisterbrief",
        "GG CW21", "the " * MAX_WORDS + "GG", "GG" + "." * MAX_NAME_LENGTH,
    ],
)  # fmt: skip
def test_other_words_are_no_name(words: str) -> None:
    assert find_qualification(words, CATALOG) is None
    assert find_diploma(words, CATALOG) is None


def test_a_name_beside_another_body_is_not_taken() -> None:
    assert find_qualification("GG", CATALOG, "Gemological Institute of America") == "gia-gg"
    assert find_qualification("GG", CATALOG, "Gem-A") is None
    assert find_qualification("GG", CATALOG, "Smith and Sons") == "gia-gg"
    assert find_qualification("HRD GG", CATALOG) is None


def test_an_abbreviation_that_other_trades_use_needs_the_body_beside_it() -> None:
    assert find_qualification("CSP", CATALOG) is None
    assert similar_qualification("CSP", CATALOG) == "ja-csp"
    assert find_qualification("CSP", CATALOG, "Jewelers of America") == "ja-csp"
    assert find_qualification("JA CSP", CATALOG) == "ja-csp"


@pytest.mark.parametrize(
    ("words", "qualification"),
    [
        ("FGA, Gem-A London", "gema-dip"),
        ("Graduate Gemologist, in progress", "gia-gg"),
        ("Gradute Gemologst", "gia-gg"),
        ("Bachelor of Arts", None),
        ("Certified Public Accountant", None),
        ("High school diploma", None),
        ("Diploma in Nursing", None),
    ],
)
def test_what_is_like_a_name_is_asked_about(words: str, qualification: str | None) -> None:
    assert find_qualification(words, CATALOG) is None
    assert similar_qualification(words, CATALOG) == qualification


@pytest.mark.parametrize(
    ("words", "country", "level", "role"),
    [
        ("Goldschmiedemeister (Meisterbrief)", "DE", "master craftsman", "goldsmith"),
        ("Goldschmied(in)", "DE", "craft certificate", "goldsmith"),
        ("Ausbildung zur Goldschmiedin", "DE", "craft certificate", "goldsmith"),
        ("F.G.G.", "DE", "professional diploma", "gemologist"),
        ("CAP Bijouterie", "FR", "craft certificate", "bench-jeweler"),
        ("Brevet des Métiers d’Art Bijouterie", "FR", "craft certificate", "bench-jeweler"),
        ("ZŁOTNIK-JUBILER", "PL", "craft certificate", "goldsmith"),
    ],
)
def test_a_diploma_from_abroad_is_read(words: str, country: str, level: str, role: str) -> None:
    diploma = find_diploma(words, CATALOG)
    assert diploma is not None
    assert (diploma.country, diploma.level, diploma.role_ids[0]) == (country, level, role)


def test_every_name_of_a_diploma_is_its_own() -> None:
    for diploma in CATALOG.foreign_diplomas:
        for name in diploma.names:
            assert find_diploma(name, CATALOG) is diploma, name


def test_what_is_not_finished_proves_nothing() -> None:
    studying = {"what": "Graduate Gemologist (GG)", "unfinished": True}
    (school,) = profile(education=[studying]).education
    assert school.qualification is None
    person = profile(
        education=[{"what": "GG", "ended": "2027"}, {"what": "GG", "ended": "2026"}, studying],
        certificates=[{"what": "CW21", "year": 2027}, {"what": "CW21"}],
    )
    paths = [path for path, _ in finished_entries(person, DAY)]
    assert paths == ["education.1.what", "certificates.1.what"]


def test_a_stated_qualification_stays() -> None:
    (entry,) = profile(certificates=[{"what": "GG", "qualification": "gia-gd"}]).certificates
    assert entry.qualification == "gia-gd"


def test_a_file_whose_words_were_read_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "me.toml"
    text = '# My own note\n[[certificates]]\nwhat = "G.G."\n'
    file.write_text(text, encoding="utf-8")
    write_case(new_case(parse(text, CATALOG)), file)
    assert file.read_text(encoding="utf-8") == text
