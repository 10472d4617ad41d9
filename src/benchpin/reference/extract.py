"""One embedded extract: a SQLite file that is read and never written."""

import sqlite3
from pathlib import Path
from threading import Lock
from typing import Any

EMBEDDED = Path(__file__).with_name("embedded")
MANIFEST = "manifest.json"


class Extract:
    """Rows of a read-only file, from any thread.

    The connection is made at the first question, so that opening costs nothing. It is one for all
    threads, behind a lock: a look-up takes microseconds, and a connection for each thread of a
    web server would never be closed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None

    def rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows that a query finds."""
        with self._lock:
            if self._connection is None:
                # immutable: SQLite neither locks nor looks for a journal, and the file may lie
                # where nobody can write.
                address = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
                self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Let the file go; a later question opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def __del__(self) -> None:
        self.close()
