"""Backward scope: which phrases a trigger after them covers: "casting: none", "this is Rosa's".

It covers the phrase right before it and those joined to that: "casting and plating: none". The
trigger of another experiencer in a passive covers all phrases from the start of its clause. A
trigger with a pronoun ("..., but I wouldn't claim it", "..., that goes to Luis") reaches back over
the mark between.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from benchpin.text.context.experiencer import clause_start, is_passive, is_past_participle
from benchpin.text.context.person_nouns import punctuation_before
from benchpin.text.context.triggers import TriggerMatch
from benchpin.text.phrases.matcher import PhraseMatch
from benchpin.text.tokens import (
    GAP_CLAUSE_END,
    GAP_CLOSES,
    GAP_COMMA,
    GAP_OPENS,
    GAP_PLAIN,
    TokenizedText,
    word_list,
)

MAX_WORDS_BETWEEN = 3
"""How many words may stand between a phrase and a trigger after it."""
MAX_JOINED_PHRASES = 12
"""How many phrases joined by "and" or commas a trigger after them covers."""


@dataclass(frozen=True, slots=True)
class TrailingContext:
    """A trigger (`match`) in a sentence (words `start` to `end`) with the sentence's phrases.

    The methods return indexes into `phrases`.
    """

    text: TokenizedText
    start: int
    end: int
    phrases: Sequence[PhraseMatch]
    match: TriggerMatch
    phrase_index: int
    """The index in `phrases` of the one right before the trigger."""

    def level_targets(self) -> list[int]:
        """The phrases that a level covers: those since the last comma, or in its bracket."""
        edge, position = self.match.first, self.phrase_index
        targets: list[int] = []
        while position >= 0:
            phrase = self.phrases[position]
            gaps = self.text.gaps[phrase.last + 1 : edge + 1]
            if any(gap not in (GAP_PLAIN, GAP_OPENS) for gap in gaps):
                break
            targets.append(position)
            if GAP_OPENS in gaps:
                break
            edge, position = phrase.first, position - 1
        return targets

    def assertion_targets(self) -> list[int]:
        """The phrases that a negation or a wish covers."""
        text, match = self.text, self.match
        if match.trigger.whole_clause:
            clause_first = clause_start(text, match.first, self.start)
            targets = (
                self._phrases_from(clause_first)
                if is_passive(text, match.first, clause_first)
                else []
            )
            if targets:
                return targets
        if match.trigger.crosses_mark:
            next_index = match.last + 1
            ends_clause = next_index >= self.end or text.gaps[next_index] != GAP_PLAIN
            # "refused three" goes on; "..., refused" does not
            return self._same_skill_phrases() if ends_clause or match.last > match.first else []
        if self.is_short_clause():
            return self._same_skill_phrases()
        if match.trigger.before_mark or self._is_bare():
            return self._before_mark()
        if text.gaps[match.first] == GAP_CLOSES:
            # "big jobs (heads, tips) stay with the setter"
            return self._in_brackets()
        words_between = text.words[self.phrases[self.phrase_index].last + 1 : match.first]
        if self._points_back(words_between):
            is_plural_pronoun = not {"those", "these", "them", "they"}.isdisjoint(
                [*words_between, *text.words[match.first : match.last + 3]]
            )
            return (
                self._joined_to_last(plural=is_plural_pronoun)
                if is_plural_pronoun
                else self._same_as_last()
            )
        plural = not {"are", "were", "belong", "go"}.isdisjoint(
            text.words[match.first : match.last + 1]
        )
        breaking_words = (
            word_list("denied", "stops") if plural else word_list("denied", "stops") | {"and", "or"}
        )
        if (
            len(words_between) > MAX_WORDS_BETWEEN
            or not breaking_words.isdisjoint(words_between)
            or not self._reaches()
        ):
            return []
        return self._joined_to_last(plural=plural)

    def is_short_clause(self) -> bool:
        """Whether the trigger and a verb are a whole clause: "..., can't set it", "- we don't"."""
        text, match = self.text, self.match
        first = match.first
        while first > self.start and text.gaps[first] == GAP_PLAIN:
            if text.words[first - 1] not in word_list("words", "who") | word_list(
                "denied", "pointing"
            ):
                return False
            first -= 1
        last = match.last + 1
        while last < self.end and text.gaps[last] == GAP_PLAIN and last <= match.last + 2:
            last += 1
        following_words = text.words[match.last + 1 : last]
        ends_clause = last >= self.end or text.gaps[last] != GAP_PLAIN
        return (
            first > self.start
            and ends_clause
            and text.words[match.last] in word_list("denied", "cannot")
            and (
                len(following_words) < 2
                or (
                    len(following_words) == 2
                    and following_words[-1] in word_list("denied", "pointers")
                )
            )
        )

    def _is_bare(self) -> bool:
        """Whether the trigger stands alone after a mark: "filigree: no", "clocks - never"."""
        text, match = self.text, self.match
        next_index = match.last + 1
        return (
            (
                text.gaps[match.first] in (GAP_COMMA, GAP_CLAUSE_END)
                or punctuation_before(text, match.first) == ":"
            )
            and text.words[match.first] in word_list("denied", "bare")
            and (next_index >= self.end or text.gaps[next_index] != GAP_PLAIN)
        )

    def _before_mark(self) -> list[int]:
        """The phrases of the list before the mark; of a statement only the last and its joined."""
        text = self.text
        list_start = next(
            (n for n in range(self.match.first - 1, self.start, -1) if text.gaps[n] > GAP_COMMA),
            self.start,
        )
        if self.phrases[self.phrase_index].last < list_start:
            return []
        has_subject = not word_list("words", "who").isdisjoint(
            text.words[list_start : self.match.first]
        )
        if (
            has_subject
            or is_past_participle(text.words[list_start])
            or text.gaps[self.match.first] == GAP_COMMA
        ):
            return self._joined_to_last(plural=False)
        return self._phrases_from(list_start)

    def _phrases_from(self, first: int) -> list[int]:
        """The phrases before the trigger that begin at a word or after it."""
        targets: list[int] = []
        for position in range(self.phrase_index, -1, -1):
            if self.phrases[position].first < first:
                break
            targets.append(position)
        return targets

    def _in_brackets(self) -> list[int]:
        """The phrases in the brackets that close right before the trigger."""
        targets: list[int] = []
        edge = self.match.first - 1
        for position in range(self.phrase_index, -1, -1):
            phrase = self.phrases[position]
            if any(gap > GAP_COMMA for gap in self.text.gaps[phrase.first + 1 : edge + 1]):
                break
            targets.append(position)
            edge = phrase.first
        return targets

    def _same_skill_phrases(self) -> list[int]:
        """The phrase before the trigger, those joined to it, and all earlier of the same skills."""
        joined = self._joined_to_last(plural=False)
        meanings = {meaning for position in joined for meaning in self.phrases[position].meanings}
        return [
            position
            for position in range(self.phrase_index + 1)
            if not meanings.isdisjoint(self.phrases[position].meanings)
        ]

    def _same_as_last(self) -> list[int]:
        """The phrase before the trigger, and those right before it with the same meaning."""
        meanings = set(self.phrases[self.phrase_index].meanings)
        targets: list[int] = []
        for position in range(
            self.phrase_index, max(self.phrase_index - MAX_JOINED_PHRASES, -1), -1
        ):
            if meanings.isdisjoint(self.phrases[position].meanings):
                break
            targets.append(position)
        return targets

    def _points_back(self, words_between: Sequence[str]) -> bool:
        """Whether the trigger has a pronoun (*it*, *that*) that refers to the phrase before."""
        text, match = self.text, self.match
        pointers, fillers = word_list("denied", "pointers"), word_list("denied", "pointing")
        if len(words_between) > 2 * MAX_WORDS_BETWEEN:
            return False
        has_pronoun = text.words[match.last] in pointers | {"up", "one", "any"}
        if not (pointers | fillers).issuperset(words_between):
            # "... looks lovely, can't do it", "rusty, I would not claim it"
            first = match.first
            while (
                first > self.start
                and text.gaps[first] == GAP_PLAIN
                and (text.words[first - 1] in fillers)
            ):
                first -= 1
            return has_pronoun and text.gaps[first] == GAP_COMMA
        if has_pronoun or not pointers.isdisjoint(words_between):
            return True
        following = text.words[match.last + 1 : min(match.last + 3, self.end)]
        return any(
            word in pointers and _ends_clause(text, match.last + 1 + offset, self.end)
            for offset, word in enumerate(following)
        )

    def _reaches(self) -> bool:
        """Whether no mark that ends the scope stands between the last phrase and the trigger."""
        text, match = self.text, self.match
        next_index = self.phrases[self.phrase_index].last + 1
        gaps = text.gaps[next_index : match.first + 1]
        raw_gap = text.raw_text[text.ends[next_index - 1] : text.starts[match.first]]
        is_over_dash = (
            next_index == match.first
            and text.words[match.first] in word_list("denied", "bare")
            and ";" not in raw_gap
        )
        return not any(
            gap in (GAP_COMMA, GAP_CLOSES) or (gap == GAP_CLAUSE_END and not is_over_dash)
            for gap in gaps
        )

    def _joined_to_last(self, *, plural: bool) -> list[int]:
        """The phrase before the trigger and those joined to it: "casting and plating".

        With `plural` ("... are his") phrases joined by a comma belong too.
        """
        targets = [self.phrase_index]
        for position in range(
            self.phrase_index - 1, max(self.phrase_index - MAX_JOINED_PHRASES, -1), -1
        ):
            if not _are_joined(
                self.text, self.phrases[position], self.phrases[position + 1], plural=plural
            ):
                break
            targets.append(position)
        return targets


def _ends_clause(text: TokenizedText, index: int, end: int) -> bool:
    """Whether a word ends its clause."""
    return (
        index + 1 >= end
        or text.gaps[index + 1] != GAP_PLAIN
        or text.words[index + 1] in word_list("denied", "pointing")
        or text.words[index + 1] in word_list("denied", "light")
    )


def clause_end_positions(text: TokenizedText, first: int, end: int) -> list[int]:
    """For each word from `first` to `end` (included), the index at which its clause ends."""
    ends = [end] * (end - first + 1)
    for index in range(end - 1, first - 1, -1):
        is_clause_end = text.gaps[index] != GAP_PLAIN or text.words[index] in (
            "but",
            "and",
            "though",
        )
        ends[index - first] = index if is_clause_end else ends[index - first + 1]
    return ends


def _are_joined(
    text: TokenizedText, left: PhraseMatch, right: PhraseMatch, *, plural: bool
) -> bool:
    """Whether two phrases are joined by "and", or with `plural` by a comma."""
    gaps = text.gaps[left.last + 1 : right.first + 1]
    words = text.words[left.last + 1 : right.first]
    return (
        all(gap == GAP_PLAIN or (plural and gap == GAP_COMMA) for gap in gaps)
        and len(words) <= 2
        and (plural or left.own_last >= right.first or not {"and", "or"}.isdisjoint(words))
    )
