"""What guidance was made from: the data, the fingerprint, and every source that it cites."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from benchpin.catalog import Catalog
from benchpin.facts import Statement
from benchpin.guidance.model import CatalogVersion, DatasetVersion, Guidance
from benchpin.market import Wage
from benchpin.market.telework import Teleworkability
from benchpin.profile import Profile
from benchpin.reference import Reference
from benchpin.reference.bibliography import bibliography_entry

# Types are compared, since this walks through all guidance and isinstance is slow for models.
_PLAIN = frozenset({str, int, float, bool, type(None)})


def with_provenance(
    body: dict[str, Any],
    profile: Profile,
    catalog: Catalog,
    reference: Reference,
    as_of: date,
    draws: int,
) -> Guidance:
    """The guidance with what it was made from, its fingerprint and its sources."""
    data = tuple(
        DatasetVersion(name=d.name, release=d.release, sha256=d.sha256, from_=d.from_)
        for d in reference.data
    )
    normal = profile.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    engine = _engine()
    cited = sorted(set(cited_sources(body)))
    first, last = catalog.checked_range
    return Guidance(
        fingerprint=_fingerprint(
            {
                "profile": normal,
                "as_of": as_of.isoformat(),
                "engine": engine,
                "catalog": catalog.version,
                "data": [d.model_dump(mode="json") for d in data],
                "draws": draws,
            }
        ),
        as_of=as_of.isoformat(),
        engine=engine,
        catalog=CatalogVersion(
            version=catalog.version,
            checked_from=first.isoformat(),
            checked_until=last.isoformat(),
        ),
        data=data,
        profile=normal,
        sources={i: bibliography_entry(i, catalog, reference) for i in cited},
        **body,
    )


@lru_cache(maxsize=1)
def _engine() -> str:
    """The version of this package, which is read from a file."""
    return version("benchpin")


def _fingerprint(made_from: dict[str, Any]) -> str:
    canonical = json.dumps(made_from, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def cited_sources(part: Any) -> Iterator[str]:
    """Every source id that stands in some part of guidance, in no order."""
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Statement):
            yield from one.sources
        elif isinstance(one, (Wage, Teleworkability)):
            yield one.source
        else:
            held = one if isinstance(one, (dict, tuple, list)) else one.__dict__
            values = held.values() if isinstance(held, dict) else held
            waiting += [value for value in values if type(value) not in _PLAIN]
