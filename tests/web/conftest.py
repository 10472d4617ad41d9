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

from benchpin.web.app import engine, page_cache  # noqa: E402 - after the settings
from benchpin.web.models import ApiKey, StoredCase  # noqa: E402


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


def begin(client: Client, computer: str = "own", age: str = "adult") -> None:
    """Go through the page before the first question, as a browser does."""
    answer = client.post("/before/", {"age": age, "computer": computer})
    assert answer.status_code == 302, answer.content
