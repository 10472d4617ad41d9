"""Cache of computed guidance: computed once for the same profile, day, catalog and data."""

import time
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Final

from cachetools import TTLCache

from benchpin.guidance import Guidance, advise
from benchpin.profile import Profile
from benchpin.web.app.compute_lock import page_lock
from benchpin.web.app.engine import Engine, shared_engine, today

MAX_AGE_SECONDS: Final = 20 * 60
MAX_ENTRIES: Final = 64
Key = tuple[str, date, tuple[str, ...], tuple[str, ...]]
"""Profile as JSON, day, versions of the catalog and the data in use, and further roles."""


class GuidanceCache:
    """Guidance by everything that it depends on, so that nobody gets another person's.

    In memory only, for 20 minutes after it was computed; when full, what was not used for longest
    is dropped first.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, max_entries: int = MAX_ENTRIES
    ) -> None:
        self._entries: TTLCache[Key, Guidance] = TTLCache(max_entries, MAX_AGE_SECONDS, clock)
        self._lock = Lock()

    def get(
        self, profile: Profile, engine: Engine, day: date, further_roles: tuple[str, ...] = ()
    ) -> Guidance:
        """Guidance for a profile and further roles; computed only where it is not cached."""
        key = _key(profile, engine, day, further_roles)
        with self._lock:
            cached = self._entries.get(key)
        if cached is not None:
            return cached
        with page_lock:  # not self._lock: cached guidance stays available meanwhile
            guidance = advise(
                profile, engine.catalog, engine.reference, as_of=day, further_roles=further_roles
            )
        with self._lock:
            self._entries[key] = guidance
        return guidance

    def clear(self) -> None:
        """Drop all entries, so that nothing of a deleted case stays here."""
        with self._lock:
            self._entries.clear()

    def __len__(self) -> int:
        with self._lock:
            return len(self._entries)


def _key(profile: Profile, engine: Engine, day: date, further_roles: tuple[str, ...]) -> Key:
    return profile.model_dump_json(by_alias=True), day, engine.data_versions(), further_roles


shared_cache = GuidanceCache()


def guidance_for(profile: Profile, further_roles: tuple[str, ...] = ()) -> Guidance:
    """Guidance for a profile, as of today, with a verdict on further roles too."""
    return shared_cache.get(profile, shared_engine(), today(), further_roles)
