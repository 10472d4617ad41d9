"""Phrases as a curator writes them: wording, alternatives, and words needed or forbidden nearby."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from benchpin.text.tokens import skill_words, spelling_and_stem, stems_of, tokenize

_WORDS = re.compile(r"\w+(?:\+\+|#)?")
_ALTERNATIVES = re.compile(r"\([^()]*\)|[^()]+")
ELLIPSIS = " ... "
"""A gap inside a phrase, where some other words may stand."""
TRADE_TAG = "@trade"
"""In the column `needs`: the phrase counts where the text is about the trade."""
DONE_TAG = "@done"
"""Beside "@trade": or where the sentence says that it was done, or for how long."""
MORE_TAG = "@more"
"""In the column `needs`: the phrase is a hint and counts where other words name the skill too."""

_TAGS = frozenset({TRADE_TAG, DONE_TAG, MORE_TAG})


@dataclass(frozen=True, slots=True)
class PhrasePattern:
    """One wording of one meaning, with the conditions under which it matches.

    `exact` is the one spelling that matches, empty for any inflection. `all_capitals`: the text has
    it in capitals; `capitalized`: it begins with one. `allowed_in_name`: it may end a proper name.
    `needs` and `unless` are stems, of which one must, or none may, stand near; `trade`, `done` and
    `hint` are the tags "@trade", "@done" and "@more". `is_skill_name`: the wording is a name of the
    skill, which counts alone.
    """

    meaning: str
    exact: str = ""
    all_capitals: bool = False
    capitalized: bool = False
    allowed_in_name: bool = False
    needs: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    trade: bool = False
    done: bool = False
    hint: bool = False
    is_skill_name: bool = False


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that are passed over in phrases and in texts, such as articles."""
    return frozenset(skill_words()["words"]["passed_over"])


def phrase_pattern(
    wording: str, meaning: str, needs: str = "", unless: str = ""
) -> tuple[str, PhrasePattern]:
    """The wording and pattern of a phrase as written in the list; `needs` and `unless` are words.

    Only a single word is bound to its spelling: a gerund, and capitals as it is written.
    """
    shared = _shared_pattern(meaning, needs, unless)
    if " " in wording:
        return wording, shared
    words = normalized_words(wording)
    is_single_word = len(words) == 1
    exact = words[0] if is_single_word and _is_gerund(words[0]) else ""
    capitals = is_single_word and wording.isupper() and wording.isalpha()
    capital = is_single_word and wording.istitle()
    if not (exact or capitals or capital):
        return wording, shared
    return wording, replace(shared, exact=exact, all_capitals=capitals, capitalized=capital)


@lru_cache(maxsize=8192)
def _shared_pattern(meaning: str, needs: str, unless: str) -> PhrasePattern:
    """The pattern that all alternatives of a row share."""
    tags = needs.split()
    return PhrasePattern(
        meaning,
        needs=_stems(needs),
        unless=_stems(unless),
        trade=TRADE_TAG in tags,
        done=DONE_TAG in tags,
        hint=MORE_TAG in tags,
    )


def _is_gerund(word: str) -> bool:
    """Whether a word ends in -ing and is not the base of an irregular form ("bring", "string")."""
    return word.endswith(("ing", "ings")) and word not in skill_words()["irregular"].values()


@lru_cache(maxsize=4096)
def _stems(words: str) -> frozenset[str]:
    """The stems of the words of a column, without its tags."""
    return stems_of(normalized_words(" ".join(w for w in words.split() if w not in _TAGS)))


@lru_cache(maxsize=65_536)
def phrase_key(wording: str) -> str:
    """The look-up key of a wording: the stems of its words without small words, space-separated."""
    return " ".join([word_stem for word_stem in map(_word_stem, _words(wording)) if word_stem])


def normalized_words(wording: str) -> list[str]:
    """The normalized words of a wording, small words too."""
    if wording.isascii() and "-" not in wording and "&" not in wording and "'" not in wording:
        return [spelling_and_stem(word)[0] for word in re.findall(r"\w+(?:\+\+|#)?", wording)]
    return tokenize(wording).words


def _words(wording: str) -> list[str]:
    """The words of a wording; tokenized in full only where a hyphen, & or apostrophe needs it."""
    if wording.isascii():
        if wording.replace(" ", "").isalnum():
            return wording.split()
        if "-" not in wording and "&" not in wording and "'" not in wording:
            return _WORDS.findall(wording)
    return tokenize(wording).words


@lru_cache(maxsize=16_384)
def _word_stem(word: str) -> str:
    """The stem of a word of a wording; empty for a small word."""
    spelling, word_stem = spelling_and_stem(word)
    return "" if spelling in stop_words() else word_stem


def expand_alternatives(wording: str) -> Iterator[str]:
    """Expand the alternatives of a wording: "(size|stretch) ring" is two."""
    slots = (slot.strip("()").split("|") for slot in _ALTERNATIVES.findall(wording))
    return map("".join, product(*slots))
