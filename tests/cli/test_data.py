"""`benchpin data`: add, use, list and remove public data sets."""

import json
from pathlib import Path

import pytest

from tests.cli.running import benchpin
from tests.reference.releases import ONET, written


def data(home: Path, *arguments: object) -> tuple[int, str, str]:
    done = benchpin("data", *arguments, BENCHPIN_HOME=str(home))
    return done.returncode, done.stdout, done.stderr


def test_a_set_is_added_listed_put_out_of_use_and_removed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert data(home, "list") == (0, "None is added: what comes with Benchpin is in use.\n", "")
    status, told, errors = data(home, "add", "onet", written(tmp_path / "onet-30.2", ONET))
    assert (status, errors) == (0, "")
    assert told.startswith("Added and in use: O*NET 30.2 Database, 5 tables, 8 rows.\n")
    assert "Not in these files: Alternate Titles," in told
    assert "USDOL/ETA has not approved" in told
    assert data(home, "list")[1].startswith("onet 30.2: in use, 5 tables, 8 rows, added 2")
    assert data(home, "use", "onet", "embedded") == (0, "In use: onet embedded\n", "")
    (row,) = json.loads(data(home, "list", "--format", "json")[1])
    assert (row["release"], row["in_use"], row["rows"]["skill"]) == ("30.2", False, 2)
    status, told, _ = data(home, "remove", "onet", "30.2")
    assert (status, told) == (0, "Removed: onet 30.2; in use: embedded\n")
    assert not (home / "data" / "onet" / "30.2").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "onet", "nowhere"], "nowhere: no such file or folder; name what you downloaded"),
        (["add", "onett", "."], "no such data set 'onett'; nearest: 'onet'"),
        (["add", "onet"], "Missing argument"),
        (["use", "onet", "1"], "no release '1' of 'onet'; none is added"),
        (["use", "oent", "1"], "no such data set 'oent'; nearest: 'onet'"),
        (["remove", "esco", "1"], "no release '1' of 'esco'; none is added"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: list[str], words: str, tmp_path: Path
) -> None:
    status, told, errors = data(tmp_path / "home", *arguments)
    assert (status, told, errors.count("\n")) == (2, "", 1)
    assert words in errors
    assert not (tmp_path / "home").exists() or not list((tmp_path / "home" / "data").iterdir())
