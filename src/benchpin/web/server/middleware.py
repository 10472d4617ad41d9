"""What every answer gets: headers, a line in the log, and one kind of page for what goes wrong."""

import logging
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from benchpin.inputs.errors import BadInput
from benchpin.web.app import logs, metrics

Answer = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST")


def security_headers(answer: Answer) -> Answer:
    """Answer HEAD by the head of what GET would be answered.

    Neither Django nor waitress takes the body away, and what follows on the same connection would
    be read from the middle of it.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        is_head = request.method == "HEAD"
        response = answer(request)
        if is_head and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return answered


def request_log(answer: Answer) -> Answer:
    """Log and count each request by the name of its route, and give it a number of its own."""

    def watched(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        request.id = uuid.uuid4().hex  # type: ignore[attr-defined]
        response = answer(request)
        seconds = time.perf_counter() - began
        route, method = route_of(request), method_of(request)
        metrics.REQUESTS.labels(route, method, response.status_code).inc()
        metrics.SECONDS.labels(route).observe(seconds)
        logs.requests.info(
            "request",
            extra={
                "route": route,
                "method": method,
                "status": response.status_code,
                "ms": round(1000 * seconds, 1),
                "request": request.id,  # type: ignore[attr-defined]
            },
        )
        response.headers["X-Request-Id"] = request.id  # type: ignore[attr-defined]
        return response

    return watched


def method_guard(answer: Answer) -> Answer:
    """Set the headers that keep a page to itself, and private pages out of every cache."""

    def guarded(request: HttpRequest) -> HttpResponse:
        # No page is asked for in another way; what no view expects is not let near one. The routes
        # of the API know their methods themselves.
        is_known = request.method in METHODS or request.path.startswith("/api/")
        response = answer(request) if is_known else HttpResponseNotAllowed(METHODS)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


class ErrorMiddleware:
    """Tells somebody in a page what was wrong with what they gave (400), not in a traceback."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for bad input, or for a database that is away; the rest is for Django."""
        if request.path.startswith("/api/"):
            return None
        from benchpin.web.pages.errors.views import away, bad_input  # noqa: PLC0415 - views need the settings

        if isinstance(error, OperationalError | InterfaceError):
            _failed(self, request)
            return away(request)
        return bad_input(request, error) if isinstance(error, BadInput) else None


def route_of(request: HttpRequest) -> str:
    """The name of the route that answered: a fixed word, never what stands in an address."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name or "unnamed"
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"


def method_of(request: HttpRequest) -> str:
    """The method, as one of few words: anybody may send any."""
    return request.method if request.method in METHODS else "other"


def _failed(sender: object, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Log an error of ours: where it was, not what was asked."""
    route = "none" if request is None else route_of(request)
    metrics.FAILURES.labels(route).inc()
    logs.requests.log(
        logging.ERROR,
        "failure",
        exc_info=sys.exc_info(),
        extra={"route": route, "request": getattr(request, "id", "")},
    )


got_request_exception.connect(_failed, dispatch_uid="benchpin.web.failed")
