"""The market on the command line: topics, reach, the price of a piece, pictures."""

import json
from pathlib import Path

import pytest

from tests.cli.running import benchpin


def test_topics_are_listed_and_one_is_told() -> None:
    listed = benchpin("market")
    assert "luxury-market" in listed.stdout
    told = benchpin("market", "lab-grown")
    assert (told.returncode, told.stderr) == (0, "")
    assert "61%" in told.stdout
    assert len(json.loads(benchpin("market", "--format", "json").stdout)["topics"]) >= 8


def test_reach_and_piece_answer_in_json() -> None:
    found = json.loads(
        benchpin("reach", "bench-jeweler", "--area", "Providence", "--format", "json").stdout
    )
    assert found["occupations"][0]["reached"][0]["jobs"] == 710
    priced = benchpin(
        "piece", "gold", "--weight", "3dwt", "--fineness", "18k", "--at", "2026-05",
        "--hours", "2", "--area", "Providence", "--margin", "30", "--format", "json",
    )  # fmt: skip
    lines = json.loads(priced.stdout)["lines"]
    assert [line["kind"] for line in lines] == ["metal", "labor", "margin"]


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_picture_is_written_whole_with_its_table_on_the_screen(
    ending: str, tmp_path: Path
) -> None:
    output = tmp_path / f"stores.{ending}"
    done = benchpin("chart", "stores", "--output", output)
    assert (done.returncode, done.stderr) == (0, "")
    assert "18,780" in done.stdout
    assert output.stat().st_size > 2000
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("market", "luxry"), "no such topic 'luxry'; nearest: 'luxury'"),
        (("reach", "goldsmit", "--area", "Boston"), "nearest: 'goldsmith'"),
        (("reach", "goldsmith", "--area", "Bostn"), "no such area 'Bostn'"),
        (("piece", "gold", "--weight", "5", "--fineness", "18k"), "is not a weight"),
        (("piece", "gold", "--weight", "5g", "--fineness", "30k"), "is not a fineness"),
        (("piece", "lead", "--weight", "5g", "--fineness", "18k"), "there are gold, silver"),
        (
            ("piece", "gold", "--weight", "5g", "--fineness", "18k", "--hours", "1"),
            "--hours needs --area",
        ),
        (("chart", "reach", "goldsmith"), "reach needs --area"),
        (("chart", "series"), "series needs a role"),
        (("chart", "stores", "goldsmith"), "leave the role out"),
        (("chart", "stores", "--output", "stores.gif"), "is neither .svg nor .png"),
        (("chart", "stores", "--output", "nowhere/stores.svg"), "no such folder"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(arguments: tuple[str, ...], words: str) -> None:
    done = benchpin(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
