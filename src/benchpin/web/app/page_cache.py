"""Cache of pages that are the same for everybody, rendered once and stored as bytes.

    @cache_page("area", "page")        the query parameters that the page reads
    def roles(request): ...

A page is stored until the catalog, the data in use or the day changes, or there is no room. A page
that touched a session or a form token is sent but never stored.
"""

import gzip
import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, Final

from cachetools import LRUCache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import get_conditional_response, patch_vary_headers

from benchpin.web.app.compute_lock import page_lock
from benchpin.web.app.engine import shared_engine, today

MAX_BYTES: Final = 64_000_000
"""How many bytes of pages are stored."""
MAX_AGE_SECONDS: Final = 300
"""How long a browser may show a page without asking the server again."""
_MIN_GZIP_BYTES: Final = 500
_MAX_VALUE_LENGTH: Final = 200
"""A page with a longer query value is computed but not stored."""
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page as bytes, plain and gzipped, with its ETag and content type."""

    plain: bytes
    zipped: bytes
    tag: str
    kind: str

    @property
    def size(self) -> int:
        """Estimated bytes in memory, with 500 for the object and its key."""
        return len(self.plain) + len(self.zipped) + 500


class PageCache:
    """Pages by what they depend on; the least recently used is dropped first."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._pages: LRUCache[object, CachedPage] = LRUCache(max_bytes, lambda page: page.size)
        self._lock = Lock()

    def find(self, key: object) -> CachedPage | None:
        """The stored page of a key, or None."""
        with self._lock:
            return self._pages.get(key)

    def keep(self, key: object, page: CachedPage) -> None:
        """Store a page and drop the least recently used ones where there is no room."""
        with self._lock, suppress(ValueError):  # a page that is too large is not stored
            self._pages[key] = page

    def clear(self) -> None:
        """Forget all pages."""
        with self._lock:
            self._pages.clear()

    @property
    def used(self) -> int:
        """How many bytes are stored."""
        return int(self._pages.currsize)


pages = PageCache()


def cache_page(*parameters: str) -> Callable[[View], View]:
    """Decorator for a view whose page depends only on its path and these query parameters.

    Other parameters are removed before the view sees them. The response has a strong ETag, is
    gzipped for browsers that accept it, and is 304 for those that have the page.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def cached_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            query = _cache_query(request, parameters)
            key = (request.path, query.urlencode(), *_state())
            cached_page = pages.find(key)
            if cached_page is None:
                request.GET = query  # type: ignore[assignment]
                with page_lock:
                    response = view(request, *args, **kwargs)
                if not _is_for_everybody(request, response):
                    return response
                cached_page = _build_page(response)
                if all(len(value) <= _MAX_VALUE_LENGTH for _, value in query.items()):
                    pages.keep(key, cached_page)
            return _page_response(request, cached_page)

        return cached_view

    return decorator


def _cache_query(request: HttpRequest, parameters: tuple[str, ...]) -> QueryDict:
    """The query parameters that the page reads, sorted, so that one page has one key."""
    query = QueryDict(mutable=True)
    for name in sorted(set(parameters) & set(request.GET)):
        query.setlist(name, request.GET.getlist(name))
    return query


def _state() -> tuple[object, ...]:
    """What all pages depend on: the catalog, the data in use and the day."""
    return *shared_engine().data_versions(), today()


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a response holds nothing of one person: no cookie, form token or session."""
    has_token = "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    session = getattr(request, "session", None)
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not has_token
        and not getattr(session, "accessed", False)
    )


def _build_page(response: HttpResponse) -> CachedPage:
    plain = response.content
    # Without a time stamp the same page gives the same bytes, as its strong ETag promises.
    zipped = gzip.compress(plain, 6, mtime=0) if len(plain) >= _MIN_GZIP_BYTES else b""
    tag = hashlib.sha256(plain).hexdigest()[:24]
    return CachedPage(plain, zipped, tag, response.headers["Content-Type"])


def _page_response(request: HttpRequest, cached_page: CachedPage) -> HttpResponse:
    zipped = bool(cached_page.zipped) and _reads_gzip(request.headers.get("Accept-Encoding", ""))
    # Each encoding of a page needs a strong ETag of its own (RFC 9110).
    tag = f'"{cached_page.tag}-gz"' if zipped else f'"{cached_page.tag}"'
    response = HttpResponse(
        cached_page.zipped if zipped else cached_page.plain, content_type=cached_page.kind
    )
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE_SECONDS}"
    patch_vary_headers(response, ("Accept-Encoding",))
    answer = get_conditional_response(request, etag=tag, response=response)
    assert isinstance(answer, HttpResponse)  # it is the response, or 304 in its place
    return answer


def _reads_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header accepts gzip; `gzip;q=0` refuses it."""
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";")
        if name.strip() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
