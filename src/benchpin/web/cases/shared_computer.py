"""Cases on shared computers: in this process's memory alone, and not for long.

Nothing of them is written to a disk. They are forgotten on leaving, after 20 minutes without a
click, when the server stops, and, the one left alone the longest first, where there are too many.
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
    """A case that passes, the version it stands at, and when it was last asked for."""

    case: Case
    version: int
    seen: float


class SharedComputerStore:
    """The passing cases of a process, by a key that only a session cookie holds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MAX_CASES) -> None:
        self._held: OrderedDict[str, SharedComputerCase] = OrderedDict()
        self._lock = Lock()
        self._clock, self._most = clock, most

    def begin(self, case: Case) -> str:
        """Hold a new case; its key."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            self._forget_idle()
            self._held[key] = SharedComputerCase(case, 1, self._clock())
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return key

    def find(self, key: str) -> SharedComputerCase | None:
        """The case of a key; None where it was forgotten."""
        with self._lock:
            self._forget_idle()
            found = self._held.pop(key, None)
            if found is not None:
                self._held[key] = SharedComputerCase(found.case, found.version, self._clock())
        return found

    def save(self, key: str, case: Case, version: int) -> int:
        """Put a case over the version it was read at; its new version, or StaleCase."""
        with self._lock:
            found = self._held.get(key)
            if found is None or found.version != version:
                raise StaleCase("this page was changed in another window; look at it again")
            self._held[key] = SharedComputerCase(case, version + 1, self._clock())
        return version + 1

    def forget(self, key: str) -> None:
        """Let a case go."""
        with self._lock:
            self._held.pop(key, None)

    def _forget_idle(self) -> None:
        least = self._clock() - IDLE_SECONDS
        while self._held and next(iter(self._held.values())).seen < least:
            self._held.popitem(last=False)


memory = SharedComputerStore()
