"""Career advice: myths and pitfalls with what the sources say, and frequent questions."""

from typing import Literal

from benchpin.facts.base import Citation, Fact, Id, Prose
from benchpin.facts.role import Family


class Myth(Fact):
    """A common claim that is wrong; it is shown only in quotes beside its refutation."""

    claim: str
    verdict: str
    what_sources_say: Prose
    advice: Prose
    figures: tuple[Id, ...] = ()
    roles: tuple[Id, ...] = ()
    sources: tuple[Citation, ...]
    research: str | None = None


class Pitfall(Fact):
    """A dead end or a money trap: what it is, how to spot it and what to do.

    `families` and `roles` are the role families and roles that it concerns (our judgement; both
    empty: all).
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
    """A question that people ask, with the answer that sources give.

    `opinion`: the answer is one person's opinion. `country` are the countries for which the answer
    is true; empty: any.
    """

    question: Prose
    answer: Prose
    topic: str
    country: tuple[str, ...] = ()
    roles: tuple[Id, ...] = ()
    opinion: bool = False
    sources: tuple[Citation, ...]
