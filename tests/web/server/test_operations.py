"""Does `benchpin serve` run as an operator needs it to?"""

import json
import os
import re
import signal
import socket
import sqlite3
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client, override_settings
from waitress import wasyncore

from benchpin.profile import Profile
from benchpin.profile.case import Case
from benchpin.web.app import metrics
from benchpin.web.app.engine import now
from benchpin.web.app.messages import message
from benchpin.web.cases import repository
from benchpin.web.database.secret_key import put_secrets, secrets_in
from benchpin.web.models import StoredCase
from benchpin.web.server import health, serving
from tests.web.running import Server, browsing, run


def test_it_starts_at_once_answers_and_stops_when_told(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        assert server.announcement == f"Benchpin is at http://127.0.0.1:{server.port}/\n"
        with browsing(server) as browser:
            assert browser.get("/health/") == "ok\n"
            assert browser.status == 200
            assert "Server" not in browser.headers
            assert json.loads(browser.get("/ready/"))["ready"] is True
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0
        log = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert (log[0]["event"], log[-1]["event"]) == ("started", "stopped")
    assert "tidied" in [line["event"] for line in log]
    assert {line["route"] for line in log if line["event"] == "request"} == {"health", "ready"}
    if sys.platform != "win32":
        assert oct((tmp_path / "web").stat().st_mode)[-3:] == "700"
        assert oct((tmp_path / "web" / "secret").stat().st_mode)[-3:] == "600"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to a process")
def test_ctrl_c_stops_it_too(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(20) == 0
        assert "Traceback" not in server.log.read_text()


def test_an_address_that_others_can_reach_comes_with_a_warning(tmp_path: Path) -> None:
    with Server(tmp_path, "--host", "0.0.0.0") as server:
        log = server.log.read_text()
        assert "BENCHPIN_HOSTS" in log
        assert "BENCHPIN_HTTPS=1" in log


def test_a_port_in_use_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port), home=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"benchpin: 127.0.0.1:{port} is in use by another program; name another port with --port\n"
    )


@pytest.mark.parametrize(
    ("options", "changes", "expected"),
    [
        (("--host", "203.0.113.9"), {}, "no address of this machine"),
        (("--host", "no such host"), {}, "no address of this machine"),
        ((), {"BENCHPIN_DATABASE": "hello"}, "BENCHPIN_DATABASE is no address"),
        ((), {"BENCHPIN_DATABASE": "mongo://there/x"}, "BENCHPIN_DATABASE is no address"),
        ((), {"BENCHPIN_DATABASE": "sqlite:////no/such/folder/x.db"}, "cannot be used"),
        ((), {"BENCHPIN_DATABASE": "postgres://u:hidden-word@127.0.0.1:1/x"}, "see that it runs"),
    ],
)
def test_what_is_set_up_wrong_is_told_in_a_sentence(
    tmp_path: Path, options: tuple[str, ...], changes: dict[str, str], expected: str
) -> None:
    result = run("serve", "--port", "0", *options, home=tmp_path, **changes)
    assert (result.returncode, result.stdout) == (2, ""), result.stderr
    *warnings, sentence = result.stderr.splitlines()
    assert all("other machines can reach" in line for line in warnings)
    assert expected in sentence
    assert "hidden-word" not in result.stderr


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("These are notes. " * 100)
    result = run("serve", "--port", "0", home=tmp_path, BENCHPIN_DATABASE=f"sqlite:///{file}")
    assert result.returncode == 2
    assert str(file) in result.stderr
    assert "Traceback" not in result.stderr
    assert file.read_text().startswith("These are notes.")


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.write_text("")
    result = run("tidy", home=file)
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1), result.stderr
    assert "BENCHPIN_HOME" in result.stderr


def test_a_secret_that_was_cut_is_told(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "secret").write_text("short")
    result = run("tidy", home=tmp_path)
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1), result.stderr
    assert "restore it from a backup" in result.stderr


def test_a_secret_is_made_once_however_many_ask(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda turn: secrets_in(tmp_path / "new"), range(16)))
    assert len(keys) == 1
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["secret"]


