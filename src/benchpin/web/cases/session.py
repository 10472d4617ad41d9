"""What a request holds: the case of the person who asks, and where it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from benchpin.profile.case import Case
from benchpin.web.app.engine import engine, now
from benchpin.web.cases import guidance_cache as advice
from benchpin.web.cases import repository as cases
from benchpin.web.cases.shared_computer import memory

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Held:
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
    leave(request)
    if shared:
        request.session["passing"] = memory.begin(case)
        return None
    identity, code = cases.begin(case, at=now())
    request.session["case"] = str(identity)
    return code


def come_back(request: HttpRequest, code: str) -> bool:
    """Open the case of a code for whoever asks; False where there is none."""
    identity = cases.by_code(code)
    if identity is None:
        return False
    leave(request)
    request.session["case"] = str(identity)
    return True


def held(request: HttpRequest) -> Held | None:
    """The case of whoever asks; None where they have none, or it was deleted or forgotten."""
    found = getattr(request, "_held", None)
    if found is None:
        found = _read(request)
        request._held = found  # type: ignore[attr-defined]
    return found


def mine(request: HttpRequest) -> Held:
    """The case of whoever asks, in a view that `needs_case`."""
    found = held(request)
    if found is None:
        raise cases.StaleCase("this page is no longer there; begin again or open your file")
    return found


def afresh(request: HttpRequest) -> Held:
    """The case as it is kept now, after something that took long."""
    request._held = _read(request)  # type: ignore[attr-defined]
    return mine(request)


def keep(request: HttpRequest, case: Case) -> None:
    """Keep a changed case over the version that was read; StaleCase if it was changed since."""
    before = mine(request)
    if case == before.case:
        return
    if before.kept == "passing":
        version = memory.save(before.key, case, before.version)
    else:
        version = cases.save(before.id, case, before.version, at=now())
    request._held = Held(case, version, before.kept, before.key)  # type: ignore[attr-defined]


def leave(request: HttpRequest) -> None:
    """Let go of the case: a passing one is forgotten, a stored one waits for its code."""
    if key := request.session.get("passing"):
        memory.forget(key)
        advice.kept.clear()
    request.session.flush()
    request._held = None  # type: ignore[attr-defined]


def delete(request: HttpRequest) -> None:
    """Delete everything that is kept of whoever asks, at once."""
    before = held(request)
    if before is not None and before.kept == "stored":
        cases.delete(before.id)
        advice.kept.clear()
    leave(request)


def _read(request: HttpRequest) -> Held | None:
    if key := request.session.get("passing"):
        passing = memory.find(key)
        return Held(passing.case, passing.version, "passing", key) if passing else None
    if identity := request.session.get("case"):
        found = cases.find(UUID(identity), engine().catalog, at=now())
        return Held(found.case, found.version, "stored", identity) if found else None
    return None
