"""Roles of the trade, with a crosswalk to the occupations of public classifications."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from benchpin.facts.base import (
    OUR_JUDGEMENT,
    Basis,
    Citation,
    Fact,
    Id,
    Prose,
    SourcedClaim,
    require_source_matches_basis,
)
from benchpin.facts.demand import JobDemand
from benchpin.facts.ladder import Ladder

WorkMode = Literal["onsite", "hybrid", "remote"]
Need = Literal["essential", "important", "useful"]
Applies = Literal["same", "broad", "proxy"]
Presence = Literal["yes", "part", "no"]
InterestName = Literal[
    "realistic", "investigative", "artistic", "social", "enterprising", "conventional"
]
Family = Literal[
    "bench", "design", "stones", "value-trust", "sales", "digital", "metals", "learning", "business"
]
LEVELS = {1: "aware", 2: "with help", 3: "alone", 4: "can teach"}


class Crosswalk(Fact):
    """The occupations of public classifications that a role belongs to, nearest first.

    `applies`: same (the occupation is this role), broad (the role is one of several in it), proxy
    (the nearest there is; its figures are never shown as the role's own). `mixed_with` says, by
    OEWS code, what else is in a published group that is wider than the occupation, in words that
    fit into "it holds ... too". `industries` are the NAICS industries that the role mostly works
    in, nearest first, with `industries_reason`: our judgement, and only where it is clearly so.
    """

    soc2018: tuple[str, ...]
    oews: tuple[str, ...]
    onet2019: tuple[str, ...]
    esco: tuple[str, ...] = ()
    isco08: tuple[str, ...] = ()
    applies: Applies
    reason: Prose
    mixed_with: dict[str, Prose] = Field(default_factory=dict)
    industries: tuple[str, ...] = ()
    industries_reason: Prose | None = None

    @model_validator(mode="after")
    def _industries_with_reason(self) -> "Crosswalk":
        if bool(self.industries) != bool(self.industries_reason):
            raise ValueError(
                "industries and industries_reason go together; give both, or take both out"
            )
        if self.industries and (self.applies == "proxy" or not self.oews):
            raise ValueError(
                "industries is for a role with an occupation of its own, and a proxy's wages are "
                "not the role's in any industry; take it out"
            )
        return self

    @model_validator(mode="after")
    def _mixed_with_its_own_groups(self) -> "Crosswalk":
        for code in self.mixed_with:
            if code not in self.oews:
                raise ValueError(
                    f"mixed_with names {code!a}, which is not in oews; add it there, or take it out"
                )
        return self


class SkillNeed(Fact):
    """A skill that a role requires, and its level: 1 aware, 2 with help, 3 alone, 4 can teach.

    The level is always our judgement; `basis` and `sources` say whether a source links the skill
    to the role at all.
    """

    skill: Id
    need: Need
    level: int = Field(ge=1, le=4)
    basis: Basis = "judgement"
    sources: tuple[Id, ...] = ()

    def model_post_init(self, _: Any) -> None:
        """Refuse a basis that does not agree with what is named."""
        require_source_matches_basis(self.basis, self.sources)


class Task(Fact):
    """A task of a role. `presence` and `customers` (our judgement) say whether it needs the
    workplace and the customer in person.
    """

    what: Prose
    presence: Presence
    customers: Presence
    basis: Basis = "source"
    sources: tuple[Id, ...] = ()

    def model_post_init(self, _: Any) -> None:
        """Refuse a basis that does not agree with what is named."""
        require_source_matches_basis(self.basis, self.sources)


class Teleworkable(Fact):
    """The work modes that the tasks of a role allow (not those that employers offer)."""

    modes: tuple[WorkMode, ...]
    tasks: tuple[Prose, ...] = ()
    reason: Prose | None = None
    basis: Basis
    source: Id | None = None

    @property
    def cited_sources(self) -> tuple[str, ...]:
        """The id of the source of the modes; without one, that of our judgement."""
        return (self.source or OUR_JUDGEMENT,)

    def model_post_init(self, _: Any) -> None:
        """Refuse a basis that does not agree with what is named."""
        require_source_matches_basis(self.basis, self.source)


class OfferedWorkMode(Fact):
    """The share of remote or hybrid work that is offered, by adverts or a survey (`figure`).

    A role without it was not measured.
    """

    share_pct: float = Field(ge=0, le=100)
    figure: Id


class WorkingConditions(SourcedClaim):
    """A reward, a drawback or a plain fact of working life in a role."""

    about: Literal[
        "hours", "benefits", "income", "body", "satisfaction", "tools", "travel", "progression",
        "ways-in", "first-months", "risk", "other",
    ]  # fmt: skip
    area: str | None = None
    period: str | None = None


class Reviewer(Fact):
    """A practitioner who has reviewed the record."""

    name: str
    trade: str
    day: date


class InterestAdjustment(Fact):
    """How a role's interests differ from those of its occupations (our judgement).

    `by` adds to an interest, up or down, on O*NET's scale of 1 to 7.
    """

    by: dict[InterestName, float] = Field(min_length=1)
    reason: Prose


class JudgedInterests(Fact):
    """The interest profile of a role without an occupation of its own (our judgement).

    On O*NET's scale of 1 to 7, judged by comparison with the nearest occupations.
    """

    reason: Prose
    realistic: float = Field(ge=1, le=7)
    investigative: float = Field(ge=1, le=7)
    artistic: float = Field(ge=1, le=7)
    social: float = Field(ge=1, le=7)
    enterprising: float = Field(ge=1, le=7)
    conventional: float = Field(ge=1, le=7)


class Role(Fact):
    """A role of the trade: occupations, required skills, demands, tasks, working conditions."""

    label: str
    also_called: tuple[str, ...] = ()
    family: Family
    summary: Prose
    entry_route: Prose | None = None
    try_it: Prose | None = None
    reviewed_by: tuple[Reviewer, ...] = ()
    occupations: Crosswalk
    ladder: Ladder | None = None
    skills: tuple[SkillNeed, ...] = Field(min_length=1)
    demands: tuple[JobDemand, ...] = Field(min_length=1)
    interests_differ: InterestAdjustment | None = None
    interests_judged: JudgedInterests | None = None
    could_leave_the_workplace: Teleworkable
    offered: OfferedWorkMode | None = None
    tasks: tuple[Task, ...] = ()
    rewards: tuple[WorkingConditions, ...] = ()
    drawbacks: tuple[WorkingConditions, ...] = ()
    working_life: tuple[WorkingConditions, ...] = ()
    sources: tuple[Citation, ...] = Field(min_length=1)
    research: str | None = None

    @model_validator(mode="after")
    def _interests_by_one_way(self) -> "Role":
        is_proxy = self.occupations.applies == "proxy"
        if self.interests_judged and not is_proxy:
            raise ValueError(
                "interests_judged is for a role whose occupations are only a proxy; "
                "move the figures by interests_differ"
            )
        if self.interests_differ and is_proxy:
            raise ValueError(
                "interests_differ moves figures, and a proxy's are not the role's; "
                "give interests_judged"
            )
        return self

    @model_validator(mode="after")
    def _each_skill_once(self) -> "Role":
        skill_ids: set[str] = set()
        for need in self.skills:
            if need.skill in skill_ids:
                raise ValueError(f"skill '{need.skill}' stands twice; keep one")
            skill_ids.add(need.skill)
        return self

    @model_validator(mode="after")
    def _each_demand_once(self) -> "Role":
        names: set[str] = set()
        for demand in self.demands:
            if demand.demand in names:
                raise ValueError(f"demand '{demand.demand}' stands twice; keep one")
            names.add(demand.demand)
        return self
