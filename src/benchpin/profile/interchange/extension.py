"""What only Benchpin reads in a file that it wrote.

A resume has no field for a skill's id and level, the code of an occupation or the id of a
qualification. They stand in a place that each form leaves to programs (`meta` of JSON Resume, the
`Comment` of a Europass document), each with the words that it belongs to.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from benchpin.facts import Fact
from benchpin.profile.model import Day, Education, Level

SCHEMA: Final = "benchpin.carried/1"


class ExtensionPosition(Fact):
    """What belongs to the position that is called `named`."""

    named: str
    ended: Day | None = None
    years: Annotated[float, Field(ge=0, le=70)] | None = None
    until: int | None = None
    hours: Literal["full", "part"] | None = None
    occupation: str | None = None


class ExtensionEducation(Fact):
    """What belongs to the study that is called `named`."""

    named: str
    qualification: str | None = None
    level: Education | None = None


class ExtensionCertificate(Fact):
    """What belongs to the certificate that is called `named`."""

    named: str
    what: str | None = None
    issuer: str | None = None
    year: int | None = None
    qualification: str | None = None


class ExtensionSkill(Fact):
    """The skill that is called `named`."""

    named: str
    skill: str
    level: Level


class ProfileExtension(Fact):
    """All that a file carries for Benchpin alone."""

    schema_: Literal["benchpin.carried/1"] = Field(default=SCHEMA, alias="schema")
    experience: tuple[ExtensionPosition, ...] = ()
    education: tuple[ExtensionEducation, ...] = ()
    certificates: tuple[ExtensionCertificate, ...] = ()
    skills: tuple[ExtensionSkill, ...] = ()

    def table(self) -> dict[str, Any]:
        """As plain values for JSON, without what is not there."""
        told = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return {"schema": SCHEMA, **told} if told else {}
