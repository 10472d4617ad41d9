"""Whether what stands around the words of a phrase is what its list asks for."""

from dataclasses import dataclass
from functools import lru_cache

from .phrase_forms import Phrase
from .skill_words import BREAK, PLAIN, Text, listed, stems_of

NEAR = 8
"""What must not stand near (`unless`) is looked for so many words to either side."""
CLOSE = 6
"""What must stand near (`needs`) is looked for so many words to either side."""
MANY = 8
"""Of so many words that a single word may need, one alone is a hint where it stands NEXT away."""
NEXT = 3


@dataclass(slots=True)
class Around:
    """What stands around a phrase, looked up where it is asked for."""

    text: Text
    first: int
    last: int
    stems: list[str] | None = None
    close: list[str] | None = None

    def fits(self, phrase: Phrase, of_the_trade: bool) -> bool | None:
        """Whether a phrase is meant, by what stands near: None for no, False for a hint of it."""
        if phrase.unless:
            if self.stems is None:
                self.stems = _near(self.text, self.first, self.last, NEAR)
            if not phrase.unless.isdisjoint(self.stems):
                return None
        if phrase.needs:
            needed = self._needed(phrase)
            if needed is not None:
                return needed
        if phrase.trade:
            return True if of_the_trade and self._stands_alone() else None
        return None if phrase.needs else True

    def _needed(self, phrase: Phrase) -> bool | None:
        """Whether one of the words that a phrase needs stands close by, or in it.

        Of many that might, one alone some words away is a hint.
        """
        text, first, last = self.text, self.first, self.last
        if last > first and not phrase.needs.isdisjoint(text.stems[first : last + 1]):
            return True
        if self.close is None:
            self.close = _near(text, first, last, CLOSE)
        if phrase.needs.isdisjoint(self.close):
            return None
        return (
            first < last
            or phrase.exact != ""
            or len(phrase.needs) < MANY
            or len(phrase.needs.intersection(self.close)) > 1
            or not phrase.needs.isdisjoint(_near(text, first, last, NEXT - 1))
        )

    def _stands_alone(self) -> bool:
        """Whether a word is not the first of a longer noun: "plating", not "plating skips"."""
        text, after = self.text, self.last + 1
        return (
            self.last > self.first
            or after >= len(text.stems)
            or text.gaps[after] != PLAIN
            or text.spelled[after] in listed("words", "after_a_noun")
            or text.stems[after] in _trade()
        )


@lru_cache(maxsize=1)
def _trade() -> frozenset[str]:
    return stems_of(listed("words", "trade"))


def _near(text: Text, first: int, last: int, reach: int) -> list[str]:
    """The stems of the words around a phrase in its sentence."""
    stems, gaps = text.stems, text.gaps
    begin, end = max(0, first - reach), min(len(stems), last + 1 + reach)
    if BREAK in gaps[begin + 1 : first + 1]:
        begin = next(at for at in range(first, begin, -1) if gaps[at] == BREAK)
    if BREAK in gaps[last + 1 : end]:
        end = gaps.index(BREAK, last + 1)
    return stems[begin:first] + stems[last + 1 : end]
