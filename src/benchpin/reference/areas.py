"""The areas that wages are published for, with the indexes by code, title, state and city."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

AreaKind = Literal["nation", "state", "metro", "nonmetro"]

# BLS joins the cities of a title with hyphens; in these names the hyphen is part of one city.
_ONE_CITY = ("Winston-Salem", "Wilkes-Barre")
_SHORT = {"st": "saint", "ft": "fort", "mt": "mount"}
_INSIDE_WORDS = re.compile("['’.]")
_MARKS = re.compile(r"[\W_]+")
CODE_DIGITS = 7


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
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(c for c in letters if not unicodedata.combining(c))
    words = _MARKS.sub(" ", _INSIDE_WORDS.sub("", text.casefold())).split()
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
    """All areas of one survey, by code, title, state, postal code and city, names normalized."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.all = tuple(areas)
        self.by_code = {area.code: area for area in self.all}
        self.by_title: dict[str, Area] = {}
        self.by_state: dict[str, Area] = {}
        self.by_postal: dict[str, Area] = {}
        self.by_city: dict[str, list[Area]] = {}
        for area in self.by_code.values():
            if area.kind == "nation":
                self.nation = area
            elif area.kind == "state":
                self.by_state[normalize_area_name(area.name)] = area
                self.by_postal[area.states[0].lower()] = area
            else:
                self.by_title[normalize_area_name(area.name)] = area
                self.by_title.setdefault(normalize_area_name(area.name.split(" (")[0]), area)
            if area.kind == "metro":
                for city in city_names(area.name):
                    self.by_city.setdefault(city, []).append(area)

    def wider_areas(self, area: Area) -> tuple[Area, ...]:
        """The wider areas whose figures can stand in: the area's states, then the nation."""
        if area.kind == "nation":
            return ()
        states = () if area.kind == "state" else area.states
        return (*(self.by_postal[state.lower()] for state in states), self.nation)
