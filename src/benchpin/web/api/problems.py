"""What goes wrong in the API, in one shape: RFC 9457 problem details."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, ConfigDict

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
"""Every kind of failure and its HTTP status."""
_KIND: Final = {status: kind for kind, status in STATUS.items() if kind != "unknown-key"}


class ProblemDetails(BaseModel):
    """What went wrong: `type` names the kind, `detail` says it in one sentence.

    `where` is the place in what was sent, such as profile.skills.0.skill; `nearest` are the valid
    names that may have been meant.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str
    title: str
    status: int
    detail: str
    where: str | None
    nearest: tuple[str, ...]


class ProblemError(Exception):
    """A request that is not answered; the kind is one of STATUS."""

    def __init__(
        self,
        kind: str,
        detail: str | None = None,
        *,
        where: str | None = None,
        nearest: tuple[str, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.where, self.nearest = kind, detail, where, nearest
        self.headers = headers or {}


@contextmanager
def given(where: str) -> Iterator[None]:
    """A stretch in which bad input is what stood at a place of the request."""
    try:
        yield
    except BadInput as error:
        raise _of_bad_input(error, where) from error


def problem_response(refused: ProblemError, status: int | None = None) -> HttpResponse:
    """The answer to a request that is refused."""
    kind = refused.kind
    status = status or STATUS[kind]
    detail = refused.detail or message(f"api.errors.{kind}.detail")
    told = ProblemDetails(
        type=f"{reverse('api-docs')}#{kind}",
        title=message(f"api.errors.{kind}.title"),
        status=status,
        detail=" ".join(detail.split()),
        where=refused.where,
        nearest=refused.nearest,
    )
    body = told.model_dump_json().encode()
    headers = dict(refused.headers)
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers=headers)


def retry_after(response: HttpResponse) -> None:
    """Tell a failure that the framework told in its own way in ours; its headers stay."""
    status = response.status_code
    told = problem_response(ProblemError(_kind(status)), status)
    response.content = told.content
    response["Content-Type"] = MEDIA_TYPE
    response["Content-Length"] = str(len(told.content))


def on_refused(request: HttpRequest, error: ProblemError) -> HttpResponse:
    """The answer where a route refuses."""
    return problem_response(error)


def on_bad_input(request: HttpRequest, error: BadInput) -> HttpResponse:
    """The answer where the engine cannot use what was given, in its own sentence."""
    if isinstance(error, BadData):  # our own data, which nobody who asks can mend
        return on_error(request, error)
    return problem_response(_of_bad_input(error, None))


def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The answer to parameters or a body in another form than the schema's."""
    first: dict[str, Any] = error.errors[0]
    # The first parts say which of query, path and body it was, and what the code calls the body.
    place = [str(part) for part in first["loc"][1:]]
    where = ".".join(place[1:] if first["loc"][0] == "body" else place) or None
    words = str(first["msg"]).removeprefix("Value error, ")
    detail = f"{where}: {words}" if where else words
    return problem_response(ProblemError("bad-input", detail, where=where))


def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The answer to what cannot even be read, such as a body that is not JSON."""
    return problem_response(ProblemError(_kind(error.status_code)), error.status_code)


def on_away(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer where the database, which knows the keys, does not answer."""
    got_request_exception.send(sender=None, request=request)
    return problem_response(ProblemError("away", headers={"Retry-After": "30"}))


def on_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer where something is wrong on our side; the log alone learns what."""
    got_request_exception.send(sender=None, request=request)
    return problem_response(ProblemError("broken"))


@csrf_exempt
def no_such_route(request: HttpRequest) -> HttpResponse:
    """The answer to an address that is no route of the API."""
    return problem_response(ProblemError("not-found"))


def _kind(status: int) -> str:
    return _KIND.get(status, "broken" if status >= 500 else "bad-request")


def _of_bad_input(error: BadInput, where: str | None) -> ProblemError:
    nearest: tuple[str, ...] = ()
    if isinstance(error, UnknownName):
        nearest = error.nearest
    elif isinstance(error, AmbiguousArea):
        nearest = error.choices
    elif isinstance(error, BadProfile) and error.problems:
        first = error.problems[0]
        nearest = first.nearest
        where = ".".join(part for part in (first.file.replace(": ", "."), first.place) if part)
    return ProblemError("bad-input", str(error), where=where, nearest=nearest)
