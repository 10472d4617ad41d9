"""Cases on shared computers: in the memory of this process only, and not for long.

Nothing of them is written to disk. They are forgotten on leaving, after 20 minutes without a
click, when the server stops, and, least recently used first, where there are too many. All requests
of a session must reach the same process (docs/decisions/0006-a-case-is-one-row.md).
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from benchpin.profile.case import Case
from benchpin.web.cases.repository import StaleCase

IDLE_SECONDS = 20 * 60
MAX_CASES = 2_000


@dataclass(frozen=True, slots=True)
class SharedComputerCase:
    """A case, its version, and when it was last used (seconds of the store's clock)."""

    case: Case
    version: int
    last_used: float


class SharedComputerStore:
    """The cases in memory, each by a key that only the session cookie holds."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, max_cases: int = MAX_CASES
    ) -> None:
        self._cases: OrderedDict[str, SharedComputerCase] = OrderedDict()
        self._lock = Lock()
        self._clock, self._max_cases = clock, max_cases

    def begin(self, case: Case) -> str:
        """Store a new case; returns its key."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            self._forget_idle()
            self._cases[key] = SharedComputerCase(case, 1, self._clock())
            while len(self._cases) > self._max_cases:
                self._cases.popitem(last=False)
        return key

    def find(self, key: str) -> SharedComputerCase | None:
        """The case of a key; None where it was forgotten."""
        with self._lock:
            self._forget_idle()
            stored = self._cases.pop(key, None)
            if stored is not None:
                self._cases[key] = SharedComputerCase(stored.case, stored.version, self._clock())
        return stored

    def save(self, key: str, case: Case, version: int) -> int:
        """Replace the version a case was read at; returns its new version, raises StaleCase."""
        with self._lock:
            stored = self._cases.get(key)
            if stored is None or stored.version != version:
                raise StaleCase("this page was changed in another window; look at it again")
            self._cases[key] = SharedComputerCase(case, version + 1, self._clock())
        return version + 1

    def forget(self, key: str) -> None:
        """Forget a case."""
        with self._lock:
            self._cases.pop(key, None)

    def _forget_idle(self) -> None:
        cutoff = self._clock() - IDLE_SECONDS
        while self._cases and next(iter(self._cases.values())).last_used < cutoff:
            self._cases.popitem(last=False)


shared_computer_store = SharedComputerStore()
