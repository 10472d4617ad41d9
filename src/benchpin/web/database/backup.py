"""Backup of the database and the secret key into one file, and its restore.

A zip archive of `about.json` (format, time, row count, migrations), `rows.jsonl` (one row a line,
in Django's serialization, for any database) and `secret`, without which no reference code would
open its case.
"""

import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from benchpin.inputs.errors import BadFile, BadInput
from benchpin.web.database.secret_key import FILE_NAME as SECRET_FILE
from benchpin.web.database.secret_key import put_secret

FORM: Final = "benchpin-backup/1"
ABOUT, ROWS, SECRET = "about.json", "rows.jsonl", "secret"
_CHUNK_SIZE = 200
_CORRUPTION_ERRORS = (
    KeyError, TypeError, ValueError, EOFError, zlib.error, zipfile.BadZipFile,
    DeserializationError, DataError, IntegrityError,
)  # fmt: skip
"""The errors that a truncated or altered file raises."""


def write_backup(path: Path, *, at: datetime) -> int:
    """Write a backup that only its owner may read; returns the number of rows.

    The rows are a snapshot, though the server may go on writing. The file is there whole or not
    at all; BadFile where it cannot be written.
    """
    temporary_path = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary_path.unlink(missing_ok=True)
        descriptor = os.open(temporary_path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, _snapshot():
                    row_count = _write_rows(archive)
                    archive.writestr(SECRET, settings.SECRET_KEY)
                    archive.writestr(ABOUT, json.dumps(_about(row_count, at), indent=2))
                file.flush()
                os.fsync(file.fileno())
            temporary_path.replace(path)
        finally:
            temporary_path.unlink(missing_ok=True)
    except OSError as error:
        problem = f"{path}: cannot be written ({error.strerror}); choose another place"
        raise BadFile(problem) from error
    return row_count


def restore_backup(path: Path, *, force: bool = False) -> int:
    """Restore a backup into the database, all of it or nothing; returns the number of rows.

    Raises BadFile where the file is no backup of this or an earlier version, and BadInput where
    there are rows already and not `force`, which deletes them.
    """
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise BadFile(f"{path}: no such file; check the name") from None
    except (OSError, zipfile.BadZipFile):
        raise BadFile(f"{path}: is no backup of Benchpin; check the name") from None
    with archive:
        try:
            return _restore_archive(archive, path, force=force)
        except _CORRUPTION_ERRORS:
            problem = "is broken; nothing was restored, take another backup"
            raise BadFile(f"{path}: {problem}") from None


def _restore_archive(archive: zipfile.ZipFile, path: Path, *, force: bool) -> int:
    about = json.loads(archive.read(ABOUT))
    if about["form"] != FORM or not set(about["migrations"]) <= set(_migrations()):
        raise BadFile(f"{path}: was made by a later Benchpin; install that one first")
    secret = archive.read(SECRET).decode("ascii")
    configured_secret = os.environ.get("BENCHPIN_SECRET")
    if configured_secret and configured_secret != secret:
        raise BadInput(
            "BENCHPIN_SECRET is not the secret of the backup, so its codes would open nothing; "
            "unset it, or set it to what stands in the backup's file 'secret'"
        )
    previous_secret = settings.SECRET_KEY
    try:
        with transaction.atomic():
            _clear_tables(force=force)
            row_count = _read_rows(archive)
            if row_count != about["rows"]:
                raise ValueError("rows are missing")
            if not configured_secret:  # last: a failure before this changes no file
                put_secret(settings.HOME, secret)
    except BaseException:
        if not configured_secret and _stored_secret() not in (None, previous_secret):
            put_secret(settings.HOME, previous_secret)
        raise
    return row_count


def _models() -> tuple[type[models.Model], ...]:
    return tuple(apps.get_app_config("web").get_models())


def _migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(name for app, name in applied if app == "web")


def _about(row_count: int, at: datetime) -> dict[str, Any]:
    return {"form": FORM, "made": at.isoformat(), "rows": row_count, "migrations": _migrations()}


@contextmanager
def _snapshot() -> Iterator[None]:
    """A read-only transaction that sees a snapshot and does not block writers."""
    is_sqlite = connection.vendor == "sqlite"
    connection.ensure_connection()
    if is_sqlite:  # it only reads, so it needs no write lock
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if is_sqlite:
            connection.transaction_mode = "IMMEDIATE"  # type: ignore[attr-defined]


class _MicrosecondEncoder(DjangoJSONEncoder):
    """Writes times to the microsecond, as databases hold them; Django would cut them."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else super().default(value)


def _write_rows(archive: zipfile.ZipFile) -> int:
    """Write all rows into the archive; returns how many."""
    row_count = 0
    with archive.open(ROWS, "w", force_zip64=True) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        for row in _all_rows(_models()):
            serializers.serialize("jsonl", [row], stream=text, cls=_MicrosecondEncoder)
            row_count += 1
        text.flush()
        text.detach()
    return row_count


def _all_rows(model_classes: tuple[type[models.Model], ...]) -> Iterator[models.Model]:
    for model in model_classes:
        yield from model._default_manager.order_by("pk").iterator(chunk_size=_CHUNK_SIZE)


def _clear_tables(*, force: bool) -> None:
    """Delete all rows; BadInput where there are any and not `force`."""
    for model in _models():
        rows = model._default_manager.all()
        if not rows.exists():
            continue
        if not force:
            raise BadInput(
                "there are cases in the database already; "
                "restore into an empty one, or delete them with --force"
            )
        rows.delete()


def _read_rows(archive: zipfile.ZipFile) -> int:
    """Insert all rows of the archive; returns how many."""
    row_count = 0
    with archive.open(ROWS) as file:
        lines = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        for row in serializers.deserialize("jsonl", lines):
            row.save(force_insert=True)
            row_count += 1
    _reset_sequences()
    return row_count


def _reset_sequences() -> None:
    """Let new ids follow the restored ones, where the database has sequences (PostgreSQL)."""
    from django.core.management.color import no_style  # noqa: PLC0415

    commands = connection.ops.sequence_reset_sql(no_style(), list(_models()))
    with connection.cursor() as cursor:
        for command in commands:
            cursor.execute(command)


def _stored_secret() -> str | None:
    try:
        return (settings.HOME / SECRET_FILE).read_text(encoding="ascii")
    except FileNotFoundError:
        return None
