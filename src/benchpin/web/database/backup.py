"""Backup of the database and the secrets into one file, and its restore.

A zip archive of `about.json` (format, time, row count, migrations), `rows.jsonl` (one row a line,
in Django's serialization, for any database), `secret` (one a line, the current one first), without
which no reference code would find its case, and `tombstones` of deleted cases. Cases are in it as
they are stored: sealed. Sessions are not in it, so that a restore opens none again.
"""

import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core import serializers
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from benchpin.inputs.errors import BadFile, BadInput
from benchpin.web.database import erasure
from benchpin.web.database.keyed_hash import secret_id
from benchpin.web.database.live_lock import exclusive_lock
from benchpin.web.database.secret_key import (
    MAX_SECRETS,
    configured_secrets,
    is_from_environment,
    is_weak,
    put_secrets,
    remove_leftovers,
    sync_folder,
)
from benchpin.web.models import ApiKey, Session, StoredCase, Wrap

FORM: Final = "benchpin-backup/1"
ABOUT, ROWS, SECRET, TOMBSTONES = "about.json", "rows.jsonl", "secret", "tombstones"
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
    # One name for all: what a killed backup left is overwritten by the next.
    temporary_path = path.with_name(f".{path.name}.part")
    try:
        temporary_path.unlink(missing_ok=True)
        descriptor = os.open(temporary_path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, _snapshot():
                    row_count = _write_rows(archive)
                    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
                    archive.writestr(SECRET, "\n".join(secrets))
                    archive.writestr(TOMBSTONES, "\n".join(erasure.tombstone_lines()))
                    archive.writestr(ABOUT, json.dumps(_about(row_count, at), indent=2))
                file.flush()
                os.fsync(file.fileno())
            temporary_path.replace(path)
            sync_folder(path.parent)
        finally:
            temporary_path.unlink(missing_ok=True)
    except OSError as error:
        problem = f"{path}: cannot be written ({error.strerror}); choose another place"
        raise BadFile(problem) from error
    return row_count


@dataclass(frozen=True, slots=True)
class Restored:
    """How many rows were restored, and how many cases were left out, deleted since the backup."""

    rows: int
    buried_cases: int


def restore_backup(path: Path, *, force: bool = False) -> Restored:
    """Restore a backup into the database, all of it or nothing, but for cases deleted since.

    Raises BadFile where the file is no backup of this or an earlier version, and BadInput where
    there are rows already and not `force`, which deletes them, where a server runs, and where the
    secret of the backup is weak or not the configured one.
    """
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise BadFile(f"{path}: no such file; check the name") from None
    except (OSError, zipfile.BadZipFile):
        raise BadFile(f"{path}: is no backup of Benchpin; check the name") from None
    with archive, exclusive_lock("restore a backup"):
        try:
            restored = _restore_archive(archive, path, force=force)
        except _CORRUPTION_ERRORS:
            problem = "is broken; nothing was restored, take another backup"
            raise BadFile(f"{path}: {problem}") from None
    erasure.truncate_log()
    return restored


def _restore_archive(archive: zipfile.ZipFile, path: Path, *, force: bool) -> Restored:
    about = json.loads(archive.read(ABOUT))
    if about["form"] != FORM or not set(about["migrations"]) <= set(_migrations()):
        raise BadFile(f"{path}: was made by a later Benchpin; install that one first")
    backup_secrets = _secrets_of(archive, path)
    current_secrets = configured_secrets(settings.HOME)
    if is_from_environment() and not set(backup_secrets) <= set(current_secrets):
        raise BadInput(
            "BENCHPIN_SECRET and BENCHPIN_SECRET_BEFORE lack a secret of the backup, so its codes "
            "would open nothing; add what stands in the backup's file 'secret'"
        )
    tombstones = dict.fromkeys((*erasure.tombstone_lines(), *_tombstones_of(archive)))
    buried = {line.partition(" ")[2] for line in tombstones}
    is_in_file = not is_from_environment()
    with (
        _both_secrets(backup_secrets, current_secrets, is_in_file=is_in_file),
        transaction.atomic(),
    ):
        _clear_tables(force=force)
        row_count, buried_ids = _read_rows(archive, buried, secret_id(backup_secrets[0]))
        if row_count != about["rows"]:
            raise ValueError("rows are missing")
        # Before the rows are there: a crash between brings nobody back.
        erasure.add_tombstones(_tombstones_of(archive))
    return Restored(row_count - len(buried_ids), len(set(buried_ids)))


@contextmanager
def _both_secrets(
    backup_secrets: tuple[str, ...], current_secrets: tuple[str, ...], *, is_in_file: bool
) -> Iterator[None]:
    """The secrets of a backup in the file, at the end alone; after an error those of before.

    Meanwhile the file has both: a restore that is killed leaves rows of the one or of the other,
    and their codes open them.
    """
    if not is_in_file:
        yield
        return
    folder = Path(settings.HOME)
    remove_leftovers(folder)
    both = tuple(dict.fromkeys((*backup_secrets, *current_secrets)))
    put_secrets(folder, both)
    try:
        yield
    except BaseException:
        put_secrets(folder, current_secrets)
        raise
    put_secrets(folder, backup_secrets)


def _secrets_of(archive: zipfile.ZipFile, path: Path) -> tuple[str, ...]:
    secrets = tuple(archive.read(SECRET).decode("ascii").split())
    if not secrets:
        raise ValueError("no secret")
    if any(map(is_weak, secrets)) or len(secrets) > MAX_SECRETS:
        raise BadInput(f"{path}: its secret is too weak to be used; take another backup")
    return secrets


def _tombstones_of(archive: zipfile.ZipFile) -> Iterator[str]:
    """The tombstones in a backup; those of earlier versions have none."""
    if TOMBSTONES in archive.namelist():
        yield from filter(
            erasure.is_tombstone, archive.read(TOMBSTONES).decode("ascii").splitlines()
        )


_MODELS: Final[tuple[type[models.Model], ...]] = (StoredCase, Wrap, ApiKey)
"""What is backed up, in the order in which it can be restored; the wraps of codes alone."""


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
        for row in _all_rows():
            serializers.serialize("jsonl", [row], stream=text, cls=_MicrosecondEncoder)
            row_count += 1
        text.flush()
        text.detach()
    return row_count


def _all_rows() -> Iterator[models.Model]:
    for model in _MODELS:
        rows = model._default_manager.order_by("pk")
        if model is Wrap:
            rows = rows.filter(session=None)
        yield from rows.iterator(chunk_size=_CHUNK_SIZE)


def _clear_tables(*, force: bool) -> None:
    """Delete all rows; BadInput where there are any and not `force`."""
    if not force and any(model._default_manager.exists() for model in _MODELS):
        raise BadInput(
            "there are cases in the database already; "
            "restore into an empty one, or delete them with --force"
        )
    Session.objects.all().delete()
    for model in reversed(_MODELS):
        model._default_manager.all().delete()


def _read_rows(
    archive: zipfile.ZipFile, buried: set[str], backup_secret_id: str
) -> tuple[int, list[UUID]]:
    """Insert the rows of an archive but those of buried cases.

    Returns how many rows it has, and the case of each that was left out. Rows of versions that had
    one secret alone get its id.
    """
    row_count, buried_ids = 0, []
    with archive.open(ROWS) as file:
        lines = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        for row in serializers.deserialize("jsonl", lines):
            row_count += 1
            record = row.object
            case_id = getattr(record, "case_id", None) or record.pk
            if isinstance(record, StoredCase | Wrap) and erasure.tombstone_of(case_id) in buried:
                buried_ids.append(case_id)
                continue
            if isinstance(record, StoredCase | ApiKey) and not record.secret_id:
                record.secret_id = backup_secret_id
            row.save(force_insert=True)
    _reset_sequences()
    return row_count, buried_ids


def _reset_sequences() -> None:
    """Let new ids follow the restored ones, where the database has sequences (PostgreSQL)."""
    from django.core.management.color import no_style  # noqa: PLC0415

    commands = connection.ops.sequence_reset_sql(no_style(), list(_MODELS))
    with connection.cursor() as cursor:
        for command in commands:
            cursor.execute(command)
