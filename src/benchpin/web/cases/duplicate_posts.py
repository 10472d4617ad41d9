"""Forms submitted twice, as by a double click without scripts: both get the first response."""

from threading import Lock

from cachetools import LRUCache
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

MAX_POSTS = 2_000


class DuplicatePostCache:
    """The last submitted form of each case and the URL that it redirected to.

    Only a hash of the form is stored, and Python salts that hash anew in each process.
    """

    def __init__(self, max_posts: int = MAX_POSTS) -> None:
        self._redirects: LRUCache[str, tuple[int, str]] = LRUCache(max_posts)
        self._lock = Lock()

    def keep(self, key: str, request: HttpRequest, response: HttpResponseBase) -> None:
        """Store the redirect of a form; a form shown again with its errors has none to store."""
        if isinstance(response, HttpResponseRedirect):
            with self._lock:
                self._redirects[key] = (_form_hash(request), response.url)

    def again(self, key: str, request: HttpRequest) -> HttpResponseRedirect | None:
        """The stored redirect if this form is the last one submitted; None otherwise."""
        with self._lock:
            form_hash, url = self._redirects.get(key, (None, ""))
        return HttpResponseRedirect(url) if form_hash == _form_hash(request) else None

    def forget(self, key: str) -> None:
        """Drop the form of a case that was deleted."""
        with self._lock:
            self._redirects.pop(key, None)


def _form_hash(request: HttpRequest) -> int:
    fields = (
        (name, tuple(values))
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"  # differs each time the form is shown
    )
    return hash((request.path, *sorted(fields)))


answered_posts = DuplicatePostCache()
