"""Which figures make a topic of the trade, and who else than an employer is reached by a role."""

from typing import Literal

from benchpin.facts.base import Fact, Id, Prose

Evidence = Literal["measured", "intention"]
"""What was measured in the market, or what people say that they would do."""


class TopicPart(Fact):
    """The figures of one subject that are shown together; every measure of it where none is named.

    `stock` says that they count what is there at a time, so that a day, a quarter and a year stand
    in one series; otherwise a quarter's figure and a year's are never put into one.
    """

    label: str
    subject: str
    measures: tuple[str, ...] = ()
    kind: Evidence = "measured"
    stock: bool = False


class Topic(Fact):
    """What the trade asks about: its figures by part, the myths about it, what nobody measured."""

    label: str
    also_called: tuple[str, ...] = ()
    parts: tuple[TopicPart, ...] = ()
    myths: tuple[Id, ...] = ()
    not_measured: tuple[Prose, ...] = ()


class Audience(Fact):
    """Whom a role reaches besides its employer, by work mode; no figure: nobody measured it."""

    role: Id
    audience: Literal["customers", "students"]
    mode: Literal["onsite", "hybrid", "remote"]
    figure: Id | None = None
