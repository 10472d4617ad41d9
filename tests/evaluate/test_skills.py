"""How the spotting of skills is measured."""

import csv
from pathlib import Path

import pytest

from benchpin import catalog
from benchpin.evaluate import skills
from benchpin.inputs.errors import BadFile

CATALOG = catalog.load()

PASSAGES = """
[[passage]]
text = "Sized rings and retipped prongs for six years; never cast."
held = ["ring-sizing", "prong-retipping"]
not_held = ["lost-wax-casting"]

[[passage]]
text = "Strung pearls. I want to learn lost-wax casting."
held = ["stringing", "patience"]
not_held = ["lost-wax-casting"]
"""


def sentences(path: Path, *rows: tuple[str, str, str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(skills.COLUMNS)
        writer.writerows(rows)
    return path


def test_a_find_inside_a_span_without_a_label_is_not_counted(tmp_path: Path) -> None:
    text = "Weld frames and bake bread"
    path = sentences(
        tmp_path / "a.csv",
        (text, "Weld frames", "", "welding"),
        (text, "bake bread", "", "LABEL NOT PRESENT"),
    )
    (sentence,) = skills.read_sentences(path)
    assert sentence.labels == {"welding"}

    def find(_: str) -> list[tuple[str, int, int]]:
        return [("baking", 16, 20), ("framing", 5, 11)]

    assert skills.count_sentence(sentence, find) == skills.ConfusionCounts(
        true_positives=0, false_positives=1, false_negatives=1
    )


def test_names_are_found_as_whole_words_the_longest_first() -> None:
    find = skills.phrase_finder([("a", "Welding"), ("b", "arc welding"), ("c", "art")])
    assert list(find("Arc welding, started.")) == [("b", 0, 11)]


def test_scores_are_of_all_texts_together() -> None:
    counts = [skills.ConfusionCounts(3, 1, 0), skills.ConfusionCounts(1, 0, 4)]
    values = {score.metric: score.value for score in skills.precision_recall_f1("ours", counts)}
    assert values == pytest.approx({"precision": 4 / 5, "recall": 4 / 8, "F1": 8 / 13})
    assert skills.f1_difference("none", counts, counts).value == 0


def test_where_nothing_is_found_there_is_no_precision_and_no_error() -> None:
    values = {
        score.metric: score.value
        for score in skills.precision_recall_f1("n", [skills.ConfusionCounts(0, 0, 2)])
    }
    assert values == {"precision": 0.0, "recall": 0.0, "F1": 0.0}


def test_passages_are_measured_beside_plain_names(tmp_path: Path) -> None:
    path = tmp_path / "passages.toml"
    path.write_text(PASSAGES, encoding="utf-8")
    measured = skills.measure_passages(path, CATALOG)
    ours = {score.metric: score for score in measured.scores if not score.baseline}
    plain = {score.metric: score for score in measured.scores if score.baseline}
    assert measured.cases == 2
    assert ours["precision"].value == 1
    assert ours["recall"].value == pytest.approx(3 / 4)
    assert (ours["precision"].aim, ours["recall"].aim) == (0.90, 0.75)
    taken = "denied or wished for, counted as held"
    assert (ours[taken].value, plain[taken].value) == (0, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "cannot be read as passages"),
        ("[[passage]]\ntext = 'a'", "cannot be read as passages"),
        ("[[passage]]\ntext = 'a'\nheld = ['solderin']", "no such skill 'solderin'"),
    ],
)
def test_a_broken_file_of_passages_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "passages.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match=words):
        skills.measure_passages(path, CATALOG)


def test_a_list_without_its_columns_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sentence,span\na,b\n", encoding="utf-8")
    with pytest.raises(BadFile, match="is not a list of skills"):
        skills.read_sentences(path)
