"""The provenance of guidance: data sets, fingerprint, and every source that it cites."""

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
_SCALAR_TYPES = frozenset({str, int, float, bool, type(None)})


def with_provenance(
    body: dict[str, Any],
    profile: Profile,
    catalog: Catalog,
    reference: Reference,
    as_of: date,
    draws: int,
    further_roles: tuple[str, ...] = (),
) -> Guidance:
    """The guidance of a body with its provenance: versions, data sets, fingerprint and sources.

    The fingerprint is a SHA-256 of everything that determines the answer, as canonical JSON.
    """
    data = tuple(
        DatasetVersion(name=d.name, release=d.release, sha256=d.sha256, from_=d.from_)
        for d in reference.data
    )
    normalized_profile = profile.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    engine = _engine()
    cited = sorted(set(cited_sources(body)))
    first, last = catalog.checked_range
    return Guidance(
        fingerprint=_fingerprint(
            {
                "profile": normalized_profile,
                "as_of": as_of.isoformat(),
                "engine": engine,
                "catalog": catalog.version,
                "data": [d.model_dump(mode="json") for d in data],
                "draws": draws,
                **({"further_roles": further_roles} if further_roles else {}),
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
        profile=normalized_profile,
        sources={i: bibliography_entry(i, catalog, reference) for i in cited},
        **body,
    )


@lru_cache(maxsize=1)
def _engine() -> str:
    """The version of this package; cached, since it is read from a file."""
    return version("benchpin")


def _fingerprint(made_from: dict[str, Any]) -> str:
    # Sorted keys and fixed separators: the same content always gives the same bytes.
    canonical = json.dumps(made_from, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def cited_sources(part: Any) -> Iterator[str]:
    """Every source id in a part of guidance, with repeats and in no particular order."""
    pending = [part]
    while pending:
        node = pending.pop()
        if isinstance(node, Statement):
            yield from node.sources
        elif isinstance(node, (Wage, Teleworkability)):
            yield node.source
        else:
            # Pydantic models store their fields in `__dict__`.
            container = node if isinstance(node, (dict, tuple, list)) else node.__dict__
            values = container.values() if isinstance(container, dict) else container
            pending += [value for value in values if type(value) not in _SCALAR_TYPES]
