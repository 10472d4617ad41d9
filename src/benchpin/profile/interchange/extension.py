"""The extension of an exported resume: profile data that only Benchpin reads.

A resume has no field for a skill's id and level, an occupation code or a qualification id. They
are stored in a place that each format leaves to programs (`meta` of JSON Resume, the `Comment` of
a Europass document), each with the label of the entry that it belongs to. The classes keep the
keys of files that are already written: `named` for a label, `what` for a subject.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from benchpin.facts import Fact
from benchpin.profile.model import Education, Level, PartialDate

SCHEMA: Final = "benchpin.carried/1"


class ExtensionPosition(Fact):
    """The additional data of the position with this title."""

    label: str = Field(alias="named")
    ended: PartialDate | None = None
    years: Annotated[float, Field(ge=0, le=70)] | None = None
    until: int | None = None
    hours: Literal["full", "part"] | None = None
    occupation: str | None = None


class ExtensionEducation(Fact):
    """The additional data of the schooling with this subject."""

    label: str = Field(alias="named")
    qualification: str | None = None
    level: Education | None = None
    unfinished: bool | None = None


class ExtensionCertificate(Fact):
    """The additional data of the certificate with this label."""

    label: str = Field(alias="named")
    subject: str | None = Field(default=None, alias="what")
    issuer: str | None = None
    year: int | None = None
    qualification: str | None = None


class ExtensionSkill(Fact):
    """The id and level of the skill with this label."""

    label: str = Field(alias="named")
    skill: str
    level: Level


class ProfileExtension(Fact):
    """All data of a file that only Benchpin reads."""

    schema_: Literal["benchpin.carried/1"] = Field(default=SCHEMA, alias="schema")
    experience: tuple[ExtensionPosition, ...] = ()
    education: tuple[ExtensionEducation, ...] = ()
    certificates: tuple[ExtensionCertificate, ...] = ()
    skills: tuple[ExtensionSkill, ...] = ()

    def table(self) -> dict[str, Any]:
        """The extension as plain values for JSON; empty where it holds nothing."""
        fields = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return {"schema": SCHEMA, **fields} if fields else {}
