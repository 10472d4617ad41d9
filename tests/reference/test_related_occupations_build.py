"""How the table of alike occupations is built from an O*NET release."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from benchpin.reference.extract import MANIFEST
from tests.reference.releases import CODE, OCCUPATIONS, RATING, Rows, written
from tests.reference.test_extracts import bls_wheel, script

__all__ = ["script"]

JEWELERS, GEMS, WATCHES, CHIEFS = "51-9071.00", "51-9071.06", "49-9064.00", "11-1011.00"
TITLES = {
    JEWELERS: ["Goldsmith", "Bench Jeweler", "Stone Setter"],
    GEMS: ["Stone Cutter", "Gem Setter", "Diamond Jeweler"],
    WATCHES: ["Horologist", "Bench Watchmaker"],
    CHIEFS: ["Chief Executive", "President"],
}
TASKS = {
    JEWELERS: ["Solder gold rings and set stones.", "Polish gold mounts on a wheel."],
    GEMS: ["Polish stones on a wheel.", "Set stones in gold mounts."],
    WATCHES: ["Oil the movements of watches.", "Polish gold cases on a wheel."],
    CHIEFS: ["Direct the budgets of an organization.", "Confer with board members on budgets."],
}
LINKS = {
    JEWELERS: ["4.A.3.a.1.I01.D01", "4.A.3.a.1.I01.D02"],
    GEMS: ["4.A.3.a.1.I01.D01", "4.A.3.a.1.I01.D03"],
    WATCHES: ["4.A.3.a.1.I02.D07", "4.A.3.a.1.I02.D08"],
    CHIEFS: ["4.A.4.b.4.I09.D02", "4.A.4.b.4.I09.D03"],
}
RELATED = [[CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"]] + [
    [one, other, "Primary-Short", 1] for one, other in ((JEWELERS, CHIEFS), (CHIEFS, JEWELERS))
]


def rated(*elements: str, scales: tuple[str, ...], lacking: str = "") -> Rows:
    """Ratings that grow with the place of an occupation, crafts and offices the other way round."""
    rows: Rows = [RATING]
    for code in sorted(set(TASKS) - {lacking}):
        for place, element in enumerate(elements, start=1):
            for scale in scales:
                value = place if code != CHIEFS else len(elements) + 1 - place
                rows.append([code, element, "", scale, value, "08/2024", "Analyst"])
    return rows


def release(folder: Path, **more: Rows) -> Path:
    """A release of four occupations, one of them without knowledge."""
    names = {JEWELERS: "Jewelers", GEMS: "Gem Workers", WATCHES: "Watch Repairers"}
    names |= {CHIEFS: "Chief Executives"}
    ordered = sorted(TASKS)
    tasks = [(code, task) for code in ordered for task in TASKS[code]]
    titles = [[code, title] for code in ordered for title in TITLES[code]]
    linked = [(code, i, LINKS[code][i % 2]) for i, (code, _) in enumerate(tasks)]
    tables: dict[str, Rows] = {
        "Occupation Data": [OCCUPATIONS[0], *([code, names[code], "Work."] for code in ordered)],
        "Task Statements": [
            [CODE, "Task ID", "Task"],
            *([code, i, task] for i, (code, task) in enumerate(tasks)),
        ],
        "Alternate Titles": [[CODE, "Alternate Title", "Short Title", "Source(s)"]]
        + [[*row, "", ""] for row in titles],
        "Sample of Reported Titles": [[CODE, "Reported Job Title", "Shown in My Next Move"]]
        + [[*row, "Y"] for row in titles],
        "Skills": rated("2.A.1.a", "2.A.1.b", scales=("IM", "LV")),
        "Knowledge": rated("2.C.1.a", "2.C.1.b", scales=("IM", "LV"), lacking=GEMS),
        "Interests": rated("1.B.1.a", "1.B.1.b", scales=("OI",)),
        "Work Values": rated("1.B.2.a", "1.B.2.b", scales=("EX",)),
        "Work Styles": rated("1.C.1.a", "1.C.1.b", scales=("IM",)),
        "Education, Training, and Experience": [
            [CODE, "Element ID", "Scale ID", "Category", "Data Value"],
            *(
                [code, "2.D.1", scale, category, 100 if category == 1 + (code == CHIEFS) else 0]
                for code in ordered
                for scale in ("RL", "RW", "PT", "OJ")
                for category in (1, 2)
            ),
        ],
        "Job Zones": [
            [CODE, "Job Zone", "Date", "Domain Source"],
            *([code, 5 if code == CHIEFS else 2, "08/2024", "Analyst"] for code in ordered),
        ],
        "Tasks to DWAs": [
            [CODE, "Task ID", "DWA ID", "Date", "Domain Source"],
            *([code, task, link, "08/2024", "Analyst"] for code, task, link in linked),
        ],
        "Technology Skills": [
            [CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology"],
            *([code, "A program", 43232110, "Software", "N"] for code in ordered),
        ],
    }
    made = written(folder, tables | more)
    (made / "Read Me.txt").write_text("O*NET 29.3 Database\n", encoding="utf-8")
    return made


def rows_and_meta(path: Path) -> tuple[dict[str, dict[str, int]], dict[str, str]]:
    """The table as it is stored, by code, and what it says of itself."""
    with closing(sqlite3.connect(path)) as table:
        codes = [code for (code,) in table.execute("SELECT code FROM occupation ORDER BY position")]
        rows = [
            dict(zip(codes, np.frombuffer(row, "<u2").tolist(), strict=True))
            for (row,) in table.execute("SELECT row FROM likeness ORDER BY position")
        ]
        meta = dict(table.execute("SELECT name, value FROM meta").fetchall())
    return dict(zip(codes, rows, strict=True)), meta


def test_a_release_makes_a_table_that_says_where_it_comes_from(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    onet = release(tmp_path / "onet")
    path = script("build_proximity").build(onet, bls_wheel(tmp_path), None, tmp_path / "out")
    alike, meta = rows_and_meta(path)
    nearest = sorted(alike[JEWELERS], key=lambda code: -alike[JEWELERS][code])
    assert nearest == [JEWELERS, GEMS, WATCHES, CHIEFS]
    assert alike[JEWELERS][JEWELERS] == 10_000
    assert all(value > 0 for row in alike.values() for value in row.values())
    assert all(alike[a][b] == alike[b][a] for a in alike for b in alike)

    assert (meta["release"], meta["source"]) == ("29.3", "onet-29-3")
    assert "O*NET 29.3 Database" in meta["attribution"]
    files = sorted(p for p in onet.iterdir() if p.name != "Read Me.txt")
    lines = sorted(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files)
    assert meta["sha256_onet"] == hashlib.sha256("".join(lines).encode()).hexdigest()
    assert b"Solder" not in path.read_bytes()
    assert '"onet-29-3"' in (tmp_path / "out" / MANIFEST).read_text(encoding="utf-8")


def test_lists_of_related_occupations_in_a_release_change_nothing(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    build, oews = script("build_proximity").build, bls_wheel(tmp_path)
    without = build(release(tmp_path / "a"), oews, None, tmp_path / "out-a")
    lists = release(tmp_path / "b", **{"Related Occupations": RELATED})
    with_lists = build(lists, oews, None, tmp_path / "out-b")
    assert rows_and_meta(without)[0] == rows_and_meta(with_lists)[0]


def test_a_release_that_lacks_a_table_is_refused(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    onet = release(tmp_path / "onet")
    (onet / "Knowledge.txt").unlink()
    with pytest.raises(SystemExit, match="has no Knowledge; give the whole release"):
        script("build_proximity").build(onet, bls_wheel(tmp_path), None, tmp_path / "out")


def test_ratings_that_are_lacking_are_those_of_the_nearest_that_have_them(
    script: Callable[[str], ModuleType],
) -> None:
    near = np.array([[1.0, 0.6, 0.2], [0.6, 1.0, 0.1], [0.2, 0.1, 1.0]])
    table = np.array([[np.nan, np.nan], [4.0, 0.0], [0.0, 8.0]])
    full = script("proximity_onet").fill_missing(table, near)
    np.testing.assert_allclose(full, [[3.0, 2.0], [4.0, 0.0], [0.0, 8.0]])


def test_all_themes_tell_what_the_words_tell_and_fewer_tell_less(
    script: Callable[[str], ModuleType],
) -> None:
    tools = script("proximity_features")
    alike = tools.cosines(np.random.default_rng(3).random((8, 6)))
    np.testing.assert_allclose(tools.themes(alike, 8), alike, atol=1e-9)
    assert np.abs(tools.themes(alike, 1)).min() == pytest.approx(1)
