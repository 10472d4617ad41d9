"""Where an entry of the catalog has its page, and a page with another query."""

from collections.abc import Sequence
from functools import lru_cache

from django.http import QueryDict
from django.urls import reverse as _reverse

from benchpin.web.app.engine import shared_engine

PAGES = {
    "roles": "role",
    "skills": "skill",
    "qualifications": "qualification",
    "organisations": "organisation",
    "providers": "provider",
    "mentoring": "mentor",
    "topics": "topic",
    "sources": "source",
    "pages": "topic",
}
"""The page of each kind of entry, by the name of its address."""
LOOK_UPS = ("pay", "reach")
"""Pages of the market that have an address of their own."""


def reverse(name: str, args: Sequence[object] = ()) -> str:
    """The address of a page, which never changes: a page names dozens of them."""
    return _address(name, tuple(args))


@lru_cache(maxsize=4096)
def _address(name: str, args: tuple[object, ...]) -> str:
    return _reverse(name, args=args)


def href(kind: str, identity: str) -> str | None:
    """Where an entry has its page, or its place on one; None where its kind has none."""
    if kind == "families":
        return f"{reverse('roles')}?family={identity}"
    if kind == "pages" and identity in LOOK_UPS:
        return reverse(identity)
    if kind in PAGES:
        return reverse(PAGES[kind], args=[identity])
    if kind == "programmes":
        whole = shared_engine().catalog.programmes[identity].qualification
        return f"{reverse('qualification', args=[whole])}#programme-{identity}"
    if kind in ("myths", "traps", "questions"):
        return f"{reverse('topic', args=[kind])}#{kind.removesuffix('s')}-{identity}"
    return None


def with_query(query: QueryDict, **changes: str | None) -> str:
    """The address of this page with other values in its query; None takes one away."""
    told = query.copy()
    for name, value in changes.items():
        told.pop(name, None)
        if value:
            told[name] = value
    return f"?{told.urlencode()}"
