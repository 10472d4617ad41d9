"""Titles whose meaning is known, as arrays: which are close to a title, and what its words say.

`titles` says how closeness and evidence are defined; this is where they are worked out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from benchpin.text.titles.normalizer import NormalizedTitle

HEAD = 1.2
OVERLAP = 0.85
OTHER_HEAD = 0.95
NO_HEAD = 0.9
SMOOTHING = 2.0
EVIDENCE = 0.35
NEAR = 0.4
CANDIDATES = 25
"""The overlap from which a known title is looked at, and how many of the nearest are."""

Alike = Mapping[str, tuple[tuple[str, float], ...]]
"""The known words that each word of a title is or may be meant to be, the surest first."""


class TitleMatch(NamedTuple):
    """How close a reading is to the closest title of a meaning, and whether the words are equal."""

    closeness: float
    trust: float
    same_words: bool
    number: int


class TokenPostings(NamedTuple):
    """The known titles that hold a word, and the word's weight in each."""

    numbers: NDArray[np.intp]
    weights: NDArray[np.float64]


class TokenEvidence(NamedTuple):
    """The meanings whose titles hold a word, and how much it speaks for each."""

    meanings: NDArray[np.intp]
    gain: NDArray[np.float64]


def tf_idf(
    words: tuple[str, ...], head: int, idf: Mapping[str, float], unseen: float
) -> dict[str, float]:
    """How much each word of a title weighs."""
    weights = {word: idf.get(word, unseen) for word in words}
    weights[words[head]] *= HEAD
    return weights


Row = tuple[str, str, str, float]
Columns = tuple[Sequence[str], Sequence[str], Sequence[str], Sequence[float]]


def columns(rows: Iterable[Row]) -> Columns:
    """The same as four columns."""
    # Row by row: thousands of tuples kept at once would set off the collector of garbage.
    means: list[str] = []
    letters: list[str] = []
    heads: list[str] = []
    weights: list[float] = []
    for meaning, words, head, weight in rows:
        means.append(meaning)
        letters.append(words)
        heads.append(head)
        weights.append(weight)
    return means, letters, heads, weights


