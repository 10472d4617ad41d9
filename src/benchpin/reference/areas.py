"""The areas that wages are published for, and how a name or code finds one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from benchpin.inputs.errors import AmbiguousArea, UnknownName

AreaKind = Literal["nation", "state", "metro", "nonmetro"]

_NATION_NAMES = frozenset({"us", "usa", "united states", "united states of america", "nation"})
# BLS joins the cities of a title with hyphens; in these names the hyphen is part of one city.
_ONE_CITY = ("Winston-Salem", "Wilkes-Barre")
_SHORT = {"st": "saint", "ft": "fort", "mt": "mount"}
_PREFIX = re.compile(r"\s*(state|metro|nonmetro)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_METRO_CODE_DIGITS = 5
_CODE_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a wage survey; `states` are postal codes, the principal state first."""

    code: str
    name: str
    kind: AreaKind
    states: tuple[str, ...]
    country: str = "US"
    scheme: str = "oews-2025"


def normalize_area_name(text: str) -> str:
    """A name normalized for look-up: no case, accents, hyphens or other marks, single spaces.

    "St." and its like are spelled out.
    """
    letters = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    letters = re.sub(r"['’.]", "", letters)
    words = re.sub(r"[\W_]+", " ", letters).split()
    # The last word is left alone: "mt" there is Montana.
    return " ".join([*(_SHORT.get(word, word) for word in words[:-1]), *words[-1:]])


def city_names(title: str) -> Iterator[str]:
    """The normalized city names in a metro area's title, alone and as sequences, as people write.

    "Scranton--Wilkes-Barre, PA": scranton; scranton wilkes barre; wilkes barre.
    """
    names = title.rsplit(", ", 1)[0]
    for city in _ONE_CITY:
        names = names.replace(city, city.replace("-", " "))
    parts = [normalize_area_name(part) for part in re.split(r"-+|/", names)]
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield " ".join(parts[start:end])


class Areas:
    """All areas of one survey, with the look-up by name or code."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.all = tuple(areas)
        self._by_code = {area.code: area for area in self.all}
        self._by_title: dict[str, Area] = {}
        self._by_state: dict[str, Area] = {}
        self._by_postal: dict[str, Area] = {}
        self._by_city: dict[str, list[Area]] = {}
        for area in self._by_code.values():
            if area.kind == "nation":
                self.nation = area
            elif area.kind == "state":
                self._by_state[normalize_area_name(area.name)] = area
                self._by_postal[area.states[0].lower()] = area
            else:
                self._by_title[normalize_area_name(area.name)] = area
                self._by_title.setdefault(normalize_area_name(area.name.split(" (")[0]), area)
            if area.kind == "metro":
                for city in city_names(area.name):
                    self._by_city.setdefault(city, []).append(area)

    def find(self, text: str | None) -> Area:
        """The area with a code, a title, a state or a city; the nation for None.

        A code, an exact title and a two-letter state code match first; otherwise states and cities
        are looked up together. `state:`, `metro:` and `nonmetro:` restrict the kind, and "Portland,
        OR" the state. Raises UnknownName with the nearest names, AmbiguousArea for several matches.
        """
        if text is None:
            return self.nation
        prefixed = _PREFIX.fullmatch(text)
        kind, words = (prefixed[1].lower(), prefixed[2]) if prefixed else (None, text)
        exact_match = self._exact_match(words.strip())
        # A prefix such as `state:` rules out an exact match of another kind.
        if exact_match is not None and kind in (None, exact_match.kind):
            return exact_match
        matches = tuple(
            area for area in self._by_name(normalize_area_name(words)) if kind in (None, area.kind)
        )
        if not matches:
            raise self._unknown(text, words, kind)
        if len(matches) > 1:
            raise self._ambiguous(text, matches)
        return matches[0]

    def wider_areas(self, area: Area) -> tuple[Area, ...]:
        """The wider areas whose figures can stand in: the area's states, then the nation."""
        if area.kind == "nation":
            return ()
        states = () if area.kind == "state" else area.states
        return (*(self._by_postal[state.lower()] for state in states), self.nation)

    def _exact_match(self, words: str) -> Area | None:
        """The area with this code, exact title or two-letter state code; None if there is none."""
        if words.isdecimal() and len(words) in (_METRO_CODE_DIGITS, _CODE_DIGITS):
            # Metro areas are also known by a 5-digit code; BLS adds leading zeros.
            return self._by_code.get(words.zfill(_CODE_DIGITS))
        name = normalize_area_name(words)
        if name in self._by_title:
            return self._by_title[name]
        return self._by_postal.get(name) or (self.nation if name in _NATION_NAMES else None)

    def _by_name(self, name: str) -> tuple[Area, ...]:
        """Every state and metro area with a normalized name; if none, those of "city state"."""
        state = self._by_state.get(name)
        matches = (*((state,) if state else ()), *self._by_city.get(name, ()))
        return matches or tuple(self._in_state(name))

    def _in_state(self, name: str) -> Iterator[Area]:
        """Metro areas of a city followed by its state: "portland or", "portland oregon"."""
        for states_by_name in (self._by_postal, self._by_state):
            for state_name, state in states_by_name.items():
                if name.endswith(f" {state_name}"):
                    city = name.removesuffix(f" {state_name}")
                    for area in self._by_city.get(city, ()):
                        if state.states[0] in area.states:
                            yield area

    def _unknown(self, text: str, words: str, kind: str | None) -> UnknownName:
        """The error for a text that matches no area, with the nearest names."""
        names: dict[str, list[Area]] = {}
        for name, area in (*self._by_state.items(), *self._by_title.items()):
            names.setdefault(name, []).append(area)
        for name, areas in self._by_city.items():
            names.setdefault(name, []).extend(areas)
        query = normalize_area_name(words)
        near_names = [name for name in names if query and query in name.split()]
        near_names += get_close_matches(query, names, n=5, cutoff=0.75)
        near_areas = dict.fromkeys(
            area for name in near_names for area in names[name] if kind in (None, area.kind)
        )
        nearest = tuple(area.name for area in near_areas)[:3]
        kind_label = {None: "area", "state": "state"}.get(kind, f"{kind} area")
        message = f"no such {kind_label} '{text}'"
        if not nearest:
            help_ = "give a state, a city of a US metropolitan area, or an area code of BLS"
            return UnknownName(f"{message}; {help_}")
        return UnknownName(f"{message}; nearest: {', '.join(map(repr, nearest))}", nearest)

    def _ambiguous(self, text: str, matches: tuple[Area, ...]) -> AmbiguousArea:
        """The error for a text that matches several areas, with a text for each that selects it."""
        metros = [area for area in matches if area.kind == "metro"]
        choices = []
        for area in matches:
            if area.kind == "state":
                choices.append((f"state:{area.name}", f"the state {area.name}"))
            # With one metro area among the matches the user's own text with a prefix selects it.
            elif len(metros) == 1 and not _PREFIX.fullmatch(text):
                choices.append((f"metro:{text.strip()}", area.name))
            else:
                choices.append((area.name, area.name))
        choice_list = ", ".join(
            f"'{choice}' ({name})" if choice != name else f"'{choice}'" for choice, name in choices
        )
        return AmbiguousArea(
            f"'{text}' names {len(matches)} areas; write one of {choice_list}",
            tuple(choice for choice, _ in choices),
        )
