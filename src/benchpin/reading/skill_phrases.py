"""Which phrases of a list stand in a text, the longest first, with their meanings.

A phrase is found whatever the form of its words ("size ring": sized rings, sizing a ring), with
three exceptions: a single word in -ing stands for itself alone (*polishing*, not *polished*); a
single word in capitals is in capitals in the text too (*REACH*); and what must stand near (`needs`)
or must not (`unless`) is looked for some words to either side in the same sentence, and in a phrase
of more than one word; a single word that ends a name ("Atlas Casting") is none.
Where a phrase has "...", up to FILLERS words may stand: "restring ... pearl" is found in "restrung
hundreds of pearl strands". A list shares its last word: "prong, bezel and channel setting" are
three settings.

Phrases are kept by their stems in one table, and asked for at each word in the lengths that some
phrase with that first word has: the time is in proportion to the length of the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product

from .skill_words import BREAK, COMMA, PLAIN, Text, forms, skill_words, split, stems_of

_WORDS = re.compile(r"\w+(?:\+\+|#)?")
_ALTERNATIVES = re.compile(r"\([^()]*\)|[^()]+")
NEAR = 8
"""What must not stand near (`unless`) is looked for so many words to either side."""
CLOSE = 6
"""What must stand near (`needs`) is looked for so many words to either side."""
LIST = 10
ITEM = 3
"""A list is followed for LIST words, with up to ITEM in each of its items."""
APART = " ... "
FILLERS = 3
"""How many words may stand where a phrase has "..." (two where one of them is "and" or "or")."""
REST = 3
"""How many words after "..." a phrase has at most."""
TRADE = "@trade"
"""Among what a phrase needs: that the text speaks of the trade somewhere."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say one thing. `exact` is the one spelling that is meant, empty for any form.

    `capitals`: the text has it in capitals; `capital`: it begins with one. `a_name`: it may stand
    within a name in capitals.
    """

    meaning: str
    exact: str = ""
    capitals: bool = False
    capital: bool = False
    a_name: bool = False
    needs: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    trade: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: from which word to which (both included), and what it may mean.

    `last` is the last word that it alone takes up: in "prong and bezel setting" the first phrase
    ends with *setting* but takes up *prong*, and one with "..." takes up its first word.
    """

    first: int
    last: int
    end: int
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of phrases, ready to be looked for."""

    known: dict[str, list[Phrase]] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    shares: dict[str, dict[str, str]] = field(default_factory=dict)
    """First word of a phrase of two as it is spelled, stem of its last word, stems of both."""
    apart: dict[str, dict[str, list[Phrase]]] = field(default_factory=dict)
    """Phrases whose first word may stand apart from the rest: stem of it, stems of the rest."""
    trade: frozenset[str] = frozenset()

    def find(self, text: Text) -> list[Found]:
        """The phrases in a text, in its order; the longest of those that overlap."""
        kept, places = _without_small_words(text)
        hits = sorted(self._hits(text, kept, places), key=lambda f: (f.first - f.last, f.first))
        taken: dict[int, tuple[int, int]] = {}
        found: list[Found] = []
        for hit in hits:
            words, place = range(hit.first, hit.last + 1), (hit.first, hit.last)
            # Two phrases that take up the same words may both be meant: "graded ... color", "...
            # clarity".
            if all(taken.get(at, place) == place for at in words):
                taken.update(dict.fromkeys(words, place))
                found.append(hit)
        return sorted(found, key=lambda f: f.first)

    def _hits(self, text: Text, kept: list[str], places: list[int]) -> Iterator[Found]:
        of_the_trade = bool(self.trade) and not self.trade.isdisjoint(text.stems)
        for at, word in enumerate(kept):
            for length in self.lengths.get(word, ()):
                end = at + length - 1
                known = self.known.get(" ".join(kept[at : at + length]), ())
                if known and end < len(kept) and _together(text, places[at], places[end]):
                    meanings = _once(
                        phrase.meaning
                        for phrase in known
                        if _fits(phrase, text, places[at], places[end], of_the_trade)
                    )
                    if meanings:
                        yield Found(places[at], places[end], places[end], meanings)
            if word in self.apart:
                yield from self._apart(text, at, kept, places, of_the_trade)
            if text.spelled[places[at]] in self.shares and (
                shared := self._shared(text, at, kept, places)
            ):
                key, end = shared
                meanings = _once(
                    phrase.meaning
                    for phrase in self.known[key]
                    if _fits(phrase, text, places[at], places[end], of_the_trade)
                )
                if meanings:
                    yield Found(places[at], places[at], places[end], meanings)

    def _apart(
        self, text: Text, at: int, kept: list[str], places: list[int], of_the_trade: bool
    ) -> Iterator[Found]:
        """The phrases that a word begins and that go on up to FILLERS words later."""
        rest = self.apart[kept[at]]
        for begin in range(at + 1, min(at + FILLERS + 2, len(kept))):
            if _widest(text, places[begin - 1], places[begin]) != PLAIN:
                return
            if begin - at > FILLERS and not {"and", "or"}.isdisjoint(kept[at + 1 : begin]):
                return
            for end in range(begin, min(begin + REST, len(kept))):
                known = rest.get(" ".join(kept[begin : end + 1]), ())
                first, last = places[at], places[end]
                meanings = _once(
                    phrase.meaning
                    for phrase in known
                    if _together(text, places[begin], last)
                    and _fits(phrase, text, first, last, of_the_trade)
                )
                if meanings:
                    yield Found(first, first, last, meanings)

    def _shared(
        self, text: Text, at: int, kept: list[str], places: list[int]
    ) -> tuple[str, int] | None:
        """The phrase that a word makes with the last word of the list that it begins or is in."""
        heads = self.shares[text.spelled[places[at]]]
        joined, run = False, 0
        for place in range(at + 1, min(at + LIST, len(kept))):
            word, gap = kept[place], _widest(text, places[place - 1], places[place])
            slash = gap == PLAIN and "/" in text.whole[
                text.ends[places[place - 1]] : text.starts[places[place]]
            ]  # fmt: skip
            if gap not in (PLAIN, COMMA):
                return None
            if word in ("and", "or") or slash:
                joined, run = True, int(slash)
            elif gap == COMMA:
                joined, run = False, 1
            elif place == at + 1:
                return None
            else:
                run += 1
            if run > ITEM:
                return None
            if joined and run > 1 and word in heads:
                return heads[word], place
        return None


def make(
    phrases: Iterable[tuple[str, Phrase]], *, shared: bool = True, trade: Iterable[str] = ()
) -> Phrases:
    """The table for phrases as they are written, each with what it means."""
    known: dict[str, list[Phrase]] = {}
    lengths: dict[str, set[int]] = {}
    shares: dict[str, dict[str, str]] = {}
    apart: dict[str, dict[str, list[Phrase]]] = {}
    for said, phrase in phrases:
        if APART in said:
            verb, rest = map(key_of, said.split(APART, 1))
            apart.setdefault(verb, {}).setdefault(rest, []).append(phrase)
            continue
        key = key_of(said)
        words = key.split()
        if not words:
            continue
        held = known.setdefault(key, [])
        if phrase not in held:
            held.append(phrase)
        lengths.setdefault(words[0], set()).add(len(words))
        if shared and len(words) == 2 and not phrase.needs:
            shares.setdefault(spelled_words(said)[0], {})[words[1]] = key
    return Phrases(
        known,
        {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()},
        shares,
        apart,
        stems_of(trade),
    )


def phrase_of(said: str, meaning: str, needs: str = "", unless: str = "") -> tuple[str, Phrase]:
    """A phrase as a curator writes it: what it needs nearby and what forbids it, as words."""
    common = _common(meaning, needs, unless)
    if " " in said:
        return said, common
    words = spelled_words(said)
    alone = len(words) == 1
    exact = words[0] if alone and _is_gerund(words[0]) else ""
    capitals = alone and said.isupper() and said.isalpha()
    return said, replace(common, exact=exact, capitals=capitals) if exact or capitals else common


@lru_cache(maxsize=8192)
def _common(meaning: str, needs: str, unless: str) -> Phrase:
    """What the alternatives of a row have in common."""
    return Phrase(meaning, needs=_stems(needs), unless=_stems(unless), trade=TRADE in needs.split())


def _is_gerund(word: str) -> bool:
    return word.endswith("ing") and word not in skill_words()["irregular"].values()


@lru_cache(maxsize=4096)
def _stems(words: str) -> frozenset[str]:
    return stems_of(spelled_words(words.replace(TRADE, "")))


@lru_cache(maxsize=65_536)
def key_of(said: str) -> str:
    """A phrase by the stems of its words, without small words."""
    return " ".join([root for root in map(_root, _words(said)) if root])


def spelled_words(said: str) -> list[str]:
    """The words of a phrase in one spelling, small words too."""
    if said.isascii() and "-" not in said and "&" not in said and "'" not in said:
        return [forms(word)[0] for word in re.findall(r"\w+(?:\+\+|#)?", said)]
    return split(said).spelled


def _words(said: str) -> list[str]:
    plain = said.isascii() and "-" not in said and "&" not in said and "'" not in said
    return _WORDS.findall(said) if plain else split(said).spelled


@lru_cache(maxsize=16_384)
def _root(word: str) -> str:
    """The stem of a word of a phrase; empty for a small word."""
    spelled, root = forms(word)
    return "" if spelled in _small_words() else root


def ways(said: str) -> Iterator[str]:
    """Each way to say a phrase with alternatives: "(size|stretch) ring" is two."""
    places = (place.strip("()").split("|") for place in _ALTERNATIVES.findall(said))
    return map("".join, product(*places))


def _once(meanings: Iterable[str]) -> tuple[str, ...]:
    """Meanings without those that came before."""
    return tuple(dict.fromkeys(meanings))


def _without_small_words(text: Text) -> tuple[list[str], list[int]]:
    small = _small_words()
    places = [at for at, word in enumerate(text.spelled) if word not in small]
    return [text.stems[at] for at in places], places


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    return frozenset(skill_words()["words"]["passed_over"])


def _widest(text: Text, first: int, last: int) -> int:
    """The strongest mark between two words."""
    return max(text.gaps[first + 1 : last + 1], default=PLAIN)


def _together(text: Text, first: int, last: int) -> bool:
    """Whether no mark stands inside a phrase."""
    return first == last or _widest(text, first, last) == PLAIN


def _fits(phrase: Phrase, text: Text, first: int, last: int, of_the_trade: bool) -> bool:
    """Whether a phrase is meant, by its form and by what stands near."""
    if phrase.exact and text.spelled[first] != phrase.exact:
        return False
    if phrase.capitals and not text.said(first, last).isupper():
        return False
    if phrase.capital and not text.whole[text.starts[first]].isupper():
        return False
    if first == last and not phrase.a_name and _in_a_name(text, first):
        return False
    if phrase.unless or phrase.needs:
        if phrase.needs and not phrase.trade and not _needed(phrase, text, first, last):
            return False
        if not phrase.unless.isdisjoint(_near(text, first, last)):
            return False
        if phrase.needs and (not phrase.trade or _needed(phrase, text, first, last)):
            return True
    return (phrase.trade and of_the_trade) or not (phrase.needs or phrase.trade)


def _in_a_name(text: Text, at: int) -> bool:
    """Whether a word ends a name, as the last of "Atlas Casting" does."""
    if not at or text.gaps[at] != PLAIN:
        return False
    word, before = text.said(at, at), text.said(at - 1, at - 1)
    starts = at > 1 and text.gaps[at - 1] != BREAK
    return starts and word.istitle() and before.istitle() and text.spelled[at] != "i"


def _needed(phrase: Phrase, text: Text, first: int, last: int) -> bool:
    """Whether one of the words that a phrase needs stands close by, or in it."""
    inside = last > first and not phrase.needs.isdisjoint(text.stems[first : last + 1])
    return inside or not phrase.needs.isdisjoint(_near(text, first, last, CLOSE))


def _near(text: Text, first: int, last: int, reach: int = NEAR) -> list[str]:
    """The stems of the words around a phrase in its sentence."""
    stems, gaps = text.stems, text.gaps
    begin, end = max(0, first - reach), min(len(stems), last + 1 + reach)
    for at in range(first, begin, -1):
        if gaps[at] == BREAK:
            begin = at
            break
    if BREAK in gaps[last + 1 : end]:
        end = gaps.index(BREAK, last + 1)
    return stems[begin:first] + stems[last + 1 : end]
