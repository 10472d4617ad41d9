"""Start-up of the web app: settings, database and tables; failures are one-sentence messages."""

import atexit
import os
from contextlib import suppress
from pathlib import Path

import django

from benchpin.inputs.errors import BadInput

SETTINGS = "benchpin.web.settings"
_MIGRATION_LOCK_ID = 8_700_001
"""The PostgreSQL advisory lock that keeps two servers from migrating at the same time."""


class StartupError(BadInput):
    """The web app cannot run as configured; the message says what to change."""


def set_up() -> None:
    """Load the settings and the models; StartupError where they cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        django.setup()
    except OSError as error:
        prefix = f"{error.filename}: " if error.filename else ""
        raise StartupError(
            f"{prefix}the folder of the web app cannot be used ({error.strerror}); "
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
    """Connect to the database and migrate its tables; StartupError where that fails.

    Without `make` the database must exist already: a backup of an empty one helps nobody.
    """
    set_up()
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - after set_up
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import DatabaseError, connection, connections  # noqa: PLC0415

    _create_sqlite_file(make=make)
    atexit.register(connections.close_all)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if not migrate:
                return
            is_postgres = connection.vendor == "postgresql"
            if is_postgres:
                cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK_ID])
            try:
                call_command("migrate", interactive=False, verbosity=0)
            finally:
                if is_postgres:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK_ID])
    except ImproperlyConfigured:
        raise StartupError(
            "BENCHPIN_DATABASE names PostgreSQL, whose driver is not installed; "
            'install it: pip install "benchpin[postgres]"'
        ) from None
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise StartupError(
            f"{database_label()}: the database cannot be used ({reason}); {_remedy()}"
        ) from None


def _create_sqlite_file(*, make: bool) -> None:
    """Create the SQLite file, readable by its owner only, and the folder of the web app."""
    from django.conf import settings  # noqa: PLC0415 - after set_up

    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3") or database["NAME"] == ":memory:":
        return
    file = Path(database["NAME"])
    if not make and not file.exists():
        raise StartupError(
            f"{file}: there is no database; set BENCHPIN_HOME or BENCHPIN_DATABASE "
            "as they are set for the server"
        )
    with suppress(OSError):  # what cannot be created is reported when it is opened
        if file.parent == settings.HOME:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))


def database_label() -> str:
    """The database as file path, or as name and host; never with its password."""
    from django.conf import settings  # noqa: PLC0415 - after set_up

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return str(database["NAME"])
    return f"{database['NAME']} at {database['HOST'] or 'this machine'}"


def _remedy() -> str:
    from django.conf import settings  # noqa: PLC0415 - after set_up

    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return "name another file with BENCHPIN_DATABASE, or restore a backup"
    return "see that it runs and that BENCHPIN_DATABASE names its host, user and password"
