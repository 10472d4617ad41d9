"""What an export format cannot hold of a profile, and why."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from benchpin.catalog import Catalog
from benchpin.facts import LEVELS
from benchpin.profile.model import Profile, ProfileSkill
from benchpin.profile.resume.vocabulary import resume_vocabulary


class ExportLoss(NamedTuple):
    """A path in a profile (`aims`, `skills.2.evidence`) and why a format does not hold it."""

    path: str
    reason: str


PRIVATE_PARTS: Final = {
    "about": "it was said in confidence, and a resume goes to employers",
    "aims": "what you have in mind is for you, and a resume goes to employers",
    "interests": "a resume goes to employers",
    "answers": "a resume goes to employers",
    "values": "a resume goes to employers",
    "circumstances": "pay, limits and terms are for you, and a resume goes to employers",
    "emphasis": "it weighs the parts of guidance, and says nothing of your work",
}
"""The parts of a profile that go into no resume, each with the reason."""


class ExportedLanguage(NamedTuple):
    """A language for a resume: English name, code (None where it has no English name), level."""

    name: str
    code: str | None
    level: str


class ExportedSkill(NamedTuple):
    """A confirmed skill for a resume: label and level in words, and the skill of the profile."""

    label: str
    level: str
    profile_skill: ProfileSkill


def losses_of_every_format(profile: Profile) -> Iterator[ExportLoss]:
    """The filled-in parts of a profile that no format holds."""
    empty = Profile()
    for part, reason in PRIVATE_PARTS.items():
        if getattr(profile, part) != getattr(empty, part):
            yield ExportLoss(part, reason)


def export_skills(
    profile: Profile, catalog: Catalog
) -> tuple[list[ExportedSkill], list[ExportLoss]]:
    """The confirmed skills in words, and the skill data that is left out."""
    exported: list[ExportedSkill] = []
    losses: list[ExportLoss] = []
    for number, profile_skill in enumerate(profile.skills):
        place = f"skills.{number}"
        if profile_skill.status == "proposed":
            losses.append(ExportLoss(place, "it waits for your yes"))
            continue
        if profile_skill.status == "assumed":
            losses.append(ExportLoss(place, "it is assumed; you have not said it"))
            continue
        exported.append(
            ExportedSkill(
                catalog.skills[profile_skill.skill].label,
                LEVELS[profile_skill.level],
                profile_skill,
            )
        )
        if profile_skill.evidence:
            reason = "what shows a skill has no field; write it under the work that it belongs to"
            losses.append(ExportLoss(f"{place}.evidence", reason))
        for key in ("file", "start", "end"):
            if getattr(profile_skill, key) is not None:
                losses.append(ExportLoss(f"{place}.{key}", "it points into a file that stays here"))
    return exported, losses


def export_languages(profile: Profile) -> tuple[list[ExportedLanguage], list[ExportLoss]]:
    """The languages by their English names, and the language data that is left out.

    A name stands for one code; where the profile has another (`en-GB`), the difference is a loss.
    """
    codes = resume_vocabulary().languages
    # Reversed, so that of several names of one code the first in the vocabulary counts.
    names = {code: name.title() for name, code in reversed(codes.items())}
    exported: list[ExportedLanguage] = []
    losses: list[ExportLoss] = []
    exported_codes: set[str] = set()
    for number, language in enumerate(profile.languages):
        place, tag = f"languages.{number}", language.language
        code = next((c for c in (tag, tag.lower(), tag.lower().split("-")[0]) if c in names), None)
        if code is None:
            losses.append(
                ExportLoss(place, f"no English name of '{tag}' is known; its code stands there")
            )
        elif code in exported_codes:
            losses.append(ExportLoss(place, f"{names[code]} stands there once"))
            continue
        elif code != tag:
            losses.append(ExportLoss(f"{place}.language", f"{names[code]} stands for it"))
        exported_codes.add(code or tag)
        exported.append(ExportedLanguage(names[code] if code else tag, code, language.level))
    return exported, losses
