"""What the tests of the web app stand on: a database of their own, and people who ask.

`BENCHPIN_TEST_DATABASE=postgres pytest tests/web` runs them on PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.test.utils import setup_test_environment

from tests.web.databases import chosen, new_database

HOME = Path(tempfile.mkdtemp(prefix="benchpin-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("BENCHPIN_")]:
    if not _name.startswith("BENCHPIN_TEST_"):
        del os.environ[_name]
os.environ["BENCHPIN_HOME"] = str(HOME)
os.environ["BENCHPIN_DATABASE"] = new_database(chosen(), HOME)

from benchpin.web.database.startup import open_database  # noqa: E402 - after the environment is set

open_database()
setup_test_environment()

from benchpin.profile.case import Case, as_json, from_json  # noqa: E402
from benchpin.web.app import engine, page_cache  # noqa: E402 - after the settings
from benchpin.web.cases import repository, sealing  # noqa: E402
from benchpin.web.models import ApiKey, StoredCase  # noqa: E402

DATA_KEYS: list[bytes] = []
"""The keys of all cases that tests made: without them nobody could look at what is stored."""
_new_key = sealing.new_key


def _remembered_key() -> bytes:
    DATA_KEYS.append(_new_key())
    return DATA_KEYS[-1]


sealing.new_key = _remembered_key


@pytest.fixture(scope="session", autouse=True)
def engine_() -> engine.Engine:
    """The engine, read once for all tests."""
    return engine.shared_engine()


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Each test begins with an empty database, no counts of tries and no kept pages."""
    yield
    StoredCase.objects.all().delete()
    ApiKey.objects.all().delete()
    (Path(settings.HOME) / "tombstones").unlink(missing_ok=True)
    DATA_KEYS.clear()
    cache.clear()
    page_cache.pages.clear()


@pytest.fixture(scope="session", autouse=True)
def _connections_are_closed() -> Iterator[None]:
    yield
    connections.close_all()


@pytest.fixture
def client() -> Client:
    """Somebody who has just come."""
    return Client()


@pytest.fixture
def strict_client() -> Client:
    """Somebody whose forms must carry their token, as a browser's do."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def person(client: Client) -> Client:
    """Somebody with a case that is stored: they went through the first page."""
    begin(client)
    return client


@pytest.fixture
def case_rows() -> Callable[[], list[StoredCase]]:
    """The cases that are stored now."""
    return lambda: list(StoredCase.objects.order_by("began"))


def stored_case() -> tuple[Case, int]:
    """The only case that is stored, with its version; opened with the keys that tests remember."""
    key, row = _key_of(StoredCase.objects.get())
    text = sealing.unseal(
        key.data_key, bytes(row.sealed or b""), belongs_to=f"benchpin.case/1 {row.id} {row.version}"
    )
    return from_json(text.decode(), engine.shared_engine().catalog), row.version


def put_case(case: Case) -> None:
    """Store another case in the place of the only one, at the same version."""
    key, row = _key_of(StoredCase.objects.get())
    belongs_to = f"benchpin.case/1 {row.id} {row.version}"
    row.sealed = sealing.seal(key.data_key, as_json(case).encode(), belongs_to=belongs_to)
    row.save()


def _key_of(row: StoredCase) -> tuple[repository.CaseKey, StoredCase]:
    for data_key in reversed(DATA_KEYS):
        try:
            belongs_to = f"benchpin.case/1 {row.id} {row.version}"
            sealing.unseal(data_key, bytes(row.sealed or b""), belongs_to=belongs_to)
        except sealing.NotOpened:
            continue
        return repository.CaseKey(row.id, data_key, row.session_round), row
    raise AssertionError("no key opens the case")


def begin(client: Client, computer: str = "own", age: str = "adult") -> None:
    """Go through the page before the first question, as a browser does."""
    answer = client.post("/before/", {"age": age, "computer": computer})
    assert answer.status_code == 302, answer.content
