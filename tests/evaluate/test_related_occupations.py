"""How the table of alike occupations is measured."""

import csv
import hashlib
from math import log2
from pathlib import Path

import pytest

from benchpin import reference as references
from benchpin.evaluate import related_occupations as proximity
from benchpin.inputs.errors import BadFile

REFERENCE = references.open()
JEWELERS, SALES, CURATORS = "51-9071.00", "41-2031.00", "25-4012.00"


def lists(path: Path, related: dict[str, list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([proximity.CODE_COLUMN, proximity.RELATED_COLUMN, proximity.RANK_COLUMN])
        for code, others in related.items():
            rows.writerows([code, other, i] for i, other in enumerate(others, start=1))
    return path


def test_gain_is_whole_where_all_are_found_and_less_further_down() -> None:
    assert proximity.ndcg(["a", "b"], {"a", "b"}) == pytest.approx(1)
    assert proximity.ndcg(["x", "a"], {"a"}) == pytest.approx(1 / log2(3))
    assert proximity.ndcg(["x"] * 10 + ["a"], {"a"}) == 0


def test_the_table_finds_its_own_neighbors_and_names_do_not(tmp_path: Path) -> None:
    own = {
        code: [other for other, _ in REFERENCE.related(code, 12)]
        for code in (JEWELERS, SALES, CURATORS)
    }
    found = proximity.measure_related_occupations(lists(tmp_path / "lists.csv", own), REFERENCE)
    scores = {score.subject: score for score in found.scores}
    assert found.cases == 3
    assert scores["the table"].value == pytest.approx(1)
    assert scores["the table"].aim == proximity.AIM
    for name in ("baseline: names alone", "baseline: SOC tree, then names"):
        assert scores[name].baseline
        assert 0 < scores[name].value < 1
    assert "other lists than these" in found.notes[0]


def test_lists_that_the_table_was_trained_on_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lists(tmp_path / "lists.csv", {JEWELERS: [SALES]})
    meta = {"sha256_lists": hashlib.sha256(path.read_bytes()).hexdigest(), "folds": "5"}

    class Table:
        def rows(self, _: str) -> list[tuple[str, str]]:
            return list(meta.items())

    monkeypatch.setattr(references.Reference, "extract", lambda *_: Table())
    assert "on these lists in 5 folds" in proximity.training_note(path, REFERENCE)
    meta.clear()
    assert proximity.training_note(path, REFERENCE) == "The table was not trained on any lists."


def test_related_occupations_without_data_and_below_ten_do_not_count(tmp_path: Path) -> None:
    twelve = [other for other, _ in REFERENCE.related(JEWELERS, 12)]
    path = lists(tmp_path / "lists.csv", {JEWELERS: ["99-9999.00", *twelve], "99-9999.00": [SALES]})
    truth = proximity.read_truth(path, REFERENCE.onet_codes)
    assert truth == {JEWELERS: frozenset(twelve[:9])}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "with the columns"),
        (
            f"{proximity.CODE_COLUMN},{proximity.RELATED_COLUMN},{proximity.RANK_COLUMN}\nx,y,first\n",
            "with the columns",
        ),
        (
            f"{proximity.CODE_COLUMN},{proximity.RELATED_COLUMN},{proximity.RANK_COLUMN}\nx,y,1\n",
            "no related occupations",
        ),
    ],
)
def test_another_file_is_an_error_that_says_what_to_give(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "other.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match=said):
        proximity.read_truth(path, REFERENCE.onet_codes)
