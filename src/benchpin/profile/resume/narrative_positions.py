"""Positions that are told in sentences: "I was a polisher at Alder Castings from 2016 to 2018."""

import re
from collections.abc import Sequence

from benchpin.catalog import Catalog
from benchpin.profile.resume.dates import periods
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan
from benchpin.profile.resume.entry_headers import in_places, is_place, is_title
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
    """Whether a line speaks in the first person, so that it stands above no position."""
    return _I.search(line) is not None


def read_narrative_positions(
    lines: Sequence[ResumeLine], catalog: Catalog, draft: DraftProfile, *, british: bool, text: str
) -> bool:
    """Add the positions that sentences of a section tell of; whether there was any."""
    if not any(is_narrative(line.text) for line in lines):
        return False
    start, end = lines[0].start, lines[-1].end
    whole = text[start:end].replace("\n", " ")
    found: list[tuple[int, int, Entry]] = []
    for sentence in _SENTENCE.finditer(whole):
        said = _NARRATIVE.search(sentence[0])
        if said is None or not is_title(said["title"], catalog):
            continue
        entry: Entry = {}
        for key in ("title", "employer", "place"):
            if (value := said[key]) and (key != "place" or is_place(value, in_places(catalog))):
                begin = start + sentence.start() + said.start(key)
                entry[key] = TextSpan(" ".join(value.split()), begin, begin + len(value))
        dates = periods(sentence[0], british=british)
        if dates and (dates[0].started or dates[0].ended):
            at, to = (start + sentence.start() + n for n in (dates[0].start, dates[0].end))
            if dates[0].started:
                entry["started"] = TextSpan(dates[0].started, at, to)
            if dates[0].ended:
                entry["ended"] = TextSpan(dates[0].ended, at, to)
        found.append((sentence.start(), sentence.end(), entry))
    for number, (begin, _, entry) in enumerate(found):
        stop = found[number + 1][0] if number + 1 < len(found) else len(whole)
        did = whole[begin:stop]
        at = start + begin + len(did) - len(did.lstrip())
        entry["did"] = TextSpan(" ".join(did.split()), at, at + len(did.strip()))
        draft.experience.append(entry)
    if found:
        draft.notes.append(
            "The positions were read from sentences; see whether they are all there."
        )
    return bool(found)
