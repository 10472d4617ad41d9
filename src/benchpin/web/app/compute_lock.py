"""Pages are worked out one at a time, by whichever thread has the turn.

An interpreter runs one thread at a time. Where several work out a page side by side it moves them
back and forth, and each page takes longer than if they had come one after another: five at a time
took about 1.4 times the processor time (`bench/web.py`). Whoever waits for a database or for a file
does so without the turn.
"""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import Any

from django.http import HttpRequest, HttpResponse

turn = RLock()
"""Held while something is worked out; whoever has it may take it again."""


def one_at_a_time(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that does nothing but work out a page: all of it in one turn."""

    @wraps(view)
    def worked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with turn:
            return view(request, *args, **kwargs)

    return worked
