"""Can a session be ended, by its owner and by time, and does its cookie say nothing?"""

import re
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from benchpin.web.app import engine
from benchpin.web.cases import repository, session, session_store
from benchpin.web.cases.reference_codes import format_code, new_code
from benchpin.web.cases.shared_computer import (
    ABSOLUTE_SECONDS,
    IDLE_SECONDS,
    SharedComputerStore,
)
from benchpin.web.models import Session, StoredCase, Wrap
from tests.web.conftest import begin

RARE = "Zyxomma Quillwright"


def is_in(client: Client) -> bool:
    """Whether the browser has a case open."""
    return client.get("/you/data/").status_code == 200


def thief_of(client: Client) -> Client:
    """Somebody who copied the cookies of a browser."""
    thief = Client()
    thief.cookies["benchpin"] = client.cookies["benchpin"].value
    return thief


@pytest.fixture
def code(person: Client) -> str:
    """The code of the case of `person`, who wrote it down."""
    written_code: str = person.session["code"]
    person.post("/you/code/")
    return written_code


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """How far the clock of the web app is ahead: change its only item."""
    ahead = [timedelta()]
    real_now = engine.now

    def now() -> datetime:
        return real_now() + ahead[0]

    for module in (session, session_store):
        monkeypatch.setattr(module, "now", now)
    return ahead


@pytest.mark.parametrize("computer", ["own", "shared"])
def test_a_cookie_holds_a_random_id_and_nothing_else(client: Client, computer: str) -> None:
    begin(client, computer)
    ids = set()
    client.post("/you/job/", {"title": RARE, "do": "save"})
    client.post("/you/job/0/", {"do": "remove"})  # its title is told once, on the next page
    for path in ("/you/job/", "/you/code/", "/you/data/", "/you/results/", "/before/"):
        client.get(path)
        for cookie in client.cookies.values():
            assert re.fullmatch(r"[A-Za-z0-9_-]{32,64}", cookie.value), cookie.key
        assert set(client.cookies) <= {"benchpin", "csrftoken"}
        ids.add(client.cookies["benchpin"].value)
    assert len(ids) == 1


def test_what_is_told_once_is_kept_on_the_server(person: Client) -> None:
    person.post("/you/job/", {"title": RARE, "do": "save"})
    person.post("/you/job/0/", {"do": "remove"})
    assert RARE in person.get("/you/job/").content.decode()
    assert RARE not in person.get("/you/job/").content.decode()


def test_of_the_id_only_a_hash_is_stored(person: Client) -> None:
    session_id = person.cookies["benchpin"].value
    person.post("/you/job/", {"title": RARE, "do": "save"})
    for model in (StoredCase, Wrap, Session):
        for row in model._default_manager.values_list():
            stored = b" ".join(
                bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                for value in row
            )
            assert session_id.encode() not in stored, model
            assert RARE.encode() not in stored, model


def test_a_thief_of_a_cookie_cannot_issue_a_new_code(person: Client, code: str) -> None:
    thief = thief_of(person)
    for guess in ({}, {"code": ""}, {"code": "nonsense"}, {"code": new_code()}):
        answer = thief.post("/you/code/", {"do": "new", **guess})
        assert answer.status_code == 400, guess
    assert Client().post("/back/", {"code": code}).status_code == 302


def test_the_code_of_another_case_gives_no_new_code(person: Client, code: str) -> None:
    stranger = Client()
    begin(stranger)
    own_code = stranger.session["code"]
    assert thief_of(person).post("/you/code/", {"do": "new", "code": own_code}).status_code == 400
    assert Client().post("/back/", {"code": code}).status_code == 302


def test_a_new_code_cannot_be_tried_for_at_will(person: Client) -> None:
    tries = [
        person.post("/you/code/", {"do": "new", "code": new_code()}).status_code for _ in range(12)
    ]
    assert tries == [400] * 10 + [429] * 2


def test_a_new_code_ends_all_other_sessions_and_renews_its_own(person: Client, code: str) -> None:
    person.post("/you/job/", {"title": RARE, "do": "save"})
    thief, other = thief_of(person), Client()
    other.post("/back/", {"code": code})
    assert is_in(thief)
    assert is_in(other)
    before = person.cookies["benchpin"].value
    assert person.post("/you/code/", {"do": "new", "code": format_code(code)}).status_code == 302
    assert person.cookies["benchpin"].value != before
    shown_code = person.session["code"]
    assert shown_code != code
    assert RARE in person.get("/you/data/").content.decode()
    assert not is_in(thief)
    assert not is_in(other)
    cache.clear()
    assert Client().post("/back/", {"code": code}).status_code == 400
    again = Client()
    assert again.post("/back/", {"code": shown_code}).status_code == 302
    assert RARE in again.get("/you/data/").content.decode()


