"""What of the catalog answers a search and its filters, best first, and what the filters hold.

    find(catalog, "roles", "jewell", family="bench")     every way of writing the filters narrows
    everywhere(catalog, "opal")                          all kinds at once
    facets(catalog, "qualifications", "", country="US")  each value of each filter with its count

A word is found by its beginning, in any case, with or without accents, in British spelling or
American, and in its other forms (`rings`, `setting`). Every word of a search must be found; where
nothing holds them all, what holds the rarer ones is answered.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from benchpin.catalog import Catalog, no_such
from benchpin.facts import BadInput, figured
from benchpin.market import trade
from benchpin.reading.skill_words import forms, skill_words

from ..format import figure as with_place
from ..format import place, words
from ..phrases import phrase
from ..trade import filled_in, measure_name

KINDS = (
    "roles", "qualifications", "organisations", "providers", "mentoring", "skills", "topics",
    "figures", "questions", "traps", "myths", "sources",
)  # fmt: skip
"""What can be looked for, in the order in which equals stand in a search over everything."""
EXACT, BEGINS, LABEL, CALLED, TEXT, PART = range(6)
"""Where the words were found, best first: the whole label or another name, the beginning of the
label, its words, the other names, the text; from PART on only a part of the words was found."""
_LONGEST = 200
"""How many letters of a search are read."""
_SHORT = 2
"""Up to how many letters a word is short."""
_NEARLY = 0.7
"""Where nothing holds all the words: from which share of the best answer's weight on one stays."""
_WORD = re.compile(r"[^\W_]+")

Filter = str | Collection[str] | None


@dataclass(frozen=True, slots=True)
class Found:
    """A record that answers: its folder and id, its label, a line about it, how well it answers.

    `page` is the record whose page tells it: of a figure its topic, of all others itself.
    """

    kind: str
    id: str
    label: str
    text: str
    page: tuple[str, str]
    rank: int = TEXT


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: how many of what is found have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values, the most frequent first."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is looked through: other names, text, and the values of each filter (`facets`)."""

    found: Found
    called: tuple[str, ...]
    text: str
    facets: Mapping[str, tuple[str, ...]]


def find(catalog: Catalog, kind: str, text: str = "", /, **filters: Filter) -> tuple[Found, ...]:
    """The records of a kind that hold the words and pass the filters, best first.

    A filter with several values passes each of them; without words everything is answered by its
    label. A BadInput for a kind or a filter that there is not; a value that none has answers none.
    """
    index = _index(catalog, kind)
    wanted = _wanted(index, filters)
    found = (
        (number, rank)
        for number, rank in index.ranked(text).items()
        if _passes(index.entries[number], wanted)
    )
    return _in_order(index, found)


def everywhere(catalog: Catalog, text: str, most: int = 50) -> tuple[Found, ...]:
    """The records of all kinds that hold the words, best first; none where there are no words."""
    if not _WORD.search(text):
        return ()
    found: list[Found] = []
    for kind in KINDS:
        index = _index(catalog, kind)
        found += _in_order(index, index.ranked(text).items())
    best = min((each.rank for each in found), default=PART)
    # Where one kind holds all the words, a part of them in another is no answer.
    kept = [each for each in found if each.rank < PART or best >= PART]
    return tuple(sorted(kept, key=lambda each: each.rank)[:most])


def facets(catalog: Catalog, kind: str, text: str = "", /, **filters: Filter) -> tuple[Facet, ...]:
    """Each filter of a kind with its values and how many of what is found has each.

    The counts of a filter leave its own choice out, so that they say what another choice gives.
    """
    index = _index(catalog, kind)
    wanted = _wanted(index, filters)
    ranked = index.ranked(text)
    made = []
    for name, values in index.values.items():
        others = {key: held for key, held in wanted.items() if key != name}
        counts = dict.fromkeys(values, 0)
        for number in ranked:
            entry = index.entries[number]
            if _passes(entry, others):
                for value in entry.facets.get(name, ()):
                    counts[value] += 1
        chosen = wanted.get(name, frozenset())
        choices = sorted(
            (
                Choice(value, choice_label(kind, name, value, catalog), count, value in chosen)
                for value, count in counts.items()
            ),
            key=lambda choice: (-choice.count, choice.label.casefold()),
        )
        made.append(Facet(name, phrase(f"lists.facets.{name}"), tuple(choices)))
    return tuple(made)


