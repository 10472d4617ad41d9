"""All names of places by what they mean: areas of the survey, countries, and `place-names.csv`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Literal

from benchpin.reference.areas import Area, Areas, normalize_area_name
from benchpin.reference.place_names import PlaceName

MAX_NEAREST = 3


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One place that a text may mean; `label` is how to write it so that no other is meant.

    `regions` are the postal codes of its states, or the name of its region abroad, empty if not
    known. Without `alone`, a name means it only beside its region or country. `stands_in` marks the
    state or country of a town that is not known itself.
    """

    label: str
    kind: Literal["nation", "state", "metro", "nonmetro", "town", "region", "country"]
    country: str
    regions: tuple[str, ...] = ()
    area: Area | None = None
    alone: bool = True
    stands_in: bool = False

    @property
    def target(self) -> tuple[str, str]:
        """What the place comes to: two names of one metro area are one place."""
        return self.country, self.area.code if self.area else self.label

    @property
    def is_small_town(self) -> bool:
        """Whether it is a town whose state stands for it, since no metro area does."""
        return self.kind == "town" and self.area is not None and self.area.kind == "state"

    def is_in(self, country: str) -> bool:
        """Whether it lies in a country; Puerto Rico and its like are in the United States too."""
        return self.country == country or (self.country == "US" and country in self.regions)

    def is_of_kind(self, kind: str) -> bool:
        """Whether it is of the kind that a prefix names; a town is the metro area it lies in."""
        is_in_metro = self.kind == "town" and self.area is not None and self.area.kind == "metro"
        return not self.stands_in and (self.kind == kind or (kind == "metro" and is_in_metro))


@dataclass(frozen=True, slots=True)
class PlaceContainer:
    """A state, a region or a country that can stand behind a town."""

    choice: PlaceChoice
    region: str | None

    def holds(self, choice: PlaceChoice) -> bool:
        """Whether a place lies in it, as far as its region is known."""
        if choice.country != self.choice.country or choice.kind == self.choice.kind:
            return False
        return self.region is None or not choice.regions or self.region in choice.regions


class PlaceIndex:
    """What each normalized name means alone, and which names can stand behind a town.

    `containers` are states, regions and countries; `isos` are countries by their two-letter codes,
    many of which are a state's too.
    """

    def __init__(
        self, areas: Areas, names: Iterable[PlaceName], countries: Mapping[str, str]
    ) -> None:
        self.areas = areas
        self.containers: dict[str, list[PlaceContainer]] = {}
        self.isos: dict[str, list[PlaceContainer]] = {}
        self._named: dict[str, list[PlaceChoice]] = {}
        self._fillers: set[str] = set()
        self._remote: set[str] = set()
        for name, state in (*areas.by_state.items(), *areas.by_postal.items()):
            self._add_container(name, choice_of_area(state), state.states[0])
        for code, country_name in countries.items():
            choice = self._country_choice(code, country_name)
            self._named.setdefault(normalize_area_name(country_name), []).append(choice)
            self._add_container(normalize_area_name(country_name), choice, None)
            self.isos[code.lower()] = [PlaceContainer(choice, None)]
        for place_name in names:
            self._add_name(place_name)

    def places(self, name: str) -> tuple[PlaceChoice, ...]:
        """The places of exactly this name; the title of an area means nothing else."""
        if title := self.areas.by_title.get(name):
            return (choice_of_area(title),)
        if state := self.areas.by_postal.get(name):
            return (*self._named.get(name, ()), choice_of_area(state))
        named_state = self.areas.by_state.get(name)
        areas = (*((named_state,) if named_state else ()), *self.areas.by_city.get(name, ()))
        return (*map(choice_of_area, areas), *self._named.get(name, ()))

    def without_fillers(self, name: str) -> str:
        """A name without words such as "greater" before it and "area" behind it."""
        for _ in name.split():
            for head, tail in splits(name):
                if head in self._fillers or tail in self._fillers:
                    name = tail if head in self._fillers else head
                    break
        return name

    def is_remote(self, name: str) -> bool:
        """Whether a name is a way to work and no place, with or without a country behind it."""
        return name in self._remote or any(
            head in self._remote and tail in self.containers for head, tail in splits(name)
        )

    def nearest(
        self, name: str, kind: str | None = None, states: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Up to three labels of places whose names are like a name, of a kind, in one of states."""
        choices = {
            other_name: [
                choice
                for choice in other_choices
                if (kind is None or choice.is_of_kind(kind))
                and (not states or set(states) & set(choice.regions))
            ]
            for other_name, other_choices in self._all_names.items()
        }
        names = [other_name for other_name, of_name in choices.items() if of_name]
        near_names = [other_name for other_name in names if name and name in other_name.split()]
        near_names += get_close_matches(name, names, n=5, cutoff=0.75)
        labels = dict.fromkeys(choice.label for near in near_names for choice in choices[near])
        return tuple(labels)[:MAX_NEAREST]

    @cached_property
    def _all_names(self) -> Mapping[str, list[PlaceChoice]]:
        """Every name of a place: states, titles, cities, and names people write."""
        names: dict[str, list[PlaceChoice]] = {}
        for name, area in (*self.areas.by_state.items(), *self.areas.by_title.items()):
            names.setdefault(name, []).append(replace(choice_of_area(area), label=area.name))
        for name, areas in self.areas.by_city.items():
            names.setdefault(name, []).extend(map(choice_of_area, areas))
        for name, choices in self._named.items():
            names.setdefault(name, []).extend(choices)
        return names

    def _add_name(self, place_name: PlaceName) -> None:
        name = normalize_area_name(place_name.name)
        if place_name.kind in ("filler", "remote"):
            (self._fillers if place_name.kind == "filler" else self._remote).add(name)
            return
        area = self.areas.by_code.get(place_name.area)
        label, country, alone = place_name.label, place_name.country, place_name.alone
        region = area.states[0] if area else normalize_area_name(place_name.region) or None
        match place_name.kind:
            case "country":
                choice = self._country_choice(country, label)
            case "state" if area is not None:
                choice = choice_of_area(area)
            case "region":
                choice = PlaceChoice(label, "region", country, (region or "",), None, alone)
            case _:
                regions = area.states if area else (region,) if region else ()
                choice = PlaceChoice(label, "town", country, regions, area, alone)
        self._named.setdefault(name, []).append(choice)
        if choice.kind != "town":
            self._add_container(name, choice, region)

    def _add_container(self, name: str, choice: PlaceChoice, region: str | None) -> None:
        self.containers.setdefault(name, []).append(PlaceContainer(choice, region))

    def _country_choice(self, code: str, label: str) -> PlaceChoice:
        if code == "US":
            return PlaceChoice(label, "nation", code, (), self.areas.nation)
        is_prefixed = label.startswith("country:")
        return PlaceChoice(label if is_prefixed else f"country:{label}", "country", code)


def choice_of_area(area: Area) -> PlaceChoice:
    """An area of the survey as a place that a text may mean."""
    label = f"state:{area.name}" if area.kind == "state" else area.name
    return PlaceChoice(label, area.kind, "US", area.states, area)


def splits(name: str) -> Iterator[tuple[str, str]]:
    """A normalized name cut in two at each of its spaces, the longest end first."""
    words = name.split()
    for end in range(1, len(words)):
        yield " ".join(words[:end]), " ".join(words[end:])
