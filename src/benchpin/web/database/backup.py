"""A backup: one file with every row and the secret, and the way back.

A zip of `about.json` (what it is), `rows.jsonl` (a row a line, as Django writes them, whatever
the database) and `secret`, without which no reference code would open its case.
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
from benchpin.web.database.secret_key import NAME as SECRET_FILE
from benchpin.web.database.secret_key import put_secret

FORM: Final = "benchpin-backup/1"
ABOUT, ROWS, SECRET = "about.json", "rows.jsonl", "secret"
_AT_ONCE = 200
_BROKEN = (
    KeyError, TypeError, ValueError, EOFError, zlib.error, zipfile.BadZipFile,
    DeserializationError, DataError, IntegrityError,
)  # fmt: skip
"""What a file that was cut or changed leads to."""


def write_backup(path: Path, *, at: datetime) -> int:
    """Write everything into a file that its owner alone may read; how many rows there are.

    The rows are those of one moment, though the server may go on writing. The file is there
    whole or not at all; BadFile where it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.unlink(missing_ok=True)
        number = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(number, "wb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as held, _one_moment():
                    many = _write_rows(held)
                    held.writestr(SECRET, settings.SECRET_KEY)
                    held.writestr(ABOUT, json.dumps(_about(many, at), indent=2))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        words = f"{path}: cannot be written ({error.strerror}); choose another place"
        raise BadFile(words) from error
    return many


def restore(path: Path, *, force: bool = False) -> int:
    """Put a backup into the database, all of it or nothing; how many rows there are now.

    Raises BadFile for what is no backup of this or an earlier version, and BadInput where there
    are rows already and not `force`, which deletes them.
    """
    try:
        held = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise BadFile(f"{path}: no such file; check the name") from None
    except (OSError, zipfile.BadZipFile):
        raise BadFile(f"{path}: is no backup of Benchpin; check the name") from None
    with held:
        try:
            return _restored(held, path, force=force)
        except _BROKEN:
            words = "is broken; nothing was restored, take another backup"
            raise BadFile(f"{path}: {words}") from None


def _restored(held: zipfile.ZipFile, path: Path, *, force: bool) -> int:
    about = json.loads(held.read(ABOUT))
    if about["form"] != FORM or not set(about["migrations"]) <= set(_migrations()):
        raise BadFile(f"{path}: was made by a later Benchpin; install that one first")
    secret = held.read(SECRET).decode("ascii")
    is_ours = os.environ.get("BENCHPIN_SECRET")
    if is_ours and is_ours != secret:
        raise BadInput(
            "BENCHPIN_SECRET is not the secret of the backup, so its codes would open nothing; "
            "unset it, or set it to what stands in the backup's file 'secret'"
        )
    before = settings.SECRET_KEY
    try:
        with transaction.atomic():
            _make_room(force=force)
            many = _read_rows(held)
            if many != about["rows"]:
                raise ValueError("rows are missing")
            if not is_ours:  # the last act: whatever fails before it changes no file
                put_secret(settings.HOME, secret)
    except BaseException:
        if not is_ours and _secret_now() not in (None, before):
            put_secret(settings.HOME, before)
        raise
    return many


def _models() -> tuple[type[models.Model], ...]:
    return tuple(apps.get_app_config("web").get_models())


def _migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(name for app, name in applied if app == "web")


def _about(many: int, at: datetime) -> dict[str, Any]:
    return {"form": FORM, "made": at.isoformat(), "rows": many, "migrations": _migrations()}


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction that sees the rows of one moment and keeps nobody from writing."""
    is_sqlite = connection.vendor == "sqlite"
    connection.ensure_connection()
    if is_sqlite:  # it reads, and needs no lock to write
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


class _Whole(DjangoJSONEncoder):
    """Times to the microsecond, as the databases hold them."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else super().default(value)


def _write_rows(held: zipfile.ZipFile) -> int:
    many = 0
    with held.open(ROWS, "w", force_zip64=True) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        for each in _counted(_models()):
            serializers.serialize("jsonl", [each], stream=text, cls=_Whole)
            many += 1
        text.flush()
        text.detach()
    return many


def _counted(kinds: tuple[type[models.Model], ...]) -> Iterator[models.Model]:
    for kind in kinds:
        yield from kind._default_manager.order_by("pk").iterator(chunk_size=_AT_ONCE)


def _make_room(*, force: bool) -> None:
    for kind in _models():
        rows = kind._default_manager.all()
        if not rows.exists():
            continue
        if not force:
            raise BadInput(
                "there are cases in the database already; "
                "restore into an empty one, or delete them with --force"
            )
        rows.delete()


def _read_rows(held: zipfile.ZipFile) -> int:
    many = 0
    with held.open(ROWS) as file:
        lines = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        for each in serializers.deserialize("jsonl", lines):
            each.save(force_insert=True)
            many += 1
    _set_counters()
    return many


def _set_counters() -> None:
    """Let new rows be numbered after the restored ones, where the database counts apart."""
    from django.core.management.color import no_style  # noqa: PLC0415

    commands = connection.ops.sequence_reset_sql(no_style(), list(_models()))
    with connection.cursor() as cursor:
        for command in commands:
            cursor.execute(command)


def _secret_now() -> str | None:
    try:
        return (settings.HOME / SECRET_FILE).read_text(encoding="ascii")
    except FileNotFoundError:
        return None
