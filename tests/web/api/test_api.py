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

from benchpin import documents, guidance, market
from benchpin.cli import key as key_command
from benchpin.cli.main import commands
from benchpin.documents.answers import occupations
from benchpin.documents.answers.reach import reach_as_json
from benchpin.documents.answers.topics import topic_reports_as_json
from benchpin.documents.answers.wages import pay_as_json
from benchpin.inputs.errors import BadData, BadInput, Problem
from benchpin.market import pay_report
from benchpin.profile import from_table
from benchpin.profile.case import as_json, new_case
from benchpin.web.api import gateway, guidance_routes, keys, openapi, problems
from benchpin.web.api.app import api
from benchpin.web.app.engine import now, shared_engine
from benchpin.web.app.rate_limits import Limit
from benchpin.web.models import ApiKey
from benchpin.web.pages.api_docs import views as api_docs

ROUTES = {op.view_func.__name__: op for op in openapi.operations()}
Ask = Callable[..., Any]


@pytest.fixture
def key() -> str:
    """A key that may ask for everything."""
    return keys.create_key("everything", (), at=now())


@pytest.fixture
def api_client(key: str) -> Client:
    """A program with that key."""
    return Client(headers={"Authorization": f"Bearer {key}"})


def with_scopes(*scopes: str) -> Client:
    key = keys.create_key(" ".join(scopes), scopes, at=now())
    return Client(headers={"Authorization": f"Bearer {key}"})


def ask(client: Client, address: str, body: Any = None, **headers: str) -> Any:
    if body is None:
        return client.get(f"/api{address}", headers=headers)
    return client.post(f"/api{address}", body, content_type="application/json", headers=headers)


def example(client: Client, name: str, **headers: str) -> Any:
    return ask(client, *api_docs.EXAMPLES[name], **headers)


def problem(response: Any, kind: str) -> Any:
    """The failure of a response, which must be of a kind."""
    assert response["Content-Type"] == "application/problem+json", response.content
    body = response.json()
    problems.ProblemDetails.model_validate(body)
    assert response.status_code == body["status"] == problems.STATUS[kind], body
    assert body["type"] == f"/api/docs#{kind}"
    return body


# What is answered

PERSON = {
    "aims": {"roles": ["cad-cam-designer"]},
    "experience": [{"title": "Machinist", "years": 6}],
    "skills": [{"skill": "soldering", "level": 2}],
    "circumstances": {"country": "US", "area": "Rhode Island", "minimum_pay": 40000},
}


@pytest.mark.parametrize("area", [None, "Dallas, TX"])
def test_guidance_is_byte_for_byte_the_engines(api_client: Client, area: str | None) -> None:
    engine = shared_engine()
    circumstances = {**PERSON["circumstances"], **({"area": area} if area else {})}  # type: ignore[dict-item]
    profile = from_table({**PERSON, "circumstances": circumstances}, engine.catalog)
    expected = guidance.advise(profile, engine.catalog, engine.reference, as_of=date(2026, 3, 1))
    body = {"profile": PERSON, "as_of": "2026-03-01", **({"area": area} if area else {})}
    response = ask(api_client, "/guidance", body)
    assert response.content.decode() == documents.as_json(expected)
    assert response.json()["fingerprint"] == expected.fingerprint


def test_a_case_is_answered_as_its_profile_is(api_client: Client) -> None:
    case = new_case(from_table(PERSON, shared_engine().catalog))
    day = {"as_of": "2026-03-01"}
    of_case = ask(api_client, "/guidance", {"case": json.loads(as_json(case)), **day})
    of_profile = ask(api_client, "/guidance", {"profile": PERSON, **day})
    assert of_case.status_code == 200
    assert of_case.content == of_profile.content


