"""OEWS: wages and employment of one May, as BLS publishes them for the nation and for areas.

Reads `national_M2024_dl.xlsx` and the tables of the states, of the metropolitan areas and of all
data, which have the same columns. Only rows of all industries together are kept. The result has the
tables of the embedded extract (see scripts/build_oews.py), so that the same look-up reads both.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from benchpin.inputs.errors import BadFile
from benchpin.reference.datasets.specification import (
    ColumnSpec,
    DatasetSpec,
    Notes,
    TableSpec,
    optional_column,
    required_column,
)

_NOT_RELEASED, _TOP_CODED, _OTHER_UNIT_ONLY = -8, -5, -4
_MARKS: tuple[tuple[str, float], ...] = (
    ("*", _NOT_RELEASED),
    ("**", _NOT_RELEASED),
    ("#", _TOP_CODED),
)
_OLDER_TOP = {"top_hourly": "100.00", "top_annual": "208000"}
"""The wages that `#` stands for in the tables of 2017 and 2018, which do not state them."""
_PERCENTILES = ("10", "25", "50", "75", "90")
_MIN_SHARE_OF_TOTAL = 0.9
"""The share of all employees that the nation's detailed occupations must add up to."""


def _amount(name: str, *headers: str, required: bool = True) -> ColumnSpec:
    if required:
        return replace(required_column(name, *headers, kind="REAL", filled=False), marks=_MARKS)
    return replace(optional_column(name, *headers, kind="REAL"), marks=_MARKS)


def _percentiles(letter: str, *, required: bool) -> Iterable[ColumnSpec]:
    for p in _PERCENTILES:
        header = f"{letter.upper()}_MEDIAN" if p == "50" else f"{letter.upper()}_PCT{p}"
        yield _amount(f"{letter}{p}", header, required=required)


_CELL = TableSpec(
    "cell",
    "OEWS estimates",
    (
        required_column("code", "OCC_CODE"),
        required_column("name", "OCC_TITLE"),
        required_column("grp", "O_GROUP", "OCC_GROUP"),
        optional_column("area", "AREA"),
        optional_column("area_name", "AREA_TITLE"),
        optional_column("area_type", "AREA_TYPE"),
        optional_column("industry_level", "I_GROUP"),
        optional_column("ownership", "OWN_CODE"),
        _amount("employment", "TOT_EMP"),
        _amount("employment_rse", "EMP_PRSE"),
        _amount("wage_rse", "MEAN_PRSE", required=False),
        _amount("jobs_per_1000", "JOBS_1000", required=False),
        _amount("location_quotient", "LOC_QUOTIENT", "LOC QUOTIENT", required=False),
        *_percentiles("a", required=True),
        *_percentiles("h", required=False),
        optional_column("annual_only", "ANNUAL", kind="FLAG"),
        optional_column("hourly_only", "HOURLY", kind="FLAG"),
    ),
    required=True,
    several=True,
    keep=(("industry_level", ("cross-industry",)), ("ownership", ("1235",))),
    code_checks=(("code GLOB '[0-9][0-9]-[0-9][0-9][0-9][0-9]'", "SELECT 1"),),
)

_AS_EMBEDDED = """
CREATE TABLE area (code TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT,
                   kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE occupation (code TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL)
                   WITHOUT ROWID;
CREATE TABLE wage (occupation INTEGER, area INTEGER, employment INTEGER, employment_rse INTEGER,
                   wage_rse INTEGER, a10 INTEGER, a25 INTEGER, a50 INTEGER, a75 INTEGER,
                   a90 INTEGER, jobs_per_1000 INTEGER, location_quotient INTEGER, hourly INTEGER,
                   PRIMARY KEY (occupation, area)) WITHOUT ROWID;
CREATE TABLE hourly (occupation INTEGER, area INTEGER, h10 INTEGER, h25 INTEGER, h50 INTEGER,
                     h75 INTEGER, h90 INTEGER, PRIMARY KEY (occupation, area)) WITHOUT ROWID
"""
_ROWS = """
SELECT code, name, area, area_name, area_type, annual_only, hourly_only, employment, employment_rse,
       wage_rse, jobs_per_1000, location_quotient, a10, a25, a50, a75, a90, h10, h25, h50, h75, h90
FROM cell WHERE grp IN ('detailed', 'broad', 'total')
ORDER BY grp = 'detailed' DESC, code
"""
_SUM = """
SELECT sum(employment) FILTER (WHERE grp = 'detailed' AND employment > 0),
       max(employment) FILTER (WHERE code = '00-0000')
FROM cell WHERE area_type IS NULL OR area_type = '1'
"""
_KINDS = {"1": "nation", "2": "state", "3": "state", "4": "metro", "6": "nonmetro"}


