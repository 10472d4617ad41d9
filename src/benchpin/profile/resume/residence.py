"""Where somebody lives, as far as the contact lines of a resume name a town of the United States.

It is read before private details are taken out, and nothing but the town and its state, or the
state alone, goes into the profile: no street, no zip code, no telephone number. A town counts only
with its state ("York" may be anywhere), and as an area only where the look-up of areas finds
exactly one. That the country is the United States is said by a state's name, or by a zip code or a
telephone number beside a state's code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadInput
from benchpin.profile.resume.dates import periods
from benchpin.profile.resume.draft import DraftProfile, TextSpan
from benchpin.profile.resume.entry_headers import in_places
from benchpin.profile.resume.privacy import MAX_LINES_ABOVE
from benchpin.profile.resume.vocabulary import plain, words
from benchpin.reference import Reference

_PHONE = re.compile(r"(?<![\w+.-])(?:\+?1[ .-])?\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?![\w-])")
_BETWEEN = re.compile(r"\s*(?:[|•·*;‖\t]|//|\s{3,}|\s[–—-]\s)\s*")
_LABEL = re.compile(r"^([A-Za-z ]{2,24}):\s*")
_BRACKETS = re.compile(r"\s*\([^()]{0,60}\)$")
_TOWN = r"[A-Z](?:[^\W\d_]|[.'’-]){1,30}(?: (?:[^\W\d_]|[.'’-]){1,30}){0,3}"
_ZIP = r"(?: (?P<zip>\d{5}(?:-\d{4})?))?"
_ONLY_TOWN = re.compile(_TOWN)
_STATE = re.compile(rf"(?P<state>[A-Z]{{2}}|[A-Z][a-z]+(?: (?:of )?[A-Z][a-z]+){{0,2}}){_ZIP}")
_TOWN_AND_STATE = re.compile(rf"(?P<town>{_TOWN}) (?P<state>[A-Z]{{2}}){_ZIP}")
_NATION = frozenset({"us", "usa", "united states", "united states of america"})


@dataclass(frozen=True, slots=True)
class Residence:
    """A place that a contact line names: in which line, in which words, and what says US."""

    line: int
    words: str
    is_us: bool
    code: str | None


def read_residence(
    raw: str, text: str, catalog: Catalog, reference: Reference, draft: DraftProfile
) -> None:
    """Add country and area to a draft; `text` is the same as `raw` without private details."""
    places = list(_places(raw.split("\n"), catalog, reference))
    codes = {place.code for place in places if place.code}
    if not places or len(codes) > 1:
        return
    place = next((each for each in places if each.code), places[0])
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: place.line])
    line = lines[place.line]
    at = line.find(place.words)
    span = (start + at, start + at + len(place.words)) if at >= 0 else (start, start + len(line))
    if any(each.is_us for each in places):
        draft.circumstances["country"] = TextSpan("US", *span)
    if place.code:
        draft.circumstances["area"] = TextSpan(place.words, *span)


def _places(lines: list[str], catalog: Catalog, reference: Reference) -> Iterator[Residence]:
    """The places that contact lines name, each known as an area or not."""
    names = {plain(area.name) for area in reference.areas if area.kind == "state"}
    codes = {area.states[0] for area in reference.areas if area.kind == "state"}
    both = names & in_places(catalog)  # Georgia
    contact = list(_contact(lines))
    has_phone = any(_PHONE.search(line) for _, line in contact)
    for number, line in contact:
        for piece in _BETWEEN.split(line):
            town, state, sign = _read(piece.strip())
            if state not in codes and plain(state) not in names:
                continue
            is_us = sign or has_phone or (state not in codes and plain(state) not in both)
            if town or sign or has_phone:
                said = f"{town}, {state}" if town else state
                yield Residence(number, said, is_us, _code(said, reference))


def _contact(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that tell how somebody can be reached: above the first section, or in one of it."""
    inside: str | None = None
    for number, line in enumerate(lines):
        section = words().sections.get(plain(line))
        if section is not None:
            inside = section
        elif inside == "personal" or (inside is None and number < MAX_LINES_ABOVE):
            if periods(_PHONE.sub("", line)):
                return
            yield number, line


def _read(piece: str) -> tuple[str, str, bool]:
    """Town, state, and whether a zip code or the nation is named; nothing where it is no place."""
    label = _LABEL.match(piece)
    if label and _is_of_place(plain(label[1])):
        piece = piece[label.end() :]
    parts = [part.strip() for part in _BRACKETS.sub("", piece).rstrip(" .,").split(",")]
    sign = len(parts) > 1 and plain(parts[-1]) in _NATION
    last, before = parts[-2 if sign else -1], parts[: -2 if sign else -1]
    town = ""
    if found := _STATE.fullmatch(last):
        town = before.pop() if before else ""
    elif found := _TOWN_AND_STATE.fullmatch(last):
        town = found["town"]
    is_street = all(any(character.isdigit() for character in part) for part in before)
    if found is None or not is_street or (town and not _ONLY_TOWN.fullmatch(town)):
        return "", "", False
    return town, found["state"], sign or found["zip"] is not None


def _is_of_place(label: str) -> bool:
    known = words()
    return "place" in known.labels.get(label, "") or known.private.get(label) == "street address"


def _code(said: str, reference: Reference) -> str | None:
    """The code of the one area that words mean; None where it is none, or more than one."""
    try:
        return reference.area(said).code
    except BadInput:
        return None
