"""`benchpin ask` and `benchpin assay`: one line of JSON a row, one sentence for bad input."""

import json
from pathlib import Path

from tests.cli.running import benchpin


def test_ask_answers_in_text_and_json() -> None:
    text = benchpin("ask", "Am I too old to become a jeweler?")
    assert text.returncode == 0
    assert "SOURCES" in text.stdout
    data = json.loads(benchpin("ask", "Am I too old?", "--format", "json").stdout)
    assert data["parts"][0]["entries"][0]["id"] == "questions/too-old-to-start"


def test_a_file_of_questions_gives_a_line_for_each(tmp_path: Path) -> None:
    path = tmp_path / "questions.csv"
    path.write_text('id,question,context\na,"Is a GG a degree?",\nb,"and in Texas?","setter pay"\n')
    lines = benchpin("ask", "--file", path).stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b"]


def test_assay_gives_an_object_for_each_line(tmp_path: Path) -> None:
    path = tmp_path / "claims.txt"
    path.write_text("The GG is a university degree.\n\nGood luck!\n")
    lines = [json.loads(s) for s in benchpin("assay", path, "--lines").stdout.splitlines()]
    assert [line["label"] for line in lines] == ["contradicted", "no-claim", "no-claim"]
    whole = json.loads(benchpin("assay", path, "--format", "json").stdout)
    assert whole["schema"] == "benchpin.assay/1"
    assert whole["summary"]["contradicted"] == 1
    assert "Contradicted" in benchpin("assay", "-", typed=path.read_text()).stdout


def test_bad_input_is_one_sentence(tmp_path: Path) -> None:
    empty, binary, wrong = tmp_path / "e.txt", tmp_path / "b.txt", tmp_path / "w.csv"
    empty.write_text("...\n")
    binary.write_bytes(b"\xff\xfe\x00\x01")
    wrong.write_text("text\nx\n")
    for arguments in (
        ("ask", ""),
        ("ask",),
        ("ask", "--file", tmp_path / "none.csv"),
        ("ask", "--file", wrong),
        ("assay", empty),
        ("assay", binary),
        ("assay", tmp_path / "none.md"),
    ):
        result = benchpin(*arguments)
        assert result.returncode == 2
        assert result.stderr.startswith("benchpin: ")
        assert len(result.stderr.splitlines()) == 1
