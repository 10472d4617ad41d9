"""Does the API answer what the engine answers, to those who may ask, in the shapes that it says?"""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from django.core.handlers.wsgi import WSGIRequest
from django.db import OperationalError
from django.test import Client
from django.urls import URLPattern
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ninja.openapi.schema import REF_TEMPLATE
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import BaseModel

from benchpin import documents as tell
from benchpin import guidance, market
from benchpin.cli import key as key_command
from benchpin.cli.main import commands
from benchpin.documents.answers import occupations as lists
from benchpin.documents.answers.reach import reach_as_json
from benchpin.documents.answers.topics import trade_as_json
from benchpin.documents.answers.wages import pay_as_json
from benchpin.inputs.errors import BadData, BadInput, Problem
from benchpin.market import pay_report
from benchpin.profile import from_table
from benchpin.profile.case import as_json, new_case
from benchpin.web.api import gateway as door
from benchpin.web.api import guidance_routes as person
from benchpin.web.api import keys
from benchpin.web.api import openapi as schema
from benchpin.web.api import problems as failures
from benchpin.web.api.app import api
from benchpin.web.app.engine import now, shared_engine
from benchpin.web.app.rate_limits import Limit
from benchpin.web.models import ApiKey
from benchpin.web.pages.api_docs import views as api_docs

ROUTES = {op.view_func.__name__: op for op in schema.operations()}
Ask = Callable[..., Any]


@pytest.fixture
def key() -> str:
    """A key that may ask for everything."""
    return keys.new("everything", (), at=now())


@pytest.fixture
def asked(key: str) -> Client:
    """A program with that key."""
    return Client(headers={"Authorization": f"Bearer {key}"})


def with_scopes(*scopes: str) -> Client:
    key = keys.new(" ".join(scopes), scopes, at=now())
    return Client(headers={"Authorization": f"Bearer {key}"})


def ask(client: Client, address: str, sent: Any = None, **headers: str) -> Any:
    if sent is None:
        return client.get(f"/api{address}", headers=headers)
    return client.post(f"/api{address}", sent, content_type="application/json", headers=headers)


def example(client: Client, name: str, **headers: str) -> Any:
    return ask(client, *api_docs.EXAMPLES[name], **headers)


def problem(response: Any, kind: str) -> Any:
    """The failure of a response, which must be of a kind."""
    assert response["Content-Type"] == "application/problem+json", response.content
    told = response.json()
    failures.ProblemDetails.model_validate(told)
    assert response.status_code == told["status"] == failures.STATUS[kind], told
    assert told["type"] == f"/api/docs#{kind}"
    return told


# What is answered

PERSON = {
    "aims": {"roles": ["cad-cam-designer"]},
    "experience": [{"title": "Machinist", "years": 6}],
    "skills": [{"skill": "soldering", "level": 2}],
    "circumstances": {"country": "US", "area": "Rhode Island", "minimum_pay": 40000},
}


@pytest.mark.parametrize("area", [None, "Dallas, TX"])
def test_guidance_is_byte_for_byte_the_engines(asked: Client, area: str | None) -> None:
    held = shared_engine()
    terms = {**PERSON["circumstances"], **({"area": area} if area else {})}  # type: ignore[dict-item]
    profile = from_table({**PERSON, "circumstances": terms}, held.catalog)
    found = guidance.advise(profile, held.catalog, held.reference, as_of=date(2026, 3, 1))
    sent = {"profile": PERSON, "as_of": "2026-03-01", **({"area": area} if area else {})}
    response = ask(asked, "/guidance", sent)
    assert response.content.decode() == tell.as_json(found)
    assert response.json()["fingerprint"] == found.fingerprint


def test_a_case_is_answered_as_its_profile_is(asked: Client) -> None:
    case = new_case(from_table(PERSON, shared_engine().catalog))
    day = {"as_of": "2026-03-01"}
    of_case = ask(asked, "/guidance", {"case": json.loads(as_json(case)), **day})
    of_profile = ask(asked, "/guidance", {"profile": PERSON, **day})
    assert of_case.status_code == 200
    assert of_case.content == of_profile.content


