"""Search index of titles whose meaning is known: closeness and evidence for a reading.

`classifier` defines both; this module computes them on arrays. A meaning is an occupation code or a
role id.
"""

from collections import Counter
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
MIN_HEAD_SHARE = 0.7
MIN_OVERLAP = 0.4
MAX_CANDIDATES = 25
"""The least overlap of a candidate title, and the largest number of candidates."""

SimilarWords = Mapping[str, tuple[tuple[str, float], ...]]
"""For each word of a title the known words that it may be, with a similarity, best first."""


class TitleMatch(NamedTuple):
    """The closest title of a meaning to a reading.

    `trust` is the reading's trust times the factor for its head; `same_words` says whether the
    words are equal; `number` is the title's number in the index.
    """

    closeness: float
    trust: float
    same_words: bool
    number: int


class TokenPostings(NamedTuple):
    """The numbers of the titles that have a word, and the word's weight in each."""

    numbers: NDArray[np.intp]
    weights: NDArray[np.float64]


class TokenEvidence(NamedTuple):
    """The meanings whose titles have a word, and the gain in log-likelihood of each."""

    meanings: NDArray[np.intp]
    gain: NDArray[np.float64]


def word_weights(
    words: tuple[str, ...], head: int, idf: Mapping[str, float], unseen: float
) -> dict[str, float]:
    """The weight of each word of a title: its idf (`unseen` without one), the head's times HEAD."""
    weights = {word: idf.get(word, unseen) for word in words}
    weights[words[head]] *= HEAD
    return weights


