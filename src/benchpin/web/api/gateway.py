"""Checks of each API request: body size, API key, rate limit and parameters; and its ETag."""

import inspect
from collections.abc import Callable
from functools import lru_cache, wraps
from hashlib import sha256
from importlib.metadata import version
from typing import Any, Final

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja.security import HttpBearer

from benchpin.inputs.suggestions import nearest_names, unknown_name_message
from benchpin.web.api import keys
from benchpin.web.api.problems import MEDIA_TYPE, ProblemError, rewrite_as_problem
from benchpin.web.app.compute_lock import page_lock
from benchpin.web.app.engine import Engine, now, shared_engine
from benchpin.web.app.messages import message
from benchpin.web.app.rate_limits import Limit, client_hash
from benchpin.web.models import ApiKey

API_PREFIX: Final = "/api/"
PAGE_PATHS: Final = frozenset({f"{API_PREFIX}docs"})
"""Paths below /api/ that are pages for people, so that their errors are pages too."""
MAX_BYTES: Final = 1_000_000
CACHE_CONTROL: Final = "private, max-age=3600"
LIMITS: Final = {
    scope: Limit(f"api.{scope}", 60 if scope == "guidance" else 600, 60) for scope in keys.SCOPES
}
"""Requests per minute of a key, by scope: guidance takes more time than the others."""
WRONG_KEYS: Final = Limit("api.wrong", 20, 600)
"""Wrong keys per ten minutes of a client address."""

GetResponse = Callable[[HttpRequest], HttpResponse]


class InternalRequest(WSGIRequest):
    """A request that the server sends to itself for the examples of its documentation."""


class ApiKeyAuth(HttpBearer):
    """Authentication by an API key with a scope, within the rate limit of the scope."""

    openapi_scheme = "bearer"

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        """The key of a request; ProblemError where it has none or its body is too large."""
        if isinstance(request, InternalRequest):
            return request
        if _content_length(request) > MAX_BYTES:
            raise ProblemError("too-large")
        key = super().__call__(request)
        if key is None:
            raise ProblemError("no-key")
        return key

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey:
        """The key of a bearer token; ProblemError if unknown, out of scope or over its limit."""
        key = keys.find(token.strip(), at=now())
        if key is None:
            raise _wrong_key_error(request)
        if self.scope not in key.scopes:
            raise ProblemError("out-of-scope", message("api.needs_scope", scope=self.scope))
        limit = LIMITS[self.scope]
        wait = limit.take(str(key.id))
        request.allowance = (limit, *limit.remaining(str(key.id)))  # type: ignore[attr-defined]
        if wait:
            raise _too_many_error(wait)
        return key


def _wrong_key_error(request: HttpRequest) -> ProblemError:
    """The error for an unknown key, rate-limited by address.

    A valid key is accepted however many wrong ones its address sent: many people may share an
    address, and forty random characters cannot be guessed.
    """
    wait = WRONG_KEYS.take(client_hash(request))
    return _too_many_error(wait) if wait else ProblemError("unknown-key")


def _too_many_error(seconds: int) -> ProblemError:
    detail = message("api.wait", seconds=seconds)
    return ProblemError("too-many", detail, headers={"Retry-After": str(seconds)})


def api_middleware(get_response: GetResponse) -> GetResponse:
    """Middleware: gives each error below /api/ one shape, and adds the RateLimit headers.

    Routes know GET only: HEAD reaches them as GET, and `head_without_body` removes the body.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API_PREFIX) or request.path in PAGE_PATHS:
            return get_response(request)
        if request.method == "HEAD":
            request.method = "GET"
        response = get_response(request)
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
            rewrite_as_problem(response)
        if allowance := getattr(request, "allowance", None):
            limit, remaining, seconds = allowance
            response["RateLimit-Limit"] = str(limit.max_count)
            response["RateLimit-Remaining"] = str(remaining)
            response["RateLimit-Reset"] = str(seconds)
        return response

    return middleware


def _content_length(request: HttpRequest) -> int:
    header = request.META.get("CONTENT_LENGTH") or "0"
    return int(header) if header.isdecimal() else 0


def conditional_get(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator for a route: refuses unknown query parameters and answers GET with an ETag.

    The response is 304 where the client has it already, from the same catalog and data.
    """
    parameters = [name for name in inspect.signature(view).parameters if name != "request"]

    @wraps(view)
    def checked_view(request: HttpRequest, **arguments: Any) -> HttpResponse:
        for name in request.GET:
            if name not in parameters:
                problem = unknown_name_message("parameter", name, parameters)
                detail = f"{problem}; {message('api.see_docs')}"
                raise ProblemError(
                    "bad-input", detail, field=name[:60], nearest=nearest_names(name, parameters)
                )
        with page_lock:  # one computation at a time, as for pages
            response = view(request, **arguments)
        if request.method != "GET":
            return response
        tag = f'"{_tag(engine_state(shared_engine()), request.get_full_path())}"'
        response["ETag"] = tag
        response["Cache-Control"] = CACHE_CONTROL
        response["Vary"] = "Authorization"
        return get_conditional_response(request, etag=tag, response=response) or response

    return checked_view


def engine_state(engine: Engine) -> str:
    """What all responses depend on: versions of Benchpin, of the catalog and of the data in use."""
    return " ".join((version_in_use(), *engine.data_versions()))


@lru_cache(maxsize=1)
def version_in_use() -> str:
    """The installed version of Benchpin."""
    return version("benchpin")


def _tag(state: str, path: str) -> str:
    return sha256(f"{state}\n{path}".encode()).hexdigest()[:32]
