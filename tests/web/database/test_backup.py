"""Does a backup hold everything, on both databases, and can it be put back?"""

import io
import json
import stat
import sys
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from benchpin.inputs.errors import BadFile, BadInput
from benchpin.profile import Profile
from benchpin.profile.case import Case
from benchpin.web.cases import reference_codes, repository
from benchpin.web.database.backup import Restored, restore_backup, write_backup
from benchpin.web.database.keyed_hash import current_secret_id
from benchpin.web.models import ApiKey, StoredCase, Wrap
from tests.web.databases import Kind, new_database
from tests.web.running import run

AT = datetime(2026, 11, 22, 12, 0, 0, 123456, UTC)
Row = dict[str, object]


def fill(count: int = 3) -> list[str]:
    """Store cases and a key; the codes."""
    ApiKey.objects.create(
        name="a desk", key_hash="k" * 64, secret_id=current_secret_id(), scopes=["read"], made=AT
    )
    return [repository.create_case(Case(profile=Profile()), at=AT)[1] for _ in range(count)]


def rows() -> list[Row]:
    case_rows: list[Row] = [dict(row) for row in StoredCase.objects.order_by("pk").values()]
    for model in (Wrap, ApiKey):
        case_rows += [dict(row) for row in model._default_manager.order_by("pk").values()]
    return [{name: plain(value) for name, value in row.items()} for row in case_rows]


def plain(value: object) -> object:
    """A value that compares by its content: PostgreSQL gives binary fields as memory views."""
    return bytes(value) if isinstance(value, memoryview) else value


def content(path: Path) -> tuple[list[Row], bytes]:
    """The rows of a backup and its secret; PostgreSQL keeps the keys of JSON in its own order."""
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read("rows.jsonl").splitlines()], archive.read(
            "secret"
        )


def changed(path: Path, name: str, text: bytes | None) -> None:
    """Put something else into a backup under a name; None takes it away."""
    with zipfile.ZipFile(path) as archive:
        parts = {file_name: archive.read(file_name) for file_name in archive.namelist()}
    if text is None:
        del parts[name]
    else:
        parts[name] = text
    with zipfile.ZipFile(path, "w") as archive:
        for file_name, part in parts.items():
            archive.writestr(file_name, part)


