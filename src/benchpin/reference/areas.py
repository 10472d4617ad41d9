"""Areas that wages are published for, and which one somebody means by a few words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from benchpin.inputs.errors import AmbiguousArea, UnknownName

Kind = Literal["nation", "state", "metro", "nonmetro"]

_NATION_NAMES = frozenset({"us", "usa", "united states", "united states of america", "nation"})
# BLS joins the cities of a title with hyphens; here the hyphen belongs to one city's name.
_ONE_CITY = ("Winston-Salem", "Wilkes-Barre")
_SHORT = {"st": "saint", "ft": "fort", "mt": "mount"}
_PREFIX = re.compile(r"\s*(state|metro|nonmetro)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_METRO_CODE_DIGITS = 5
_CODE_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a wage survey; `states` are postal codes, the one its code belongs to first."""

    code: str
    name: str
    kind: Kind
    states: tuple[str, ...]
    country: str = "US"
    scheme: str = "oews-2025"


def plain(text: str) -> str:
    """A name without case, accents, hyphens and other marks, with single spaces."""
    letters = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    letters = re.sub(r"['’.]", "", letters)
    words = re.sub(r"[\W_]+", " ", letters).split()
    # The last word is left alone: "mt" there is Montana.
    return " ".join([*(_SHORT.get(word, word) for word in words[:-1]), *words[-1:]])


def cities_of(title: str) -> Iterator[str]:
    """The cities that a metro area's title names, plain; also several in a row, as people write.

    "Scranton--Wilkes-Barre, PA": scranton; wilkes barre; scranton wilkes barre.
    """
    names = title.rsplit(", ", 1)[0]
    for city in _ONE_CITY:
        names = names.replace(city, city.replace("-", " "))
    parts = [plain(part) for part in re.split(r"-+|/", names)]
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield " ".join(parts[start:end])


class Areas:
    """All areas of one survey, and the rule by which words find one."""

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
                self._by_state[plain(area.name)] = area
                self._by_postal[area.states[0].lower()] = area
            else:
                self._by_title[plain(area.name)] = area
                self._by_title.setdefault(plain(area.name.split(" (")[0]), area)
            if area.kind == "metro":
                for city in cities_of(area.name):
                    self._by_city.setdefault(city, []).append(area)

    def find(self, text: str | None) -> Area:
        """The area that a code, a title, a state or a city means; the nation for None.

        A code, an exact title and a two-letter state code decide at once; otherwise states and
        cities are looked up together and more than one found is an error that lists them.
        `state:`, `metro:` and `nonmetro:` look among one kind; "Portland, OR" in one state.
        """
        if text is None:
            return self.nation
        prefixed = _PREFIX.fullmatch(text)
        kind, words = (prefixed[1].lower(), prefixed[2]) if prefixed else (None, text)
        decided = self._by_code_or_title(words.strip())
        if decided is not None and kind in (None, decided.kind):
            return decided
        found = tuple(area for area in self._named(plain(words)) if kind in (None, area.kind))
        if not found:
            raise self._unknown(text, words, kind)
        if len(found) > 1:
            raise self._ambiguous(text, found)
        return found[0]

    def wider(self, area: Area) -> tuple[Area, ...]:
        """Where figures fall back outward: the states that an area lies in, then the nation."""
        if area.kind == "nation":
            return ()
        states = () if area.kind == "state" else area.states
        return (*(self._by_postal[state.lower()] for state in states), self.nation)

    def _by_code_or_title(self, words: str) -> Area | None:
        """The area that a code, an exact title or a two-letter state code decides for."""
        if words.isdecimal() and len(words) in (_METRO_CODE_DIGITS, _CODE_DIGITS):
            return self._by_code.get(words.zfill(_CODE_DIGITS))
        named = plain(words)
        if named in self._by_title:
            return self._by_title[named]
        return self._by_postal.get(named) or (self.nation if named in _NATION_NAMES else None)

    def _named(self, name: str) -> tuple[Area, ...]:
        """Every state and metro area of a plain name; if none, of a city with its state behind."""
        state = self._by_state.get(name)
        found = (*((state,) if state else ()), *self._by_city.get(name, ()))
        return found or tuple(self._in_state(name))

    def _in_state(self, name: str) -> Iterator[Area]:
        """Metro areas meant by a city followed by a state: "portland or", "portland oregon"."""
        for behind in (self._by_postal, self._by_state):
            for state_name, state in behind.items():
                if name.endswith(f" {state_name}"):
                    city = name.removesuffix(f" {state_name}")
                    for area in self._by_city.get(city, ()):
                        if state.states[0] in area.states:
                            yield area

    def _unknown(self, text: str, words: str, kind: str | None) -> UnknownName:
        """The error for words that no area answers to, with the nearest names."""
        names: dict[str, list[Area]] = {}
        for name, area in (*self._by_state.items(), *self._by_title.items()):
            names.setdefault(name, []).append(area)
        for name, areas in self._by_city.items():
            names.setdefault(name, []).extend(areas)
        wanted = plain(words)
        near = [name for name in names if wanted and wanted in name.split()]
        near += get_close_matches(wanted, names, n=5, cutoff=0.75)
        areas_near = dict.fromkeys(
            area for name in near for area in names[name] if kind in (None, area.kind)
        )
        nearest = tuple(area.name for area in areas_near)[:3]
        sort = {None: "area", "state": "state"}.get(kind, f"{kind} area")
        what = f"no such {sort} '{text}'"
        if not nearest:
            help_ = "give a state, a city of a US metropolitan area, or an area code of BLS"
            return UnknownName(f"{what}; {help_}")
        return UnknownName(f"{what}; nearest: {', '.join(map(repr, nearest))}", nearest)

    def _ambiguous(self, text: str, found: tuple[Area, ...]) -> AmbiguousArea:
        """The error for words that several areas answer to, with words that choose."""
        metros = [area for area in found if area.kind == "metro"]
        choices = []
        for area in found:
            if area.kind == "state":
                choices.append((f"state:{area.name}", f"the state {area.name}"))
            elif len(metros) == 1 and not _PREFIX.fullmatch(text):
                choices.append((f"metro:{text.strip()}", area.name))
            else:
                choices.append((area.name, area.name))
        listed = ", ".join(
            f"'{choice}' ({name})" if choice != name else f"'{choice}'" for choice, name in choices
        )
        return AmbiguousArea(
            f"'{text}' names {len(found)} areas; write one of {listed}",
            tuple(choice for choice, _ in choices),
        )
