"""Added releases of the wage survey and of the projections: read, held to account, and used."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin import market, reference
from benchpin.documents import as_json
from benchpin.guidance import advise
from benchpin.inputs.errors import BadFile
from benchpin.profile import from_table
from benchpin.reference import SuppressionReason
from benchpin.reference import datasets as sets
from benchpin.reference.datasets import DatasetRegistry
from tests.reference.releases import (
    LOCAL_WAGES,
    NATION,
    PROJECTIONS,
    PROJECTIONS_TABLE,
    WAGES,
    WAGES_HEAD,
    WAGES_NOTES,
    Rows,
    as_text,
    as_workbook,
    as_xlsx,
    wage_row,
)

CATALOG = catalogs.load()
JEWELERS = "51-9071"
NAME = "national_M2026_dl.xlsx"


def file(folder: Path, rows: Rows = WAGES, name: str = NAME, notes: Rows = WAGES_NOTES) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(as_workbook({"a sheet of any name": rows, "Field Descriptions": notes}))
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_an_added_year_answers_for_the_nation_and_the_embedded_one_for_the_rest(
    tmp_path: Path, home: Path
) -> None:
    with reference.open(home) as held:
        nation, providence = held.area(None), held.area("0039300")
        assert held.wage(JEWELERS, nation).release == "2025-05"  # type: ignore[union-attr]
        added = sets.install_release("oews", [file(tmp_path)], home=home)
        assert (added.release, added.release_from) == ("2026-05", "files")
        assert added.source == "bls-oews-2026-05"
        cell = held.wage(JEWELERS, nation)
        assert cell is not None
        assert (cell.release, cell.source) == ("2026-05", "bls-oews-2026-05")
        assert (cell.employment, cell.employment_rse_pct) == (640, 4.5)
        assert dict(cell.annual) == {
            "10": 36000,
            "25": 40000,
            "50": 53000,
            "75": 70000,
            "90": 88000,
        }
        assert cell.hourly["50"] == 25.48
        assert cell.area.scheme == "oews-2026"
        there = held.wage(JEWELERS, providence)
        assert there is not None
        assert (there.release, there.employment) == ("2025-05", 710)
        DatasetRegistry(home).use("oews", "embedded")
        assert held.wage(JEWELERS, nation).release == "2025-05"  # type: ignore[union-attr]


def test_what_stands_in_place_of_a_number_is_kept_with_its_reason(
    tmp_path: Path, home: Path
) -> None:
    sets.install_release("oews", [file(tmp_path)], home=home)
    with reference.open(home) as held:
        nation = held.area(None)
        top, musicians, withheld = (
            held.wage(code, nation) for code in ("13-1020", "27-2042", "49-9064")
        )
    assert top is not None
    assert top.withheld["annual.90"] == SuppressionReason("top-coded", 249_600)
    assert musicians is not None
    assert musicians.withheld["annual.50"] == SuppressionReason("hourly-only")
    assert musicians.hourly["50"] == 20.5
    assert withheld is not None
    assert withheld.employment is None
    assert withheld.withheld["employment"] == SuppressionReason("not-released")
    assert withheld.withheld["annual.50"] == SuppressionReason("not-released")


def test_tables_of_areas_are_read_with_the_nations(tmp_path: Path, home: Path) -> None:
    local = file(tmp_path, LOCAL_WAGES, "MSA_M2026_dl.xlsx")
    sets.install_release("oews", [file(tmp_path), local], home=home)
    with reference.open(home) as held:
        cell = held.wage(JEWELERS, held.area("0039300"))
        assert cell is not None
        assert (cell.release, cell.employment, cell.location_quotient) == ("2026-05", 700, 6.5)
        assert cell.jobs_per_1000 == 0.994
        # It is published for the nation, and not in this area.
        assert held.wage("13-1020", held.area("0039300")) is None


def test_a_metro_area_that_was_drawn_anew_is_not_taken_for_the_one_of_today(
    tmp_path: Path, home: Path
) -> None:
    other = [LOCAL_WAGES[0], *([row[0], "Providence, RI", *row[2:]] for row in LOCAL_WAGES[1:])]
    paths = [file(tmp_path), file(tmp_path, other, "MSA_M2026_dl.xlsx")]
    sets.install_release("oews", paths, home=home)
    with reference.open(home) as held:
        cell = held.wage(JEWELERS, held.area("0039300"))
    assert cell is not None
    assert cell.release == "2025-05"


def test_the_tables_of_2017_without_areas_are_read(tmp_path: Path, home: Path) -> None:
    names = ["OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "EMP_PRSE", "A_PCT10", "A_PCT25",
             "A_MEDIAN", "A_PCT75", "A_PCT90"]  # fmt: skip
    places = [WAGES_HEAD.index(name) for name in names]
    rows = [[row[i] for i in places] for row in WAGES if row[6] != "sector" and row[7] != "5"]
    rows[0][2] = "OCC_GROUP"
    # In 2018 a column of schooling had the name of the codes.
    rows = [[*row[:2], "OCC_CODE" if n == 0 else "Diploma", *row[2:]] for n, row in enumerate(rows)]
    sets.install_release(
        "oews", [file(tmp_path, rows, "national_M2018_dl.xlsx", [["x"]])], home=home
    )
    with reference.open(home) as held:
        cell, top = (held.wage(code, held.area(None)) for code in (JEWELERS, "13-1020"))
    assert cell is not None
    assert (cell.release, cell.employment, cell.annual["50"]) == ("2018-05", 640, 53000)
    assert top is not None
    assert top.withheld["annual.90"] == SuppressionReason("top-coded", 208_000)


def test_the_years_of_an_occupation_go_on_with_an_added_one(tmp_path: Path, home: Path) -> None:
    sets.install_release("oews", [file(tmp_path)], home=home)
    with reference.open(home) as held:
        series = market.occupation_series(JEWELERS, CATALOG, held)
        (wage,) = market.role_wages("bench-jeweler", held.area(None), CATALOG, held)
    assert series is not None
    assert [p.period for p in series.points[-2:]] == ["2025-05", "2026-05"]
    assert (series.points[-1].annual["50"], series.points[-1].source) == (53000, wage.source)
    # The prices of May 2026 are held already, so dollars are those of the new year.
    assert series.constant_period == "2026-05"
    assert (wage.period, wage.source) == ("2026-05", "bls-oews-2026-05")


def test_guidance_says_which_release_it_used_and_is_another_with_it(
    tmp_path: Path, home: Path
) -> None:
    profile = from_table(
        {"aims": {"roles": ["bench-jeweler"]}, "circumstances": {"country": "US"}}, CATALOG
    )

    def said() -> dict[str, Any]:
        with reference.open(home) as held:
            found = advise(profile, CATALOG, held, as_of=date(2026, 11, 22), draws=64)
        told: dict[str, Any] = json.loads(as_json(found))
        return told

    before = said()
    sets.install_release("oews", [file(tmp_path)], home=home)
    after = said()
    assert before["fingerprint"] != after["fingerprint"]
    used = {(d["name"], d["release"], d["from"]) for d in after["data"]}
    assert {("oews", "2026-05", "installed"), ("oews", "2025-05", "embedded")} <= used
    wage = next(w for w in after["market"]["wages"] if w["soc"] == JEWELERS)
    assert (wage["period"], wage["source"]) == ("2026-05", "bls-oews-2026-05")
    assert after["sources"]["bls-oews-2026-05"]["publisher"] == "U.S. Bureau of Labor Statistics"


# Broken

SHORT = [row for row in WAGES if row[8] != JEWELERS]
BROKEN: dict[str, tuple[bytes, str, str]] = {
    "cut": (as_xlsx(WAGES)[:-400], NAME, "cannot be unpacked as an xlsx file; download it again"),
    "rows-missing": (as_xlsx(SHORT), NAME, r"add up to 35% of its employees, so rows are missing"),
    "no-total": (
        as_xlsx([WAGES[0], *WAGES[2:]]), NAME, r"all occupations \(00-0000\) is missing",
    ),
    "other-year": (
        as_workbook({"national": WAGES, "Field Descriptions": WAGES_NOTES}),
        "national_M2027_dl.xlsx", r"is named as 2027-05, and what stands in it is of 2026-05",
    ),
    "no-year": (as_xlsx(WAGES), "wages.xlsx", "says which release they are; name it with --rel"),
    "column-gone": (
        as_xlsx([["PAY" if c == "A_MEDIAN" else c for c in WAGES[0]], *WAGES[1:]]), NAME,
        r"comes nearest and has no 'A_MEDIAN' column",
    ),
    "odd-codes": (
        as_xlsx([*WAGES, wage_row(NATION, "JEWELERS", 10, [1, 2, 3, 4, 5])]), NAME,
        "rows are broken or have an unknown code",
    ),
    "no-numbers": (
        as_xlsx([*WAGES, wage_row(NATION, "51-9999", 10, ["?", "?", "?", "?", "?"])]), NAME,
        r"rows are broken or have an unknown code \(the first: row 11: '\?'\)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_table_of_wages_is_one_sentence_and_the_old_data_stays(
    name: str, tmp_path: Path, home: Path
) -> None:
    sets.install_release("oews", [file(tmp_path / "good")], home=home)
    before = {str(p): p.read_bytes() for p in home.rglob("*") if p.is_file()}
    content, called, words = BROKEN[name]
    path = tmp_path / called
    path.write_bytes(content)
    with pytest.raises(BadFile, match=words) as caught:
        sets.install_release("oews", [path], home=home)
    assert "\n" not in str(caught.value)
    assert {str(p): p.read_bytes() for p in home.rglob("*") if p.is_file()} == before


def test_two_years_are_not_mixed(tmp_path: Path, home: Path) -> None:
    other = file(tmp_path, name="national_M2024_dl.xlsx", notes=[["May 2024 OEWS Estimates"]])
    with pytest.raises(BadFile, match=r"two releases are given \(2024-05 and 2026-05\); add one"):
        sets.install_release("oews", [file(tmp_path), other], home=home)


# Projections


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_added_projections_are_used_in_either_form(form: str, tmp_path: Path, home: Path) -> None:
    path = tmp_path / f"any name.{form}"
    content = as_text(PROJECTIONS, ",") if form == "csv" else as_xlsx(PROJECTIONS_TABLE)
    path.write_bytes(content)
    added = sets.install_release("projections", [path], home=home)
    assert (added.release, added.source) == ("2025-35", "bls-projections-2025-35")
    with reference.open(home) as held:
        found = market.occupation_projection(JEWELERS, CATALOG, held)
        shown = market.role_projection(JEWELERS, CATALOG, held)
        elsewhere = market.occupation_projection("49-9064", CATALOG, held)
    assert found is not None
    assert found.label == "Jewelers and precious stone and metal workers"
    quantities = (
        found.employment, found.employment_projected, found.change, found.openings,
    )  # fmt: skip
    assert [q and (q.value, q.period, q.status) for q in quantities] == [
        (1036.5, "2025", "observed"),
        (34.0, "2035", "forecast"),
        (-6.8, "2025/2035", "forecast"),
        (4.1, "2025/2035", "forecast"),
    ]
    assert found.entry is not None
    assert (found.entry.experience, found.entry.training) == (
        "None",
        "Long-term on-the-job training",
    )
    assert found.source == "bls-projections-2025-35"
    assert shown.change is not None
    assert (shown.change.low, shown.change.source) == (-6.8, "bls-projections-2025-35")
    # What the release does not hold is answered by what comes with Benchpin.
    assert elsewhere is not None
    assert elsewhere.source == "bls-projections-2024-34"


def test_a_table_that_is_no_projection_is_refused(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "projections 2025-35.csv"
    path.write_bytes(as_text([["Occupation Title", "Occupation Code"], ["x", "51-9071"]], ","))
    with pytest.raises(BadFile, match="'Occupational projections' of projections is missing"):
        sets.install_release("projections", [path], home=home)
