"""Is a deleted person gone: from every file, every cache, and every restore?"""

import base64
import gc
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benchpin.profile import from_table
from benchpin.profile.case import Case, as_json
from benchpin.web.app.engine import shared_engine
from benchpin.web.cases import reference_codes, repository
from benchpin.web.database import erasure
from benchpin.web.database.backup import Restored, restore_backup, write_backup
from benchpin.web.models import StoredCase, Wrap
from tests.web.conftest import begin
from tests.web.databases import chosen, new_database, postgres_folder
from tests.web.running import Server, browsing, run

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
RARE = "Quillzywright"
RESUME = f"""Ana Example
Reno, NV 89501

Experience
{RARE} polisher, {RARE} Brothers, 2019 - 2020
- Polished {RARE} rings and sized them
"""


def forms_of(word: str) -> list[bytes]:
    """How a word may stand in a file: as text, as UTF-16, in base64 at each of three places."""
    texts = [
        spelling.encode(encoding)
        for spelling in (word, word.lower(), word.upper())
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    in_base64 = [
        # The first and last letters depend on what stands beside the word.
        base64.b64encode(b"x" * shift + word.encode())[2 + 2 * shift : -4]
        for shift in range(3)
    ]
    return [*texts, *in_base64]


def files_with(word: str, *folders: Path) -> list[Path]:
    """The files below some folders in which a word stands."""
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms_of(word))
    ]


def data_folders(home: Path, address: str) -> list[Path]:
    """All that a server writes to; PostgreSQL's pages and its log are on disk afterward."""
    if chosen() == "sqlite":
        return [home]
    import psycopg  # noqa: PLC0415 - only where it is asked for

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
    return [home, postgres_folder()]


@pytest.mark.parametrize("computer", ["own", "shared"])
def test_of_a_deleted_person_no_word_is_in_any_file(tmp_path: Path, computer: str) -> None:
    address = new_database(chosen(), tmp_path)
    with Server(tmp_path, BENCHPIN_DATABASE=address) as server, browsing(server) as browser:
        browser.get("/before/")
        browser.post("/before/", age="adult", computer=computer)
        browser.post("/you/code/")
        browser.get("/you/job/")
        browser.post("/you/job/", title=f"{RARE} setter", did=f"Set {RARE} stones", do="save")
        browser.get("/you/job/0/")
        browser.post("/you/job/0/", do="remove")
        browser.get("/you/two-minutes/")
        browser.post("/you/two-minutes/", country="US", words=f"I sized rings as {RARE} does.")
        browser.get("/you/resume/")
        browser.upload("/you/resume/", "resume", f"{RARE}.txt", RESUME.encode())
        assert RARE in browser.get("/you/data/")
        browser.get("/you/results/")
        browser.post("/you/results-kept/")
        folders = data_folders(tmp_path, address)
        if chosen() == "postgres":
            with_case = sum(len(files_with("web_storedcase", folder)) for folder in folders)
            assert with_case > 0  # it is the folder of this server
        assert files_with(RARE, *folders) == []  # not while it is stored, either
        browser.get("/you/data/delete/")
        browser.post("/you/data/delete/")
        assert "Everything is deleted" in browser.page
        assert files_with(RARE, *data_folders(tmp_path, address)) == []


@pytest.mark.skipif(chosen() != "sqlite", reason="PostgreSQL keeps old pages until it reuses them")
def test_a_case_of_an_earlier_version_is_in_no_file_once_it_is_sealed(tmp_path: Path) -> None:
    """The search can fail: it finds what an earlier version had stored in plain text."""
    run("tidy", home=tmp_path)
    code = reference_codes.new_code()
    file, secret = tmp_path / "web" / "benchpin.sqlite3", tmp_path / "web" / "secret"
    case = Case(profile=from_table({"experience": [{"title": RARE}]}, shared_engine().catalog))
    connection = sqlite3.connect(file)
    from django.utils.crypto import salted_hmac  # noqa: PLC0415

    code_hash = salted_hmac(
        "benchpin.code", code, secret=secret.read_text(), algorithm="sha256"
    ).hexdigest()
    with connection:
        connection.execute(
            "INSERT INTO web_storedcase (id, code_hash, content, version, began, used) "
            "VALUES (?, ?, ?, 1, '2026-11-01 00:00:00', '2026-11-30 00:00:00')",
            ("0" * 32, code_hash, as_json(case)),
        )
    connection.close()
    assert [path.name for path in files_with(RARE, tmp_path)] == ["benchpin.sqlite3"]
    assert "Not sealed yet: 1 case" in run("tidy", home=tmp_path).stdout
    with Server(tmp_path) as server, browsing(server) as browser:
        browser.get("/back/")
        browser.post("/back/", code=code)
        assert RARE in browser.get("/you/data/")
        assert files_with(RARE, tmp_path) == []
    assert "Not sealed yet" not in run("tidy", home=tmp_path).stdout


