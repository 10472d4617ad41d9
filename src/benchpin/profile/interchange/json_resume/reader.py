"""Read JSON Resume (jsonresume.org, schema 1.x) as a draft profile."""

import json
from collections.abc import Iterator
from typing import Any

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile
from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.interchange.entries import (
    add_dates,
    parse_day,
    set_field,
    truncate_title,
    with_value,
)
from benchpin.profile.qualification_names import find_qualification
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan
from benchpin.profile.resume.education import find_education_level
from benchpin.profile.resume.languages import add_language

MAX_ENTRIES = 200
_PRIVATE = {
    "name": "name", "email": "email address", "phone": "phone number", "url": "web address",
    "website": "web address", "image": "picture", "picture": "picture",
    "location": "street address", "profiles": "web address",
}  # fmt: skip
_READ = {"basics", "work", "education", "certificates", "languages", "skills"}
# Sections without a part in a profile; they are read for skills only.
_AS_TEXT = ("volunteer", "projects", "awards", "publications", "interests")


def read_json(text: str, name: str, catalog: Catalog, composed_text: ComposedText) -> DraftProfile:
    """The draft of a JSON Resume; raises BadFile for other or broken JSON."""
    resume = _json_table(text, name)
    draft = DraftProfile()
    basics = resume.get("basics")
    basics = basics if isinstance(basics, dict) else {}
    composed_text.left_out |= {kind for key, kind in _PRIVATE.items() if basics.get(key)}
    composed_text.name = _first(basics, "name")
    if any(basics.get(key) for key in ("label", "summary")):
        composed_text.heading("Summary")
        composed_text.add(basics.get("label"))
        composed_text.add(basics.get("summary"))
    _work(resume, composed_text, draft)
    _education(resume, catalog, composed_text, draft)
    _certificates(resume, catalog, composed_text, draft)
    for item in _entries(resume, "languages"):
        if (language_name := _first(item, "language", "name")) and (
            piece := composed_text.add(f"{language_name}: {_first(item, 'fluency', 'level') or ''}")
        ):
            level = _first(item, "fluency", "level") or ""
            add_language(language_name, level, (piece.start, piece.end), draft)
    _skills(resume, composed_text)
    for key in _AS_TEXT:
        _as_text(resume, key, composed_text)
    if _entries_exist(resume, "volunteer"):
        draft.notes.append("Volunteer work was read for skills, not as positions.")
    if resume.get("references"):
        composed_text.left_out.add("referee")
    unread = sorted(
        k for k in resume if k not in _READ | {*_AS_TEXT, "references", "meta", "$schema"}
    )
    if unread:
        unread_names = ", ".join(key[:40] for key in unread[:5])
        draft.notes.append(f"Not read: {unread_names}{', ...' if len(unread) > 5 else ''}.")
    return draft


def _json_table(text: str, name: str) -> dict[str, Any]:
    try:
        resume = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"is not valid JSON (line {error.lineno}); mend the line"
        raise BadFile(f"{name}: {message}") from None
    except (RecursionError, ValueError):
        raise BadFile(
            f"{name}: is JSON that no resume has (too deep, too large); correct it"
        ) from None
    if not isinstance(resume, dict) or not _READ & resume.keys():
        raise BadFile(
            f"{name}: is JSON, but no JSON Resume (none of basics, work, education, ... stands in "
            "it); see jsonresume.org for its form"
        )
    return resume


def _entries(resume: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    value = resume.get(key)
    if isinstance(value, list):
        yield from (item for item in value[:MAX_ENTRIES] if isinstance(item, dict))


def _entries_exist(resume: dict[str, Any], key: str) -> bool:
    return next(_entries(resume, key), None) is not None


def _first(item: dict[str, Any], *keys: str) -> str | None:
    """The text of the first of these keys that has any; None without."""
    for key in keys:
        if isinstance(value := item.get(key), str) and value.strip():
            return value.strip()
    return None


def _texts(item: dict[str, Any], *keys: str) -> list[str]:
    """All texts under these keys, in lists too."""
    texts: list[str] = []
    for key in keys:
        value = item.get(key)
        values = value[:MAX_ENTRIES] if isinstance(value, list) else [value]
        texts += [part for part in values if isinstance(part, str)]
    return texts


def _work(resume: dict[str, Any], composed_text: ComposedText, draft: DraftProfile) -> None:
    for number, item in enumerate(_entries(resume, "work")):
        composed_text.heading("Experience")
        title = composed_text.add(_first(item, "position", "title"))
        if title is None:
            draft.notes.append(f"work.{number} was left out: it has no position.")
            continue
        entry: Entry = {"title": truncate_title(title)}
        # "company" was the key before schema 1.0.
        set_field(entry, "employer", composed_text.add(_first(item, "name", "company")))
        set_field(entry, "place", composed_text.add(_first(item, "location")))
        add_dates(entry, item.get("startDate"), item.get("endDate"), composed_text, draft)
        set_field(entry, "did", composed_text.add_lines(*_texts(item, "summary", "highlights")))
        if item.get("url") or item.get("website"):
            composed_text.left_out.add("web address")
        draft.experience.append(entry)


def _education(
    resume: dict[str, Any], catalog: Catalog, composed_text: ComposedText, draft: DraftProfile
) -> None:
    for item in _entries(resume, "education"):
        composed_text.heading("Education")
        kind, area = _first(item, "studyType"), _first(item, "area")
        subject = composed_text.add(", ".join(part for part in (kind, area) if part))
        school = composed_text.add(_first(item, "institution"))
        if subject is None:
            subject, school = school, None
        if subject is None:
            continue
        entry: Entry = {"what": subject}
        set_field(entry, "where", school)
        if day := parse_day(item.get("endDate")):
            set_field(entry, "ended", with_value(composed_text.add(item["endDate"]), day))
        if qualification := find_qualification(area or "", catalog) or find_qualification(
            subject.value, catalog
        ):
            entry["qualification"] = TextSpan(qualification, subject.start, subject.end)
        if level := find_education_level(kind or subject.value):
            entry["level"] = TextSpan(level, subject.start, subject.end)
        composed_text.add_lines(*_texts(item, "courses"))
        draft.education.append(entry)


def _certificates(
    resume: dict[str, Any], catalog: Catalog, composed_text: ComposedText, draft: DraftProfile
) -> None:
    for item in _entries(resume, "certificates"):
        composed_text.heading("Certificates")
        subject = composed_text.add(_first(item, "name", "title"))
        if subject is None:
            continue
        entry: Entry = {"what": subject}
        set_field(entry, "issuer", composed_text.add(_first(item, "issuer")))
        if day := parse_day(item.get("date")):
            set_field(entry, "year", with_value(composed_text.add(item["date"]), int(day[:4])))
        if qualification := find_qualification(subject.value, catalog):
            entry["qualification"] = TextSpan(qualification, subject.start, subject.end)
        draft.certificates.append(entry)


def _skills(resume: dict[str, Any], composed_text: ComposedText) -> None:
    if _entries_exist(resume, "skills"):
        composed_text.heading("Skills")
    for item in _entries(resume, "skills"):
        names = [*_texts(item, "name"), *_texts(item, "keywords")]
        level = _first(item, "level")
        composed_text.add(", ".join(names) + (f" ({level})" if level and names else ""))


def _as_text(resume: dict[str, Any], key: str, composed_text: ComposedText) -> None:
    if _entries_exist(resume, key):
        composed_text.heading(key.title())
    for item in _entries(resume, key):
        keys = ("position", "title", "name", "organization", "description", "summary", "highlights")
        composed_text.add_lines(*_texts(item, *keys, "keywords"))
