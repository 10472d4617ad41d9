"""Qualifications, the programmes that lead to them, and their providers."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from benchpin.facts.base import OUR_JUDGEMENT, Citation, Fact, Id, Prose, Url

StudyMode = Literal["onsite", "online", "blended", "workplace", "self-study"]
Standing = Literal["open", "closed", "superseded", "unverified"]
QualificationKind = Literal[
    "diploma", "certificate", "certification", "degree", "short-course", "apprenticeship",
    "professional-title", "membership", "event",
]  # fmt: skip


class QualificationSource(Citation):
    """A source of a qualification; `skills` are those that it shows to be taught or examined."""

    skills: tuple[Id, ...] = ()


class Qualification(Fact):
    """A qualification: its awarding body (absent where none is named) and whether it is open.

    `teaches` are the skills that it teaches, `examines` those that it only tests; a certification
    teaches nothing. Where no source names a skill among its `skills`, that is our judgement, and so
    are `level`, the level of these skills (1 to 4), `roles`, the roles that it is for, and
    `covers`, the qualifications that its holder no longer needs: parts of it and lower rungs of the
    same ladder. `requires` are the qualifications that have to be held before, one of each group,
    and `needs_employer` says that only somebody employed for it can take it, both as `entry_bar`
    says. `outside_trade`: a course of another trade, offered only for the roles it names.
    """

    label: str
    also_called: tuple[str, ...] = ()
    kind: QualificationKind
    awarding_body: Id | None = None
    country: tuple[str, ...] = ()
    roles: tuple[Id, ...] = ()
    teaches: tuple[Id, ...] = ()
    examines: tuple[Id, ...] = ()
    level: int = Field(default=2, ge=1, le=4)
    covers: tuple[Id, ...] = ()
    requires: tuple[tuple[Id, ...], ...] = ()
    needs_employer: bool = False
    outside_trade: bool = False
    status: Standing
    since: str | None = None
    page_date: str | None = None
    superseded_by: Id | None = None
    entry_bar: Prose | None = None
    note: Prose | None = None
    sources: tuple[QualificationSource, ...] = Field(min_length=1)
    research: str | None = None

    @property
    def proves(self) -> tuple[str, ...]:
        """The skills that its holder has: those taught, then those examined."""
        return (*self.teaches, *self.examines)

    def sources_of(self, skill: str) -> tuple[str, ...]:
        """The ids of the sources that show a skill; without one, that of our judgement."""
        return tuple(c.source for c in self.sources if skill in c.skills) or (OUR_JUDGEMENT,)

    @model_validator(mode="after")
    def _examinations_teach_nothing(self) -> "Qualification":
        if self.kind == "certification" and self.teaches:
            raise ValueError(
                "a certification only examines; say 'examines', or give it the kind of its course"
            )
        return self

    @model_validator(mode="after")
    def _each_skill_once(self) -> "Qualification":
        for skill in self.proves:
            if self.proves.count(skill) > 1:
                raise ValueError(f"skill '{skill}' stands twice; keep one")
        for citation in self.sources:
            for skill in citation.skills:
                if skill not in self.proves:
                    raise ValueError(
                        f"source '{citation.source}' shows '{skill}', which is neither in teaches "
                        "nor in examines; add it there, or take it out"
                    )
        return self


class QualificationName(Fact):
    """A name of a qualification as people write it, beside its label and other names."""

    name: str
    qualification: str


class ForeignDiploma(Fact):
    """A diploma of another country that proves a craft, and whom to ask about its recognition.

    `also_called` are further names, `roles` ids of the roles that it is for, the craft itself
    first; several stand with | and with spaces between them. All of it is our judgement.
    """

    diploma: str
    also_called: str | None = None
    country: str = Field(pattern=r"^[A-Z]{2}$")
    level: Literal["craft certificate", "master craftsman", "professional diploma"]
    roles: str
    ask: Prose
    basis: Literal["judgement"]

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return (self.diploma, *(self.also_called.split("|") if self.also_called else ()))

    @property
    def role_ids(self) -> tuple[str, ...]:
        """The roles that it is for, the craft itself first."""
        return tuple(self.roles.split())


class ProgrammePrice(Fact):
    """The price of one part of a programme in one year; without a year it is `undated`.

    Amounts are in `currency`, `per` whole, year, course or credit. A part other than tuition
    (`covers`) never counts towards a total.
    """

    covers: Literal["tuition", "registration", "instalment", "exam", "recertification", "materials"]
    amount_low: float = Field(ge=0)
    amount_high: float = Field(ge=0)
    per: Literal["whole", "year", "course", "credit"]
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    year: int | None = Field(default=None, ge=1990, le=2030)
    status: Literal["dated", "undated"] = "dated"
    for_whom: Literal["member", "public", "resident", "non-resident"] = "public"
    tax: Literal["included", "excluded", "unknown"] = "unknown"
    note: Prose | None = None
    source: Id
    checked: date

    @model_validator(mode="after")
    def _dated_or_said_to_be_undated(self) -> "ProgrammePrice":
        if self.amount_low > self.amount_high:
            raise ValueError(
                f"amount_low {self.amount_low:g} is above amount_high {self.amount_high:g}; "
                "exchange them"
            )
        if (self.year is None) != (self.status == "undated"):
            raise ValueError(
                "a price needs its year, or status = 'undated' and no year; give one of them"
            )
        return self


class Duration(Fact):
    """How long a programme takes, in the units of its own page, or in the page's words.

    Units are never converted. A `_high` alone means "up to"; both equal are one length.
    """

    days_low: float | None = None
    days_high: float | None = None
    weeks_low: float | None = None
    weeks_high: float | None = None
    months_low: float | None = None
    months_high: float | None = None
    years_low: float | None = None
    years_high: float | None = None
    semesters: float | None = None
    hours: float | None = None
    credits: float | None = None
    duration_as_stated: Prose | None = None


class Programme(Fact):
    """A programme of one provider that leads to a qualification.

    `area` is the survey area or state of its place in the United States, by the name that pay
    figures use, so that the nearest can be told.
    """

    label: str
    qualification: Id
    provider: Id
    place: str | None = None
    area: str | None = None
    country: tuple[str, ...] = ()
    study_mode: tuple[StudyMode, ...] = ()
    duration: Duration = Duration()
    prices: tuple[ProgrammePrice, ...] = ()
    funding: Prose | None = None
    status: Standing
    since: str | None = None
    page_date: str | None = None
    url: Url | None = None
    note: Prose | None = None
    sources: tuple[Citation, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _area_has_its_place(self) -> "Programme":
        if self.area and (not self.place or "US" not in self.country):
            raise ValueError("area needs a place in the United States; add it, or take area out")
        return self


class Provider(Fact):
    """A provider of programmes or an awarding body: a school, an association, an employer."""

    label: str
    also_called: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: str | None = None
    url: Url | None = None
    note: Prose | None = None
    sources: tuple[Citation, ...] = ()
