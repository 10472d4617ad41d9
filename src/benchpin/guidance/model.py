"""The data model of guidance: what `advise` returns and `benchpin advise --format json` prints."""

from typing import Any, Literal

from pydantic import Field

from benchpin.facts import Statement, Value
from benchpin.facts.base import FrozenModel
from benchpin.facts.role import Applies
from benchpin.market import IndustryWage, Place, Wage
from benchpin.market.telework import RoleWorkMode
from benchpin.match import Match, Reach
from benchpin.people import Suggestion
from benchpin.plan import RolePlan
from benchpin.reference.bibliography import BibliographyEntry

SCHEMA = "benchpin.guidance/2"
Verdict = Literal["yes now", "not yet", "probably not"]


class CatalogVersion(FrozenModel):
    """The version of the catalog that was used, and the range of days its facts were checked on."""

    version: str
    checked_from: str
    checked_until: str


class DatasetVersion(FrozenModel):
    """The release of a public data set that was used."""

    name: str
    release: str
    sha256: str
    from_: str = Field(alias="from")


class NextQuestion(FrozenModel):
    """A question whose answer would improve guidance: the profile path it fills, and why."""

    path: str
    kind: str
    values: dict[str, Value] = Field(default_factory=dict)
    text: str = ""
    why: str = ""


class PlaceInterpretation(FrozenModel):
    """How the area of a profile was read; `area` names the one whose figures are used.

    `choices` are the places that it could be, each as it would be written, or near spellings.
    """

    text: str
    kind: str
    area: str | None
    country: str | None
    choices: tuple[str, ...]


class Coverage(FrozenModel):
    """What data there is for the candidate's country (`have`) and what is missing (`lack`).

    `counts` are the numbers that both state, by key.
    """

    country: str
    counts: dict[str, int]
    have: tuple[Statement, ...]
    lack: tuple[Statement, ...]


class CodedPosition(FrozenModel):
    """How a former position was coded: its occupation, and its role of the trade if it has one."""

    path: str
    title: str
    occupation: str | None
    label: str | None
    role: str | None


class CodedQualification(FrozenModel):
    """How schooling or a certificate was read: as a qualification, or as a diploma from abroad.

    `country` is that of a diploma from abroad, whose `qualification` is None.
    """

    path: str
    what: str
    qualification: str | None
    country: str | None
    statement: Statement


class InterestProfile(FrozenModel):
    """Six interests (RIASEC) estimated from answers to the interview, 0 to 1.

    `sds` are their standard deviations. A conversation starter, not a validated assessment.
    """

    scores: dict[str, float]
    sds: dict[str, float]


class RoleVerdict(FrozenModel):
    """The verdict on a role that the profile asks about; None where too little is known for one.

    `reach`, `months`, `by_way_of` and `breaks` are those of its match, which stands in `matches`
    only where there is enough to rank. `statements` give its reasons and conditions, `floor`
    compares pay with the minimum, `try_it` is a low-cost way to try the role (None for somebody who
    has done it, or whose terms rule it out), `about` describes it.
    """

    role: str
    label: str
    verdict: Verdict | None
    reach: Reach
    months: tuple[int, int]
    by_way_of: str | None
    breaks: tuple[str, ...]
    statements: tuple[Statement, ...]
    floor: Statement | None
    try_it: Statement | None
    about: tuple[Statement, ...]


class Market(FrozenModel):
    """Wages in the candidate's area for the roles that are covered in depth.

    `by_role` lists SOC codes by role. `applies` says how far each code's figures are the role's
    own: the same occupation can contain one role and be only a proxy for another. `industry_wages`
    are, by role, national wages in the industries that the role works in.
    """

    area: Place | None
    wages: tuple[Wage, ...]
    by_role: dict[str, tuple[str, ...]]
    applies: dict[str, dict[str, Applies]] = Field(default={})
    industry_wages: dict[str, tuple[IndustryWage, ...]] = Field(default={})
    statements: tuple[Statement, ...]


class Guidance(FrozenModel):
    """Everything that Benchpin tells one candidate, every figure with its origin.

    `role_verdicts` (JSON key `asked`) answer the roles that the profile asks about. `labels` are
    those of the records that it names by id, by `folder/id`. `counsel` is what an experienced
    counselor would add about the person, `role_counsel` about each role that is covered in depth or
    asked about. Older JSON has none of these.
    """

    # `schema` is an attribute of pydantic's BaseModel.
    schema_: str = Field(default=SCHEMA, alias="schema")
    fingerprint: str
    as_of: str
    engine: str
    catalog: CatalogVersion
    data: tuple[DatasetVersion, ...]
    profile: dict[str, Any]
    understood: tuple[CodedPosition, ...]
    qualifications: tuple[CodedQualification, ...]
    interests: InterestProfile | None
    place: PlaceInterpretation | None
    enough: bool
    ask_next: tuple[NextQuestion, ...]
    coverage: Coverage
    role_verdicts: tuple[RoleVerdict, ...] = Field(alias="asked")
    matches: tuple[Match, ...]
    market: Market
    work_mode: dict[str, RoleWorkMode]
    counsel: tuple[Statement, ...] = ()
    role_counsel: dict[str, tuple[Statement, ...]] = Field(default={})
    plan: dict[str, RolePlan]
    people: tuple[Suggestion, ...]
    next_step: Statement
    notes: tuple[Statement, ...]
    labels: dict[str, str] = Field(default={})
    sources: dict[str, BibliographyEntry]

    def label(self, folder: str, identity: str) -> str:
        """The label of a record; without one its id, with spaces for hyphens."""
        return self.labels.get(f"{folder}/{identity}") or identity.replace("-", " ")