@pytest.mark.parametrize("scheme", ["onet", "soc"])
def test_titles_are_the_engines(asked: Client, scheme: str) -> None:
    held, given_ = shared_engine(), ["goldsmith", "Nail technician", "gibberish xyzzy"]
    found = lists.titles(given_, held.catalog, held.reference, scheme=scheme, count=3)
    response = ask(asked, "/titles", {"titles": given_, "scheme": scheme, "count": 3})
    assert response.content.decode() == lists.as_json(found)


@pytest.mark.parametrize("area", [None, "Rhode Island", "Germany"])
def test_wages_are_the_engines(asked: Client, area: str | None) -> None:
    held = shared_engine()
    query = f"&area={area}" if area else ""
    for what, query_ in (("bench-jeweler", "role=bench-jeweler"), ("51-9071", "soc=51-9071")):
        found = pay_report.build_pay_report(what, area, held.catalog, held.reference)
        assert ask(asked, f"/wages?{query_}{query}").content.decode() == pay_as_json(found)


def test_reach_is_the_engines(asked: Client) -> None:
    held = shared_engine()
    place = held.reference.area("Rhode Island")
    for role in held.catalog.roles:
        found = market.jobs_within_reach(role, place, held.catalog, held.reference)
        told = ask(asked, f"/reach?role={role}&area=Rhode%20Island").content.decode()
        assert told == reach_as_json(found, held.catalog, held.reference)


def test_topics_are_the_engines(asked: Client) -> None:
    held = shared_engine()
    for topic in held.catalog.topics:
        found = [market.topic_report(topic, held.catalog)]
        told = ask(asked, f"/market/{topic}").content.decode()
        assert told == trade_as_json(found, held.catalog, held.reference)


RECORDS = ("roles", "skills", "qualifications", "organisations", "sources")


@pytest.mark.parametrize("folder", RECORDS)
def test_every_record_is_told_whole_with_what_it_names(asked: Client, folder: str) -> None:
    door_is_open()
    records = getattr(shared_engine().catalog, folder)
    validator = validator_of(f"/{folder}/{{{folder[:-1]}}}")
    for name, record in records.items():
        response = ask(asked, f"/{folder}/{name}")
        told = response.json()
        validator.validate(told)
        assert told["id"] == name
        own = told[folder[:-1]]
        assert not re.search(r"\{[a-z0-9][a-z0-9-]*\}", response.content.decode()), name
        if folder == "sources":
            assert own["title"] == record.title
            continue
        expected = record.model_dump(mode="json", by_alias=True)
        expected.pop("research", None)
        assert set(own) == set(expected)
        assert own["label"] == expected["label"]
        cited = set(re.findall(r'"source": "([^"]+)"', response.content.decode()))
        assert cited <= set(told["sources"]), name


def door_is_open() -> None:
    """Let a test ask more often than a key may."""
    for name in door.LIMITS:
        door.LIMITS[name] = Limit(f"test.{name}", 1_000_000, 60)


@pytest.fixture(autouse=True)
def _limits_stay() -> Iterator[None]:
    before = dict(door.LIMITS)
    yield
    door.LIMITS.update(before)


def test_filters_of_qualifications(asked: Client) -> None:
    catalog = shared_engine().catalog
    everything = listed(asked, "/qualifications?size=100")
    assert [row["id"] for row in everything] == list(catalog.qualifications)
    filters: dict[str, Callable[[dict[str, Any]], bool]] = {
        "status=closed": lambda row: row["status"] == "closed",
        "study_mode=online": lambda row: "online" in row["study_mode"],
        "skill=cabochon-setting": lambda row: "cabochon-setting" in row["teaches"],
    }
    for filter_, holds in filters.items():
        found = listed(asked, f"/qualifications?size=100&{filter_}")
        assert found == [row for row in everything if holds(row)], filter_
        assert 0 < len(found) < len(everything), filter_
    british = {row["id"] for row in listed(asked, "/qualifications?size=100&country=GB")}
    assert {i for i, each in catalog.qualifications.items() if "GB" in each.country} <= british


