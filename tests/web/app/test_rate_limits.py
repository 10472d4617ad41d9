"""Are tries counted by address, fairly, and forgotten in time?"""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from benchpin.web.app.rate_limits import EVERYBODY, Limit, client_hash
from benchpin.web.cases import reference_codes
from benchpin.web.pages.throttling import forgive_attempt, rate_limited, rate_limited_attempts
from tests.web.conftest import begin

pytestmark = pytest.mark.same_on_any_database


def request_from(ip: str = "192.0.2.1", method: str = "POST") -> HttpRequest:
    return RequestFactory().generic(method, "/", REMOTE_ADDR=ip)


def test_a_limit_lets_so_many_through_and_then_says_how_long_to_wait() -> None:
    limit = Limit("few", max_count=3, seconds=60)
    assert [limit.take("a") for _ in range(3)] == [0, 0, 0]
    assert 1 <= limit.take("a") <= 60
    assert limit.take("b") == 0


def test_a_limit_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = Limit("short", max_count=1, seconds=30)
    assert (limit.take("a"), limit.take("a") > 0) == (0, True)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 31)
    assert limit.take("a") == 0


def test_many_at_once_are_no_more_than_one_after_the_other() -> None:
    limit = Limit("threads", max_count=50, seconds=60)
    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(lambda _: limit.take("a"), range(400)))
    assert waits.count(0) == 50


def test_an_address_is_hidden_and_a_network_of_ipv6_is_one() -> None:
    first_hash, second_hash = (
        client_hash(request_from("192.0.2.1")),
        client_hash(request_from("192.0.2.2")),
    )
    assert first_hash != second_hash
    assert "192" not in first_hash
    assert client_hash(request_from("2001:db8:1:2::1")) == client_hash(
        request_from("2001:db8:1:2:ffff::9")
    )
    assert client_hash(request_from("2001:db8:1:2::1")) != client_hash(
        request_from("2001:db8:1:3::1")
    )
    assert client_hash(request_from("[2001:db8:1:2::1]")) == client_hash(
        request_from("2001:db8:1:2::1")
    )


def test_a_limited_view_answers_429_and_when_to_come_back() -> None:
    @rate_limited(uuid4().hex, max_requests=2, seconds=100)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("done")

    assert [view(request_from()).status_code for _ in range(3)] == [200, 200, 429]
    assert 1 <= int(view(request_from()).headers["Retry-After"]) <= 100
    assert view(request_from("192.0.2.9")).status_code == 200
    assert view(request_from(method="GET")).status_code == 200


def test_only_failed_guesses_count() -> None:
    right = [False]

    @rate_limited_attempts(uuid4().hex, max_requests=2, seconds=100, overall=50)
    def view(request: HttpRequest) -> HttpResponse:
        if right[0]:
            forgive_attempt(request)
        return HttpResponse("done")

    right[0] = True
    assert {view(request_from()).status_code for _ in range(9)} == {200}
    right[0] = False
    assert [view(request_from()).status_code for _ in range(3)] == [200, 200, 429]


def test_guesses_from_many_addresses_meet_one_ceiling() -> None:
    name = uuid4().hex

    @rate_limited_attempts(name, max_requests=2, seconds=100, overall=5)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("done")

    answers = [view(request_from(f"198.51.100.{i}")).status_code for i in range(8)]
    assert answers == [200] * 5 + [429] * 3
    assert Limit(f"{name}.all", 5, 100).take(EVERYBODY) > 0


def test_codes_cannot_be_guessed_at_will(client: Client) -> None:
    answers = [
        client.post(
            "/back/", {"code": reference_codes.format_code(reference_codes.new_code())}
        ).status_code
        for _ in range(12)
    ]
    assert answers[:10] == [400] * 10
    assert answers[10:] == [429, 429]


def test_a_right_code_opens_as_often_as_it_is_given(client: Client) -> None:
    begin(client)
    code = client.session["code"]
    for _ in range(15):
        assert Client().post("/back/", {"code": code}).status_code == 302


def test_nothing_of_a_limit_outlives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Limit("gone", max_count=1, seconds=5).take("somebody")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 10)
    assert cache.get("limit:gone:somebody") is None
    assert cache.get("limit:gone:somebody:until") is None


@pytest.mark.parametrize("text", ["", "unix", "not an address"])
def test_who_has_no_address_is_counted_too(text: str) -> None:
    assert len(client_hash(request_from(text))) == 32