class KnownTitles:
    """The known titles of one kind (of occupations or of roles), as columns.

    `means` has the meaning of each title, `letters` its words sorted and joined by spaces, `heads`
    its head, `weights` the sum of its words' weights; `postings` has for each word the numbers of
    the titles that have it, two bytes each, low byte first. Caches are filled on demand and safe to
    share between threads: what two of them compute at once is equal.
    """

    def __init__(
        self,
        means: Sequence[str],
        letters: Sequence[str],
        heads: Sequence[str],
        weights: NDArray[np.float64],
        postings: Mapping[str, bytes],
        idf: Mapping[str, float],
        unseen: float,
        query_share: float,
    ) -> None:
        self.means = means
        self.letters = letters
        self.heads = heads
        self.words = postings.keys()
        self._packed_postings = postings
        self._idf = idf
        self._unseen = unseen
        self._query_share = 2 * query_share
        self._title_shares = 2 * (1 - query_share) * weights
        self.positions = {meaning: n for n, meaning in enumerate(sorted(set(means)))}
        self._meaning_indexes = np.array(
            [self.positions[meaning] for meaning in means], dtype=np.intp
        )
        self._postings_by_word: dict[str, TokenPostings] = {}
        self._evidence_by_word: dict[str, TokenEvidence] = {}

    @cached_property
    def _token_count(self) -> int:
        return sum(len(packed) for packed in self._packed_postings.values()) // 2

    @cached_property
    def _smoothing_loss(self) -> NDArray[np.float64]:
        """Per meaning, the loss in log-likelihood of a word that none of its titles has."""
        lengths = [letters.count(" ") + 1 for letters in self.letters]
        return np.asarray(
            np.log1p(np.bincount(self._meaning_indexes, lengths, len(self.positions)) / SMOOTHING)
        )

    @cached_property
    def _exact_titles(self) -> frozenset[str]:
        return frozenset(self.letters)

    def label_probabilities(
        self, reading: NormalizedTitle, alike: SimilarWords
    ) -> Iterator[tuple[str, float, TitleMatch]]:
        """The meanings that a reading may have, the belief in each, and its closest title."""
        matches = self.nearest_titles(reading, alike)
        if not matches:
            return
        probabilities = self.evidence(reading, alike)
        for meaning, match in matches.items():
            weight = EVIDENCE
            if match.same_words:
                weight = 0.0 if reading.trust == 1.0 else EVIDENCE / 2
            belief = match.closeness
            belief += weight * (
                match.trust * float(probabilities[self.positions[meaning]]) - belief
            )
            # The last digits of a sum depend on how the processor adds up.
            yield meaning, round(belief, 9), match

    def nearest_titles(
        self, reading: NormalizedTitle, alike: SimilarWords
    ) -> dict[str, TitleMatch]:
        """The closest title of each meaning, among the titles with enough overlap."""
        weights = word_weights(reading.words, reading.head, self._idf, self._unseen)
        shared_weights = np.zeros(len(self.means))
        for word, weight in weights.items():
            for similar_word, similarity in alike[word]:
                if similar_word in self.words:
                    numbers, title_weights = self._postings_for(similar_word)
                    shared_weights[numbers] += similarity * (weight + title_weights)
        overlaps = shared_weights / (self._query_share * sum(weights.values()) + self._title_shares)
        candidates = np.flatnonzero(overlaps >= MIN_OVERLAP)
        if len(candidates) > MAX_CANDIDATES:
            # A stable sort, so that of equal titles the first ones stay.
            candidates = candidates[
                np.argsort(-overlaps[candidates], kind="stable")[:MAX_CANDIDATES]
            ]
        letters = " ".join(sorted(weights))
        heads = {similar_word for similar_word, _ in alike[reading.words[reading.head]]}
        matches: dict[str, TitleMatch] = {}
        for number, overlap in zip(candidates.tolist(), overlaps[candidates].tolist(), strict=True):
            meaning, title_letters = self.means[number], self.letters[number]
            trust = reading.trust
            if self.heads[number] not in heads:
                trust *= NO_HEAD if heads.isdisjoint(title_letters.split(" ")) else OTHER_HEAD
            letter_similarity = fuzz.ratio(letters, title_letters) / 100
            closeness = trust * (OVERLAP * min(overlap, 1.0) + (1 - OVERLAP) * letter_similarity)
            if meaning not in matches or closeness > matches[meaning].closeness:
                matches[meaning] = TitleMatch(closeness, trust, letters == title_letters, number)
        return matches

    def evidence(self, reading: NormalizedTitle, alike: SimilarWords) -> NDArray[np.float64]:
        """The probability of each meaning given the words of a reading, in order of `positions`."""
        gain = np.zeros(len(self.positions))
        word_count = 0.0
        for word in dict.fromkeys(reading.words):
            for similar_word, similarity in alike[word][:1]:
                if similar_word in self.words:
                    meanings, word_gain = self._evidence_for(similar_word)
                    gain[meanings] += similarity * word_gain
                    word_count += similarity
        gain -= word_count * self._smoothing_loss
        chance = np.exp(gain - gain.max(initial=0.0))
        return np.asarray(chance / chance.sum())

    def meaning_of_head(self, head: str) -> str:
        """What a head alone names: the meaning of the titles with it, "" where they are of several.

        At least MIN_HEAD_SHARE of the titles with this head, and the head by itself, have it.
        """
        meanings = self._meanings_by_head.get(head, Counter())
        alone = {self.means[number] for number in self._titles_of_one_word.get(head, ())}
        for meaning, count in meanings.most_common(1):
            if alone == {meaning} and count >= MIN_HEAD_SHARE * meanings.total():
                return meaning
        return ""

    @cached_property
    def _meanings_by_head(self) -> Mapping[str, Counter[str]]:
        counts: dict[str, Counter[str]] = {}
        for meaning, head in zip(self.means, self.heads, strict=True):
            counts.setdefault(head, Counter())[meaning] += 1
        return counts

    @cached_property
    def _titles_of_one_word(self) -> Mapping[str, Sequence[int]]:
        numbers: dict[str, list[int]] = {}
        for number, letters in enumerate(self.letters):
            if " " not in letters:
                numbers.setdefault(letters, []).append(number)
        return numbers

    def titles_with(self, word: str) -> list[str]:
        """The known titles that have a word, each as its words sorted."""
        if word not in self.words:
            return []
        return [self.letters[number] for number in self._postings_for(word).numbers.tolist()]

    def is_known(self, words: Iterable[str]) -> bool:
        """Whether some known title has exactly these words."""
        return " ".join(sorted(words)) in self._exact_titles

    def _postings_for(self, word: str) -> TokenPostings:
        postings = self._postings_by_word.get(word)
        if postings is None:
            numbers = np.frombuffer(self._packed_postings[word], dtype="<u2").astype(np.intp)
            weight = self._idf.get(word, self._unseen)
            heads = [HEAD if self.heads[n] == word else 1.0 for n in numbers.tolist()]
            postings = self._postings_by_word[word] = TokenPostings(
                numbers, weight * np.array(heads)
            )
        return postings

    def _evidence_for(self, word: str) -> TokenEvidence:
        evidence = self._evidence_by_word.get(word)
        if evidence is None:
            numbers = self._postings_for(word).numbers
            meanings, title_counts = np.unique(self._meaning_indexes[numbers], return_counts=True)
            share = len(numbers) / self._token_count
            evidence = self._evidence_by_word[word] = TokenEvidence(
                meanings, np.log1p(title_counts / (SMOOTHING * share))
            )
        return evidence
