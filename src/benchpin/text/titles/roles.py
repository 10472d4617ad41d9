"""The titles of the trade's roles, and the belief that a title names one of them.

Roles are scored as occupations are (`classifier`), with ROLE_QUERY_SHARE for QUERY_SHARE. Unless
the title is a role's word for word, the two must share a trade word: one in more than
TRADE_WORD_RATIO times as many titles of roles as titles of occupations that do not name the trade
otherwise. Where the role's title names the trade, so must the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from struct import pack

import numpy as np

from benchpin.inputs.word_caches import word_cache
from benchpin.text.titles.index import KnownTitles, SimilarWords, word_weights
from benchpin.text.titles.normalizer import (
    NormalizedTitle,
    fold,
    title_vocabulary,
    words_and_head,
)

ROLE_QUERY_SHARE = 0.5
TRADE_WORD_RATIO = 1.5


class RoleTitles:
    """The titles of roles, indexed. Safe to share between threads."""

    def __init__(
        self,
        roles: Mapping[str, tuple[str, ...]],
        occupations: KnownTitles,
        idf: Mapping[str, float],
        unseen: float,
    ) -> None:
        self._occupations = occupations
        self._idf = idf
        self._unseen = unseen
        self._titles = self._index_titles(roles)
        self.words = self._titles.words
        self._is_trade_word = word_cache(20_000)(self._occurs_mostly_in_roles)

    def _index_titles(self, roles: Mapping[str, tuple[str, ...]]) -> KnownTitles:
        """Index the titles of roles; sorted, so that ties do not depend on the order of `roles`."""
        means: list[str] = []
        letters: list[str] = []
        heads: list[str] = []
        title_weights: list[float] = []
        numbers_by_word: dict[str, list[int]] = {}
        for role, title in sorted((role, t) for role, titles in roles.items() for t in titles):
            words, head = words_and_head(fold(title))
            if words:
                weights = word_weights(words, head, self._idf, self._unseen)
                for word in weights:
                    numbers_by_word.setdefault(word, []).append(len(means))
                means.append(role)
                letters.append(" ".join(sorted(weights)))
                heads.append(words[head])
                title_weights.append(sum(weights.values()))
        return KnownTitles(
            means,
            letters,
            heads,
            np.array(title_weights),
            {word: pack(f"<{len(n)}H", *n) for word, n in numbers_by_word.items()},
            self._idf,
            self._unseen,
            ROLE_QUERY_SHARE,
        )

    def beliefs(self, reading: NormalizedTitle, alike: SimilarWords) -> Iterator[tuple[str, float]]:
        """The roles that a reading may name, and the belief (0 to 1) in each."""
        similar_words = {similar for word in reading.words for similar, _ in alike[word]}
        likeliest_words = {alike[word][0][0] if alike[word] else word for word in reading.words}
        # Most titles have no word of the trade: they need no look at the titles of roles.
        if not self._titles.is_known(likeliest_words) and not any(
            map(self._is_trade_word, similar_words)
        ):
            return
        for role, belief, match in self._titles.label_probabilities(reading, alike):
            role_words = self._titles.letters[match.number].split(" ")
            if likeliest_words == set(role_words) or self._is_in_trade(similar_words, role_words):
                yield role, belief

    # The trade shares words with others (arc welders, dental mold makers), which name no role.
    def _occurs_mostly_in_roles(self, word: str) -> bool:
        """Whether a word is in titles of roles rather than in titles that do not name the trade."""
        trade_words = title_vocabulary().trade - {word}
        other_title_count = sum(
            trade_words.isdisjoint(title.split(" "))
            for title in self._occupations.titles_with(word)
        )
        return len(self._titles.titles_with(word)) > TRADE_WORD_RATIO * other_title_count

    def _is_in_trade(self, words: set[str], role_words: Sequence[str]) -> bool:
        """Whether a title in these words may name a role with these words in its title.

        They must share a trade word. Where the role's title does not name the trade, the title must
        have no word of other occupations, nor be the title of one.
        """
        trade_words = title_vocabulary().trade
        if not any(self._is_trade_word(word) for word in role_words if word in words):
            return False
        if not trade_words.isdisjoint(role_words):
            return not trade_words.isdisjoint(words)
        if self._occupations.is_known(words):
            return False
        return words <= self.words | (words - self._idf.keys())
