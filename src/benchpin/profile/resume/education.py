"""Read schools and certificates from their sections."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.profile.qualification_names import find_qualification
from benchpin.profile.resume.dates import DateRange, find_date_ranges
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan
from benchpin.profile.resume.entry_headers import country_names, is_place, split_pieces
from benchpin.profile.resume.sections import ResumeLine
from benchpin.profile.resume.vocabulary import normalize_text, resume_vocabulary

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


def find_education_level(text: str) -> str | None:
    """The education level that a text names; None where it names none, or it was not finished.

    Unfinished studies with credits or coursework are "some-college".
    """
    plain_text = f" {re.sub(r'[^a-z0-9 -]+', ' ', normalize_text(text).replace('.', ''))} "
    plain_text = " ".join(plain_text.replace("'s", "s").split())
    plain_text = f" {plain_text} "
    if any(f" {word} " in plain_text for word in resume_vocabulary().unfinished):
        return "some-college" if "credits" in plain_text or "coursework" in plain_text else None
    for level, level_words in resume_vocabulary().levels.items():
        if any(f" {word.replace(chr(39), '')} " in plain_text for word in level_words):
            return level
    return None


def read_education(
    lines: Sequence[ResumeLine], catalog: Catalog, draft: DraftProfile, *, day_first: bool
) -> None:
    """Add the schools of a section: subject, school, end, qualification, level."""
    places = country_names(catalog)
    for block in _blocks(lines, day_first):
        phrases: list[str] = []
        subject, school, dated_line = _school_fields(block, places, day_first, phrases)
        if subject is None:
            subject, school = school, None
        if subject is None:
            continue
        entry: Entry = {"what": subject}
        if school is not None:
            entry["where"] = school
        block_text = " ".join(line.text for line in block if not line.bullet)
        if dated_line is not None:
            _add_end(entry, *dated_line, block_text, draft)
        is_unfinished = _is_unfinished(block_text)
        qualification = find_qualification(subject.value, catalog)
        if is_unfinished:
            entry["unfinished"] = TextSpan(True, block[0].start, block[-1].end)
        elif qualification:
            entry["qualification"] = TextSpan(qualification, subject.start, subject.end)
        if level := find_education_level(block_text if is_unfinished else ", ".join(phrases)):
            entry["level"] = TextSpan(level, block[0].start, block[-1].end)
        draft.education.append(entry)


def _school_fields(
    block: Sequence[ResumeLine], places: Collection[str], day_first: bool, phrases: list[str]
) -> tuple[TextSpan | None, TextSpan | None, tuple[DateRange, ResumeLine] | None]:
    """Subject, school, and the dates with their line, in the lines of one school.

    Every piece that is neither a place nor a word such as "expected" is added to `phrases`.
    """
    subject: TextSpan | None = None
    school: TextSpan | None = None
    dated_line: tuple[DateRange, ResumeLine] | None = None
    for line in block:
        date_ranges = (
            [] if line.bullet and dated_line else find_date_ranges(line.text, day_first=day_first)
        )
        if date_ranges and dated_line is None:
            dated_line = date_ranges[0], line
        cut_spans = [
            (_date_phrase_start(line.text, period.start), period.end) for period in date_ranges
        ]
        for part in _joined(split_pieces(line.text, line.start, cut_spans)):
            if _EXPECTED.fullmatch(part.value) or is_place(part.value, places):
                continue
            phrases.append(part.value)
            if school is None and (
                _is_school(part.value) or (subject and _INSTITUTION.search(part.value))
            ):
                school = part
            elif (subject is None or _is_better_subject(subject, part, line)) and (
                not line.bullet or line is block[0]
            ):
                subject = part
            elif (
                subject
                and subject.start >= line.start
                and _is_field_of_study(subject.value, part.value)
            ):
                subject = TextSpan(f"{subject.value}, {part.value}", subject.start, part.end)
    return subject, school, dated_line


_EXPECTED = re.compile(
    r"(?i)(expected|anticipated|graduat\w+|graduation|completed|awarded|class of)\W*"
)
_KIND_OF_DATE = re.compile(
    r"(?i)\(?\b(?:expected|anticipated|graduat\w+|completed|awarded|class of|in|ended)\W*$"
)
_ENDS_AS_PLACE = re.compile(r"(?i)(university|college|school|academy|institute|center|centre)\W*$")


def _date_phrase_start(text: str, start: int) -> int:
    """The start of a date with the word before it, such as "expected" or "graduated"."""
    match = _KIND_OF_DATE.search(text[:start])
    return match.start() if match else start


def _is_school(text: str) -> bool:
    """Whether a text names a school rather than a subject."""
    if not _INSTITUTION.search(text):
        return False
    return bool(_ENDS_AS_PLACE.search(text)) or not (
        _STUDY.search(text) or find_education_level(text)
    )


def _is_better_subject(subject: TextSpan, piece: TextSpan, line: ResumeLine) -> bool:
    """Whether a piece of a later line names a study and the subject so far does not.

    That is a town, as a rule.
    """
    if (
        subject.start >= line.start
        or _STUDY.search(subject.value)
        or find_education_level(subject.value)
    ):
        return False
    return _STUDY.search(piece.value) is not None


def _is_field_of_study(subject: str, field: str) -> bool:
    """Whether a piece is the field of study of a degree: "Bachelor of Fine Arts, Metals"."""
    return (
        find_education_level(subject) is not None
        and not _INSTITUTION.search(field)
        and find_education_level(field) is None
    )


def _is_unfinished(text: str) -> bool:
    plain_text = f" {normalize_text(text)} "
    return any(
        re.search(rf"\b{re.escape(word)}\b", plain_text) for word in resume_vocabulary().unfinished
    )


def _add_end(
    entry: Entry, period: DateRange, line: ResumeLine, block_text: str, draft: DraftProfile
) -> None:
    start, end = line.start + period.start, line.start + period.end
    if period.ended and not period.now:
        entry["ended"] = TextSpan(period.ended, start, end)
    if period.now or _is_unfinished(block_text):
        draft.notes.append(f"'{entry['what'].value[:60]}' is kept as not finished yet.")


def _joined(parts: list[TextSpan]) -> list[TextSpan]:
    """The pieces of a line, with a state or country joined to the town before it."""
    joined: list[TextSpan] = []
    for part in parts:
        plain_text = normalize_text(part.value)
        if joined and (
            plain_text in resume_vocabulary().states
            or plain_text in resume_vocabulary().place_names
        ):
            town = joined[-1]
            if not _INSTITUTION.search(town.value) and not _STUDY.search(town.value):
                joined[-1] = TextSpan(f"{town.value}, {part.value}", town.start, part.end)
                continue
        joined.append(part)
    return joined


def _blocks(lines: Sequence[ResumeLine], day_first: bool) -> list[list[ResumeLine]]:
    """The lines of each school, split at empty lines, a second date, a second study or school."""
    blocks: list[list[ResumeLine]] = []
    has_date = has_study = has_school = False
    for line in lines:
        is_dated = bool(find_date_ranges(line.text, day_first=day_first))
        parts = [part.value for part in split_pieces(line.text, 0)]
        names_school = any(_is_school(part) for part in parts)
        names_study = any(
            (_STUDY.search(part) or find_education_level(part)) and not _is_school(part)
            for part in parts
        )
        starts_block = (
            (is_dated and has_date)
            or (names_study and has_study and (is_dated or names_school))
            or (names_school and has_school and (names_study or has_date))
            or (line.gap and (has_date or has_study) and (names_study or names_school or is_dated))
        )
        if not blocks or (starts_block and not (line.bullet and not is_dated)):
            blocks.append([])
            has_date = has_study = has_school = False
        has_date, has_study, has_school = (
            has_date or is_dated,
            has_study or names_study,
            has_school or names_school,
        )
        blocks[-1].append(line)
    return blocks


def read_certificates(
    lines: Sequence[ResumeLine], catalog: Catalog, draft: DraftProfile, *, day_first: bool
) -> None:
    """Add the certificates of a section, one a line: subject, issuer, year."""
    for line in lines:
        if line.text.startswith("[") and line.text.endswith("]"):
            continue  # only a placeholder of private details
        date_ranges = find_date_ranges(line.text, day_first=day_first)
        parts = split_pieces(
            line.text, line.start, [(period.start, period.end) for period in date_ranges]
        )
        # A line with only a date, or only an issuer, completes the certificate before it.
        if (
            not parts
            and date_ranges
            and draft.certificates
            and "year" not in draft.certificates[-1]
        ):
            _add_year(draft.certificates[-1], date_ranges, line)
            continue
        parts = [part for part in parts if not _EXPECTED.fullmatch(part.value)]
        if parts and not line.bullet and all(_is_issuer(p.value, catalog) for p in parts):
            last = draft.certificates[-1] if draft.certificates else None
            if last is not None and "issuer" not in last and "year" not in last:
                last["issuer"] = parts[0]
                _add_year(last, date_ranges, line)
                continue
        if not parts or (line.text[0].islower() and not line.bullet):
            continue
        position = next(
            (n for n, p in enumerate(parts) if find_qualification(p.value, catalog)), None
        )
        if position is None:
            position = 1 if len(parts) > 1 and _is_issuer(parts[0].value, catalog) else 0
        subject = parts[position]
        entry: Entry = {"what": subject}
        other_parts = [part for number, part in enumerate(parts) if number != position]
        issuer = next((p for p in other_parts if _is_issuer(p.value, catalog)), None)
        if issuer is not None:
            entry["issuer"] = issuer
        _add_year(entry, date_ranges, line)
        pending = _is_unfinished(line.text)
        if pending:
            draft.notes.append(f"'{subject.value[:60]}' is not finished yet and was left out.")
            continue
        if qualification := find_qualification(subject.value, catalog):
            entry["qualification"] = TextSpan(qualification, subject.start, subject.end)
        draft.certificates.append(entry)


def _add_year(entry: Entry, date_ranges: Sequence[DateRange], line: ResumeLine) -> None:
    if date_ranges and (day := date_ranges[0].started or date_ranges[0].ended):
        start, end = line.start + date_ranges[0].start, line.start + date_ranges[0].end
        entry["year"] = TextSpan(int(day[:4]), start, end)


def _is_issuer(text: str, catalog: Catalog) -> bool:
    return normalize_text(text) in _issuer_names(catalog) or (
        bool(_INSTITUTION.search(text)) and not _STUDY.search(text)
    )


@lru_cache(maxsize=4)
def _issuer_names(catalog: Catalog) -> frozenset[str]:
    """The names of providers and organisations, each also without and inside its parentheses."""
    issuer_names: set[str] = set()
    labels = [(p.label, p.also_called) for p in catalog.providers.values()]
    labels += [(o.label, o.also_called) for o in catalog.organisations.values()]
    for label, other_labels in labels:
        names = (label, *other_labels)
        issuer_names |= {normalize_text(name) for name in names}
        issuer_names |= {normalize_text(_PARENTHESES.sub("", name)) for name in names}
        issuer_names |= {
            normalize_text(inner) for name in names for inner in _PARENTHESES.findall(name)
        }
    return frozenset(issuer_names)
