"""Read the place of residence from the contact lines of a resume: a town with its state or country.

It is read before private details are redacted, and only the town and its state, or the state
alone, goes into the profile: no street, zip code or telephone number. A town counts only with its
state ("York" may be anywhere), and as an area only where the area search finds exactly one. The
name of a state shows that the country is the United States, as does a zip code or a telephone
number beside the code of a state. Abroad, the name of a country or of a part of one must stand
behind the town ("Leeds, England"): a code alone may be a state's.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from benchpin.catalog import Catalog
from benchpin.profile.resume.dates import find_date_ranges
from benchpin.profile.resume.draft import DraftProfile, TextSpan
from benchpin.profile.resume.entry_headers import country_names
from benchpin.profile.resume.privacy import MAX_CONTACT_LINES
from benchpin.profile.resume.vocabulary import normalize_text, resume_vocabulary
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
_MAX_PARTS = 6
"""Parts of an address abroad: streets, the town, its country."""
_NATION = frozenset({"us", "usa", "united states", "united states of america"})


@dataclass(frozen=True, slots=True)
class Residence:
    """A place in a contact line: line number, words, country where it is shown, and area code."""

    line: int
    words: str
    country: str | None
    code: str | None


def read_residence(
    raw_text: str, text: str, catalog: Catalog, reference: Reference, draft: DraftProfile
) -> None:
    """Add country and area to a draft; `text` is `raw_text` without private details.

    Nothing is added where contact lines name two areas, or two countries.
    """
    residences = list(_places(raw_text.split("\n"), catalog, reference))
    codes = {place.code for place in residences if place.code}
    countries = {place.country for place in residences if place.country}
    if not residences or len(codes) > 1 or len(countries) > 1:
        return
    residence = next((residence for residence in residences if residence.code), residences[0])
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: residence.line])
    line = lines[residence.line]
    offset = line.find(residence.words)
    span = (
        (start + offset, start + offset + len(residence.words))
        if offset >= 0
        else (start, start + len(line))
    )
    for country in countries:
        draft.circumstances["country"] = TextSpan(country, *span)
    if residence.code or residence.country not in (None, "US"):
        draft.circumstances["area"] = TextSpan(residence.words, *span)


def _places(lines: list[str], catalog: Catalog, reference: Reference) -> Iterator[Residence]:
    """The places in contact lines, with the code of their area if there is one."""
    state_names = {normalize_text(area.name) for area in reference.areas if area.kind == "state"}
    state_codes = {area.states[0] for area in reference.areas if area.kind == "state"}
    ambiguous_names = state_names & country_names(catalog)  # Georgia, the country or the state
    contact = list(_contact_lines(lines))
    has_phone = any(_PHONE.search(line) for _, line in contact)
    for number, line in contact:
        for piece in _BETWEEN.split(line):
            town, state, is_us_marked = _parse_place(piece.strip())
            if state not in state_codes and normalize_text(state) not in state_names:
                yield from _town_abroad(number, piece, state_names, catalog, reference)
                continue
            is_us = (
                is_us_marked
                or has_phone
                or (state not in state_codes and normalize_text(state) not in ambiguous_names)
            )
            if town or is_us_marked or has_phone:
                place_name = f"{town}, {state}" if town else state
                code = _area_code(place_name, reference)
                yield Residence(number, place_name, "US" if is_us else None, code)


def _town_abroad(
    number: int, piece: str, state_names: Set[str], catalog: Catalog, reference: Reference
) -> Iterator[Residence]:
    """The place of a piece such as "Leeds, England"; before the town only a street may stand.

    The town must be one that we know: "Doe, Jordan" is somebody's name.
    """
    *streets, town, country = ["", *_parts(piece)][-_MAX_PARTS:]
    name = normalize_text(country)
    is_country = name in country_names(catalog) or name in resume_vocabulary().place_names
    if not is_country or name in state_names or not _ONLY_TOWN.fullmatch(town):
        return
    if all(any(character.isdigit() for character in street) for street in streets if street):
        reading = reference.place(f"{town}, {country}")
        is_known_town = reference.place(town).kind in ("abroad", "ambiguous")
        if reading.kind == "abroad" and is_known_town:
            yield Residence(number, f"{town}, {country}", reading.country, None)


def _contact_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The numbered contact lines: those above the first section, and in a section "personal"."""
    section_kind: str | None = None
    for number, line in enumerate(lines):
        section = resume_vocabulary().sections.get(normalize_text(line))
        if section is not None:
            section_kind = section
        elif section_kind == "personal" or (section_kind is None and number < MAX_CONTACT_LINES):
            # A date is of a position: the contact lines are over, even without a heading.
            if find_date_ranges(_PHONE.sub("", line)):
                return
            yield number, line


def _parse_place(piece: str) -> tuple[str, str, bool]:
    """Town, state, and whether a zip code or the nation is named; empty where it is no place."""
    parts = _parts(piece)
    names_nation = len(parts) > 1 and normalize_text(parts[-1]) in _NATION
    last, preceding_parts = parts[-2 if names_nation else -1], parts[: -2 if names_nation else -1]
    town = ""
    if match := _STATE.fullmatch(last):
        town = preceding_parts.pop() if preceding_parts else ""
    elif match := _TOWN_AND_STATE.fullmatch(last):
        town = match["town"]
    # Before the town only a street may stand, and a street has a number.
    is_street = all(any(character.isdigit() for character in part) for part in preceding_parts)
    if match is None or not is_street or (town and not _ONLY_TOWN.fullmatch(town)):
        return "", "", False
    return town, match["state"], names_nation or match["zip"] is not None


def _parts(piece: str) -> list[str]:
    """A piece cut at its commas, without a label before it and brackets behind it."""
    label = _LABEL.match(piece)
    if label and _is_of_place(normalize_text(label[1])):
        piece = piece[label.end() :]
    return [part.strip() for part in _BRACKETS.sub("", piece).rstrip(" .,").split(",")]


def _is_of_place(label: str) -> bool:
    vocabulary = resume_vocabulary()
    return (
        "place" in vocabulary.labels.get(label, "")
        or vocabulary.private.get(label) == "street address"
    )


def _area_code(place_name: str, reference: Reference) -> str | None:
    """The code of the area with this name; None where there is none, or more than one."""
    reading = reference.place(place_name)
    return reading.area.code if reading.area and reading.kind in ("area", "state") else None