def _wanted(index: "_Index", filters: Mapping[str, Filter]) -> dict[str, frozenset[str]]:
    """The filters that are set, each as the values that pass."""
    wanted = {}
    for name, held in filters.items():
        if name not in index.values:
            raise BadInput(f"{no_such('filter', name, index.values)}; name another one")
        values = frozenset([held] if isinstance(held, str) else held or ())
        if values - {""}:
            wanted[name] = values - {""}
    return wanted


def _passes(entry: _Entry, wanted: Mapping[str, frozenset[str]]) -> bool:
    return all(not values.isdisjoint(entry.facets.get(name, ())) for name, values in wanted.items())


def _in_order(index: "_Index", found: Iterable[tuple[int, int]]) -> tuple[Found, ...]:
    """What is found by rank; equals stand in the order of their labels."""
    return tuple(
        Found(each.kind, each.id, each.label, each.text, each.page, rank)
        for number, rank in sorted(found, key=lambda pair: (pair[1], pair[0]))
        for each in [index.entries[number].found]
    )


_WORDED: Mapping[str | tuple[str, str], str] = {
    "category": "skill.categories",
    "family": "guide.families",
    "mode": "reach",
    "reliability": "source.reliability",
    ("mentoring", "kind"): "organisation.route_kinds",
    ("qualifications", "kind"): "qualification.kinds",
    ("traps", "kind"): "market_page.trap_kinds",
}
"""Where the words for the values of a filter stand, by the filter, or by the kind and it."""
_AS_THEY_ARE = (("organisations", "kind"), ("questions", "topic"))
"""Filters whose values are words already."""


def choice_label(kind: str, name: str, value: str, catalog: Catalog) -> str:
    """What a value of a filter is called."""
    if (kind, name) in _AS_THEY_ARE:
        return _begun(value)
    if name == "country":
        return _begun(phrase("lists.international") if value == "international" else place(value))
    if name in ("skill", "topic"):
        return str(getattr(catalog, f"{name}s")[value].label)
    if name == "study":
        return _begun(str(words()["terms"].get(value, value)))
    where = _WORDED.get((kind, name)) or _WORDED.get(name)
    return _begun(phrase(f"{where}.{value}" if where else f"lists.values.{name}.{value}"))


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


# The index


