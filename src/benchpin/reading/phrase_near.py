"""Whether what stands around the words of a phrase is what its list asks for."""

from dataclasses import dataclass
from functools import lru_cache

from .phrase_forms import Phrase
from .skill_vocabulary import PLAINLY, SUPPORTS
from .skill_words import BREAK, PLAIN, Text, listed, stems_of

NEAR = 8
"""What must not stand near (`unless`) is looked for so many words to either side."""
CLOSE = 6
"""What must stand near (`needs`) is looked for so many words to either side."""


@dataclass(slots=True)
class Around:
    """What stands around a phrase, looked up where it is asked for."""

    text: Text
    first: int
    last: int
    stems: list[str] | None = None
    close: list[str] | None = None

    def fits(self, phrase: Phrase, of_the_trade: bool) -> float | None:
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

    def _least(self, phrase: Phrase, of_the_trade: bool) -> float | None:
        """What `fits` says, whatever the words that forbid a phrase."""
        if phrase.needs:
            needed = self._needed(phrase)
            if needed is not None:
                sure = (needed or phrase.a_name_of) and not phrase.hint
                return 0.0 if sure else SUPPORTS
        if phrase.trade and not (of_the_trade and self._stands_alone()):
            return None
        if phrase.needs and not phrase.trade:
            return None
        if phrase.a_name_of and not phrase.hint:
            return 0.0
        return SUPPORTS if phrase.hint or phrase.trade else PLAINLY

    def _needed(self, phrase: Phrase) -> bool | None:
        """Whether words that a phrase needs stand close by: two make it sure, one is a hint."""
        text, first, last = self.text, self.first, self.last
        if last > first and not phrase.needs.isdisjoint(text.stems[first : last + 1]):
            return False
        if self.close is None:
            self.close = _near(text, first, last, CLOSE)
        near = len(phrase.needs.intersection(self.close))
        return near > 1 if near else None

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