def listed(client: Client, address: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = ask(client, address).json()["items"]
    return items


# Pages of lists

LISTS = [name for name, op in ROUTES.items() if "Page" in str(op.response_models[200].model_fields)]


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=8, deadline=None)
@given(size=st.integers(1, 100))
def test_pages_hold_everything_once_and_in_order(name: str, size: int) -> None:
    door_is_open()
    ApiKey.objects.all().delete()
    client = with_scopes("knowledge")
    place = api_docs.EXAMPLES[name][0].partition("?")[0]
    whole, page = [], f"/api{place}?size={size}"
    first = client.get(page).json()
    for _ in range(first["total"] + 1):
        response = client.get(page)
        told = response.json()
        assert told["total"] == first["total"]
        assert len(told["items"]) <= size
        whole += [row["id"] for row in told["items"]]
        links = {rel: link for link, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', response["Link"])}
        assert {"first", "last"} <= set(links)
        assert ("next" in links) == (told["page"] * size < told["total"])
        assert ("prev" in links) == (told["page"] > 1)
        if "next" not in links:
            break
        page = links["next"]
        assert parse_qs(urlsplit(page).query)["size"] == [str(size)]
    assert len(whole) == len(set(whole)) == first["total"]
    beyond = client.get(f"/api{place}?size={size}&page=9999")
    assert beyond.status_code == 200
    assert beyond.json()["items"] == []


@pytest.mark.parametrize("query", ["page=0", "size=0", "size=101", "page=x", "size=", "page=-1"])
def test_pages_that_cannot_be(asked: Client, query: str) -> None:
    told = problem(ask(asked, f"/roles?{query}"), "bad-input")
    assert told["where"] == query.partition("=")[0]


# Keys and scopes


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_has_a_scope_and_an_example(name: str, client: Client) -> None:
    scope = schema.scope_of(ROUTES[name])
    assert scope in keys.SCOPES
    refused = example(client, name)
    problem(refused, "no-key")
    assert refused["WWW-Authenticate"] == "Bearer"
    problem(example(client, name, Authorization="Bearer bp_" + "x" * 40), "unknown-key")
    others = [each for each in keys.SCOPES if each != scope]
    told = problem(example(with_scopes(*others), name), "out-of-scope")
    assert scope in told["detail"]
    assert example(with_scopes(scope), name).status_code == 200


def test_a_route_without_a_scope_is_found() -> None:
    operation = next(iter(ROUTES.values())).clone()
    operation.auth_callbacks = []
    with pytest.raises(LookupError, match="names no scope"):
        schema.scope_of(operation)


def test_every_url_below_api_is_a_route_or_open() -> None:
    """What the router knows below /api/ is a route with a scope, or one of these."""
    patterns = [each for each in api.urls[0] if isinstance(each, URLPattern)]
    served = {op.view_func.__name__ for op in schema.operations()}
    assert {each.name for each in patterns if each.name != "api-root"} <= served
    names = [getattr(each, "name", None) for each in api_docs.urlpatterns]
    assert names == ["api-docs", "api-schema", None, "api-none"]


def test_a_key_is_told_once_and_kept_as_a_hash(key: str) -> None:
    row = ApiKey.objects.get()
    assert re.fullmatch(r"bp_[A-Za-z0-9]{40}", key)
    assert key not in json.dumps([str(value) for value in vars(row).values()])
    assert key[3:] not in json.dumps([str(value) for value in vars(row).values()])
    assert keys.find(key, at=now()) == row
    assert len({keys.new(f"{n}", (), at=now()) for n in range(50)}) == 50


def test_an_ended_key_is_let_in_no_more(asked: Client) -> None:
    assert ask(asked, "/market").status_code == 200
    keys.revoke("everything", at=now())
    problem(ask(asked, "/market"), "unknown-key")


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic eDp5", "Bearer bp_", "Bearer " + "é" * 43]
)
def test_headers_without_a_key(client: Client, header: str) -> None:
    assert ask(client, "/roles", Authorization=header).status_code == 401


def test_last_use_is_written_once_a_day(key: str) -> None:
    at = now()
    for later, written in ((0, 0), (5, 0), (23, 0), (25, 25)):
        keys.find(key, at=at + timedelta(hours=later))
        assert ApiKey.objects.get().used == at + timedelta(hours=written)


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\nb"])
def test_names_that_no_key_can_have(name: str) -> None:
    with pytest.raises(BadInput):
        keys.new(name, (), at=now())


