"""Topics of the trade with their figures, and the audiences that a role reaches."""

from typing import Literal

from benchpin.facts.base import Fact, Id, Prose

Evidence = Literal["measured", "intention"]
"""Measured in the market, or what people say that they would do."""


class TopicPart(Fact):
    """The figures of one subject that are shown together; without `measures`, all of them.

    `stock`: the figures are levels at a point in time, not flows, so that a day, a quarter and a
    year fit into one series; otherwise a quarterly and a yearly figure never share a series.
    """

    label: str
    subject: str
    measures: tuple[str, ...] = ()
    kind: Evidence = "measured"
    stock: bool = False


class Topic(Fact):
    """A topic of the trade: its figures by part, the myths about it, and what nobody measured."""

    label: str
    also_called: tuple[str, ...] = ()
    parts: tuple[TopicPart, ...] = ()
    myths: tuple[Id, ...] = ()
    not_measured: tuple[Prose, ...] = ()


class Audience(Fact):
    """Whom a role reaches besides its employer, by work mode; without a figure: not measured."""

    role: Id
    audience: Literal["customers", "students"]
    mode: Literal["onsite", "hybrid", "remote"]
    figure: Id | None = None
