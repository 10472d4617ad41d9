"""What a file carries for Benchpin alone, and what is told about it."""

from typing import TypeVar

from benchpin.facts import Fact
from benchpin.profile.interchange.extension import (
    ExtensionCertificate,
    ExtensionEducation,
    ExtensionPosition,
    ExtensionSkill,
    ProfileExtension,
)
from benchpin.profile.interchange.loss_report import ExportedSkill, ExportLoss
from benchpin.profile.model import Profile


def build_extension(
    profile: Profile, offered: list[ExportedSkill], awards: tuple[ExtensionCertificate, ...]
) -> tuple[ProfileExtension, list[ExportLoss]]:
    """What a file carries of a profile, and which places of the profile these are."""
    why = "no field; kept where only Benchpin reads it"
    aside: list[ExportLoss] = []
    for part, keys in (
        ("experience", ("years", "until", "hours", "occupation")),
        ("education", ("qualification", "level")),
        ("certificates", ("qualification",)),
    ):
        for number, entry in enumerate(getattr(profile, part)):
            aside += [
                ExportLoss(f"{part}.{number}.{key}", why)
                for key in keys
                if getattr(entry, key) is not None
            ]
    work = tuple(
        ExtensionPosition(
            named=job.title,
            ended=job.ended if job.until is not None else None,
            years=job.years,
            until=job.until,
            hours=job.hours,
            occupation=job.occupation,
        )
        for job in profile.experience
    )
    studies = tuple(
        ExtensionEducation(named=each.what, qualification=each.qualification, level=each.level)
        for each in profile.education
    )
    skills = tuple(
        ExtensionSkill(named=s.words, skill=s.held.skill, level=s.held.level) for s in offered
    )
    kept = ProfileExtension(
        experience=_unless_bare(work),
        education=_unless_bare(studies),
        certificates=_unless_bare(awards),
        skills=skills,
    )
    return kept, aside


Kept = TypeVar("Kept", bound=Fact)


def _unless_bare(entries: tuple[Kept, ...]) -> tuple[Kept, ...]:
    """All entries of a part, for they are told apart by their order; none where none holds more."""
    bare = all(each.model_dump(exclude_none=True).keys() == {"named"} for each in entries)
    return () if bare else entries
