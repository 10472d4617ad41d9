"""The shape of a case: what is stored of one person.

The docstrings of `Event` and `Case` stand in the API's description.
"""

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


def _require_guidance(snapshot: dict[str, Any]) -> dict[str, Any]:
    schema = snapshot.get("schema")
    if not isinstance(schema, str) or not schema.startswith("benchpin.guidance/"):
        raise ValueError("is not guidance as JSON (its schema is not benchpin.guidance/...)")
    return snapshot


Snapshot = Annotated[dict[str, Any], AfterValidator(_require_guidance)]
"""Guidance as JSON: all of it, or the part that shows how the ranking changed."""


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
        skill_ids = [proposal.skill for proposal in self.undecided]
        if any(proposal.status != "proposed" for proposal in self.undecided):
            raise ValueError("an undecided skill has another status than 'proposed'; correct it")
        if duplicates := sorted({*_duplicates(skill_ids), *_duplicates(self.chosen)}):
            raise ValueError(f"'{duplicates[0]}' stands twice; keep one")
        if len(self.emphasis) == 5 and not any(self.emphasis.values()):
            raise ValueError("emphasis is 0 for every part; raise at least one")
        return self

    def guidance_profile(self) -> Profile:
        """The profile for guidance: with the emphasis of the case, if it has one.

        Undecided skills are in it as proposed: they count for nothing, and guidance asks about
        them.
        """
        weights = {"emphasis": self.emphasis} if self.emphasis else {}
        skills = (*self.profile.skills, *self.undecided)
        return self.profile.model_copy(update={"skills": skills, **weights})


def _duplicates(names: Iterable[str]) -> list[str]:
    name_list = list(names)
    return [name for name in name_list if name_list.count(name) > 1]
