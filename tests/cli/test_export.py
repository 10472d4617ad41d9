"""`benchpin export`: the document alone on standard output, what it lacks on standard error."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.running import benchpin
from tests.cli.test_cli import GOOD


def test_the_document_and_what_it_lacks_go_separate_ways() -> None:
    done = benchpin("export", GOOD, "--to", "json-resume")
    assert done.returncode == 0
    assert json.loads(done.stdout)["work"][0]["position"] == "Retail salesperson, department store"
    told = done.stderr.splitlines()
    assert any(line.startswith("Left out: aims: ") for line in told)
    assert any(line.startswith("Left out: skills.0.evidence, skills.1.evidence, ") for line in told)
    assert any(line.startswith("Only for Benchpin: experience.0.hours: ") for line in told)


def test_europass_is_written_into_a_file(tmp_path: Path) -> None:
    output = tmp_path / "cv.xml"
    done = benchpin("export", GOOD, "--to", "europass", "--output", output)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Left out: aims: " in done.stderr
    root = ElementTree.fromstring(output.read_bytes())
    assert root.tag == "{http://europass.cedefop.europa.eu/Europass}SkillsPassport"
    assert [path.name for path in tmp_path.iterdir()] == ["cv.xml"]


def test_what_is_exported_can_be_read(tmp_path: Path) -> None:
    output = tmp_path / "cv.json"
    benchpin("export", GOOD, "--to", "json-resume", "--output", output)
    found = json.loads(benchpin("read", output, "--format", "json").stdout)
    assert found["profile"]["experience"][0]["started"] == "2019-03"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("none.toml", "--to", "europass"), "none.toml: no such file"),
        ((GOOD, "--to", "hr-xml"), "'hr-xml' is not one of"),
        ((GOOD,), "--to"),
        ((GOOD, "--to", "europass", "--output", "none/cv.xml"), "cannot be written"),
    ],
)
def test_bad_input_is_one_sentence_and_writes_nothing(
    arguments: tuple[object, ...], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = benchpin("export", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("benchpin: ")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert not list(tmp_path.iterdir())
