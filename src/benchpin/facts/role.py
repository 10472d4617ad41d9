"""Roles of the trade, with a crosswalk to the occupations of public classifications."""

from datetime import date
from typing import Any, Literal, get_args

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
from benchpin.facts.demand import DemandName, JobDemand
from benchpin.facts.ladder import Country, Ladder

WorkMode = Literal["onsite", "hybrid", "remote"]
Need = Literal["essential", "important", "useful"]
Applies = Literal["same", "broad", "proxy"]
Presence = Literal["yes", "part", "no"]
GateName = Literal["touches-the-piece", "secured-stock", "instruments", "meets-clients"]
GateHold = Literal["most", "core", "part"]
NotKnown = Literal["pay", "hours", "benefits", "rewards", "drawbacks"]
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
    to the role at all. `countries` are those in which the need holds; empty: everywhere.
    """

    skill: Id
    need: Need
    level: int = Field(ge=1, le=4)
    basis: Basis = "judgement"
    sources: tuple[Id, ...] = ()
    countries: tuple[Country, ...] = ()

    def model_post_init(self, _: Any) -> None:
        """Refuse a basis that does not agree with what is named."""
        require_source_matches_basis(self.basis, self.sources)

    def holds_in(self, country: str) -> bool:
        """Whether the role asks for the skill in a country."""
        return not self.countries or country in self.countries


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


class WorkplaceGate(Fact):
    """What ties a role to the workplace, and how far it `holds` (always our judgement).

    `touches-the-piece`: the piece is held or worked on. `secured-stock`: goods stay locked up or
    guarded. `instruments`: tools, machines or systems that stand there. `meets-clients`: clients,
    students, suppliers or staff are met in person. `most`: it holds for nearly all of the work.
    `core`: the role cannot be done without it, and a good part of the work lies outside it.
    `part`: it holds for some of the work. The basis is that of the gate itself.
    """

    gate: GateName
    holds: GateHold
    basis: Basis = "judgement"
    source: Id | None = None

    @property
    def cited_sources(self) -> tuple[str, ...]:
        """The id of the source that speaks of the gate; without one, that of our judgement."""
        return (self.source or OUR_JUDGEMENT,)

    def model_post_init(self, _: Any) -> None:
        """Refuse a basis that does not agree with what is named."""
        require_source_matches_basis(self.basis, self.source)


def modes_that_gates_allow(gates: tuple[WorkplaceGate, ...]) -> tuple[WorkMode, ...]:
    """The work modes that follow from gates: the one that holds furthest decides.

    One that holds for most of the work leaves onsite work; a core one allows hybrid work too; gates
    that hold for part of it, or none, allow every mode.
    """
    holds = {gate.holds for gate in gates}
    if "most" in holds:
        return ("onsite",)
    return ("onsite", "hybrid") if "core" in holds else ("onsite", "hybrid", "remote")


class Teleworkable(Fact):
    """The work modes that the tasks of a role allow (not those that employers offer), and why.

    The modes follow from `gates` by a rule that `benchpin check` holds them to; a role without
    the key was not looked at, and one with an empty list has no gate. `hybrid_week` is a typical
    hybrid week and `entry_effect` what work away does to how newcomers get in: both our judgement,
    and given where hybrid work is possible.
    """

    modes: tuple[WorkMode, ...]
    tasks: tuple[Prose, ...] = ()
    gates: tuple[WorkplaceGate, ...] | None = None
    reason: Prose | None = None
    hybrid_week: Prose | None = None
    entry_effect: Prose | None = None
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
    """What employers offer: a share in a survey (`figure`), or what one employer does (`what`).

    `of` says whose share it is: that of the role itself, of its occupation in every trade, or of
    a wider group of occupations. A figure that is not primary was not confirmed in the survey's own
    file. A role without one was not measured.
    """

    of: Literal["role", "occupation", "group", "employer"]
    figure: Id | None = None
    what: Prose | None = None
    area: str | None = None
    period: str | None = None
    source: Id | None = None
    checked: date | None = None

    @property
    def cited_sources(self) -> tuple[str, ...]:
        """The id of the source of what one employer does; a figure has its own."""
        return (self.source,) if self.source else ()

    @model_validator(mode="after")
    def _share_or_employer(self) -> "OfferedWorkMode":
        is_employer = self.of == "employer"
        if is_employer and not (self.what and self.source and self.checked):
            raise ValueError("of is 'employer': give what, source and checked")
        if is_employer and self.figure:
            raise ValueError("of is 'employer': give what it does, and no figure")
        if not is_employer and not self.figure:
            raise ValueError(f"of is '{self.of}': name the figure that states the share")
        if self.figure and (self.what or self.area or self.period or self.source or self.checked):
            raise ValueError(
                "a figure has its own area, period, source and day; take these out, and what too"
            )
        return self


class WorkingConditions(SourcedClaim):
    """A reward, a drawback or a plain fact of working life in a role."""

    about: Literal[
        "hours", "benefits", "income", "body", "satisfaction", "tools", "travel", "progression",
        "ways-in", "first-months", "risk", "other",
    ]  # fmt: skip
    area: str | None = None
    period: str | None = None

    def holds_in(self, country: str) -> bool:
        """Whether the fact is of this country (its code), of several with it, or of no place."""
        return holds_in(self.area, country)


def holds_in(area: str | None, country: str) -> bool:
    """Whether a fact of an area ("US", "GB-SCT", "US+CA", "world"; None: no place) is of a country.

    A fact of a part of the country is of the country too: it says which part it is from.
    """
    if area is None or area in _EVERYWHERE:
        return True
    return country in {part.partition("-")[0] for part in area.split("+")}


_EVERYWHERE = ("world", "several-countries")
"""Areas that leave no country out."""


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
    """A role of the trade: occupations, required skills, demands, tasks, working conditions.

    `seldom_demanded` are the demands that were considered and are seldom enough not to shape the
    job; where it is given, each demand of the list stands there or in `demands`.

    `not_known` names what was looked for and not found. Its `pay` is that of the role itself,
    beyond the published pay of its occupations.
    """

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
    seldom_demanded: tuple[DemandName, ...] = ()
    interests_differ: InterestAdjustment | None = None
    interests_judged: JudgedInterests | None = None
    could_leave_the_workplace: Teleworkable
    offered: tuple[OfferedWorkMode, ...] = ()
    tasks: tuple[Task, ...] = ()
    rewards: tuple[WorkingConditions, ...] = ()
    drawbacks: tuple[WorkingConditions, ...] = ()
    working_life: tuple[WorkingConditions, ...] = ()
    not_known: tuple[NotKnown, ...] = ()
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

    @model_validator(mode="after")
    def _all_demands_considered(self) -> "Role":
        if not self.seldom_demanded:
            return self
        demand_names = [demand.demand for demand in self.demands] + list(self.seldom_demanded)
        for name in get_args(DemandName):
            if demand_names.count(name) != 1:
                problem = "stands twice in" if name in demand_names else "is missing from"
                raise ValueError(
                    f"demand '{name}' {problem} demands and seldom_demanded; name it once"
                )
        return self

    @model_validator(mode="after")
    def _not_known_only_what_is_missing(self) -> "Role":
        conditions = (*self.rewards, *self.drawbacks, *self.working_life)
        topics: set[str] = {condition.about for condition in conditions}
        topics |= {name for name in ("rewards", "drawbacks") if getattr(self, name)}
        for index, name in enumerate(self.not_known):
            if name in self.not_known[:index]:
                raise ValueError(f"not_known names '{name}' twice; keep one")
            if name in topics:
                raise ValueError(f"not_known names '{name}', which stands here; take one out")
        return self