class _Index:
    """Where each word stands in the records of one kind, the records by their labels."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self.entries = sorted(entries, key=lambda e: (plain(e.found.label), e.found.id))
        self.labels = [plain(entry.found.label) for entry in self.entries]
        self.called = [frozenset(map(plain, entry.called)) for entry in self.entries]
        self._begins: dict[str, dict[int, int]] = {}
        self._stems: dict[str, dict[int, int]] = {}
        for number, entry in enumerate(self.entries):
            called = " ; ".join(entry.called)
            for rank, text in ((LABEL, entry.found.label), (CALLED, called), (TEXT, entry.text)):
                for word in dict.fromkeys(words_of(text)):
                    self._stems.setdefault(forms(word)[1], {}).setdefault(number, rank)
                    for spelled in spellings(word):
                        self._begins.setdefault(spelled, {}).setdefault(number, rank)
        self._sorted = sorted(self._begins)

    @cached_property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """Every value of every filter, in the order of the records."""
        found: dict[str, dict[str, None]] = {}
        for entry in self.entries:
            for name, values in entry.facets.items():
                found.setdefault(name, {}).update(dict.fromkeys(values))
        return {name: tuple(values) for name, values in found.items()}

    def ranked(self, text: str) -> dict[int, int]:
        """The records that hold the words of a text, each with how well; all for no words."""
        asked = words_of(text[:_LONGEST])
        if not asked:
            return dict.fromkeys(range(len(self.entries)), TEXT)
        by_word = [self._holding(word, word == asked[-1]) for word in dict.fromkeys(asked)]
        held = set(by_word[0]).intersection(*by_word[1:])
        if not held:
            return self._in_part(by_word)
        whole = " ".join(forms(word)[0] for word in asked)
        return {
            number: self._rank(number, whole, max(found[number] for found in by_word))
            for number in held
        }

    def _rank(self, number: int, whole: str, rank: int) -> int:
        label = self.labels[number]
        if label == whole or whole in self.called[number]:
            return EXACT
        return BEGINS if label.startswith(whole) else rank

    def _in_part(self, by_word: list[dict[int, int]]) -> dict[int, int]:
        """The records that hold the words that tell most, ranked from PART on, the best first.

        A word tells more, the fewer records hold it, and in a name more than in a text.
        """
        weights: dict[int, float] = {}
        for found in by_word:
            rarity = log((len(self.entries) + 1) / max(1, len(found)))
            for number, rank in found.items():
                weights[number] = weights.get(number, 0.0) + rarity * (PART - rank)
        least = _NEARLY * max(weights.values(), default=0.0)
        best = sorted((-weight, number) for number, weight in weights.items() if weight >= least)
        return {number: PART + place for place, (_, number) in enumerate(best)}

    def _holding(self, word: str, begun: bool) -> dict[int, int]:
        """The records that hold a word, its other spelling or form, or a word that it begins.

        A short word begins others only where it is the last one: it may not be finished.
        """
        found = dict(self._stems.get(forms(word)[1], {}))
        for begin in {word, forms(word)[0]}:
            for spelled in self._beginning(begin) if begun or len(begin) > _SHORT else (begin,):
                for number, rank in self._begins.get(spelled, {}).items():
                    if rank < found.get(number, PART):
                        found[number] = rank
        return found

    def _beginning(self, begin: str) -> Iterator[str]:
        for i in range(bisect_left(self._sorted, begin), len(self._sorted)):
            if not self._sorted[i].startswith(begin):
                return
            yield self._sorted[i]


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without accents."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in folded if not unicodedata.combining(c)))


def plain(text: str) -> str:
    """A text as its words, each in its American spelling."""
    return " ".join(forms(word)[0] for word in words_of(text))


@lru_cache(maxsize=1)
def _spelled_otherwise() -> Mapping[str, tuple[str, ...]]:
    """The other spellings of each word that has some."""
    found: dict[str, list[str]] = {}
    for other, word in skill_words()["spelling"].items():
        found.setdefault(word, []).append(other)
    return {word: tuple(others) for word, others in found.items()}


@lru_cache(maxsize=16_384)
def spellings(word: str) -> tuple[str, ...]:
    """A word in all the ways in which somebody may begin to write it."""
    spelled = forms(word)[0]
    return tuple(dict.fromkeys((word, spelled, *_spelled_otherwise().get(spelled, ()))))


@lru_cache(maxsize=64)
def _index(catalog: Catalog, kind: str) -> _Index:
    if kind not in _ENTRIES:
        raise BadInput(f"{no_such('kind', kind, _ENTRIES)}; there are {', '.join(KINDS)}")
    return _Index(_ENTRIES[kind](catalog))


# The records of each kind, as they are looked through


def _entry(
    kind: str,
    identity: str,
    label: str,
    text: str,
    catalog: Catalog,
    /,
    *,
    called: Iterable[str] = (),
    more: str = "",
    page: tuple[str, str] | None = None,
    **held: Iterable[str],
) -> _Entry:
    shown = filled_in(text, catalog)
    found = Found(kind, identity, label, shown, page or (kind, identity))
    searched = filled_in(f"{text} {more}", catalog)
    return _Entry(found, tuple(called), searched, {k: tuple(v) for k, v in held.items()})


def _roles(catalog: Catalog) -> Iterator[_Entry]:
    titles: dict[str, list[str]] = {}
    for title in catalog.trade_titles:
        titles.setdefault(title.role, []).append(title.title)
    for i, role in catalog.roles.items():
        yield _entry(
            "roles", i, role.label, role.summary, catalog,
            called=(*role.also_called, *titles.get(i, ())),
            more=" ".join((*(task.what for task in role.tasks), role.entry_route or "")),
            family=(role.family,),
            mode=role.could_leave_the_workplace.modes,
            applies=(role.occupations.applies,),
        )  # fmt: skip


def _qualifications(catalog: Catalog) -> Iterator[_Entry]:
    for i, award in catalog.qualifications.items():
        ways = [catalog.programmes[p] for p in catalog.programmes_of.get(i, ())]
        bodies = [catalog.providers[b] for b in dict.fromkeys(
            (*([award.awarding_body] if award.awarding_body else []), *(w.provider for w in ways))
        )]  # fmt: skip
        taught = [catalog.skills[s].label for s in award.teaches]
        yield _entry(
            "qualifications", i, award.label,
            phrase("qualification.by", body=bodies[0].label) if award.awarding_body else "",
            catalog,
            called=award.also_called,
            more=" ".join((
                *(b.label for b in bodies), *(c for b in bodies for c in b.also_called),
                *(w.label for w in ways), *(w.place or "" for w in ways), *taught,
            )),
            status=(award.status,),
            study=dict.fromkeys(mode for way in ways for mode in way.study_mode),
            country=dict.fromkeys((*award.country, *(c for way in ways for c in way.country))),
            price=("known" if any(p.year for way in ways for p in way.prices) else "unknown",),
            skill=award.teaches,
            kind=(award.kind,),
        )  # fmt: skip


def _organisations(catalog: Catalog) -> Iterator[_Entry]:
    with_routes = {route.organisation for route in catalog.mentoring.values()}
    for i, body in catalog.organisations.items():
        yield _entry(
            "organisations", i, body.label, body.offers, catalog,
            called=body.also_called,
            more=body.kind,
            kind=(body.kind,),
            country=(*body.country, *(("international",) if body.international else ())),
            mentoring=("yes" if i in with_routes else "no",),
            newcomers=(body.takes_newcomers,),
        )  # fmt: skip


def _providers(catalog: Catalog) -> Iterator[_Entry]:
    for i, body in catalog.providers.items():
        taught = [p.label for p in catalog.programmes.values() if p.provider == i]
        yield _entry(
            "providers", i, body.label, body.place or "", catalog,
            called=body.also_called, more=" ".join(taught), country=body.country,
        )  # fmt: skip


def _mentoring(catalog: Catalog) -> Iterator[_Entry]:
    for i, route in catalog.mentoring.items():
        yield _entry(
            "mentoring", i, route.label, route.gives, catalog,
            more=f"{route.run_by} {route.who_may_apply or ''}",
            kind=(route.kind,),
            country=(*route.country, *(("international",) if route.international else ())),
            newcomers=(route.takes_newcomers,),
        )  # fmt: skip


def _skills(catalog: Catalog) -> Iterator[_Entry]:
    for i, skill in catalog.skills.items():
        taught = "yes" if i in catalog.qualifications_teaching else "no"
        yield _entry(
            "skills", i, skill.label, _begun(phrase(f"skill.categories.{skill.category}")),
            catalog,
            called=skill.also_called,
            more=skill.esco or "",
            kind=(skill.kind,),
            category=(skill.category,),
            taught=(taught,),
        )  # fmt: skip


def _topics(catalog: Catalog) -> Iterator[_Entry]:
    for i, topic in catalog.topics.items():
        parts = "; ".join(dict.fromkeys(part.label for part in topic.parts))
        yield _entry("topics", i, topic.label, parts, catalog, called=topic.also_called)


def _figures(catalog: Catalog) -> Iterator[_Entry]:
    """The figures that the topics show, each once."""
    seen: set[str] = set()
    for i in catalog.topics:
        for part in trade(i, catalog).parts:
            for figure in (f for series in part.series for f in series.figures):
                if figure.id in seen:
                    continue
                seen.add(figure.id)
                yield _entry(
                    "figures", figure.id, f"{part.label}: {measure_name(figure.measure)}",
                    with_place(figured(figure)), catalog,
                    more=f"{figure.note or ''} {catalog.sources[figure.source].publisher}",
                    page=("topics", i),
                    topic=(i,),
                    status=(figure.status,),
                    country=(figure.geography,),
                )  # fmt: skip


def _questions(catalog: Catalog) -> Iterator[_Entry]:
    for i, asked in catalog.questions.items():
        yield _entry("questions", i, asked.question, asked.answer, catalog, topic=(asked.topic,))


def _traps(catalog: Catalog) -> Iterator[_Entry]:
    for i, trap in catalog.traps.items():
        yield _entry(
            "traps", i, filled_in(trap.what, catalog), trap.what_to_do, catalog,
            more=trap.how_to_spot_it, kind=(trap.kind,), family=trap.families,
        )  # fmt: skip


def _myths(catalog: Catalog) -> Iterator[_Entry]:
    topics: dict[str, list[str]] = {}
    for i in catalog.topics:
        for refuted in trade(i, catalog).myths:
            topics.setdefault(refuted.id, []).append(i)
    for i, myth in catalog.myths.items():
        yield _entry(
            "myths", i, myth.claim, myth.what_sources_say, catalog,
            more=f"{myth.advice} {myth.verdict}", topic=topics.get(i, ()),
        )  # fmt: skip


def _sources(catalog: Catalog) -> Iterator[_Entry]:
    for i, source in catalog.sources.items():
        yield _entry(
            "sources", i, source.title, source.publisher, catalog,
            more=source.published or "", reliability=(source.reliability,),
        )  # fmt: skip


_ENTRIES = {
    "roles": _roles,
    "qualifications": _qualifications,
    "organisations": _organisations,
    "providers": _providers,
    "mentoring": _mentoring,
    "skills": _skills,
    "topics": _topics,
    "figures": _figures,
    "questions": _questions,
    "traps": _traps,
    "myths": _myths,
    "sources": _sources,
}
