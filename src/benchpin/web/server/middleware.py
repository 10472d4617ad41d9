"""Middleware of all responses: HEAD, log and metrics, security headers, error pages."""

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

GetResponse = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST")


def head_without_body(get_response: GetResponse) -> GetResponse:
    """Answer HEAD with the headers of GET and no body.

    Neither Django nor waitress removes the body, and a client would read the next response on the
    same connection from the middle of it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        is_head = request.method == "HEAD"
        response = get_response(request)
        if is_head and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return middleware


def request_log(get_response: GetResponse) -> GetResponse:
    """Log and count each request by the name of its route, and give it an id."""

    def middleware(request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        request.id = uuid.uuid4().hex  # type: ignore[attr-defined]
        response = get_response(request)
        seconds = time.perf_counter() - start
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

    return middleware


def security_headers(get_response: GetResponse) -> GetResponse:
    """Set the security headers, keep private pages out of caches, and refuse unknown methods."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # Pages know these methods only, so no view sees another one. API routes check their own.
        is_allowed = request.method in METHODS or request.path.startswith("/api/")
        response = get_response(request) if is_allowed else HttpResponseNotAllowed(METHODS)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


class ErrorMiddleware:
    """Answers bad input with a page that says what was wrong (400), not with a traceback."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response of the view."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for bad input or an unavailable database; None leaves the error to Django."""
        if request.path.startswith("/api/"):
            return None
        from benchpin.web.pages.errors.views import bad_input, database_unavailable  # noqa: PLC0415 - views need the settings

        if isinstance(error, OperationalError | InterfaceError):
            _log_failure(self, request)
            return database_unavailable(request)
        return bad_input(request, error) if isinstance(error, BadInput) else None


def route_of(request: HttpRequest) -> str:
    """The name of the route that answered: a fixed word, never part of a URL."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name or "unnamed"
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"


def method_of(request: HttpRequest) -> str:
    """The method, or `other`: clients may send any word, and metrics need few labels."""
    return request.method if request.method in METHODS else "other"


def _log_failure(sender: object, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Log and count an internal error: where it happened, not what was requested."""
    route = "none" if request is None else route_of(request)
    metrics.FAILURES.labels(route).inc()
    logs.requests.log(
        logging.ERROR,
        "failure",
        exc_info=sys.exc_info(),
        extra={"route": route, "request": getattr(request, "id", "")},
    )


got_request_exception.connect(_log_failure, dispatch_uid="benchpin.web.failed")
