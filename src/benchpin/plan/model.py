"""A plan to a role: options side by side, each proven best for what it optimizes."""

from typing import Literal

from pydantic import Field

from benchpin.facts import Statement
from benchpin.facts.base import FrozenModel
from benchpin.plan.solver import OptionKind, TermName
from benchpin.reference.bibliography import BibliographyEntry

PLAN_SCHEMA = "benchpin.plan/1"
LearningMethod = Literal[
    "first-step", "ask-price", "practice", "at-work", "another-course", "apply"
]
"""How something is done that is no course: this week's step, asking a price, practice, learning
at work, a course that is not among those chosen, and applying."""


class StepPrice(FrozenModel):
    """A price of a step as it was seen: from low to high, in a currency, in a year."""

    low: float
    high: float
    currency: str
    year: int | None
    covers: str


class PlanStep(FrozenModel):
    """A step: a programme, or another way (JSON key `way`).

    Days are ISO dates, None where a length before them is not known.
    """

    programme: str | None = None
    method: LearningMethod | None = Field(default=None, alias="way")
    label: str
    starts: str | None
    ends: str | None
    hours: float | None = None
    closes: tuple[str, ...] = ()
    prices: tuple[StepPrice, ...] = ()


class KnownCost(FrozenModel):
    """The sum of the known prices of an option, in one currency."""

    currency: str
    low: float
    high: float


class Weeks(FrozenModel):
    """How long the courses of an option take; `high` is None where a length is not known."""

    low: float
    high: float | None


class UncoveredSkill(FrozenModel):
    """A skill that no course of an option teaches, and the best other way (JSON key `way`)."""

    skill: str
    method: LearningMethod = Field(alias="way")


class PlanOption(FrozenModel):
    """One way to close the gaps: `optimal` says that no other choice is better for its kind.

    `prices_to_ask` are the programmes without a known price. `end` says what stands at the end:
    ready to apply, or the courses done while years in other roles are still to come.
    """

    kind: OptionKind
    optimal: bool
    steps: tuple[PlanStep, ...]
    known_cost: tuple[KnownCost, ...]
    prices_to_ask: tuple[str, ...]
    weeks: Weeks
    end: Literal["ready", "courses-done"]
    uncovered: tuple[UncoveredSkill, ...]


class PlanRelaxation(FrozenModel):
    """The smallest change of a term that makes a plan possible."""

    term: TermName
    by: float


class PlanStage(FrozenModel):
    """A stage of a plan that leads over another role: months in it, least and most."""

    role: str
    label: str
    months: tuple[float, float] | None


class PaidWay(FrozenModel):
    """A paid post that trains newcomers: an apprenticeship or a trainee post."""

    kind: str
    what: str
    sources: tuple[str, ...]


class TradeOffPoint(FrozenModel):
    """A point of the curve of time against money: counted weeks and cost."""

    weeks: float
    cost: float
    programmes: tuple[str, ...]


class Plan(FrozenModel):
    """The plan of a person to a role (`benchpin.plan/1`); all keys are always present.

    Where no option closes every gap within the terms, `relax` says how far which term would have
    to give, one of them or all (`relax_together`), and `within_terms` what closes the most.
    """

    schema_: str = Field(default=PLAN_SCHEMA, alias="schema")
    role: str
    label: str
    start: str
    gaps: tuple[str, ...]
    options: tuple[PlanOption, ...]
    within_terms: PlanOption | None
    relax: tuple[PlanRelaxation, ...]
    relax_together: bool
    stages: tuple[PlanStage, ...]
    paid_ways: tuple[PaidWay, ...]
    trade_off: tuple[TradeOffPoint, ...]
    statements: tuple[Statement, ...]
    labels: dict[str, str]
    sources: dict[str, BibliographyEntry]