def _as_embedded(connection: Connection, notes: Notes) -> None:
    """Convert the imported cells to the tables of the embedded extract; refuse incomplete files."""
    for name, value in _OLDER_TOP.items():
        notes[name] = notes.get(name, value).replace(",", "")
    _require_all_rows(connection)
    for statement in _AS_EMBEDDED.split(";"):
        connection.execute(statement)
    areas: dict[str, tuple[int, str | None, str]] = {}
    occupations: dict[str, tuple[int, str]] = {}
    cells: dict[tuple[int, int], tuple[list[int | None], list[int]]] = {}
    for (
        code,
        name,
        area,
        area_name,
        area_type,
        annual_only,
        hourly_only,
        *values,
    ) in connection.execute(_ROWS):
        area_code, kind = _area(area, area_type)
        occupation = occupations.setdefault(code, (len(occupations), name))[0]
        area_number = areas.setdefault(area_code, (len(areas), area_name, kind))[0]
        # A broad group of one occupation repeats its row: the detailed one, sorted first, is kept.
        if (occupation, area_number) not in cells:
            cells[occupation, area_number] = _stored(values, bool(annual_only), bool(hourly_only))
    connection.executemany(
        "INSERT INTO area VALUES (?, ?, ?, ?)", ((code, *area) for code, area in areas.items())
    )
    connection.executemany(
        "INSERT INTO occupation VALUES (?, ?, ?)", ((c, *row) for c, row in occupations.items())
    )
    connection.executemany(
        "INSERT INTO wage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((*key, *stored, None) for key, (stored, _) in cells.items()),
    )
    connection.executemany(
        "INSERT INTO hourly VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((*key, *hourly) for key, (_, hourly) in cells.items()),
    )
    connection.execute("DROP TABLE cell")


def _require_all_rows(connection: Connection) -> None:
    """Raise BadFile where rows are missing: an area's total, or much of national employment."""
    detailed, total = connection.execute(_SUM).fetchone()
    (areas,) = connection.execute("SELECT count(DISTINCT area) FROM cell").fetchone()
    (with_total,) = connection.execute(
        "SELECT count(DISTINCT area) FROM cell WHERE code = '00-0000'"
    ).fetchone()
    nation = detailed is not None or total is not None
    if with_total < areas or (nation and not total):
        raise BadFile(
            "oews: the row of all occupations (00-0000) is missing for an area; download the "
            "table again"
        )
    if nation and (detailed or 0) < _MIN_SHARE_OF_TOTAL * total:
        raise BadFile(
            f"oews: the nation's occupations add up to {(detailed or 0) / total:.0%} of its "
            "employees, so rows are missing; download the table again"
        )


def _area(area: str | None, area_type: str | None) -> tuple[str, str]:
    """An area's code in the survey's database and its kind; the oldest tables name no area."""
    kind = _KINDS.get(area_type or "1")
    if kind is None:
        raise BadFile(f"oews: an area of the unknown type '{area_type}'; this is another release")
    if kind == "nation":
        return "0000000", kind
    code = area or ""
    return (f"{code:0>2}00000" if kind == "state" else f"{code:0>7}"), kind


def _stored(
    values: list[float | None], annual_only: bool, hourly_only: bool
) -> tuple[list[int | None], list[int]]:
    """A cell's numbers as the embedded extract stores them: small integers, gaps negative."""
    jobs, jobs_rse, wage_rse, per_1000, quotient, *pay = values
    annual = [_pay(value, 0.1, hourly_only) for value in pay[:5]]
    hourly = [_pay(value, 100, annual_only) for value in pay[5:]]
    stored = [
        _scaled(jobs, 0.1), _scaled(jobs_rse, 10), _scaled(wage_rse, 10), *annual,
        _scaled(per_1000, 1000), _scaled(quotient, 100),
    ]  # fmt: skip
    return stored, hourly


def _pay(value: float | None, per_unit: float, other_unit_only: bool) -> int:
    if other_unit_only:
        return _OTHER_UNIT_ONLY
    return _NOT_RELEASED if value is None else _scaled(value, per_unit) or 0


def _scaled(value: float | None, per_unit: float) -> Any:
    # Negative numbers are marks for gaps and are stored as they are.
    return None if value is None else round(value * per_unit) if value >= 0 else int(value)


OEWS = DatasetSpec(
    name="oews",
    title="Occupational Employment and Wage Statistics, {release}",
    publisher="U.S. Bureau of Labor Statistics",
    url="https://www.bls.gov/oes/tables.htm",
    licence="Public domain",
    attribution=(
        "Source: U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, "
        "{release}. A survey of employers: the self-employed are left out."
    ),
    tables=(_CELL,),
    in_text=re.compile(r"May (20\d\d) OEW?S Estimates"),
    in_name=re.compile(r"_M(20\d\d)(?:_dl)?(?!\d)"),
    release="{}-05",
    prefix="bls-",
    notes=(
        ("top_hourly", re.compile(r"^#.*?\$([\d.,]*\d) per hour")),
        ("top_annual", re.compile(r"^#.*?\$([\d.,]*\d) per year")),
    ),
    finish=_as_embedded,
)
