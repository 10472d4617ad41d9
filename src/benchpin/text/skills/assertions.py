"""What a sentence says about the phrases in it: held, denied or wished for, and how well.

A cue (`skill_cues`) works on what follows it in its clause: to the next mark that ends a clause, to
a word that does ("but"), or to a comma before a new subject ("..., I"). Lists go on over commas:
"no casting, plating or engraving". A cue that ends its clause, and those that are written to stand
after, work on the phrase right before them, and on those joined to it: "casting and plating: none".
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from benchpin.text.context.person_nouns import is_person_mention
from benchpin.text.context.triggers import TriggerMatch, triggers_in
from benchpin.text.phrases.matcher import PhraseMatch
from benchpin.text.skills.compound_nouns import is_merchandise, is_other_people
from benchpin.text.skills.native_language import is_native
from benchpin.text.skills.trailing_context import TrailingContext, clause_end_positions
from benchpin.text.tokens import (
    GAP_CLAUSE_END,
    GAP_CLOSES,
    GAP_COMMA,
    GAP_OPENS,
    GAP_PLAIN,
    TokenizedText,
    skill_words,
    word_list,
)

Kind = Literal["held", "denied", "wished"]

UNSAID = 2
"""The level of a skill that is named and no more."""
DONE = 3
"""The level of a skill that somebody says to have done: "sized rings", "I size rings"."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """What is said about one phrase, with the words that say how well.

    `kind` is None where it says nothing of what the writer does: "sold engraving services".
    """

    kind: Kind | None = "held"
    level: int = UNSAID
    because: tuple[str, ...] = ()


def assertions_in(
    text: TokenizedText,
    begin: int,
    stop: int,
    phrases: Sequence[PhraseMatch],
    heading: Kind | None = None,
) -> list[Assertion]:
    """What a sentence (words begin to stop) says about each of its phrases.

    `heading` is what a heading above says of all of them.
    """
    inside = {at for phrase in phrases for at in range(phrase.first, phrase.last + 1)}
    cues = [
        seen
        for seen in triggers_in(text, begin, stop)
        if seen.cue.does == "level"
        or (seen.cue.others and not _is_a_phrase(text, seen, inside))
        or (seen.first not in inside and not _begins_a_phrase(text, seen, inside))
        or (seen.cue.does == "wished" and text.spelled[seen.last] == "to")
    ]
    claims = _forward(text, begin, stop, phrases, cues)
    _backward(text, begin, stop, phrases, cues, claims)
    for place, phrase in enumerate(phrases):
        if is_merchandise(text, phrase, begin, stop) or is_native(text, phrase, begin, stop):
            claims[place] = replace(claims[place], kind=None)
        elif any(
            s.cue.others and s.first <= phrase.first <= s.last for s in cues
        ) or is_other_people(text, phrase.first, phrase.end, begin, stop):
            claims[place] = replace(claims[place], kind="denied")
    if heading:
        return [replace(each, kind=heading) if each.kind == "held" else each for each in claims]
    return claims


def _is_a_phrase(text: TokenizedText, seen: TriggerMatch, inside: Set[int]) -> bool:
    """Whether what looks like a name behind a mark is what a phrase says: "CAD: Rhino"."""
    return seen.cue.back and seen.last in inside and not is_person_mention(text, seen.last)


def _begins_a_phrase(text: TokenizedText, seen: TriggerMatch, inside: Set[int]) -> bool:
    """Whether a denial with its subject is of a phrase: "I | don't buy from clients"."""
    return seen.last in inside and text.spelled[seen.first] in word_list("words", "who")


def heading_polarity(text: TokenizedText, begin: int, stop: int) -> Kind | None:
    """What a heading ("Want to learn:") says about the list under it."""
    spoken: Kind | None = None
    for seen in triggers_in(text, begin, stop):
        if seen.cue.others:
            continue  # "Bench jeweler - trade shop" says where
        spoken = _kind_of(seen) or (None if seen.cue.does == "ends" else spoken)
    return spoken


def _kind_of(seen: TriggerMatch | None) -> Kind | None:
    if seen is not None and seen.cue.does == "denied":
        return "denied"
    return "wished" if seen is not None and seen.cue.does == "wished" else None


@dataclass(slots=True)
class TriggerScope:
    """Which cues are at work at a place of a sentence read from its beginning.

    `spoken` is a denial or wish, `waiting` a wish that "from" holds up until "into"; `level` says
    how well, `fresh` that no phrase or comma came since; `went_on` that the phrase before was done.
    """

    text: TokenizedText
    begin: int
    spoken: TriggerMatch | None = None
    waiting: TriggerMatch | None = None
    level: TriggerMatch | None = None
    fresh: bool = False
    in_brackets: bool = False
    went_on: bool = False

    def pass_mark(self, at: int) -> None:
        """What the mark before a word ends."""
        gap = self.text.gaps[at]
        if self.spoken and (
            self.spoken.cue.brief or self.text.spelled[self.spoken.first] == "without"
        ):
            self.spoken = None
        new_subject = gap == GAP_COMMA and self.text.spelled[at] in word_list("ends", "after_comma")
        if gap == GAP_CLAUSE_END or new_subject or (gap == GAP_CLOSES and self.in_brackets):
            self.spoken = self.waiting = None
        if gap in (GAP_CLAUSE_END, GAP_CLOSES) or new_subject:
            self.level, self.fresh, self.went_on = None, False, False
        elif gap == GAP_COMMA:
            self.fresh = False
        elif gap == GAP_OPENS:
            self.level = None
        if gap in (GAP_OPENS, GAP_CLOSES):
            # A denial from before a bracket outlasts it; one from inside does not.
            self.in_brackets = gap == GAP_OPENS and self.spoken is None

    def take(self, seen: TriggerMatch) -> None:
        """Let a cue begin its work."""
        does = seen.cue.does
        if does == "ends" and self._goes_on(seen):
            return
        if does == "ends":
            says_from = self.text.spelled[seen.first] == "from"
            self.waiting = self.spoken if says_from and _kind_of(self.spoken) == "wished" else None
            if not says_from or self.waiting:
                self.spoken = None
            self.level, self.fresh = None, False
        elif self._excepts(seen):
            self.spoken = None
        elif does == "level":
            if self.level is None or not self.fresh or self.level.cue.level == DONE:
                self.level, self.fresh = seen, True
        elif seen.cue.before:
            self.spoken = seen

    def _goes_on(self, seen: TriggerMatch) -> bool:
        """Whether somebody else does what follows too: "the setter took it and did the pave"."""
        text = self.text
        others = self.spoken is not None and self.spoken.cue.others
        same = text.spelled[seen.first] == "and" and text.spelled[seen.last] not in ("i", "we")
        return others and same

    def _excepts(self, seen: TriggerMatch) -> bool:
        """Whether a cue takes something out of a denial: "no software apart from Canva"."""
        denied = self.spoken is not None and self.spoken.cue.does == "denied"
        return denied and self.text.spelled[seen.first] in word_list("denied", "excepts")

    def go_on(self, word: str) -> None:
        """Let a wish that was held up go on ("from sizing into CAD")."""
        if self.waiting and word in word_list("ends", "goes_on"):
            self.spoken, self.waiting = self.waiting, None

    def claim(self, phrase: PhraseMatch) -> Assertion:
        """What the cues at work say of a phrase here."""
        kind = _kind_of(self.spoken) or "held"
        own = self._own_words(phrase)
        new = bool(own) and not self.fresh and self._is_new(phrase)
        self.went_on, self.fresh = bool(own), False
        if self.level and not new:
            said = self.text.said(self.level.first, self.level.last)
            return Assertion(kind, self.level.cue.level, (said,))
        if own:
            self.level = None
            return Assertion(kind, DONE, (own,))
        if self._is_doing(phrase):
            return Assertion(kind, DONE, (self.text.said(phrase.first, phrase.first),))
        return Assertion(kind)

    def _own_words(self, phrase: PhraseMatch) -> str:
        """The word of a phrase that says that it was or is done; empty where none does.

        "I size rings" says so, and so does "retip prongs" where it goes on from there.
        """
        text = self.text
        for at in (phrase.first, phrase.end):
            word = text.spelled[at]
            past = word in skill_words()["irregular"] or (word.endswith("ed") and len(word) > 4)
            if past and text.stems[at] != word:
                return text.said(at, at)
        # "I solder" says who does it; of one word only the word right before it counts.
        reach = 2 if phrase.end > phrase.first else 1
        ahead = text.spelled[max(self.begin, phrase.first - reach) : phrase.first]
        says_who = not word_list("words", "who").isdisjoint(ahead)
        if says_who or (reach == 2 and self.went_on and self._is_new(phrase)):
            word = text.spelled[phrase.first]
            return "" if word.endswith(("ing", "ion")) else text.said(phrase.first, phrase.first)
        return ""

    def _is_doing(self, phrase: PhraseMatch) -> bool:
        """Whether a phrase begins a line or a clause with what is done: "Rebuild worn prongs"."""
        text, at = self.text, phrase.first
        begins = at == self.begin or self._is_new(phrase)
        return (
            begins
            and phrase.end > at
            and text.spelled[at] in word_list("words", "doing")
            and word_list("words", "not_doing").isdisjoint(text.spelled[at + 1 : phrase.end + 2])
            and not text.spelled[phrase.end].endswith("ing")
        )

    def _is_new(self, phrase: PhraseMatch) -> bool:
        """Whether a phrase begins a new statement: after a comma or "and"."""
        at = phrase.first
        return at > self.begin and (
            self.text.gaps[at] != GAP_PLAIN or self.text.spelled[at - 1] == "and"
        )


def _forward(
    text: TokenizedText,
    begin: int,
    stop: int,
    phrases: Sequence[PhraseMatch],
    cues: Sequence[TriggerMatch],
) -> list[Assertion]:
    """What the cues ahead of each phrase say of it."""
    cue_at = {seen.first: seen for seen in cues}
    phrases_at: dict[int, list[PhraseMatch]] = {}
    for phrase in phrases:
        phrases_at.setdefault(phrase.first, []).append(phrase)
    scope = TriggerScope(text, begin)
    claims: list[Assertion] = []
    for at in range(begin, stop):
        if at > begin and text.gaps[at] != GAP_PLAIN:
            scope.pass_mark(at)
        if at in cue_at:
            scope.take(cue_at[at])
        else:
            scope.go_on(text.spelled[at])
        if here := phrases_at.get(at):
            # Those that begin with the same word are said of in the same words.
            claims += [scope.claim(here[0])] * len(here)
    return claims


def _backward(
    text: TokenizedText,
    begin: int,
    stop: int,
    phrases: Sequence[PhraseMatch],
    cues: Sequence[TriggerMatch],
    claims: list[Assertion],
) -> None:
    """Let cues that stand after phrases work on them."""
    if not phrases:
        return
    ends = clause_end_positions(text, phrases[0].first, stop)
    place = 0
    for number, seen in enumerate(cues):
        while place < len(phrases) and phrases[place].end < seen.first:
            place += 1
        if not place:
            continue
        after = TrailingContext(text, begin, stop, phrases, seen, place - 1)
        clause_end = ends[seen.last + 1 - phrases[0].first]
        following = phrases[place].first if place < len(phrases) else stop
        phrase_follows = following < clause_end
        if seen.cue.does == "level":
            next_cue = cues[number + 1].first if number + 1 < len(cues) else stop
            if not phrase_follows or next_cue < following:
                _take_level(after, claims)
        elif kind := _kind_of(seen):
            rest = text.spelled[seen.last + 1 : clause_end]
            is_last = len(rest) <= 2 and word_list("denied", "light").issuperset(rest)
            goes_forward = phrase_follows and (
                text.spelled[seen.first] in word_list("words", "who")
                or text.spelled[seen.last] == "up"
            )
            if (seen.cue.after or is_last or after.is_short()) and not goes_forward:
                for at in after.denied():
                    claims[at] = replace(claims[at], kind=kind)


def _take_level(after: TrailingContext, claims: list[Assertion]) -> None:
    """Give phrases the level of a cue after them, where nothing but themselves says another."""
    said = after.text.said(after.seen.first, after.seen.last)
    for at in after.leveled():
        claim, phrase = claims[at], after.phrases[at]
        own = after.text.said(phrase.first, phrase.end)
        if claim.because and not (len(claim.because) == 1 and claim.because[0] in own):
            return
        claims[at] = replace(claim, level=after.seen.cue.level, because=(*claim.because, said))
