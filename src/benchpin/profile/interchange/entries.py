"""Entries."""

from typing import Any

from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.resume.dates import one_date
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan


def add_dates(
    entry: Entry, began: Any, ended: Any, page: ComposedText, draft: DraftProfile
) -> None:
    """Add the dates of a position that are dates and in order."""
    first, last = day_of(began), day_of(ended)
    if first and last and last < first[: len(last)]:
        draft.notes.append(
            f"The dates of '{entry['title'].value[:60]}' were left out: they end before they begin."
        )
        return
    if first:
        set_field(entry, "started", as_value(page.add(str(began)), first))
    if last:
        set_field(entry, "ended", as_value(page.add(str(ended)), last))


def day_of(value: Any) -> str | None:
    """A date as a profile has it; None for what is none."""
    if not isinstance(value, str) or not 4 <= len(value.strip()) <= 40:
        return None
    day = one_date(value.strip().partition("T")[0].strip())[0]
    return day if day and "1900" <= day[:4] <= "2099" else None


def as_value(piece: TextSpan | None, value: Any) -> TextSpan | None:
    """A piece with what it means in place of what it says."""
    return piece._replace(value=value) if piece else None


def set_field(entry: Entry, key: str, piece: TextSpan | None) -> None:
    """Add a field to an entry where there is one."""
    if piece is not None:
        entry[key] = piece


def truncate_title(title: TextSpan) -> TextSpan:
    """A title on one line, no longer than a profile takes."""
    return title._replace(value=" ".join(title.value.split())[:300])