def test_what_was_backed_up_comes_back_and_its_codes_open_it(tmp_path: Path) -> None:
    codes, path = fill(), tmp_path / "backup.zip"
    before = rows()
    assert write_backup(path, at=AT) == 7
    StoredCase.objects.all().delete()
    ApiKey.objects.all().delete()
    assert restore_backup(path) == Restored(rows=7, buried_cases=0)
    assert rows() == before
    assert all(repository.open_by_code(code) for code in codes)
    ApiKey.objects.create(name="another", key_hash="n" * 64, scopes=[], made=AT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_backup_is_readable_by_its_owner_alone_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    path.write_text("an older one")
    path.chmod(0o644)
    write_backup(path, at=AT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["backup.zip"]


def test_there_is_no_backup_of_a_database_that_is_not_there(tmp_path: Path) -> None:
    """Somebody asks as another user, or without the server's settings."""
    result = run("backup", str(tmp_path / "backup.zip"), home=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "there is no database" in result.stderr
    assert not (tmp_path / "backup.zip").exists()
    assert not (tmp_path / "web" / "benchpin.sqlite3").exists()
    run("tidy", home=tmp_path)
    result = run("backup", str(tmp_path / "backup.zip"), home=tmp_path)
    assert str(tmp_path / "web" / "benchpin.sqlite3") in result.stdout


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be written"):
        write_backup(tmp_path / "none" / "backup.zip", at=AT)


def test_rows_are_never_put_over_others_unless_told_to(tmp_path: Path) -> None:
    fill(2)
    path = tmp_path / "backup.zip"
    write_backup(path, at=AT)
    other_code = repository.create_case(Case(profile=Profile()), at=AT)[1]
    with pytest.raises(BadInput, match="--force"):
        restore_backup(path)
    assert len(rows()) == 7
    assert restore_backup(path, force=True).rows == 5
    assert repository.open_by_code(other_code) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rows.jsonl", b'{"model": "web.storedcase", "pk": 1}\n'),
        ("rows.jsonl", b"not json\n"),
        ("rows.jsonl", b""),
        ("rows.jsonl", None),
        ("secret", None),
        ("about.json", b"{}"),
        ("about.json", b"[]"),
    ],
)
def test_a_broken_backup_changes_nothing(tmp_path: Path, name: str, text: bytes | None) -> None:
    fill()
    path, before = tmp_path / "backup.zip", rows()
    write_backup(path, at=AT)
    changed(path, name, text)
    with pytest.raises(BadFile, match="nothing was restored"):
        restore_backup(path, force=True)
    assert rows() == before


def test_one_broken_row_of_many_changes_nothing(tmp_path: Path) -> None:
    fill()
    path, before = tmp_path / "backup.zip", rows()
    write_backup(path, at=AT)
    with zipfile.ZipFile(path) as archive:
        lines = archive.read("rows.jsonl").splitlines(keepends=True)
    changed(path, "rows.jsonl", b"".join([*lines, lines[1]]))  # a row twice
    with pytest.raises(BadFile, match="nothing was restored"):
        restore_backup(path, force=True)
    assert rows() == before


def test_a_backup_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    write_backup(path, at=AT)
    with zipfile.ZipFile(path) as archive:
        about = json.loads(archive.read("about.json"))
    about["migrations"].append("9999_later")
    changed(path, "about.json", json.dumps(about).encode())
    with pytest.raises(BadFile, match="later Benchpin"):
        restore_backup(path)


@pytest.mark.parametrize("text", [b"", b"PK", b"hello", None])
def test_what_is_no_backup_is_told(tmp_path: Path, text: bytes | None) -> None:
    path = tmp_path / "backup.zip"
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(BadFile, match=r"no backup|no such file"):
        restore_backup(path)


def test_the_secret_comes_back_with_the_rows(tmp_path: Path) -> None:
    path, file = tmp_path / "backup.zip", Path(settings.HOME) / "secret"
    own_secret = file.read_text()
    write_backup(path, at=AT)
    other_secret = "another-secret-" * 5
    changed(path, "secret", other_secret.encode())
    try:
        restore_backup(path)
        assert file.read_text() == other_secret
        if sys.platform != "win32":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    finally:
        file.write_text(own_secret)


def test_a_secret_of_the_environment_must_be_the_one_of_the_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "backup.zip"
    write_backup(path, at=AT)
    monkeypatch.setenv("BENCHPIN_SECRET", "x" * 60)
    with pytest.raises(BadInput, match="BENCHPIN_SECRET"):
        restore_backup(path)


def test_a_backup_is_of_one_moment_while_others_write(tmp_path: Path) -> None:
    """Each write changes all cases at once, so a backup of one moment holds one version."""
    for _ in range(40):
        repository.create_case(Case(profile=Profile()), at=AT)
    stop, written = threading.Event(), [0]

    def write() -> None:
        from django.db.models import F  # noqa: PLC0415

        try:
            while not stop.is_set():
                StoredCase.objects.update(version=F("version") + 1)
                written[0] += 1
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(6):
            path = tmp_path / f"{number}.zip"
            write_backup(path, at=AT)
            with zipfile.ZipFile(path) as archive:
                lines = io.BytesIO(archive.read("rows.jsonl")).readlines()
            records = [json.loads(line) for line in lines]
            versions = [
                record["fields"]["version"]
                for record in records
                if record["model"] == "web.storedcase"
            ]
            assert (len(versions), len(set(versions))) == (40, 1)
    finally:
        stop.set()
        writer.join()
    assert written[0] > 6


@pytest.mark.parametrize(("of", "to"), [("sqlite", "postgres"), ("postgres", "sqlite")])
def test_cases_move_from_one_database_to_the_other(tmp_path: Path, of: Kind, to: Kind) -> None:
    """By the commands, as somebody does who moves to a larger server."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    old_address, new_address = new_database(of, old), new_database(to, new)
    fill()
    first = tmp_path / "first.zip"
    write_backup(first, at=AT)
    result = run("restore", str(first), home=old, BENCHPIN_DATABASE=old_address)
    assert (result.returncode, result.stderr) == (0, ""), result.stderr
    assert result.stdout == f"Restored: 7 rows from {first}.\n"
    second, third = tmp_path / "second.zip", tmp_path / "third.zip"
    result = run("backup", str(second), home=old, BENCHPIN_DATABASE=old_address)
    assert result.returncode == 0, result.stderr
    result = run("restore", str(second), home=new, BENCHPIN_DATABASE=new_address)
    assert result.returncode == 0, result.stderr
    again = run("restore", str(second), home=new, BENCHPIN_DATABASE=new_address)
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert run("backup", str(third), home=new, BENCHPIN_DATABASE=new_address).returncode == 0
    first_content, second_content, third_content = map(content, (first, second, third))
    assert first_content == second_content == third_content


def test_codes_are_not_in_a_backup(tmp_path: Path) -> None:
    codes, path = fill(), tmp_path / "backup.zip"
    write_backup(path, at=AT)
    with zipfile.ZipFile(path) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert not any(code in text or reference_codes.format_code(code) in text for code in codes)
