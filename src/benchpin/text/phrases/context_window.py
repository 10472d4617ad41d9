"""Whether what stands around the words of a phrase is what its list asks for."""

from dataclasses import dataclass
from functools import lru_cache

from benchpin.text.context.triggers import performed_at, years_at
from benchpin.text.phrases.patterns import PhrasePattern
from benchpin.text.phrases.relevance import PLAINLY, SUPPORTS
from benchpin.text.tokens import (
    GAP_CLAUSE_END,
    GAP_PLAIN,
    GAP_SENTENCE_END,
    TokenizedText,
    stems_of,
    word_list,
)

NEAR = 8
"""What must not stand near (`unless`) is looked for so many words to either side."""
CLOSE = 6
"""What must stand near (`needs`) is looked for so many words to either side."""
_WHAT = frozenset({"and", "or", "of"})
_HOW_LONG = frozenset({"and", "or", "for", "about", "over", "more", "than"})


@dataclass(slots=True)
class ContextWindow:
    """What stands around a phrase, looked up where it is asked for."""

    text: TokenizedText
    first: int
    last: int
    stems: list[str] | None = None
    close: list[str] | None = None

    def fits(self, phrase: PhrasePattern, of_the_trade: bool) -> float | None:
        """How strongly its sentence must speak of a phrase's skill for it to count alone.

        Nothing (0) for the name of a skill and where two needed words stand near; None where the
        phrase is not meant.
        """
        least = self._least(phrase, of_the_trade)
        if least is None or not phrase.unless:
            return least
        if self.stems is None:
            self.stems = _near(self.text, self.first, self.last, NEAR)
        return least if phrase.unless.isdisjoint(self.stems) else None

    def _least(self, phrase: PhrasePattern, of_the_trade: bool) -> float | None:
        """What `fits` says, whatever the words that forbid a phrase."""
        if phrase.needs:
            needed = self._needed(phrase)
            if needed is not None:
                sure = (needed or phrase.a_name_of) and not phrase.hint
                return 0.0 if sure or (phrase.trade and self._is_done()) else SUPPORTS
        if phrase.trade:
            if not ((of_the_trade or phrase.done) and self._stands_alone()):
                return None
            if self._is_done():
                return 0.0
            if not of_the_trade:
                return None
        elif phrase.needs:
            return None
        if phrase.a_name_of and not phrase.hint:
            return 0.0
        return SUPPORTS if phrase.hint or phrase.trade else PLAINLY

    def _needed(self, phrase: PhrasePattern) -> bool | None:
        """Whether words that a phrase needs stand close by: two make it sure, one is a hint."""
        text, first, last = self.text, self.first, self.last
        if last > first and not phrase.needs.isdisjoint(text.stems[first : last + 1]):
            return False
        if self.close is None:
            self.close = _near(text, first, last, CLOSE)
        near = len(phrase.needs.intersection(self.close))
        return near > 1 if near else None

    def _is_done(self) -> bool:
        """Whether the text says that it was done: "did setting and casting", "casting, 5 years"."""
        text, first, last = self.text, self.first, self.last
        for at in range(first - 1, max(-1, first - 1 - CLOSE), -1):
            if text.gaps[at + 1] in (GAP_CLAUSE_END, GAP_SENTENCE_END):
                break
            seen = performed_at(text, at, first)
            if seen and _leads_off(_WHAT).isdisjoint(text.spelled[seen.last + 1 : first]):
                return True
        end = len(text.stems)
        for at in range(last + 1, min(end, last + 1 + CLOSE)):
            if text.gaps[at] in (GAP_CLAUSE_END, GAP_SENTENCE_END):
                break
            if years_at(text, at, end) and _leads_off(_HOW_LONG).isdisjoint(
                text.spelled[last + 1 : at]
            ):
                return True
        return False

    def _stands_alone(self) -> bool:
        """Whether a word is not the first of a longer noun: "plating", not "plating skips"."""
        text, last = self.text, self.last
        return last > self.first or (
            ends_a_noun(text, last)
            or text.stems[last + 1] in _trade()
            or years_at(text, last + 1, len(text.stems)) is not None
        )


def ends_a_noun(text: TokenizedText, at: int) -> bool:
    """Whether a word is the last of its noun: a mark or a small word comes after it."""
    after = at + 1
    return (
        after >= len(text.stems)
        or text.gaps[after] != GAP_PLAIN
        or text.spelled[after] in word_list("words", "after_a_noun")
    )


@lru_cache(maxsize=2)
def _leads_off(goes_on: frozenset[str]) -> frozenset[str]:
    """Small words, but some, with which something else is told than what was done."""
    return word_list("words", "says_nothing") - word_list("words", "passed_over") - goes_on


@lru_cache(maxsize=1)
def _trade() -> frozenset[str]:
    return stems_of(word_list("words", "trade"))


def _near(text: TokenizedText, first: int, last: int, reach: int) -> list[str]:
    """The stems of the words around a phrase in its sentence."""
    stems, gaps = text.stems, text.gaps
    begin, end = max(0, first - reach), min(len(stems), last + 1 + reach)
    if GAP_SENTENCE_END in gaps[begin + 1 : first + 1]:
        begin = next(at for at in range(first, begin, -1) if gaps[at] == GAP_SENTENCE_END)
    if GAP_SENTENCE_END in gaps[last + 1 : end]:
        end = gaps.index(GAP_SENTENCE_END, last + 1)
    return stems[begin:first] + stems[last + 1 : end]
