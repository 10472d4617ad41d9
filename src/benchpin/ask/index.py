"""Where words stand in the records of one kind, and how well each record answers a search.

A word is found by its beginning, in any case, with or without accents, in British spelling or
American, and in its other forms (`rings`, `setting`). Every word of a search must be found; where
nothing holds them all, what holds the rarer ones is answered.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from math import log

from benchpin.ask.records import SearchRecord
from benchpin.text.tokens import inflections, skill_words
from benchpin.wording.format import words

EXACT, BEGINS, LABEL, CALLED, TEXT, PART = range(6)
"""Where the words were found, best first: the whole label or another name, the beginning of the
label, its words, the other names, the text; from PART on only a part of the words was found."""
LONGEST = 200
"""How many letters of a search are read."""
GONE = frozenset(("closed", "superseded"))
"""The standing of what can no longer be had."""
_SHORT = 2
"""Up to how many letters a word is short."""
_LONG = 4
"""From how many letters on a word is held against those of a search that nobody knows."""
_NEARLY = 0.7
"""Where nothing holds all the words: from which share of the best answer's weight on one stays."""
_WORD = re.compile(r"[^\W_]+")


class Index:
    """Where each word stands in the records of one kind, the records by their labels.

    What can no longer be had stands after what can.
    """

    def __init__(self, entries: Iterable[SearchRecord]) -> None:
        self.entries = sorted(entries, key=lambda e: (_is_gone(e), plain(e.label), e.id))
        self.labels = [plain(entry.label) for entry in self.entries]
        self.called = [frozenset(map(plain, entry.called)) for entry in self.entries]
        self._begins: dict[str, dict[int, int]] = {}
        self._stems: dict[str, dict[int, int]] = {}
        for number, entry in enumerate(self.entries):
            called = " ; ".join((*entry.called, *entry.by))
            for rank, text in ((LABEL, entry.label), (CALLED, called), (TEXT, entry.text)):
                for word in dict.fromkeys(words_of(text)):
                    self._stems.setdefault(inflections(word)[1], {}).setdefault(number, rank)
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

    @cached_property
    def named(self) -> frozenset[str]:
        """The longer words of the labels and the other names."""
        texts = (text for e in self.entries for text in (e.label, *e.called, *e.by))
        return frozenset(w for text in texts for w in words_of(text) if len(w) >= _LONG)

    def holds(self, word: str) -> bool:
        """Whether a word, or one that it begins, stands in a record."""
        return bool(self._holding(word, begun=True))

    def ranked(self, text: str) -> dict[int, int]:
        """The records that hold the words of a text, each with how well; all for no words."""
        given = words_of(text[:LONGEST])
        if not given:
            return dict.fromkeys(range(len(self.entries)), TEXT)
        asked = informative_terms(given)
        by_word = [self._holding(word, word == asked[-1]) for word in dict.fromkeys(asked)]
        held = set(by_word[0]).intersection(*by_word[1:])
        if not held:
            return self._in_part(by_word)
        whole = " ".join(inflections(word)[0] for word in given)
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
        found = dict(self._stems.get(inflections(word)[1], {}))
        for begin in {word, inflections(word)[0]}:
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


def _is_gone(entry: SearchRecord) -> bool:
    return not GONE.isdisjoint(entry.facets.get("status", ()))


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without accents."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in folded if not unicodedata.combining(c)))


def informative_terms(asked: list[str]) -> list[str]:
    """The words that tell what somebody looks for; all of them, where none does."""
    small = _small()
    return [word for word in asked if word not in small] or asked


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(words()["search"]["small"].split())


def plain(text: str) -> str:
    """A text as its words, each in its American spelling."""
    return " ".join(inflections(word)[0] for word in words_of(text))


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
    spelled = inflections(word)[0]
    return tuple(dict.fromkeys((word, spelled, *_spelled_otherwise().get(spelled, ()))))