def test_leaving_ends_all_sessions_at_once(person: Client, code: str) -> None:
    thief, other = thief_of(person), Client()
    other.post("/back/", {"code": code})
    answer = person.post("/you/leave/")
    assert '"cookies"' in answer.headers["Clear-Site-Data"]
    assert person.cookies["benchpin"].value == ""
    assert not any(is_in(client) for client in (person, thief, other))
    assert not Session.objects.exists()
    assert Client().post("/back/", {"code": code}).status_code == 302


def test_deletion_ends_all_sessions_and_drops_all_keys(person: Client, code: str) -> None:
    thief, other = thief_of(person), Client()
    other.post("/back/", {"code": code})
    answer = person.post("/you/data/delete/")
    assert answer.status_code == 302
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    assert not any(is_in(client) for client in (person, thief, other))
    assert not any(model._default_manager.exists() for model in (Session, Wrap, StoredCase))


def test_leaving_a_shared_computer_ends_a_copied_cookie(client: Client) -> None:
    begin(client, "shared")
    thief = thief_of(client)
    assert is_in(thief)
    client.post("/you/leave/")
    assert not is_in(thief)


def test_a_form_on_its_way_writes_nothing_after_the_end(person: Client) -> None:
    opened = repository.find_session(person.cookies["benchpin"].value, at=engine.now())
    assert opened is not None
    row = repository.case_of(opened, engine.shared_engine().catalog)
    repository.end_sessions(opened.key.id)
    changed = row.case.model_copy(update={"chosen": ("bench-jeweler",)})
    with pytest.raises(repository.StaleCase):
        repository.save(opened.key, changed, row.version, at=engine.now())
    with pytest.raises(repository.StaleCase):
        repository.begin_session(opened.key, is_shared_computer=False, at=engine.now())


@pytest.mark.parametrize(("is_shared", "idle", "absolute"), [
    (False, repository.IDLE, repository.ABSOLUTE),
    (True, repository.IDLE_ON_SHARED_COMPUTER, repository.ABSOLUTE_ON_SHARED_COMPUTER),
])  # fmt: skip
def test_a_session_ends_by_time(
    clock: list[timedelta], code: str, is_shared: bool, idle: timedelta, absolute: timedelta
) -> None:
    def opened() -> Client:
        client = Client()
        client.post("/back/", {"code": code, **({"shared": "on"} if is_shared else {})})
        return client

    client = opened()
    clock[0] = idle - timedelta(minutes=1)
    assert is_in(client)
    clock[0] = 2 * idle + timedelta(minutes=1)
    assert not is_in(client)
    assert person_count() == 1
    clock[0] = timedelta()
    client = opened()
    while clock[0] < absolute:  # somebody who clicks all the time
        assert is_in(client)
        clock[0] += idle * 0.9
    assert not is_in(client)


def person_count() -> int:
    return StoredCase.objects.count()


def test_sessions_whose_time_is_over_are_tidied(person: Client, code: str) -> None:
    at = engine.now()
    Client().post("/back/", {"code": code, "shared": "on"})
    assert Session.objects.count() == 2
    repository.delete_unused(at=at + timedelta(hours=1))
    assert [row.is_shared_computer for row in Session.objects.all()] == [False]
    repository.delete_unused(at=at + timedelta(days=8))
    assert not Session.objects.exists()
    assert [wrap.kind for wrap in Wrap.objects.all()] == [repository.CODE]


def test_a_case_in_memory_ends_by_time() -> None:
    from benchpin.profile.case import Case  # noqa: PLC0415

    seconds = [0.0]
    store = SharedComputerStore(clock=lambda: seconds[0])
    session_id = store.begin(Case())
    while seconds[0] <= ABSOLUTE_SECONDS:
        assert store.find(session_id) is not None
        seconds[0] += IDLE_SECONDS * 0.9
    assert store.find(session_id) is None


def test_as_many_browsers_as_are_allowed_and_no_more(person: Client, code: str) -> None:
    clients = []
    for _ in range(repository.MAX_SESSIONS):
        cache.clear()
        clients.append(Client())
        clients[-1].post("/back/", {"code": code})
    assert Session.objects.count() == repository.MAX_SESSIONS
    assert not is_in(person)
    assert all(is_in(client) for client in clients)


@pytest.mark.parametrize("value", ["", "x", "../secret", "A" * 42, "A" * 43, "A" * 5000, "é" * 43])
def test_a_cookie_that_opens_nothing_is_dropped(value: str) -> None:
    client = Client()
    client.cookies["benchpin"] = value
    answer = client.get("/you/")
    assert answer.headers["Location"] == "/before/"
    if value:
        assert client.cookies["benchpin"].value == ""


def test_the_page_of_the_code_warns_before_the_first_answer(client: Client) -> None:
    begin(client)
    page = client.get("/you/code/").content.decode()
    assert "If you lose this code, you lose your answers." in page
