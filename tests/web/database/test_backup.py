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
from benchpin.web.cases import reference_codes as codes
from benchpin.web.cases import repository as cases
from benchpin.web.database.backup import restore, write_backup
from benchpin.web.models import ApiKey, StoredCase
from tests.web.databases import Kind, new_database
from tests.web.running import run

AT = datetime(2026, 11, 22, 12, 0, 0, 123456, UTC)
Row = dict[str, object]


def fill(many: int = 3) -> list[str]:
    """Store cases and a key; the codes."""
    ApiKey.objects.create(name="a desk", key_hash="k" * 64, scopes=["read"], made=AT)
    return [cases.begin(Case(profile=Profile()), at=AT)[1] for _ in range(many)]


def rows() -> list[Row]:
    found: list[Row] = [dict(row) for row in StoredCase.objects.order_by("pk").values()]
    return found + [dict(row) for row in ApiKey.objects.order_by("pk").values()]


def content(path: Path) -> tuple[list[Row], bytes]:
    """The rows of a backup and its secret; PostgreSQL keeps the keys of JSON in its own order."""
    with zipfile.ZipFile(path) as held:
        return [json.loads(line) for line in held.read("rows.jsonl").splitlines()], held.read(
            "secret"
        )


def changed(path: Path, name: str, text: bytes | None) -> None:
    """Put something else into a backup under a name; None takes it away."""
    with zipfile.ZipFile(path) as held:
        parts = {each: held.read(each) for each in held.namelist()}
    if text is None:
        del parts[name]
    else:
        parts[name] = text
    with zipfile.ZipFile(path, "w") as held:
        for each, part in parts.items():
            held.writestr(each, part)


def test_what_was_backed_up_comes_back_and_its_codes_open_it(tmp_path: Path) -> None:
    given, path = fill(), tmp_path / "backup.zip"
    before = rows()
    assert write_backup(path, at=AT) == 4
    StoredCase.objects.all().delete()
    ApiKey.objects.all().delete()
    assert restore(path) == 4
    assert rows() == before
    assert all(cases.by_code(code) for code in given)
    ApiKey.objects.create(name="another", key_hash="n" * 64, scopes=[], made=AT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_backup_is_readable_by_its_owner_alone_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    path.write_text("an older one")
    path.chmod(0o644)
    write_backup(path, at=AT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["backup.zip"]


def test_there_is_no_backup_of_a_database_that_is_not_there(tmp_path: Path) -> None:
    """Somebody asks as another user, or without the server's settings."""
    said = run("backup", str(tmp_path / "backup.zip"), home=tmp_path)
    assert (said.returncode, said.stdout) == (2, "")
    assert "there is no database" in said.stderr
    assert not (tmp_path / "backup.zip").exists()
    assert not (tmp_path / "web" / "benchpin.sqlite3").exists()
    run("tidy", home=tmp_path)
    said = run("backup", str(tmp_path / "backup.zip"), home=tmp_path)
    assert str(tmp_path / "web" / "benchpin.sqlite3") in said.stdout


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be written"):
        write_backup(tmp_path / "none" / "backup.zip", at=AT)


def test_rows_are_never_put_over_others_unless_told_to(tmp_path: Path) -> None:
    fill(2)
    path = tmp_path / "backup.zip"
    write_backup(path, at=AT)
    fill_again = cases.begin(Case(profile=Profile()), at=AT)[1]
    with pytest.raises(BadInput, match="--force"):
        restore(path)
    assert len(rows()) == 4
    assert restore(path, force=True) == 3
    assert cases.by_code(fill_again) is None


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
        restore(path, force=True)
    assert rows() == before


def test_one_broken_row_of_many_changes_nothing(tmp_path: Path) -> None:
    fill()
    path, before = tmp_path / "backup.zip", rows()
    write_backup(path, at=AT)
    with zipfile.ZipFile(path) as held:
        lines = held.read("rows.jsonl").splitlines(keepends=True)
    changed(path, "rows.jsonl", b"".join([*lines, lines[1]]))  # a row twice
    with pytest.raises(BadFile, match="nothing was restored"):
        restore(path, force=True)
    assert rows() == before


def test_a_backup_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    write_backup(path, at=AT)
    with zipfile.ZipFile(path) as held:
        about = json.loads(held.read("about.json"))
    about["migrations"].append("9999_later")
    changed(path, "about.json", json.dumps(about).encode())
    with pytest.raises(BadFile, match="later Benchpin"):
        restore(path)


@pytest.mark.parametrize("text", [b"", b"PK", b"hello", None])
def test_what_is_no_backup_is_told(tmp_path: Path, text: bytes | None) -> None:
    path = tmp_path / "backup.zip"
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(BadFile, match=r"no backup|no such file"):
        restore(path)


def test_the_secret_comes_back_with_the_rows(tmp_path: Path) -> None:
    path, file = tmp_path / "backup.zip", Path(settings.HOME) / "secret"
    ours = file.read_text()
    write_backup(path, at=AT)
    other = "another-secret-" * 5
    changed(path, "secret", other.encode())
    try:
        restore(path)
        assert file.read_text() == other
        if sys.platform != "win32":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    finally:
        file.write_text(ours)


def test_a_secret_of_the_environment_must_be_the_one_of_the_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "backup.zip"
    write_backup(path, at=AT)
    monkeypatch.setenv("BENCHPIN_SECRET", "x" * 60)
    with pytest.raises(BadInput, match="BENCHPIN_SECRET"):
        restore(path)


def test_a_backup_is_of_one_moment_while_others_write(tmp_path: Path) -> None:
    """Each write changes all cases at once, so a backup of one moment holds one version."""
    for _ in range(40):
        cases.begin(Case(profile=Profile()), at=AT)
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
        for turn in range(6):
            path = tmp_path / f"{turn}.zip"
            write_backup(path, at=AT)
            with zipfile.ZipFile(path) as held:
                lines = io.BytesIO(held.read("rows.jsonl")).readlines()
            assert len({json.loads(line)["fields"]["version"] for line in lines}) == 1
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
    there, here = new_database(of, old), new_database(to, new)
    fill()
    first = tmp_path / "first.zip"
    write_backup(first, at=AT)
    said = run("restore", str(first), home=old, BENCHPIN_DATABASE=there)
    assert (said.returncode, said.stderr) == (0, ""), said.stderr
    assert said.stdout == f"Restored: 4 rows from {first}.\n"
    second, third = tmp_path / "second.zip", tmp_path / "third.zip"
    said = run("backup", str(second), home=old, BENCHPIN_DATABASE=there)
    assert said.returncode == 0, said.stderr
    said = run("restore", str(second), home=new, BENCHPIN_DATABASE=here)
    assert said.returncode == 0, said.stderr
    again = run("restore", str(second), home=new, BENCHPIN_DATABASE=here)
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert run("backup", str(third), home=new, BENCHPIN_DATABASE=here).returncode == 0
    one, two, three = map(content, (first, second, third))
    assert one == two == three


def test_codes_are_not_in_a_backup(tmp_path: Path) -> None:
    given, path = fill(), tmp_path / "backup.zip"
    write_backup(path, at=AT)
    with zipfile.ZipFile(path) as held:
        text = b"".join(held.read(name) for name in held.namelist()).decode()
    assert not any(code in text or codes.format_code(code) in text for code in given)
