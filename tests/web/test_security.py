"""Is the web app closed to what nobody should do?"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from benchpin.profile import Profile
from benchpin.profile.case import Case, as_json
from benchpin.web.cases import reference_codes
from benchpin.web.models import Session, StoredCase, Wrap
from benchpin.web.server import middleware
from tests.web.conftest import begin
from tests.web.running import environment


def django(*words: str, home: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchpin.web", *words], env=environment(home, **changes),
        capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def test_djangos_own_check_of_a_deployment_finds_nothing(tmp_path: Path) -> None:
    done = django(
        "check", "--deploy", "--fail-level", "WARNING", home=tmp_path,
        BENCHPIN_HTTPS="1", BENCHPIN_HOSTS="bench.example",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_the_tables_are_what_the_models_say(tmp_path: Path) -> None:
    done = django("makemigrations", "--check", "--dry-run", home=tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", ["/", "/before/", "/nothing/", "/health/", "/you/"])
def test_every_answer_keeps_a_page_to_itself(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_pages_of_a_person_are_in_no_cache(person: Client) -> None:
    for name in ("you", "code", "data", "review"):
        answer = person.get(reverse(name))
        assert answer.status_code == 200, name
        assert answer.headers["Cache-Control"] == "no-store", name


def test_cookies_are_for_the_server_alone(client: Client) -> None:
    begin(client)
    client.get("/before/")
    session, token = client.cookies["benchpin"], client.cookies["csrftoken"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
    assert (token["httponly"], token["samesite"]) == (True, "Strict")
    assert not session["max-age"]
    assert not session["expires"]


def test_https_is_held_to_where_a_proxy_speaks_it(tmp_path: Path) -> None:
    script = (
        "from benchpin.web.database.startup import open_database; open_database()\n"
        "from django.test import Client\n"
        "secure = {'HTTP_X_FORWARDED_PROTO': 'https', 'HTTP_HOST': 'bench.example'}\n"
        "plain = Client().get('/', HTTP_HOST='bench.example')\n"
        "assert (plain.status_code, plain['Location']) == (301, 'https://bench.example/'), plain\n"
        "client = Client()\n"
        "page = client.get('/before/', **secure)\n"
        "assert page['Strict-Transport-Security'] == "
        "'max-age=31536000; includeSubDomains; preload'\n"
        "client.post('/before/', {'age': 'adult', 'computer': 'own'}, **secure)\n"
        "assert all(cookie['secure'] for cookie in client.cookies.values()), client.cookies\n"
        "names = {'__Host-benchpin', '__Host-csrftoken'}\n"
        "assert set(client.cookies) == names, client.cookies\n"
        "assert all(cookie['path'] == '/' for cookie in client.cookies.values())\n"
        "assert not any(cookie['domain'] for cookie in client.cookies.values())\n"
        "assert client.get('/you/', **secure).status_code == 200\n"
        "assert Client().get('/health/', HTTP_HOST='localhost').status_code == 200\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", timeout=120,
        env=environment(tmp_path, BENCHPIN_HTTPS="1", BENCHPIN_HOSTS="bench.example"), check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    assert client.get("/before/", HTTP_HOST="evil.example").status_code == 400
    assert client.get("/", HTTP_HOST="evil.example").status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "X"])
@pytest.mark.parametrize("path", ["/", "/before/", "/you/", "/api/openapi.json", "/nothing/"])
def test_no_other_method_reaches_a_view(client: Client, method: str, path: str) -> None:
    answer = client.generic(method, path)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) <= set(middleware.METHODS)


def test_a_form_without_its_token_is_refused(strict_client: Client) -> None:
    answer = strict_client.post("/before/", {"age": "adult", "computer": "own"})
    assert answer.status_code == 403
    assert StoredCase.objects.count() == 0


def test_a_session_is_new_when_a_case_begins(client: Client) -> None:
    """What somebody put into the browser before leads to no case that begins after."""
    somebody = Client()
    begin(somebody)
    before = somebody.cookies["benchpin"].value
    client.cookies["benchpin"] = before
    begin(client)
    assert client.cookies["benchpin"].value != before
    planted = Client()
    planted.cookies["benchpin"] = before
    assert planted.get("/you/").status_code == 302


def test_a_session_that_was_changed_opens_nothing(person: Client) -> None:
    cookie = person.cookies["benchpin"].value
    assert person.get("/you/").status_code == 200
    for changed in (
        cookie[:-2],
        cookie[:5] + ("A" if cookie[5] != "A" else "B") + cookie[6:],
        "x",
        "",
    ):
        stranger = Client()
        stranger.cookies["benchpin"] = changed
        assert stranger.get("/you/").status_code == 302


def test_a_cookie_opens_nothing_once_the_case_is_deleted(person: Client) -> None:
    cookie = person.cookies["benchpin"].value
    StoredCase.objects.all().delete()
    again = Client()
    again.cookies["benchpin"] = cookie
    assert again.get("/you/").status_code == 302


def test_a_form_of_too_many_fields_is_refused(client: Client) -> None:
    max_fields = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert client.post("/before/", {f"f{i}": "x" for i in range(max_fields + 1)}).status_code == 400


def test_a_form_that_is_too_large_is_refused(client: Client) -> None:
    sent = "age=" + "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    kind = "application/x-www-form-urlencoded"
    assert client.post("/before/", sent, content_type=kind).status_code in (400, 413)


@pytest.mark.parametrize("strange", ["\\u0000", "\\ud800", "\\udfff\\ud800", "\\uffff"])
def test_signs_that_no_database_keeps_end_in_a_sentence(client: Client, strange: str) -> None:
    """In a file that somebody opens; PostgreSQL takes no null, UTF-8 no half of a pair."""
    case = json.loads(as_json(Case(profile=Profile())))
    case["profile"]["experience"] = [{"title": "Bench jeweler MARK"}]
    file = Path(settings.HOME) / "case.json"
    file.write_text(json.dumps(case).replace("MARK", strange))
    with file.open("rb") as content:
        answer = client.post("/open/", {"file": content, "computer": "own"})
    assert answer.status_code in (302, 400)
    if answer.status_code == 302:
        assert client.get("/you/").status_code == 200


@override_settings(MAX_UPLOAD=1000)
def test_a_file_that_is_too_large_is_refused(client: Client) -> None:
    file = Path(settings.HOME) / "large.json"
    file.write_bytes(b"x" * 200_000)
    with file.open("rb") as content:
        answer = client.post("/open/", {"file": content, "computer": "own"})
    assert answer.status_code in (400, 413)
    assert StoredCase.objects.count() == 0


def test_the_code_is_not_what_is_stored(client: Client) -> None:
    begin(client)
    code = client.session["code"]
    for model in (StoredCase, Wrap, Session):
        for row in model._default_manager.values_list():
            assert not any(code.encode() in as_bytes(value) for value in row), model
    assert len(StoredCase.objects.get().code_hash) == reference_codes.TAG_DIGITS


def as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
