"""What circulates in career advice and is wrong, with what the sources say."""

from typing import Literal

from benchpin.facts.base import Citation, Fact, Id, Prose
from benchpin.facts.role import Family


class Myth(Fact):
    """A claim, shown only as a quoted claim beside its refutation."""

    claim: str
    verdict: str
    what_sources_say: Prose
    advice: Prose
    figures: tuple[Id, ...] = ()
    roles: tuple[Id, ...] = ()
    sources: tuple[Citation, ...]
    research: str | None = None


class Pitfall(Fact):
    """A dead end or a money trap: how to spot it and what to do.

    `families` and `roles` are those whom it concerns (our judgement; both empty: everybody).
    """

    kind: Literal[
        "scheme", "apprenticeship", "training", "credential", "selling", "home", "working"
    ]
    what: Prose
    how_to_spot_it: Prose
    what_to_do: Prose
    families: tuple[Family, ...] = ()
    roles: tuple[Id, ...] = ()
    sources: tuple[Citation, ...]


class FrequentQuestion(Fact):
    """A question that people ask, with the answer that sources give (`opinion`: one person's).

    `country` are the countries that the answer holds for; empty: it is tied to none.
    """

    question: Prose
    answer: Prose
    topic: str
    country: tuple[str, ...] = ()
    roles: tuple[Id, ...] = ()
    opinion: bool = False
    sources: tuple[Citation, ...]
