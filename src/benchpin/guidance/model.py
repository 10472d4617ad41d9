"""The shape of guidance: what `advise` answers and `benchpin advise --format json` prints."""

from typing import Any, Literal

from pydantic import Field

from benchpin.facts import Statement, Value
from benchpin.facts.base import FrozenModel
from benchpin.facts.role import Applies
from benchpin.market import Place, Wage
from benchpin.market.telework import RoleWorkMode
from benchpin.match import Match
from benchpin.people import Suggestion
from benchpin.plan import RolePlan
from benchpin.reference.bibliography import BibliographyEntry

SCHEMA = "benchpin.guidance/1"
Verdict = Literal["go ahead", "go ahead if", "not yet", "probably not"]


class CatalogVersion(FrozenModel):
    """Which state of the knowledge answered, and when its facts were checked."""

    version: str
    checked_from: str
    checked_until: str


class DatasetVersion(FrozenModel):
    """Which release of a public data set answered."""

    name: str
    release: str
    sha256: str
    from_: str = Field(alias="from")


class NextQuestion(FrozenModel):
    """A question whose answer would help, where in the profile it goes, and why it helps."""

    path: str
    kind: str
    values: dict[str, Value] = Field(default_factory=dict)
    text: str = ""
    why: str = ""


class Coverage(FrozenModel):
    """What is held for somebody's country, and what is not; `counts` are what the words count."""

    country: str
    counts: dict[str, int]
    have: tuple[Statement, ...]
    lack: tuple[Statement, ...]


class CodedPosition(FrozenModel):
    """How a former position was read: its occupation, and the role of the trade if it is one."""

    path: str
    title: str
    occupation: str | None
    label: str | None
    role: str | None


class InterestProfile(FrozenModel):
    """What answers to the interview tell of six interests, 0 to 1, each with its uncertainty.

    A conversation starter, not a validated assessment; `sds` are standard deviations.
    """

    scores: dict[str, float]
    sds: dict[str, float]


class RoleVerdict(FrozenModel):
    """The answer on a role in mind; `verdict` is None where too little is known."""

    role: str
    label: str
    verdict: Verdict | None
    statements: tuple[Statement, ...]
    floor: Statement | None
    try_it: Statement | None
    about: tuple[Statement, ...]


class Market(FrozenModel):
    """Wages in somebody's area for the roles that guidance speaks of.

    `by_role` lists SOC codes, and `applies` says how the figures of each are a role's own: one
    group may hold one role and be only the nearest work to another.
    """

    area: Place | None
    wages: tuple[Wage, ...]
    by_role: dict[str, tuple[str, ...]]
    applies: dict[str, dict[str, Applies]] = Field(default={})
    statements: tuple[Statement, ...]


class Guidance(FrozenModel):
    """Everything that Benchpin tells one person, every figure with its origin."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    fingerprint: str
    as_of: str
    engine: str
    catalog: CatalogVersion
    data: tuple[DatasetVersion, ...]
    profile: dict[str, Any]
    understood: tuple[CodedPosition, ...]
    interests: InterestProfile | None
    enough: bool
    ask_next: tuple[NextQuestion, ...]
    coverage: Coverage
    asked: tuple[RoleVerdict, ...]
    matches: tuple[Match, ...]
    market: Market
    work_mode: dict[str, RoleWorkMode]
    plan: dict[str, RolePlan]
    people: tuple[Suggestion, ...]
    next_step: Statement
    notes: tuple[Statement, ...]
    sources: dict[str, BibliographyEntry]
