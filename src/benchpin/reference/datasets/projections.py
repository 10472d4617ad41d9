"""The employment projections of BLS: ten years ahead, by occupation.

Reads the table as bls.gov exports it (CSV) and Table 1.2 of the projections (xlsx). The headers
contain the years, which differ between releases, so they are read there and removed.
"""

import re
from collections.abc import Sequence
from sqlite3 import Connection

from benchpin.reference.datasets.specification import (
    DatasetSpec,
    Notes,
    TableSpec,
    optional_column,
    required_column,
)

_SPAN = re.compile(r"(20\d\d)\s*[-\N{EN DASH}]\s*(?:20)?(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def without_years(headers: Sequence[str]) -> list[str]:
    """Headers with their years replaced: the first one by `base`, the last one by `target`.

    Spans of years are removed: "Employment Change, 2024-2034" becomes "Employment Change, ".
    """
    spanless = [_SPAN.sub("", header) for header in headers]
    years = sorted({year for header in spanless for year in _YEAR.findall(header)})
    year_names = dict.fromkeys(years, "base")
    if len(years) > 1:
        year_names[years[-1]] = "target"
    return [_YEAR.sub(lambda match: year_names[match[0]], header) for header in spanless]


def _plain_cells(connection: Connection, notes: Notes) -> None:
    """Strip the export's quoting from codes and the examples from titles; add the years."""
    connection.execute("UPDATE projection SET code = trim(code, '=\" ')")
    connection.execute(
        "UPDATE projection SET title = trim(substr(title, 1, instr(title || '*', '*') - 1))"
    )
    # "None" is a value here: no experience is required. Other data sets use it for an empty cell.
    for column in ("experience", "training"):
        connection.execute(
            f"UPDATE projection SET {column} = 'None' "  # noqa: S608  # nosec B608  # our name
            f"WHERE {column} IS NULL AND education IS NOT NULL"
        )
    base = notes["base_year"]
    target = f"{base[:2]}{notes['target_year']}"
    for column, year in (("base_year", base), ("target_year", target)):
        connection.execute(f"ALTER TABLE projection ADD COLUMN {column} TEXT")
        update = f"UPDATE projection SET {column} = ?"  # noqa: S608  # nosec B608  # our name
        connection.execute(update, (year,))


PROJECTIONS = DatasetSpec(
    name="projections",
    title="Employment Projections {release}",
    publisher="U.S. Bureau of Labor Statistics",
    url="https://www.bls.gov/emp/",
    licence="Public domain",
    attribution="Source: U.S. Bureau of Labor Statistics, Employment Projections {release}.",
    tables=(
        TableSpec(
            "projection",
            "Occupational projections",
            (
                required_column(
                    "title", "Occupation Title", "base National Employment Matrix title"
                ),
                required_column("code", "Occupation Code", "base National Employment Matrix code"),
                required_column("employment", "Employment base", kind="REAL"),
                required_column("employment_target", "Employment target", kind="REAL"),
                required_column(
                    "change_pct",
                    "Employment Percent Change",
                    "Employment change, percent",
                    kind="REAL",
                    filled=False,
                ),
                required_column(
                    "openings",
                    "Occupational Openings, Annual Average",
                    "Occupational openings, annual average",
                    kind="REAL",
                    filled=False,
                ),
                optional_column(
                    "education", "Typical Entry-Level Education",
                    "Typical education needed for entry",
                ),
                optional_column("experience", "Work Experience in a Related Occupation"),
                optional_column(
                    "training", "Typical on-the-job Training",
                    "Typical on-the-job training needed to attain competency in the occupation",
                ),
            ),
            required=True,
            key=("code",),
            code_checks=(
                ("trim(code, '=\" ') GLOB '[0-9][0-9]-[0-9][0-9][0-9][0-9]'", "SELECT 1"),
            ),
        ),
    ),
    in_text=_SPAN,
    in_name=re.compile(r"projections[-_ ]+(20\d\d)-(?:20)?(\d\d)(?!\d)", re.IGNORECASE),
    release="{}-{}",
    prefix="bls-",
    notes=(
        ("base_year", re.compile(r"(20\d\d)\s*[-\N{EN DASH}]\s*(?:20)?\d\d(?!\d)")),
        ("target_year", re.compile(r"20\d\d\s*[-\N{EN DASH}]\s*(?:20)?(\d\d)(?!\d)")),
    ),
    headers=without_years,
    finish=_plain_cells,
)  # fmt: skip
