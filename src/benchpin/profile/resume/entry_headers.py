"""The pieces of a line above a position or a school: which is what."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.profile.resume.draft import TextSpan
from benchpin.profile.resume.privacy import LEFT_OUT
from benchpin.profile.resume.vocabulary import plain, words

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


_Placed = tuple[int, TextSpan]
"""A piece and the number of its line in the header."""


@dataclass(frozen=True, slots=True)
class EntryHeader:
    """What stands above a position; each piece with its place in the text.

    `sure` tells whether the title is known as one, `marked` whether the employer is.
    """

    title: TextSpan | None = None
    employer: TextSpan | None = None
    place: TextSpan | None = None
    hours: TextSpan | None = None
    sure: bool = True
    marked: bool = False


@lru_cache(maxsize=4)
def _heads(catalog: Catalog) -> frozenset[str]:
    """The last words of what jobs are called, with those of the trade's own roles."""
    labels = [n for r in catalog.roles.values() for n in (r.label, *r.also_called)]
    return words().title_heads | {plain(label).split()[-1] for label in labels if label.strip()}


def pieces(text: str, start: int, without: Sequence[tuple[int, int]] = ()) -> list[TextSpan]:
    """The pieces of a line at its separators, each with its place; stretches can be cut out."""
    blanked = text
    left_out = [found.span() for found in LEFT_OUT.finditer(text)]
    for begin, end in [*without, *left_out]:
        blanked = f"{blanked[:begin]}{chr(9) * (end - begin)}{blanked[end:]}"
    found: list[TextSpan] = []
    at = 0
    for separator in [*_SEPARATORS.finditer(blanked), None]:
        end = separator.start() if separator else len(blanked)
        if piece := _piece(blanked, at, end, start):
            found.append(piece)
        at = separator.end() if separator else end
    return found


def _piece(text: str, begin: int, end: int, start: int) -> TextSpan | None:
    """The part of a text between two places, without what surrounds it; None where empty."""
    edges = " \t,;|()[]–—-·•:"
    while begin < end and text[begin] in edges:
        begin += 1
    while end > begin and text[end - 1] in edges:
        end -= 1
    inner = text[begin:end]
    if inner.count("(") > inner.count(")"):
        end += text[end : end + 1] == ")"
    inner = text[begin:end]
    if inner.count("(") > inner.count(")"):
        end = begin + len(inner[: inner.rindex("(")].rstrip(edges))
        inner = text[begin:end]
    if plain(inner) in words().labels or not any(character.isalnum() for character in inner):
        return None
    return TextSpan(" ".join(inner.split()), start + begin, start + end)


def read_header(
    lines: Sequence[Sequence[TextSpan]], catalog: Catalog, places: Collection[str]
) -> EntryHeader:
    """Title, employer and place in the pieces of the lines above a position.

    A title ends in what a job is called; an employer bears a mark (Ltd, store, university); a place
    is a known one or stands before a state. What is left over is an employer beside a title, a
    title beside an employer; with neither known, the first piece is taken as the title, and the
    header is not sure.
    """
    split = [
        (number, part)
        for number, line in enumerate(lines)
        for piece in line
        for part in _split_at(piece, catalog)
    ]
    hours, pairs = _hours(split)
    said, place, rest = _sorted(_with_states(pairs, places), catalog, places)
    if "title" in said:
        found = said.get("employer")
        return EntryHeader(said["title"], found, place, hours, sure=True, marked=found is not None)
    return _picked(rest, place, hours, catalog)


def _sorted(
    pairs: list[_Placed], catalog: Catalog, places: Collection[str]
) -> tuple[dict[str, TextSpan], TextSpan | None, list[_Placed]]:
    """The pieces that bear a label by its kind, the place, and the rest with their lines."""
    said: dict[str, TextSpan] = {}
    place: TextSpan | None = None
    rest: list[_Placed] = []
    for number, part in pairs:
        label = _LABEL.match(part.value)
        kind = words().labels.get(plain(label[1])) if label else None
        if label and kind:
            bare = part.value[label.end() :]
            said.setdefault(kind, TextSpan(bare, part.end - len(bare), part.end))
        elif place is None and is_place(part.value, places) and not is_title(part.value, catalog):
            place = part
        else:
            rest.append((number, part))
    return said, said.get("place", place), rest


