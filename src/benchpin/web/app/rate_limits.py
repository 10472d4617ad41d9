"""How often somebody may do a thing: counted by address, in memory, and told to nobody.

Of an address only a keyed hash is held, for as long as the limit lasts; of IPv6 the network, since
a household has as many addresses as it likes. Nothing is written to a disk or a log.

    @limited("before", most=200, seconds=3600)      every request counts
    @guessing("codes", most=10, seconds=900, overall=3_000)     only failed tries count
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

_View = TypeVar("_View", bound=Callable[..., HttpResponseBase])
_IPV6_NETWORK: Final = 64
EVERYBODY: Final = "everybody"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many times in so many seconds, counted from the first time."""

    name: str
    most: int
    seconds: int

    def take(self, who: str) -> int:
        """Count one more time: 0, or the seconds to wait where there were too many."""
        if not settings.LIMITS:
            return 0
        key, until = self._keys(who)
        ends = time.time() + self.seconds
        # The end outlasts the count, so that it is there as long as the count is.
        if cache.add(key, 0, self.seconds):
            cache.set(until, ends, self.seconds + 1)
        try:
            times = cache.incr(key)
        except ValueError:  # it ended between two lines
            cache.add(key, 1, self.seconds)
            times = 1
        if times <= self.most:
            return 0
        return max(1, round(float(cache.get(until, ends)) - time.time()))

    def give_back(self, who: str) -> None:
        """Count one time less: it was no failure."""
        if not settings.LIMITS:
            return
        try:
            cache.decr(self._keys(who)[0])
        except ValueError:  # it ended since
            return

    def left(self, who: str) -> tuple[int, int]:
        """How many times more, and the seconds until it is counted anew."""
        key, until = self._keys(who)
        now = time.time()
        seconds = max(1, round(cache.get(until, now + self.seconds) - now))
        return max(0, self.most - cache.get(key, 0)), seconds

    def _keys(self, who: str) -> tuple[str, str]:
        key = f"limit:{self.name}:{who}"
        return key, f"{key}:until"


def address(request: HttpRequest) -> str:
    """Whoever asks, as a keyed hash of their address."""
    text = str(request.META.get("REMOTE_ADDR", "")).strip("[]")
    try:
        found = ip_address(text)
    except ValueError:  # a socket of this machine has none
        return _hidden(text)
    if found.version == 6 and found.ipv4_mapped is None:
        return _hidden(str(ip_network((found, _IPV6_NETWORK), strict=False)))
    return _hidden(str(found))


def _hidden(text: str) -> str:
    return salted_hmac("benchpin.address", text, algorithm="sha256").hexdigest()[:32]
