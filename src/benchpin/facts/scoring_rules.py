"""The rules of matching as data that a curator can edit: `data/weights.toml` and CSV files."""

from typing import Literal

from pydantic import Field, model_validator

from benchpin.facts.base import Fact, Prose
from benchpin.facts.role import Need

PartName = Literal["skills", "interests", "experience", "conditions", "opportunity"]
PARTS: tuple[PartName, ...] = ("skills", "interests", "experience", "conditions", "opportunity")


class SkillRules(Fact):
    """How skills count: the weight by need, and the credit of an assumed skill (0 to 1).

    `important_from_years` are the years in a role of the trade from which its important skills are
    assumed too, `full_level_from_years` those from which the essential ones are assumed at the
    level that the role asks for.
    """

    need: dict[Need, float]
    assumed_credit: float = Field(gt=0, lt=1)
    important_from_years: float = Field(gt=0)
    full_level_from_years: float = Field(gt=0)


class ExperienceRules(Fact):
    """How length, recency and proximity of former positions count.

    Credit of a position = proximity to the role x (floor + (1 - floor) x
    (1 - 2^(-years / half_years))) x 2^(-years since / fades_in_years).
    """

    floor: float = Field(ge=0, le=1)
    half_years: float = Field(gt=0)
    fades_in_years: float = Field(gt=0)
    nearest_credit: float = Field(gt=0, le=1)
    role_overlap: float = Field(ge=0, le=1)
    proxy_credit: float = Field(gt=0, le=1)
    years_where_unknown: float = Field(gt=0)


class OpportunityRules(Fact):
    """The weights of four signs of opportunity, and the values that count as full.

    `full_size` is a number of employed people, `full_openings_pct` openings in percent.
    """

    size: float
    concentration: float
    openings: float
    pay: float
    full_size: int = Field(gt=0)
    full_openings_pct: float = Field(gt=0)


class OnwardRules(Fact):
    """When one role is a step onward from another.

    `essential` is the share of the next role's essential needs that people in the first must cover,
    each at most one level short; `elsewhere` the share of all its needs where the step leads out of
    the workplace.
    """

    essential: float
    elsewhere: float


class EntryRules(Fact):
    """What counts as proof that somebody can enter a role (see docs/how-it-works/entry.md).

    `min_outside_years` and `min_outside_years_experienced` are the years in an outside occupation
    from which it opens a role, and an experienced one; `min_outside_years_near` those in one nearby
    from which it opens a role that newcomers are shown in `max_introduction_months`.
    `min_essential_share` is the share of a role's essential needs that confirmed skills must meet
    where nothing else speaks for it, or `min_core_share` of those that at most `max_core_roles`
    roles share. Years in a prior role are enough where the training on top takes at most
    `max_introduction_months`, else where skills, assumed ones too, meet `min_prior_share` of the
    essential needs.
    """

    min_outside_years: float = Field(ge=0)
    min_outside_years_experienced: float = Field(ge=0)
    min_outside_years_near: float = Field(ge=0)
    min_essential_share: float = Field(ge=0, le=1)
    min_core_share: float = Field(ge=0, le=1)
    max_core_roles: int = Field(ge=1)
    min_prior_share: float = Field(ge=0, le=1)
    max_introduction_months: float = Field(ge=0)


class SignRules(Fact):
    """What in a profile points to a role (see docs/how-it-works/entry.md).

    `min_skill_share` is the share of the essential needs from which skills point to a role,
    `min_interest_fit` the congruence from which interests do, where it lies at most
    `max_interest_gap` below that of the role that they fit best,
    `max_job_zone` the O*NET job zone of past work up to which they point to a beginner's role.
    Skills of `general_categories` point to no role.
    """

    min_skill_share: float = Field(gt=0, le=1)
    min_interest_fit: float = Field(ge=0, le=1)
    max_interest_gap: float = Field(ge=0, le=1)
    max_job_zone: int = Field(ge=1, le=5)
    general_categories: tuple[str, ...]


class TermRules(Fact):
    """How the terms of a candidate bind (see docs/how-it-works/entry.md).

    With fewer than `min_learning_hours` a week no unpaid training is begun. Under 18, roles whose
    work mostly holds a demand of `under_18` are closed.
    """

    min_learning_hours: float = Field(ge=0)
    under_18: tuple[str, ...]