def live_texts_with(word: str) -> list[str]:
    """The texts in the memory of this process in which a word stands, each with its owner."""
    gc.collect()
    texts, owners = [], gc.get_objects()
    seen_ids = {id(owner) for owner in owners}
    while owners:
        owner = owners.pop()
        for value in gc.get_referents(owner):
            if isinstance(value, str | bytes):
                text = value if isinstance(value, str) else value.decode("latin-1")
                if word in text and value is not word:
                    texts.append(f"{type(owner).__name__}: {text!r:.80} in {str(owner)[:300]}")
            elif not gc.is_tracked(value) and id(value) not in seen_ids:
                # A container of texts alone, such as the table of a cache, is not tracked.
                seen_ids.add(id(value))
                owners.append(value)
    return texts


def test_no_cache_of_the_process_holds_a_word_of_a_deleted_person() -> None:
    word = "".join(map(chr, (113, 111, 122, 122, 121, 109, 97, 107)))  # not in this file

    def tell_and_delete() -> None:
        client = Client()
        begin(client)
        client.post("/you/job/", {"title": f"{word} setter", "did": f"Set {word}", "do": "save"})
        client.post("/you/two-minutes/", {"country": "US", "words": f"I sized {word} rings."})
        resume = SimpleUploadedFile("resume.txt", RESUME.replace(RARE, word).encode())
        client.post("/you/resume/", {"resume": resume})
        assert word in client.get("/you/data/").content.decode()
        client.get("/you/results/")
        client.post("/you/data/delete/")

    tell_and_delete()
    assert not StoredCase.objects.exists()
    del tell_and_delete  # it closes over the word
    assert live_texts_with(word) == []


def bury_one() -> tuple[repository.NewCode, repository.NewCode]:
    """A case that was deleted, and another."""
    deleted, other = (repository.create_case(Case(), at=AT) for _ in range(2))
    repository.delete(deleted.key.id, at=AT)
    return deleted, other


def test_a_restore_never_brings_somebody_back(tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    deleted, other = (repository.create_case(Case(), at=AT) for _ in range(2))
    write_backup(path, at=AT)
    repository.delete(deleted.key.id, at=AT)
    assert restore_backup(path, force=True) == Restored(rows=2, buried_cases=1)
    assert repository.open_by_code(deleted.code) is None
    assert repository.open_by_code(other.code) == other.key
    assert list(Wrap.objects.values_list("case_id", flat=True)) == [other.key.id]


def test_a_backup_carries_the_tombstones_to_another_machine(tmp_path: Path) -> None:
    """A backup that is older than a deletion is restored after one that is younger."""
    older, younger = tmp_path / "older.zip", tmp_path / "younger.zip"
    deleted = repository.create_case(Case(), at=AT)
    write_backup(older, at=AT)
    repository.delete(deleted.key.id, at=AT)
    write_backup(younger, at=AT)
    home = tmp_path / "new"
    home.mkdir()
    address = new_database(chosen(), home)
    assert run("restore", str(younger), home=home, BENCHPIN_DATABASE=address).returncode == 0
    result = run("restore", str(older), "--force", home=home, BENCHPIN_DATABASE=address)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Left out: 1 case that had been deleted since." in result.stdout
    line = f"{AT:%Y-%m-%d} {erasure.tombstone_of(deleted.key.id)}"
    assert (home / "web" / "tombstones").read_text().splitlines() == [line]


def test_a_case_that_nobody_used_leaves_a_tombstone_too() -> None:
    new = repository.create_case(Case(), at=datetime(2024, 1, 1, tzinfo=UTC))
    assert repository.delete_unused(at=AT) == 1
    assert f"{AT:%Y-%m-%d} {erasure.tombstone_of(new.key.id)}" in erasure.tombstone_lines()


def test_a_tombstone_that_was_cut_short_is_passed_over() -> None:
    path = Path(settings.HOME) / "tombstones"
    deleted, _ = bury_one()
    with path.open("a") as file:
        file.write("2026-12-01 abc\n2026-12-0")
    lines = erasure.tombstone_lines()
    assert all(map(erasure.is_tombstone, lines))
    assert any(line.endswith(erasure.tombstone_of(deleted.key.id)) for line in lines)
    later, _ = bury_one()
    assert any(
        line.endswith(erasure.tombstone_of(later.key.id)) for line in erasure.tombstone_lines()
    )


@pytest.mark.skipif(chosen() != "sqlite", reason="SQLite's own log")
def test_the_log_is_empty_after_a_deletion() -> None:
    log = Path(f"{settings.DATABASES['default']['NAME']}-wal")
    new = repository.create_case(Case(), at=AT)
    assert log.stat().st_size > 0
    repository.delete(new.key.id, at=AT)
    assert log.stat().st_size == 0


def test_tombstones_name_nobody() -> None:
    deleted, _ = bury_one()
    text = (Path(settings.HOME) / "tombstones").read_text()
    for spelling in (str(deleted.key.id), deleted.key.id.hex, deleted.code):
        assert spelling not in text


def test_a_case_of_a_backup_opens_by_its_code_alone(tmp_path: Path) -> None:
    """No session is in a backup: somebody who left is not let in again by a restore."""
    path = tmp_path / "backup.zip"
    client = Client()
    begin(client)
    code = client.session["code"]
    write_backup(path, at=AT)
    restore_backup(path, force=True)
    assert client.get("/you/").headers["Location"] == "/before/"
    assert Client().post("/back/", {"code": code}).status_code == 302