def test_a_name_is_given_once_and_a_scope_must_be_one(key: str) -> None:
    with pytest.raises(BadInput, match="already"):
        keys.new("everything", (), at=now())
    with pytest.raises(BadInput, match="no such scope 'wage'"):
        keys.new("other", ("wage",), at=now())
    with pytest.raises(BadInput, match="no such key"):
        keys.revoke("other", at=now())


def test_keys_on_the_command_line() -> None:
    run = CliRunner()
    assert key_command.SCOPES == keys.SCOPES
    assert "no keys" in run.invoke(commands, ["key", "list"]).output
    made = run.invoke(commands, ["key", "new", "a college", "--scope", "pay"])
    assert made.exit_code == 0, made.output
    key = made.output.strip()
    client = Client(headers={"Authorization": f"Bearer {key}"})
    assert ask(client, "/wages?role=bench-jeweler").status_code == 200
    problem(ask(client, "/roles"), "out-of-scope")
    shown = run.invoke(commands, ["key", "list"]).output
    assert re.search(r"^a college  pay  made \d{4}-\d\d-\d\d, used \d{4}-\d\d-\d\d$", shown, re.M)
    assert key not in shown
    assert run.invoke(commands, ["key", "end", "a college"]).exit_code == 0
    assert "ended" in run.invoke(commands, ["key", "list"]).output
    problem(ask(client, "/wages?role=bench-jeweler"), "unknown-key")


def test_nothing_of_a_key_or_a_person_is_logged(
    asked: Client, key: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG, logger="benchpin")
    stream = io.StringIO()
    from benchpin.web.app import logs  # noqa: PLC0415

    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonFormatter())
    handler.addFilter(logs.OwnLoggersFilter())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        told = {"profile": {"experience": [{"title": "Sword swallower of Little Rock"}]}}
        ask(asked, "/guidance", told)
        ask(asked, "/guidance", {"profile": {"aims": {"roles": ["sword-swallower"]}}})
        ask(asked, "/roles", Authorization="Bearer bp_" + "q" * 40)
        broken(monkeypatch, "sword swallower")
        asked.raise_request_exception = False
        problem(ask(asked, "/guidance", told), "broken")
    finally:
        root.removeHandler(handler)
    lines = stream.getvalue()
    assert '"failure"' in lines
    for word in (key, key[3:], "q" * 40, "swallower", "Little Rock"):
        assert word not in lines


# What goes wrong


