"""A read-only SQLite file of reference data."""

import sqlite3
from pathlib import Path
from threading import Lock
from typing import Any

EMBEDDED_FOLDER = Path(__file__).with_name("embedded")
MANIFEST = "manifest.json"


class Extract:
    """A read-only SQLite file that can be queried from any thread.

    It connects at the first query, so that opening is free. All threads share one connection behind
    a lock: a look-up takes microseconds, and one connection per thread of a web server would never
    be closed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None

    def rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._lock:
            if self._connection is None:
                # immutable: SQLite neither locks nor looks for a journal, so that the file can be
                # in a folder without write access.
                address = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
                self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Close the file; a later query opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def __del__(self) -> None:
        self.close()
