"""Pages are worked out one at a time, and whoever needs no working out does not wait for that."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from benchpin.web.app.compute_lock import one_at_a_time, page_lock

pytestmark = pytest.mark.same_on_any_database

PATIENCE = 10


@contextmanager
def lock_is_taken() -> Iterator[None]:
    """Another thread has the turn, until the block ends."""
    taken, released = threading.Event(), threading.Event()

    def work() -> None:
        with page_lock:
            taken.set()
            released.wait(PATIENCE)

    thread = threading.Thread(target=work)
    thread.start()
    assert taken.wait(PATIENCE)
    try:
        yield
    finally:
        released.set()
        thread.join(PATIENCE)


def request_in_thread(view: Any) -> tuple[threading.Thread, list[HttpResponse]]:
    """A view that is asked for in a thread of its own, and its answer once it is there."""
    answers: list[HttpResponse] = []
    thread = threading.Thread(target=lambda: answers.append(view(HttpRequest())))
    thread.start()
    return thread, answers


def test_a_page_waits_while_another_is_worked_out_and_then_comes() -> None:
    """What one thread works out keeps no other at it."""
    view = one_at_a_time(lambda request: HttpResponse("a page"))
    with lock_is_taken():
        thread, answers = request_in_thread(view)
        thread.join(0.2)
        assert thread.is_alive()
        assert not answers
    thread.join(PATIENCE)
    assert [answer.content for answer in answers] == [b"a page"]


def test_a_view_that_fails_gives_the_turn_back() -> None:
    """An error of one page is none of the next."""

    def broken(request: HttpRequest) -> HttpResponse:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        one_at_a_time(broken)(HttpRequest())
    thread, answers = request_in_thread(one_at_a_time(lambda request: HttpResponse()))
    thread.join(PATIENCE)
    assert answers


def test_kept_pages_and_health_do_not_wait(client: Client) -> None:
    """A page that is kept as bytes, and the answer to who watches the server, come at once."""
    paths = (reverse("roles"), reverse("health"), reverse("ready"))
    for path in paths:
        client.get(path)
    with lock_is_taken():
        # If one of them waited it would do so until the other thread has lost its patience.
        for path in paths:
            assert client.get(path).status_code == 200, path
        assert not page_lock.acquire(blocking=False)