def test_what_a_profile_says_in_words_is_proposed(api_client: Client) -> None:
    person = {"experience": [{"title": "Helper", "did": "I sized rings."}]}
    case = new_case(from_table(person, shared_engine().catalog))
    day = {"as_of": "2026-03-01"}
    of_profile = ask(api_client, "/guidance", {"profile": person, **day})
    (skill,) = of_profile.json()["profile"]["skills"]
    assert (skill["skill"], skill["status"]) == ("ring-sizing", "proposed")
    of_case = ask(api_client, "/guidance", {"case": json.loads(as_json(case)), **day})
    assert of_case.content == of_profile.content


@pytest.mark.parametrize("scheme", ["onet", "soc"])
def test_titles_are_the_engines(api_client: Client, scheme: str) -> None:
    engine, titles = shared_engine(), ["goldsmith", "Nail technician", "gibberish xyzzy"]
    expected = occupations.title_entries(
        titles, engine.catalog, engine.reference, scheme=scheme, count=3
    )
    response = ask(api_client, "/titles", {"titles": titles, "scheme": scheme, "count": 3})
    assert response.content.decode() == occupations.entries_as_json(expected)


@pytest.mark.parametrize("area", [None, "Rhode Island", "Germany"])
def test_wages_are_the_engines(api_client: Client, area: str | None) -> None:
    engine = shared_engine()
    query = f"&area={area}" if area else ""
    for occupation, parameter in (
        ("bench-jeweler", "role=bench-jeweler"),
        ("51-9071", "soc=51-9071"),
    ):
        expected = pay_report.build_pay_report(occupation, area, engine.catalog, engine.reference)
        assert ask(api_client, f"/wages?{parameter}{query}").content.decode() == pay_as_json(
            expected
        )


def test_reach_is_the_engines(api_client: Client) -> None:
    engine = shared_engine()
    area = engine.reference.area("Rhode Island")
    for role in engine.catalog.roles:
        expected = market.jobs_within_reach(role, area, engine.catalog, engine.reference)
        answer = ask(api_client, f"/reach?role={role}&area=Rhode%20Island").content.decode()
        assert answer == reach_as_json(expected, engine.catalog, engine.reference)


def test_topics_are_the_engines(api_client: Client) -> None:
    engine = shared_engine()
    for topic in engine.catalog.topics:
        expected = [market.topic_report(topic, engine.catalog)]
        answer = ask(api_client, f"/market/{topic}").content.decode()
        assert answer == topic_reports_as_json(expected, engine.catalog, engine.reference)


RECORDS = ("roles", "skills", "qualifications", "organisations", "sources")


@pytest.mark.parametrize("folder", RECORDS)
def test_every_record_is_told_whole_with_what_it_names(api_client: Client, folder: str) -> None:
    lift_rate_limits()
    records = getattr(shared_engine().catalog, folder)
    validator = validator_of(f"/{folder}/{{{folder[:-1]}}}")
    for name, record in records.items():
        response = ask(api_client, f"/{folder}/{name}")
        body = response.json()
        validator.validate(body)
        assert body["id"] == name
        answered_record = body[folder[:-1]]
        assert not re.search(r"\{[a-z0-9][a-z0-9-]*\}", response.content.decode()), name
        if folder == "sources":
            assert answered_record["title"] == record.title
            continue
        expected = record.model_dump(mode="json", by_alias=True)
        expected.pop("research", None)
        assert set(answered_record) == set(expected)
        assert answered_record["label"] == expected["label"]
        cited = set(re.findall(r'"source": "([^"]+)"', response.content.decode()))
        assert cited <= set(body["sources"]), name


def lift_rate_limits() -> None:
    """Let a test ask more often than a key may."""
    for name in gateway.LIMITS:
        gateway.LIMITS[name] = Limit(f"test.{name}", 1_000_000, 60)


@pytest.fixture(autouse=True)
def _limits_stay() -> Iterator[None]:
    before = dict(gateway.LIMITS)
    yield
    gateway.LIMITS.update(before)


