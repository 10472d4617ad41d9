"""Fields of a draft entry: dates, values and titles from structured resumes."""

from typing import Any

from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.resume.dates import parse_date
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan


def add_dates(
    entry: Entry, start_value: Any, end_value: Any, composed_text: ComposedText, draft: DraftProfile
) -> None:
    """Add start and end of a position where they are dates; neither where the end comes first."""
    start_day, end_day = parse_day(start_value), parse_day(end_value)
    if start_day and end_day and end_day < start_day[: len(end_day)]:
        draft.notes.append(
            f"The dates of '{entry['title'].value[:60]}' were left out: they end before they begin."
        )
        return
    if start_day:
        set_field(entry, "started", with_value(composed_text.add(str(start_value)), start_day))
    if end_day:
        set_field(entry, "ended", with_value(composed_text.add(str(end_value)), end_day))


def parse_day(value: Any) -> str | None:
    """A date as in a profile (2019, 2019-03, 2019-03-31); None where the value is no date."""
    if not isinstance(value, str) or not 4 <= len(value.strip()) <= 40:
        return None
    # "T" starts the time of an ISO 8601 timestamp.
    day = parse_date(value.strip().partition("T")[0].strip())[0]
    return day if day and "1900" <= day[:4] <= "2099" else None


def with_value(piece: TextSpan | None, value: Any) -> TextSpan | None:
    """A text span with another value in place of its text."""
    return piece._replace(value=value) if piece else None


def set_field(entry: Entry, key: str, piece: TextSpan | None) -> None:
    """Set a field of an entry, unless its span is None."""
    if piece is not None:
        entry[key] = piece


def truncate_title(title: TextSpan) -> TextSpan:
    """A title on one line, cut to the 300 characters that a profile allows."""
    return title._replace(value=" ".join(title.value.split())[:300])
