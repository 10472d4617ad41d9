"""Who may see and do what: every address of the router has a rule, and keeps it."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from benchpin.web.models import StoredCase
from tests.web.conftest import begin

PUBLIC = {
    "home", "before", "back", "open", "leave", "deleted",
    "about", "privacy", "terms", "accessibility", "help",
    "roles", "role", "compare-roles", "market", "topic", "pay", "reach", "search",
    "qualifications", "qualification", "organisations", "organisation", "mentoring", "mentor",
    "providers", "provider", "skills", "skill", "sources", "source",
    "check-advice", "health", "ready", "metrics", "robots", "api-docs",
}  # fmt: skip
"""Open to everybody. `leave` and `deleted` show nothing of anybody; `metrics` has a rule of its
own, tested with it."""
OWNER = {
    "you", "code", "two-minutes", "job", "job-change", "resume", "review", "data", "download",
    "delete", "export", "interview", "interview-values", "interview-results", "results", "result",
    "emphasis", "aside", "choose", "compare", "keep-result", "guidance", "plan", "plan-file",
}  # fmt: skip
"""For whoever holds the case alone."""
ARGUMENTS = {
    "job-change": "/you/job/0/",
    "export": "/you/data/as/profile.toml",
    "result": "/you/results/bench-jeweler/",
    "plan": "/you/plan/bench-jeweler/",
    "plan-file": "/you/plan/bench-jeweler/plan.ics",
    "guidance": "/you/results/guidance.json",
}
"""Addresses with something in them."""


def _routes(
    patterns: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, str | None, URLPattern]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, path)
        else:
            yield path, pattern.name, pattern


ROUTES = [
    route
    for route in _routes(get_resolver().url_patterns)
    if route[1] == "api-docs" or not route[0].startswith(("api/", "^api"))
]
"""All addresses; those of the API have rules of their own (test_api.py)."""
OWNED = [route for route in ROUTES if route[1] in OWNER]


@pytest.mark.parametrize(("path", "name", "route"), ROUTES, ids=[route[0] for route in ROUTES])
def test_every_address_has_a_rule(path: str, name: str | None, route: URLPattern) -> None:
    assert name in PUBLIC | OWNER, f"{path}: say who may see it, in this file"
    is_owners = getattr(route.callback, "who", None) == "owner"
    assert is_owners == (name in OWNER), f"{path}: its view and this file do not agree"


def test_every_rule_has_an_address() -> None:
    assert {name for _, name, _ in ROUTES} == PUBLIC | OWNER


def _address(path: str, name: str | None) -> str:
    return ARGUMENTS.get(name or "", f"/{path}")


@pytest.mark.parametrize(("path", "name", "route"), OWNED, ids=[route[0] for route in OWNED])
def test_a_stranger_is_led_to_the_door(
    path: str, name: str, route: URLPattern, client: Client
) -> None:
    answers = (client.get(_address(path, name)), client.post(_address(path, name)))
    assert {answer.status_code for answer in answers} <= {302, 405}
    assert {answer.headers.get("Location", "/before/") for answer in answers} == {"/before/"}
    assert any(answer.status_code == 302 for answer in answers)


@pytest.mark.parametrize(("path", "name", "route"), OWNED, ids=[route[0] for route in OWNED])
def test_the_owner_is_not_led_away(path: str, name: str, route: URLPattern, person: Client) -> None:
    answer = person.get(_address(path, name))
    assert answer.headers.get("Location") != "/before/"
    assert answer.status_code in (200, 302, 404, 405), answer.content[:200]


def test_nobody_sees_the_case_of_another() -> None:
    first_client, second_client = Client(), Client()
    begin(first_client)
    first_client.post("/you/job/", {"title": "Marked Title One", "do": "save"})
    begin(second_client)
    for path in (
        "/you/",
        "/you/review/",
        "/you/job/",
        "/you/data/",
        "/you/data/benchpin-case.json",
    ):
        assert b"Marked Title One" in first_client.get(path).content, path
        assert b"Marked Title One" not in second_client.get(path).content, path


def test_a_session_of_a_deleted_case_opens_nothing(person: Client) -> None:
    copy = Client()
    copy.cookies = person.cookies
    person.post("/you/data/delete/")
    assert not StoredCase.objects.exists()
    assert copy.get("/you/data/").headers["Location"] == "/before/"


def test_a_session_that_was_changed_by_hand_opens_nothing(person: Client) -> None:
    value = person.cookies["benchpin"].value
    person.cookies["benchpin"] = value[:-2] + ("aa" if value[-2:] != "aa" else "bb")
    assert person.get("/you/").headers["Location"] == "/before/"
