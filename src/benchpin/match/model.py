"""The data models of a match: one role ranked for one candidate, with the parts of its score."""

from typing import Literal

from pydantic import Field

from benchpin.facts import PartName, Statement
from benchpin.facts.base import FrozenModel

Reach = Literal["now", "train", "later"]
"""How a role is entered: now, after training, later by way of another role."""
EntryGroup = Literal["now", "train", "later", "outside"]
"""The reach of a role, or outside where it breaks a term of the candidate."""
Door = Literal[
    "same-role", "prior-role", "occupation", "qualification", "skills",
    "near-occupation", "open", "apprenticeship",
]  # fmt: skip
"""What lets somebody in now: their own past in several forms, or an employer who teaches."""
Strength = Literal["asked", "own", "any", "weak-in-family", "weak", "none-in-family", "none"]
"""How strongly a profile points to a role: asked about and open, a door of one's own, some sign,
interests alone, or nothing; `in-family` where more points to another role of the same family."""
PayStatus = Literal["met", "doubt", "broken"]


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
    """The pay gate of a role: where it is not `open`, the role breaks a term and ranks last.

    `status` says how the candidate's minimum stands to the role's pay: met, doubt or broken, and
    only a broken one closes the gate. It is None where no published pay is the role's own.
    `statement` says so with the figures.
    """

    gate: Literal["minimum-pay"]
    open: bool
    status: PayStatus | None = None
    statement: Statement


class Change(FrozenModel):
    """Skills that would rank a role first in its group: `set` maps profile paths to values.

    A skill's path is `skills.SKILL.level`, since the order of skills has no meaning.
    """

    statement: Statement
    set: dict[str, int | list[str] | None]


class Match(FrozenModel):
    """A role ranked for a candidate: how it is entered, its rank and score, and the reasons.

    Roles rank by `group`, and by score inside a group; those to which little or nothing in the
    profile points (`strength`) come after the others, those that break a term last. `months` are
    the least and the most until hired, `by_way_of` the role to hold before, `breaks` the broken
    terms as paths of the profile; `entry` says all of it. Intervals and `first_if` speak of the
    order inside the group. `rank_low` and `rank_high` are the 5th and 95th percentiles of the
    role's rank over all draws, `top3_share` the share of draws in which it is among the first
    three. `held_skills` (JSON key `held`), `partial`, `missing`, `assumed` and `to_practice`
    sort the role's skills by what the candidate brings: a trait that is neither confirmed nor
    assumed is to practice, any other such skill missing; `essential_missing` are those of `missing`
    that the role requires. `first_if` are the fewest skills that would rank the role first in its
    group, `stand_out` what the candidate could show an employer. `shares_codes_with` are the roles
    with the same published occupations, `onward` the roles that build
    on this one and whose essential skills somebody in it mostly has.
    """

    role: str
    label: str
    rank: int
    score: float
    group: EntryGroup
    reach: Reach
    door: Door | None
    months: tuple[int, int]
    by_way_of: str | None
    breaks: tuple[str, ...]
    signs: tuple[str, ...]
    strength: Strength
    entry: tuple[Statement, ...] = ()
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
    to_practice: tuple[str, ...]
    essential_missing: tuple[str, ...]
    shares_codes_with: tuple[str, ...]
    onward: tuple[str, ...] = ()
