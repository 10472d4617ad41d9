"""Find the phrases of a lexicon in a text, the longest first, with their meanings.

A phrase matches whatever the form of its words ("size ring": sized rings, sizing a ring), with
exceptions: a single word in -ing matches itself alone (*polishing*, not *polished*); a single word
in capitals is in capitals in the text too (*REACH*); words that a phrase needs nearby, or that
forbid it, are looked for around it (`context_window`); a single word that ends a name ("Atlas
Casting") is no match.
Where a phrase has "...", up to MAX_FILLERS words may stand: "restring ... pearl" matches "restrung
hundreds of pearl strands". Coordinated phrases share their head: "prong, bezel and channel setting"
is three settings.

Phrases are looked up in one table by their stems, at each word in the lengths that phrases with
that first word have: the time is linear in the length of the text.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from benchpin.text.phrases.context_window import ContextWindow, ends_noun_phrase
from benchpin.text.phrases.patterns import PhrasePattern, stop_words
from benchpin.text.phrases.relevance import MAX_SHOWN_WORDS, Vocabulary
from benchpin.text.tokens import GAP_COMMA, GAP_PLAIN, GAP_SENTENCE_END, TokenizedText

MAX_LIST_WORDS = 10
MAX_ITEM_WORDS = 3
"""A coordination is followed for MAX_LIST_WORDS words, with up to MAX_ITEM_WORDS in each item."""
MAX_FILLERS = 3
"""How many words may stand for "..." in a phrase (one less where one of them is "and" or "or")."""
_FORBIDDEN_FILLERS = frozenset({"by", "no", "not", "never"})
"""Words that may not stand for "...": they change who does it, or whether."""
MAX_TAIL_WORDS = 3
"""How many words a phrase has after "..." at most."""


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase in a text, from its `first` to its `last` word (both included), with its meanings.

    `own_last` is the last word that no other phrase may share: in "prong and bezel setting" the
    first phrase ends with *setting* but claims only *prong*, and one with "..." claims only the
    words before that. `min_strengths` has for each meaning the relevance that its sentence must
    reach where no other words of the text have that meaning; 0 counts always.
    """

    first: int
    own_last: int
    last: int
    meanings: tuple[str, ...]
    min_strengths: tuple[float, ...] = (0.0,)


