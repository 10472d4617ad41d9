"""Classify the pieces of an entry header: title, employer, place, hours."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.profile.resume.draft import TextSpan
from benchpin.profile.resume.privacy import REDACTION_MARK
from benchpin.profile.resume.vocabulary import normalize_text, resume_vocabulary

_SEPARATORS = re.compile(r"\t+|\s+[|·•‖]\s+|\s*[–—−]\s+|\s+[–—−]\s*|\s+-+\s+|\s{3,}|;\s+|,\s+")
_LABEL = re.compile(r"([A-Za-z ]{3,14}):\s*(?=\S)")
_REMOTE = re.compile(r"\s\((remote|hybrid)\)$", re.IGNORECASE)
_SLASH = re.compile(r"\s+/\s+")
_AT = re.compile(r"\s+(?:at|@|with|for)\s+(?=[A-Z&0-9])")
_HOURS = re.compile(r"[(,\s–—-]*\b(part|full)[ -]?time\b\)?", re.IGNORECASE)
_EMPTY = re.compile(r"[(\[]\s*[)\]]")
_WORDS = re.compile(r"[^\W_][\w'’.&/-]*")
_STATE = re.compile(r"^[A-Z][A-Za-z.]{1,3}$")
_OF = re.compile(r"\s+(?:of|for|in|to|at|and|&|with)\s+|\s*[(/,]\s*", re.IGNORECASE)


_NumberedPiece = tuple[int, TextSpan]
"""The number of a line in the header, and a piece of it."""


@dataclass(frozen=True, slots=True)
class EntryHeader:
    """The fields above a position, each with its span in the text.

    `title_recognized`: the title ends in the name of a job, or is the one piece beside a recognized
    employer. `employer_recognized`: a label or a word such as "Ltd" marks the employer.
    """

    title: TextSpan | None = None
    employer: TextSpan | None = None
    place: TextSpan | None = None
    hours: TextSpan | None = None
    title_recognized: bool = True
    employer_recognized: bool = False


@lru_cache(maxsize=4)
def _title_heads(catalog: Catalog) -> frozenset[str]:
    """The last words of job titles, with those of the catalog's roles."""
    labels = [n for r in catalog.roles.values() for n in (r.label, *r.also_called)]
    return resume_vocabulary().title_heads | {
        normalize_text(label).split()[-1] for label in labels if label.strip()
    }


def split_pieces(
    text: str, offset: int, excluded: Sequence[tuple[int, int]] = ()
) -> list[TextSpan]:
    """The pieces of a line between its separators, without the `excluded` spans of the line.

    `offset` is the start of the line in the text.
    """
    blanked = text
    placeholders = [match.span() for match in REDACTION_MARK.finditer(text)]
    for start, end in [*excluded, *placeholders]:
        # Tabs, because they are separators; the length stays, so that spans stay right.
        blanked = f"{blanked[:start]}{chr(9) * (end - start)}{blanked[end:]}"
    line_pieces: list[TextSpan] = []
    piece_start = 0
    for separator in [*_SEPARATORS.finditer(blanked), None]:
        end = separator.start() if separator else len(blanked)
        if piece := _piece(blanked, piece_start, end, offset):
            line_pieces.append(piece)
        piece_start = separator.end() if separator else end
    return line_pieces


def _piece(text: str, start: int, end: int, offset: int) -> TextSpan | None:
    """The text between two offsets, without punctuation around it; None where nothing is left."""
    edges = " \t,;|()[]–—-·•:"
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    inner = text[start:end]
    if inner.count("(") > inner.count(")"):
        end += text[end : end + 1] == ")"
    inner = text[start:end]
    if inner.count("(") > inner.count(")"):
        end = start + len(inner[: inner.rindex("(")].rstrip(edges))
        inner = text[start:end]
    if normalize_text(inner) in resume_vocabulary().labels or not any(
        character.isalnum() for character in inner
    ):
        return None
    return TextSpan(" ".join(inner.split()), offset + start, offset + end)


