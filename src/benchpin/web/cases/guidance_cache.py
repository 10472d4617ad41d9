"""Guidance that was worked out, kept for a while: the same person, day and knowledge, once."""

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Final

from benchpin.guidance import Guidance, advise
from benchpin.profile import Profile
from benchpin.web.app.compute_lock import turn
from benchpin.web.app.engine import Engine, shared_engine, today

KEPT_SECONDS: Final = 20 * 60
MAX_ENTRIES: Final = 64
Key = tuple[str, date, tuple[str, ...]]
"""The profile as JSON, the day, and the knowledge and the data in use."""


class GuidanceCache:
    """Guidance by all that it was worked out from, so that nobody is given another's.

    In memory alone, for 20 minutes after it was worked out; the oldest goes first where there is
    too much.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, most: int = MAX_ENTRIES
    ) -> None:
        self._kept: OrderedDict[Key, tuple[float, Guidance]] = OrderedDict()
        self._lock = Lock()
        self._clock, self._most = clock, most

    def of(self, profile: Profile, held: Engine, day: date) -> Guidance:
        """Guidance for a profile; worked out only where it is not kept."""
        key = _key(profile, held, day)
        with self._lock:
            self._forget_old()
            found = self._kept.get(key)
        if found is not None:
            return found[1]
        with turn:  # not the lock: what is kept can be had meanwhile
            guidance = advise(profile, held.catalog, held.reference, as_of=day)
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = (self._clock(), guidance)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return guidance

    def clear(self) -> None:
        """Let go of everything, so that whoever deletes a case leaves nothing behind here."""
        with self._lock:
            self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)

    def _forget_old(self) -> None:
        # Each stands where it was put when it was worked out: the first is the oldest.
        least = self._clock() - KEPT_SECONDS
        while self._kept and next(iter(self._kept.values()))[0] < least:
            self._kept.popitem(last=False)


def _key(profile: Profile, held: Engine, day: date) -> Key:
    return profile.model_dump_json(by_alias=True), day, held.made_from()


kept = GuidanceCache()


def guidance_for(profile: Profile) -> Guidance:
    """Guidance for a profile, as of today."""
    return kept.of(profile, shared_engine(), today())
