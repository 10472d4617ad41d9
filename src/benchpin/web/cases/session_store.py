"""Sessions as Django's middleware asks for them: the cookie holds a random id, nothing else.

A session exists only where a case is open. What it holds, messages that are shown once, is stored
sealed beside the case, or in memory with a case on a shared computer. (Django imports the class
`SessionStore` of the module that SESSION_ENGINE names.)
"""

import re
from typing import Any, Final

from django.contrib.sessions.backends.base import SessionBase

from benchpin.web.app.engine import now
from benchpin.web.cases import repository
from benchpin.web.cases.repository import OpenSession
from benchpin.web.cases.shared_computer import SharedComputerCase, shared_computer_store

_ID: Final = re.compile(r"[A-Za-z0-9_-]{43}")
"""The form of an id: 256 random bits, as `secrets.token_urlsafe(32)` writes them."""


class SessionStore(SessionBase):
    """The session of an id from a cookie; empty where the id opens nothing."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key if session_key and _ID.fullmatch(session_key) else None)
        self._opened: OpenSession | SharedComputerCase | None = None

    def opened(self, *, again: bool = False) -> OpenSession | SharedComputerCase | None:
        """What this session opens, as it was read, or with `again` as it is stored now."""
        if again and self.session_key is not None:
            self._opened = _find(self.session_key)
        else:
            self._get_session()  # type: ignore[attr-defined]  # reads it, once
        return self._opened

    def attach(self, session_id: str) -> None:
        """Take the place of no session: the cookie of the response gets this id."""
        self._session_key = session_id
        self._session_cache: dict[str, Any] = {}
        self._opened = _find(session_id)
        self.accessed = self.modified = True

    def is_empty(self) -> bool:
        """Whether there is no session; Django then deletes the cookie."""
        return self.session_key is None

    def load(self) -> dict[str, Any]:
        """The notes of the session; its id is dropped where it opens nothing."""
        assert self.session_key is not None
        self._opened = _find(self.session_key)
        if self._opened is None:
            self._session_key = None
            return {}
        return dict(self._opened.notes)

    def save(self, must_create: bool = False) -> None:
        """Store the notes; without a session there is nothing that they could belong to."""
        notes: dict[str, Any] = self._get_session()  # type: ignore[attr-defined]
        if self.session_key is None:
            return
        if isinstance(self._opened, SharedComputerCase):
            shared_computer_store.save_notes(self.session_key, notes)
        elif self._opened is None or notes or self._opened.notes:
            repository.save_notes(self.session_key, notes)

    def delete(self, session_key: str | None = None) -> None:
        """End this session; a case in memory is forgotten, a stored one stays for its code."""
        session_id = session_key or self.session_key
        if session_id is None:
            return
        shared_computer_store.forget(session_id)
        repository.end_session(session_id)
        self._opened = None

    def create(self) -> None:
        """Nothing: a session begins with a case (`attach`)."""

    def exists(self, session_key: str) -> bool:
        """Whether an id opens a case."""
        return _find(session_key) is not None

    @classmethod
    def clear_expired(cls) -> None:
        """Delete what is over; `repository.delete_unused` does it each day."""
        repository.delete_unused(at=now())


def _find(session_id: str) -> OpenSession | SharedComputerCase | None:
    shared_case = shared_computer_store.find(session_id)
    return shared_case or repository.find_session(session_id, at=now())
