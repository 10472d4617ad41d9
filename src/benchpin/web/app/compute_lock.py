"""A lock that has pages computed one at a time.

Python runs one thread at a time. Where several threads compute pages side by side it switches
between them, and each page takes longer than one after the other: five at a time took about 1.4
times the processor time (`bench/web.py`). Threads wait for the database or a file without the lock.
"""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import Any

from django.http import HttpRequest, HttpResponse

page_lock = RLock()
"""Held while a page is computed; reentrant, so that its holder may take it again."""


def one_at_a_time(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator for a view that only computes a page: the lock is held for all of it."""

    @wraps(view)
    def locked_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with page_lock:
            return view(request, *args, **kwargs)

    return locked_view
