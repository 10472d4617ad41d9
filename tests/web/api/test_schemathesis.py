"""Does the API keep to its schema, whatever is sent to it? Requests are drawn by schemathesis.

`BENCHPIN_TEST_REQUESTS=300` draws so many for each route, instead of a few.
"""

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from benchpin.web.api import gateway, keys
from benchpin.web.app.engine import now
from benchpin.web.app.rate_limits import Limit
from benchpin.web.wsgi import application

pytestmark = pytest.mark.same_on_any_database

REQUESTS = int(os.environ.get("BENCHPIN_TEST_REQUESTS", "12"))
# A name or an area may have the form that the schema asks for, and yet be none.
UNASKED: list[Any] = [positive_data_acceptance]
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in gateway.LIMITS:
        monkeypatch.setitem(gateway.LIMITS, name, Limit(f"fuzz.{name}", 10_000_000, 60))
    monkeypatch.setattr(gateway, "WRONG_KEYS", Limit("fuzz.wrong", 10_000_000, 60))


@pytest.fixture
def header() -> dict[str, str]:
    return {"Authorization": f"Bearer {keys.create_key('fuzz', (), at=now())}"}


@schema.parametrize()
@settings(
    max_examples=REQUESTS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_answer_keeps_to_the_schema(
    case: schemathesis.Case[Any], header: dict[str, str]
) -> None:
    case.call_and_validate(headers=header, excluded_checks=UNASKED)