class DrawRules(Fact):
    """The random draws behind the rank intervals (docs/decisions/0005).

    Weights are drawn from a Dirichlet distribution with parameters weight x `concentration`; an
    assumed skill is held, at its level, in a share `assumed_credit` of the draws; interests get
    normal noise of standard deviation `interest_sd`, opportunity (one draw per occupation) of
    `opportunity_sd`. Two roles are tied where their rank intervals share at least `overlap_share`
    of the ranks that they cover together.
    """

    concentration: float = Field(gt=0)
    interest_sd: float = Field(ge=0)
    opportunity_sd: float = Field(ge=0)
    overlap_share: float = Field(gt=0, le=1)


class NextStepRules(Fact):
    """The kinds of organisations that can be asked who takes beginners (`ask`)."""

    ask: tuple[str, ...]


class PeopleRules(Fact):
    """The kinds of organisations whose pages are to be read (`to_read`), which suit under-18s."""

    to_read: tuple[str, ...]


class TrainingRules(Fact):
    """The categories of skills that are usually learned at work, in `learned_at_work`.

    Skills of the categories `only_for_role` (judging color, working with numbers) differ by role:
    for a role only a qualification that is for it teaches them.
    """

    learned_at_work: tuple[str, ...]
    only_for_role: tuple[str, ...]


class Weights(Fact):
    """All weights and thresholds of matching; all of them are our judgement."""

    parts: dict[PartName, float]
    occupation_shares: tuple[float, ...]
    skills: SkillRules
    experience: ExperienceRules
    opportunity: OpportunityRules
    onward: OnwardRules
    entry: EntryRules
    signs: SignRules
    terms: TermRules
    draws: DrawRules
    next_step: NextStepRules
    people: PeopleRules
    training: TrainingRules

    @model_validator(mode="after")
    def _every_part_has_a_weight(self) -> "Weights":
        if set(self.parts) != set(PARTS):
            raise ValueError(f"parts must be exactly {', '.join(PARTS)}")
        return self


class SkillTransfer(Fact):
    """A skill that people from an occupation can be assumed to have (our judgement).

    `soc` is a detailed SOC 2018 code, or a minor (`41-2000`) or major (`41-0000`) group.
    """

    soc: str = Field(pattern=r"^\d\d-\d{4}$")
    skill: str
    level: int = Field(ge=1, le=4)
    reason: Prose


class RelatedSkill(Fact):
    """A skill that counts in part for another one (`helps`).

    `share` is the credit at the same level, 0 to 1 (our judgement).
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
    """The education, experience and training typically needed for entry, by BLS."""

    soc: str = Field(pattern=r"^\d\d-\d{4}$")
    education: str
    experience: str | None = None
    training: str | None = None
    source: str
    checked: str


class OccupationMove(Fact):
    """A role that people of an occupation outside the trade can move to (our judgement).

    `direct`: they are hired straight into it. `near`: not so, but it is the natural move after some
    training, or a beginner's job that a counselor would propose to them. `soc` is a detailed SOC
    2018 code, or a minor (`41-2000`) or major (`41-0000`) group.
    """

    soc: str = Field(pattern=r"^\d\d-\d{4}$")
    role: str
    kind: Literal["direct", "near"]
    reason: Prose


class JobZone(Fact):
    """The O*NET job zone of an occupation: preparation from 1 (little) to 5 (extensive).

    Where O*NET splits a SOC code, the lowest zone of its parts.
    """

    soc: str = Field(pattern=r"^\d\d-\d{4}$")
    zone: int = Field(ge=1, le=5)
    source: str


class PortfolioEvidence(Fact):
    """Evidence (`what`) of a skill, or of a category of skills (`of`), to show to an employer.

    Our judgment.
    """

    of: str
    what: Prose
    reason: Prose


class TradeJobTitle(Fact):
    """A job title as people of the trade write it, and its role."""

    title: str
    role: str


class SkillPhrase(Fact):
    """A phrase as people write it, and the skill that it names.

    `needs` are words of which one must stand near, in the same sentence. `@trade` among them: or
    the text must be about the trade; with `@done`: or the sentence must say that it was done;
    `@more` marks a hint, which counts only where the sentence is relevant enough for the skill.
    `unless` are words of which none may stand near.
    """

    phrase: str
    skill: str
    needs: str | None = None
    unless: str | None = None


class Unit(Fact):
    """How a quantity is shown (`one`: for exactly one); `{value}` is the number or range."""

    show: str
    singular: str | None = Field(default=None, alias="one")


class TeleworkPattern(Fact):
    """A pattern by which a role bound to the workplace can be done partly elsewhere.

    `what` says what it means, `checks` what to check first.
    """

    label: str
    what: Prose
    checks: tuple[Prose, ...] = ()
    families: tuple[str, ...]
