"""Decorators that limit how often a client may request a view."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from benchpin.web.app.rate_limits import EVERYBODY, Limit, View, client_hash
from benchpin.web.pages.errors import views as failures


def rate_limited(
    name: str, *, max_requests: int, seconds: int, methods: tuple[str, ...] = ("POST",)
) -> Callable[[View], View]:
    """A view that one client may request `max_requests` times in `seconds`; more get 429."""
    limit = Limit(name, max_requests, seconds)

    def decorator(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in methods and (wait := limit.take(client_hash(request))):
                return failures.too_many_requests(request, wait)
            return view(request, *args, **kwargs)

        return counted  # type: ignore[return-value]

    return decorator


def rate_limited_attempts(
    name: str, *, max_requests: int, seconds: int, overall: int
) -> Callable[[View], View]:
    """A view where a secret could be guessed: each POST counts unless `forgive_attempt` is called.

    `max_requests` limits the failed attempts of one client, `overall` those of all clients
    together, both in `seconds`. An attempt is counted before it is made, so that concurrent
    attempts cannot exceed the limit.
    """
    address_limit, overall_limit = (
        Limit(name, max_requests, seconds),
        Limit(f"{name}.all", overall, seconds),
    )

    def decorator(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            client = client_hash(request)
            if wait := address_limit.take(client):
                return failures.too_many_requests(request, wait)
            if wait := overall_limit.take(EVERYBODY):
                # The attempt was not made: it must not count against this client.
                address_limit.give_back(client)
                return failures.too_many_requests(request, wait)
            response = view(request, *args, **kwargs)
            if getattr(request, "_guessed", False):
                address_limit.give_back(client)
                overall_limit.give_back(EVERYBODY)
            return response

        return counted  # type: ignore[return-value]

    return decorator


def forgive_attempt(request: HttpRequest) -> None:
    """Do not count this attempt: the secret was right."""
    request._guessed = True  # type: ignore[attr-defined]
