"""Rate limits: requests counted by client address, in memory.

Of an address only a keyed hash is stored, for as long as the limit lasts; of IPv6 the /64 network,
since one household has any number of addresses in it. Nothing is written to disk or to a log. The
decorators for views are in `pages/throttling.py`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Final, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
_IPV6_NETWORK: Final = 64
EVERYBODY: Final = "everybody"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `max_count` times in `seconds`, counted from the first time."""

    name: str
    max_count: int
    seconds: int

    def take(self, client: str) -> int:
        """Count one more time; returns 0, or the seconds to wait where there were too many."""
        if not settings.LIMITS:
            return 0
        key, end_key = self._keys(client)
        end = time.time() + self.seconds
        # The end is stored a second longer than the count, so that it never expires first.
        if cache.add(key, 0, self.seconds):
            cache.set(end_key, end, self.seconds + 1)
        try:
            count = cache.incr(key)
        except ValueError:  # it expired since the line above
            cache.add(key, 1, self.seconds)
            count = 1
        if count <= self.max_count:
            return 0
        return max(1, round(float(cache.get(end_key, end)) - time.time()))

    def give_back(self, client: str) -> None:
        """Take one count back: it was no failed attempt."""
        if not settings.LIMITS:
            return
        try:
            cache.decr(self._keys(client)[0])
        except ValueError:  # it expired meanwhile
            return

    def remaining(self, client: str) -> tuple[int, int]:
        """How many times remain, and the seconds until the count starts anew."""
        key, end_key = self._keys(client)
        now = time.time()
        seconds = max(1, round(cache.get(end_key, now + self.seconds) - now))
        return max(0, self.max_count - cache.get(key, 0)), seconds

    def _keys(self, client: str) -> tuple[str, str]:
        key = f"limit:{self.name}:{client}"
        return key, f"{key}:until"


def client_hash(request: HttpRequest) -> str:
    """A client's IP address, or its IPv6 network, as a keyed hash."""
    text = str(request.META.get("REMOTE_ADDR", "")).strip("[]")
    try:
        ip = ip_address(text)
    except ValueError:  # a Unix socket has no IP address
        return _keyed_hash(text)
    if ip.version == 6 and ip.ipv4_mapped is None:
        return _keyed_hash(str(ip_network((ip, _IPV6_NETWORK), strict=False)))
    return _keyed_hash(str(ip))


def _keyed_hash(text: str) -> str:
    return salted_hmac("benchpin.address", text, algorithm="sha256").hexdigest()[:32]
