"""The case that belongs to a request, found by its session cookie."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from benchpin.profile.case import Case
from benchpin.web.app.engine import now, shared_engine
from benchpin.web.cases import guidance_cache, repository
from benchpin.web.cases.shared_computer import shared_computer_store

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class CaseSession:
    """A case, its version, and whether it is in the database or only in memory (`passing`)."""

    case: Case
    version: int
    storage: Literal["stored", "passing"]
    key: str

    @property
    def id(self) -> UUID:
        """The id of the row of a stored case."""
        return UUID(self.key)


def begin_case(request: HttpRequest, case: Case, *, shared: bool) -> str | None:
    """Begin a case in this session; returns its reference code, None on a shared computer."""
    close_session(request)  # a new session: a cookie planted before leads to no case
    if shared:
        request.session["passing"] = shared_computer_store.begin(case)
        return None
    case_id, code = repository.create_case(case, at=now())
    request.session["case"] = str(case_id)
    return code


def reopen_by_code(request: HttpRequest, code: str) -> bool:
    """Open the case of a reference code in this session; False where there is none."""
    case_id = repository.find_id_by_code(code)
    if case_id is None:
        return False
    close_session(request)
    request.session["case"] = str(case_id)
    return True


def current_case(request: HttpRequest) -> CaseSession | None:
    """The case of this session; None where there is none, or it was deleted or forgotten."""
    case_session = getattr(request, "_case_session", None)
    if case_session is None:
        case_session = load_case_session(request)
        request._case_session = case_session  # type: ignore[attr-defined]
    return case_session


def require_case(request: HttpRequest) -> CaseSession:
    """The case of this session, in a view that is `case_required`; StaleCase where it is gone."""
    case_session = current_case(request)
    if case_session is None:
        raise repository.StaleCase("this page is no longer there; begin again or open your file")
    return case_session


def reload_case(request: HttpRequest) -> CaseSession:
    """The case as it is stored now, for use after a step that took long."""
    request._case_session = load_case_session(request)  # type: ignore[attr-defined]
    return require_case(request)


def save_case(request: HttpRequest, case: Case) -> None:
    """Save a changed case over the version that was read; StaleCase if it was changed since."""
    current = require_case(request)
    if case == current.case:
        return
    if current.storage == "passing":
        version = shared_computer_store.save(current.key, case, current.version)
    else:
        version = repository.save(current.id, case, current.version, at=now())
    request._case_session = CaseSession(case, version, current.storage, current.key)  # type: ignore[attr-defined]


def close_session(request: HttpRequest) -> None:
    """Close the session; a case in memory is forgotten, a stored one stays for its code."""
    if key := request.session.get("passing"):
        shared_computer_store.forget(key)
        guidance_cache.shared_cache.clear()
    request.session.flush()
    request._case_session = None  # type: ignore[attr-defined]


def delete_case(request: HttpRequest) -> None:
    """Delete all data of the person of this session at once."""
    current = current_case(request)
    if current is not None and current.storage == "stored":
        repository.delete(current.id)
        guidance_cache.shared_cache.clear()
    close_session(request)


def load_case_session(request: HttpRequest) -> CaseSession | None:
    """The case of the session as it is stored now; None where there is none, or no more."""
    if key := request.session.get("passing"):
        shared_case = shared_computer_store.find(key)
        return (
            CaseSession(shared_case.case, shared_case.version, "passing", key)
            if shared_case
            else None
        )
    if case_id := request.session.get("case"):
        row = repository.find(UUID(case_id), shared_engine().catalog, at=now())
        return CaseSession(row.case, row.version, "stored", case_id) if row else None
    return None
