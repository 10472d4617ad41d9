"""Pages that are the same for everybody, drawn once and kept as bytes.

    @cached_page("area", "page")        the parameters of the query that the page reads
    def roles(request): ...

A page is kept until the knowledge, the data in use or the day changes, or there is no room. It
has no session and no form of a person; a page that touched one is sent but never kept.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import get_conditional_response, patch_vary_headers

from benchpin.web.app.compute_lock import turn
from benchpin.web.app.engine import shared_engine, today

ROOM: Final = 64_000_000
"""How many bytes of pages are kept."""
SECONDS: Final = 300
"""How long a browser may show a page without asking."""
_MIN_ZIPPED: Final = 500
_LONGEST: Final = 200
"""A longer value of the query is read by the view, but its page is not kept."""
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page as it is sent, plain and zipped, with what names its state."""

    plain: bytes
    zipped: bytes
    tag: str
    kind: str

    @property
    def size(self) -> int:
        """How much room it takes."""
        return len(self.plain) + len(self.zipped) + 500


class PageCache:
    """Pages by what they were made from; the one asked for the longest ago goes first."""

    def __init__(self, room: int = ROOM) -> None:
        self._pages: OrderedDict[object, CachedPage] = OrderedDict()
        self._room, self._used, self._lock = room, 0, Lock()

    def find(self, key: object) -> CachedPage | None:
        """A page that is kept."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
        return found

    def keep(self, key: object, page: CachedPage) -> None:
        """Keep a page, in place of the oldest ones where there is no room."""
        if page.size > self._room:
            return
        with self._lock:
            old = self._pages.pop(key, None)
            self._used += page.size - (old.size if old else 0)
            self._pages[key] = page
            while self._used > self._room:
                self._used -= self._pages.popitem(last=False)[1].size

    def clear(self) -> None:
        """Forget all pages."""
        with self._lock:
            self._pages.clear()
            self._used = 0

    @property
    def used(self) -> int:
        """How many bytes are kept."""
        return self._used


pages = PageCache()


def cache_page(*parameters: str) -> Callable[[View], View]:
    """A view whose page depends on its address and these parameters of the query alone.

    Other parameters are taken away before the view sees them. The page goes out with a strong
    ETag, zipped for those who can read that, and 304 for those who have it.
    """

    def deco(view: View) -> View:
        @wraps(view)
        def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            asked = _asked(request, parameters)
            key = (request.path, asked.urlencode(), *_made_from())
            kept = pages.find(key)
            if kept is None:
                request.GET = asked  # type: ignore[assignment]
                with turn:
                    response = view(request, *args, **kwargs)
                if not _is_for_everybody(request, response):
                    return response
                kept = _kept(response)
                if all(len(value) <= _LONGEST for _, value in asked.items()):
                    pages.keep(key, kept)
            return _sent(request, kept)

        return cached

    return deco


def _asked(request: HttpRequest, parameters: tuple[str, ...]) -> QueryDict:
    """What the page reads of the query, in one order, so that one page has one key."""
    asked = QueryDict(mutable=True)
    for name in sorted(set(parameters) & set(request.GET)):
        asked.setlist(name, request.GET.getlist(name))
    return asked


def _made_from() -> tuple[object, ...]:
    """What all pages are made from: the knowledge, the data in use, the day."""
    return *shared_engine().made_from(), today()


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    has_token = "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    session = getattr(request, "session", None)
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not has_token
        and not getattr(session, "accessed", False)
    )


def _kept(response: HttpResponse) -> CachedPage:
    plain = response.content
    packed = gzip.compress(plain, 6, mtime=0) if len(plain) >= _MIN_ZIPPED else b""
    tag = hashlib.sha256(plain).hexdigest()[:24]
    return CachedPage(plain, packed, tag, response.headers["Content-Type"])


def _sent(request: HttpRequest, kept: CachedPage) -> HttpResponse:
    zipped = bool(kept.zipped) and _reads_gzip(request.headers.get("Accept-Encoding", ""))
    tag = f'"{kept.tag}-gz"' if zipped else f'"{kept.tag}"'
    response = HttpResponse(kept.zipped if zipped else kept.plain, content_type=kept.kind)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    patch_vary_headers(response, ("Accept-Encoding",))
    answer = get_conditional_response(request, etag=tag, response=response)
    assert isinstance(answer, HttpResponse)  # it is the response, or 304 in its place
    return answer


def _reads_gzip(accepted: str) -> bool:
    """Does a browser read gzip? `gzip;q=0` says that it does not."""
    for part in accepted.lower().split(","):
        name, _, rest = part.partition(";")
        if name.strip() == "gzip":
            return rest.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
