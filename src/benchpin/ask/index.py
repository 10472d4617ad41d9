"""The inverted index over the records of one kind, and how well each record matches a query.

A word matches by its prefix, in any case, with or without accents, in British or American spelling,
and in its inflections (`rings`, `setting`). Every word of a query must match; if no record holds
them all, the records with the rarer words are returned.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from math import log

from benchpin.ask.records import SearchRecord
from benchpin.text.tokens import skill_words, spelling_and_stem
from benchpin.wording.format import words

EXACT, LABEL_PREFIX, LABEL, OTHER_NAME, TEXT, PARTIAL = range(6)
"""Ranks of a match, best first: the whole label or another name, the start of the label, words of
the label, words of the other names, words of the text; from PARTIAL on only some words matched."""
MAX_QUERY_LENGTH = 200
"""How many characters of a query are read."""
INACTIVE_STATUSES = frozenset(("closed", "superseded"))
"""Values of the `status` filter that mean that a qualification is no longer offered."""
_MAX_SHORT_WORD = 2
"""A word of up to this many letters is short: it matches by its prefix only at the query's end."""
_MIN_LONG_WORD = 4
"""A word of at least this many letters may be suggested in place of an unknown one."""
_MIN_WEIGHT_SHARE = 0.7
"""If no record holds all words: the share of the best weight that a record needs to be returned."""
_WORD = re.compile(r"[^\W_]+")