@dataclass(frozen=True, slots=True)
class PartialMatches:
    """Patterns with "..." that have one beginning: by their tail (its stems), and the tails' first
    stems.
    """

    patterns: dict[str, list[PhrasePattern]]
    first_stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class PhraseMatcher:
    """A lexicon of phrases, compiled for look-up; `compile_phrases` makes one."""

    patterns: dict[str, list[PhrasePattern]] = field(default_factory=dict)
    """Patterns by phrase key (stems, joined by spaces)."""
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Numbers of words of the phrases with a first stem, longest first."""
    heads_by_modifier: dict[str, dict[str, str]] = field(default_factory=dict)
    """For phrases of two words: spelling of the first, stem of the second, phrase key."""
    gapped: dict[str, list[tuple[tuple[str, ...], PhrasePattern]]] = field(default_factory=dict)
    """Patterns with "...": key of the beginning, keys of the possible tails."""
    continuations: dict[str, PartialMatches] = field(default_factory=dict)
    """A cache of `gapped` by tail, filled on demand: a text begins only a few of them."""
    gapped_lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Numbers of words of the beginnings in `gapped` with a first stem."""
    trade: frozenset[str] = frozenset()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def find(self, text: TokenizedText) -> list[PhraseMatch]:
        """The phrases in a text, in order; of overlapping ones the longest."""
        stems, positions = _without_small_words(text)
        # Longest first, so that a longer phrase claims its words before a shorter one can.
        hits = sorted(
            self._hits(text, stems, positions),
            key=lambda hit: (hit.first - hit.own_last, hit.first),
        )
        certain = _certain_meanings(hits, text)
        spans_by_word: dict[int, tuple[int, int]] = {}
        matches: list[PhraseMatch] = []
        for hit in hits:
            word_indexes, span = range(hit.first, hit.own_last + 1), (hit.first, hit.own_last)
            # Two that claim the same words may both be meant: "graded ... color", "... clarity".
            if all(spans_by_word.get(index, span) == span for index in word_indexes):
                spans_by_word.update(dict.fromkeys(word_indexes, span))
                matches.append(_with_certainty(hit, certain))
        return self._filter_by_relevance(sorted(matches, key=lambda hit: hit.first), text)

    def _filter_by_relevance(
        self, matches: list[PhraseMatch], text: TokenizedText
    ) -> list[PhraseMatch]:
        """Drop matches whose sentence is not relevant enough; add skills it names in other words.

        A match stays too where other words of the text have the same meaning. Without a vocabulary
        all stay.
        """
        if not self.vocabulary.weights:
            return matches
        meanings_by_index = {
            index: match.meanings
            for match in matches
            for index in range(match.first, match.last + 1)
        }
        stems_by_meaning: dict[str, set[str]] = {}
        for match in matches:
            for meaning in match.meanings:
                stems_by_meaning.setdefault(meaning, set()).add(text.stems[match.first])
        sentence_starts = [index for index, gap in enumerate(text.gaps) if gap == GAP_SENTENCE_END]
        strongest: dict[str, tuple[float, int, int]] = {}
        retained_matches: list[PhraseMatch] = []
        position = 0
        for start, end in pairwise([*sentence_starts, len(text.stems)]):
            relevance = self.vocabulary.relevance(text, start, end, meanings_by_index)
            while position < len(matches) and matches[position].first < end:
                match = matches[position]
                position += 1
                meanings = tuple(
                    meaning
                    for meaning, min_strength in zip(
                        match.meanings, match.min_strengths, strict=True
                    )
                    if not min_strength
                    or len(stems_by_meaning[meaning]) > 1
                    or relevance.strength(meaning) >= min_strength
                )
                if meanings:
                    retained_matches.append(
                        PhraseMatch(match.first, match.own_last, match.last, meanings)
                    )
            for skill in relevance.skills():
                candidate = (relevance.strength(skill), start, end)
                strongest[skill] = max(candidate, strongest.get(skill, candidate))
        for skill, (_, start, end) in strongest.items():
            word_indexes = self.vocabulary.words_for(text, start, end, skill)
            if len(word_indexes) > 1 and skill not in stems_by_meaning:
                retained_matches += [
                    PhraseMatch(index, index, index, (skill,))
                    for index in word_indexes[:MAX_SHOWN_WORDS]
                ]
        return sorted(retained_matches, key=lambda match: match.first)

    def _hits(
        self, text: TokenizedText, stems: list[str], positions: list[int]
    ) -> Iterator[PhraseMatch]:
        """All matches, overlapping ones too; `stems` is the text without small words.

        `positions` has for each of these stems its word index in the text.
        """
        in_trade = bool(self.trade) and not self.trade.isdisjoint(text.stems)
        for index, word in enumerate(stems):
            for length in self.lengths.get(word, ()):
                last_index = index + length - 1
                key = " ".join(stems[index : index + length]) if length > 1 else word
                patterns = self.patterns.get(key, ())
                if (
                    patterns
                    and last_index < len(stems)
                    and _is_contiguous(text, positions[index], positions[last_index])
                ):
                    first, last = positions[index], positions[last_index]
                    yield from _matches_of(patterns, text, first, last, last, in_trade)
            for length in self.gapped_lengths.get(word, ()):
                beginning = " ".join(stems[index : index + length]) if length > 1 else word
                last_index = index + length - 1
                if (
                    beginning in self.gapped
                    and last_index < len(stems)
                    and _is_contiguous(text, positions[index], positions[last_index])
                ):
                    partial = self.continuations.get(beginning) or self._continuations_of(beginning)
                    yield from _gapped_matches(
                        text, partial, (index, last_index), stems, positions, in_trade
                    )
            if text.words[positions[index]] in self.heads_by_modifier and (
                shared_head := self._coordinated_phrase(text, index, stems, positions)
            ):
                key, last_index = shared_head
                first, last = positions[index], positions[last_index]
                yield from _matches_of(self.patterns[key], text, first, last, first, in_trade)

    def _continuations_of(self, beginning: str) -> PartialMatches:
        """The tails of the patterns with this beginning."""
        patterns: dict[str, list[PhrasePattern]] = {}
        for tails, pattern in self.gapped[beginning]:
            for tail in tails:
                patterns.setdefault(tail, []).append(pattern)
        self.continuations[beginning] = partial = PartialMatches(
            patterns, frozenset(tail.split(" ")[0] for tail in patterns)
        )
        return partial

    def _coordinated_phrase(
        self, text: TokenizedText, index: int, stems: list[str], positions: list[int]
    ) -> tuple[str, int] | None:
        """The phrase key of a word and the shared head of its coordination, and where that stands.

        "prong" in "prong, bezel and channel setting" makes "prong setting". The place is an index
        into `stems`; None where the word has no such head.
        """
        heads = self.heads_by_modifier[text.words[positions[index]]]
        after_conjunction, item_words = False, 0
        for position in range(index + 1, min(index + MAX_LIST_WORDS, len(stems))):
            word, gap = (
                stems[position],
                _strongest_gap(text, positions[position - 1], positions[position]),
            )
            has_slash = gap == GAP_PLAIN and "/" in text.raw_text[
                text.ends[positions[position - 1]] : text.starts[positions[position]]
            ]  # fmt: skip
            if gap not in (GAP_PLAIN, GAP_COMMA):
                return None
            if word in ("and", "or") or has_slash:
                after_conjunction, item_words = True, int(has_slash)
            elif gap == GAP_COMMA:
                after_conjunction, item_words = False, 1
            elif position == index + 1:
                return None
            else:
                item_words += 1
            if item_words > MAX_ITEM_WORDS:
                return None
            if after_conjunction and item_words > 1 and word in heads:
                return heads[word], position
        return None


