"""The shape of a case: all that is kept of one person."""

from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from benchpin.facts import Fact, PartName
from benchpin.profile.model import Profile, ProfileSkill

SCHEMA: Final = "benchpin.case/1"

EventKind = Literal[
    "proposed", "confirmed", "mended", "removed", "told", "chosen", "dropped", "weighted",
    "advised",
]  # fmt: skip


class Event(Fact):
    """Something that happened in a case: when, of what kind, and about what."""

    at: AwareDatetime
    kind: EventKind
    data: dict[str, str | int | float | None] = Field(default_factory=dict)


def _guidance(snapshot: dict[str, Any]) -> dict[str, Any]:
    schema = snapshot.get("schema")
    if not isinstance(schema, str) or not schema.startswith("benchpin.guidance/"):
        raise ValueError("is not guidance as JSON (its schema is not benchpin.guidance/...)")
    return snapshot


Snapshot = Annotated[dict[str, Any], AfterValidator(_guidance)]
"""Guidance as JSON, as it was given: all of it, or what tells how the ranking moved."""


class Case(Fact):
    """All that is kept of one person; everything else is computed from it.

    `undecided` are skills that were found in a text and wait for the person's yes; they count for
    nothing. `emphasis` is the weight of each part and takes the place of the profile's where it
    is given. `chosen` are roles. `snapshots` is guidance as it was given, oldest first.
    """

    schema_: Literal["benchpin.case/1"] = Field(default=SCHEMA, alias="schema")
    profile: Profile = Profile()
    undecided: tuple[ProfileSkill, ...] = ()
    emphasis: dict[PartName, Annotated[float, Field(ge=0, le=5)]] = Field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    log: tuple[Event, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        waiting = [proposal.skill for proposal in self.undecided]
        if any(proposal.status != "proposed" for proposal in self.undecided):
            raise ValueError("an undecided skill has another status than 'proposed'; mend it")
        if again := sorted({*_twice(waiting), *_twice(self.chosen)}):
            raise ValueError(f"'{again[0]}' stands twice; keep one")
        if len(self.emphasis) == 5 and not any(self.emphasis.values()):
            raise ValueError("emphasis is 0 for every part; raise at least one")
        return self

    def to_advise(self) -> Profile:
        """The profile that guidance is asked for: with the emphasis of the case, if it has one.

        Skills that wait for a yes stand in it as proposed: they count for nothing, and are asked
        about.
        """
        weights = {"emphasis": self.emphasis} if self.emphasis else {}
        skills = (*self.profile.skills, *self.undecided)
        return self.profile.model_copy(update={"skills": skills, **weights})


def _twice(names: Iterable[str]) -> list[str]:
    listed = list(names)
    return [name for name in listed if listed.count(name) > 1]
