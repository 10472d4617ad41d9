"""Extract the trade's occupations from the yearly national tables of the wage survey (OEWS).

    python scripts/extract_oews_series.py national_M2017_dl.xlsx ... national_M2024_dl.xlsx \
        --checked 2026-11-22

Each table (`national_M2024_dl.xlsx`, as bls.gov publishes it) becomes one file of figures,
`figures/bls-oews-2024-05.csv`: employment with its relative standard error and the wage percentiles
10 to 90 of every occupation that a role is joined to. A code that a year did not publish has no
rows, and a value that was withheld has none either; a top-coded wage is written as `over` the
highest wage that the table states.
"""

import argparse
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from trade_figures import COLUMNS, DATA, oews_codes, point, write_rows

CODE, TITLE, JOBS, JOBS_ERROR = "OCC_CODE", "OCC_TITLE", "TOT_EMP", "EMP_PRSE"
WAGES = {10: "A_PCT10", 25: "A_PCT25", 50: "A_MEDIAN", 75: "A_PCT75", 90: "A_PCT90"}
NEEDED = (CODE, TITLE, JOBS, JOBS_ERROR, *WAGES.values())
TOP_CODE = "#"
"""Stands for a wage at or above the highest that the table states."""
WITHHELD = frozenset({"*", "**", ""})
"""What stands in a cell whose estimate was not released."""
FILE_NAME = re.compile(r"national_M(20\d\d)_dl\.xlsx")
TOP_IN_WORDS = re.compile(r"\$([\d,]+) per year")
TOP_UNTIL_2018 = 208_000
"""The wage that `#` stood for in 2017 and 2018, whose tables do not state it."""

Row = Mapping[str, object]


def read_table(path: Path) -> tuple[dict[str, Row], float]:
    """The rows of a national table by occupation code, and the wage that `#` stands for."""
    book = load_workbook(path, read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    header = [str(cell).upper() for cell in next(rows)]
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise SystemExit(f"{path.name}: no column {', '.join(missing)}; is this a table of OEWS?")
    # In 2018 two columns have the same name; the first is meant.
    columns = {name: header.index(name) for name in NEEDED}
    rows_by_code: dict[str, Row] = {
        str(row[columns[CODE]]): {name: row[column] for name, column in columns.items()}
        for row in rows
    }
    top = float(TOP_UNTIL_2018)
    if "Field Descriptions" in book.sheetnames:
        for row in book["Field Descriptions"].iter_rows(values_only=True):
            words = str(row[0] or "")
            if words.startswith(TOP_CODE) and (match := TOP_IN_WORDS.search(words)):
                top = float(match[1].replace(",", ""))
    book.close()
    return rows_by_code, top


def figures(
    code: str, row: Row, *, month: str, top: float, checked: date
) -> Iterator[dict[str, str]]:
    """Employment and wage percentiles of one occupation in one year, as rows of a figures file."""
    common = {
        "subject": f"oews/{code}",
        "geography": "US",
        "period": month,
        "status": "observed",
        "source": f"bls-oews-{month}",
        "locator": str(row[TITLE]).strip(),
        "confidence": "primary",
        "checked": checked.isoformat(),
    }
    start = f"oews-{month}-{code}"
    if str(row[JOBS] or "").strip() not in WITHHELD:
        yield {
            "id": f"{start}-employment",
            "measure": "employment",
            **point(float(str(row[JOBS]))),
            "bound": "exact",
            "unit": "jobs",
            "rse_pct": f"{float(str(row[JOBS_ERROR])):g}",
            **common,
        }
    for percentile, column in WAGES.items():
        cell = str(row[column] or "").strip()
        if cell in WITHHELD:
            continue
        yield {
            "id": f"{start}-p{percentile}",
            "measure": "wage",
            "percentile": str(percentile),
            **point(top if cell == TOP_CODE else float(cell)),
            "bound": "over" if cell == TOP_CODE else "exact",
            "unit": "USD/year",
            **common,
        }


def main() -> None:
    """Read the arguments and write one file of figures for each table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tables", type=Path, nargs="+", help="national_M2017_dl.xlsx and so on")
    parser.add_argument(
        "--checked", type=date.fromisoformat, required=True, help="day the tables were read"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="data folder to write into")
    arguments = parser.parse_args()
    codes = oews_codes(arguments.data / "roles")
    for path in arguments.tables:
        match = FILE_NAME.fullmatch(path.name)
        if match is None:
            raise SystemExit(f"{path.name}: the name says no year; keep national_M2024_dl.xlsx")
        month = f"{match[1]}-05"
        published, top = read_table(path)
        rows = [
            row
            for code in codes
            if code in published
            for row in figures(
                code, published[code], month=month, top=top, checked=arguments.checked
            )
        ]
        write_rows(arguments.data / "figures" / f"bls-oews-{month}.csv", COLUMNS, rows)
        missing = [code for code in codes if code not in published]
        print(f"{month}: {len(rows)} figures; not published: {', '.join(missing) or 'none'}")


if __name__ == "__main__":
    main()
