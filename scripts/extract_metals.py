"""Extract monthly prices of gold, silver and platinum from two published series.

    python scripts/extract_metals.py CMO-Historical-Data-Monthly.xlsx gold-prices-monthly.csv \
        --checked 2026-11-22

The workbook is the World Bank's Pink Sheet, which has all three metals; the text file is the public
domain series of gold alone. Extracted is every month since 2015; of the gold series only the months
that the workbook does not have yet, since from 1960 on it repeats the World Bank's prices.
"""

import argparse
import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from trade_figures import COLUMNS, DATA, point, write_rows

FIRST_YEAR = 2015
SHEET = "Monthly Prices"
UNIT = "($/troy oz)"
METALS = ("Gold", "Silver", "Platinum")
WORLD_BANK, GOLD = "world-bank-pink-sheet", "gold-prices-monthly"
MONTH = re.compile(r"(\d{4})M(\d\d)")


def world_bank_prices(workbook: Path) -> Iterator[tuple[str, str, float]]:
    """Metal, month (ISO) and price in USD a troy ounce, of every month in the Pink Sheet."""
    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_name(SHEET).to_python()
    header_index = next(i for i, row in enumerate(rows) if "Gold" in row)
    columns = {metal: rows[header_index].index(metal) for metal in METALS}
    # The row below the metals has their units.
    for metal, column in columns.items():
        if rows[header_index + 1][column] != UNIT:
            raise SystemExit(f"{workbook}: {metal} is not in {UNIT}; look at the sheet")
    for row in rows[header_index + 2 :]:
        match = MONTH.fullmatch(str(row[0]))
        if match and int(match[1]) >= FIRST_YEAR:
            for metal, column in columns.items():
                price = row[column]
                if isinstance(price, int | float):
                    yield metal.lower(), f"{match[1]}-{match[2]}", float(price)


def gold_prices(series: Path) -> Iterator[tuple[str, str, float]]:
    """The same of every month of the gold series."""
    with series.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["Date"][:4]) >= FIRST_YEAR:
                yield "gold", row["Date"][:7], float(row["Price"])


def figure(metal: str, month: str, price: float, source: str, checked: date) -> dict[str, str]:
    """One price as a row of a figures file."""
    return {
        "id": f"{metal}-price-{month}",
        "subject": f"metal/{metal}",
        "measure": "price",
        **point(price),
        "bound": "exact",
        "unit": "USD/ozt",
        "geography": "world",
        "period": month,
        "status": "observed",
        "source": source,
        "locator": f"{SHEET}, {metal.title()}" if source == WORLD_BANK else "",
        "confidence": "primary" if source == WORLD_BANK else "secondary",
        "checked": checked.isoformat(),
    }


def main() -> None:
    """Read the arguments and write the two files of figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workbook", type=Path, help="the Pink Sheet, monthly, as xlsx")
    parser.add_argument("series", type=Path, help="the gold series as CSV: Date, Price")
    parser.add_argument(
        "--checked", type=date.fromisoformat, required=True, help="day the files were read"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="data folder to write into")
    arguments = parser.parse_args()
    bank_rows = sorted(world_bank_prices(arguments.workbook))
    months = {(metal, month) for metal, month, _ in bank_rows}
    newer_rows = [row for row in gold_prices(arguments.series) if row[:2] not in months]
    for source, rows in ((WORLD_BANK, bank_rows), (GOLD, newer_rows)):
        figures = [figure(*row, source, arguments.checked) for row in rows]
        write_rows(arguments.data / "figures" / f"{source}.csv", COLUMNS, figures)
        print(f"{source}: {len(figures)} figures")


if __name__ == "__main__":
    main()