def _certain_meanings(hits: Iterable[PhraseMatch], text: TokenizedText) -> set[tuple[int, str]]:
    """First word and meaning of the matches that count whatever the relevance of the sentence."""
    return {
        (hit.first, meaning)
        for hit in hits
        if 0.0 in hit.min_strengths and ends_noun_phrase(text, hit.last)
        for meaning, strength in zip(hit.meanings, hit.min_strengths, strict=True)
        if not strength
    }


def _with_certainty(hit: PhraseMatch, certain: Set[tuple[int, str]]) -> PhraseMatch:
    """A match, as certain as a shorter one that it begins with: "sizing and" as "sizing"."""
    if not any((hit.first, meaning) in certain for meaning in hit.meanings):
        return hit
    pairs = zip(hit.meanings, hit.min_strengths, strict=True)
    strengths = tuple(
        0.0 if (hit.first, meaning) in certain else strength for meaning, strength in pairs
    )
    return replace(hit, min_strengths=strengths)


def _without_small_words(text: TokenizedText) -> tuple[list[str], list[int]]:
    """The stems of the words that phrases do not pass over, and the word index of each."""
    ignored = stop_words()
    positions = [index for index, word in enumerate(text.words) if word not in ignored]
    return [text.stems[index] for index in positions], positions


def _strongest_gap(text: TokenizedText, first: int, last: int) -> int:
    """The strongest gap between two words."""
    if last == first + 1:
        return text.gaps[last]
    return max(text.gaps[first + 1 : last + 1], default=GAP_PLAIN)


def _is_contiguous(text: TokenizedText, first: int, last: int) -> bool:
    """Whether no mark of punctuation stands inside a phrase."""
    return first == last or _strongest_gap(text, first, last) == GAP_PLAIN


def _gapped_matches(
    text: TokenizedText,
    partial: PartialMatches,
    beginning: tuple[int, int],
    stems: list[str],
    positions: list[int],
    in_trade: bool,
) -> Iterator[PhraseMatch]:
    """The matches of patterns with "..." whose beginning (indexes into `stems`) was found."""
    index = beginning[1]
    first, own_last = positions[beginning[0]], positions[index]
    for start in range(index + 1, min(index + MAX_FILLERS + 2, len(stems))):
        if _strongest_gap(text, positions[start - 1], positions[start]) != GAP_PLAIN:
            return
        fillers = stems[index + 1 : start]
        if not _FORBIDDEN_FILLERS.isdisjoint(fillers) or (
            start - index > MAX_FILLERS and not {"and", "or"}.isdisjoint(fillers)
        ):
            return
        if stems[start] not in partial.first_stems:
            continue
        for last_index in range(start, min(start + MAX_TAIL_WORDS, len(stems))):
            patterns = partial.patterns.get(" ".join(stems[start : last_index + 1]), ())
            if patterns and _is_contiguous(text, positions[start], positions[last_index]):
                yield from _matches_of(
                    patterns, text, first, positions[last_index], own_last, in_trade
                )


def _matches_of(
    patterns: Iterable[PhrasePattern],
    text: TokenizedText,
    first: int,
    last: int,
    own_last: int,
    in_trade: bool,
) -> Iterator[PhraseMatch]:
    """The match of the patterns that fit the words `first` to `last` in form and context, if any.

    `own_last` as in `PhraseMatch`; `in_trade` as in `ContextWindow.required_strength`.
    """
    window = ContextWindow(text, first, last)
    min_strengths: dict[str, float] = {}
    for pattern in patterns:
        if min_strengths.get(pattern.meaning, 1.0) and _matches_form(pattern, text, first, last):
            strength = window.required_strength(pattern, in_trade)
            if strength is not None:
                min_strengths[pattern.meaning] = min(
                    strength, min_strengths.get(pattern.meaning, strength)
                )
    if min_strengths:
        yield PhraseMatch(
            first, own_last, last, tuple(min_strengths), tuple(min_strengths.values())
        )


def _matches_form(pattern: PhrasePattern, text: TokenizedText, first: int, last: int) -> bool:
    """Whether the words have the spelling that a pattern asks for, and are not part of a name."""
    return not (
        (pattern.exact and text.words[first] != pattern.exact)
        or (pattern.all_capitals and not text.span_text(first, last).isupper())
        or (pattern.capitalized and not text.raw_text[text.starts[first]].isupper())
        or (first == last and not pattern.allowed_in_name and _ends_proper_name(text, first))
    )


def _ends_proper_name(text: TokenizedText, index: int) -> bool:
    """Whether a word ends a proper name, as in "Atlas Casting"."""
    if not index or text.gaps[index] != GAP_PLAIN:
        return False
    word, previous = text.span_text(index, index), text.span_text(index - 1, index - 1)
    inside_sentence = index > 1 and text.gaps[index - 1] != GAP_SENTENCE_END
    return inside_sentence and word.istitle() and previous.istitle() and text.words[index] != "i"
