"""Build the extension of an exported resume, and list the profile fields that it holds."""

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
    profile: Profile,
    exported_skills: list[ExportedSkill],
    certificates: tuple[ExtensionCertificate, ...],
) -> tuple[ProfileExtension, list[ExportLoss]]:
    """The extension for a profile, and the paths of the profile fields that only it holds."""
    reason = "no field; kept where only Benchpin reads it"
    benchpin_only: list[ExportLoss] = []
    for part, keys in (
        ("experience", ("years", "until", "hours", "occupation")),
        ("education", ("qualification", "level", "unfinished")),
        ("certificates", ("qualification",)),
    ):
        for number, entry in enumerate(getattr(profile, part)):
            benchpin_only += [
                ExportLoss(f"{part}.{number}.{key}", reason)
                for key in keys
                if getattr(entry, key) is not None
            ]
    positions = tuple(
        ExtensionPosition(
            label=position.title,
            # With `until` the reader takes no end date from the file: see `_merge_entries`.
            ended=position.ended if position.until is not None else None,
            years=position.years,
            until=position.until,
            hours=position.hours,
            occupation=position.occupation,
        )
        for position in profile.experience
    )
    education = tuple(
        ExtensionEducation(
            label=schooling.what,
            qualification=schooling.qualification,
            level=schooling.level,
            unfinished=schooling.unfinished,
        )
        for schooling in profile.education
    )
    skills = tuple(
        ExtensionSkill(label=s.label, skill=s.profile_skill.skill, level=s.profile_skill.level)
        for s in exported_skills
    )
    extension = ProfileExtension(
        experience=_entries_with_details(positions),
        education=_entries_with_details(education),
        certificates=_entries_with_details(certificates),
        skills=skills,
    )
    return extension, benchpin_only


ExtensionEntry = TypeVar("ExtensionEntry", bound=Fact)


def _entries_with_details(entries: tuple[ExtensionEntry, ...]) -> tuple[ExtensionEntry, ...]:
    """All entries of a part, or none where no entry has more than its label.

    All of them, because entries with the same label are matched in their order.
    """
    has_labels_only = all(
        entry.model_dump(exclude_none=True).keys() == {"named"} for entry in entries
    )
    return () if has_labels_only else entries
