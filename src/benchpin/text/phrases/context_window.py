"""Whether the words around a phrase meet the conditions of its pattern."""

from dataclasses import dataclass
from functools import lru_cache

from benchpin.text.context.triggers import performed_at, years_at
from benchpin.text.phrases.patterns import PhrasePattern
from benchpin.text.phrases.relevance import MIN_HINT_STRENGTH, MIN_PHRASE_STRENGTH
from benchpin.text.tokens import (
    GAP_CLAUSE_END,
    GAP_PLAIN,
    GAP_SENTENCE_END,
    TokenizedText,
    stems_of,
    word_list,
)

MAX_UNLESS_DISTANCE = 8
"""Forbidden words (`unless`) count within this many words to either side."""
MAX_NEEDS_DISTANCE = 6
"""Needed words (`needs`) count within this many words to either side."""
_OBJECT_JOINERS = frozenset({"and", "or", "of"})
_DURATION_JOINERS = frozenset({"and", "or", "for", "about", "over", "more", "than"})


@dataclass(slots=True)
class ContextWindow:
    """The words around a phrase in its sentence; stems are collected on demand.

    `wide_stems` lie within MAX_UNLESS_DISTANCE words, `close_stems` within MAX_NEEDS_DISTANCE.
    """

    text: TokenizedText
    first: int
    last: int
    wide_stems: list[str] | None = None
    close_stems: list[str] | None = None

    def required_strength(self, pattern: PhrasePattern, in_trade: bool) -> float | None:
        """The relevance for its skill that the sentence needs for the pattern to count alone.

        0 for the name of a skill and where two needed words stand near; None where the pattern does
        not fit. `in_trade` says that the text is about the trade. The table of cases is in
        docs/how-it-works/skills-in-text.md.
        """
        strength = self._base_strength(pattern, in_trade)
        if strength is None or not pattern.unless:
            return strength
        if self.wide_stems is None:
            self.wide_stems = _stems_around(self.text, self.first, self.last, MAX_UNLESS_DISTANCE)
        return strength if pattern.unless.isdisjoint(self.wide_stems) else None

    def _base_strength(self, pattern: PhrasePattern, in_trade: bool) -> float | None:
        """`required_strength` without regard to forbidden words."""
        if pattern.needs:
            has_two_needed = self._has_two_needed(pattern)
            if has_two_needed is not None:
                is_certain = (has_two_needed or pattern.is_skill_name) and not pattern.hint
                return (
                    0.0
                    if is_certain or (pattern.trade and self._is_performed())
                    else MIN_HINT_STRENGTH
                )
        if pattern.trade:
            if not ((in_trade or pattern.done) and self._is_whole_noun()):
                return None
            if self._is_performed():
                return 0.0
            if not in_trade:
                return None
        elif pattern.needs:
            return None
        if pattern.is_skill_name and not pattern.hint:
            return 0.0
        return MIN_HINT_STRENGTH if pattern.hint or pattern.trade else MIN_PHRASE_STRENGTH

    def _has_two_needed(self, pattern: PhrasePattern) -> bool | None:
        """Whether two needed words stand near (one is only a hint); None where there is none."""
        text, first, last = self.text, self.first, self.last
        if last > first and not pattern.needs.isdisjoint(text.stems[first : last + 1]):
            return False
        if self.close_stems is None:
            self.close_stems = _stems_around(text, first, last, MAX_NEEDS_DISTANCE)
        count = len(pattern.needs.intersection(self.close_stems))
        return count > 1 if count else None

    def _is_performed(self) -> bool:
        """Whether the sentence says that it was done: "did setting", "casting, 5 years"."""
        text, first, last = self.text, self.first, self.last
        for index in range(first - 1, max(-1, first - 1 - MAX_NEEDS_DISTANCE), -1):
            if text.gaps[index + 1] in (GAP_CLAUSE_END, GAP_SENTENCE_END):
                break
            match = performed_at(text, index, first)
            if match and _interrupting_words(_OBJECT_JOINERS).isdisjoint(
                text.words[match.last + 1 : first]
            ):
                return True
        end = len(text.stems)
        for index in range(last + 1, min(end, last + 1 + MAX_NEEDS_DISTANCE)):
            if text.gaps[index] in (GAP_CLAUSE_END, GAP_SENTENCE_END):
                break
            if years_at(text, index, end) and _interrupting_words(_DURATION_JOINERS).isdisjoint(
                text.words[last + 1 : index]
            ):
                return True
        return False

    def _is_whole_noun(self) -> bool:
        """Whether a word is not a modifier of a longer noun: "plating", not "plating skips"."""
        text, last = self.text, self.last
        return last > self.first or (
            ends_noun_phrase(text, last)
            or text.stems[last + 1] in _trade_stems()
            or years_at(text, last + 1, len(text.stems)) is not None
        )


def ends_noun_phrase(text: TokenizedText, index: int) -> bool:
    """Whether a word is the head of its noun phrase: a mark or a small word comes after it."""
    next_index = index + 1
    return (
        next_index >= len(text.stems)
        or text.gaps[next_index] != GAP_PLAIN
        or text.words[next_index] in word_list("words", "after_a_noun")
    )


@lru_cache(maxsize=2)
def _interrupting_words(joiners: frozenset[str]) -> frozenset[str]:
    """Small words, except the joiners, after which a verb no longer speaks of the phrase."""
    return word_list("words", "says_nothing") - word_list("words", "passed_over") - joiners


@lru_cache(maxsize=1)
def _trade_stems() -> frozenset[str]:
    """The stems of the words that show that a text is about the trade."""
    return stems_of(word_list("words", "trade"))


def _stems_around(text: TokenizedText, first: int, last: int, distance: int) -> list[str]:
    """The stems of the words around a phrase in its sentence, up to `distance` words away."""
    stems, gaps = text.stems, text.gaps
    start, end = max(0, first - distance), min(len(stems), last + 1 + distance)
    if GAP_SENTENCE_END in gaps[start + 1 : first + 1]:
        start = next(index for index in range(first, start, -1) if gaps[index] == GAP_SENTENCE_END)
    if GAP_SENTENCE_END in gaps[last + 1 : end]:
        end = gaps.index(GAP_SENTENCE_END, last + 1)
    return stems[start:first] + stems[last + 1 : end]