def read_header(
    lines: Sequence[Sequence[TextSpan]], catalog: Catalog, places: Collection[str]
) -> EntryHeader:
    """Title, employer and place in the pieces of the lines above a position.

    A title ends in the name of a job; an employer has a mark (Ltd, store, university); a place is
    a known one, or a town before a state. An unclassified piece is the employer beside a title,
    and the title beside an employer; without either, the first piece is the title, and the title
    counts as not recognized.
    """
    numbered_pieces = [
        (number, part)
        for number, line in enumerate(lines)
        for piece in line
        for part in _split_at(piece, catalog)
    ]
    hours, pairs = _hours(numbered_pieces)
    labelled, place, remaining = _sort_pieces(_with_states(pairs, places), catalog, places)
    if "title" in labelled:
        employer = labelled.get("employer")
        return EntryHeader(
            labelled["title"],
            employer,
            place,
            hours,
            title_recognized=True,
            employer_recognized=employer is not None,
        )
    return _title_and_employer(remaining, place, hours, catalog)


def _sort_pieces(
    pairs: list[_NumberedPiece], catalog: Catalog, places: Collection[str]
) -> tuple[dict[str, TextSpan], TextSpan | None, list[_NumberedPiece]]:
    """The pieces with a label by its kind, the place, and the other pieces with their lines."""
    labelled: dict[str, TextSpan] = {}
    place: TextSpan | None = None
    remaining: list[_NumberedPiece] = []
    for number, part in pairs:
        label = _LABEL.match(part.value)
        kind = resume_vocabulary().labels.get(normalize_text(label[1])) if label else None
        if label and kind:
            value = part.value[label.end() :]
            labelled.setdefault(kind, TextSpan(value, part.end - len(value), part.end))
        elif place is None and is_place(part.value, places) and not is_title(part.value, catalog):
            place = part
        else:
            remaining.append((number, part))
    return labelled, labelled.get("place", place), remaining


def _title_and_employer(
    parts: list[_NumberedPiece], place: TextSpan | None, hours: TextSpan | None, catalog: Catalog
) -> EntryHeader:
    """Title and employer among the pieces that are no place; the last one may still be a place."""
    titles = [n for n, (_, part) in enumerate(parts) if is_title(part.value, catalog)]
    employers = [n for n, (_, part) in enumerate(parts) if _is_employer(part.value)]
    titles_only = [n for n in titles if n not in employers]
    title_index = next(iter(titles_only or titles), None)
    employer_index = next((n for n in employers if n != title_index), None)
    title_recognized = True
    if title_index is None and employer_index is not None:
        title_index = next((n for n in range(len(parts)) if n != employer_index), None)
    if title_index is None:
        title_index, title_recognized = (0, False) if parts else (None, False)
    if title_index is None:
        return EntryHeader(place=place, hours=hours, title_recognized=False)
    employer_recognized = employer_index is not None
    if employer_index is None:
        unused = [n for n in range(len(parts)) if n != title_index]
        employer_index = next((n for n in unused if n not in titles), next(iter(unused), None))
    used = {title_index, employer_index}
    title = parts[title_index][1]
    # "Sales associate, watch department, Harrow & Sons", "Repairer, Sergeant": of the title too.
    next_index = title_index + 1
    while (
        next_index < len(parts)
        and next_index != employer_index
        and parts[next_index][0] == parts[title_index][0]
    ):
        is_between = (
            employer_index is not None
            and next_index < employer_index
            and parts[employer_index][0] == parts[title_index][0]
        )
        if not (is_between or (next_index in titles and next_index not in employers)):
            break
        title = TextSpan(
            f"{title.value}, {parts[next_index][1].value}", title.start, parts[next_index][1].end
        )
        used.add(next_index)
        next_index += 1
    unused = [n for n in range(len(parts)) if n not in used]
    if (
        place is None
        and employer_index is not None
        and unused
        and unused[-1] > max(title_index, employer_index)
    ):
        last = parts[unused[-1]][1]
        if last.value[:1].isupper() and len(last.value.split()) <= 3:
            place = last
    employer = parts[employer_index][1] if employer_index is not None else None
    return EntryHeader(title, employer, place, hours, title_recognized, employer_recognized)


def _split_at(piece: TextSpan, catalog: Catalog) -> list[TextSpan]:
    """A piece split in two at "title at employer", "title / employer" or "employer (remote)"."""
    if match := _REMOTE.search(piece.value):
        first = TextSpan(piece.value[: match.start()], piece.start, piece.start + match.start())
        after = TextSpan(match[1], piece.start + match.start(1), piece.start + match.end(1))
        return [*_split_at(first, catalog), after]
    for match in _SLASH.finditer(piece.value):
        first, last = piece.value[: match.start()], piece.value[match.end() :]
        if is_title(first, catalog) != is_title(last, catalog):
            end = piece.start + len(first)
            return [
                TextSpan(first, piece.start, end),
                TextSpan(last, piece.end - len(last), piece.end),
            ]
    for match in _AT.finditer(piece.value):
        title, employer = piece.value[: match.start()], piece.value[match.end() :]
        at_sign = match[0].strip() in ("at", "@")
        if is_title(title, catalog) and (at_sign or _is_employer(employer)):
            length = len(employer)
            before = TextSpan(title, piece.start, piece.start + len(title))
            return [before, TextSpan(employer, piece.end - length, piece.end)]
    return [piece]


