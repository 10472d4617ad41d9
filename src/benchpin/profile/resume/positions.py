"""Read positions from a section of experience."""

import re
from collections.abc import Sequence
from itertools import pairwise

from benchpin.catalog import Catalog
from benchpin.profile.resume.dates import DateRange, find_date_ranges
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan
from benchpin.profile.resume.entry_headers import (
    EntryHeader,
    country_names,
    read_header,
    split_pieces,
)
from benchpin.profile.resume.narrative_positions import is_narrative, read_narrative_positions
from benchpin.profile.resume.sections import ResumeLine
from benchpin.profile.resume.vocabulary import normalize_text, resume_vocabulary

MAX_HEADER = 110
"""Characters of a line that may belong to a header."""
MAX_HEADER_WORDS = 16
MAX_HEADER_LINES = 3
"""Header lines above the line with the dates."""
_ENDS_A_SENTENCE = re.compile(r"[a-z]{3,}[.!]$")
_ABBREVIATION = re.compile(r"\b(?:Inc|Ltd|Co|Corp|St|Jr|Sr|Bros)\.$")


def read_experience(
    lines: Sequence[ResumeLine],
    catalog: Catalog,
    draft: DraftProfile,
    *,
    day_first: bool,
    text: str,
) -> None:
    """Add the positions of a section to the draft, and notes on what was left out.

    The header of a position is a line with dates (the anchor) and the short lines around it: as
    many above it as above the first anchor of the section, and those below up to the first task.
    The lines up to the next header are its duties.
    """
    dates_by_line = [_dates_of(line, day_first) for line in lines]
    anchors = [n for n, line_dates in enumerate(dates_by_line) if line_dates]
    if not anchors:
        if not read_narrative_positions(lines, catalog, draft, day_first=day_first, text=text):
            _without_dates(lines, catalog, draft, text)
        return
    first_start = _header_start(lines, anchors[0], 0, MAX_HEADER_LINES)
    header_height = anchors[0] - first_start
    starts = [first_start]
    for before, anchor in pairwise(anchors):
        starts.append(_header_start(lines, anchor, before + 1, header_height))
    group: TextSpan | None = None
    places = country_names(catalog)
    for number, (start, anchor) in enumerate(zip(starts, anchors, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        header, body = _read_position_header(
            lines, dates_by_line, (start, anchor, end), catalog, places
        )
        # Several positions at one employer: only the first has the employer above its dates.
        if header.employer is None and start == anchor and header_height and group is not None:
            header = EntryHeader(
                header.title, group, header.place, header.hours, header.title_recognized
            )
        elif header.employer is not None and start < anchor:
            group = header.employer
        _add_position(header, dates_by_line[anchor], lines[body:end], lines[anchor], draft, text)


def _dates_of(line: ResumeLine, day_first: bool) -> list[DateRange]:
    """The dates of a line that could be a header; none in a task or a sentence."""
    if line.bullet or len(line.text) > MAX_HEADER or is_narrative(line.text):
        return []
    date_ranges = find_date_ranges(line.text, day_first=day_first)
    if not date_ranges:
        return []
    closed = [period for period in date_ranges if not (period.single or period.open)]
    if closed:
        return closed[:1]
    # One date alone, or one after "since", counts only at an edge of a short line.
    single_date = date_ranges[-1]
    at_edge = single_date.end >= len(line.text.rstrip(" )].")) or date_ranges[0].start <= 1
    return [single_date] if at_edge and len(line.text.split()) <= MAX_HEADER_WORDS else []


def _is_short(line: ResumeLine) -> bool:
    """Whether a line may belong to a header: short, no task, no sentence, no continuation."""
    if line.bullet or len(line.text) > MAX_HEADER or len(line.text.split()) > MAX_HEADER_WORDS:
        return False
    if _ENDS_A_SENTENCE.search(line.text) and not _ABBREVIATION.search(line.text):
        return False
    return not line.text[0].islower()


def _header_start(lines: Sequence[ResumeLine], anchor: int, floor: int, limit: int) -> int:
    """The number of the first short line that belongs to the header of an anchor.

    All lines since an empty line belong to it if each is short; without an empty line, `limit`.
    """
    start = anchor
    while start > floor and anchor - start < MAX_HEADER_LINES and _is_short(lines[start - 1]):
        if lines[start].gap:
            return start
        start -= 1
    return start if lines[start].gap else max(start, anchor - limit)


def _read_position_header(
    lines: Sequence[ResumeLine],
    dates_by_line: Sequence[list[DateRange]],
    block: tuple[int, int, int],
    catalog: Catalog,
    places: frozenset[str],
) -> tuple[EntryHeader, int]:
    """The header of one position, and the number of the line where its duties begin."""
    start, anchor, end = block
    cut_spans = [(p.start, p.end) for p in dates_by_line[anchor]]
    rows = [
        split_pieces(line.text, line.start, cut_spans if n == anchor else ())
        for n, line in enumerate(lines[start : anchor + 1], start)
    ]
    header = read_header(rows, catalog, places)
    body = anchor + 1
    while body < end and body - anchor <= 2 and _is_short(lines[body]):
        if lines[body].gap and header.title is not None:
            break
        row = split_pieces(lines[body].text, lines[body].start)
        longer_header = read_header([*rows, row], catalog, places)
        if not _is_more_complete(header, longer_header):
            break
        rows.append(row)
        header = longer_header
        body += 1
    return header, body


def _is_more_complete(header: EntryHeader, longer_header: EntryHeader) -> bool:
    """Whether a further line adds to a header what its lines so far do not have."""
    if header.title is None or header.employer is None:
        return longer_header.title_recognized or not header.title_recognized
    return (
        not header.employer_recognized
        and longer_header.employer_recognized
        and longer_header.title_recognized
    )


def _add_position(
    header: EntryHeader,
    date_ranges: Sequence[DateRange],
    body: Sequence[ResumeLine],
    line: ResumeLine,
    draft: DraftProfile,
    text: str,
) -> None:
    if (
        header.title is not None
        and normalize_text(header.title.value) in resume_vocabulary().breaks
    ):
        draft.notes.append(f"{_quoted(line.text)} is taken as time away from work, not a position.")
        return
    if header.title is None:
        draft.notes.append(f"A position was left out: no title was found in {_quoted(line.text)}.")
        return
    entry: Entry = {"title": header.title}
    for key, piece in (("employer", header.employer), ("place", header.place)):
        if piece is not None:
            entry[key] = piece
    if date_ranges:
        _add_dates(entry, date_ranges[0], line, draft)
    if header.hours is not None:
        entry["hours"] = header.hours
    if duties := duties_text(body, text):
        entry["did"] = duties
    if not header.title_recognized:
        draft.notes.append(
            f"It is not sure that {_quoted(header.title.value)} is the title of a position; "
            "see whether it is."
        )
    draft.experience.append(entry)


def _add_dates(entry: Entry, period: DateRange, line: ResumeLine, draft: DraftProfile) -> None:
    start, end = line.start + period.start, line.start + period.end
    started, ended = period.started, period.ended
    if started and ended and ended < started[: len(ended)]:
        draft.notes.append(
            f"The dates {_quoted(line.text[period.start : period.end])} were left out: they end "
            "before they begin."
        )
        return
    if started:
        entry["started"] = TextSpan(started, start, end)
    if ended:
        entry["ended"] = TextSpan(ended, start, end)
    if period.vague:
        draft.notes.append(
            f"Of {_quoted(line.text[period.start : period.end])} only the year is kept."
        )


def duties_text(body: Sequence[ResumeLine], text: str) -> TextSpan | None:
    """The duties, one task a line; a line that continues the one above is joined to it."""
    tasks: list[str] = []
    for line in body:
        task = " ".join(line.text.split())
        # Among bullets a line without one continues a task, even if it starts with a capital.
        continues_previous = (
            tasks
            and not line.bullet
            and not line.gap
            and (line.text[0].islower() or any(body_line.bullet for body_line in body))
        )
        if continues_previous:
            tasks[-1] = f"{tasks[-1]} {task}"
        else:
            tasks.append(task)
    if not tasks:
        return None
    return TextSpan("\n".join(tasks), body[0].start, body[-1].end)


def _without_dates(
    lines: Sequence[ResumeLine], catalog: Catalog, draft: DraftProfile, text: str
) -> None:
    """Add the positions of a section without any dates: the short lines with a title."""
    places = country_names(catalog)
    headers: list[tuple[int, EntryHeader]] = []
    for number, line in enumerate(lines):
        if _is_short(line):
            header = read_header([split_pieces(line.text, line.start)], catalog, places)
            if header.title is not None and header.title_recognized:
                headers.append((number, header))
    if not headers:
        if lines:
            draft.notes.append("No position was found under the heading for experience.")
        return
    for position, (number, header) in enumerate(headers):
        end = headers[position + 1][0] if position + 1 < len(headers) else len(lines)
        _add_position(header, (), lines[number + 1 : end], lines[number], draft, text)
    draft.notes.append("No dates were found under the heading for experience; add them.")


def _quoted(text: str) -> str:
    shortened = " ".join(text.split())
    return f"'{shortened if len(shortened) <= 60 else shortened[:60] + '...'}'"
