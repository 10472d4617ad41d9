"""Extract the interest and work-value profiles of the trade's occupations from O*NET.

Of the further occupations that the interview's items name, only the interests are extracted. Of all
occupations together: the mean and the standard deviation of each interest, and the correlation of
each two, which are the interview's prior before the first question.

Reads the two tables "Interests" (scale OI, 1 to 7) and "Work Values" (scale EX, 1 to 7) of an
O*NET release as .xlsx and writes `figures/onet-29-3.csv`: one row for each occupation and element.
An occupation without work values (several have interests only) has no rows for them.
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


def read_table(path: Path) -> Iterator[dict[str, object]]:
    """The rows of the first sheet as dictionaries; SystemExit where a needed column is missing."""
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
    """The O*NET-SOC codes of the occupations that the interview's items name."""
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["occupation"] for row in csv.DictReader(file) if row["occupation"])


def pooled_figures(path: Path, source: str, checked: date) -> Iterator[dict[str, str]]:
    """Means, deviations and correlations over all occupations, as rows of a figures file."""
    by_code: dict[str, dict[str, float]] = {}
    months = set()
    for row in read_table(path):
        if row["Scale ID"] == "OI":
            name = str(row["Element Name"]).lower()
            by_code.setdefault(str(row["O*NET-SOC Code"]), {})[name] = float(str(row["Data Value"]))
            months.add(iso_month(str(row["Date"])))
    names = list(next(iter(by_code.values())))
    columns = {name: [scores[name] for scores in by_code.values()] for name in names}
    measures = [(f"interest-{name}-mean", mean(column)) for name, column in columns.items()]
    measures += [(f"interest-{name}-sd", stdev(column)) for name, column in columns.items()]
    measures += [
        (f"interest-{first}-with-{second}", correlation(columns[first], columns[second]))
        for first, second in combinations(names, 2)
    ]
    for measure, value in measures:
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
    """O*NET's month (`11/2023`) in ISO form (`2023-11`)."""
    month, year = text.split("/")
    return f"{year}-{month:0>2}"


def figures(
    path: Path, soc: tuple[str, ...], interview_codes: frozenset[str], source: str, checked: date
) -> Iterator[dict[str, str]]:
    """One row of a figures file for each element of the occupations under the SOC codes.

    And for each interest of the O*NET-SOC codes that the interview asks about.
    """
    for row in read_table(path):
        code = str(row["O*NET-SOC Code"])
        kind = SCALES.get(str(row["Scale ID"]))
        is_interview_code = kind == "interest" and code in interview_codes
        if kind is None or not (is_interview_code or code.partition(".")[0] in soc):
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
    arguments = parser.parse_args()
    soc = tuple(arguments.soc or soc_codes(arguments.data / "roles"))
    interview_codes = item_codes(arguments.data / "items.csv")
    rows = [
        row
        for path in (arguments.interests, arguments.values)
        for row in figures(path, soc, interview_codes, arguments.source, arguments.checked)
    ]
    if missing := interview_codes - {row["subject"].removeprefix("onet/") for row in rows}:
        raise SystemExit(
            f"{arguments.interests.name}: no interests of {', '.join(sorted(missing))}"
        )
    rows += pooled_figures(arguments.interests, arguments.source, arguments.checked)
    rows.sort(key=lambda row: row["id"])
    target = arguments.data / "figures" / f"{arguments.source}.csv"
    write_rows(target, COLUMNS, rows)
    print(f"{target.name}: {len(rows)} rows, {len({row['subject'] for row in rows})} occupations")


if __name__ == "__main__":
    main()
