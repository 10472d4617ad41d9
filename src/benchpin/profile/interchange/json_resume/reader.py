"""JSON Resume (jsonresume.org, schema 1.x) as a draft of a profile."""

import json
from collections.abc import Iterator
from typing import Any

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile
from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.interchange.entries import (
    add_dates,
    as_value,
    day_of,
    set_field,
    truncate_title,
)
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan
from benchpin.profile.resume.education import level_of, qualification_of
from benchpin.profile.resume.languages import add_language

MAX_ENTRIES = 200
_PRIVATE = {
    "name": "name", "email": "email address", "phone": "phone number", "url": "web address",
    "website": "web address", "image": "picture", "picture": "picture",
    "location": "street address", "profiles": "web address",
}  # fmt: skip
_READ = {"basics", "work", "education", "certificates", "languages", "skills"}
_AS_TEXT = ("volunteer", "projects", "awards", "publications", "interests")


def read_json(text: str, name: str, catalog: Catalog, page: ComposedText) -> DraftProfile:
    """The draft in a JSON Resume; raises BadFile where it is another kind of JSON or broken."""
    held = _loaded(text, name)
    draft = DraftProfile()
    basics = held.get("basics")
    basics = basics if isinstance(basics, dict) else {}
    page.left_out |= {kind for key, kind in _PRIVATE.items() if basics.get(key)}
    page.name = _first(basics, "name")
    if any(basics.get(key) for key in ("label", "summary")):
        page.heading("Summary")
        page.add(basics.get("label"))
        page.add(basics.get("summary"))
    _work(held, page, draft)
    _education(held, catalog, page, draft)
    _certificates(held, catalog, page, draft)
    for item in _entries(held, "languages"):
        if (spoken := _first(item, "language", "name")) and (
            piece := page.add(f"{spoken}: {_first(item, 'fluency', 'level') or ''}")
        ):
            level = _first(item, "fluency", "level") or ""
            add_language(spoken, level, (piece.start, piece.end), draft)
    _skills(held, page)
    for key in _AS_TEXT:
        _as_text(held, key, page)
    if _entries_exist(held, "volunteer"):
        draft.notes.append("Volunteer work was read for skills, not as positions.")
    if held.get("references"):
        page.left_out.add("referee")
    unread = sorted(
        k for k in held if k not in _READ | {*_AS_TEXT, "references", "meta", "$schema"}
    )
    if unread:
        named = ", ".join(key[:40] for key in unread[:5])
        draft.notes.append(f"Not read: {named}{', ...' if len(unread) > 5 else ''}.")
    return draft


def _loaded(text: str, name: str) -> dict[str, Any]:
    try:
        held = json.loads(text)
    except json.JSONDecodeError as error:
        words = f"is not valid JSON (line {error.lineno}); mend the line"
        raise BadFile(f"{name}: {words}") from None
    except (RecursionError, ValueError):
        raise BadFile(
            f"{name}: is JSON that no resume has (too deep, too large); mend it"
        ) from None
    if not isinstance(held, dict) or not _READ & held.keys():
        raise BadFile(
            f"{name}: is JSON, but no JSON Resume (none of basics, work, education, ... stands in "
            "it); see jsonresume.org for its form"
        )
    return held


def _entries(held: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    value = held.get(key)
    if isinstance(value, list):
        yield from (item for item in value[:MAX_ENTRIES] if isinstance(item, dict))


def _entries_exist(held: dict[str, Any], key: str) -> bool:
    return next(_entries(held, key), None) is not None


def _first(item: dict[str, Any], *keys: str) -> str | None:
    """The first of these keys that holds text."""
    for key in keys:
        if isinstance(value := item.get(key), str) and value.strip():
            return value.strip()
    return None


def _texts(item: dict[str, Any], *keys: str) -> list[str]:
    """All texts under these keys, those in lists too."""
    found: list[str] = []
    for key in keys:
        value = item.get(key)
        listed = value[:MAX_ENTRIES] if isinstance(value, list) else [value]
        found += [part for part in listed if isinstance(part, str)]
    return found


def _work(held: dict[str, Any], page: ComposedText, draft: DraftProfile) -> None:
    for number, item in enumerate(_entries(held, "work")):
        page.heading("Experience")
        title = page.add(_first(item, "position", "title"))
        if title is None:
            draft.notes.append(f"work.{number} was left out: it has no position.")
            continue
        entry: Entry = {"title": truncate_title(title)}
        set_field(entry, "employer", page.add(_first(item, "name", "company")))
        set_field(entry, "place", page.add(_first(item, "location")))
        add_dates(entry, item.get("startDate"), item.get("endDate"), page, draft)
        set_field(entry, "did", page.together(*_texts(item, "summary", "highlights")))
        if item.get("url") or item.get("website"):
            page.left_out.add("web address")
        draft.experience.append(entry)


def _education(
    held: dict[str, Any], catalog: Catalog, page: ComposedText, draft: DraftProfile
) -> None:
    for item in _entries(held, "education"):
        page.heading("Education")
        kind, area = _first(item, "studyType"), _first(item, "area")
        what = page.add(", ".join(part for part in (kind, area) if part))
        where = page.add(_first(item, "institution"))
        if what is None:
            what, where = where, None
        if what is None:
            continue
        entry: Entry = {"what": what}
        set_field(entry, "where", where)
        if day := day_of(item.get("endDate")):
            set_field(entry, "ended", as_value(page.add(item["endDate"]), day))
        if known := qualification_of(area or "", catalog) or qualification_of(what.value, catalog):
            entry["qualification"] = TextSpan(known, what.start, what.end)
        if level := level_of(kind or what.value):
            entry["level"] = TextSpan(level, what.start, what.end)
        page.together(*_texts(item, "courses"))
        draft.education.append(entry)


def _certificates(
    held: dict[str, Any], catalog: Catalog, page: ComposedText, draft: DraftProfile
) -> None:
    for item in _entries(held, "certificates"):
        page.heading("Certificates")
        what = page.add(_first(item, "name", "title"))
        if what is None:
            continue
        entry: Entry = {"what": what}
        set_field(entry, "issuer", page.add(_first(item, "issuer")))
        if day := day_of(item.get("date")):
            set_field(entry, "year", as_value(page.add(item["date"]), int(day[:4])))
        if known := qualification_of(what.value, catalog):
            entry["qualification"] = TextSpan(known, what.start, what.end)
        draft.certificates.append(entry)


def _skills(held: dict[str, Any], page: ComposedText) -> None:
    if _entries_exist(held, "skills"):
        page.heading("Skills")
    for item in _entries(held, "skills"):
        named = [*_texts(item, "name"), *_texts(item, "keywords")]
        level = _first(item, "level")
        page.add(", ".join(named) + (f" ({level})" if level and named else ""))


def _as_text(held: dict[str, Any], key: str, page: ComposedText) -> None:
    if _entries_exist(held, key):
        page.heading(key.title())
    for item in _entries(held, key):
        keys = ("position", "title", "name", "organization", "description", "summary", "highlights")
        page.together(*_texts(item, *keys, "keywords"))
