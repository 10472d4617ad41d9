"""Organisations of the trade, and the mentoring and funding routes that they run."""

from typing import Literal

from pydantic import Field

from benchpin.facts.base import Citation, Fact, Id, Prose, Url
from benchpin.facts.role import Family

TakesNewcomers = Literal["yes", "no", "unknown"]


class Mentoring(Fact):
    """One mentoring, apprenticeship, grant or scholarship route, and who runs it.

    `last_seen` is the latest day, month or year that its page gives (ISO), `last_seen_open` when it
    opens according to the page; neither is a promise. `limited_to` is the one school or district
    whose pupils may apply: such a route is not suggested to others. `takes_under_18`: a source says
    that people under 18 may apply; to them only such routes are suggested.
    """

    label: str
    run_by: str
    organisation: Id | None = None
    country: tuple[str, ...] = ()
    international: bool = False
    families: tuple[Family, ...] = ()
    kind: Literal["mentoring", "scholarship", "grant", "competition", "placement", "community"]
    who_may_apply: Prose | None = None
    limited_to: Prose | None = None
    gives: Prose
    last_seen: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    last_seen_open: Prose | None = None
    cost: Prose | None = None
    takes_newcomers: TakesNewcomers = "unknown"
    takes_under_18: bool = False
    url: Url | None = None
    note: Prose | None = None
    sources: tuple[Citation, ...]


class Organisation(Fact):
    """An organisation of the trade and what it offers to newcomers.

    `url` is its own page, or empty: an article about it is a source, not a link. `families` are the
    role families that it serves (our judgement; empty: all). `takes_under_18`: a source says that
    it teaches or takes in people under 18.
    """

    label: str
    also_called: tuple[str, ...] = ()
    kind: str
    country: tuple[str, ...] = ()
    international: bool = False
    families: tuple[Family, ...] = ()
    offers: Prose
    takes_newcomers: TakesNewcomers
    takes_under_18: bool = False
    url: Url | None = None
    confidence: Literal["primary", "secondary"]
    note: Prose | None = None
    sources: tuple[Citation, ...]
    provider: Id | None = None
