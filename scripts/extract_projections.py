"""Take the outlook of the trade's occupations out of the BLS employment projections.

Reads the table of the employment projections 2024-34 as CSV (as exported by bls.gov: codes are
written `="51-9071"`, counts in thousands) and writes `figures/bls-projections-2024-34.csv` and
`entry.csv`. Where a detailed code is not published, the broad one that holds it is taken, as
published (13-1022 is inside 13-1020).
"""

import argparse
import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from trade_figures import COLUMNS, DATA, point, soc_codes, write_rows

ENTRY_COLUMNS = ("soc", "education", "experience", "training", "source", "checked")
SELF_EMPLOYED = "jobs, with the self-employed"


def table(path: Path) -> dict[str, dict[str, str]]:
    """Read the table, keyed by occupation code."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["Occupation Code"].strip('="'): row for row in csv.DictReader(file)}


def as_published(code: str, rows: Mapping[str, object]) -> str | None:
    """Give the code itself, or the broad code around it, or nothing where neither is published."""
    broad = code[:-1] + "0"
    return code if code in rows else broad if broad in rows else None


def title(row: Mapping[str, str]) -> str:
    """Give the title without the list of example jobs behind it."""
    return row["Occupation Title"].split("*")[0].strip()


def figures(
    code: str, row: Mapping[str, str], source: str, checked: date
) -> Iterator[dict[str, str]]:
    """Yield employment now and then, its change, and the openings of one occupation."""
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
    """Read the arguments and write the figures and the ways in."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path, help="the projections table as CSV")
    parser.add_argument("--soc", nargs="+", help="SOC codes; those of our roles by default")
    parser.add_argument("--source", default="bls-projections-2024-34", help="id of the source")
    parser.add_argument(
        "--checked", type=date.fromisoformat, required=True, help="day the table was read"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="data folder to write into")
    given = parser.parse_args()
    published = table(given.table)
    asked = given.soc or soc_codes(given.data / "roles")
    found = {code: as_published(code, published) for code in asked}
    codes = sorted({code for code in found.values() if code is not None})
    rows = [
        row for code in codes for row in figures(code, published[code], given.source, given.checked)
    ]
    entry = [
        {
            "soc": code,
            "education": published[code]["Typical Entry-Level Education"],
            "experience": published[code]["Work Experience in a Related Occupation"],
            "training": published[code]["Typical on-the-job Training"],
            "source": given.source,
            "checked": given.checked.isoformat(),
        }
        for code in codes
    ]
    write_rows(given.data / "figures" / f"{given.source}.csv", COLUMNS, rows)
    write_rows(given.data / "entry.csv", ENTRY_COLUMNS, entry)
    lacking = [code for code, as_found in found.items() if as_found is None]
    print(f"{len(rows)} figures, {len(entry)} occupations; not published: {lacking or 'none'}")


if __name__ == "__main__":
    main()