def _hours(pairs: list[_NumberedPiece]) -> tuple[TextSpan | None, list[_NumberedPiece]]:
    """Full or part time, and the pieces without it."""
    hours: TextSpan | None = None
    remaining: list[_NumberedPiece] = []
    for number, part in pairs:
        match = _HOURS.search(part.value)
        if match is None:
            remaining.append((number, part))
            continue
        hours = hours or TextSpan(match[1].lower(), part.start, part.end)
        value = _EMPTY.sub("", part.value[: match.start()] + part.value[match.end() :]).strip(
            " ,-–—"
        )
        if value:
            remaining.append((number, TextSpan(value, part.start, part.end)))
    return hours, remaining


def _with_states(pairs: list[_NumberedPiece], places: Collection[str]) -> list[_NumberedPiece]:
    """The pieces, with a town and the state or country after it joined: Providence, RI."""
    joined: list[_NumberedPiece] = []
    for number, part in pairs:
        plain_text = normalize_text(part.value)
        is_state = (plain_text in resume_vocabulary().states and _STATE.match(part.value)) or (
            plain_text in resume_vocabulary().place_names or plain_text in places
        )
        if is_state and joined and joined[-1][0] == number and _may_be_town(joined[-1][1].value):
            town = joined[-1][1]
            joined[-1] = number, TextSpan(f"{town.value}, {part.value}", town.start, part.end)
        else:
            joined.append((number, part))
    return joined


def _may_be_town(text: str) -> bool:
    return (
        text[:1].isupper()
        and len(text.split()) <= 3
        and not _is_employer(text)
        and normalize_text(text).split()[-1] not in resume_vocabulary().title_heads
    )


def is_place(text: str, places: Collection[str]) -> bool:
    """Whether a text is a country, a state, or a town with its state or country."""
    plain_text = normalize_text(text)
    town, _, state = plain_text.rpartition(", ")
    if town and (state in resume_vocabulary().place_names or state in places):
        return True
    if town and state in resume_vocabulary().states and _STATE.match(text.rpartition(", ")[2]):
        return True
    return (
        plain_text in places
        or plain_text in resume_vocabulary().place_names
        or plain_text in ("remote", "hybrid")
    )


def is_title(text: str, catalog: Catalog) -> bool:
    """Whether a text is a job title: its last word, or the one before "of" and the like, is one."""
    plain_text = normalize_text(text)
    if not plain_text or len(plain_text) > 120:
        return False
    heads = _title_heads(catalog)
    for part in _OF.split(plain_text):
        part_words = _WORDS.findall(part)
        if part_words and part_words[-1].rstrip(".") in heads:
            return True
        if len(part_words) > 1 and part_words[-1].strip(".") in _RANKS and part_words[-2] in heads:
            return True
    return False


_RANKS = frozenset({"i", "ii", "iii", "iv", "v", "1", "2", "3", "intern", "trainee", "apprentice"})


def _is_employer(text: str) -> bool:
    """Whether a text has the mark of a firm or an institution."""
    plain_text = normalize_text(text)
    employer_words = {part.strip(".'’") for part in _WORDS.findall(plain_text)}
    # A mark alone ("Store") is no name of an employer.
    if len(employer_words) < 2:
        return plain_text in _SELF_EMPLOYMENT
    return (
        bool(employer_words & resume_vocabulary().employer_marks)
        or "&" in plain_text
        or plain_text in _SELF_EMPLOYMENT
    )


_SELF_EMPLOYMENT = frozenset(
    {"self employed", "self-employed", "freelance", "own business", "own studio"}
)


def country_names(catalog: Catalog) -> frozenset[str]:
    """The names of countries in lower case, to compare with `plain` text."""
    return frozenset(_names(catalog))


def _names(catalog: Catalog) -> Iterator[str]:
    for code, name in catalog.places.items():
        if len(code) == 2:
            yield normalize_text(name)