class SearchIndex:
    """Which records of one kind hold each word; a record is its position in `entries`.

    Records are sorted by label; those that are no longer offered come last.
    """

    def __init__(self, entries: Iterable[SearchRecord]) -> None:
        self.entries = sorted(
            entries, key=lambda e: (_is_inactive(e), normalized_text(e.label), e.id)
        )
        self.labels = [normalized_text(entry.label) for entry in self.entries]
        self.other_names = [
            frozenset(map(normalized_text, entry.other_names)) for entry in self.entries
        ]
        self._by_spelling: dict[str, dict[int, int]] = {}
        self._by_stem: dict[str, dict[int, int]] = {}
        for number, entry in enumerate(self.entries):
            other_names = " ; ".join((*entry.other_names, *entry.provider_names))
            for rank, text in ((LABEL, entry.label), (OTHER_NAME, other_names), (TEXT, entry.text)):
                # The first rank of a word in a record stays, and the fields come best first.
                for word in dict.fromkeys(words_of(text)):
                    self._by_stem.setdefault(spelling_and_stem(word)[1], {}).setdefault(
                        number, rank
                    )
                    for spelling in spellings(word):
                        self._by_spelling.setdefault(spelling, {}).setdefault(number, rank)
        self._sorted_spellings = sorted(self._by_spelling)

    @cached_property
    def filter_values(self) -> Mapping[str, tuple[str, ...]]:
        """Every value of each filter, in the order of the records."""
        values_by_filter: dict[str, dict[str, None]] = {}
        for entry in self.entries:
            for name, values in entry.facets.items():
                values_by_filter.setdefault(name, {}).update(dict.fromkeys(values))
        return {name: tuple(values) for name, values in values_by_filter.items()}

    @cached_property
    def long_words(self) -> frozenset[str]:
        """The words of the labels and other names that a spelling suggestion may use."""
        texts = (
            text for e in self.entries for text in (e.label, *e.other_names, *e.provider_names)
        )
        return frozenset(w for text in texts for w in words_of(text) if len(w) >= _MIN_LONG_WORD)

    def contains_word(self, word: str) -> bool:
        """Whether a record holds a word, or one that starts with it."""
        return bool(self._ranks_of_word(word, is_prefix=True))

    def ranked_records(self, text: str) -> dict[int, int]:
        """The records that hold the words of a query, each with its rank; without words, all."""
        query_words = words_of(text[:MAX_QUERY_LENGTH])
        if not query_words:
            return dict.fromkeys(range(len(self.entries)), TEXT)
        terms = informative_terms(query_words)
        # The last word may be unfinished, so it matches longer words even if it is short.
        by_word = [self._ranks_of_word(word, word == terms[-1]) for word in dict.fromkeys(terms)]
        numbers = set(by_word[0]).intersection(*by_word[1:])
        if not numbers:
            return self._partial_matches(by_word)
        query = " ".join(spelling_and_stem(word)[0] for word in query_words)
        return {
            number: self._rank(number, query, max(ranks[number] for ranks in by_word))
            for number in numbers
        }

    def _rank(self, number: int, query: str, rank: int) -> int:
        label = self.labels[number]
        if label == query or query in self.other_names[number]:
            return EXACT
        return LABEL_PREFIX if label.startswith(query) else rank

    def _partial_matches(self, by_word: list[dict[int, int]]) -> dict[int, int]:
        """The records with the most informative words, ranked from PARTIAL on, best first.

        The weight of a word is its inverse document frequency, multiplied by more in a name than
        in a text.
        """
        weights: dict[int, float] = {}
        for ranks in by_word:
            rarity = log((len(self.entries) + 1) / max(1, len(ranks)))
            for number, rank in ranks.items():
                weights[number] = weights.get(number, 0.0) + rarity * (PARTIAL - rank)
        min_weight = _MIN_WEIGHT_SHARE * max(weights.values(), default=0.0)
        best = sorted(
            (-weight, number) for number, weight in weights.items() if weight >= min_weight
        )
        return {number: PARTIAL + position for position, (_, number) in enumerate(best)}

    def _ranks_of_word(self, word: str, is_prefix: bool) -> dict[int, int]:
        """The records that hold a word, an inflection of it, or a word that starts with it.

        `is_prefix`: a short word matches longer ones too, as it may be unfinished.
        """
        ranks = dict(self._by_stem.get(spelling_and_stem(word)[1], {}))
        for form in {word, spelling_and_stem(word)[0]}:
            for spelling in (
                self._spellings_starting(form)
                if is_prefix or len(form) > _MAX_SHORT_WORD
                else (form,)
            ):
                for number, rank in self._by_spelling.get(spelling, {}).items():
                    if rank < ranks.get(number, PARTIAL):
                        ranks[number] = rank
        return ranks

    def _spellings_starting(self, prefix: str) -> Iterator[str]:
        for i in range(bisect_left(self._sorted_spellings, prefix), len(self._sorted_spellings)):
            if not self._sorted_spellings[i].startswith(prefix):
                return
            yield self._sorted_spellings[i]


def _is_inactive(entry: SearchRecord) -> bool:
    return not INACTIVE_STATUSES.isdisjoint(entry.facets.get("status", ()))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without accents."""
    if text.isascii():
        return _WORD.findall(text.lower())
    folded = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in folded if not unicodedata.combining(c)))


def informative_terms(terms: list[str]) -> list[str]:
    """The words without stop words; all of them if they are nothing else."""
    stop_words = _stop_words()
    return [word for word in terms if word not in stop_words] or terms


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(words()["search"]["small"].split())


def normalized_text(text: str) -> str:
    """The words of a text in American spelling, joined by spaces."""
    return " ".join(spelling_and_stem(word)[0] for word in words_of(text))


@lru_cache(maxsize=1)
def _other_spellings() -> Mapping[str, tuple[str, ...]]:
    """The British and other spellings of each American word."""
    variants_by_word: dict[str, list[str]] = {}
    for variant, word in skill_words()["spelling"].items():
        variants_by_word.setdefault(word, []).append(variant)
    return {word: tuple(variants) for word, variants in variants_by_word.items()}


@lru_cache(maxsize=16_384)
def spellings(word: str) -> tuple[str, ...]:
    """A word in all of its spellings, for matching by prefix."""
    american = spelling_and_stem(word)[0]
    return tuple(dict.fromkeys((word, american, *_other_spellings().get(american, ()))))
