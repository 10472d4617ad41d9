"""Monthly prices of precious metals: the World Bank's Pink Sheet, as it publishes the workbook."""

from collections.abc import Sequence
from sqlite3 import Connection

from benchpin.reference.datasets.specification import DatasetSpec, TableSpec, required_column


def _with_a_month(headers: Sequence[str]) -> Sequence[str]:
    """The headers of the sheet of monthly prices, whose first column has none."""
    if "Gold" in headers and headers[0].strip() == "":
        return ["Month", *headers[1:]]
    return headers


def _months(connection: Connection) -> None:
    """Months as everywhere else: 2026M05 is 2026-05."""
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
            known=(("date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'", "SELECT 1"),),
        ),
    ),
    prefix="world-bank-",
    headers=_with_a_month,
    prepare=_months,
)
"""Its release is its newest month. The row of units under the headers is counted as left out."""
