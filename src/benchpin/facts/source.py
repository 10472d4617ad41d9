"""Publications that facts are taken from."""

from datetime import date
from typing import Literal

from benchpin.facts.base import Fact, Url

Reliability = Literal["primary", "secondary", "weak", "unreliable", "judgement"]


class Source(Fact):
    """A publication that facts are taken from, with the days of publication and of access.

    `reliability`: primary produced the data, secondary quotes it or was read in a copy (`note` says
    so), weak and unreliable are here only so that a myth or a trap can warn of them, judgement is
    our own. `url` is the publisher's own page; a copy's address is left out.
    """

    title: str
    publisher: str
    url: Url | None = None
    published: str | None = None
    accessed: date
    release: str | None = None
    reliability: Reliability
    licence: str | None = None
    attribution: str | None = None
    note: str | None = None
    research: str | None = None
