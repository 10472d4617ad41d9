"""Take the interest and work-value profiles of the trade's occupations out of O*NET.

Of the further occupations whose work the interview's items name, the interests alone are taken.
Of all occupations together: the mean and the standard deviation of each interest, and how each two
are correlated, which is what the interview supposes of somebody before the first question.

Reads the two tables "Interests" (scale OI, 1 to 7) and "Work Values" (scale EX, 1 to 7) of an
O*NET release as .xlsx and writes `figures/onet-29-3.csv`: one row for each occupation and element.
An occupation without values (several have interests only) has no rows for them.
"""

import argparse
import csv
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import correlation, mean, stdev

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


def item_codes(path: Path) -> frozenset[str]:
    """Give the O*NET-SOC codes of the occupations whose work the interview's items name."""
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["occupation"] for row in csv.DictReader(file) if row["occupation"])


def together(path: Path, source: str, checked: date) -> Iterator[dict[str, str]]:
    """Yield what is true of all occupations of the table: means, deviations, correlations."""
    by_code: dict[str, dict[str, float]] = {}
    months = set()
    for row in table(path):
        if row["Scale ID"] == "OI":
            name = str(row["Element Name"]).lower()
            by_code.setdefault(str(row["O*NET-SOC Code"]), {})[name] = float(str(row["Data Value"]))
            months.add(iso_month(str(row["Date"])))
    names = list(next(iter(by_code.values())))
    columns = {name: [scores[name] for scores in by_code.values()] for name in names}
    found = [(f"interest-{name}-mean", mean(column)) for name, column in columns.items()]
    found += [(f"interest-{name}-sd", stdev(column)) for name, column in columns.items()]
    found += [
        (f"interest-{one}-with-{other}", correlation(columns[one], columns[other]))
        for one, other in combinations(names, 2)
    ]
    for measure, value in found:
        yield {
            "id": f"onet-all-{measure}",
            "subject": "onet/all",
            "measure": measure,
            **point(round(value, 4)),
            "bound": "about",
            "unit": "correlation" if "-with-" in measure else "score-1-7",
            "geography": "US",
            "period": max(months),
            "status": "estimate",
            "sample": str(len(by_code)),
            "source": source,
            "locator": f"{path.stem}, all occupations",
            "confidence": "primary",
            "checked": checked.isoformat(),
            "note": "computed from the table",
        }


def iso_month(text: str) -> str:
    """Turn O*NET's month (`11/2023`) into ISO (`2023-11`)."""
    month, year = text.split("/")
    return f"{year}-{month:0>2}"


def figures(
    path: Path, soc: tuple[str, ...], asked: frozenset[str], source: str, checked: date
) -> Iterator[dict[str, str]]:
    """Yield one figure for each element of the occupations under the SOC codes.

    And for each interest of the O*NET-SOC codes that the interview asks about.
    """
    for row in table(path):
        code = str(row["O*NET-SOC Code"])
        kind = SCALES.get(str(row["Scale ID"]))
        is_asked = kind == "interest" and code in asked
        if kind is None or not (is_asked or code.partition(".")[0] in soc):
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
    asked = item_codes(given.data / "items.csv")
    rows = [
        row
        for path in (given.interests, given.values)
        for row in figures(path, soc, asked, given.source, given.checked)
    ]
    if lacking := asked - {row["subject"].removeprefix("onet/") for row in rows}:
        raise SystemExit(f"{given.interests.name}: no interests of {', '.join(sorted(lacking))}")
    rows += together(given.interests, given.source, given.checked)
    rows.sort(key=lambda row: row["id"])
    target = given.data / "figures" / f"{given.source}.csv"
    write_rows(target, COLUMNS, rows)
    print(f"{target.name}: {len(rows)} rows, {len({row['subject'] for row in rows})} occupations")


if __name__ == "__main__":
    main()
