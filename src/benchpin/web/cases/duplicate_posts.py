"""Forms that came twice, as by a double click without scripts: both get the answer of the first."""

from collections import OrderedDict
from threading import Lock

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

MAX_POSTS = 2_000


class DuplicatePostCache:
    """The last form that was carried out for each case, and where its answer led.

    Of a form only a number is held, which differs from process to process.
    """

    def __init__(self, most: int = MAX_POSTS) -> None:
        self._held: OrderedDict[str, tuple[int, str]] = OrderedDict()
        self._lock, self._most = Lock(), most

    def keep(self, key: str, request: HttpRequest, answer: HttpResponseBase) -> None:
        """Remember where a form led; one that was shown again with its mistakes led nowhere."""
        if isinstance(answer, HttpResponseRedirect):
            with self._lock:
                self._held[key] = (_number(request), answer.url)
                self._held.move_to_end(key)
                while len(self._held) > self._most:
                    self._held.popitem(last=False)

    def again(self, key: str, request: HttpRequest) -> HttpResponseRedirect | None:
        """Where the form led when it came before; None where it is another one."""
        with self._lock:
            number, url = self._held.get(key, (None, ""))
        return HttpResponseRedirect(url) if number == _number(request) else None


def _number(request: HttpRequest) -> int:
    said = (
        (name, tuple(values))
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
    )
    return hash((request.path, *sorted(said)))


answered = DuplicatePostCache()
