"""Take the interest and work-value profiles of the trade's occupations out of O*NET.

Reads the two tables "Interests" (scale OI, 1 to 7) and "Work Values" (scale EX, 1 to 7) of an
O*NET release as .xlsx and writes `figures/onet-29-3.csv`: one row for each occupation and element.
An occupation without values (several have interests only) has no rows for them.
"""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from trade_figures import COLUMNS, DATA, point, soc_codes, write_rows

SCALES = {"OI": "interest", "EX": "value"}
NEEDED = (
    "O*NET-SOC Code",
    "Title",
    "Element Name",
    "Scale ID",
    "Data Value",
    "Date",
    "Domain Source",
)


def table(path: Path) -> Iterator[dict[str, object]]:
    """Yield the rows of the first sheet as dictionaries, refusing a table without our columns."""
    workbook = load_workbook(path, read_only=True, data_only=True)
    rows = workbook.worksheets[0].iter_rows(values_only=True)
    header = [str(cell) for cell in next(rows)]
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise SystemExit(f"{path.name}: no column {', '.join(missing)}; is this an O*NET table?")
    for row in rows:
        yield dict(zip(header, row, strict=True))
    workbook.close()


def iso_month(text: str) -> str:
    """Turn O*NET's month (`11/2023`) into ISO (`2023-11`)."""
    month, year = text.split("/")
    return f"{year}-{month:0>2}"


def figures(
    path: Path, soc: tuple[str, ...], source: str, checked: date
) -> Iterator[dict[str, str]]:
    """Yield one figure for each element of each occupation under the SOC codes."""
    for row in table(path):
        code = str(row["O*NET-SOC Code"])
        kind = SCALES.get(str(row["Scale ID"]))
        if kind is None or code.partition(".")[0] not in soc:
            continue
        measure = f"{kind}-{str(row['Element Name']).lower().replace(' ', '-')}"
        yield {
            "id": f"onet-{code.replace('.', '-')}-{measure}",
            "subject": f"onet/{code}",
            "measure": measure,
            **point(float(str(row["Data Value"]))),
            "bound": "exact",
            "unit": "score-1-7",
            "geography": "US",
            "period": iso_month(str(row["Date"])),
            "status": "estimate",
            "source": source,
            "locator": f"{path.stem}, {row['Title']}",
            "confidence": "primary",
            "checked": checked.isoformat(),
            "note": f"rated by: {str(row['Domain Source']).lower()}",
        }


def main() -> None:
    """Read the arguments and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("interests", type=Path, help='O*NET table "Interests.xlsx"')
    parser.add_argument("values", type=Path, help='O*NET table "Work Values.xlsx"')
    parser.add_argument("--soc", nargs="+", help="SOC codes; those of our roles by default")
    parser.add_argument("--source", default="onet-29-3", help="id of the source record")
    parser.add_argument(
        "--checked", type=date.fromisoformat, required=True, help="day the tables were read"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="data folder to write into")
    given = parser.parse_args()
    soc = tuple(given.soc or soc_codes(given.data / "roles"))
    rows = [
        row
        for path in (given.interests, given.values)
        for row in figures(path, soc, given.source, given.checked)
    ]
    rows.sort(key=lambda row: row["id"])
    target = given.data / "figures" / f"{given.source}.csv"
    write_rows(target, COLUMNS, rows)
    print(f"{target.name}: {len(rows)} rows, {len({row['subject'] for row in rows})} occupations")


if __name__ == "__main__":
    main()
