"""Restore the extension of an exported resume into the profile that was read from the file.

Extension data counts only while the entry that it belongs to is still in the file: a position or
skill that was removed with another program stays removed.
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


def find_extension(text: str) -> ProfileExtension | None:
    """The extension in a JSON Resume or a Europass document; None where there is none to read."""
    try:
        if text.lstrip("\ufeff \t\r\n").startswith("<"):
            extension_json = parse(text, "").text("DocumentInfo", "Comment")
        else:
            extension_json = json.dumps(json.loads(text)["meta"]["benchpin"])
        return ProfileExtension.model_validate_json(extension_json)
    except (BadInput, ValidationError, ValueError, LookupError, TypeError, RecursionError):
        return None


def restore_extension(resume: ReadResume, text: str, catalog: Catalog) -> ReadResume:
    """A resume with the extension of its file merged into its profile.

    A restored skill is confirmed, as it was when it was written. If the result does not agree with
    the catalog, the resume stays as it was, with a note.
    """
    extension = find_extension(text)
    if extension is None:
        return resume
    table = resume.profile.model_dump(by_alias=True, exclude_defaults=True)
    lines = {_plain(line) for line in resume.text.split("\n")}
    lines |= {
        line.rpartition(" (")[0] for line in lines
    }  # skills are written with their level: "Polishing (alone)"
    parts: tuple[tuple[str, str, tuple[Fact, ...]], ...] = (
        ("experience", "title", extension.experience),
        ("education", "what", extension.education),
        ("certificates", "what", extension.certificates),
    )
    for part, label_key, entries in parts:
        table[part] = _merge_entries(table.get(part, ()), label_key, entries)
    restored_skills = {
        skill.skill: {"skill": skill.skill, "level": skill.level}
        for skill in extension.skills
        if skill.skill in catalog.skills and _plain(skill.label) in lines
    }
    other_skills = tuple(
        skill for skill in table.get("skills", ()) if skill["skill"] not in restored_skills
    )
    table["skills"] = (*restored_skills.values(), *other_skills)
    try:
        profile = from_table(table, catalog, name="what the file carries")
    except BadInput as error:
        return replace(resume, notes=(*resume.notes, f"Not put back: {error}."))
    return replace(resume, profile=profile)


def _merge_entries(
    entries: tuple[dict[str, Any], ...], label_key: str, extensions: tuple[Fact, ...]
) -> tuple[dict[str, Any], ...]:
    """The entries of a part, each merged with the first unused extension of its label."""
    unused: dict[str, list[dict[str, Any]]] = {}
    # Reversed, so that `pop` takes the extensions of one label in their order.
    for extension in reversed(extensions):
        fields = extension.model_dump(exclude_none=True)
        unused.setdefault(_plain(fields["named"]), []).append(fields)
    merged_entries: list[dict[str, Any]] = []
    for entry in entries:
        matches = unused.get(_plain(entry[label_key]))
        if not matches:
            merged_entries.append(entry)
            continue
        fields = matches.pop()
        # Of a position with `until`, the file has that year as its end date, which is not restored.
        fields["ended"] = fields.get("ended", None if "until" in fields else entry.get("ended"))
        merged = {**entry, **fields}
        merged_entries.append({k: v for k, v in merged.items() if v is not None and k != "named"})
    return tuple(merged_entries)


def _plain(text: str) -> str:
    return " ".join(text.split())
