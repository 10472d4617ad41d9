"""The API object: its routers, JSON parser and exception handlers."""

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
from benchpin.web.api import ask_routes, catalog_routes, guidance_routes, market_routes, problems
from benchpin.web.api.gateway import conditional_get, version_in_use


class StrictJsonParser(Parser):
    """Reads JSON by RFC 8259: UTF-8, without NaN or Infinity, and without lone surrogates."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The values of a request body; ValueError where it is not such JSON."""
        text = request.body.decode("utf-8")
        body: dict[str, Any] = json.loads(text, parse_constant=_refuse_constant)
        if "\\u" in text:  # only an escape can make a lone surrogate, which encode() refuses
            json.dumps(body, ensure_ascii=False).encode()
        return body


def _refuse_constant(constant: str) -> None:
    raise ValueError(constant)


class Api(NinjaAPI):
    """The API; the operation id of a route is the name of its function."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The operation id of a route."""
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
    guidance_routes.guidance_router,
    guidance_routes.titles_router,
    catalog_routes.router,
    market_routes.router,
    ask_routes.router,
):
    api.add_router("", router)
HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    problems.ProblemError: problems.on_refused,
    BadInput: problems.on_bad_input,
    ValidationError: problems.on_invalid,
    HttpError: problems.on_http_error,
    OperationalError: problems.on_database_error,
    InterfaceError: problems.on_database_error,
    Exception: problems.on_error,
}
for kind, handler in HANDLERS.items():
    api.add_exception_handler(kind, handler)
