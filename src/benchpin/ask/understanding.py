"""What a question names and what it is about: roles, qualifications, places, countries, intents."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import rtoml

from benchpin.ask.index import words_of
from benchpin.catalog import Catalog
from benchpin.reference import Area, Reference
from benchpin.text.tokens import spelling_and_stem

MAX_QUESTION_LENGTH = 1_000
"""Characters of a question that are read."""
MAX_QUESTION_WORDS = 160
MAX_CUE_WORDS = 5
"""A longer cue would never be met."""
Stems = tuple[str, ...]
_MAX_NAME_WORDS = 7
_MAX_PLACE_WORDS = 4
_MIN_CORE_WORDS = 2


@dataclass(frozen=True, slots=True)
class Intent:
    """What a question may be about: cue phrases (stems), topics of frequent questions, kinds."""

    name: str
    cues: frozenset[tuple[str, ...]]
    topics: frozenset[str]
    kinds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as it is read: its stems, and the ids of what it names.

    `name_stems` are the stems that name roles, qualifications or providers; `countries` are ISO
    codes; `areas` are areas that wages are published for.
    """

    stems: tuple[str, ...]
    intents: frozenset[str]
    name_stems: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()

    def following(self, before: "Understanding") -> "Understanding":
        """The question as one that follows another: it may leave unnamed what that one named."""
        if self.roles or self.qualifications or self.providers:
            return self
        return replace(
            self,
            roles=before.roles,
            qualifications=before.qualifications,
            providers=before.providers,
            countries=self.countries or before.countries,
            areas=self.areas or (before.areas if not self.countries else ()),
        )


def area_key(area: Area) -> str:
    """The code of an area in an entry's id: "US", a state's letters, a metro area's number."""
    if area.kind == "nation":
        return area.country
    return area.states[0] if area.kind == "state" and area.states else area.code


def area_of_key(key: str, reference: Reference) -> Area:
    """The area of a short code; the nation for an unknown one."""
    return next((a for a in reference.areas if area_key(a) == key), reference.area(None))


@lru_cache(maxsize=1)
def intents() -> Mapping[str, Intent]:
    """The intents of `data/intents.toml` by name."""
    return {
        name: Intent(
            name,
            frozenset(_cue_stems(cue) for cue in row["cues"]),
            frozenset(row["topics"]),
            row["kinds"],
        )
        for name, row in rule_table("intents").items()
    }


def _cue_stems(cue: str) -> tuple[str, ...]:
    """The stems of a cue; a role that is named has none of its own (see `understand`)."""
    return tuple(
        stem for word in cue.split() for stem in (("",) if word == "ROLE" else stems_of(word))
    )


@cache
def rule_table(name: str) -> dict[str, Any]:
    """A table of rules of this package: `data/NAME.toml`."""
    text = resources.files("benchpin.ask").joinpath(f"data/{name}.toml").read_text("utf-8")
    return dict(rtoml.loads(text))


@lru_cache(maxsize=1)
def question_words() -> frozenset[str]:
    """The words that a question begins with."""
    return frozenset(rule_table("role-words")["question_words"])


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of the words of a text, in American spelling; `$` is a word of its own."""
    return tuple(spelling_and_stem(word)[1] for word in words_of(text.replace("$", " dollar ")))


def cue_set(cues: Iterable[str]) -> frozenset[Stems]:
    """Cues as people write them, as stems."""
    return frozenset(stems_of(cue) for cue in cues)


def grams(stems: Stems) -> frozenset[Stems]:
    """All runs of up to MAX_CUE_WORDS stems of a text, to be compared with cues."""
    return frozenset(
        stems[i : i + n] for n in range(1, MAX_CUE_WORDS + 1) for i in range(len(stems) - n + 1)
    )


def detect_intents(stems: tuple[str, ...]) -> frozenset[str]:
    """The intents whose cues stand in a text."""
    text_grams = grams(stems)
    return frozenset(
        name for name, intent in intents().items() if not intent.cues.isdisjoint(text_grams)
    )


class PhraseIndex:
    """Names by their stems, each with the ids that it may mean; the longest name wins."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._ids: dict[tuple[str, ...], dict[str, None]] = {}
        for name, identity in names:
            if key := stems_of(name)[:_MAX_NAME_WORDS]:
                self._ids.setdefault(key, {})[identity] = None

    def ids_in(self, stems: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int, int]]:
        """The ids of each name in a text, with the first and the last word; no overlaps."""
        position = 0
        while position < len(stems):
            for count in range(min(_MAX_NAME_WORDS, len(stems) - position), 0, -1):
                ids = self._ids.get(stems[position : position + count])
                if ids:
                    yield tuple(ids), position, position + count
                    position += count
                    break
            else:
                position += 1


