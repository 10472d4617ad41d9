"""Cases on shared computers: in the memory of this process only, and not for long.

Nothing of them is written to disk. They are forgotten on leaving, after 20 minutes without a click
and four hours in all, when the server stops, and, least recently used first, where there are too
many. All requests of a session must reach the same process
(docs/decisions/0006-a-case-is-one-row.md).
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from benchpin.inputs.word_caches import clear_word_caches
from benchpin.profile.case import Case
from benchpin.web.cases.repository import StaleCase

IDLE_SECONDS = 20 * 60
ABSOLUTE_SECONDS = 4 * 60 * 60
MAX_CASES = 2_000


@dataclass(frozen=True, slots=True)
class SharedComputerCase:
    """A case, its version, the notes of its session, and when it began and was last used.

    Times are seconds of the store's clock.
    """

    case: Case
    version: int
    began: float
    last_used: float
    notes: Mapping[str, Any] = field(default_factory=dict)


class SharedComputerStore:
    """The cases in memory, each by the random id that only the session cookie holds."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, max_cases: int = MAX_CASES
    ) -> None:
        self._cases: OrderedDict[str, SharedComputerCase] = OrderedDict()
        self._lock = Lock()
        self._clock, self._max_cases = clock, max_cases

    def begin(self, case: Case) -> str:
        """Store a new case; returns its id."""
        session_id = secrets.token_urlsafe(32)
        with self._lock:
            self._forget_idle()
            time_now = self._clock()
            self._cases[session_id] = SharedComputerCase(case, 1, time_now, time_now)
            while len(self._cases) > self._max_cases:
                self._cases.popitem(last=False)
        return session_id

    def find(self, session_id: str) -> SharedComputerCase | None:
        """The case of an id; None where it was forgotten."""
        with self._lock:
            self._forget_idle()
            stored = self._cases.pop(session_id, None)
            if stored is None or self._clock() - stored.began > ABSOLUTE_SECONDS:
                return None
            self._cases[session_id] = stored = replace(stored, last_used=self._clock())
        return stored

    def save(self, session_id: str, case: Case, version: int) -> int:
        """Replace the version a case was read at; returns its new version, raises StaleCase."""
        with self._lock:
            stored = self._cases.get(session_id)
            if stored is None or stored.version != version:
                raise StaleCase("this page was changed in another window; look at it again")
            self._cases[session_id] = replace(
                stored, case=case, version=version + 1, last_used=self._clock()
            )
        return version + 1

    def save_notes(self, session_id: str, notes: Mapping[str, Any]) -> None:
        """Replace the notes of a session; nothing where its case was forgotten."""
        with self._lock:
            stored = self._cases.get(session_id)
            if stored is not None:
                self._cases[session_id] = replace(stored, notes=dict(notes))

    def forget(self, session_id: str) -> None:
        """Forget a case; nothing where it is not in memory."""
        with self._lock:
            self._cases.pop(session_id, None)

    def _forget_idle(self) -> None:
        cutoff = self._clock() - IDLE_SECONDS
        count = len(self._cases)
        while self._cases and next(iter(self._cases.values())).last_used < cutoff:
            self._cases.popitem(last=False)
        if len(self._cases) < count:
            clear_word_caches()


shared_computer_store = SharedComputerStore()
