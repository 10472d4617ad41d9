"""The shape of a profile file: what a person says about work, education, skills and aims.

Field names are the keys of the file, and the class docstrings stand in the API's description.
"""

from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, TypeAdapter, model_validator

from benchpin.facts import DemandName, Fact
from benchpin.facts.role import WorkMode
from benchpin.facts.scoring_rules import PartName

SCHEMA: Final = "benchpin.profile/1"

PartialDate = Annotated[
    str, StringConstraints(pattern=r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-[0-3]\d)?)?$")
]
"""A year, a month or a day: 2019, 2019-03, 2019-03-31."""
Share = Annotated[float, Field(ge=0, le=1)]
Level = Annotated[int, Field(ge=1, le=4)]
"""Skill level: 1 aware, 2 with help, 3 alone, 4 can teach."""

# Holland's six interest types, in the order R, I, A, S, E, C.
INTERESTS = ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")
VALUES = (
    "achievement",
    "autonomy",
    "recognition",
    "relationships",
    "support",
    "working-conditions",
)
# Lowest to highest; the interview offers them by number in this order.
EDUCATION = (
    "none",
    "high-school",
    "some-college",
    "certificate",
    "associate",
    "bachelor",
    "master",
    "doctorate",
)

Education = Literal[
    "none", "high-school", "some-college", "certificate", "associate", "bachelor", "master",
    "doctorate",
]  # fmt: skip
LimitExtent = Literal["never", "some", "arrangement"]
"""How far a demand is ruled out: never, some hours are fine, or with an arrangement."""
ValueName = Literal[
    "achievement", "autonomy", "recognition", "relationships", "support", "working-conditions"
]

_LIMIT_NAMES = TypeAdapter(tuple[DemandName, ...])


def _bare_names_as_never(limits: Any) -> Any:
    """The limits by demand; a list of bare names, as older files have it, means never."""
    if isinstance(limits, list | tuple):
        return dict.fromkeys(_LIMIT_NAMES.validate_python(limits), "never")
    if not isinstance(limits, dict):
        raise ValueError("must be a list in square brackets, or a table; correct it")
    return limits


Limits = Annotated[
    dict[DemandName, LimitExtent],
    BeforeValidator(
        _bare_names_as_never,
        json_schema_input_type=list[DemandName] | dict[DemandName, LimitExtent],
    ),
]
"""What somebody cannot do, by demand of the work; read as a list or a table, kept as a table."""


class Aims(Fact):
    """What somebody has in mind: roles to answer first, roles put aside, skills to learn."""

    roles: tuple[str, ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")
    learn: tuple[str, ...] = ()
    horizon_months: int | None = Field(default=None, ge=1, le=600)


class Position(Fact):
    """Work that somebody did or does; without `ended` it goes on."""

    title: str = Field(pattern=r"\S", max_length=300)
    employer: str | None = None
    place: str | None = None
    started: PartialDate | None = None
    ended: PartialDate | None = None
    years: float | None = Field(default=None, ge=0, le=70)
    until: int | None = Field(default=None, ge=1940, le=2100)
    hours: Literal["full", "part"] | None = None
    occupation: str | None = Field(default=None, pattern=r"^\d\d-\d{4}(\.\d\d)?$")
    did: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        # Compared as text, at the precision of the end: 2019 is not before 2019-03.
        if self.started and self.ended and self.ended < self.started[: len(self.ended)]:
            raise ValueError(
                f"ended {self.ended} is before started {self.started}; exchange them or mend one"
            )
        if self.started and self.until is not None:
            raise ValueError("until stands beside started; say ended instead, or leave it out")
        if self.years is not None and self.started:
            raise ValueError("years stands beside started; keep the dates and take years out")
        return self


class Schooling(Fact):
    """What somebody studied, or studies: then it is `unfinished`, and proves nothing yet."""

    what: str = Field(min_length=1)
    where: str | None = None
    ended: PartialDate | None = None
    unfinished: bool | None = None
    qualification: str | None = None
    level: Education | None = None


class Certificate(Fact):
    """A certificate that somebody holds."""

    what: str = Field(min_length=1)
    issuer: str | None = None
    year: int | None = Field(default=None, ge=1940, le=2100)
    qualification: str | None = None


class Language(Fact):
    """A language (BCP 47) and how well it is spoken."""

    language: str = Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    level: Literal["A1", "A2", "B1", "B2", "C1", "C2", "native"]


class ProfileSkill(Fact):
    """A skill that somebody holds, at a level, and what shows it.

    A `proposed` one counts for nothing until it is confirmed; an `assumed` one counts less. `file`
    is the file, or the field of the profile (`experience.0.did`), in which it was found.
    """

    skill: str
    level: Level = 2
    status: Literal["confirmed", "proposed", "assumed"] = "confirmed"
    evidence: str | None = None
    file: str | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)


class Interests(Fact):
    """How much somebody is drawn to six kinds of work, 0 to 1, and what says so."""

    realistic: Share | None = None
    investigative: Share | None = None
    artistic: Share | None = None
    social: Share | None = None
    enterprising: Share | None = None
    conventional: Share | None = None
    from_: str | None = Field(default=None, alias="from")

    def scores(self) -> dict[str, float]:
        """The scores that are not left out, by interest, in the order R, I, A, S, E, C."""
        return {
            interest: score
            for interest in INTERESTS
            if (score := getattr(self, interest)) is not None
        }


class ItemResponse(Fact):
    """An answer given in the interview."""

    item: str
    value: int = Field(ge=1, le=5)
    bank: str


class Circumstances(Fact):
    """Where somebody can work and on what terms; `minimum_pay` is gross, a year, in currency.

    `limits` are what the person says of themselves, and nothing else: none is inferred from a text.
    """

    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    area: str | None = None
    work_modes: tuple[WorkMode, ...] = ()
    hours_per_week: float | None = Field(default=None, gt=0, le=168)
    budget: float | None = Field(default=None, ge=0, le=10_000_000)
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    minimum_pay: float | None = Field(default=None, ge=0, le=100_000_000)
    education: Education | None = None
    limits: Limits = Field(default_factory=dict)
    under_18: bool | None = None


class Profile(Fact):
    """Everything that a person said; anything may be left out."""

    schema_: Literal["benchpin.profile/1"] = Field(default=SCHEMA, alias="schema")
    about: str | None = None
    aims: Aims = Aims()
    experience: tuple[Position, ...] = ()
    education: tuple[Schooling, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    languages: tuple[Language, ...] = ()
    skills: tuple[ProfileSkill, ...] = ()
    interests: Interests = Interests()
    answers: tuple[ItemResponse, ...] = ()
    values: dict[ValueName, Share] = Field(default_factory=dict)
    circumstances: Circumstances = Circumstances()
    emphasis: dict[PartName, Annotated[float, Field(ge=0, le=5)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _some_part_counts(self) -> Self:
        # A part without an emphasis keeps its usual weight, so only five zeros weigh nothing.
        if len(self.emphasis) == 5 and not any(self.emphasis.values()):
            raise ValueError("emphasis is 0 for every part; raise at least one")
        return self
