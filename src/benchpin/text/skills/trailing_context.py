"""What words that stand after a skill say of it: "casting: none", "engraving is Rosa's".

They work on the phrase right before them and on those joined to it: "casting and plating: none".
Where somebody else is said to do it, they work on all that their clause begins with. Words that
point back ("..., but I wouldn't claim it", "..., that goes to Luis") reach over the mark between.
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

ADJACENT = 3
"""How many words may stand between a phrase and a cue after it."""
JOINED = 12
"""How many phrases joined by "and" or commas a cue after them works on."""


@dataclass(frozen=True, slots=True)
class TrailingContext:
    """A cue in a sentence that ends before word `stop`, with the phrases ahead of it (`last`)."""

    text: TokenizedText
    begin: int
    stop: int
    phrases: Sequence[PhraseMatch]
    seen: TriggerMatch
    last: int
    """Which phrase is the one right before the cue."""

    def leveled(self) -> list[int]:
        """The phrases in the same stretch between commas, to which a level may go."""
        edge, place = self.seen.first, self.last
        reached: list[int] = []
        while place >= 0:
            phrase = self.phrases[place]
            between = self.text.gaps[phrase.end + 1 : edge + 1]
            if any(gap not in (GAP_PLAIN, GAP_OPENS) for gap in between):
                break
            reached.append(place)
            if GAP_OPENS in between:
                break
            edge, place = phrase.first, place - 1
        return reached

    def denied(self) -> list[int]:
        """The phrases that a cue which denies or wishes works on."""
        text, seen = self.text, self.seen
        if seen.cue.whole:
            begins = clause_start(text, seen.first, self.begin)
            here = self._since(begins) if is_passive(text, seen.first, begins) else []
            if here:
                return here
        if seen.cue.over:
            after = seen.last + 1
            ends = after >= self.stop or text.gaps[after] != GAP_PLAIN
            # "refused three" goes on; "..., refused" does not
            return self._of_the_same_skills() if ends or seen.last > seen.first else []
        if self.is_short():
            return self._of_the_same_skills()
        if seen.cue.back or self._is_bare():
            return self._before_mark()
        if text.gaps[seen.first] == GAP_CLOSES:
            # "big jobs (heads, tips) stay with the setter"
            return self._in_brackets()
        words = text.spelled[self.phrases[self.last].end + 1 : seen.first]
        if self._points_back(words):
            them = not {"those", "these", "them", "they"}.isdisjoint(
                [*words, *text.spelled[seen.first : seen.last + 3]]
            )
            return self._joined_to_last(many=them) if them else self._same_as_last()
        many = not {"are", "were", "belong", "go"}.isdisjoint(
            text.spelled[seen.first : seen.last + 1]
        )
        stops = (
            word_list("denied", "stops") if many else word_list("denied", "stops") | {"and", "or"}
        )
        if len(words) > ADJACENT or not stops.isdisjoint(words) or not self._reaches():
            return []
        return self._joined_to_last(many=many)

    def is_short(self) -> bool:
        """Whether a cue and a verb are a whole clause: "..., can't set it", "- we don't mend"."""
        text, seen = self.text, self.seen
        first = seen.first
        while first > self.begin and text.gaps[first] == GAP_PLAIN:
            if text.spelled[first - 1] not in word_list("words", "who") | word_list(
                "denied", "pointing"
            ):
                return False
            first -= 1
        last = seen.last + 1
        while last < self.stop and text.gaps[last] == GAP_PLAIN and last <= seen.last + 2:
            last += 1
        rest = text.spelled[seen.last + 1 : last]
        ends = last >= self.stop or text.gaps[last] != GAP_PLAIN
        return (
            first > self.begin
            and ends
            and text.spelled[seen.last] in word_list("denied", "cannot")
            and (len(rest) < 2 or (len(rest) == 2 and rest[-1] in word_list("denied", "pointers")))
        )

    def _is_bare(self) -> bool:
        """Whether a cue is all that a mark leaves: "filigree, grains: no", "clocks - never"."""
        text, seen = self.text, self.seen
        after = seen.last + 1
        return (
            (
                text.gaps[seen.first] in (GAP_COMMA, GAP_CLAUSE_END)
                or punctuation_before(text, seen.first) == ":"
            )
            and text.spelled[seen.first] in word_list("denied", "bare")
            and (after >= self.stop or text.gaps[after] != GAP_PLAIN)
        )

    def _before_mark(self) -> list[int]:
        """The phrases of the list that stands ahead of a cue; of a statement the last only."""
        text = self.text
        begins = next(
            (n for n in range(self.seen.first - 1, self.begin, -1) if text.gaps[n] > GAP_COMMA),
            self.begin,
        )
        if self.phrases[self.last].end < begins:
            return []
        told = not word_list("words", "who").isdisjoint(text.spelled[begins : self.seen.first])
        if (
            told
            or is_past_participle(text.spelled[begins])
            or text.gaps[self.seen.first] == GAP_COMMA
        ):
            return self._joined_to_last(many=False)
        return self._since(begins)

    def _since(self, first: int) -> list[int]:
        """The phrases ahead that begin at a word or after it."""
        reached: list[int] = []
        for place in range(self.last, -1, -1):
            if self.phrases[place].first < first:
                break
            reached.append(place)
        return reached

    def _in_brackets(self) -> list[int]:
        """The phrases in the brackets that close before the cue."""
        reached: list[int] = []
        edge = self.seen.first - 1
        for place in range(self.last, -1, -1):
            phrase = self.phrases[place]
            if any(gap > GAP_COMMA for gap in self.text.gaps[phrase.first + 1 : edge + 1]):
                break
            reached.append(place)
            edge = phrase.first
        return reached

    def _of_the_same_skills(self) -> list[int]:
        """The phrase before the cue, those joined to it, and all ahead that mean the same."""
        joined = self._joined_to_last(many=False)
        meant = {meaning for place in joined for meaning in self.phrases[place].meanings}
        return [n for n in range(self.last + 1) if not meant.isdisjoint(self.phrases[n].meanings)]

    def _same_as_last(self) -> list[int]:
        """The phrase before the cue, and those right before it that mean the same."""
        meant = set(self.phrases[self.last].meanings)
        reached: list[int] = []
        for place in range(self.last, max(self.last - JOINED, -1), -1):
            if meant.isdisjoint(self.phrases[place].meanings):
                break
            reached.append(place)
        return reached

    def _points_back(self, words: Sequence[str]) -> bool:
        """Whether a cue speaks of *it* or *that*, and nothing else stands before it."""
        text, seen = self.text, self.seen
        pointers, light = word_list("denied", "pointers"), word_list("denied", "pointing")
        if len(words) > 2 * ADJACENT:
            return False
        names_it = text.spelled[seen.last] in pointers | {"up", "one", "any"}
        if not (pointers | light).issuperset(words):
            # "... looks lovely, can't do it", "rusty, I would not claim it"
            first = seen.first
            while (
                first > self.begin
                and text.gaps[first] == GAP_PLAIN
                and (text.spelled[first - 1] in light)
            ):
                first -= 1
            return names_it and text.gaps[first] == GAP_COMMA
        if names_it or not pointers.isdisjoint(words):
            return True
        following = text.spelled[seen.last + 1 : min(seen.last + 3, self.stop)]
        return any(
            word in pointers and _ends_here(text, seen.last + 1 + at, self.stop)
            for at, word in enumerate(following)
        )

    def _reaches(self) -> bool:
        """Whether no mark stands between the last phrase and the cue that ends what it says."""
        text, seen = self.text, self.seen
        after = self.phrases[self.last].end + 1
        between = text.gaps[after : seen.first + 1]
        mark = text.whole[text.ends[after - 1] : text.starts[seen.first]]
        over_a_dash = (
            after == seen.first
            and text.spelled[seen.first] in word_list("denied", "bare")
            and ";" not in mark
        )
        return not any(
            gap in (GAP_COMMA, GAP_CLOSES) or (gap == GAP_CLAUSE_END and not over_a_dash)
            for gap in between
        )

    def _joined_to_last(self, *, many: bool) -> list[int]:
        """The phrase before the cue and those joined to it: "casting and plating"."""
        reached = [self.last]
        for place in range(self.last - 1, max(self.last - JOINED, -1), -1):
            if not _joined(self.text, self.phrases[place], self.phrases[place + 1], many=many):
                break
            reached.append(place)
        return reached


def _ends_here(text: TokenizedText, at: int, stop: int) -> bool:
    """Whether a word ends its clause."""
    return (
        at + 1 >= stop
        or text.gaps[at + 1] != GAP_PLAIN
        or text.spelled[at + 1] in word_list("denied", "pointing")
        or text.spelled[at + 1] in word_list("denied", "light")
    )


def clause_end_positions(text: TokenizedText, first: int, stop: int) -> list[int]:
    """For each word from the first on, and the place after the last, where its clause ends."""
    ends = [stop] * (stop - first + 1)
    for at in range(stop - 1, first - 1, -1):
        ends_here = text.gaps[at] != GAP_PLAIN or text.spelled[at] in ("but", "and", "though")
        ends[at - first] = at if ends_here else ends[at - first + 1]
    return ends


def _joined(text: TokenizedText, one: PhraseMatch, other: PhraseMatch, *, many: bool) -> bool:
    """Whether two phrases are joined by "and" or, where the cue speaks of many, by a comma."""
    marks = text.gaps[one.end + 1 : other.first + 1]
    words = text.spelled[one.end + 1 : other.first]
    return (
        all(gap == GAP_PLAIN or (many and gap == GAP_COMMA) for gap in marks)
        and len(words) <= 2
        and (many or one.last >= other.first or not {"and", "or"}.isdisjoint(words))
    )
