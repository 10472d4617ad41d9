"""Where a fact comes from."""

from datetime import date
from typing import Literal

from pydantic import model_validator

from .base import Fact

Reliability = Literal["primary", "secondary", "weak", "unreliable", "judgement"]


class Source(Fact):
    """A publication that facts are taken from; `published` and `accessed` are different days.

    `reliability`: primary made the number, secondary quotes it, weak and unreliable are kept only
    so that a myth can warn of them, judgement is our own.
    """

    title: str
    publisher: str
    url: str | None = None
    published: str | None = None
    accessed: date
    release: str | None = None
    reliability: Reliability
    licence: str | None = None
    attribution: str | None = None
    note: str | None = None
    research: str | None = None

    @model_validator(mode="after")
    def _an_address_is_the_web(self) -> "Source":
        if self.url is not None and not self.url.startswith(("https://", "http://")):
            raise ValueError("url must begin with https:// or http://")
        return self
