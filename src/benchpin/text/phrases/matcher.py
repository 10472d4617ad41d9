"""Which phrases of a list stand in a text, the longest first, with their meanings.

A phrase is found whatever the form of its words ("size ring": sized rings, sizing a ring), with
exceptions: a single word in -ing stands for itself alone (*polishing*, not *polished*); a
single word in capitals is in capitals in the text too (*REACH*); and what must stand near (`needs`)
or must not (`unless`) is looked for around it (`phrase_near`); a single word that ends a name
("Atlas Casting") is none.
Where a phrase has "...", up to FILLERS words may stand: "restring ... pearl" is found in "restrung
hundreds of pearl strands". A list shares its last word: "prong, bezel and channel setting" are
three settings.

Phrases are kept by their stems in one table, and asked for at each word in the lengths that some
phrase with that first word has: the time is in proportion to the length of the text.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from benchpin.text.phrases.context_window import ContextWindow, ends_a_noun
from benchpin.text.phrases.patterns import PhrasePattern, small_words
from benchpin.text.phrases.relevance import SHOWN, Vocabulary
from benchpin.text.tokens import GAP_COMMA, GAP_PLAIN, GAP_SENTENCE_END, TokenizedText

LIST = 10
ITEM = 3
"""A list is followed for LIST words, with up to ITEM in each of its items."""
FILLERS = 3
"""How many words may stand where a phrase has "..." (two where one of them is "and" or "or")."""
_NOT_IN = frozenset({"by", "no", "not", "never"})
"""Words that may not stand there."""
REST = 3
"""How many words after "..." a phrase has at most."""


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase in a text: from which word to which (both included), and what it may mean.

    `last` is the last word that it alone takes up: in "prong and bezel setting" the first phrase
    ends with *setting* but takes up *prong*, and one with "..." takes up what stands before that.
    `least` is how strongly the sentence must speak of each meaning where no other words of the text
    have it.
    """

    first: int
    last: int
    end: int
    meanings: tuple[str, ...]
    least: tuple[float, ...] = (0.0,)


@dataclass(frozen=True, slots=True)
class PartialMatches:
    """How phrases that begin alike go on, by the stems of it, and the first words of these."""

    known: dict[str, list[PhrasePattern]]
    firsts: frozenset[str]