@lru_cache(maxsize=2)
def _role_names(catalog: Catalog) -> PhraseIndex:
    def names() -> Iterator[tuple[str, str]]:
        for identity, role in catalog.roles.items():
            yield from ((name, identity) for name in (role.label, *role.also_called))
        yield from ((title.title, title.role) for title in catalog.trade_titles)
        yield from rule_table("role-words")["names"].items()

    return PhraseIndex(names())


@lru_cache(maxsize=2)
def _qualification_names(catalog: Catalog) -> PhraseIndex:
    def names() -> Iterator[tuple[str, str]]:
        for identity, record in catalog.qualifications.items():
            for name in (record.label, *record.also_called):
                yield name, identity
                yield re.sub(r"\s*\([^)]*\)", "", name), identity
                yield from (
                    (short, identity) for short in re.findall(r"\(([A-Z][A-Za-z0-9.]{1,9})\)", name)
                )

    return PhraseIndex(names())


@lru_cache(maxsize=2)
def _provider_names(catalog: Catalog) -> PhraseIndex:
    def names() -> Iterator[tuple[str, str]]:
        generic = {s for word in rule_table("role-words")["generic"] for s in stems_of(word)}
        for folder in ("providers", "organisations"):
            for identity, record in getattr(catalog, folder).items():
                for name in (record.label, *record.also_called):
                    yield name, identity
                    core = [word for word in words_of(name) if not {*stems_of(word)} & generic]
                    # Two words of a name are enough to be sure which body is meant.
                    if len(core) >= _MIN_CORE_WORDS:
                        yield " ".join(core[:3]), identity
                        yield " ".join(core[:2]), identity

    return PhraseIndex(names())


def understand(text: str, catalog: Catalog, reference: Reference) -> Understanding:
    """What a question names and is about; reads at most MAX_QUESTION_LENGTH characters."""
    text = text[:MAX_QUESTION_LENGTH]
    stems = stems_of(text)[:MAX_QUESTION_WORDS]
    countries, areas = _places(text, reference)
    names = [
        tuple(index(catalog).ids_in(stems))
        for index in (_role_names, _qualification_names, _provider_names)
    ]
    name_stems = {s for spans in names for _, first, end in spans for s in stems[first:end]}
    roles, qualifications, providers = (
        tuple(dict.fromkeys(i for ids, _, _ in spans for i in ids[:3])) for spans in names
    )
    of_roles = {i for _, first, end in names[0] for i in range(first, end)}
    # A role's own words ("store manager") say nothing of what is asked about it.
    unnamed_stems = tuple("" if i in of_roles else stem for i, stem in enumerate(stems))
    return Understanding(
        stems,
        detect_intents(unnamed_stems),
        frozenset(name_stems),
        roles,
        qualifications,
        providers,
        countries,
        areas,
    )


_PLACE_CUES = re.compile(
    r"\b(?:in|near|around|at|to|of|from|for|outside)\s+(?:the\s+)?([A-Za-z.\-]+(?:,?\s+[A-Za-z.\-]+){0,3})",
    re.IGNORECASE,
)
_CAPITALIZED = re.compile(r"\b([A-Z][a-z]+(?:[ ,]+[A-Z][A-Za-z]+){0,3}|[A-Z]{2,3})\b")


def _places(text: str, reference: Reference) -> tuple[tuple[str, ...], tuple[Area, ...]]:
    countries: dict[str, None] = {}
    areas: dict[str, Area] = {}
    words = rule_table("role-words")["countries"]
    folded = f" {' '.join(words_of(text))} "
    for name, code in words.items():
        if f" {name} " in folded:
            countries[code] = None
    candidates = [m[1] for m in _PLACE_CUES.finditer(text)] + _CAPITALIZED.findall(text)
    skipped = set(rule_table("role-words")["not_places"])
    for candidate in candidates[:24]:
        parts = re.split(r"\s+", candidate.strip(" ,.?!"))
        for count in range(min(_MAX_PLACE_WORDS, len(parts)), 0, -1):
            name = " ".join(parts[:count]).strip(" ,.?!")
            last = name.rpartition(" ")[2]
            if name.casefold() in skipped or (len(last) < 4 and not last.isupper()):
                continue
            reading = reference.place(name, suggest=False)
            if reading.kind in ("area", "state", "in-state") and reading.area is not None:
                if reading.area.kind != "nation":
                    areas[reading.area.code] = reading.area
                countries.setdefault("US")
                break
            if reading.kind == "abroad" and reading.country:
                countries[reading.country] = None
                break
            if reading.kind == "ambiguous" and reading.choices:
                state = next((c for c in reading.choices if c.kind == "state"), None)
                if state is not None:
                    area = reference.place(f"state:{name}").area
                    if area is not None:
                        areas[area.code] = area
                        countries.setdefault("US")
                break
    return tuple(countries), tuple(areas.values())
