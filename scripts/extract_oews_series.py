"""Take the trade's occupations out of the yearly national tables of the BLS wage survey (OEWS).

    python scripts/extract_oews_series.py national_M2017_dl.xlsx ... national_M2024_dl.xlsx \
        --checked 2026-11-22

Each table (`national_M2024_dl.xlsx`, as bls.gov publishes it) becomes one file of figures,
`figures/bls-oews-2024-05.csv`: employment with its relative standard error and the wage percentiles
10 to 90 of every occupation that a role is joined to. A code that a year did not publish has no
rows, and a value that was withheld has none either; a top-coded wage is kept as `over` the wage
from which the table counts no more.
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
TOP = "#"
WITHHELD = frozenset({"*", "**", ""})
NAMED = re.compile(r"national_M(20\d\d)_dl\.xlsx")
TOP_IN_WORDS = re.compile(r"\$([\d,]+) per year")
TOP_UNTIL_2018 = 208_000
"""What `#` stood for in 2017 and 2018, whose tables do not say it; the later ones do."""

Row = Mapping[str, object]


def table(path: Path) -> tuple[dict[str, Row], float]:
    """Give the rows of a national table by occupation code, and the wage that `#` stands for."""
    book = load_workbook(path, read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    header = [str(cell).upper() for cell in next(rows)]
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise SystemExit(f"{path.name}: no column {', '.join(missing)}; is this a table of OEWS?")
    # In 2018 two columns have one name, and the first is the one meant.
    places = {name: header.index(name) for name in NEEDED}
    found: dict[str, Row] = {
        str(row[places[CODE]]): {name: row[place] for name, place in places.items()} for row in rows
    }
    top = float(TOP_UNTIL_2018)
    if "Field Descriptions" in book.sheetnames:
        for row in book["Field Descriptions"].iter_rows(values_only=True):
            words = str(row[0] or "")
            if words.startswith(TOP) and (match := TOP_IN_WORDS.search(words)):
                top = float(match[1].replace(",", ""))
    book.close()
    return found, top


def figures(
    code: str, row: Row, *, month: str, top: float, checked: date
) -> Iterator[dict[str, str]]:
    """Yield employment and the wage percentiles of one occupation in one year."""
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
            **point(top if cell == TOP else float(cell)),
            "bound": "over" if cell == TOP else "exact",
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
    given = parser.parse_args()
    codes = oews_codes(given.data / "roles")
    for path in given.tables:
        match = NAMED.fullmatch(path.name)
        if match is None:
            raise SystemExit(f"{path.name}: the name says no year; keep national_M2024_dl.xlsx")
        month = f"{match[1]}-05"
        published, top = table(path)
        rows = [
            row
            for code in codes
            if code in published
            for row in figures(code, published[code], month=month, top=top, checked=given.checked)
        ]
        write_rows(given.data / "figures" / f"bls-oews-{month}.csv", COLUMNS, rows)
        lacking = [code for code in codes if code not in published]
        print(f"{month}: {len(rows)} figures; not published: {', '.join(lacking) or 'none'}")


if __name__ == "__main__":
    main()
