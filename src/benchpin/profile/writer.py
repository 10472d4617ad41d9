"""Write a profile as the TOML file that `loader` reads."""

from collections.abc import Iterable
from typing import Any

import rtoml

from benchpin.profile.model import SCHEMA, Profile, ProfileSkill

UNDECIDED_COMMENT = (
    "Found in your text. Each counts for nothing until you take away the marks before its lines;",
    "correct its level: 1 aware, 2 with help, 3 alone, 4 can teach.",
)


def as_toml(
    profile: Profile, notes: Iterable[str] = (), undecided: Iterable[ProfileSkill] = ()
) -> str:
    """A profile as TOML: the fields that differ from their defaults, in the order of the model.

    `notes` stand above it and the `undecided` skills below it, all as comments; a person confirms
    a skill by removing the comment marks before its lines.
    """
    table = _with_limits_as_list(profile.model_dump(by_alias=True, exclude_defaults=True))
    parts = [{"schema": SCHEMA}, *({key: value} for key, value in table.items() if key != "schema")]
    header = _comments(notes)
    sections = [header] if header else []
    sections += [rtoml.dumps(part, pretty=True).strip() + "\n" for part in parts]
    undecided_lines = [_skill_lines(skill) for skill in undecided]
    if undecided_lines:
        sections += [_comments(UNDECIDED_COMMENT), *map(_comments, undecided_lines)]
    return "\n".join(sections)


def _with_limits_as_list(table: dict[str, Any]) -> dict[str, Any]:
    """The table of a profile with its limits as a plain list of names where all are never."""
    circumstances = table.get("circumstances", {})
    limits = circumstances.get("limits", {})
    if not limits or set(limits.values()) != {"never"}:
        return table
    return {**table, "circumstances": {**circumstances, "limits": list(limits)}}


def _skill_lines(skill: ProfileSkill) -> list[str]:
    """The TOML lines of a skill without its status, so that it is read as confirmed."""
    table = skill.model_dump(exclude_none=True, include={"skill", "level", "evidence"})
    fields = {k: " ".join(v.split()) if isinstance(v, str) else v for k, v in table.items()}
    return rtoml.dumps({"skills": [fields]}).strip().split("\n")


def _comments(lines: Iterable[str]) -> str:
    # A comment ends with its line and holds no control character.
    printable_lines = ("".join(c if c.isprintable() else " " for c in line) for line in lines)
    return "".join(f"# {line}".rstrip() + "\n" for line in printable_lines)
