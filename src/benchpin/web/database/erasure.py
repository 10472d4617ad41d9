"""What a deletion leaves behind: it is overwritten, and remembered, so that no restore undoes it.

SQLite overwrites deleted rows (`secure_delete`, settings.py), but its write-ahead log still holds
what was written before: the log is truncated after each deletion. On PostgreSQL old versions of
rows stay in its files until they are reused; all that they hold of a case is sealed.

Of each deleted case a tombstone is kept in the data folder: the day and a hash of the case's id,
which is random, so that the hash says nothing. Backups carry them too.
"""

import hashlib
import logging
import os
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection

from benchpin.web.database.secret_key import give_to_owner, sync_folder

_log = logging.getLogger("benchpin.web.serving")
FILE_NAME: Final = "tombstones"
_TRUNCATE_TRIES: Final = 10
_TRUNCATE_PAUSE_SECONDS: Final = 0.1


def truncate_log() -> bool:
    """Empty SQLite's write-ahead log; whether it is empty now. Nothing to do on PostgreSQL.

    Readers of an older snapshot, such as a backup, delay it; it is tried a few times.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return connection.vendor != "sqlite"
    for turn in range(_TRUNCATE_TRIES):
        if turn:
            time.sleep(_TRUNCATE_PAUSE_SECONDS)
        try:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                is_busy = bool(cursor.fetchone()[0])
        except DatabaseError:  # another checkpoint is under way
            continue
        if not is_busy:
            return True
    _log.warning("the write-ahead log is in use and was not truncated")
    return False


def tombstone_of(case_id: UUID) -> str:
    """The hash by which a tombstone names a case: a SHA-256 of its random id."""
    return hashlib.sha256(b"benchpin.tombstone " + case_id.bytes).hexdigest()


def bury(case_ids: Iterable[UUID], *, at: datetime) -> None:
    """Write tombstones of cases, on disk before they are deleted: a crash between loses nothing."""
    add_tombstones(f"{at:%Y-%m-%d} {tombstone_of(case_id)}" for case_id in case_ids)


def add_tombstones(lines: Iterable[str]) -> None:
    """Append lines (a day, a blank, a hash) to the tombstones of the data folder."""
    text = "".join(f"{line}\n" for line in lines)
    if not text:
        return
    path = _path()
    is_new = not path.exists()
    descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600)
    with os.fdopen(descriptor, "ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":  # a crash cut the last line short: it ends here
                text = f"\n{text}"
        file.write(text.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        give_to_owner(path, path.parent)
        sync_folder(path.parent)


def tombstone_lines() -> list[str]:
    """The tombstones of the data folder, each once, in the order in which they were written."""
    try:
        text = _path().read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return []
    return list(dict.fromkeys(line for line in text.splitlines() if is_tombstone(line)))


def is_tombstone(line: str) -> bool:
    """Whether a line is a whole tombstone, not one that a crash cut short."""
    day, _, digest = line.partition(" ")
    return len(day) == 10 and len(digest) == 64 and digest.isalnum()


def _path() -> Path:
    return Path(settings.HOME) / FILE_NAME
