"""Public data sets that somebody adds: in every form they come in, and in none that is broken."""

import json
import sqlite3
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchpin import reference
from benchpin.inputs.errors import BadFile, BadInput, MissingExtra, UnknownName
from benchpin.reference import datasets as sets
from benchpin.reference.datasets import DatasetRegistry
from benchpin.reference.datasets import table_files as tables
from tests.reference.releases import (
    CODE,
    ESCO_CONCEPTS,
    ESCO_RELATIONS,
    JOB,
    OCCUPATIONS,
    ONET,
    RENAMED,
    SKILL,
    SKILLS,
    SOC_TITLES,
    TASKS,
    as_text,
    as_xlsx,
    written,
    zipped,
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def asked(home: Path, name: str, sql: str) -> list[tuple[Any, ...]]:
    with reference.open(home) as held:
        path = held.installed(name)
    assert path is not None
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def content(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# Forms


@pytest.mark.parametrize("form", ["txt", "csv", "xlsx"])
def test_onet_is_read_from_a_folder_in_any_form(form: str, tmp_path: Path, home: Path) -> None:
    added = sets.install_release("onet", [written(tmp_path / "onet-29.3", ONET, form)], home=home)
    assert (added.release, added.release_from, added.source) == ("29.3", "files", "onet-29-3")
    assert added.rows == {"dwa": 1, "iwa": 1, "occupation": 2, "skill": 2, "task": 2}
    assert "Knowledge" in added.tables_missing
    assert "O*NET 29.3 Database" in added.attribution
    assert asked(home, "onet", "SELECT * FROM task") == [
        (1, "51-9071.00", "Solder rings.", "Core", 90, "08/2024", "Incumbent"),
        (2, "49-9064.00", "Oil movements.", "Core", None, "12/2025", "Incumbent"),
    ]
    assert asked(home, "onet", "SELECT value FROM skill ORDER BY value") == [(2.75,), (3.12,)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_zip_is_read_as_a_folder_is(form: str, tmp_path: Path, home: Path) -> None:
    added = sets.install_release("onet", [zipped(tmp_path / "db_30_2.zip", ONET, form)], home=home)
    assert added.release == "30.2"
    assert [file.name for file in added.files] == ["db_30_2.zip"]


def test_files_can_be_named_one_by_one(tmp_path: Path, home: Path) -> None:
    folder = written(tmp_path / "onet-30.2", ONET)
    paths = [folder / "Occupation Data.txt", folder / "Task Statements.txt"]
    assert sets.install_release("onet", paths, home=home).rows == {"occupation": 2, "task": 2}


def test_a_release_that_renames_tables_and_columns_is_read_the_same(
    tmp_path: Path, home: Path
) -> None:
    sets.install_release("onet", [written(tmp_path / "onet-29.3", ONET)], home=home)
    queries = ("SELECT * FROM skill ORDER BY element_id", "SELECT * FROM dwa")
    before = [asked(home, "onet", query) for query in queries]
    added = sets.install_release("onet", [written(tmp_path / "onet-30.3", RENAMED)], home=home)
    assert [asked(home, "onet", query) for query in queries] == before
    assert added.rows["skill"] == 2
    assert asked(home, "onet", "SELECT example, hot, in_demand FROM technology_skill") == [
        ("Rhino", 1, 0)
    ]


def test_esco_is_read_from_two_zips(tmp_path: Path, home: Path) -> None:
    one = zipped(tmp_path / "ESCO dataset - v1.1.1 - classification.zip", ESCO_CONCEPTS)
    two = zipped(tmp_path / "ESCO dataset - v1.1.1 - relations.zip", ESCO_RELATIONS)
    added = sets.install_release("esco", [one, two], home=home)
    assert added.release == "1.1.1"
    assert added.rows == {
        "isco_group": 1, "occupation": 1, "occupation_broader": 1, "occupation_skill": 1,
        "skill": 1, "skill_broader": 1, "skill_group": 1,
    }  # fmt: skip
    names = asked(home, "esco", "SELECT name, uri, kind FROM occupation_name ORDER BY name")
    assert names == [
        ("gold smith", JOB, "alternative"),
        ("goldsmith", JOB, "preferred"),
        ("ring maker", JOB, "alternative"),
    ]
    assert asked(home, "esco", "SELECT uri FROM skill_name") == [(SKILL,), (SKILL,)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_soc_titles_are_read_below_the_notes_of_their_publisher(
    form: str, tmp_path: Path, home: Path
) -> None:
    rows = [["U.S. Bureau of Labor Statistics"], [], *SOC_TITLES]
    path = tmp_path / f"titles.{form}"
    path.write_bytes(as_xlsx(rows) if form == "xlsx" else as_text(rows, ","))
    assert sets.install_release("soc-titles", [path], home=home).release == "2018"
    assert asked(home, "soc-titles", "SELECT code, title FROM title")[0] == (
        "51-9071",
        "Goldsmith",
    )


# Releases


def test_a_read_me_names_the_release(tmp_path: Path, home: Path) -> None:
    folder = written(tmp_path / "download", ONET)
    (folder / "Read Me.txt").write_text("O*NET 29.3 Database\nMay 2025 Release\n", "utf-8")
    assert sets.install_release("onet", [folder], home=home).release == "29.3"


def test_the_newest_date_names_a_release_that_nothing_else_names(
    tmp_path: Path, home: Path
) -> None:
    added = sets.install_release("onet", [written(tmp_path / "download", ONET)], home=home)
    assert (added.release, added.release_from) == ("2025-12", "dates")


def test_a_release_can_be_given(tmp_path: Path, home: Path) -> None:
    folder = written(tmp_path / "download", ONET)
    assert sets.install_release("onet", [folder], home=home, release="30.2").release_from == "given"
    with pytest.raises(BadInput, match="cannot name a release; use letters"):
        sets.install_release("onet", [folder], home=home, release="../../x")


def test_a_release_that_contradicts_the_files_is_refused(tmp_path: Path, home: Path) -> None:
    folder = written(tmp_path / "download", ONET)
    (folder / "Read Me.txt").write_text("O*NET 29.3 Database", "utf-8")
    with pytest.raises(BadFile, match=r"given as '30\.2', and the files say 29\.3; leave out"):
        sets.install_release("onet", [folder], home=home, release="30.2")


def test_tables_of_two_releases_are_never_mixed(tmp_path: Path, home: Path) -> None:
    small = {name: ONET[name] for name in ("Occupation Data", "Task Statements")}
    one = written(tmp_path / "onet-29.3", small)
    two = written(tmp_path / "onet-30.2", {"Skills": SKILLS})
    with pytest.raises(BadFile, match=r"two releases are given \(29\.3 and 30\.2\); add one"):
        sets.install_release("onet", [one, two], home=home)
    three = written(tmp_path / "more", {"Again": TASKS})
    with pytest.raises(BadFile, match="both hold 'Task Statements'; give one release, in one form"):
        sets.install_release("onet", [one, three], home=home)
    four = written(tmp_path / "twice", {"Skills": SKILLS, "Abilities": SKILLS})
    with pytest.raises(BadFile, match="rows of 'Skills' stand there twice"):
        sets.install_release("onet", [one, four], home=home)


# Which is in use


def test_the_one_added_last_is_in_use_unless_another_is_named(tmp_path: Path, home: Path) -> None:
    place = DatasetRegistry(home)
    assert place.active("onet") is None
    for release in ("30.2", "29.3"):
        sets.install_release("onet", [written(tmp_path / f"onet-{release}", ONET)], home=home)
    with reference.open(home) as held:
        assert held.installed("esco") is None
        assert held.installed("onet") == home / "data" / "onet" / "29.3" / "set.sqlite"
        place.use("onet", "30.2")
        (active,) = held.installed_sets
        assert (active.name, active.release, active.from_) == ("onet", "30.2", "installed")
        assert {each.from_ for each in held.data} == {"embedded"}
        place.use("onet", "embedded")
        assert (held.installed("onet"), held.installed_sets) == (None, ())
        sets.install_release("onet", [tmp_path / "onet-30.2"], home=home)
        assert held.installed_sets[0].release == "30.2"
        place.remove("onet", "30.2")
        assert held.installed_sets[0].release == "29.3"
        place.remove("onet", "29.3")
        assert held.installed_sets == ()
    assert not list((home / "data").glob(".*"))


def test_a_release_or_set_that_is_not_there_is_named(tmp_path: Path, home: Path) -> None:
    with pytest.raises(UnknownName, match=r"no release '29\.3' of 'onet'; none is added"):
        DatasetRegistry(home).use("onet", "29.3")
    sets.install_release("onet", [written(tmp_path / "onet-29.3", ONET)], home=home)
    with pytest.raises(UnknownName, match=r"no release '30' of 'onet'; added are '29\.3'"):
        DatasetRegistry(home).remove("onet", "30")
    with pytest.raises(UnknownName, match="no such data set 'onett'; nearest: 'onet'; there are"):
        sets.install_release("onett", [tmp_path], home=home)


def test_the_home_is_the_one_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BENCHPIN_HOME", str(tmp_path / "mine"))
    assert DatasetRegistry().folder == tmp_path / "mine"
    monkeypatch.setenv("BENCHPIN_HOME", "")
    assert DatasetRegistry().folder.name == "benchpin"


# Manifest


def test_the_manifest_says_where_everything_comes_from(tmp_path: Path, home: Path) -> None:
    added = sets.install_release("onet", [written(tmp_path / "onet-29.3", ONET)], home=home)
    place = home / "data" / "onet" / "29.3"
    said = json.loads((place / "manifest.json").read_text("utf-8"))
    assert said["rows"] == added.rows
    assert len(said["files"]) == 5
    assert said["file"]["bytes"] == (place / "set.sqlite").stat().st_size
    assert str(tmp_path) not in json.dumps(said)
    meta = dict(asked(home, "onet", "SELECT name, value FROM meta"))
    assert (meta["release"], meta["licence"]) == ("29.3", "CC BY 4.0")
    again = sets.install_release("onet", [tmp_path / "onet-29.3"], home=home)
    assert again.file.sha256 == added.file.sha256


def test_a_broken_manifest_is_named(tmp_path: Path, home: Path) -> None:
    sets.install_release("onet", [written(tmp_path / "onet-29.3", ONET)], home=home)
    (home / "data" / "onet" / "29.3" / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(BadFile, match="cannot be read as the manifest of a data set; remove"):
        DatasetRegistry(home).active("onet")


def test_progress_is_told_in_a_few_words(tmp_path: Path, home: Path) -> None:
    told: list[str] = []
    sets.install_release(
        "onet", [written(tmp_path / "onet-29.3", ONET)], home=home, progress=told.append
    )
    assert told[0] == "reading DWA Reference.txt"
    assert told[-1] == "checksums"


def test_many_adding_at_once_leave_one_whole_release(tmp_path: Path, home: Path) -> None:
    folder = written(tmp_path / "onet-29.3", ONET)
    with ThreadPoolExecutor(4) as pool:
        added = list(
            pool.map(lambda _: sets.install_release("onet", [folder], home=home), range(12))
        )
    assert len({each.file.sha256 for each in added}) == 1
    assert asked(home, "onet", "SELECT count(*) FROM occupation") == [(2,)]
    assert [path.name for path in (home / "data").iterdir()] == ["onet"]


# Broken

FIELD = f"{CODE}\tTask ID\tTask\n"
MANY = [[TASKS[0][0], "Task ID", "Task"], *(["51-9071.00", n, "Saw."] for n in range(300))]


def broken_rows(count: int) -> bytes:
    return as_text([*MANY, *(["99-9999.00", 900 + n, "?"] for n in range(count))])


BROKEN: dict[str, tuple[str, bytes, str]] = {
    "missing-table": ("Task Statements.txt", b"", r"'Task Statements' of onet is missing"),
    "wrong-columns": (
        "Task Statements.txt", as_text([[CODE, "Task ID", "Words"], *TASKS[1:]]),
        r"Task Statements\.txt: has no 'Task' column; download it again, or leave it out",
    ),
    "other-name": (
        "Tasks.txt", as_text([[CODE, "Task ID", "Words"], *TASKS[1:]]),
        r"Tasks\.txt comes nearest and has no 'Task' column\); give the whole release",
    ),
    "no-rows": ("Tasks.txt", FIELD.encode(), r"Tasks\.txt: holds no rows under its headers"),
    "unknown-codes": (
        "Tasks.txt", broken_rows(4),
        r"4 of 304 rows are broken or have an unknown code \(the first: unknown code '99-9999\.00'",
    ),
    "not-numbers": (
        "Tasks.txt", f"{FIELD}51-9071.00\tmany\tSaw.\n".encode(), r"the first: row 2: 'many'\)",
    ),
    "cut-rows": (
        "Tasks.txt", f"{FIELD}51-9071.00\t5\n".encode(), r"the first: row 2 has no 'Task'\)",
    ),
    "not-utf-8": (
        "Tasks.txt", FIELD.encode() + b"51-9071.00\t5\tCaf\xe9\n",
        r"Tasks\.txt: is not text in UTF-8",
    ),
    "binary": ("Tasks.csv", b"\x00\x01\x02\n", r"Tasks\.csv: is not a text table"),
    "not-xlsx": ("Tasks.xlsx", b"not a workbook", r"Tasks\.xlsx: cannot be unpacked as an xlsx"),
    "cut-xlsx": ("Tasks.xlsx", as_xlsx(TASKS)[:-300], r"cannot be unpacked as an xlsx file"),
    "not-zip": ("more.zip", b"PK\x03\x04 not a zip", r"more\.zip: cannot be unpacked as a zip"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_named_and_the_old_data_stays(
    name: str, tmp_path: Path, home: Path
) -> None:
    sets.install_release("onet", [written(tmp_path / "onet-29.3", ONET)], home=home)
    before = content(home)
    file, inside, words = BROKEN[name]
    folder = written(tmp_path / "new" / "onet-29.3", {"Occupation Data": OCCUPATIONS})
    if inside:
        (folder / file).write_bytes(inside)
    with pytest.raises(BadFile, match=words) as caught:
        sets.install_release("onet", [folder], home=home)
    assert "\n" not in str(caught.value)
    assert content(home) == before
    assert DatasetRegistry(home).active("onet") is not None


def test_one_row_in_a_hundred_may_be_odd_and_is_counted(tmp_path: Path, home: Path) -> None:
    folder = written(tmp_path / "onet-29.3", {"Occupation Data": OCCUPATIONS})
    odd = broken_rows(2) + b"51-9071.00\tmany\tSaw.\r\n"
    (folder / "Tasks.txt").write_bytes(odd)
    added = sets.install_release("onet", [folder], home=home)
    assert (added.rows["task"], added.rows_of_unknown_code) == (302, {"task": 2})
    assert added.rows_left_out == {"task": 1}


def test_soc_titles_with_unknown_codes_are_refused(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "titles.csv"
    path.write_bytes(as_text([SOC_TITLES[0], ["51-8888", "Nobody"]], ","))
    with pytest.raises(BadFile, match="1 of 1 rows are broken or have an unknown code"):
        sets.install_release("soc-titles", [path], home=home)
    assert not (home / "data" / "soc-titles").exists()


def test_a_damaged_zip_is_refused(tmp_path: Path, home: Path) -> None:
    path = zipped(tmp_path / "onet-29.3.zip", ONET)
    damaged = bytearray(path.read_bytes())
    damaged[60:80] = bytes(20)
    path.write_bytes(damaged)
    with pytest.raises(BadFile, match=r"onet-29\.3\.zip: .*; download it again"):
        sets.install_release("onet", [path], home=home)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    form: str, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Tasks.csv", bytes(3_000_000))
    assert path.stat().st_size < 10_000
    if form == "xlsx":
        path = path.rename(tmp_path / "bomb.xlsx")
    monkeypatch.setattr(tables, "MAX_UNPACKED", 2_000_000)
    with pytest.raises(BadFile, match=r"bomb.*: unpacks to more than"):
        sets.install_release("onet", [path], home=home)


def test_a_folder_of_everything_is_refused(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_FILES", 3)
    with pytest.raises(BadFile, match="holds more than 3 files; name just the folder"):
        sets.install_release("onet", [written(tmp_path / "onet-29.3", ONET)], home=home)


def test_xlsx_without_its_extra_names_the_extra(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    folder = written(tmp_path / "onet-29.3", ONET, "xlsx")
    with pytest.raises(
        MissingExtra, match=r"needs the extra 'data': pip install 'benchpin\[data\]'"
    ):
        sets.install_release("onet", [folder], home=home)


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", "utf-8")
    folder = written(tmp_path / "onet-29.3", ONET)
    with pytest.raises(BadFile, match=r"cannot be written .*; close what uses it, or name another"):
        sets.install_release("onet", [folder], home=tmp_path / "home")


def test_what_is_no_table_is_passed_over(tmp_path: Path, home: Path) -> None:
    folder = written(tmp_path / "onet-29.3", ONET)
    for name in ("~$Skills.xlsx", ".DS_Store.txt", "picture.png"):
        (folder / name).write_bytes(b"\x00\xff")
    (folder / "License.txt").write_bytes(b"O*NET\xae")
    assert sets.install_release("onet", [folder], home=home).rows["skill"] == 2
