"""Extract the outlook of the trade's occupations from the BLS employment projections.

Reads the table of the employment projections 2024-34 as CSV (as exported by bls.gov: codes are
written `="51-9071"`, counts in thousands) and writes `figures/bls-projections-2024-34.csv` and
`entry.csv`, the typical entry requirements. Where a detailed code is not published, the broad code
that contains it is taken (13-1022 is inside 13-1020).
"""

import argparse
import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from trade_figures import COLUMNS, DATA, point, soc_codes, write_rows

ENTRY_COLUMNS = ("soc", "education", "experience", "training", "source", "checked")
SELF_EMPLOYED = "jobs, with the self-employed"


def read_table(path: Path) -> dict[str, dict[str, str]]:
    """The rows of the table by occupation code."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["Occupation Code"].strip('="'): row for row in csv.DictReader(file)}


def nearest_published(code: str, rows: Mapping[str, object]) -> str | None:
    """The code itself, else the broad code that contains it; None where neither is published."""
    broad = code[:-1] + "0"
    return code if code in rows else broad if broad in rows else None


def title(row: Mapping[str, str]) -> str:
    """The title without the list of example jobs behind it."""
    return row["Occupation Title"].split("*")[0].strip()


def figures(
    code: str, row: Mapping[str, str], source: str, checked: date
) -> Iterator[dict[str, str]]:
    """Employment in 2024 and 2034, its change and the openings, as rows of a figures file."""
    quantities = (
        ("employment-2024", "employment", "Employment 2024", "thousand-jobs", "2024", "observed"),
        ("employment-2034", "employment", "Employment 2034", "thousand-jobs", "2034", "forecast"),
        (
            "employment-change-2024-2034",
            "employment-change",
            "Employment Percent Change, 2024-2034",
            "pct",
            "2024/2034",
            "forecast",
        ),
        (
            "openings-2024-2034",
            "openings",
            "Occupational Openings, 2024-2034 Annual Average",
            "thousand-openings/year",
            "2024/2034",
            "forecast",
        ),
    )
    for name, measure, column, unit, period, status in quantities:
        yield {
            "id": f"soc-{code}-{name}",
            "subject": f"soc/{code}",
            "measure": measure,
            **point(float(row[column].replace(",", ""))),
            "bound": "exact",
            "unit": unit,
            "geography": "US",
            "period": period,
            "status": status,
            "source": source,
            "locator": title(row),
            "confidence": "primary",
            "checked": checked.isoformat(),
            "note": SELF_EMPLOYED if measure == "employment" else "",
        }


def main() -> None:
    """Read the arguments and write the figures and the entry requirements."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path, help="the projections table as CSV")
    parser.add_argument("--soc", nargs="+", help="SOC codes; those of our roles by default")
    parser.add_argument("--source", default="bls-projections-2024-34", help="id of the source")
    parser.add_argument(
        "--checked", type=date.fromisoformat, required=True, help="day the table was read"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="data folder to write into")
    arguments = parser.parse_args()
    published_rows = read_table(arguments.table)
    requested_codes = arguments.soc or soc_codes(arguments.data / "roles")
    published_codes = {code: nearest_published(code, published_rows) for code in requested_codes}
    codes = sorted({code for code in published_codes.values() if code is not None})
    rows = [
        row
        for code in codes
        for row in figures(code, published_rows[code], arguments.source, arguments.checked)
    ]
    entry = [
        {
            "soc": code,
            "education": published_rows[code]["Typical Entry-Level Education"],
            "experience": published_rows[code]["Work Experience in a Related Occupation"],
            "training": published_rows[code]["Typical on-the-job Training"],
            "source": arguments.source,
            "checked": arguments.checked.isoformat(),
        }
        for code in codes
    ]
    write_rows(arguments.data / "figures" / f"{arguments.source}.csv", COLUMNS, rows)
    write_rows(arguments.data / "entry.csv", ENTRY_COLUMNS, entry)
    missing = [code for code, published_code in published_codes.items() if published_code is None]
    print(f"{len(rows)} figures, {len(entry)} occupations; not published: {missing or 'none'}")


if __name__ == "__main__":
    main()
