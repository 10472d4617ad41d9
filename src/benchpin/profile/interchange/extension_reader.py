"""What a file carries for Benchpin, back in the profile that was read from it.

It counts only while the words that it belongs to still stand in the file: whoever takes a position
or a skill out of it with another program has taken it out.
"""

import json
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from benchpin.catalog import Catalog
from benchpin.facts import Fact
from benchpin.inputs.errors import BadInput
from benchpin.inputs.xml import parse
from benchpin.profile.interchange.extension import ProfileExtension
from benchpin.profile.loader import from_table
from benchpin.profile.resume.draft import ReadResume


def carried_in(text: str) -> ProfileExtension | None:
    """What a JSON Resume or a Europass document carries; None where it carries nothing."""
    try:
        if text.lstrip("\ufeff \t\r\n").startswith("<"):
            told = parse(text, "").text("DocumentInfo", "Comment")
        else:
            told = json.dumps(json.loads(text)["meta"]["benchpin"])
        return ProfileExtension.model_validate_json(told)
    except (BadInput, ValidationError, ValueError, LookupError, TypeError, RecursionError):
        return None


def restore_extension(found: ReadResume, text: str, catalog: Catalog) -> ReadResume:
    """A resume as it was read, with what its text carries put back where it belongs.

    A skill that comes back is confirmed, as it was when it was written. What does not agree with
    the catalog is left out, with a note.
    """
    kept = carried_in(text)
    if kept is None:
        return found
    table = found.profile.model_dump(by_alias=True, exclude_defaults=True)
    lines = {_plain(line) for line in found.text.split("\n")}
    lines |= {line.rpartition(" (")[0] for line in lines}  # a skill stands there with its level
    parts: tuple[tuple[str, str, tuple[Fact, ...]], ...] = (
        ("experience", "title", kept.experience),
        ("education", "what", kept.education),
        ("certificates", "what", kept.certificates),
    )
    for part, name, entries in parts:
        table[part] = _filled(table.get(part, ()), name, entries)
    back = {
        each.skill: {"skill": each.skill, "level": each.level}
        for each in kept.skills
        if each.skill in catalog.skills and _plain(each.named) in lines
    }
    spotted = tuple(each for each in table.get("skills", ()) if each["skill"] not in back)
    table["skills"] = (*back.values(), *spotted)
    try:
        profile = from_table(table, catalog, name="what the file carries")
    except BadInput as error:
        return replace(found, notes=(*found.notes, f"Not put back: {error}."))
    return replace(found, profile=profile)


def _filled(
    read: tuple[dict[str, Any], ...], name: str, kept: tuple[Fact, ...]
) -> tuple[dict[str, Any], ...]:
    """The entries of a part, each with what is kept for the first of its name."""
    left: dict[str, list[dict[str, Any]]] = {}
    for each in reversed(kept):
        own = each.model_dump(exclude_none=True)
        left.setdefault(_plain(own["named"]), []).append(own)
    filled: list[dict[str, Any]] = []
    for entry in read:
        same = left.get(_plain(entry[name]))
        if not same:
            filled.append(entry)
            continue
        own = same.pop()
        # Where only the year was known in which work ended, it stands in the file as its end.
        own["ended"] = own.get("ended", None if "until" in own else entry.get("ended"))
        both = {**entry, **own}
        filled.append({k: v for k, v in both.items() if v is not None and k != "named"})
    return tuple(filled)


def _plain(text: str) -> str:
    return " ".join(text.split())
