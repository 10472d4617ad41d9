"""Phrases as a curator writes them: their words, their alternatives, and what they need nearby."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from benchpin.text.tokens import inflections, skill_words, stems_of, tokenize

_WORDS = re.compile(r"\w+(?:\+\+|#)?")
_ALTERNATIVES = re.compile(r"\([^()]*\)|[^()]+")
APART = " ... "
"""Between the first word of a phrase and the rest of it: some words may stand there."""
TRADE = "@trade"
"""Among what a phrase needs: that the text speaks of the trade somewhere."""
DONE = "@done"
"""Beside "@trade": or that the sentence says that it was done, or for how long."""
MORE = "@more"
"""Among what a phrase needs: that other words of the text name the skill too."""

_MARKS = frozenset({TRADE, DONE, MORE})


@dataclass(frozen=True, slots=True)
class PhrasePattern:
    """One way to say one thing. `exact` is the one spelling that is meant, empty for any form.

    `capitals`: the text has it in capitals; `capital`: it begins with one. `a_name`: it may stand
    within a name in capitals. A `hint` counts only where other words name the skill
    too; what is `a_name_of` a skill counts alone.
    """

    meaning: str
    exact: str = ""
    capitals: bool = False
    capital: bool = False
    a_name: bool = False
    needs: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    trade: bool = False
    done: bool = False
    hint: bool = False
    a_name_of: bool = False


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """The words that a phrase has and passes over."""
    return frozenset(skill_words()["words"]["passed_over"])


def phrase_of(
    said: str, meaning: str, needs: str = "", unless: str = ""
) -> tuple[str, PhrasePattern]:
    """A phrase as a curator writes it: what it needs nearby and what forbids it, as words."""
    common = _common(meaning, needs, unless)
    if " " in said:
        return said, common
    words = spelled_words(said)
    alone = len(words) == 1
    exact = words[0] if alone and _is_gerund(words[0]) else ""
    capitals = alone and said.isupper() and said.isalpha()
    capital = alone and said.istitle()
    if not (exact or capitals or capital):
        return said, common
    return said, replace(common, exact=exact, capitals=capitals, capital=capital)


@lru_cache(maxsize=8192)
def _common(meaning: str, needs: str, unless: str) -> PhrasePattern:
    """What the alternatives of a row have in common."""
    marks = needs.split()
    return PhrasePattern(
        meaning,
        needs=_stems(needs),
        unless=_stems(unless),
        trade=TRADE in marks,
        done=DONE in marks,
        hint=MORE in marks,
    )


def _is_gerund(word: str) -> bool:
    return word.endswith(("ing", "ings")) and word not in skill_words()["irregular"].values()


@lru_cache(maxsize=4096)
def _stems(words: str) -> frozenset[str]:
    return stems_of(spelled_words(" ".join(w for w in words.split() if w not in _MARKS)))


@lru_cache(maxsize=65_536)
def phrase_key(said: str) -> str:
    """A phrase by the stems of its words, without small words."""
    return " ".join([root for root in map(_root, _words(said)) if root])


def spelled_words(said: str) -> list[str]:
    """The words of a phrase in one spelling, small words too."""
    if said.isascii() and "-" not in said and "&" not in said and "'" not in said:
        return [inflections(word)[0] for word in re.findall(r"\w+(?:\+\+|#)?", said)]
    return tokenize(said).spelled


def _words(said: str) -> list[str]:
    if said.isascii():
        if said.replace(" ", "").isalnum():
            return said.split()
        if "-" not in said and "&" not in said and "'" not in said:
            return _WORDS.findall(said)
    return tokenize(said).spelled


@lru_cache(maxsize=16_384)
def _root(word: str) -> str:
    """The stem of a word of a phrase; empty for a small word."""
    spelled, root = inflections(word)
    return "" if spelled in small_words() else root


def spelling_variants(said: str) -> Iterator[str]:
    """Each way to say a phrase with alternatives: "(size|stretch) ring" is two."""
    places = (place.strip("()").split("|") for place in _ALTERNATIVES.findall(said))
    return map("".join, product(*places))
