"""The engine that all requests share: one catalog and one reference."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from threading import Lock

from benchpin import catalog, reference
from benchpin.catalog import Catalog
from benchpin.reference import Reference


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """The catalog of the trade and the public reference data."""

    catalog: Catalog
    reference: Reference

    def data_versions(self) -> tuple[str, ...]:
        """What all answers depend on: the catalog's version and each data set's SHA-256."""
        return self.catalog.version, *_data_hashes(self.reference, int(time.monotonic()))


@lru_cache(maxsize=2)
def _data_hashes(reference: Reference, second: int) -> tuple[str, ...]:
    """The hashes of the data sets in use, read from disk at most once a second.

    `second` only limits the cache: reading them for each page took half of its time.
    """
    return tuple(data_set.sha256 for data_set in (*reference.data, *reference.installed_sets))


_lock = Lock()


@lru_cache(maxsize=1)
def _load_engine() -> Engine:
    return Engine(catalog.load_configured(), reference.open())


def shared_engine() -> Engine:
    """The engine, loaded once a process; the reference itself notices newly added data."""
    with _lock:
        return _load_engine()


def now() -> datetime:
    """The current time, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day of guidance: today in the server's time zone."""
    return now().astimezone().date()