@dataclass(frozen=True, slots=True)
class PhraseMatcher:
    """A list of phrases, ready to be looked for."""

    known: dict[str, list[PhrasePattern]] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    shares: dict[str, dict[str, str]] = field(default_factory=dict)
    """First word of a phrase of two as it is spelled, stem of its last word, stems of both."""
    apart: dict[str, list[tuple[tuple[str, ...], PhrasePattern]]] = field(default_factory=dict)
    """Phrases that begin apart from the rest: stems of the beginning, those of each rest."""
    begun: dict[str, PartialMatches] = field(default_factory=dict)
    """How those go on that some text began: no text begins more than a few of them."""
    begins: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The first word of such a beginning, and how many words the beginnings with it have."""
    trade: frozenset[str] = frozenset()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def find(self, text: TokenizedText) -> list[PhraseMatch]:
        """The phrases in a text, in its order; the longest of those that overlap."""
        kept, places = _without_small_words(text)
        hits = sorted(self._hits(text, kept, places), key=lambda f: (f.first - f.last, f.first))
        sure = _sure(hits, text)
        taken: dict[int, tuple[int, int]] = {}
        found: list[PhraseMatch] = []
        for hit in hits:
            words, place = range(hit.first, hit.last + 1), (hit.first, hit.last)
            # Two that take up the same words may both be meant: "graded ... color", "... clarity".
            if all(taken.get(at, place) == place for at in words):
                taken.update(dict.fromkeys(words, place))
                found.append(_as_sure(hit, sure))
        return self._weighed(sorted(found, key=lambda f: f.first), text)

    def _weighed(self, found: list[PhraseMatch], text: TokenizedText) -> list[PhraseMatch]:
        """What is found less what nothing backs, and what a sentence tells without a phrase."""
        if not self.vocabulary.weights:
            return found
        taken = {at: each.meanings for each in found for at in range(each.first, each.end + 1)}
        said: dict[str, set[str]] = {}
        for each in found:
            for meaning in each.meanings:
                said.setdefault(meaning, set()).add(text.stems[each.first])
        breaks = [at for at, gap in enumerate(text.gaps) if gap == GAP_SENTENCE_END]
        best: dict[str, tuple[float, int, int]] = {}
        kept: list[PhraseMatch] = []
        place = 0
        for begin, stop in pairwise([*breaks, len(text.stems)]):
            told = self.vocabulary.relevance(text, begin, stop, taken)
            while place < len(found) and found[place].first < stop:
                each = found[place]
                place += 1
                meanings = tuple(
                    meaning
                    for meaning, least in zip(each.meanings, each.least, strict=True)
                    if not least or len(said[meaning]) > 1 or told.strength(meaning) >= least
                )
                if meanings:
                    kept.append(PhraseMatch(each.first, each.last, each.end, meanings))
            for skill in told.skills():
                here = (told.strength(skill), begin, stop)
                best[skill] = max(here, best.get(skill, here))
        for skill, (_, begin, stop) in best.items():
            words = self.vocabulary.words_for(text, begin, stop, skill)
            if len(words) > 1 and skill not in said:
                kept += [PhraseMatch(at, at, at, (skill,)) for at in words[:SHOWN]]
        return sorted(kept, key=lambda each: each.first)

    def _hits(
        self, text: TokenizedText, kept: list[str], places: list[int]
    ) -> Iterator[PhraseMatch]:
        of_the_trade = bool(self.trade) and not self.trade.isdisjoint(text.stems)
        for at, word in enumerate(kept):
            for length in self.lengths.get(word, ()):
                end = at + length - 1
                key = " ".join(kept[at : at + length]) if length > 1 else word
                known = self.known.get(key, ())
                if known and end < len(kept) and _together(text, places[at], places[end]):
                    first, last = places[at], places[end]
                    yield from _found(known, text, first, last, last, of_the_trade)
            for length in self.begins.get(word, ()):
                begins = " ".join(kept[at : at + length]) if length > 1 else word
                end = at + length - 1
                if (
                    begins in self.apart
                    and end < len(kept)
                    and _together(text, places[at], places[end])
                ):
                    rests = self.begun.get(begins) or self._rests(begins)
                    yield from _apart(text, rests, (at, end), kept, places, of_the_trade)
            if text.spelled[places[at]] in self.shares and (
                shared := self._shared(text, at, kept, places)
            ):
                key, end = shared
                first, last = places[at], places[end]
                yield from _found(self.known[key], text, first, last, first, of_the_trade)

    def _rests(self, begins: str) -> PartialMatches:
        """How phrases go on that have this beginning."""
        known: dict[str, list[PhrasePattern]] = {}
        for rests, phrase in self.apart[begins]:
            for rest in rests:
                known.setdefault(rest, []).append(phrase)
        self.begun[begins] = found = PartialMatches(
            known, frozenset(rest.split(" ")[0] for rest in known)
        )
        return found

    def _shared(
        self, text: TokenizedText, at: int, kept: list[str], places: list[int]
    ) -> tuple[str, int] | None:
        """The phrase that a word makes with the last word of the list that it begins or is in."""
        heads = self.shares[text.spelled[places[at]]]
        joined, run = False, 0
        for place in range(at + 1, min(at + LIST, len(kept))):
            word, gap = kept[place], _widest(text, places[place - 1], places[place])
            slash = gap == GAP_PLAIN and "/" in text.whole[
                text.ends[places[place - 1]] : text.starts[places[place]]
            ]  # fmt: skip
            if gap not in (GAP_PLAIN, GAP_COMMA):
                return None
            if word in ("and", "or") or slash:
                joined, run = True, int(slash)
            elif gap == GAP_COMMA:
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


def _sure(hits: Iterable[PhraseMatch], text: TokenizedText) -> set[tuple[int, str]]:
    """The first word and the meaning of phrases that count whatever their sentence says."""
    return {
        (hit.first, meaning)
        for hit in hits
        if 0.0 in hit.least and ends_a_noun(text, hit.end)
        for meaning, least in zip(hit.meanings, hit.least, strict=True)
        if not least
    }


def _as_sure(hit: PhraseMatch, sure: Set[tuple[int, str]]) -> PhraseMatch:
    """A phrase, as sure as a shorter one that it begins with: "sizing and" as "sizing"."""
    if not any((hit.first, meaning) in sure for meaning in hit.meanings):
        return hit
    pairs = zip(hit.meanings, hit.least, strict=True)
    least = tuple(0.0 if (hit.first, meaning) in sure else least for meaning, least in pairs)
    return replace(hit, least=least)


def _without_small_words(text: TokenizedText) -> tuple[list[str], list[int]]:
    small = small_words()
    places = [at for at, word in enumerate(text.spelled) if word not in small]
    return [text.stems[at] for at in places], places


def _widest(text: TokenizedText, first: int, last: int) -> int:
    """The strongest mark between two words."""
    if last == first + 1:
        return text.gaps[last]
    return max(text.gaps[first + 1 : last + 1], default=GAP_PLAIN)


def _together(text: TokenizedText, first: int, last: int) -> bool:
    """Whether no mark stands inside a phrase."""
    return first == last or _widest(text, first, last) == GAP_PLAIN


def _apart(
    text: TokenizedText,
    rests: PartialMatches,
    begun: tuple[int, int],
    kept: list[str],
    places: list[int],
    of_the_trade: bool,
) -> Iterator[PhraseMatch]:
    """The phrases that some words begin and that go on up to FILLERS words later."""
    at = begun[1]
    first, takes = places[begun[0]], places[at]
    for begin in range(at + 1, min(at + FILLERS + 2, len(kept))):
        if _widest(text, places[begin - 1], places[begin]) != GAP_PLAIN:
            return
        between = kept[at + 1 : begin]
        if not _NOT_IN.isdisjoint(between) or (
            begin - at > FILLERS and not {"and", "or"}.isdisjoint(between)
        ):
            return
        if kept[begin] not in rests.firsts:
            continue
        for end in range(begin, min(begin + REST, len(kept))):
            known = rests.known.get(" ".join(kept[begin : end + 1]), ())
            if known and _together(text, places[begin], places[end]):
                yield from _found(known, text, first, places[end], takes, of_the_trade)


def _found(
    known: Iterable[PhrasePattern],
    text: TokenizedText,
    first: int,
    last: int,
    takes: int,
    of_the_trade: bool,
) -> Iterator[PhraseMatch]:
    """What is meant by phrases that stand from one word to another, and take up the first ones."""
    around = ContextWindow(text, first, last)
    least: dict[str, float] = {}
    for phrase in known:
        if least.get(phrase.meaning, 1.0) and _has_its_form(phrase, text, first, last):
            fits = around.fits(phrase, of_the_trade)
            if fits is not None:
                least[phrase.meaning] = min(fits, least.get(phrase.meaning, fits))
    if least:
        yield PhraseMatch(first, takes, last, tuple(least), tuple(least.values()))


def _has_its_form(phrase: PhrasePattern, text: TokenizedText, first: int, last: int) -> bool:
    """Whether words are spelled as a phrase has to be, and are no name."""
    return not (
        (phrase.exact and text.spelled[first] != phrase.exact)
        or (phrase.capitals and not text.said(first, last).isupper())
        or (phrase.capital and not text.whole[text.starts[first]].isupper())
        or (first == last and not phrase.a_name and _in_a_name(text, first))
    )


def _in_a_name(text: TokenizedText, at: int) -> bool:
    """Whether a word ends a name, as the last of "Atlas Casting" does."""
    if not at or text.gaps[at] != GAP_PLAIN:
        return False
    word, before = text.said(at, at), text.said(at - 1, at - 1)
    starts = at > 1 and text.gaps[at - 1] != GAP_SENTENCE_END
    return starts and word.istitle() and before.istitle() and text.spelled[at] != "i"
