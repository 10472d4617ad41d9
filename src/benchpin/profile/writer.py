"""A profile as the file that it is read from."""

from collections.abc import Iterable

import rtoml

from benchpin.profile.model import SCHEMA, Profile, ProfileSkill

WAITING = (
    "Found in your text. Each counts for nothing until you take away the marks before its lines;",
    "correct its level: 1 aware, 2 with help, 3 alone, 4 can teach.",
)


def as_toml(
    profile: Profile, notes: Iterable[str] = (), waiting: Iterable[ProfileSkill] = ()
) -> str:
    """The profile file of a profile: what was said, in the order of the form, nothing else.

    Above it stand `notes` and below it the skills that wait for a yes, all as comments; a skill is
    confirmed by taking the marks of its comment away.
    """
    table = profile.model_dump(by_alias=True, exclude_defaults=True)
    parts = [{"schema": SCHEMA}, *({key: value} for key, value in table.items() if key != "schema")]
    told = _comments(notes)
    written = [told] if told else []
    written += [rtoml.dumps(part, pretty=True).strip() + "\n" for part in parts]
    asked = [_confirmed(skill) for skill in waiting]
    if asked:
        written += [_comments(WAITING), *map(_comments, asked)]
    return "\n".join(written)


def _confirmed(skill: ProfileSkill) -> list[str]:
    """The lines of a profile file that hold a skill as confirmed, with what shows it."""
    table = skill.model_dump(exclude_none=True, include={"skill", "level", "evidence"})
    said = {k: " ".join(v.split()) if isinstance(v, str) else v for k, v in table.items()}
    return rtoml.dumps({"skills": [said]}).strip().split("\n")


def _comments(lines: Iterable[str]) -> str:
    # A comment ends with its line and holds no control character.
    shown = ("".join(c if c.isprintable() else " " for c in line) for line in lines)
    return "".join(f"# {line}".rstrip() + "\n" for line in shown)
