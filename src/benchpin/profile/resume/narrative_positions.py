"""Read positions from sentences: "I was a polisher at Alder Castings from 2016 to 2018"."""

import re
from collections.abc import Sequence

from benchpin.catalog import Catalog
from benchpin.profile.resume.dates import find_date_ranges
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan
from benchpin.profile.resume.entry_headers import country_names, is_place, is_title
from benchpin.profile.resume.sections import ResumeLine

_I = re.compile(r"\b(?:I|I've|I’ve|I'm|I’m|my|me)\b")
_SENTENCE = re.compile(
    r"[^.!?]{1,1000}(?:(?:\.(?=[A-Za-z0-9])|(?:(?<=St)|(?<=Inc)|(?<=Co)|(?<=Ltd))\.)[^.!?]{0,300})*"
)
_NAME = r"[A-Z0-9][\w'’.&-]*"
_NARRATIVE = re.compile(
    r"\bI(?:['’]ve| have|['’]m)? "
    r"(?:been |am |was |worked |work |currently |now |also |still ){1,4}"
    r"(?:employed )?(?:as )?(?:an? |the )?(?P<title>[A-Za-z][\w'’/& -]{2,60}?)"
    rf" (?:at|for|with) (?P<employer>{_NAME}(?: (?:(?:of|and|the|&) )?{_NAME}){{0,6}})"
    r"(?: in (?P<place>(?:St\. )?[A-Z][\w'’]*(?: [A-Z][\w'’]*){0,2}"
    r"(?:, [A-Z]\w+(?: [A-Z]\w+)?)?))?"
)


def is_narrative(line: str) -> bool:
    """Whether a line is in the first person, and so is no header of a position."""
    return _I.search(line) is not None


def read_narrative_positions(
    lines: Sequence[ResumeLine],
    catalog: Catalog,
    draft: DraftProfile,
    *,
    day_first: bool,
    text: str,
) -> bool:
    """Add the positions in the sentences of a section; return whether the section is a narrative
    with any.
    """
    if not any(is_narrative(line.text) for line in lines):
        return False
    start, end = lines[0].start, lines[-1].end
    # One character for one, so that offsets stay right.
    section_text = text[start:end].replace("\n", " ")
    entries: list[tuple[int, int, Entry]] = []
    for sentence in _SENTENCE.finditer(section_text):
        match = _NARRATIVE.search(sentence[0])
        if match is None or not is_title(match["title"], catalog):
            continue
        entry: Entry = {}
        for key in ("title", "employer", "place"):
            if (value := match[key]) and (
                key != "place" or is_place(value, country_names(catalog))
            ):
                piece_start = start + sentence.start() + match.start(key)
                entry[key] = TextSpan(
                    " ".join(value.split()), piece_start, piece_start + len(value)
                )
        date_ranges = find_date_ranges(sentence[0], day_first=day_first)
        if date_ranges and (date_ranges[0].started or date_ranges[0].ended):
            span_start, span_end = (
                start + sentence.start() + n for n in (date_ranges[0].start, date_ranges[0].end)
            )
            if date_ranges[0].started:
                entry["started"] = TextSpan(date_ranges[0].started, span_start, span_end)
            if date_ranges[0].ended:
                entry["ended"] = TextSpan(date_ranges[0].ended, span_start, span_end)
        entries.append((sentence.start(), sentence.end(), entry))
    # The text up to the next position is the duties of this one.
    for number, (sentence_start, _, entry) in enumerate(entries):
        entry_end = entries[number + 1][0] if number + 1 < len(entries) else len(section_text)
        duties = section_text[sentence_start:entry_end]
        span_start = start + sentence_start + len(duties) - len(duties.lstrip())
        entry["did"] = TextSpan(
            " ".join(duties.split()), span_start, span_start + len(duties.strip())
        )
        draft.experience.append(entry)
    if entries:
        draft.notes.append(
            "The positions were read from sentences; see whether they are all there."
        )
    return bool(entries)
