"""Throttling."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from benchpin.web.app.rate_limits import EVERYBODY, Limit, _View, address
from benchpin.web.pages.errors import views as failures


def rate_limited(
    name: str, *, most: int, seconds: int, methods: tuple[str, ...] = ("POST",)
) -> Callable[[_View], _View]:
    """A view that an address may ask for so often; more are told how long to wait (429)."""
    limit = Limit(name, most, seconds)

    def deco(view: _View) -> _View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in methods and (wait := limit.take(address(request))):
                return failures.too_many(request, wait)
            return view(request, *args, **kwargs)

        return counted  # type: ignore[return-value]

    return deco


def rate_limited_attempts(
    name: str, *, most: int, seconds: int, overall: int
) -> Callable[[_View], _View]:
    """A view where a secret could be guessed: each POST counts unless the view says `guessed`.

    `overall` bounds the failed tries of all addresses together. A try is counted before it is
    made, so that many at once are no more than one after the other.
    """
    one, all_ = Limit(name, most, seconds), Limit(f"{name}.all", overall, seconds)

    def deco(view: _View) -> _View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            who = address(request)
            if wait := one.take(who):
                return failures.too_many(request, wait)
            if wait := all_.take(EVERYBODY):
                one.give_back(who)
                return failures.too_many(request, wait)
            response = view(request, *args, **kwargs)
            if getattr(request, "_guessed", False):
                one.give_back(who)
                all_.give_back(EVERYBODY)
            return response

        return counted  # type: ignore[return-value]

    return deco


def forgive_attempt(request: HttpRequest) -> None:
    """What was given is right: the try does not count."""
    request._guessed = True  # type: ignore[attr-defined]
