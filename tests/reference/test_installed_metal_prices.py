"""Added releases of the Pink Sheet answer for metal prices; broken ones leave what was there."""

from pathlib import Path

import pytest

from benchpin import catalog as catalogs
from benchpin import reference
from benchpin.inputs.errors import BadFile, BadInput
from benchpin.market import metal_price_series, price_at
from benchpin.reference import datasets as sets
from tests.reference.releases import Rows, as_xlsx

CATALOG = catalogs.load()
NOTES: Rows = [
    ["World Bank Commodity Price Data (The Pink Sheet)"],
    ["monthly prices in nominal US dollars, 1960 to present"],
    ["Updated on September 02, 2026"],
    [""],
]
HEAD: Rows = [
    ["", "Crude oil, average", "Gold", "Platinum", "Silver"],
    ["", "($/bbl)", "($/troy oz)", "($/troy oz)", "($/troy oz)"],
]
MONTHS: Rows = [
    [f"{year}M{month:02}", 60.5, 4000.0 + month, 1900.5, 70.25]
    for year in range(2014, 2026)
    for month in range(1, 13)
]
SHEET = [*NOTES, *HEAD, *MONTHS]


def written(folder: Path, rows: Rows, name: str = "CMO-Historical-Data-Monthly.xlsx") -> Path:
    path = folder / name
    path.write_bytes(as_xlsx(rows))
    return path


def test_a_newer_release_answers_in_place_of_the_embedded_prices(tmp_path: Path) -> None:
    home = tmp_path / "home"
    added = sets.install_release("metals", [written(tmp_path, SHEET)], home=home)
    assert (added.release, added.rows) == ("2025-12", {"price": len(MONTHS)})
    with reference.open(home) as held:
        found = price_at("gold", "2014-03", CATALOG, held)
        assert (found.price, found.source) == (4003.0, added.source)
        assert price_at("platinum", None, CATALOG, held).price == 1900.5
        assert len(metal_price_series("silver", CATALOG, held)) == len(MONTHS)
        source = held.source(added.source)
        assert source is not None
        assert source.licence == "CC BY 4.0"
        with pytest.raises(BadInput, match="no price of gold is held for 2026-05"):
            price_at("gold", "2026-05", CATALOG, held)
    sets.DatasetRegistry(home).use("metals", sets.EMBEDDED)
    with reference.open(home) as held:
        assert price_at("gold", "2026-05", CATALOG, held).price == 4587.21


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([*NOTES, [*HEAD[0][:4], "Lead"], HEAD[1], *MONTHS], "'Monthly Prices' of metals is miss"),
        ([*NOTES, *HEAD], "more than one in 100|holds no rows|rows are broken"),
        ([*NOTES, *HEAD, *MONTHS, MONTHS[0]], "stand there twice"),
        ([*NOTES, *HEAD, *([f"x{i}", *row[1:]] for i, row in enumerate(MONTHS))], "unknown code"),
    ],
)
def test_a_broken_release_is_refused_and_what_was_there_stays(
    rows: Rows, words: str, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    good = sets.install_release("metals", [written(tmp_path, SHEET)], home=home)
    with pytest.raises(BadFile, match=words):
        sets.install_release("metals", [written(tmp_path, rows, "broken.xlsx")], home=home)
    assert sets.DatasetRegistry(home).active("metals") == good


def test_a_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, SHEET)
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(BadFile, match="cannot be unpacked as an xlsx file; download it again"):
        sets.install_release("metals", [path], home=tmp_path / "home")
