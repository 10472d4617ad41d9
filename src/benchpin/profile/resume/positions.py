"""Positions in a section of experience."""

import re
from collections.abc import Sequence
from itertools import pairwise

from benchpin.catalog import Catalog
from benchpin.profile.resume.dates import DateRange, periods
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan
from benchpin.profile.resume.entry_headers import EntryHeader, in_places, pieces, read_header
from benchpin.profile.resume.narrative_positions import is_narrative, read_narrative_positions
from benchpin.profile.resume.sections import ResumeLine
from benchpin.profile.resume.vocabulary import plain, words

MAX_HEADER = 110
MAX_HEADER_WORDS = 16
MAX_LINES_ABOVE = 3
_ENDS_A_SENTENCE = re.compile(r"[a-z]{3,}[.!]$")
_ABBREVIATION = re.compile(r"\b(?:Inc|Ltd|Co|Corp|St|Jr|Sr|Bros)\.$")


def read_experience(
    lines: Sequence[ResumeLine], catalog: Catalog, draft: DraftProfile, *, british: bool, text: str
) -> None:
    """Add the positions of a section to the draft, and notes on what was left out.

    A position is a line with dates, and with it the short lines around: as many above it as stand
    above the first dates of the section, and those below up to the first task. What follows, to
    the next position, is what was done.
    """
    dated = [_dates_of(line, british) for line in lines]
    anchors = [n for n, found in enumerate(dated) if found]
    if not anchors:
        if not read_narrative_positions(lines, catalog, draft, british=british, text=text):
            _without_dates(lines, catalog, draft, text)
        return
    above = _above(lines, anchors[0], 0, MAX_LINES_ABOVE)
    usual = anchors[0] - above
    starts = [above]
    for before, anchor in pairwise(anchors):
        starts.append(_above(lines, anchor, before + 1, usual))
    group: TextSpan | None = None
    places = in_places(catalog)
    for number, (start, anchor) in enumerate(zip(starts, anchors, strict=True)):
        stop = starts[number + 1] if number + 1 < len(starts) else len(lines)
        header, body = _read_one(lines, dated, (start, anchor, stop), catalog, places)
        if header.employer is None and start == anchor and usual and group is not None:
            header = EntryHeader(header.title, group, header.place, header.hours, header.sure)
        elif header.employer is not None and start < anchor:
            group = header.employer
        _add(header, dated[anchor], lines[body:stop], lines[anchor], draft, text)


def _dates_of(line: ResumeLine, british: bool) -> list[DateRange]:
    """The dates of a line that could stand above a position; none in a task or a sentence."""
    if line.bullet or len(line.text) > MAX_HEADER or is_narrative(line.text):
        return []
    found = periods(line.text, british=british)
    if not found:
        return []
    closed = [period for period in found if not (period.single or period.open)]
    if closed:
        return closed[:1]
    # One date alone, or one after "since", counts where it stands at an edge of a short line.
    only = found[-1]
    at_edge = only.end >= len(line.text.rstrip(" )].")) or found[0].start <= 1
    return [only] if at_edge and len(line.text.split()) <= MAX_HEADER_WORDS else []


def _is_short(line: ResumeLine) -> bool:
    if line.bullet or len(line.text) > MAX_HEADER or len(line.text.split()) > MAX_HEADER_WORDS:
        return False
    if _ENDS_A_SENTENCE.search(line.text) and not _ABBREVIATION.search(line.text):
        return False
    return not line.text[0].islower()


def _above(lines: Sequence[ResumeLine], anchor: int, floor: int, most: int) -> int:
    """The first of the short lines that belong above a line with dates.

    They are all those since an empty line, if every one is short; without an empty line, `most`.
    """
    start = anchor
    while start > floor and anchor - start < MAX_LINES_ABOVE and _is_short(lines[start - 1]):
        if lines[start].gap:
            return start
        start -= 1
    return start if lines[start].gap else max(start, anchor - most)


