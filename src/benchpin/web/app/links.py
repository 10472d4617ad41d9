"""URLs: of pages, of catalog records, and of the same page with another query."""

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
"""The URL name of the page of each kind of record."""
LOOKUP_PAGES = ("pay", "reach")
"""Pages of the market that have a URL of their own."""


def reverse(name: str, args: Sequence[object] = ()) -> str:
    """Django's `reverse`, cached: the URL of a page never changes, and a page has dozens."""
    return _cached_url(name, tuple(args))


@lru_cache(maxsize=4096)
def _cached_url(name: str, args: tuple[object, ...]) -> str:
    return _reverse(name, args=args)


def href(kind: str, record_id: str) -> str | None:
    """The URL of the page or the section of a record; None where its kind has none."""
    if kind == "families":
        return f"{reverse('roles')}?family={record_id}"
    if kind == "pages" and record_id in LOOKUP_PAGES:
        return reverse(record_id)
    if kind in PAGES:
        return reverse(PAGES[kind], args=[record_id])
    if kind == "programmes":
        qualification = shared_engine().catalog.programmes[record_id].qualification
        return f"{reverse('qualification', args=[qualification])}#programme-{record_id}"
    if kind in ("myths", "traps", "questions"):
        return f"{reverse('topic', args=[kind])}#{kind.removesuffix('s')}-{record_id}"
    return None


def with_query(query: QueryDict, **changes: str | None) -> str:
    """The query string with some values changed; None removes one."""
    new_query = query.copy()
    for name, value in changes.items():
        new_query.pop(name, None)
        if value:
            new_query[name] = value
    return f"?{new_query.urlencode()}"
