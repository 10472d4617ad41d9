"""The measure of the interview, on few people: the full measure is for the documentation."""

from pathlib import Path

import pytest

from benchpin import catalog as catalogs
from benchpin.evaluate import interview
from benchpin.inputs.errors import BadFile

CATALOG = catalogs.load()
HEADER = "O*NET-SOC Code\tElement Name\tScale ID\tData Value\n"
NAMES = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")


def test_fifteen_questions_find_most_of_what_sixty_find_and_more_than_any_fifteen() -> None:
    found = interview.measure_interview(CATALOG, max_occupations=60, people_per_occupation=2)
    by = {(score.subject, score.metric): score for score in found.scores}
    share = by[
        "at most 15 questions", "agreement with the true five, as a share of all 60 questions'"
    ]
    assert share.value >= interview.AIM
    less = by["at most 15 questions, less 15 in random order", "agreement with the true five"]
    assert less.value > 0
    assert 8 <= by["at most 15 questions", "questions asked"].value <= 15
    assert by["about how many are left", "near"].value >= 0.7
    assert (found.cases, found.unit) == (120, "people")


def test_a_measure_is_the_same_each_time() -> None:
    assert interview.measure_interview(
        CATALOG, max_occupations=3, people_per_occupation=2
    ) == interview.measure_interview(CATALOG, max_occupations=3, people_per_occupation=2)


def test_people_of_all_occupations_come_from_the_table_in_the_folder(tmp_path: Path) -> None:
    rows = "".join(
        f"{code}\t{name}\tOI\t{1 + (place + shift) % 6}\n"
        for shift, code in enumerate(("11-1011.00", "51-9071.00"))
        for place, name in enumerate(NAMES)
    )
    more = "11-1011.00\tFirst Interest High-Point\tIH\t5\n11-9999.00\tSocial\tOI\t3\n"
    table = tmp_path / "onet-9.9" / "Interests.txt"
    table.parent.mkdir()
    table.write_text(HEADER + rows + more, encoding="utf-8")
    found = interview.read_interests(table)
    assert found == {
        "11-1011.00": (1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
        "51-9071.00": (2.0, 3.0, 4.0, 5.0, 6.0, 1.0),
    }
    measured = interview.measure_interview(CATALOG, tmp_path, people_per_occupation=3)
    assert measured.cases == 6
    assert measured.data == ("onet-9.9: interests of 2 occupations",)


@pytest.mark.parametrize("text", ["", "a\tb\n1\t2\n", HEADER])
def test_a_file_that_is_no_table_of_interests_is_named(text: str, tmp_path: Path) -> None:
    table = tmp_path / "Interests.txt"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match=r"Interests\.txt: "):
        interview.read_interests(table)
