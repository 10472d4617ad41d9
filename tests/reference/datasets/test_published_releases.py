"""The releases themselves, where somebody has put them beside the project; else skipped."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchpin import catalog as catalogs
from benchpin import market, reference
from benchpin.reference import datasets as sets
from benchpin.reference.datasets import DatasetRegistry, Manifest

DATA = Path(__file__).parents[3].parent / "shared" / "data"


def added(name: str, folder: str, home: Path) -> Manifest:
    path = DATA / folder
    if not path.exists():
        pytest.skip(f"no release of {name} lies beside the project")
    return sets.install_release(name.split(maxsplit=1)[0].lower(), [path], home=home)


def count(home: Path, manifest: Manifest, sql: str) -> int:
    with closing(sqlite3.connect(DatasetRegistry(home).path(manifest))) as connection:
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


@pytest.mark.parametrize(
    ("year", "rows", "median", "top"),
    [
        (2017, 1382, 37960, 208_000), (2018, 1379, 39440, 208_000), (2019, 1329, 40870, 208_000),
        (2020, 1329, 41900, 208_000), (2021, 1403, 46640, 208_000), (2022, 1402, 47140, 239_200),
        (2023, 1403, 47450, 239_200), (2024, 1403, 49140, 239_200),
    ],
)  # fmt: skip
def test_wages_of_the_nation_of_each_year(
    year: int, rows: int, median: int, top: float, tmp_path: Path
) -> None:
    held = added(f"OEWS {year}", f"oews/national_M{year}_dl.xlsx", tmp_path)
    assert (held.release, held.rows) == (f"{year}-05", {"cell": rows})
    assert (held.rows_left_out, held.rows_of_unknown_code) == ({}, {})
    with reference.open(tmp_path) as opened:
        nation = opened.area(None)
        jewelers = opened.wage("51-9071", nation)
        managers = opened.wage("11-1011", nation)
        assert jewelers is not None
        assert (jewelers.release, jewelers.annual["50"]) == (f"{year}-05", median)
        assert managers is not None
        assert managers.withheld["annual.90"].at_least == top
        # The figures that come with Benchpin were read by a script of their own.
        for figure in catalogs.load().figures.values():
            if figure.source == held.source:
                cell = opened.wage(figure.subject.removeprefix("oews/"), nation)
                assert cell is not None
                if figure.measure == "employment":
                    read: float | None = cell.employment
                    assert cell.employment_rse_pct == figure.rse_pct, figure.id
                elif figure.bound == "over":
                    read = cell.withheld[f"annual.{figure.percentile}"].at_least
                else:
                    read = cell.annual[str(figure.percentile)]
                assert read == figure.low, figure.id


def test_projections_2024_34(tmp_path: Path) -> None:
    held = added("projections", "oews/employment-projections-2024-34.csv", tmp_path)
    assert (held.release, held.rows) == ("2024-34", {"projection": 832})
    assert (held.rows_left_out, held.rows_of_unknown_code) == ({}, {})
    catalog = catalogs.load()
    with reference.open() as embedded, reference.open(tmp_path) as opened:
        for soc in catalog.entries:
            ours = market.occupation_projection(soc, catalog, embedded)
            assert market.occupation_projection(soc, catalog, opened) == ours, soc