def test_a_secret_is_made_where_a_disk_has_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refused)
    (key,) = secrets_in(tmp_path / "new")
    assert len(key) >= 50
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["secret"]
    assert secrets_in(tmp_path / "new") == (key,)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can give a file away"
)
def test_what_root_restores_the_server_can_read(tmp_path: Path) -> None:
    """The server runs as another user, and could not start where the secret were root's."""
    os.chown(tmp_path, 4321, 4321)
    put_secrets(tmp_path, ("secret-" * 10,))
    owner = (tmp_path / "secret").stat()
    assert (owner.st_uid, owner.st_gid) == (4321, 4321)


@pytest.mark.parametrize("name", ["a b", "a+b", "a%20b", "a#b", "a?b", "ü"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    home = tmp_path / name
    home.mkdir()
    assert run("tidy", home=home).returncode == 0
    assert sorted(file.name for file in (home / "web").iterdir()) == ["benchpin.sqlite3", "secret"]
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_database_is_readable_by_its_owner_alone_wherever_it_lies(tmp_path: Path) -> None:
    file = tmp_path / "cases.sqlite3"
    run("tidy", home=tmp_path, BENCHPIN_DATABASE=f"sqlite:///{file}")
    assert oct(file.stat().st_mode)[-3:] == "600"


def test_a_database_that_is_away_is_told_and_the_guides_stay_open(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("the connection was closed")

    monkeypatch.setattr(repository, "find_session", away)
    before = metrics.FAILURES.labels("you")._value.get()
    answer = person.get("/you/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert message("failures.away.title") in answer.content.decode()
    assert metrics.FAILURES.labels("you")._value.get() == before + 1
    assert person.get("/roles/").status_code == 200


def test_every_setting_is_explained() -> None:
    code = "".join(path.read_text() for path in Path(settings.FOLDER).rglob("*.py"))
    page = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "run-the-web-app.md"
    documented = set(re.findall(r"^\| `(BENCHPIN_\w+)` \|", page.read_text(), re.MULTILINE))
    # The engine reads the other two: where the data lies, and which overlays there are.
    read_by_engine = {"BENCHPIN_HOME", "BENCHPIN_DATA"}
    assert documented == set(re.findall(r"BENCHPIN_[A-Z]+(?:_[A-Z]+)*", code)) | read_by_engine


def test_a_connection_on_which_nothing_moves_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Many of them at once, so that no others could be let in."""
    monkeypatch.setattr(serving, "IDLE_SECONDS", 1)
    monkeypatch.setattr(serving, "CLEANUP_SECONDS", 1)
    port, listener = serving._listen("127.0.0.1", 0)
    connections: dict[int, Any] = {}
    server = serving._server(listener, connections)
    loop = threading.Thread(target=server.run, daemon=True)
    loop.start()
    try:
        client_sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
        for client_socket in client_sockets:
            client_socket.sendall(b"POST /before/ HTTP/1.1\r\nHost: localhost\r\nContent-Le")
            client_socket.settimeout(20)
        assert [client_socket.recv(100) for client_socket in client_sockets] == [b""] * 20
        for client_socket in client_sockets:
            client_socket.close()
    finally:
        wasyncore.close_all(connections, ignore_all=True)
        loop.join(20)
        server.task_dispatcher.shutdown()


def test_tidy_deletes_what_nobody_used_for_a_year() -> None:
    at = now()
    repository.create_case(Case(profile=Profile()), at=at - timedelta(days=366))
    repository.create_case(Case(profile=Profile()), at=at - timedelta(days=364))
    assert repository.delete_unused(at=at) == 1
    assert StoredCase.objects.count() == 1


def test_tidy_says_how_many(tmp_path: Path) -> None:
    assert run("tidy", home=tmp_path).stdout == "Deleted: 0 cases unused for a year.\n"
    with sqlite3.connect(tmp_path / "web" / "benchpin.sqlite3") as rows:
        rows.execute(
            "INSERT INTO web_storedcase (id, code_hash, content, version, began, used) "
            "VALUES ('0123456789abcdef0123456789abcdef', 'h', '{}', 1, "
            "'2020-01-01 00:00:00', '2020-01-01 00:00:00')"
        )
    rows.close()
    assert run("tidy", home=tmp_path).stdout == "Deleted: 1 case unused for a year.\n"


def test_a_server_deletes_what_is_unused_when_it_starts(tmp_path: Path) -> None:
    run("tidy", home=tmp_path)
    with sqlite3.connect(tmp_path / "web" / "benchpin.sqlite3") as rows:
        rows.execute(
            "INSERT INTO web_storedcase (id, code_hash, content, version, began, used) "
            "VALUES ('0123456789abcdef0123456789abcdef', 'h', '{}', 1, "
            "'2020-01-01 00:00:00', '2020-01-01 00:00:00')"
        )
    rows.close()
    with Server(tmp_path) as server:
        until = time.monotonic() + 30
        while "tidied" not in server.log.read_text() and time.monotonic() < until:
            time.sleep(0.05)
        count_match = re.search(r'"event": "tidied", "cases": (\d+)', server.log.read_text())
        assert count_match
        assert count_match[1] == "1"


def test_not_ready_while_the_tables_are_not_there(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/ready/").status_code == 200
    monkeypatch.setattr(health, "_tables_are_current", lambda: False)
    answer = client.get("/ready/")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
    assert client.get("/health/").status_code == 200


def test_metrics_are_off_until_asked_for(client: Client) -> None:
    assert client.get("/metrics").status_code == 404


@override_settings(METRICS=True, METRICS_TOKEN="", ALLOWED_HOSTS=["localhost", "bench.example"])
def test_metrics_are_for_this_machine(client: Client) -> None:
    answer = client.get("/metrics", HTTP_HOST="localhost")
    assert answer.status_code == 200
    assert b"benchpin_requests_total" in answer.content
    assert client.get("/metrics", HTTP_HOST="localhost", REMOTE_ADDR="192.0.2.1").status_code == 404
    # A proxy on this machine that was not named: its visitors ask for the public name.
    assert client.get("/metrics", HTTP_HOST="bench.example").status_code == 404


@override_settings(METRICS=True, METRICS_TOKEN="a-long-token", ALLOWED_HOSTS=["*"])
def test_metrics_for_others_need_the_token(client: Client) -> None:
    def status(**headers: str) -> int:
        return client.get("/metrics", REMOTE_ADDR="192.0.2.1", **headers).status_code  # type: ignore[arg-type]

    assert status() == 404
    assert status(HTTP_AUTHORIZATION="Bearer a-long-toke") == 404
    assert status(HTTP_AUTHORIZATION="Bearer ") == 404
    assert status(HTTP_AUTHORIZATION="Bearer a-long-token") == 200


def test_what_is_counted_names_routes_and_no_addresses() -> None:
    text = metrics.render_metrics().decode()
    assert not re.search(r'route="[^"]*/', text)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        wire = HTTPConnection(server.host, server.port, timeout=30)
        wire.putrequest("POST", "/before/")
        wire.putheader("Content-Length", "500000000")
        wire.endheaders()
        wire.send(b"x" * 1000)
        assert wire.getresponse().status == 413
        wire.close()
        with browsing(server) as browser:
            assert browser.get("/health/") == "ok\n"


def test_an_address_is_believed_from_the_named_proxy_alone(tmp_path: Path) -> None:
    """Behind a proxy each visitor has an own count of tries; without one nobody can feign it."""
    for changes, expected in (({"BENCHPIN_PROXY": "127.0.0.1"}, 200), ({}, 429)):
        home = tmp_path / str(expected)
        home.mkdir()
        with Server(home, **changes) as server:
            status = 0
            for turn in range(12):
                wire = HTTPConnection(server.host, server.port, timeout=30)
                wire.request("GET", "/back/")
                page = wire.getresponse()
                cookie = (page.getheader("Set-Cookie") or "").partition(";")[0]
                token = re.search(
                    r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode()
                )
                assert token
                wire.request(
                    "POST",
                    "/back/",
                    f"code=0000-0000-000{turn % 10}&csrfmiddlewaretoken={token[1]}",
                    {
                        "Cookie": cookie,
                        "Content-Type": "application/x-www-form-urlencoded",
                        "X-Forwarded-For": f"198.51.100.{turn}",
                    },
                )
                status = wire.getresponse().status
                wire.close()
            assert status == (400 if expected == 200 else 429)
