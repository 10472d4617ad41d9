"""The releases themselves, where somebody has put them beside the project; else skipped."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchpin.reference import sets
from benchpin.reference.sets import Home, Manifest

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def added(name: str, folder: str, home: Path) -> Manifest:
    path = DATA / folder
    if not path.exists():
        pytest.skip(f"no release of {name} lies beside the project")
    return sets.add(name, [path], home=home)


def count(home: Path, manifest: Manifest, sql: str) -> int:
    with closing(sqlite3.connect(Home(home).path(manifest))) as connection:
        return int(connection.execute(sql).fetchone()[0])


def test_onet_29_3(tmp_path: Path) -> None:
    held = added("onet", "onet-29.3", tmp_path)
    assert (held.release, held.tables_missing) == ("29.3", ("Related Occupations",))
    assert held.rows == {
        "alternate_title": 56560, "dwa": 2087, "education": 36209, "interest": 8307, "iwa": 332,
        "job_zone": 923, "knowledge": 58014, "occupation": 1016, "reported_title": 7796,
        "skill": 61530, "task": 18796, "task_dwa": 23233, "technology_skill": 32681,
        "work_style": 14064, "work_value": 7866,
    }  # fmt: skip
    assert (held.rows_left_out, held.rows_of_unknown_code) == ({}, {})


def test_onet_30_2(tmp_path: Path) -> None:
    held = added("onet", "onet-30.2", tmp_path)
    assert held.release == "30.2"
    assert held.rows == {
        "education": 37125, "occupation": 1016, "reported_title": 7953, "task": 18796,
    }  # fmt: skip
    assert {"Skills", "Alternate Titles", "Job Zones"} < set(held.tables_missing)


def test_esco_1_1_1(tmp_path: Path) -> None:
    held = added("esco", "esco-1.1.1", tmp_path)
    assert (held.release, held.tables_missing) == ("1.1.1", ())
    assert (held.rows["occupation"], held.rows["skill"]) == (3007, 13896)
    assert held.rows["occupation_skill"] == 123855
    essential = "SELECT count(*) FROM occupation_skill WHERE relation = 'essential'"
    assert count(tmp_path, held, essential) == 64946


def test_soc_2018_titles(tmp_path: Path) -> None:
    held = added("soc-titles", "titles", tmp_path)
    assert (held.release, held.rows) == ("2018", {"title": 6520})
    assert held.rows_of_unknown_code == {}