class KnownTitles:
    """The known titles of one kind, ready to compare with, as columns.

    `means` says what each title means, `letters` its words sorted, `heads` its head, `weights` the
    sum of its words' weights; `holding` gives for a word the numbers of the titles that hold it,
    two bytes each, low byte first. Filled on demand and safe to share between threads: what two
    fill at once is equal.
    """

    def __init__(
        self,
        means: Sequence[str],
        letters: Sequence[str],
        heads: Sequence[str],
        weights: Sequence[float],
        holding: Mapping[str, bytes],
        idf: Mapping[str, float],
        unseen: float,
        asked: float,
    ) -> None:
        self.means = means
        self.letters = letters
        self.heads = heads
        self.words = holding.keys()
        self._packed = holding
        self._idf = idf
        self._unseen = unseen
        self._asked = 2 * asked
        self._their_share = 2 * (1 - asked) * np.array(weights)
        self.place = {meaning: n for n, meaning in enumerate(sorted(set(means)))}
        self._means = np.array([self.place[meaning] for meaning in means], dtype=np.intp)
        self._holding: dict[str, TokenPostings] = {}
        self._spoken: dict[str, TokenEvidence] = {}

    @cached_property
    def _all_words(self) -> int:
        return sum(len(packed) for packed in self._packed.values()) // 2

    @cached_property
    def _loss(self) -> NDArray[np.float64]:
        """What a word costs that no title of a meaning holds, by the words in its titles."""
        lengths = [letters.count(" ") + 1 for letters in self.letters]
        return np.asarray(np.log1p(np.bincount(self._means, lengths, len(self.place)) / SMOOTHING))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.letters)

    def label_probabilities(
        self, reading: NormalizedTitle, alike: Alike
    ) -> Iterator[tuple[str, float, TitleMatch]]:
        """What the reading may mean, how far that is believed, and the closest title for it."""
        found = self.nearest_titles(reading, alike)
        if not found:
            return
        chances = self.evidence(reading, alike)
        for meaning, each in found.items():
            weight = EVIDENCE
            if each.same_words:
                weight = 0.0 if reading.trust == 1.0 else EVIDENCE / 2
            belief = each.closeness
            belief += weight * (each.trust * float(chances[self.place[meaning]]) - belief)
            # The last digits of a sum depend on how the processor adds up.
            yield meaning, round(belief, 9), each

    def nearest_titles(self, reading: NormalizedTitle, alike: Alike) -> dict[str, TitleMatch]:
        """How close the reading is to the closest title of each meaning."""
        weights = tf_idf(reading.words, reading.head, self._idf, self._unseen)
        shared = np.zeros(len(self.means))
        for word, weight in weights.items():
            for like, sureness in alike[word]:
                if like in self.words:
                    numbers, theirs = self._held(like)
                    shared[numbers] += sureness * (weight + theirs)
        overlaps = shared / (self._asked * sum(weights.values()) + self._their_share)
        near = np.flatnonzero(overlaps >= NEAR)
        if len(near) > CANDIDATES:
            # Stable, so that of titles just as near the first ones stay.
            near = near[np.argsort(-overlaps[near], kind="stable")[:CANDIDATES]]
        letters = " ".join(sorted(weights))
        heads = {like for like, _ in alike[reading.words[reading.head]]}
        found: dict[str, TitleMatch] = {}
        for number, overlap in zip(near.tolist(), overlaps[near].tolist(), strict=True):
            meaning, known = self.means[number], self.letters[number]
            trust = reading.trust
            if self.heads[number] not in heads:
                trust *= NO_HEAD if heads.isdisjoint(known.split(" ")) else OTHER_HEAD
            letters_alike = fuzz.ratio(letters, known) / 100
            closeness = trust * (OVERLAP * min(overlap, 1.0) + (1 - OVERLAP) * letters_alike)
            if meaning not in found or closeness > found[meaning].closeness:
                found[meaning] = TitleMatch(closeness, trust, letters == known, number)
        return found

    def evidence(self, reading: NormalizedTitle, alike: Alike) -> NDArray[np.float64]:
        """The chance of each meaning, in the order of `place`, given the words of a reading."""
        gain = np.zeros(len(self.place))
        seen = 0.0
        for word in dict.fromkeys(reading.words):
            for like, sureness in alike[word][:1]:
                if like in self.words:
                    meanings, more = self._speaks_for(like)
                    gain[meanings] += sureness * more
                    seen += sureness
        gain -= seen * self._loss
        chance = np.exp(gain - gain.max(initial=0.0))
        return np.asarray(chance / chance.sum())

    def titles_with(self, word: str) -> list[str]:
        """The known titles that hold a word, each as its words sorted."""
        if word not in self.words:
            return []
        return [self.letters[number] for number in self._held(word).numbers.tolist()]

    def is_known(self, words: Iterable[str]) -> bool:
        """Whether a title is known word for word."""
        return " ".join(sorted(words)) in self._known

    def _held(self, word: str) -> TokenPostings:
        held = self._holding.get(word)
        if held is None:
            numbers = np.frombuffer(self._packed[word], dtype="<u2").astype(np.intp)
            weight = self._idf.get(word, self._unseen)
            heads = [HEAD if self.heads[n] == word else 1.0 for n in numbers.tolist()]
            held = self._holding[word] = TokenPostings(numbers, weight * np.array(heads))
        return held

    def _speaks_for(self, word: str) -> TokenEvidence:
        spoken = self._spoken.get(word)
        if spoken is None:
            numbers = self._held(word).numbers
            meanings, many = np.unique(self._means[numbers], return_counts=True)
            share = len(numbers) / self._all_words
            spoken = self._spoken[word] = TokenEvidence(
                meanings, np.log1p(many / (SMOOTHING * share))
            )
        return spoken
