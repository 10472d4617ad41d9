"""Is HEAD answered by the head of what GET is answered, and by nothing more?"""

import http.client
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from benchpin.web.api import keys
from benchpin.web.app.engine import now
from benchpin.web.models import StoredCase
from tests.web.running import PATIENCE, Server

pytestmark = pytest.mark.same_on_any_database

PAGES = ("/", "/roles/", "/static/benchpin.css", "/api/openapi.json", "/api/roles", "/no-such/")


def test_a_page_asked_for_after_a_head_is_read_from_its_beginning(tmp_path: Path) -> None:
    """On one connection, as a proxy keeps it: no answer holds what another left behind."""
    with Server(tmp_path) as server, socket.create_connection(
        (server.host, server.port), timeout=PATIENCE
    ) as line:  # fmt: skip
        for path in PAGES:
            for method in ("HEAD", "GET"):
                line.sendall(f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                answer = http.client.HTTPResponse(line, method=method)
                answer.begin()
                assert re.fullmatch(r"200|401|404", str(answer.status)), path
                assert bool(answer.read()) == (method == "GET"), path


@pytest.mark.parametrize("path", [p for p in PAGES if not p.startswith("/static")])
def test_the_head_of_a_page_is_that_of_get(client: Client, path: str) -> None:
    """The same status, length and ETag."""
    if path == "/api/roles":
        key = keys.create_key("head", ["knowledge"], at=now())
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {key}"
    whole, head = client.get(path), client.head(path)
    assert head.status_code == whole.status_code
    assert not head.content
    assert len(whole.content) > 100
    for name in ("Content-Length", "Content-Type", "ETag", "Cache-Control"):
        assert head.headers.get(name) == whole.headers.get(name), name


def test_a_head_changes_nothing(person: Client, case_rows: Callable[[], list[StoredCase]]) -> None:
    """Neither a route that takes POST alone nor the forms that decide are carried out."""
    (before,) = case_rows()
    assert person.head("/api/guidance").status_code == 405
    for name in ("leave", "delete", "aside", "choose", "emphasis", "keep-result", "two-minutes"):
        assert person.head(reverse(name)).status_code in (200, 302), name
    (after,) = case_rows()
    assert (after.version, after.content) == (before.version, before.content)
    assert person.get(reverse("data")).status_code == 200