def broken(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(words)

    monkeypatch.setattr("benchpin.web.api.guidance_routes.advise", fail)


def test_an_error_of_ours_says_nothing_of_itself(
    asked: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch, "the secret of the house")
    asked.raise_request_exception = False
    response = ask(asked, "/guidance", {"profile": {}})
    problem(response, "broken")
    assert b"secret" not in response.content
    assert b"Traceback" not in response.content


def test_a_database_that_is_away_is_told(asked: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("the connection to db.college.example was closed")

    monkeypatch.setattr("benchpin.web.api.keys.find", away)
    asked.raise_request_exception = False
    response = ask(asked, "/roles")
    problem(response, "away")
    assert response.headers["Retry-After"] == "30"
    assert b"college" not in response.content


@pytest.mark.parametrize("inside", ["profile", "case"])
def test_a_life_that_is_too_long(asked: Client, inside: str) -> None:
    profile = {"experience": [{"title": "Jeweler"}] * 501}
    sent: dict[str, Any] = {"profile": profile}
    if inside == "case":
        sent = {"case": {"schema": "benchpin.case/1", "profile": profile}}
    told = problem(ask(asked, "/guidance", sent), "bad-input")
    assert told["where"] == (
        "profile.experience" if inside == "profile" else "case.profile.experience"
    )
    profile["experience"].pop()
    assert ask(asked, "/guidance", sent).status_code == 200


def test_broken_data_of_ours_are_our_error(asked: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise BadData((Problem("/srv/overlay/roles/x.toml", "label", "is missing"),))

    monkeypatch.setattr("benchpin.web.api.catalog_routes.shared_engine", fail)
    asked.raise_request_exception = False
    response = ask(asked, "/roles")
    problem(response, "broken")
    assert b"overlay" not in response.content


@pytest.mark.parametrize(
    ("sent", "where", "nearest", "words"),
    [
        (
            {"profile": {"skills": [{"skill": "soldring"}]}}, "profile.skills.0.skill",
            ["soldering"], "no such skill 'soldring'",
        ),
        ({"profile": {"skils": []}}, "profile.skils", [], "nearest: 'skills'"),
        ({"profile": {"circumstances": {"area": "Portland"}}}, "profile.circumstances.area",
         ["Portland-South Portland, ME", "Portland-Vancouver-Hillsboro, OR-WA"], "names 2 areas"),
        ({"profile": {}, "area": "Atlantis"}, "area", None, "no such area 'Atlantis'"),
        ({}, None, [], "a profile or a case"),
        ({"profile": {}, "case": {}}, None, [], "a profile or a case"),
        ({"profile": []}, "profile", [], "is no object"),
        ({"profile": {}, "as_of": "2026-02-30"}, "as_of", [], "day"),
        ({"profile": {}, "as_of": "tomorrow"}, "as_of", [], "as_of"),
        ({"profile": {}, "more": 1}, "more", [], "more"),
        ({"case": {"schema": "benchpin.case/9"}}, "case", [], "newer than this version"),
        (
            {"case": {"schema": "benchpin.case/1", "profile": {"aims": {"roles": ["x"]}}}},
            "case.profile.aims.roles.0", [], "no such role 'x'",
        ),
        ({"profile": {"experience": [{"title": "a\x00b"}]}}, "profile.experience.0.title", [],
         "control character"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_profile(
    asked: Client, sent: Any, where: str | None, nearest: list[str] | None, words: str
) -> None:
    told = problem(ask(asked, "/guidance", sent), "bad-input")
    assert told["where"] == where, told
    assert words in told["detail"]
    if nearest is not None:
        assert told["nearest"] == nearest


@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"[1]", b"nonsense", b"\xff\xfe", b'{"profile": {"a": NaN}}', b"[" * 100_000,
     b'{"titles": ["\\ud800"]}', b'"text"', b"null", b"1e999"],
)  # fmt: skip
@pytest.mark.parametrize("route", ["guidance", "titles"])
def test_bodies_that_cannot_be_read(asked: Client, route: str, body: bytes) -> None:
    response = asked.post(f"/api/{route}", body, content_type="application/json")
    assert response.status_code in (400, 422)
    problem(response, "bad-request" if response.status_code == 400 else "bad-input")


@pytest.mark.parametrize(
    ("address", "where", "words"),
    [
        ("/wages", "role", "a role or a soc"),
        ("/wages?role=gemologist&soc=51-9071", "role", "a role or a soc"),
        ("/wages?role=gemologst", "role", "nearest: 'gemologist'"),
        ("/wages?soc=99-9999", "soc", "no wages are published"),
        ("/wages?soc=abc", "soc", "soc"),
        ("/wages?soc=51-9071&area=Portland", "area", "names 2 areas"),
        ("/wages?role=gemologist&area=Atlantis", "area", "no such area"),
        ("/reach?role=gemologist", "area", "area"),
        ("/reach?role=x&area=Texas", "role", "no such role"),
        ("/reach?role=gemologist&area=Portland", "area", "names 2 areas"),
        ("/qualifications?skill=x", "skill", "no such skill"),
        ("/qualifications?status=gone", "status", "open"),
        ("/qualifications?country=us", "country", "country"),
        ("/roles?famly=bench", "famly", "nearest: 'family'"),
    ],
)
def test_what_is_wrong_with_a_query(asked: Client, address: str, where: str, words: str) -> None:
    told = problem(ask(asked, address), "bad-input")
    assert told["where"] == where, told
    assert words in told["detail"]


@pytest.mark.parametrize("folder", [*RECORDS, "market"])
def test_names_that_nothing_answers_to(asked: Client, folder: str) -> None:
    known = next(iter(getattr(shared_engine().catalog, "topics" if folder == "market" else folder)))
    told = problem(ask(asked, f"/{folder}/{known}x"), "not-found")
    assert known in told["nearest"]
    problem(ask(asked, f"/{folder}/{'z' * 5_000}"), "not-found")


def test_titles_are_read_a_thousand_at_a_time(asked: Client) -> None:
    assert len(ask(asked, "/titles", {"titles": ["jeweler"] * 1_000, "count": 1}).json()) == 1_000
    for titles in ([], [""], ["x" * 301], ["jeweler"] * 1_001, "jeweler", [1]):
        problem(ask(asked, "/titles", {"titles": titles}), "bad-input")
    told = problem(ask(asked, "/titles", {"titles": ["goldsmith"], "scheme": "esco"}), "bad-input")
    assert told["where"] == "scheme"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize(("address", "allowed"), [("/api/roles", "GET"), ("/api/guidance", "POST")])
def test_methods_that_no_route_answers(
    asked: Client, method: str, address: str, allowed: str
) -> None:
    response = getattr(asked, method)(address)
    problem(response, "not-allowed")
    assert response["Allow"] == allowed


def test_a_method_of_another_route_is_refused_with_what_is_allowed(asked: Client) -> None:
    for response, allowed in (
        (asked.post("/api/roles", {}, content_type="application/json"), "GET"),
        (asked.get("/api/guidance"), "POST"),
    ):
        problem(response, "not-allowed")
        assert response["Allow"] == allowed


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/nothing", "/api/roles/", "/api/a/b/c"])
def test_addresses_that_are_no_route(client: Client, address: str) -> None:
    problem(client.get(address), "not-found")
    problem(client.post(address), "not-found")


def test_a_host_that_is_not_ours_is_told_in_the_same_shape(asked: Client) -> None:
    problem(asked.get("/api/roles", headers={"Host": "evil.example"}), "bad-request")


def test_a_large_request_is_refused(asked: Client) -> None:
    body = json.dumps({"profile": {}, "area": "x" * door.MAX_BYTES})
    response = asked.post("/api/guidance", body, content_type="application/json")
    problem(response, "too-large")


# How often


def test_a_key_may_ask_so_often_and_is_told_what_is_left(
    asked: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {scope: each.most for scope, each in door.LIMITS.items()} == {
        "guidance": 60, "titles": 600, "knowledge": 600, "pay": 600,
    }  # fmt: skip
    door.LIMITS["knowledge"] = Limit("test.few", 3, 60)
    other = with_scopes("knowledge")
    for left in (2, 1, 0):
        response = ask(asked, "/market")
        assert response.status_code == 200
        assert response["RateLimit-Limit"] == "3"
        assert response["RateLimit-Remaining"] == str(left)
        assert 1 <= int(response["RateLimit-Reset"]) <= 60
    response = ask(asked, "/market")
    problem(response, "too-many")
    assert 1 <= int(response["Retry-After"]) <= 60
    assert response["RateLimit-Remaining"] == "0"
    assert ask(asked, "/wages?role=bench-jeweler").status_code == 200
    assert ask(other, "/market").status_code == 200


def test_wrong_keys_are_throttled_by_address(asked: Client, client: Client) -> None:
    wrong = {"Authorization": "Bearer bp_" + "w" * 40}
    for _ in range(20):
        problem(ask(client, "/roles", **wrong), "unknown-key")
    response = ask(client, "/roles", **wrong)
    problem(response, "too-many")
    assert 1 <= int(response["Retry-After"]) <= 600
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    problem(ask(elsewhere, "/roles", **wrong), "unknown-key")
    assert ask(asked, "/roles").status_code == 200


# What is kept


@pytest.mark.parametrize("name", [n for n, op in ROUTES.items() if "GET" in op.methods])
def test_every_get_has_an_etag(asked: Client, name: str) -> None:
    first = example(asked, name)
    assert first["Cache-Control"] == "private, max-age=3600"
    assert first["Vary"] == "Authorization"
    again = example(asked, name, **{"If-None-Match": f'"x", {first["ETag"]}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert example(asked, name, **{"If-None-Match": '"x"'}).content == first.content


def test_an_etag_changes_with_the_knowledge_the_data_and_the_address(
    asked: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = {ask(asked, address)["ETag"] for address in ("/roles", "/roles?page=2", "/skills")}
    assert len(tags) == 3
    for number in range(2):
        monkeypatch.setattr(door, "state", lambda held, number=number: f"another {number}")
        tags.add(ask(asked, "/roles")["ETag"])
    assert len(tags) == 5
    problem(ask(asked, "/roles/nobody", **{"If-None-Match": "*"}), "not-found")


def test_the_state_names_engine_knowledge_and_data() -> None:
    held = shared_engine()
    named = door.state(held)
    assert held.catalog.version in named
    assert all(each.sha256 in named for each in held.reference.data)


@pytest.mark.parametrize("name", ROUTES)
def test_no_cookie_no_session_and_no_other_site(asked: Client, name: str) -> None:
    response = example(asked, name, Origin="https://elsewhere.example")
    assert not response.cookies
    assert "Access-Control-Allow-Origin" not in response
    assert "Cookie" not in response.get("Vary", "")
    if name in ("guidance", "titles"):
        assert response["Cache-Control"] == "no-store"


def test_a_post_needs_no_token_of_a_form(key: str) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {key}"})
    assert example(strict, "titles").status_code == 200


# The schema and its page


def test_the_schema_is_openapi_3_1(client: Client) -> None:
    response = client.get("/api/openapi.json")
    told = response.json()
    assert told["openapi"].startswith("3.1")
    assert not list(OpenAPIV31SpecValidator(told).iter_errors())
    assert "select" in told["info"]["description"]
    assert {(path, method) for path, each in told["paths"].items() for method in each} == {
        (op.path, method.lower()) for op in ROUTES.values() for method in op.methods
    }


@pytest.mark.parametrize("body", [person.GuidanceAsked, person.TitlesAsked])
def test_what_a_body_is_made_of_is_defined_as_its_models_say(body: type[BaseModel]) -> None:
    """An answer's model of the same name does not stand in for one of a body."""
    told = schema.openapi_document()["components"]["schemas"]
    for name, held in body.model_json_schema(ref_template=REF_TEMPLATE).get("$defs", {}).items():
        properties = told[name]["properties"]
        assert set(properties) == set(held["properties"]), name
        assert told[name].get("required") == held.get("required"), name


def validator_of(place: str, method: str = "get") -> Draft202012Validator:
    told = schema.openapi_document()
    operation = told["paths"][place][method]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return Draft202012Validator({**answer, "components": told["components"]})


@pytest.mark.parametrize("name", ROUTES)
def test_every_answer_keeps_to_the_schema(asked: Client, name: str) -> None:
    op = ROUTES[name]
    validator = validator_of(op.path, op.methods[0].lower())
    validator.validate(example(asked, name).json())
    assert not validator.is_valid({"another": 1})


@pytest.mark.parametrize("name", ROUTES)
def test_each_example_of_the_page_is_what_is_answered(asked: Client, name: str) -> None:
    response = example(asked, name)
    assert response.status_code == 200
    shown = json.loads(api_docs._answered(*api_docs.EXAMPLES[name]))
    assert agrees(shown, response.json())


def agrees(shown: Any, whole: Any) -> bool:
    """Whether a shortened value is the beginning of a whole one."""
    if isinstance(shown, str) and shown.endswith("..."):
        return isinstance(whole, str) and whole.startswith(shown[:-3])
    if isinstance(shown, list) and isinstance(whole, list):
        kept = shown[:-1] if shown[-1:] == ["..."] else shown
        return all(map(agrees, kept, whole)) and (kept != shown or len(shown) == len(whole))
    if isinstance(shown, dict) and isinstance(whole, dict):
        kept_ = {key: value for key, value in shown.items() if key != "..."}
        return all(key in whole and agrees(value, whole[key]) for key, value in kept_.items())
    return bool(shown == whole)


def test_the_page_tells_every_route_error_and_limit(client: Client) -> None:
    response = client.get("/api/docs")
    assert response.status_code == 200
    page = response.content.decode()
    for name, op in ROUTES.items():
        assert f'id="route-{name}"' in page
        assert f"{op.methods[0]} /api{op.path}" in page
    for kind in failures.STATUS:
        assert f' id="{kind}"' in page
    assert "/api/openapi.json" in page
    assert "<script>" not in page
    assert "style=" not in page
    assert not re.search(r'(src|href)="https?://', page)
    assert not response.cookies


def test_only_the_page_itself_makes_requests_without_a_key(client: Client) -> None:
    """No request from outside can be one of the server's own."""
    assert type(client.get("/api/market").wsgi_request) is WSGIRequest
    problem(client.get("/api/market"), "no-key")