def _read_one(
    lines: Sequence[ResumeLine],
    dated: Sequence[list[DateRange]],
    place: tuple[int, int, int],
    catalog: Catalog,
    places: frozenset[str],
) -> tuple[EntryHeader, int]:
    """The header of one position, and the number of the line where its tasks begin."""
    start, anchor, stop = place
    cut = [(p.start, p.end) for p in dated[anchor]]
    rows = [
        pieces(line.text, line.start, cut if n == anchor else ())
        for n, line in enumerate(lines[start : anchor + 1], start)
    ]
    header = read_header(rows, catalog, places)
    body = anchor + 1
    while body < stop and body - anchor <= 2 and _is_short(lines[body]):
        if lines[body].gap and header.title is not None:
            break
        row = pieces(lines[body].text, lines[body].start)
        more = read_header([*rows, row], catalog, places)
        if not _better(header, more):
            break
        rows.append(row)
        header = more
        body += 1
    return header, body


def _better(header: EntryHeader, more: EntryHeader) -> bool:
    """Whether a further line of a header says what the lines before left open."""
    if header.title is None or header.employer is None:
        return more.sure or not header.sure
    return not header.marked and more.marked and more.sure


def _add(
    header: EntryHeader,
    dated: Sequence[DateRange],
    body: Sequence[ResumeLine],
    line: ResumeLine,
    draft: DraftProfile,
    text: str,
) -> None:
    if header.title is not None and plain(header.title.value) in words().breaks:
        draft.notes.append(f"{_shown(line.text)} is taken as time away from work, not a position.")
        return
    if header.title is None:
        draft.notes.append(f"A position was left out: no title was found in {_shown(line.text)}.")
        return
    entry: Entry = {"title": header.title}
    for key, piece in (("employer", header.employer), ("place", header.place)):
        if piece is not None:
            entry[key] = piece
    if dated:
        _add_dates(entry, dated[0], line, draft)
    if header.hours is not None:
        entry["hours"] = header.hours
    if did := duties_text(body, text):
        entry["did"] = did
    if not header.sure:
        draft.notes.append(
            f"It is not sure that {_shown(header.title.value)} is the title of a position; "
            "see whether it is."
        )
    draft.experience.append(entry)


def _add_dates(entry: Entry, period: DateRange, line: ResumeLine, draft: DraftProfile) -> None:
    start, end = line.start + period.start, line.start + period.end
    began, ended = period.started, period.ended
    if began and ended and ended < began[: len(ended)]:
        draft.notes.append(
            f"The dates {_shown(line.text[period.start : period.end])} were left out: they end "
            "before they begin."
        )
        return
    if began:
        entry["started"] = TextSpan(began, start, end)
    if ended:
        entry["ended"] = TextSpan(ended, start, end)
    if period.vague:
        draft.notes.append(
            f"Of {_shown(line.text[period.start : period.end])} only the year is kept."
        )


def duties_text(body: Sequence[ResumeLine], text: str) -> TextSpan | None:
    """What was done, one task a line; a line that goes on from the one above is joined to it."""
    tasks: list[str] = []
    for line in body:
        said = " ".join(line.text.split())
        goes_on = (
            tasks
            and not line.bullet
            and not line.gap
            and (line.text[0].islower() or any(other.bullet for other in body))
        )
        if goes_on:
            tasks[-1] = f"{tasks[-1]} {said}"
        else:
            tasks.append(said)
    if not tasks:
        return None
    return TextSpan("\n".join(tasks), body[0].start, body[-1].end)


def _without_dates(
    lines: Sequence[ResumeLine], catalog: Catalog, draft: DraftProfile, text: str
) -> None:
    """Positions in a section without any dates: the short lines that hold a title."""
    places = in_places(catalog)
    found: list[tuple[int, EntryHeader]] = []
    for number, line in enumerate(lines):
        if _is_short(line):
            header = read_header([pieces(line.text, line.start)], catalog, places)
            if header.title is not None and header.sure:
                found.append((number, header))
    if not found:
        if lines:
            draft.notes.append("No position was found under the heading for experience.")
        return
    for at, (number, header) in enumerate(found):
        stop = found[at + 1][0] if at + 1 < len(found) else len(lines)
        _add(header, (), lines[number + 1 : stop], lines[number], draft, text)
    draft.notes.append("No dates were found under the heading for experience; add them.")


def _shown(text: str) -> str:
    cut = " ".join(text.split())
    return f"'{cut if len(cut) <= 60 else cut[:60] + '...'}'"
