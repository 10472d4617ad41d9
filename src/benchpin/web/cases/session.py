"""The case that belongs to a request, opened by the id in its session cookie."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

from django.http import HttpRequest, HttpResponseBase

from benchpin.profile.case import Case
from benchpin.web.app.engine import now, shared_engine
from benchpin.web.cases import guidance_cache, repository
from benchpin.web.cases.duplicate_posts import answered_posts
from benchpin.web.cases.repository import CaseKey, StaleCase
from benchpin.web.cases.session_store import SessionStore
from benchpin.web.cases.shared_computer import SharedComputerCase, shared_computer_store

View = Callable[..., HttpResponseBase]
CLEAR_SITE_DATA = '"cache", "cookies", "storage"'
"""What a browser is asked to forget on leaving and deletion (the header Clear-Site-Data)."""


@dataclass(frozen=True, slots=True)
class CaseSession:
    """A case, its version, and whether it is in the database or only in memory (`passing`).

    `key` names it inside this process; `opener` opens a stored one.
    """

    case: Case
    version: int
    storage: Literal["stored", "passing"]
    key: str
    opener: CaseKey | None


def begin_case(request: HttpRequest, case: Case, *, shared: bool) -> str | None:
    """Begin a case in this session; returns its reference code, None on a shared computer."""
    close_session(request)  # a new session: a cookie planted before leads to no case
    if shared:
        _store(request).attach(shared_computer_store.begin(case))
        return None
    new = repository.create_case(case, at=now())
    _attach(request, new.key, is_shared_computer=False)
    return new.code


def reopen_by_code(request: HttpRequest, code: str, *, shared: bool = False) -> bool:
    """Open the case of a reference code in this session; False where there is none."""
    key = repository.open_by_code(code)
    if key is None:
        return False
    close_session(request)
    _attach(request, key, is_shared_computer=shared)
    return True


def replace_code(request: HttpRequest, old_code: str) -> str | None:
    """A new reference code for a stored case; None where the old one is wrong.

    All its other sessions end, and this one goes on under a new id.
    """
    opened = _store(request).opened()
    if opened is None or isinstance(opened, SharedComputerCase):
        raise StaleCase("this page is no longer there; begin again or open your file")
    new = repository.replace_code(opened.key, old_code)
    if new is None:
        return None
    _attach(request, new.key, is_shared_computer=opened.is_shared_computer)
    return new.code


def current_case(request: HttpRequest) -> CaseSession | None:
    """The case of this session; None where there is none, or it was deleted or forgotten."""
    case_session = getattr(request, "_case_session", None)
    if case_session is None:
        case_session = load_case_session(request, again=False)
        request._case_session = case_session  # type: ignore[attr-defined]
    return case_session


def require_case(request: HttpRequest) -> CaseSession:
    """The case of this session, in a view that is `case_required`; StaleCase where it is gone."""
    case_session = current_case(request)
    if case_session is None:
        raise StaleCase("this page is no longer there; begin again or open your file")
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
    if current.opener is None:
        version = shared_computer_store.save(current.key, case, current.version)
    else:
        version = repository.save(current.opener, case, current.version, at=now())
    request._case_session = CaseSession(  # type: ignore[attr-defined]
        case, version, current.storage, current.key, current.opener
    )


def close_session(request: HttpRequest) -> None:
    """Close this session; a case in memory is forgotten, a stored one stays for its code."""
    store = _store(request)
    is_forgotten = isinstance(store.opened(), SharedComputerCase)
    store.flush()
    if is_forgotten:
        _forget_in_memory()
    request._case_session = None  # type: ignore[attr-defined]


def leave_case(request: HttpRequest) -> None:
    """Close the case in this browser and in all others; a stored one stays for its code."""
    current = current_case(request)
    if current is not None and current.opener is not None:
        repository.end_sessions(current.opener.id)
    close_session(request)


def delete_case(request: HttpRequest) -> None:
    """Delete all data of the person of this session at once."""
    current = current_case(request)
    if current is not None:
        if current.opener is not None:
            repository.delete(current.opener.id, at=now())
        answered_posts.forget(current.key)
    close_session(request)
    _forget_in_memory()


def load_case_session(request: HttpRequest, *, again: bool = True) -> CaseSession | None:
    """The case of the session as it is stored now; None where there is none, or no more.

    Without `again` it may be what this request has read already.
    """
    store = _store(request)
    opened = store.opened(again=again)
    if opened is None:
        return None
    if isinstance(opened, SharedComputerCase):
        key = str(store.session_key)
        return CaseSession(opened.case, opened.version, "passing", key, None)
    row = repository.case_of(opened, shared_engine().catalog)
    return CaseSession(row.case, row.version, "stored", str(row.key.id), row.key)


def _forget_in_memory() -> None:
    """Drop what was computed from somebody's answers; that of others is computed once more."""
    guidance_cache.shared_cache.clear()
    repository.forget_parsed()


def _attach(request: HttpRequest, key: CaseKey, *, is_shared_computer: bool) -> None:
    session_id = repository.begin_session(key, is_shared_computer=is_shared_computer, at=now())
    _store(request).attach(session_id)
    request._case_session = None  # type: ignore[attr-defined]


def _store(request: HttpRequest) -> SessionStore:
    return cast(SessionStore, request.session)
