"""The rules of matching that a curator could state, as data: `data/weights.toml` and kin."""

from typing import Literal

from pydantic import Field, model_validator

from benchpin.facts.base import Fact, Prose
from benchpin.facts.role import Need

PartName = Literal["skills", "interests", "experience", "conditions", "opportunity"]
PARTS: tuple[PartName, ...] = ("skills", "interests", "experience", "conditions", "opportunity")


class SkillRules(Fact):
    """How held skills count: the weight of each need and the credit of an assumed skill."""

    need: dict[Need, float]
    assumed_credit: float = Field(gt=0, lt=1)


class ExperienceRules(Fact):
    """How years and recency count, and how a role's likeness is put together.

    Credit of a position = likeness x (floor + (1 - floor) x (1 - 2^(-years / half_years)))
    x 2^(-years since / fades_in_years).
    """

    floor: float = Field(ge=0, le=1)
    half_years: float = Field(gt=0)
    fades_in_years: float = Field(gt=0)
    nearest_credit: float = Field(gt=0, le=1)
    role_overlap: float = Field(ge=0, le=1)
    proxy_credit: float = Field(gt=0, le=1)
    years_where_unknown: float = Field(gt=0)


class OpportunityRules(Fact):
    """How much each of four signs of opportunity counts, and the employment that counts as full."""

    size: float
    concentration: float
    openings: float
    pay: float
    full_size: int = Field(gt=0)
    full_openings_pct: float = Field(gt=0)


class BandRules(Fact):
    """From which share of its essential needs a role is near, and which fit is worth training for.

    For the band a skill counts as held at most one level short, assumed skills included: they ask
    to be confirmed, not to be learned. `onward_essential` is the share of a role's essential needs
    that people in another must hold for it to be a way onward from there; `elsewhere_covered` is
    how much of all its needs they must hold where the way leads out of the workplace.
    """

    near_essential: float
    onward_essential: float
    elsewhere_covered: float
    train_interests: float
    train_conditions: float
    train_fit_where_unknown: float


class VerdictRules(Fact):
    """When the answer on a role that somebody has in mind turns to no."""

    poor_interests: float
    poor_conditions: float
    few_missing: int
    many_missing: int


class DrawRules(Fact):
    """How far the drawn weights stray and how uncertain an assumed skill is.

    Weights are drawn from a Dirichlet distribution with parameters weight x `concentration`; an
    assumed skill is held, at its level, in a share `assumed_credit` of the draws; interests get
    normal noise of standard deviation `interest_sd`, opportunity (one draw an occupation) of
    `opportunity_sd`. Two roles cannot be told apart where their rank intervals share at least
    `overlap_share` of what they cover together.
    """

    concentration: float = Field(gt=0)
    interest_sd: float = Field(ge=0)
    opportunity_sd: float = Field(ge=0)
    overlap_share: float = Field(gt=0, le=1)


class NextStepRules(Fact):
    """Which kinds of organisations can be asked who takes beginners."""

    ask: tuple[str, ...]


class PeopleRules(Fact):
    """Which kinds of organisations are read, so that nobody has to write to a stranger."""

    to_read: tuple[str, ...]


class Weights(Fact):
    """Everything that turns facts into scores; all of it is our judgement."""

    parts: dict[PartName, float]
    occupation_shares: tuple[float, ...]
    skills: SkillRules
    experience: ExperienceRules
    opportunity: OpportunityRules
    bands: BandRules
    verdicts: VerdictRules
    draws: DrawRules
    next_step: NextStepRules
    people: PeopleRules

    @model_validator(mode="after")
    def _every_part_has_a_weight(self) -> "Weights":
        if set(self.parts) != set(PARTS):
            raise ValueError(f"parts must be exactly {', '.join(PARTS)}")
        return self


class SkillTransfer(Fact):
    """A skill that somebody from an occupation can be assumed to bring (our judgement).

    `soc` is a detailed SOC 2018 code, or a minor (`41-2000`) or major (`41-0000`) group.
    """

    soc: str = Field(pattern=r"^\d\d-\d{4}$")
    skill: str
    level: int = Field(ge=1, le=4)
    reason: Prose


class RelatedSkill(Fact):
    """A skill that is worth part of another: who can do the one has part of the other.

    `share` is what it is worth at the same level, 0 to 1 (our judgement).
    """

    skill: str
    helps: str
    share: float = Field(gt=0, lt=1)
    reason: Prose

    @model_validator(mode="after")
    def _between_two_skills(self) -> "RelatedSkill":
        if self.skill == self.helps:
            raise ValueError(f"'{self.skill}' helps itself; take the row out")
        return self


class EntryRoute(Fact):
    """What BLS says somebody typically needs to enter an occupation."""

    soc: str = Field(pattern=r"^\d\d-\d{4}$")
    education: str
    experience: str | None = None
    training: str | None = None
    source: str
    checked: str


class PortfolioEvidence(Fact):
    """What shows a skill, or a skill of a category (`of`), to an employer (our judgement)."""

    of: str
    what: Prose
    reason: Prose


class TradeJobTitle(Fact):
    """A title as people of the trade write it, and the role that it means."""

    title: str
    role: str


class SkillPhrase(Fact):
    """A phrase as people write it, and the skill that it names.

    `needs` are words of which one must stand near, in the same sentence; `@trade` among them: or
    that the text speaks of the trade, with `@done` or that it says that it was done; `@more` marks
    a hint, which counts only where the sentence speaks of the skill strongly enough. `unless` are
    words of which none may stand near.
    """

    phrase: str
    skill: str
    needs: str | None = None
    unless: str | None = None


class Unit(Fact):
    """How a quantity is shown (`one`: for exactly one); `{value}` is the number or range."""

    show: str
    one: str | None = None


class TeleworkPattern(Fact):
    """One way in which a workplace-bound role can change in part: what it means, what to check."""

    label: str
    what: Prose
    checks: tuple[Prose, ...] = ()
    families: tuple[str, ...]
