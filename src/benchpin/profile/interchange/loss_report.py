"""What a form cannot hold, and why: told to whoever takes a profile elsewhere."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from benchpin.catalog import Catalog
from benchpin.facts import LEVELS
from benchpin.profile.model import Profile, ProfileSkill
from benchpin.profile.resume.vocabulary import words


class ExportLoss(NamedTuple):
    """A place in a profile (`aims`, `skills.2.evidence`) and why a form does not hold it."""

    path: str
    why: str


STAYS: Final = {
    "aims": "what you have in mind is for you, and a resume goes to employers",
    "interests": "a resume goes to employers",
    "answers": "a resume goes to employers",
    "values": "a resume goes to employers",
    "circumstances": "pay, limits and terms are for you, and a resume goes to employers",
    "emphasis": "it weighs the parts of guidance, and says nothing of your work",
}
"""The parts of a profile that no resume is given, each with the reason."""


class ExportedLanguage(NamedTuple):
    """A language for a resume: its English name, its code where other programs know it, a level."""

    name: str
    code: str | None
    level: str


class ExportedSkill(NamedTuple):
    """A confirmed skill for a resume: in words, and as it is held."""

    words: str
    level: str
    held: ProfileSkill


def losses_of_every_format(profile: Profile) -> Iterator[ExportLoss]:
    """The parts of a profile that somebody filled in and that stay with them."""
    empty = Profile()
    for part, why in STAYS.items():
        if getattr(profile, part) != getattr(empty, part):
            yield ExportLoss(part, why)


def skills(profile: Profile, catalog: Catalog) -> tuple[list[ExportedSkill], list[ExportLoss]]:
    """The confirmed skills in words, and what of the skills is left out."""
    offered: list[ExportedSkill] = []
    lost: list[ExportLoss] = []
    for number, held in enumerate(profile.skills):
        place = f"skills.{number}"
        if held.status == "proposed":
            lost.append(ExportLoss(place, "it waits for your yes"))
            continue
        if held.status == "assumed":
            lost.append(ExportLoss(place, "it is assumed; you have not said it"))
            continue
        offered.append(ExportedSkill(catalog.skills[held.skill].label, LEVELS[held.level], held))
        if held.evidence:
            why = "what shows a skill has no field; write it under the work that it belongs to"
            lost.append(ExportLoss(f"{place}.evidence", why))
        for key in ("file", "start", "end"):
            if getattr(held, key) is not None:
                lost.append(ExportLoss(f"{place}.{key}", "it points into a file that stays here"))
    return offered, lost


def languages(profile: Profile) -> tuple[list[ExportedLanguage], list[ExportLoss]]:
    """The languages by their English names, and what of them is left out.

    A name stands for one code: where it is not the one that was given, that is a loss.
    """
    codes = words().languages
    names = {code: name.title() for name, code in reversed(codes.items())}
    spoken: list[ExportedLanguage] = []
    lost: list[ExportLoss] = []
    seen: set[str] = set()
    for number, each in enumerate(profile.languages):
        place, tag = f"languages.{number}", each.language
        code = next((c for c in (tag, tag.lower(), tag.lower().split("-")[0]) if c in names), None)
        if code is None:
            lost.append(
                ExportLoss(place, f"no English name of '{tag}' is known; its code stands there")
            )
        elif code in seen:
            lost.append(ExportLoss(place, f"{names[code]} stands there once"))
            continue
        elif code != tag:
            lost.append(ExportLoss(f"{place}.language", f"{names[code]} stands for it"))
        seen.add(code or tag)
        spoken.append(ExportedLanguage(names[code] if code else tag, code, each.level))
    return spoken, lost
