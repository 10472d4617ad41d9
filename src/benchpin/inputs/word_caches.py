"""Caches of what is computed for single words, some of them from people's own texts.

    @word_cache(10_000)
    def stem(word: str) -> str: ...

They are ordinary caches of the standard library, which a server can clear all at once when
somebody deletes their data (`clear_word_caches`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, TypeVar
from weakref import WeakSet

Result = TypeVar("Result")
_caches: WeakSet[_lru_cache_wrapper[Any]] = WeakSet()


def word_cache(
    max_words: int,
) -> Callable[[Callable[..., Result]], _lru_cache_wrapper[Result]]:
    """Decorator for a pure function of words: its results for the last `max_words` are kept."""

    def decorator(function: Callable[..., Result]) -> _lru_cache_wrapper[Result]:
        cached_function = lru_cache(maxsize=max_words)(function)
        _caches.add(cached_function)
        return cached_function

    return decorator


def clear_word_caches() -> None:
    """Forget all words; each is computed anew where it next occurs."""
    for cached_function in tuple(_caches):
        cached_function.cache_clear()
