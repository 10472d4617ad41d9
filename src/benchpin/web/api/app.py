"""The API as one thing: its routes, its failures, its schema and where they are found."""

import json
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.parser import Parser

from benchpin.inputs.errors import BadInput
from benchpin.web.api import catalog_routes as knowledge
from benchpin.web.api import guidance_routes as person
from benchpin.web.api import market_routes as pay
from benchpin.web.api import problems as failures
from benchpin.web.api.gateway import conditional_get, version_in_use


class StrictJsonParser(Parser):
    """Reads JSON as RFC 8259 has it: UTF-8, without NaN and without half characters."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The values of a body; a ValueError where it is no such JSON."""
        text = request.body.decode("utf-8")
        held: dict[str, Any] = json.loads(text, parse_constant=_no_number)
        if "\\u" in text:
            json.dumps(held, ensure_ascii=False).encode()
        return held


def _no_number(constant: str) -> None:
    raise ValueError(constant)


class Api(NinjaAPI):
    """Every route is named after its function."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of a route."""
        return operation.view_func.__name__


api = Api(
    title="Benchpin",
    version=version_in_use(),
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    parser=StrictJsonParser(),
)
api.add_decorator(conditional_get)
for router in (
    person.guidance_router, person.titles_router, knowledge.router, pay.router,
):  # fmt: skip
    api.add_router("", router)
HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    failures.ProblemError: failures.on_refused,
    BadInput: failures.on_bad_input,
    ValidationError: failures.on_invalid,
    HttpError: failures.on_http_error,
    OperationalError: failures.on_away,
    InterfaceError: failures.on_away,
    Exception: failures.on_error,
}
for kind, handler in HANDLERS.items():
    api.add_exception_handler(kind, handler)
