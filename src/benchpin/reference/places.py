"""Which place a few words mean: an area that wages are published for, a town abroad, or none.

Profile files, web forms, the command line, the interview and resumes all read places with
`PlaceReader.read`. What could be two places is never settled in silence: it is `ambiguous`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from benchpin.reference.areas import CODE_DIGITS, Area, normalize_area_name
from benchpin.reference.place_index import (
    PlaceChoice,
    PlaceContainer,
    PlaceIndex,
    choice_of_area,
    splits,
)

PlaceKind = Literal[
    "none", "area", "state", "in-state", "abroad", "ambiguous", "contradiction", "unknown", "zip",
    "remote",
]  # fmt: skip
"""How a text was read: `in-state` is a town of no known metro area, for which its state stands."""
USABLE: Final = frozenset({"none", "area", "state", "in-state", "abroad"})
"""The kinds of readings that settle where somebody is."""
MAX_PLACE_LENGTH = 120
"""Characters of a place; a longer text names none."""

_PREFIX = re.compile(r"(state|metro|nonmetro|country)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_ZIP = re.compile(r"[0-9]{5}(-[0-9]{4})?")
_ZIP_BEHIND = re.compile(r"(?<=[A-Za-z.])[\s,]+[0-9]{5}(-[0-9]{4})?$")
_AROUND = " \t\r\n\v\f,;"
_MAX_WORDS = 16
_MAX_COMMAS = 4
_MAX_DEPTH = 3
"""How many regions and countries may stand behind a town: "Paris, Texas, USA" has two."""


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """How a text about a place was read, and with which country in mind.

    `area` is the area whose figures are used: None abroad, and where nothing is settled. `country`
    is the place's country, or the stated one. `choices` are the places that the text may mean, or
    that it means against the stated country; `nearest` are near spellings.
    """

    text: str
    kind: PlaceKind
    area: Area | None = None
    country: str | None = None
    choices: tuple[PlaceChoice, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def is_usable(self) -> bool:
        """Whether it is settled where that is."""
        return self.kind in USABLE


class PlaceReader:
    """Reads texts about places with an index of their names."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index

    def read(
        self, text: str | None, country: str | None = None, *, suggest: bool = True
    ) -> PlaceReading:
        """The reading of a text; `country` is the code of the country that was stated with it.

        `suggest`: near spellings are looked for, which takes most of the time of a reading.
        """
        words = (text or "").strip(_AROUND)
        areas, index = self._index.areas, self._index
        if not words:
            nation = areas.nation if country in (None, "US") else None
            return PlaceReading("", "none", nation, country)
        prefixed = _PREFIX.fullmatch(words)
        kind, words = (prefixed[1].lower(), prefixed[2].strip()) if prefixed else (None, words)
        if _ZIP.fullmatch(words) and country in (None, "US"):
            # Metro areas are also known by a 5-digit code, which a ZIP code can equal.
            metro = areas.by_code.get(words.zfill(CODE_DIGITS))
            zip_choices = (choice_of_area(metro),) if metro else ()
            return PlaceReading(words, "zip", country=country, choices=zip_choices)
        choices: tuple[PlaceChoice, ...] = ()
        if words.isdecimal() and words in areas.by_code:
            choices = (choice_of_area(areas.by_code[words]),)
        elif len(words) <= MAX_PLACE_LENGTH:
            place_words = _ZIP_BEHIND.sub("", words)
            name = normalize_area_name(place_words)
            if kind is None and index.is_remote(name):
                return PlaceReading(words, "remote", country=country)
            if len(name.split()) <= _MAX_WORDS:
                choices = self._choices(name, country) or self._around(place_words, country)
        if kind is not None:
            choices = tuple(choice for choice in choices if choice.is_of_kind(kind))
        return self._reading(words, kind, choices, country, suggest=suggest)

    def _reading(
        self,
        text: str,
        prefix: str | None,
        choices: tuple[PlaceChoice, ...],
        country: str | None,
        *,
        suggest: bool,
    ) -> PlaceReading:
        """The reading of a text with these choices, which the stated country may narrow."""
        if country is not None:
            inside = tuple(choice for choice in choices if choice.is_in(country))
            outside = tuple(choice for choice in choices if choice.alone)
            if not inside and outside:
                outside = _with_prefixes(outside, text, prefix)
                return PlaceReading(text, "contradiction", None, country, outside)
            if country != "US":
                return PlaceReading(text, "abroad", None, country)
            # "Paris" is not taken for the one in Texas in silence.
            choices = choices if all(choice.is_small_town for choice in inside) else inside
        choices = tuple({choice.target: choice for choice in reversed(choices)}.values())[::-1]
        if not choices:
            name = normalize_area_name(text[:MAX_PLACE_LENGTH])
            nearest = self._index.nearest(name, prefix) if suggest else ()
            return PlaceReading(text, "unknown", None, country, (), nearest)
        choice = choices[0]
        if choice.country != "US" and len({choice.country for choice in choices}) == 1:
            return PlaceReading(text, "abroad", None, choice.country)
        if len(choices) > 1:
            choices = _with_prefixes(choices, text, prefix)
            return PlaceReading(text, "ambiguous", None, country, choices)
        nearest = self._nearest_cities(text, choice) if suggest and choice.stands_in else ()
        return PlaceReading(text, _kind_of(choice), choice.area, "US", (), nearest)

    def _choices(self, name: str, country: str | None) -> tuple[PlaceChoice, ...]:
        """The places that a normalized name means, by the first of these that finds any.

        The whole name; a name with its region or country behind it; the code of a country, behind
        a name or alone; the same without words such as "greater" and "area".
        """
        index = self._index
        for searched_name in dict.fromkeys((name, index.without_fillers(name))):
            # A name that needs its country stands for a place only where the country is stated.
            choices = tuple(
                choice
                for choice in index.places(searched_name)
                if choice.alone or (country is not None and choice.is_in(country))
            )
            choices = choices or self._in_containers(searched_name, index.containers, 1)
            choices = choices or self._in_containers(searched_name, index.isos, 1)
            if not choices and searched_name in index.isos:
                choices = tuple(container.choice for container in index.isos[searched_name])
            if choices:
                return choices
        return ()

    def _in_containers(
        self, name: str, containers: Mapping[str, list[PlaceContainer]], depth: int
    ) -> tuple[PlaceChoice, ...]:
        """The places of a name with its region or country behind it: "portland or"."""
        index = self._index
        choices: list[PlaceChoice] = []
        for head, tail in splits(name):
            if tail not in containers:
                continue
            inner = index.places(head)
            if not inner and depth < _MAX_DEPTH:
                inner = self._in_containers(head, index.containers, depth + 1)
            inner = inner or index.places(index.without_fillers(head))
            choices += [
                replace(choice, alone=True)
                for choice in inner
                if any(container.holds(choice) for container in containers[tail])
            ]
        return tuple(choices)

    def _around(self, words: str, country: str | None) -> tuple[PlaceChoice, ...]:
        """The place around one that is not known itself: "Fox Point, Providence, RI".

        It stands behind one of the first commas, or is the state or country at the end.
        """
        behind = words
        for _ in range(_MAX_COMMAS):
            _, comma, behind = behind.partition(",")
            if not comma:
                break
            if choices := self._choices(normalize_area_name(behind), country):
                return _standing_in(choices)
        for _, tail in splits(normalize_area_name(words)):
            if containers := self._index.containers.get(tail):
                return _standing_in(tuple(container.choice for container in containers))
        return ()

    def _nearest_cities(self, text: str, state: PlaceChoice) -> tuple[str, ...]:
        """Metro areas of a state with a city spelled like the town that stands before the state."""
        name = normalize_area_name(text[:MAX_PLACE_LENGTH])
        containers = self._index.containers
        town = next((head for head, tail in splits(name) if tail in containers), name)
        return self._index.nearest(town, "metro", state.regions)


def _kind_of(choice: PlaceChoice) -> PlaceKind:
    if choice.stands_in or choice.is_small_town:
        return "in-state"
    return "state" if choice.kind == "state" else "area"


def _standing_in(choices: tuple[PlaceChoice, ...]) -> tuple[PlaceChoice, ...]:
    """The places around a town that is not known: a state stands in for it, the nation does not."""
    return tuple(
        replace(choice, stands_in=choice.kind in ("state", "region", "country"))
        for choice in choices
        if choice.kind != "nation"
    )


def _with_prefixes(
    choices: tuple[PlaceChoice, ...], text: str, prefix: str | None
) -> tuple[PlaceChoice, ...]:
    """The choices; where a state and one metro area share the text, a prefix tells them apart."""
    if prefix is not None or sorted(choice.kind for choice in choices) != ["metro", "state"]:
        return choices
    return tuple(
        replace(choice, label=f"metro:{text}") if choice.kind == "metro" else choice
        for choice in choices
    )
