"""Errors of the API in one shape: RFC 9457 problem details."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, ConfigDict, Field

from benchpin.inputs.errors import AmbiguousArea, BadData, BadInput, BadProfile, UnknownName
from benchpin.web.app.messages import message

MEDIA_TYPE: Final = "application/problem+json"
STATUS: Final[Mapping[str, int]] = {
    "bad-request": 400,
    "no-key": 401,
    "unknown-key": 401,
    "out-of-scope": 403,
    "not-found": 404,
    "not-allowed": 405,
    "too-large": 413,
    "bad-input": 422,
    "too-many": 429,
    "broken": 500,
    "away": 503,
}
"""Every kind of problem and its HTTP status."""
_KIND: Final = {status: kind for kind, status in STATUS.items() if kind != "unknown-key"}


class ProblemDetails(BaseModel):
    """What went wrong: `type` names the kind, `detail` says it in one sentence.

    `where` is the place in what was sent, such as profile.skills.0.skill; `nearest` are the valid
    names that may have been meant.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )

    type: str
    title: str
    status: int
    detail: str
    field: str | None = Field(alias="where")
    nearest: tuple[str, ...]


class ProblemError(Exception):
    """A refused request; `kind` is a key of STATUS, `field` the path of the value at fault."""

    def __init__(
        self,
        kind: str,
        detail: str | None = None,
        *,
        field: str | None = None,
        nearest: tuple[str, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.field, self.nearest = kind, detail, field, nearest
        self.headers = headers or {}


@contextmanager
def bad_input_at(field: str) -> Iterator[None]:
    """Turns BadInput raised in the block into a ProblemError about a field of the request."""
    try:
        yield
    except BadInput as error:
        raise _of_bad_input(error, field) from error


def problem_response(error: ProblemError, status: int | None = None) -> HttpResponse:
    """The response to a refused request."""
    kind = error.kind
    status = status or STATUS[kind]
    detail = error.detail or message(f"api.errors.{kind}.detail")
    details = ProblemDetails(
        type=f"{reverse('api-docs')}#{kind}",
        title=message(f"api.errors.{kind}.title"),
        status=status,
        detail=" ".join(detail.split()),
        field=error.field,
        nearest=error.nearest,
    )
    body = details.model_dump_json().encode()
    headers = dict(error.headers)
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers=headers)


def rewrite_as_problem(response: HttpResponse) -> None:
    """Rewrite an error response of the framework as problem details; its headers stay."""
    status = response.status_code
    problem = problem_response(ProblemError(_kind_of(status)), status)
    response.content = problem.content
    response["Content-Type"] = MEDIA_TYPE
    response["Content-Length"] = str(len(problem.content))


def on_refused(request: HttpRequest, error: ProblemError) -> HttpResponse:
    """The response where a route refuses the request."""
    return problem_response(error)


def on_bad_input(request: HttpRequest, error: BadInput) -> HttpResponse:
    """The response where the engine refuses the input, with the engine's message."""
    if isinstance(error, BadData):  # our own data is at fault, which the client cannot correct
        return on_error(request, error)
    return problem_response(_of_bad_input(error, None))


def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The response to parameters or a body that do not match the schema."""
    first: dict[str, Any] = error.errors[0]
    # The first part is query, path or body; for a body the second is a parameter's name in code.
    path_parts = [str(part) for part in first["loc"][1:]]
    field = ".".join(path_parts[1:] if first["loc"][0] == "body" else path_parts) or None
    reason = str(first["msg"]).removeprefix("Value error, ")
    detail = f"{field}: {reason}" if field else reason
    return problem_response(ProblemError("bad-input", detail, field=field))


def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The response to a request that cannot be parsed, such as a body that is not JSON."""
    return problem_response(ProblemError(_kind_of(error.status_code)), error.status_code)


def on_database_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """The response where the database, which holds the keys, is unavailable."""
    got_request_exception.send(sender=None, request=request)
    return problem_response(ProblemError("away", headers={"Retry-After": "30"}))


def on_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """The response to an internal error; its details are only in the log."""
    got_request_exception.send(sender=None, request=request)
    return problem_response(ProblemError("broken"))


@csrf_exempt
def no_such_route(request: HttpRequest) -> HttpResponse:
    """The response to a path that is no route of the API."""
    return problem_response(ProblemError("not-found"))


def _kind_of(status: int) -> str:
    return _KIND.get(status, "broken" if status >= 500 else "bad-request")


def _of_bad_input(error: BadInput, field: str | None) -> ProblemError:
    nearest: tuple[str, ...] = ()
    if isinstance(error, UnknownName):
        nearest = error.nearest
    elif isinstance(error, AmbiguousArea):
        nearest = error.choices
    elif isinstance(error, BadProfile) and error.problems:
        first = error.problems[0]
        nearest = first.nearest
        field = ".".join(part for part in (first.file.replace(": ", "."), first.place) if part)
    return ProblemError("bad-input", str(error), field=field, nearest=nearest)
