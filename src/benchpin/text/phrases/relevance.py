"""How relevant a sentence is for a skill, by the words of the skill's phrases.

A word in many phrases of one skill and in few of others is evidence for that skill: *sprue* for
casting, *ring* for hardly any. The weight of a word for a skill is the logarithm of how much larger
the skill's share of the word is than it would be by chance (pointwise mutual information; Church
and Hanks, Word association norms, mutual information, and lexicography, 1990). The strength of a
sentence is the sum over its words, damped for long ones. Nothing of this is learned from texts: it
comes from `data/skill-phrases.csv` alone. The constants are our choice, made on invented passages
(docs/how-it-works/skills-in-text.md).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from benchpin.text.phrases.patterns import stop_words
from benchpin.text.tokens import TokenizedText, skill_words, spelling_and_stem, word_list

_WORD = re.compile(r"[\w'-]+")

LENGTH_EXPONENT = 0.3
"""The sum over a sentence is divided by its number of words to this power."""
CLAIMED_SHARE = 0.3
"""The share of its weight that a word keeps where another skill's phrase claims it."""
MIN_HINT_STRENGTH = 5.0
"""A hint counts in a sentence of at least this strength for its skill."""
MIN_PHRASE_STRENGTH = 3.0
"""A phrase that is not a name of its skill counts in a sentence of at least this strength."""
MIN_TOTAL_STRENGTH = 6.3
"""A sentence of at least this strength names a skill without any of its phrases."""
MIN_WEIGHT = 1.4
"""Words of less weight are left out."""
FORBIDDEN_WEIGHT = -2.0
"""The weight of a word that phrases of a skill forbid more often than they have it."""
MAX_SHOWN_WORDS = 3
"""A skill named without a phrase is shown by at most this many of its words."""


@dataclass(slots=True)
class Relevance:
    """The relevance of one sentence for each skill.

    `words` are its stems, `sums` the sum of their weights by skill, `strengths` a cache.
    """

    vocabulary: "Vocabulary"
    words: list[str]
    sums: dict[str, float]
    strengths: dict[str, float] = field(default_factory=dict)

    def strength(self, skill: str) -> float:
        """The strength of the sentence for a skill, forbidden words subtracted."""
        if skill not in self.strengths:
            forbidden = self.vocabulary.against.get(skill, frozenset()).intersection(self.words)
            total = self.sums.get(skill, 0.0) + FORBIDDEN_WEIGHT * len(forbidden)
            self.strengths[skill] = float(total * len(self.words) ** -LENGTH_EXPONENT)
        return self.strengths[skill]

    def skills(self) -> Iterator[str]:
        """The skills that the sentence names whatever phrases it has."""
        min_total = MIN_TOTAL_STRENGTH * len(self.words) ** LENGTH_EXPONENT
        for skill, total in self.sums.items():
            if total >= min_total and self.strength(skill) >= MIN_TOTAL_STRENGTH:
                yield skill


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word weights: for each stem the skills that it is evidence for, with its weight.

    `against` has for each skill the stems that are evidence against it.
    """

    weights: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    against: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def relevance(
        self,
        text: TokenizedText,
        start: int,
        end: int,
        meanings_by_index: Mapping[int, Iterable[str]],
    ) -> Relevance:
        """The relevance of a sentence (words `start` to `end`); a repeated word counts once.

        `meanings_by_index` has the meanings of the phrase that claims a word.
        """
        sums: dict[str, float] = {}
        weights_by_word = self.weights
        counted: set[str] = set()
        for index in range(start, end):
            word = text.stems[index]
            if word not in weights_by_word or word in counted:
                continue
            counted.add(word)
            meanings = meanings_by_index.get(index)
            for skill, weight in weights_by_word[word]:
                contribution = (
                    weight if meanings is None or skill in meanings else CLAIMED_SHARE * weight
                )
                sums[skill] = sums.get(skill, 0.0) + contribution
        return Relevance(self, text.stems[start:end], sums)

    def words_for(self, text: TokenizedText, start: int, end: int, skill: str) -> tuple[int, ...]:
        """The indexes of the words of a sentence that weigh most for a skill, heaviest first."""
        weighted: dict[str, tuple[float, int]] = {}
        for index in range(start, end):
            word = text.stems[index]
            if word in weighted or text.words[index] in _level_words():
                continue
            weight = dict(self.weights.get(word, ())).get(skill, 0.0)
            if weight > 0:
                weighted[word] = (-weight, index)
        return tuple(index for _, index in sorted(weighted.values()))


@lru_cache(maxsize=1)
def _level_words() -> frozenset[str]:
    """The words that state a level: they are no evidence for a skill."""
    patterns = chain.from_iterable(skill_words()["levels"].values())
    return frozenset(
        word for pattern in patterns if " " not in pattern for word in pattern.split("|")
    )


def build_vocabulary(phrases: Iterable[tuple[str, str, str]]) -> Vocabulary:
    """The vocabulary from the rows of the phrase list: words, skill, forbidden words."""
    ignored = stop_words() | word_list("words", "says_nothing")
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    against: defaultdict[str, Counter[str]] = defaultdict(Counter)
    skills: set[str] = set()
    for words, skill, unless in phrases:
        for word in {spelling_and_stem(word)[1] for word in _WORD.findall(unless)}:
            against[word][skill] += 1
        skills.add(skill)
        stems = {spelling_and_stem(word)[1] for word in _WORD.findall(words) if word not in ignored}
        for word in stems:
            counts[word][skill] += 1
    skill_count = len(skills)
    weights: dict[str, tuple[tuple[str, float], ...]] = {}
    for word, by_skill in counts.items():
        total = by_skill.total()
        skill_weights = (
            (skill, math.log(n * skill_count / total)) for skill, n in by_skill.items()
        )
        if heavy := tuple(
            (skill, weight) for skill, weight in skill_weights if weight >= MIN_WEIGHT
        ):
            weights[word] = heavy
    forbidden: dict[str, set[str]] = {}
    for word, skill_counts in against.items():
        for skill, n in skill_counts.items():
            if n > (counts[word][skill] if word in counts else 0):
                forbidden.setdefault(skill, set()).add(word)
    return Vocabulary(weights, {skill: frozenset(words) for skill, words in forbidden.items()})
