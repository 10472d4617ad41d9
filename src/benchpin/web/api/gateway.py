"""What every request of the API passes: its size, its key, how often, and what it asks for."""

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
from benchpin.web.api.problems import MEDIA_TYPE, ProblemError, retry_after
from benchpin.web.app.compute_lock import turn
from benchpin.web.app.engine import Engine, now, shared_engine
from benchpin.web.app.messages import message
from benchpin.web.app.rate_limits import Limit, address
from benchpin.web.models import ApiKey

PLACE: Final = "/api/"
OPEN: Final = frozenset({f"{PLACE}docs"})
"""Below /api/, and a page for people: it fails as pages do."""
MAX_BYTES: Final = 1_000_000
CACHE_CONTROL: Final = "private, max-age=3600"
LIMITS: Final = {
    scope: Limit(f"api.{scope}", 60 if scope == "guidance" else 600, 60) for scope in keys.SCOPES
}
"""How often a key may ask for a scope: guidance costs more than the rest."""
WRONG_KEYS: Final = Limit("api.wrong", 20, 600)
"""How many wrong keys an address may try."""

Answer = Callable[[HttpRequest], HttpResponse]


class StrictRequest(WSGIRequest):
    """A request that the server makes of itself, for the examples in its documentation."""


class ApiKeyAuth(HttpBearer):
    """Lets in whoever has a key with a scope, as often as the scope allows."""

    openapi_scheme = "bearer"

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        """The key; a request without one is refused."""
        if isinstance(request, StrictRequest):
            return request
        if _length(request) > MAX_BYTES:
            raise ProblemError("too-large")
        found = super().__call__(request)
        if found is None:
            raise ProblemError("no-key")
        return found

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey:
        """The key that a token is; Refused where it is none, or may not ask this, or now."""
        key = keys.find(token.strip(), at=now())
        if key is None:
            raise _wrong(request)
        if self.scope not in key.scopes:
            raise ProblemError("out-of-scope", message("api.needs_scope", scope=self.scope))
        limit = LIMITS[self.scope]
        wait = limit.take(str(key.id))
        request.allowance = (limit, *limit.left(str(key.id)))  # type: ignore[attr-defined]
        if wait:
            raise _too_many(wait)
        return key


def _wrong(request: HttpRequest) -> ProblemError:
    """How a wrong key is refused. A right one is let in however often its neighbors were wrong:
    many people may stand behind one address, and forty random signs are not guessed."""
    wait = WRONG_KEYS.take(address(request))
    return _too_many(wait) if wait else ProblemError("unknown-key")


def _too_many(seconds: int) -> ProblemError:
    words = message("api.wait", seconds=seconds)
    return ProblemError("too-many", words, headers={"Retry-After": str(seconds)})


def api_middleware(answer: Answer) -> Answer:
    """Middleware: gives each failure below /api/ the one shape, and tells what a key has left.

    Routes know GET alone: HEAD is asked of them as GET, and its body taken away further out.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PLACE) or request.path in OPEN:
            return answer(request)
        if request.method == "HEAD":
            request.method = "GET"
        response = answer(request)
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
            retry_after(response)
        if allowance := getattr(request, "allowance", None):
            limit, left, seconds = allowance
            response["RateLimit-Limit"] = str(limit.most)
            response["RateLimit-Remaining"] = str(left)
            response["RateLimit-Reset"] = str(seconds)
        return response

    return answered


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


def conditional_get(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A route that refuses parameters it does not know, and answers a GET with its ETag.

    Whoever has the answer of the same knowledge and data already is told so with 304.
    """
    known = [name for name in inspect.signature(view).parameters if name != "request"]

    @wraps(view)
    def answered(request: HttpRequest, **asked: Any) -> HttpResponse:
        for name in request.GET:
            if name not in known:
                words = (
                    f"{unknown_name_message('parameter', name, known)}; {message('api.see_docs')}"
                )
                raise ProblemError(
                    "bad-input", words, where=name[:60], nearest=nearest_names(name, known)
                )
        with turn:
            response = view(request, **asked)
        if request.method != "GET":
            return response
        tag = f'"{_tag(state(shared_engine()), request.get_full_path())}"'
        response["ETag"] = tag
        response["Cache-Control"] = CACHE_CONTROL
        response["Vary"] = "Authorization"
        return get_conditional_response(request, etag=tag, response=response) or response

    return answered


def state(held: Engine) -> str:
    """What all answers depend on: the version of the engine, the knowledge and the data in use."""
    return " ".join((version_in_use(), *held.made_from()))


@lru_cache(maxsize=1)
def version_in_use() -> str:
    """The version of Benchpin that answers."""
    return version("benchpin")


def _tag(state: str, path: str) -> str:
    return sha256(f"{state}\n{path}".encode()).hexdigest()[:32]