def test_filters_of_qualifications(api_client: Client) -> None:
    catalog = shared_engine().catalog
    everything = [
        row
        for page in (1, 2)
        for row in list_items(api_client, f"/qualifications?size=100&page={page}")
    ]
    assert [row["id"] for row in everything] == list(catalog.qualifications)
    filters: dict[str, Callable[[dict[str, Any]], bool]] = {
        "status=closed": lambda row: row["status"] == "closed",
        "study_mode=online": lambda row: "online" in row["study_mode"],
        "skill=soldering": lambda row: "soldering" in row["teaches"],
    }
    for filter_, matches_filter in filters.items():
        filtered = list_items(api_client, f"/qualifications?size=100&{filter_}")
        assert filtered == [row for row in everything if matches_filter(row)], filter_
        assert 0 < len(filtered) < len(everything), filter_
    british = {row["id"] for row in list_items(api_client, "/qualifications?size=100&country=GB")}
    assert {
        i for i, qualification in catalog.qualifications.items() if "GB" in qualification.country
    } <= british


def list_items(client: Client, address: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = ask(client, address).json()["items"]
    return items


# Pages of lists

LISTS = [name for name, op in ROUTES.items() if "Page" in str(op.response_models[200].model_fields)]


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=8, deadline=None)
@given(size=st.integers(1, 100))
def test_pages_hold_everything_once_and_in_order(name: str, size: int) -> None:
    lift_rate_limits()
    ApiKey.objects.all().delete()
    client = with_scopes("knowledge")
    place = api_docs.EXAMPLES[name][0].partition("?")[0]
    whole, page = [], f"/api{place}?size={size}"
    first = client.get(page).json()
    for _ in range(first["total"] + 1):
        response = client.get(page)
        body = response.json()
        assert body["total"] == first["total"]
        assert len(body["items"]) <= size
        whole += [row["id"] for row in body["items"]]
        links = {rel: link for link, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', response["Link"])}
        assert {"first", "last"} <= set(links)
        assert ("next" in links) == (body["page"] * size < body["total"])
        assert ("prev" in links) == (body["page"] > 1)
        if "next" not in links:
            break
        page = links["next"]
        assert parse_qs(urlsplit(page).query)["size"] == [str(size)]
    assert len(whole) == len(set(whole)) == first["total"]
    beyond = client.get(f"/api{place}?size={size}&page=9999")
    assert beyond.status_code == 200
    assert beyond.json()["items"] == []


@pytest.mark.parametrize("query", ["page=0", "size=0", "size=101", "page=x", "size=", "page=-1"])
def test_pages_that_cannot_be(api_client: Client, query: str) -> None:
    details = problem(ask(api_client, f"/roles?{query}"), "bad-input")
    assert details["where"] == query.partition("=")[0]


# Keys and scopes


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_has_a_scope_and_an_example(name: str, client: Client) -> None:
    scope = openapi.scope_of(ROUTES[name])
    assert scope in keys.SCOPES
    response = example(client, name)
    problem(response, "no-key")
    assert response["WWW-Authenticate"] == "Bearer"
    problem(example(client, name, Authorization="Bearer bp_" + "x" * 40), "unknown-key")
    other_scopes = [other_scope for other_scope in keys.SCOPES if other_scope != scope]
    details = problem(example(with_scopes(*other_scopes), name), "out-of-scope")
    assert scope in details["detail"]
    assert example(with_scopes(scope), name).status_code == 200


def test_a_route_without_a_scope_is_found() -> None:
    operation = next(iter(ROUTES.values())).clone()
    operation.auth_callbacks = []
    with pytest.raises(LookupError, match="names no scope"):
        openapi.scope_of(operation)


def test_every_url_below_api_is_a_route_or_open() -> None:
    """What the router knows below /api/ is a route with a scope, or one of these."""
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    served = {op.view_func.__name__ for op in openapi.operations()}
    assert {pattern.name for pattern in patterns if pattern.name != "api-root"} <= served
    names = [getattr(pattern, "name", None) for pattern in api_docs.urlpatterns]
    assert names == ["api-docs", "api-schema", None, "api-none"]


def test_a_key_is_told_once_and_kept_as_a_hash(key: str) -> None:
    row = ApiKey.objects.get()
    assert re.fullmatch(r"bp_[A-Za-z0-9]{40}", key)
    assert key not in json.dumps([str(value) for value in vars(row).values()])
    assert key[3:] not in json.dumps([str(value) for value in vars(row).values()])
    assert keys.find(key, at=now()) == row
    assert len({keys.create_key(f"{n}", (), at=now()) for n in range(50)}) == 50


def test_an_ended_key_is_let_in_no_more(api_client: Client) -> None:
    assert ask(api_client, "/market").status_code == 200
    keys.revoke("everything", at=now())
    problem(ask(api_client, "/market"), "unknown-key")


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
        keys.create_key(name, (), at=now())


def test_a_name_is_given_once_and_a_scope_must_be_one(key: str) -> None:
    with pytest.raises(BadInput, match="already"):
        keys.create_key("everything", (), at=now())
    with pytest.raises(BadInput, match="no such scope 'wage'"):
        keys.create_key("other", ("wage",), at=now())
    with pytest.raises(BadInput, match="no such key"):
        keys.revoke("other", at=now())


def test_keys_on_the_command_line() -> None:
    run = CliRunner()
    assert key_command.SCOPES == keys.SCOPES
    assert "no keys" in run.invoke(commands, ["key", "list"]).output
    created = run.invoke(commands, ["key", "new", "a college", "--scope", "pay"])
    assert created.exit_code == 0, created.output
    key = created.output.strip()
    client = Client(headers={"Authorization": f"Bearer {key}"})
    assert ask(client, "/wages?role=bench-jeweler").status_code == 200
    problem(ask(client, "/roles"), "out-of-scope")
    listing = run.invoke(commands, ["key", "list"]).output
    assert re.search(r"^a college  pay  made \d{4}-\d\d-\d\d, used \d{4}-\d\d-\d\d$", listing, re.M)
    assert key not in listing
    assert run.invoke(commands, ["key", "end", "a college"]).exit_code == 0
    assert "ended" in run.invoke(commands, ["key", "list"]).output
    problem(ask(client, "/wages?role=bench-jeweler"), "unknown-key")


def test_nothing_of_a_key_or_a_person_is_logged(
    api_client: Client, key: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
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
        body = {"profile": {"experience": [{"title": "Sword swallower of Little Rock"}]}}
        ask(api_client, "/guidance", body)
        ask(api_client, "/guidance", {"profile": {"aims": {"roles": ["sword-swallower"]}}})
        ask(api_client, "/roles", Authorization="Bearer bp_" + "q" * 40)
        broken(monkeypatch, "sword swallower")
        api_client.raise_request_exception = False
        problem(ask(api_client, "/guidance", body), "broken")
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
    api_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch, "the secret of the house")
    api_client.raise_request_exception = False
    response = ask(api_client, "/guidance", {"profile": {}})
    problem(response, "broken")
    assert b"secret" not in response.content
    assert b"Traceback" not in response.content


def test_a_database_that_is_away_is_told(
    api_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("the connection to db.college.example was closed")

    monkeypatch.setattr("benchpin.web.api.keys.find", away)
    api_client.raise_request_exception = False
    response = ask(api_client, "/roles")
    problem(response, "away")
    assert response.headers["Retry-After"] == "30"
    assert b"college" not in response.content


@pytest.mark.parametrize("inside", ["profile", "case"])
def test_a_life_that_is_too_long(api_client: Client, inside: str) -> None:
    profile = {"experience": [{"title": "Jeweler"}] * 501}
    body: dict[str, Any] = {"profile": profile}
    if inside == "case":
        body = {"case": {"schema": "benchpin.case/1", "profile": profile}}
    details = problem(ask(api_client, "/guidance", body), "bad-input")
    assert details["where"] == (
        "profile.experience" if inside == "profile" else "case.profile.experience"
    )
    profile["experience"].pop()
    assert ask(api_client, "/guidance", body).status_code == 200


def test_broken_data_of_ours_are_our_error(
    api_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise BadData((Problem("/srv/overlay/roles/x.toml", "label", "is missing"),))

    monkeypatch.setattr("benchpin.web.api.catalog_routes.shared_engine", fail)
    api_client.raise_request_exception = False
    response = ask(api_client, "/roles")
    problem(response, "broken")
    assert b"overlay" not in response.content


@pytest.mark.parametrize(
    ("body", "field", "nearest", "words"),
    [
        (
            {"profile": {"skills": [{"skill": "soldring"}]}}, "profile.skills.0.skill",
            ["soldering"], "no such skill 'soldring'",
        ),
        ({"profile": {"skils": []}}, "profile.skils", [], "nearest: 'skills'"),
        ({"profile": {}, "area": "Portland"}, "area",
         ["Portland-South Portland, ME", "Portland-Vancouver-Hillsboro, OR-WA"], "names 2 areas"),
        ({"profile": {}, "area": "Atlantis"}, "area", None, "no such area 'Atlantis'"),
        ({"profile": {"circumstances": {"country": "US"}}, "area": "Toronto"}, "area",
         ["Toronto, Ontario"], "the country given is United States"),
        ({"profile": {}, "area": "02903"}, "area", [], "a ZIP code"),
        ({"profile": {}, "area": "remote"}, "area", [], "is no place"),
        ({}, None, [], "a profile or a case"),
        ({"profile": {}, "case": {}}, None, [], "a profile or a case"),
        ({"profile": []}, "profile", [], "must be an object"),
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
    api_client: Client, body: Any, field: str | None, nearest: list[str] | None, words: str
) -> None:
    details = problem(ask(api_client, "/guidance", body), "bad-input")
    assert details["where"] == field, details
    assert words in details["detail"]
    if nearest is not None:
        assert details["nearest"] == nearest


def test_a_place_in_a_profile_that_settles_nothing_stops_no_guidance(api_client: Client) -> None:
    body = {"profile": {"circumstances": {"area": "Portland"}}}
    answer = ask(api_client, "/guidance", body).json()
    assert answer["place"]["kind"] == "ambiguous"
    assert answer["market"]["area"]["name"] == "National"
    assert answer["ask_next"][0]["path"] == "circumstances.area"
    assert "Portland-South Portland, ME" in answer["ask_next"][0]["text"]


@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"[1]", b"nonsense", b"\xff\xfe", b'{"profile": {"a": NaN}}', b"[" * 100_000,
     b'{"titles": ["\\ud800"]}', b'"text"', b"null", b"1e999"],
)  # fmt: skip
@pytest.mark.parametrize("route", ["guidance", "titles"])
def test_bodies_that_cannot_be_read(api_client: Client, route: str, body: bytes) -> None:
    response = api_client.post(f"/api/{route}", body, content_type="application/json")
    assert response.status_code in (400, 422)
    problem(response, "bad-request" if response.status_code == 400 else "bad-input")


@pytest.mark.parametrize(
    ("address", "field", "words"),
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
def test_what_is_wrong_with_a_query(
    api_client: Client, address: str, field: str, words: str
) -> None:
    details = problem(ask(api_client, address), "bad-input")
    assert details["where"] == field, details
    assert words in details["detail"]


@pytest.mark.parametrize("folder", [*RECORDS, "market"])
def test_names_that_nothing_answers_to(api_client: Client, folder: str) -> None:
    record_id = next(
        iter(getattr(shared_engine().catalog, "topics" if folder == "market" else folder))
    )
    details = problem(ask(api_client, f"/{folder}/{record_id}x"), "not-found")
    assert record_id in details["nearest"]
    problem(ask(api_client, f"/{folder}/{'z' * 5_000}"), "not-found")


def test_titles_are_read_a_thousand_at_a_time(api_client: Client) -> None:
    assert (
        len(ask(api_client, "/titles", {"titles": ["jeweler"] * 1_000, "count": 1}).json()) == 1_000
    )
    for titles in ([], [""], ["x" * 301], ["jeweler"] * 1_001, "jeweler", [1]):
        problem(ask(api_client, "/titles", {"titles": titles}), "bad-input")
    details = problem(
        ask(api_client, "/titles", {"titles": ["goldsmith"], "scheme": "esco"}), "bad-input"
    )
    assert details["where"] == "scheme"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize(("address", "allowed"), [("/api/roles", "GET"), ("/api/guidance", "POST")])
def test_methods_that_no_route_answers(
    api_client: Client, method: str, address: str, allowed: str
) -> None:
    response = getattr(api_client, method)(address)
    problem(response, "not-allowed")
    assert response["Allow"] == allowed


def test_a_method_of_another_route_is_refused_with_what_is_allowed(api_client: Client) -> None:
    for response, allowed in (
        (api_client.post("/api/roles", {}, content_type="application/json"), "GET"),
        (api_client.get("/api/guidance"), "POST"),
    ):
        problem(response, "not-allowed")
        assert response["Allow"] == allowed


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/nothing", "/api/roles/", "/api/a/b/c"])
def test_addresses_that_are_no_route(client: Client, address: str) -> None:
    problem(client.get(address), "not-found")
    problem(client.post(address), "not-found")


def test_a_host_that_is_not_ours_is_told_in_the_same_shape(api_client: Client) -> None:
    problem(api_client.get("/api/roles", headers={"Host": "evil.example"}), "bad-request")


def test_a_large_request_is_refused(api_client: Client) -> None:
    body = json.dumps({"profile": {}, "area": "x" * gateway.MAX_BYTES})
    response = api_client.post("/api/guidance", body, content_type="application/json")
    problem(response, "too-large")


# How often


def test_a_key_may_ask_so_often_and_is_told_what_is_left(
    api_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {scope: limit.max_count for scope, limit in gateway.LIMITS.items()} == {
        "guidance": 60, "titles": 600, "knowledge": 600, "pay": 600,
    }  # fmt: skip
    gateway.LIMITS["knowledge"] = Limit("test.few", 3, 60)
    other_client = with_scopes("knowledge")
    for remaining in (2, 1, 0):
        response = ask(api_client, "/market")
        assert response.status_code == 200
        assert response["RateLimit-Limit"] == "3"
        assert response["RateLimit-Remaining"] == str(remaining)
        assert 1 <= int(response["RateLimit-Reset"]) <= 60
    response = ask(api_client, "/market")
    problem(response, "too-many")
    assert 1 <= int(response["Retry-After"]) <= 60
    assert response["RateLimit-Remaining"] == "0"
    assert ask(api_client, "/wages?role=bench-jeweler").status_code == 200
    assert ask(other_client, "/market").status_code == 200


def test_wrong_keys_are_throttled_by_address(api_client: Client, client: Client) -> None:
    wrong_key = {"Authorization": "Bearer bp_" + "w" * 40}
    for _ in range(20):
        problem(ask(client, "/roles", **wrong_key), "unknown-key")
    response = ask(client, "/roles", **wrong_key)
    problem(response, "too-many")
    assert 1 <= int(response["Retry-After"]) <= 600
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    problem(ask(elsewhere, "/roles", **wrong_key), "unknown-key")
    assert ask(api_client, "/roles").status_code == 200


# What is kept


@pytest.mark.parametrize("name", [n for n, op in ROUTES.items() if "GET" in op.methods])
def test_every_get_has_an_etag(api_client: Client, name: str) -> None:
    first = example(api_client, name)
    assert first["Cache-Control"] == "private, max-age=3600"
    assert first["Vary"] == "Authorization"
    again = example(api_client, name, **{"If-None-Match": f'"x", {first["ETag"]}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert example(api_client, name, **{"If-None-Match": '"x"'}).content == first.content


def test_an_etag_changes_with_the_knowledge_the_data_and_the_address(
    api_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = {ask(api_client, address)["ETag"] for address in ("/roles", "/roles?page=2", "/skills")}
    assert len(tags) == 3
    for number in range(2):
        monkeypatch.setattr(
            gateway, "engine_state", lambda engine, number=number: f"another {number}"
        )
        tags.add(ask(api_client, "/roles")["ETag"])
    assert len(tags) == 5
    problem(ask(api_client, "/roles/nobody", **{"If-None-Match": "*"}), "not-found")


def test_the_state_names_engine_knowledge_and_data() -> None:
    engine = shared_engine()
    engine_state = gateway.engine_state(engine)
    assert engine.catalog.version in engine_state
    assert all(data_set.sha256 in engine_state for data_set in engine.reference.data)


@pytest.mark.parametrize("name", ROUTES)
def test_no_cookie_no_session_and_no_other_site(api_client: Client, name: str) -> None:
    response = example(api_client, name, Origin="https://elsewhere.example")
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
    document = response.json()
    assert document["openapi"].startswith("3.1")
    assert not list(OpenAPIV31SpecValidator(document).iter_errors())
    assert "select" in document["info"]["description"]
    assert {
        (path, method) for path, operations in document["paths"].items() for method in operations
    } == {(op.path, method.lower()) for op in ROUTES.values() for method in op.methods}


@pytest.mark.parametrize("body", [guidance_routes.GuidanceAsked, guidance_routes.TitlesAsked])
def test_what_a_body_is_made_of_is_defined_as_its_models_say(body: type[BaseModel]) -> None:
    """An answer's model of the same name does not stand in for one of a body."""
    schemas = openapi.openapi_document()["components"]["schemas"]
    for name, definition in (
        body.model_json_schema(ref_template=REF_TEMPLATE).get("$defs", {}).items()
    ):
        properties = schemas[name]["properties"]
        assert set(properties) == set(definition["properties"]), name
        assert schemas[name].get("required") == definition.get("required"), name


def validator_of(place: str, method: str = "get") -> Draft202012Validator:
    document = openapi.openapi_document()
    operation = document["paths"][place][method]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return Draft202012Validator({**answer, "components": document["components"]})


@pytest.mark.parametrize("name", ROUTES)
def test_every_answer_keeps_to_the_schema(api_client: Client, name: str) -> None:
    op = ROUTES[name]
    validator = validator_of(op.path, op.methods[0].lower())
    validator.validate(example(api_client, name).json())
    assert not validator.is_valid({"another": 1})


@pytest.mark.parametrize("name", ROUTES)
def test_each_example_of_the_page_is_what_is_answered(api_client: Client, name: str) -> None:
    response = example(api_client, name)
    assert response.status_code == 200
    shortened = json.loads(api_docs._example_response(*api_docs.EXAMPLES[name]))
    assert agrees(shortened, response.json())


def agrees(shortened: Any, whole: Any) -> bool:
    """Whether a shortened value is the beginning of a whole one."""
    if isinstance(shortened, str) and shortened.endswith("..."):
        return isinstance(whole, str) and whole.startswith(shortened[:-3])
    if isinstance(shortened, list) and isinstance(whole, list):
        shortened_items = shortened[:-1] if shortened[-1:] == ["..."] else shortened
        return all(map(agrees, shortened_items, whole)) and (
            shortened_items != shortened or len(shortened) == len(whole)
        )
    if isinstance(shortened, dict) and isinstance(whole, dict):
        shortened_fields = {key: value for key, value in shortened.items() if key != "..."}
        return all(
            key in whole and agrees(value, whole[key]) for key, value in shortened_fields.items()
        )
    return bool(shortened == whole)


def test_the_page_tells_every_route_error_and_limit(client: Client) -> None:
    response = client.get("/api/docs")
    assert response.status_code == 200
    page = response.content.decode()
    for name, op in ROUTES.items():
        assert f'id="route-{name}"' in page
        assert f"{op.methods[0]} /api{op.path}" in page
    for kind in problems.STATUS:
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
