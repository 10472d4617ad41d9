"""The measure of job titles counts what a person with paper and pencil would count."""

from pathlib import Path

import pytest
from rapidfuzz import fuzz

from benchpin import catalog, reference
from benchpin.evaluate.model import Measurement
from benchpin.evaluate.titles import measure_titles, most_similar_names, read_cases
from benchpin.inputs.errors import BadInput

CATALOG = catalog.load()
REFERENCE = reference.open()
ROWS = """title,kind,onet,role
Registered nurse,newcomer,29-1141.00,
Accountant,newcomer,13-2011.00;13-2011.01,
Bank teller,newcomer,11-1011.00,
Goldsmith,trade,51-9071.00,goldsmith
Store manager at Tiffany,trade,41-1011.00,stone-setter
qwerty asdf,none,,
Goldsmith,none,,
"""


def measured(folder: Path, rows: str) -> Measurement:
    path = folder / "titles.csv"
    path.write_text(rows, encoding="utf-8")
    return measure_titles(path, CATALOG, REFERENCE)


def test_right_answers_and_wrong_ones_are_counted(tmp_path: Path) -> None:
    found = measured(tmp_path, ROWS)
    value = {(score.subject, score.metric): score.value for score in found.scores}
    assert found.cases == 7
    assert value["titles", "right first"] == pytest.approx(4 / 5)
    # Of six good matches one is not the bank teller's (mis)label, one should have been nothing.
    assert value["titles", "wrong among good matches"] == pytest.approx(2 / 6)
    assert value["titles of newcomers", "right first"] == pytest.approx(2 / 3)
    assert value["titles of the trade", "right first"] == 1
    assert value["strings that name nothing", "no good match where none is right"] == 0.5
    assert value["roles", "right first"] == 0.5
    assert value["roles", "a role where none is right"] == pytest.approx(1 / 5)


def test_baselines_stand_beside_with_intervals(tmp_path: Path) -> None:
    scores = measured(tmp_path, ROWS).scores
    assert {score.subject for score in scores if score.baseline} == {
        "baseline: O*NET names, letters",
        "baseline: O*NET names, words sorted",
    }
    for score in scores:
        assert score.low is not None
        assert score.high is not None
        assert score.low <= score.value <= score.high


def test_names_alone_find_a_name() -> None:
    [found, nothing] = most_similar_names(
        ["registered nurses", "qwerty"], REFERENCE, fuzz.token_sort_ratio
    )
    assert (found.code, nothing.code) == ("29-1141.00", "")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("title,kind,onet\nNurse,newcomer,\n", "no column role"),
        ("title,kind,onet,role\nNurse,other,,\n", "titles.csv:2: no kind 'other'"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, rows: str, said: str) -> None:
    path = tmp_path / "titles.csv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        read_cases(path)
