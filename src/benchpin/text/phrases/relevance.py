"""How strongly the words of a sentence speak of a skill, by the words of its phrases.

A word that stands in many phrases of one skill and in few of others speaks for that skill: *sprue*
for casting, *ring* for hardly any. The weight of a word for a skill is the logarithm of how much
larger the skill's share of the word is than it would be by chance (pointwise mutual information;
Church and Hanks, Word association norms, mutual information, and lexicography, 1990). A sentence
speaks of a skill with the sum over its words, less for long ones. Nothing of this is learned from
texts: it comes from `data/skill-phrases.csv` alone.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from benchpin.text.phrases.patterns import small_words
from benchpin.text.tokens import TokenizedText, inflections, skill_words, word_list

_WORD = re.compile(r"[\w'-]+")

LENGTH = 0.3
"""A sum over so many words is divided by their number to this power."""
TAKEN = 0.3
"""What is left of the weight of a word that another skill's phrase takes up."""
SUPPORTS = 5.0
"""A hint counts in a sentence that speaks so strongly of its skill."""
PLAINLY = 3.0
"""So strongly it must speak of the skill of a phrase that is none of its names."""
TELLS = 6.3
"""So strongly a sentence speaks of a skill that it tells of it without any of its phrases."""
MIN_WEIGHT = 1.4
"""Words of less weight are passed over."""
AGAINST = -2.0
"""The weight of a word that phrases of a skill more often forbid than have."""
SHOWN = 3
"""A skill told without a phrase is shown by so many of its words."""


@dataclass(slots=True)
class Relevance:
    """What the words of a sentence tell of skills; `sums` are their weights by skill."""

    vocabulary: "Vocabulary"
    words: list[str]
    sums: dict[str, float]
    known: dict[str, float] = field(default_factory=dict)

    def strength(self, skill: str) -> float:
        """How strongly the sentence speaks of a skill."""
        if skill not in self.known:
            forbid = self.vocabulary.against.get(skill, frozenset()).intersection(self.words)
            total = self.sums.get(skill, 0.0) + AGAINST * len(forbid)
            self.known[skill] = float(total * len(self.words) ** -LENGTH)
        return self.known[skill]

    def skills(self) -> Iterator[str]:
        """The skills that the sentence tells of, whatever phrases it has."""
        enough = TELLS * len(self.words) ** LENGTH
        for skill, total in self.sums.items():
            if total >= enough and self.strength(skill) >= TELLS:
                yield skill


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """For each word (as a stem) the skills that it speaks for, with its weight.

    `against` has for each skill the words that speak against it.
    """

    weights: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    against: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def relevance(
        self, text: TokenizedText, begin: int, stop: int, taken: Mapping[int, Iterable[str]]
    ) -> Relevance:
        """What a sentence (words begin to stop) tells of skills.

        `taken` has the meanings of the phrases that take up a word.
        """
        sums: dict[str, float] = {}
        known = self.weights
        seen: set[str] = set()
        for at in range(begin, stop):
            word = text.stems[at]
            if word not in known or word in seen:
                continue
            seen.add(word)
            own = taken.get(at)
            for skill, weight in known[word]:
                here = weight if own is None or skill in own else TAKEN * weight
                sums[skill] = sums.get(skill, 0.0) + here
        return Relevance(self, text.stems[begin:stop], sums)

    def words_for(self, text: TokenizedText, begin: int, stop: int, skill: str) -> tuple[int, ...]:
        """The words of a sentence that speak most for a skill, heaviest first."""
        weighed: dict[str, tuple[float, int]] = {}
        for at in range(begin, stop):
            word = text.stems[at]
            if word in weighed or text.spelled[at] in _how_well():
                continue
            weight = dict(self.weights.get(word, ())).get(skill, 0.0)
            if weight > 0:
                weighed[word] = (-weight, at)
        return tuple(at for _, at in sorted(weighed.values()))


@lru_cache(maxsize=1)
def _how_well() -> frozenset[str]:
    """The words that say how well something is done: they show no skill."""
    said = chain.from_iterable(skill_words()["levels"].values())
    return frozenset(word for cue in said if " " not in cue for word in cue.split("|"))


def vocabulary(said: Iterable[tuple[str, str, str]]) -> Vocabulary:
    """The vocabulary of skills, from their phrases: words, skill, words that speak against it."""
    passed = small_words() | word_list("words", "says_nothing")
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    against: defaultdict[str, Counter[str]] = defaultdict(Counter)
    skills: set[str] = set()
    for words, skill, unless in said:
        for word in {inflections(word)[1] for word in _WORD.findall(unless)}:
            against[word][skill] += 1
        skills.add(skill)
        stems = {inflections(word)[1] for word in _WORD.findall(words) if word not in passed}
        for word in stems:
            counts[word][skill] += 1
    many = len(skills)
    weights: dict[str, tuple[tuple[str, float], ...]] = {}
    for word, by_skill in counts.items():
        total = by_skill.total()
        weighed = ((skill, math.log(n * many / total)) for skill, n in by_skill.items())
        if heavy := tuple((skill, weight) for skill, weight in weighed if weight >= MIN_WEIGHT):
            weights[word] = heavy
    forbid: dict[str, set[str]] = {}
    for word, rather_not in against.items():
        for skill, n in rather_not.items():
            if n > (counts[word][skill] if word in counts else 0):
                forbid.setdefault(skill, set()).add(word)
    return Vocabulary(weights, {skill: frozenset(words) for skill, words in forbid.items()})
