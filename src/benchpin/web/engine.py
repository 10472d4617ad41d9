"""The engine as the web app holds it: one catalog and one reference for all requests."""

import os
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


_lock = Lock()


@lru_cache(maxsize=1)
def _held() -> Engine:
    overlays = knowledge.overlays_named(os.environ.get("BENCHPIN_DATA"))
    return Engine(knowledge.load(overlays), public.open())


def engine() -> Engine:
    """The engine, read once a process; the reference itself notices newly added data."""
    with _lock:
        return _held()


def now() -> datetime:
    """The time at which something is said."""
    return datetime.now(UTC)


def today() -> date:
    """The day that guidance is for."""
    return now().astimezone().date()
