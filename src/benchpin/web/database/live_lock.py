"""A lock that a server holds while it runs, so that no command replaces the data below it.

Servers share it; a restore and a rotation of the secret need it alone. It is a lock of the
operating system on a file in the data folder, and on PostgreSQL an advisory lock too, since the
server may run on another machine. Both end with their process, however it ends.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from benchpin.inputs.errors import BadInput

FILE_NAME: Final = "in-use.lock"
_POSTGRES_LOCK_ID: Final = 8_700_002
_SHARED_QUERY: Final = "SELECT pg_try_advisory_lock_shared(%s)"
_EXCLUSIVE_QUERY: Final = "SELECT pg_try_advisory_lock(%s)"
_WINDOWS_SERVERS: Final = 1_000
"""Windows has no shared lock of this kind: each server locks one of so many bytes."""


@contextmanager
def shared_lock() -> Iterator[None]:
    """Hold the lock together with other servers; BadInput while a command has it alone."""
    with _locked(is_shared=True):
        yield


@contextmanager
def exclusive_lock(purpose: str) -> Iterator[None]:
    """Hold the lock alone; BadInput while a server runs. `purpose` completes "stop it to ..."."""
    with _locked(is_shared=False, purpose=purpose):
        yield


@contextmanager
def _locked(*, is_shared: bool, purpose: str = "") -> Iterator[None]:
    problem = (
        "a backup is being restored or the secret rotated; start again when that is done"
        if is_shared
        else f"a server is using the data; stop it to {purpose}"
    )
    path = Path(settings.HOME) / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        if not _lock_file(descriptor, is_shared=is_shared):
            raise BadInput(problem)
        with _locked_in_postgres(problem, is_shared=is_shared):
            yield
    finally:
        os.close(descriptor)  # which ends the lock


def _lock_file(descriptor: int, *, is_shared: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - on Windows alone

            os.lseek(descriptor, os.getpid() % _WINDOWS_SERVERS if is_shared else 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1 if is_shared else _WINDOWS_SERVERS)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(descriptor, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def _locked_in_postgres(problem: str, *, is_shared: bool) -> Iterator[None]:
    """The advisory lock, on a connection of its own: those of threads come and go."""
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        yield
        return
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    query = _SHARED_QUERY if is_shared else _EXCLUSIVE_QUERY
    try:
        with connection.cursor() as cursor:
            cursor.execute(query, [_POSTGRES_LOCK_ID])
            if not cursor.fetchone()[0]:
                raise BadInput(problem)
        yield
    finally:
        connection.close()
