"""The data models of a match: one role ranked for one candidate, with the parts of its score."""

from typing import Literal

from pydantic import Field

from benchpin.facts import PartName, Statement
from benchpin.facts.base import FrozenModel

Band = Literal["near", "train", "far"]
LimitingFactor = Literal["minimum-pay", "interests", "conditions"]


class ScoreComponent(FrozenModel):
    """One part of a role's score, 0 to 1, and its weight in the total.

    `is_known` (JSON key `known`) is false where the profile says nothing about it (then its weight
    is 0). `imputed` is true where the data lacks the value for this role and the median of its role
    family is used.
    """

    score: float | None
    weight: float
    is_known: bool = Field(alias="known")
    imputed: bool = False


class MinimumPayGate(FrozenModel):
    """The pay gate of a role: where it is not `open`, the role ranks after all roles without one.

    `statement` compares the occupation's median wage with the candidate's minimum pay.
    """

    gate: Literal["minimum-pay"]
    open: bool
    statement: Statement


class Change(FrozenModel):
    """A change to the profile that would rank a role first: `set` maps profile paths to values.

    A skill's path is `skills.SKILL.level`, since the order of skills has no meaning.
    """

    statement: Statement
    set: dict[str, int | list[str] | None]


class Match(FrozenModel):
    """A role ranked for a candidate: rank, score, score parts, and the reasons for and against it.

    `rank_low` and `rank_high` are the 5th and 95th percentiles of the role's rank over all draws,
    `top3_share` the share of draws in which it is among the first three. `held_skills` (JSON key
    `held`), `partial`, `missing` and `assumed` sort the role's skills by what the candidate brings;
    `essential_missing` are those of `missing` that the role requires. `held_back_by` names what no
    skill can mend: a closed pay gate, and interests or conditions known to fit poorly. `first_if`
    are the smallest changes that would rank the role first, `stand_out` what the candidate could
    show an employer. `shares_codes_with` are the roles with the same published occupations,
    `onward` the roles whose essential skills somebody in this role mostly has.
    """

    role: str
    label: str
    rank: int
    score: float
    band: Band
    held_back_by: tuple[LimitingFactor, ...] = ()
    tied_with: tuple[str, ...]
    rank_low: int
    rank_high: int
    top3_share: float
    gates: tuple[MinimumPayGate, ...]
    parts: dict[PartName, ScoreComponent]
    for_: tuple[Statement, ...] = Field(alias="for")
    against: tuple[Statement, ...]
    first_if: tuple[Change, ...] = ()
    stand_out: tuple[Statement, ...] = ()
    held_skills: tuple[str, ...] = Field(alias="held")
    partial: tuple[str, ...]
    missing: tuple[str, ...]
    assumed: tuple[str, ...]
    essential_missing: tuple[str, ...]
    shares_codes_with: tuple[str, ...]
    onward: tuple[str, ...] = ()