def _picked(
    rest: list[_Placed], place: TextSpan | None, hours: TextSpan | None, catalog: Catalog
) -> EntryHeader:
    """Title and employer among the pieces that are no place."""
    titles = [n for n, (_, part) in enumerate(rest) if is_title(part.value, catalog)]
    employers = [n for n, (_, part) in enumerate(rest) if _is_employer(part.value)]
    plainly = [n for n in titles if n not in employers]
    at = next(iter(plainly or titles), None)
    held = next((n for n in employers if n != at), None)
    sure = True
    if at is None and held is not None:
        at = next((n for n in range(len(rest)) if n != held), None)
    if at is None:
        at, sure = (0, False) if rest else (None, False)
    if at is None:
        return EntryHeader(place=place, hours=hours, sure=False)
    marked = held is not None
    if held is None:
        left = [n for n in range(len(rest)) if n != at]
        held = next((n for n in left if n not in titles), next(iter(left), None))
    used = {at, held}
    title = rest[at][1]
    # "Sales associate, watch department, Harrow & Sons", "Repairer, Sergeant": of the title too.
    more = at + 1
    while more < len(rest) and more != held and rest[more][0] == rest[at][0]:
        between = held is not None and more < held and rest[held][0] == rest[at][0]
        if not (between or (more in titles and more not in employers)):
            break
        title = TextSpan(f"{title.value}, {rest[more][1].value}", title.start, rest[more][1].end)
        used.add(more)
        more += 1
    left = [n for n in range(len(rest)) if n not in used]
    if place is None and held is not None and left and left[-1] > max(at, held):
        last = rest[left[-1]][1]
        if last.value[:1].isupper() and len(last.value.split()) <= 3:
            place = last
    employer = rest[held][1] if held is not None else None
    return EntryHeader(title, employer, place, hours, sure, marked)


def _split_at(piece: TextSpan, catalog: Catalog) -> list[TextSpan]:
    """A piece as title and employer where it says `title at employer`, `employer (remote)`."""
    if found := _REMOTE.search(piece.value):
        first = TextSpan(piece.value[: found.start()], piece.start, piece.start + found.start())
        after = TextSpan(found[1], piece.start + found.start(1), piece.start + found.end(1))
        return [*_split_at(first, catalog), after]
    for found in _SLASH.finditer(piece.value):
        first, last = piece.value[: found.start()], piece.value[found.end() :]
        if is_title(first, catalog) != is_title(last, catalog):
            end = piece.start + len(first)
            return [
                TextSpan(first, piece.start, end),
                TextSpan(last, piece.end - len(last), piece.end),
            ]
    for found in _AT.finditer(piece.value):
        title, employer = piece.value[: found.start()], piece.value[found.end() :]
        at_sign = found[0].strip() in ("at", "@")
        if is_title(title, catalog) and (at_sign or _is_employer(employer)):
            length = len(employer)
            before = TextSpan(title, piece.start, piece.start + len(title))
            return [before, TextSpan(employer, piece.end - length, piece.end)]
    return [piece]


def _hours(pairs: list[_Placed]) -> tuple[TextSpan | None, list[_Placed]]:
    """Full or part time, taken out of the pieces."""
    hours: TextSpan | None = None
    left: list[_Placed] = []
    for number, part in pairs:
        found = _HOURS.search(part.value)
        if found is None:
            left.append((number, part))
            continue
        hours = hours or TextSpan(found[1].lower(), part.start, part.end)
        bare = _EMPTY.sub("", part.value[: found.start()] + part.value[found.end() :]).strip(
            " ,-–—"
        )
        if bare:
            left.append((number, TextSpan(bare, part.start, part.end)))
    return hours, left


def _with_states(pairs: list[_Placed], places: Collection[str]) -> list[_Placed]:
    """The pieces with each town and the state or country after it as one: Providence, RI."""
    joined: list[_Placed] = []
    for number, part in pairs:
        said = plain(part.value)
        is_state = (said in words().states and _STATE.match(part.value)) or (
            said in words().place_names or said in places
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
        and plain(text).split()[-1] not in words().title_heads
    )


def is_place(text: str, places: Collection[str]) -> bool:
    """Whether a text is a country, a state, or a town with its state or country."""
    said = plain(text)
    town, _, state = said.rpartition(", ")
    if town and (state in words().place_names or state in places):
        return True
    if town and state in words().states and _STATE.match(text.rpartition(", ")[2]):
        return True
    return said in places or said in words().place_names or said in ("remote", "hybrid")


def is_title(text: str, catalog: Catalog) -> bool:
    """Whether a text is what a job is called: its last word, or the one before "of", is one."""
    said = plain(text)
    if not said or len(said) > 120:
        return False
    heads = _heads(catalog)
    for part in _OF.split(said):
        found = _WORDS.findall(part)
        if found and found[-1].rstrip(".") in heads:
            return True
        if len(found) > 1 and found[-1].strip(".") in _RANKS and found[-2] in heads:
            return True
    return False


_RANKS = frozenset({"i", "ii", "iii", "iv", "v", "1", "2", "3", "intern", "trainee", "apprentice"})


def _is_employer(text: str) -> bool:
    """Whether a text bears the mark of a firm or an institution."""
    said = plain(text)
    found = {part.strip(".'’") for part in _WORDS.findall(said)}
    if len(found) < 2:
        return said in _ALONE
    return bool(found & words().employer_marks) or "&" in said or said in _ALONE


_ALONE = frozenset({"self employed", "self-employed", "freelance", "own business", "own studio"})


def in_places(catalog: Catalog) -> frozenset[str]:
    """The names of countries, as texts write them."""
    return frozenset(_names(catalog))


def _names(catalog: Catalog) -> Iterator[str]:
    for code, name in catalog.places.items():
        if len(code) == 2:
            yield plain(name)
