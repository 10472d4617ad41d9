"""Does every code and key stay valid when the secret is rotated, and is a weak one refused?"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from benchpin.inputs.errors import BadFile, BadInput
from benchpin.profile.case import Case
from benchpin.web.api import keys
from benchpin.web.cases import repository
from benchpin.web.database import live_lock, secret_rotation
from benchpin.web.database.backup import restore_backup, write_backup
from benchpin.web.database.keyed_hash import current_secret_id, secret_id
from benchpin.web.database.secret_key import MAX_SECRETS, configured_secrets, secrets_in
from benchpin.web.models import ApiKey, StoredCase
from tests.web.conftest import begin
from tests.web.database.test_backup import changed
from tests.web.databases import chosen, new_database
from tests.web.running import Server, browsing, run

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
FILE = Path(settings.HOME) / "secret"


@pytest.fixture(autouse=True)
def _secret_of_before(monkeypatch: pytest.MonkeyPatch) -> object:
    """Each test leaves the secret of the others."""
    before = FILE.read_text()
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", list(settings.SECRET_KEY_FALLBACKS))
    monkeypatch.setattr(settings, "SECRET_KEY", settings.SECRET_KEY)
    yield None
    FILE.write_text(before)


def rotate() -> secret_rotation.Rotation:
    """Rotate the secret, and start anew with it, as a server does."""
    rotation = secret_rotation.rotate_secret()
    settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS = configured_secrets(Path(settings.HOME))
    return rotation


def test_every_code_and_key_stays_valid_through_rotations() -> None:
    new_codes = [repository.create_case(Case(), at=AT) for _ in range(3)]
    key = keys.create_key("a desk", ["pay"], at=AT)
    for _ in range(3):
        rotate()
    for new in new_codes:
        assert repository.open_by_code(new.code) == new.key
    assert keys.find(key, at=AT) is not None
    assert keys.find(f"{key[:-1]}{'a' if key[-1] != 'a' else 'b'}", at=AT) is None


def test_what_is_used_comes_under_the_new_secret_and_the_old_one_goes() -> None:
    opened, unopened = (repository.create_case(Case(), at=AT) for _ in range(2))
    key = keys.create_key("a desk", ["pay"], at=AT)
    (first_secret,) = secrets_in(Path(settings.HOME))
    assert (rotate().cases, len(secrets_in(Path(settings.HOME)))) == (2, 2)
    repository.open_by_code(opened.code)
    keys.find(key, at=AT)
    assert StoredCase.objects.get(id=opened.key.id).secret_id == current_secret_id()
    assert ApiKey.objects.get().secret_id == current_secret_id()
    assert StoredCase.objects.get(id=unopened.key.id).secret_id == secret_id(first_secret)
    repository.open_by_code(unopened.code)
    rotation = rotate()
    assert (rotation.cases, rotation.api_keys, rotation.dropped_secrets) == (2, 1, 1)
    assert first_secret not in secrets_in(Path(settings.HOME))
    for new in (opened, unopened):
        assert repository.open_by_code(new.code) == new.key


def test_a_session_goes_on_after_a_rotation(client: Client) -> None:
    begin(client)
    rotate()
    assert client.get("/you/data/").status_code == 200
    code = client.session["code"]
    assert client.post("/you/code/", {"do": "new", "code": code}).status_code == 302


def test_a_key_that_was_ended_stays_ended() -> None:
    key = keys.create_key("a desk", ["pay"], at=AT)
    keys.revoke("a desk", at=AT)
    rotate()
    assert keys.find(key, at=AT) is None


def test_no_more_secrets_than_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    repository.create_case(Case(), at=AT)
    monkeypatch.setattr(secret_rotation, "MAX_SECRETS", 1)
    before = FILE.read_text()
    with pytest.raises(BadInput, match="still needed"):
        rotate()
    assert FILE.read_text() == before
    FILE.write_text("\n".join(f"{number:02}-secret-" * 8 for number in range(MAX_SECRETS + 1)))
    with pytest.raises(BadFile, match="more than"):
        configured_secrets(Path(settings.HOME))


def test_a_secret_of_the_environment_is_rotated_there(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = "first-secret-" * 6, "second-secret-" * 6
    monkeypatch.setenv("BENCHPIN_SECRET", first)
    with pytest.raises(BadInput, match="BENCHPIN_SECRET_BEFORE"):
        secret_rotation.rotate_secret()
    monkeypatch.setattr(settings, "SECRET_KEY", first)
    new = repository.create_case(Case(), at=AT)
    monkeypatch.setenv("BENCHPIN_SECRET", second)
    monkeypatch.setenv("BENCHPIN_SECRET_BEFORE", first)
    settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS = configured_secrets(Path(settings.HOME))
    assert second == settings.SECRET_KEY
    assert repository.open_by_code(new.code) == new.key


def test_a_backup_holds_every_secret_that_its_rows_need(tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    older = repository.create_case(Case(), at=AT)
    rotate()
    younger = repository.create_case(Case(), at=AT)
    write_backup(path, at=AT)
    FILE.write_text("of-another-machine-" * 5)
    restore_backup(path, force=True)
    settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS = configured_secrets(Path(settings.HOME))
    for new in (older, younger):
        assert repository.open_by_code(new.code) == new.key


@pytest.mark.parametrize("secret", ["", "short", "a" * 60, "ab" * 40])
def test_a_weak_secret_is_restored_by_nobody(tmp_path: Path, secret: str) -> None:
    path = tmp_path / "backup.zip"
    repository.create_case(Case(), at=AT)
    write_backup(path, at=AT)
    changed(path, "secret", secret.encode())
    before, count = FILE.read_text(), StoredCase.objects.count()
    with pytest.raises(BadInput, match=r"too weak|broken"):
        restore_backup(path, force=True)
    assert (FILE.read_text(), StoredCase.objects.count()) == (before, count)


@pytest.mark.parametrize("words", [("restore", "FILE", "--force"), ("rotate-secret",)])
def test_a_live_server_refuses_what_would_pull_its_data_away(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    address, path = new_database(chosen(), tmp_path), tmp_path / "backup.zip"
    arguments = [str(path) if word == "FILE" else word for word in words]
    with Server(tmp_path, BENCHPIN_DATABASE=address) as server, browsing(server) as browser:
        browser.begin()
        assert run("backup", str(path), home=tmp_path, BENCHPIN_DATABASE=address).returncode == 0
        secret = (tmp_path / "web" / "secret").read_text()
        result = run(*arguments, home=tmp_path, BENCHPIN_DATABASE=address)
        assert (result.returncode, result.stdout) == (2, "")
        assert "a server is using the data; stop it to" in result.stderr
        assert (tmp_path / "web" / "secret").read_text() == secret
        assert browser.get("/you/data/")
        assert browser.status == 200
        if chosen() == "postgres":  # from another machine, whose folder has no lock
            other = tmp_path / "other"
            other.mkdir()
            result = run(*arguments, home=other, BENCHPIN_DATABASE=address)
            assert "a server is using the data" in result.stderr
        server.kill()
    result = run(*arguments, home=tmp_path, BENCHPIN_DATABASE=address)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_server_does_not_start_amid_a_restore(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("its lock is of another kind")
    with live_lock.exclusive_lock("test"):
        with pytest.raises(BadInput, match="start again"), live_lock.shared_lock():
            pass
        with pytest.raises(BadInput, match="stop it to"), live_lock.exclusive_lock("test"):
            pass
    with live_lock.shared_lock(), live_lock.shared_lock():
        pass
    assert (Path(settings.HOME) / live_lock.FILE_NAME).exists()


def test_the_command_tells_what_is_left(tmp_path: Path) -> None:
    run("tidy", home=tmp_path)
    result = run("rotate-secret", home=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Rotated: the server has a new secret. Make a backup: the earlier ones hold the old."
    ]
    run("key", "new", "a desk", home=tmp_path)
    result = run("rotate-secret", home=tmp_path)
    assert "Under an earlier secret: 0 cases and 1 API key" in result.stdout
    assert len((tmp_path / "web" / "secret").read_text().splitlines()) == 2
    assert json.dumps(sorted(path.name for path in (tmp_path / "web").glob(".*"))) == "[]"
