"""The engine as the web app holds it: one catalog and one reference for all requests."""

import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from threading import Lock

from benchpin import catalog as knowledge
from benchpin import reference as public
from benchpin.catalog import Catalog
from benchpin.reference import Reference


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """What answers every question: the trade's knowledge and the public data."""

    catalog: Catalog
    reference: Reference

    def made_from(self) -> tuple[str, ...]:
        """What all answers are made from: the version of the catalog, and of each set of data."""
        return self.catalog.version, *_used(self.reference, int(time.monotonic()))


@lru_cache(maxsize=2)
def _used(reference: Reference, second: int) -> tuple[str, ...]:
    """The data in use, looked up on the disk once a second: that took half the time of a page."""
    return tuple(each.sha256 for each in (*reference.data, *reference.installed_sets))


_lock = Lock()


@lru_cache(maxsize=1)
def _held() -> Engine:
    overlays = knowledge.parse_overlay_paths(os.environ.get("BENCHPIN_DATA"))
    return Engine(knowledge.load(overlays), public.open())


def shared_engine() -> Engine:
    """The engine, read once a process; the reference itself notices newly added data."""
    with _lock:
        return _held()


def now() -> datetime:
    """The time at which something is said."""
    return datetime.now(UTC)


def today() -> date:
    """The day that guidance is for."""
    return now().astimezone().date()
