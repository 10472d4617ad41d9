"""Monthly prices of precious metals: the World Bank's Pink Sheet, as it publishes the workbook."""

from collections.abc import Sequence
from sqlite3 import Connection

from benchpin.reference.datasets.specification import DatasetSpec, TableSpec, required_column


def _name_month_column(headers: Sequence[str]) -> Sequence[str]:
    """The headers of the sheet of monthly prices, whose first column has none."""
    if "Gold" in headers and headers[0].strip() == "":
        return ["Month", *headers[1:]]
    return headers


def _iso_months(connection: Connection) -> None:
    """Rewrite months in ISO form: 2026M05 is 2026-05."""
    connection.execute("UPDATE price SET date = replace(date, 'M', '-')")


METALS = DatasetSpec(
    name="metals",
    title="Commodity Price Data (The Pink Sheet) up to {release}",
    publisher="World Bank",
    url="https://www.worldbank.org/en/research/commodity-markets",
    licence="CC BY 4.0",
    attribution="Source: World Bank, Commodity Price Data (The Pink Sheet).",
    tables=(
        TableSpec(
            "price",
            "Monthly Prices",
            (
                required_column("date", "Month"),
                required_column("gold", "Gold", kind="REAL"),
                required_column("silver", "Silver", kind="REAL"),
                required_column("platinum", "Platinum", kind="REAL"),
            ),
            required=True,
            key=("date",),
            code_checks=(("date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'", "SELECT 1"),),
        ),
    ),
    prefix="world-bank-",
    headers=_name_month_column,
    prepare=_iso_months,
)
"""The release is the newest month. The row of units below the headers counts as a row left out."""
