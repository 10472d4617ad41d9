"""The shapes of a match: a role with its score, taken apart."""

from typing import Literal

from pydantic import Field

from benchpin.facts import PartName, Statement
from benchpin.facts.base import FrozenModel

Band = Literal["near", "train", "far"]
HoldsBack = Literal["minimum-pay", "interests", "conditions"]


class ScoreComponent(FrozenModel):
    """One part of a score, 0 to 1, and its share of the whole.

    `known` is false where nobody said anything about it (then its weight is 0); `imputed` is true
    where the data lacks it for this role and the median of kindred roles stands in.
    """

    score: float | None
    weight: float
    known: bool
    imputed: bool = False


class MinimumPayGate(FrozenModel):
    """A condition that puts a role behind all roles without it, with what says so."""

    gate: Literal["minimum-pay"]
    open: bool
    statement: Statement


class Change(FrozenModel):
    """A change that would put a role first; `set` names each path of the profile and its value.

    A skill's path is `skills.SKILL.level`, since skills have no order that means anything.
    """

    statement: Statement
    set: dict[str, int | list[str] | None]


class Match(FrozenModel):
    """A role for a person: rank, score, parts, what speaks for and what to weigh.

    `rank_low` and `rank_high` are the 5th and 95th percentiles of the drawn ranks; `held`,
    `partial`, `missing` and `assumed` sort the role's skills by what the person brings, and
    `essential_missing` are those of `missing` that the role cannot do without; `held_back_by` names
    what does not fit whatever is held: a closed gate, and interests or conditions known to be poor;
    `first_if` is the smallest change that would put the role first, `stand_out` what the person
    could show an employer; `shares_codes_with` are the roles whose published figures are the same,
    `onward` those whose essential skills are mostly held by people in this one.
    """

    role: str
    label: str
    rank: int
    score: float
    band: Band
    held_back_by: tuple[HoldsBack, ...] = ()
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
    held: tuple[str, ...]
    partial: tuple[str, ...]
    missing: tuple[str, ...]
    assumed: tuple[str, ...]
    essential_missing: tuple[str, ...]
    shares_codes_with: tuple[str, ...]
    onward: tuple[str, ...] = ()
