"""Do logs and metrics hold what an operator needs, and nothing of a person?"""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from benchpin.web.app import logs, metrics
from benchpin.web.cases import reference_codes
from benchpin.web.pages.forms import fields as form_fields
from benchpin.web.pages.start import views as start_views
from tests.web.conftest import begin

MARK = "Zyxomarka"
"""A word that no code, route or library holds."""


@pytest.fixture
def log_stream() -> Iterator[io.StringIO]:
    """All that is logged, down to the least."""
    root, stream = logging.getLogger(), io.StringIO()
    before, level = root.handlers, root.level
    logs.set_up(stream, logging.DEBUG)
    try:
        yield stream
    finally:
        root.handlers = before
        root.setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def routes(resolver: URLResolver | None = None, above: str = "/") -> Iterator[str]:
    """An address of every route, with the mark wherever something is named in it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            value = "7" if kind == "int" else MARK
            path = path.replace(f"<{kind}:{name}>", value).replace(f"<{name}>", value)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, above + path)
        elif isinstance(pattern, URLPattern):
            yield above + path.strip("^$")


def fields() -> dict[str, str]:
    """What every form asks for, answered with the mark, and some names that no form has."""

    def below(kind: type[forms.Form]) -> Iterator[type[forms.Form]]:
        for subclass in kind.__subclasses__():
            yield subclass
            yield from below(subclass)

    names = {name for kind in below(form_fields.MessageForm) for name in kind.base_fields}
    return dict.fromkeys((*sorted(names), "do", "role", MARK), MARK)


@pytest.mark.parametrize("computer", ["own", "shared"])
def test_nothing_that_somebody_sends_stands_in_a_log_or_a_metric(
    client: Client, log_stream: io.StringIO, computer: str
) -> None:
    client.raise_request_exception = False
    paths = sorted(set(routes()))
    assert len(paths) > 10
    values = fields()
    assert len(values) > 20
    client_headers: Any = {"HTTP_USER_AGENT": MARK, "HTTP_REFERER": f"http://testserver/{MARK}"}
    for path in paths:
        begin(client, computer)
        file = SimpleUploadedFile(f"{MARK}.txt", f"{MARK} worked at {MARK}".encode())
        client.post(
            f"{path}?q={MARK}",
            {**values, "file": file},
            REMOTE_ADDR="203.0.113.77",
            **client_headers,
        )
        client.post(path, json.dumps(values), content_type="application/json", **client_headers)
        client.get(f"{path}?q={MARK}&area={MARK}", HTTP_HOST="localhost", **client_headers)
    client.get(f"/{MARK}/", HTTP_HOST=f"{MARK}.example", **client_headers)
    client.generic(MARK, "/")
    log_lines = lines(log_stream)
    assert len([line for line in log_lines if line.get("event") == "request"]) > 3 * len(paths)
    text = log_stream.getvalue() + metrics.render_metrics().decode()
    assert MARK.lower() not in text.lower()
    assert "203.0.113" not in text
    assert client.session.get("case", "none there") not in text


def test_nothing_of_a_case_stands_in_a_log(client: Client, log_stream: io.StringIO) -> None:
    begin(client)
    code = client.session["code"]
    job_form = {"title": MARK, "did": f"I made {MARK} rings.", "do": "save"}
    assert client.post("/you/job/", job_form).status_code == 302
    assert MARK in client.get("/you/data/benchpin-case.json").content.decode()
    client.raise_request_exception = False
    for path in sorted(set(routes())):
        if "leave" not in path and "delete" not in path:
            client.get(path)
    client.post("/back/", {"code": code})
    client.post("/back/", {"code": code[:-1]})
    client.get("/you/data/delete/")
    text = log_stream.getvalue() + metrics.render_metrics().decode()
    assert MARK.lower() not in text.lower()
    assert code not in text
    assert reference_codes.format_code(code) not in text


def test_an_error_is_logged_with_its_place_and_without_its_message(
    client: Client, log_stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(request: HttpRequest, *args: object, **kwargs: object) -> None:
        secret = f"{MARK} {request.GET}"
        try:
            int(secret)
        except ValueError as error:
            raise KeyError(secret) from error

    monkeypatch.setattr(start_views, "page", broken)
    client.raise_request_exception = False
    answer = client.get(f"/?name={MARK}")
    assert answer.status_code == 500
    assert MARK.lower() not in log_stream.getvalue().lower()
    assert MARK.encode() not in answer.content
    failure = next(line for line in lines(log_stream) if line["event"] == "failure")
    assert failure["level"] == "error"
    assert failure["route"] == "home"
    assert failure["request"] == answer.headers["X-Request-Id"]
    assert [error["kind"] for error in failure["error"]] == ["KeyError", "ValueError"]
    assert "test_logs.py" in failure["error"][0]["at"][-1]
    assert "start/views.py" in " ".join(failure["error"][0]["at"])


def test_a_request_is_one_line_with_its_route_and_number(
    client: Client, log_stream: io.StringIO
) -> None:
    answer = client.get("/health/?name=x", HTTP_X_REQUEST_ID="given by somebody")
    (line,) = [line for line in lines(log_stream) if line.get("event") == "request"]
    assert set(line) == {
        "time", "level", "from", "event", "route", "method", "status", "ms", "request",
    }  # fmt: skip
    assert (line["route"], line["method"], line["status"]) == ("health", "GET", 200)
    assert line["request"] == answer.headers["X-Request-Id"]
    assert len(line["request"]) == 32


def test_other_libraries_are_logged_by_their_place_alone(log_stream: io.StringIO) -> None:
    logging.getLogger("waitress").warning("%s from %s", MARK, "203.0.113.5")
    logging.getLogger("waitress").info("not worth a line")
    logging.getLogger("some.library").error(f"{MARK} went wrong")
    first_line, second_line = lines(log_stream)
    assert (first_line["from"], first_line["level"]) == ("waitress", "warning")
    assert "test_logs.py" in first_line["at"]
    assert second_line["from"] == "some.library"
    assert MARK not in log_stream.getvalue()


def test_metrics_count_by_route_method_and_status(client: Client) -> None:
    def count(**labels: str) -> float:
        return metrics.registry.get_sample_value("benchpin_requests_total", labels) or 0.0

    labels = {"route": "health", "method": "GET", "status": "200"}
    before = count(**labels)
    client.get("/health/")
    assert count(**labels) == before + 1
    unknown_method = {"route": "none", "method": "other", "status": "405"}
    before = count(**unknown_method)
    client.generic("BREW", "/health/")
    assert count(**unknown_method) == before + 1


def test_begun_and_deleted_cases_are_counted(client: Client) -> None:
    def count(name: str, **labels: str) -> float:
        return metrics.registry.get_sample_value(name, labels) or 0.0

    begun, deleted = (
        count("benchpin_cases_begun_total"),
        count("benchpin_cases_deleted_total", why="asked"),
    )
    begin(client)
    assert count("benchpin_cases_begun_total") == begun + 1
    client.get("/you/data/delete/")
    client.post("/you/data/delete/", {"sure": "yes"})
    assert count("benchpin_cases_deleted_total", why="asked") == deleted + 1
