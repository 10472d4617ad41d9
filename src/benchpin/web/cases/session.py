"""What a request holds: the case of the person who asks, and where it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from benchpin.profile.case import Case
from benchpin.web.app.engine import now, shared_engine
from benchpin.web.cases import guidance_cache as advice
from benchpin.web.cases import repository as cases
from benchpin.web.cases.shared_computer import memory

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class CaseSession:
    """A case, its version, and whether it is stored or passes through memory alone."""

    case: Case
    version: int
    kept: Literal["stored", "passing"]
    key: str

    @property
    def id(self) -> UUID:
        """The row of a stored case."""
        return UUID(self.key)


def begin(request: HttpRequest, case: Case, *, shared: bool) -> str | None:
    """Begin a case for whoever asks; its code, None on a shared computer, where it passes."""
    close_session(request)
    if shared:
        request.session["passing"] = memory.begin(case)
        return None
    identity, code = cases.begin(case, at=now())
    request.session["case"] = str(identity)
    return code


def reopen_by_code(request: HttpRequest, code: str) -> bool:
    """Open the case of a code for whoever asks; False where there is none."""
    identity = cases.by_code(code)
    if identity is None:
        return False
    close_session(request)
    request.session["case"] = str(identity)
    return True


def current_case(request: HttpRequest) -> CaseSession | None:
    """The case of whoever asks; None where they have none, or it was deleted or forgotten."""
    found = getattr(request, "_held", None)
    if found is None:
        found = _read(request)
        request._held = found  # type: ignore[attr-defined]
    return found


def require_case(request: HttpRequest) -> CaseSession:
    """The case of whoever asks, in a view that `needs_case`."""
    found = current_case(request)
    if found is None:
        raise cases.StaleCase("this page is no longer there; begin again or open your file")
    return found


def reload_case(request: HttpRequest) -> CaseSession:
    """The case as it is kept now, after something that took long."""
    request._held = _read(request)  # type: ignore[attr-defined]
    return require_case(request)


def save_case(request: HttpRequest, case: Case) -> None:
    """Keep a changed case over the version that was read; StaleCase if it was changed since."""
    before = require_case(request)
    if case == before.case:
        return
    if before.kept == "passing":
        version = memory.save(before.key, case, before.version)
    else:
        version = cases.save(before.id, case, before.version, at=now())
    request._held = CaseSession(case, version, before.kept, before.key)  # type: ignore[attr-defined]


def close_session(request: HttpRequest) -> None:
    """Let go of the case: a passing one is forgotten, a stored one waits for its code."""
    if key := request.session.get("passing"):
        memory.forget(key)
        advice.kept.clear()
    request.session.flush()
    request._held = None  # type: ignore[attr-defined]


def delete(request: HttpRequest) -> None:
    """Delete everything that is kept of whoever asks, at once."""
    before = current_case(request)
    if before is not None and before.kept == "stored":
        cases.delete(before.id)
        advice.kept.clear()
    close_session(request)


def _read(request: HttpRequest) -> CaseSession | None:
    if key := request.session.get("passing"):
        passing = memory.find(key)
        return CaseSession(passing.case, passing.version, "passing", key) if passing else None
    if identity := request.session.get("case"):
        found = cases.find(UUID(identity), shared_engine().catalog, at=now())
        return CaseSession(found.case, found.version, "stored", identity) if found else None
    return None
