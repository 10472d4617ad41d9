"""Opening the web app in a process: settings, database and tables, each told in a sentence."""

import atexit
import os
from contextlib import suppress
from pathlib import Path

import django

from benchpin.inputs.errors import BadInput

SETTINGS = "benchpin.web.settings"
_MIGRATING = 8_700_001
"""The lock of PostgreSQL that keeps two servers from changing the tables at once."""


class StartupError(BadInput):
    """The web app cannot run as it is set up; the message says what to change."""


def set_up() -> None:
    """Read the settings and make the models known; NotServed where they cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        django.setup()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise StartupError(
            f"{where}the folder of the web app cannot be used ({error.strerror}); "
            "set BENCHPIN_HOME to a folder that you may write to"
        ) from None
    except ValueError as error:  # what dj_database_url and settings raise
        if isinstance(error, UnicodeError):
            raise
        raise StartupError(
            "BENCHPIN_DATABASE is no address of a database; "
            "write postgres://USER:PASSWORD@HOST/NAME or sqlite:///FILE"
        ) from None


def open_database(*, migrate: bool = True, make: bool = True) -> None:
    """Reach the database and bring its tables to this version; NotServed where that fails.

    Without `make` a database must be there: nobody means to keep an empty one.
    """
    set_up()
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - after set_up
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import DatabaseError, connection, connections  # noqa: PLC0415

    _make_file(make=make)
    atexit.register(connections.close_all)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if not migrate:
                return
            is_postgres = connection.vendor == "postgresql"
            if is_postgres:
                cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
            try:
                call_command("migrate", interactive=False, verbosity=0)
            finally:
                if is_postgres:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])
    except ImproperlyConfigured:
        raise StartupError(
            "BENCHPIN_DATABASE names PostgreSQL, whose driver is not installed; "
            'install it: pip install "benchpin[postgres]"'
        ) from None
    except DatabaseError as error:
        why = " ".join(str(error).split())
        raise StartupError(
            f"{startup_messages()}: the database cannot be used ({why}); {_to_do()}"
        ) from None


def _make_file(*, make: bool) -> None:
    """An SQLite file that its owner alone may read, and the folder of the web app around it."""
    from django.conf import settings  # noqa: PLC0415 - after set_up

    found = settings.DATABASES["default"]
    if not found["ENGINE"].endswith("sqlite3") or found["NAME"] == ":memory:":
        return
    file = Path(found["NAME"])
    if not make and not file.exists():
        raise StartupError(
            f"{file}: there is no database; set BENCHPIN_HOME or BENCHPIN_DATABASE "
            "as they are set for the server"
        )
    with suppress(OSError):  # what cannot be made is told when it is opened
        if file.parent == settings.HOME:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))


def startup_messages() -> str:
    """The database by a name that holds no password."""
    from django.conf import settings  # noqa: PLC0415 - after set_up

    found = settings.DATABASES["default"]
    if found["ENGINE"].endswith("sqlite3"):
        return str(found["NAME"])
    return f"{found['NAME']} at {found['HOST'] or 'this machine'}"


def _to_do() -> str:
    from django.conf import settings  # noqa: PLC0415 - after set_up

    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return "name another file with BENCHPIN_DATABASE, or restore a backup"
    return "see that it runs and that BENCHPIN_DATABASE names its host, user and password"
