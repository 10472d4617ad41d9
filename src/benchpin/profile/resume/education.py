"""Schools and certificates in their sections."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.profile.resume.dates import DateRange, periods
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan
from benchpin.profile.resume.entry_headers import in_places, is_place, pieces
from benchpin.profile.resume.sections import ResumeLine
from benchpin.profile.resume.vocabulary import plain, words

_PARENTHESES = re.compile(r"\(([^()]{1,80})\)")
_INSTITUTION = re.compile(
    r"\b(university|college|school|academy|institute|institut|polytechnic|conservatory|center|centre|"
    r"technicum|guild|lyc[ée]e|seminary|gia|gem-a|wostep|awci|bhi|fit|risd|scad|naj|association|"
    r"jewelers of america|society|workshop|company|ltd|inc)\b",
    re.IGNORECASE,
)
_STUDY = re.compile(
    r"\b(bachelor|master|associate|diploma|certificate|certification|degree|apprenticeship|program|"
    r"programme|course|courses|ged|gcses?|a-levels?|bfa|mfa|ba|bs|bsc|ma|msc|aas|aa|phd|hnd|btec|nvq|"
    r"graduate|workshop|major|minor|studies|training|level \d)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4)
def _qualifications(catalog: Catalog) -> dict[str, str]:
    """The id of each qualification by what it is called; a name that two bear names none."""
    named: dict[str, set[str]] = {}
    for identity, record in catalog.qualifications.items():
        for name in (record.label, *record.also_called):
            named.setdefault(plain(name), set()).add(identity)
            named.setdefault(plain(_PARENTHESES.sub("", name)), set()).add(identity)
    return {name: next(iter(ids)) for name, ids in named.items() if len(ids) == 1 and name}


def qualification_of(text: str, catalog: Catalog) -> str | None:
    """The qualification that a text names by its label or by what else it is called, exactly."""
    known = _qualifications(catalog)
    bare = _PARENTHESES.sub("", text)
    candidates = [text, bare, re.sub(r"(?i)^(the|jewelers of america|gia|ja|gem-a) ", "", bare)]
    for candidate in candidates:
        if found := known.get(plain(candidate)):
            return found
    return None


def level_of(text: str) -> str | None:
    """The level of education that a line names; None where it names none, or was not finished."""
    said = f" {re.sub(r'[^a-z0-9 -]+', ' ', plain(text).replace('.', ''))} "
    said = " ".join(said.replace("'s", "s").split())
    said = f" {said} "
    if any(f" {word} " in said for word in words().unfinished):
        return "some-college" if "credits" in said or "coursework" in said else None
    for level, named in words().levels.items():
        if any(f" {word.replace(chr(39), '')} " in said for word in named):
            return level
    return None


def read_education(
    lines: Sequence[ResumeLine], catalog: Catalog, draft: DraftProfile, *, british: bool
) -> None:
    """Add the schools of a section: what was studied, where, when it ended, its level."""
    places = in_places(catalog)
    for block in _blocks(lines, british):
        said: list[str] = []
        what, where, dated = _named_in(block, places, british, said)
        if what is None:
            what, where = where, None
        if what is None:
            continue
        entry: Entry = {"what": what}
        if where is not None:
            entry["where"] = where
        whole = " ".join(line.text for line in block if not line.bullet)
        if dated is not None:
            _add_end(entry, *dated, whole, draft)
        known = qualification_of(what.value, catalog)
        if known and not _unfinished(whole):
            entry["qualification"] = TextSpan(known, what.start, what.end)
        if level := level_of(whole if _unfinished(whole) else ", ".join(said)):
            entry["level"] = TextSpan(level, block[0].start, block[-1].end)
        draft.education.append(entry)


def _named_in(
    block: Sequence[ResumeLine], places: Collection[str], british: bool, said: list[str]
) -> tuple[TextSpan | None, TextSpan | None, tuple[DateRange, ResumeLine] | None]:
    """What was studied, where, and the dates, in the lines of one school.

    All that is said and no place is added to `said`.
    """
    what: TextSpan | None = None
    where: TextSpan | None = None
    dated: tuple[DateRange, ResumeLine] | None = None
    for line in block:
        found = [] if line.bullet and dated else periods(line.text, british=british)
        if found and dated is None:
            dated = found[0], line
        cut = [(_before(line.text, period.start), period.end) for period in found]
        for part in _joined(pieces(line.text, line.start, cut)):
            if _EXPECTED.fullmatch(part.value) or is_place(part.value, places):
                continue
            said.append(part.value)
            if where is None and (
                _is_school(part.value) or (what and _INSTITUTION.search(part.value))
            ):
                where = part
            elif (what is None or _says_more(what, part, line)) and (
                not line.bullet or line is block[0]
            ):
                what = part
            elif what and what.start >= line.start and _goes_on(what.value, part.value):
                what = TextSpan(f"{what.value}, {part.value}", what.start, part.end)
    return what, where, dated


_EXPECTED = re.compile(
    r"(?i)(expected|anticipated|graduat\w+|graduation|completed|awarded|class of)\W*"
)
_KIND_OF_DATE = re.compile(
    r"(?i)\(?\b(?:expected|anticipated|graduat\w+|completed|awarded|class of|in|ended)\W*$"
)
_ENDS_AS_PLACE = re.compile(r"(?i)(university|college|school|academy|institute|center|centre)\W*$")


def _before(text: str, start: int) -> int:
    """Where a date begins with the word before it that says what kind of date it is."""
    found = _KIND_OF_DATE.search(text[:start])
    return found.start() if found else start


def _is_school(text: str) -> bool:
    """Whether a text names where somebody studied rather than what."""
    if not _INSTITUTION.search(text):
        return False
    return bool(_ENDS_AS_PLACE.search(text)) or not (_STUDY.search(text) or level_of(text))


def _says_more(what: TextSpan, more: TextSpan, line: ResumeLine) -> bool:
    """Whether a later line names a study where the one before did not: a town, as a rule."""
    if what.start >= line.start or _STUDY.search(what.value) or level_of(what.value):
        return False
    return _STUDY.search(more.value) is not None


def _goes_on(what: str, more: str) -> bool:
    """Whether a piece says in what: "Bachelor of Fine Arts, Metals"."""
    return level_of(what) is not None and not _INSTITUTION.search(more) and level_of(more) is None


def _unfinished(text: str) -> bool:
    said = f" {plain(text)} "
    return any(re.search(rf"\b{re.escape(word)}\b", said) for word in words().unfinished)


def _add_end(
    entry: Entry, period: DateRange, line: ResumeLine, whole: str, draft: DraftProfile
) -> None:
    start, end = line.start + period.start, line.start + period.end
    if period.ended and not period.now:
        entry["ended"] = TextSpan(period.ended, start, end)
    if period.now or _unfinished(whole):
        draft.notes.append(f"'{entry['what'].value[:60]}' is kept as not finished yet.")


def _joined(parts: list[TextSpan]) -> list[TextSpan]:
    """The pieces of a line, with a state or a field of study joined to what it belongs to."""
    found: list[TextSpan] = []
    for part in parts:
        said = plain(part.value)
        if found and (said in words().states or said in words().place_names):
            town = found[-1]
            if not _INSTITUTION.search(town.value) and not _STUDY.search(town.value):
                found[-1] = TextSpan(f"{town.value}, {part.value}", town.start, part.end)
                continue
        found.append(part)
    return found


def _blocks(lines: Sequence[ResumeLine], british: bool) -> list[list[ResumeLine]]:
    """The lines of each school: parted by empty lines, by a second date, by a second study."""
    found: list[list[ResumeLine]] = []
    has_date = has_study = has_place = False
    for line in lines:
        dates = bool(periods(line.text, british=british))
        parts = [part.value for part in pieces(line.text, 0)]
        placed = any(_is_school(part) for part in parts)
        studied = any(
            (_STUDY.search(part) or level_of(part)) and not _is_school(part) for part in parts
        )
        again = (
            (dates and has_date)
            or (studied and has_study and (dates or placed))
            or (placed and has_place and (studied or has_date))
            or (line.gap and (has_date or has_study) and (studied or placed or dates))
        )
        if not found or (again and not (line.bullet and not dates)):
            found.append([])
            has_date = has_study = has_place = False
        has_date, has_study, has_place = (
            has_date or dates,
            has_study or studied,
            has_place or placed,
        )
        found[-1].append(line)
    return found


def read_certificates(
    lines: Sequence[ResumeLine], catalog: Catalog, draft: DraftProfile, *, british: bool
) -> None:
    """Add the certificates of a section, one a line: what, who gave it, the year."""
    for line in lines:
        if line.text.startswith("[") and line.text.endswith("]"):
            continue
        found = periods(line.text, british=british)
        parts = pieces(line.text, line.start, [(period.start, period.end) for period in found])
        if not parts and found and draft.certificates and "year" not in draft.certificates[-1]:
            _add_year(draft.certificates[-1], found, line)
            continue
        parts = [part for part in parts if not _EXPECTED.fullmatch(part.value)]
        if parts and not line.bullet and all(_is_issuer(p.value, catalog) for p in parts):
            last = draft.certificates[-1] if draft.certificates else None
            if last is not None and "issuer" not in last and "year" not in last:
                last["issuer"] = parts[0]
                _add_year(last, found, line)
                continue
        if not parts or (line.text[0].islower() and not line.bullet):
            continue
        at = next((n for n, p in enumerate(parts) if qualification_of(p.value, catalog)), None)
        if at is None:
            at = 1 if len(parts) > 1 and _is_issuer(parts[0].value, catalog) else 0
        what = parts[at]
        entry: Entry = {"what": what}
        others = [part for number, part in enumerate(parts) if number != at]
        issuer = next((p for p in others if _is_issuer(p.value, catalog)), None)
        if issuer is not None:
            entry["issuer"] = issuer
        _add_year(entry, found, line)
        pending = _unfinished(line.text)
        if pending:
            draft.notes.append(f"'{what.value[:60]}' is not finished yet and was left out.")
            continue
        if known := qualification_of(what.value, catalog):
            entry["qualification"] = TextSpan(known, what.start, what.end)
        draft.certificates.append(entry)


def _add_year(entry: Entry, found: Sequence[DateRange], line: ResumeLine) -> None:
    if found and (day := found[0].started or found[0].ended):
        start, end = line.start + found[0].start, line.start + found[0].end
        entry["year"] = TextSpan(int(day[:4]), start, end)


def _is_issuer(text: str, catalog: Catalog) -> bool:
    return plain(text) in _bodies(catalog) or (
        bool(_INSTITUTION.search(text)) and not _STUDY.search(text)
    )


@lru_cache(maxsize=4)
def _bodies(catalog: Catalog) -> frozenset[str]:
    """What providers and organisations are called."""
    found: set[str] = set()
    called = [(p.label, p.also_called) for p in catalog.providers.values()]
    called += [(o.label, o.also_called) for o in catalog.organisations.values()]
    for label, others in called:
        names = (label, *others)
        found |= {plain(name) for name in names}
        found |= {plain(_PARENTHESES.sub("", name)) for name in names}
        found |= {plain(inner) for name in names for inner in _PARENTHESES.findall(name)}
    return frozenset(found)
