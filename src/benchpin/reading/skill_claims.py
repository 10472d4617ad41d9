"""What a sentence says about the phrases in it: held, denied or wished for, and how well.

A cue (`skill_cues`) works on what follows it in its clause: to the next mark that ends a clause, to
a word that does ("but"), or to a comma before a new subject ("..., I"). Lists go on over commas:
"no casting, plating or engraving". A cue that ends its clause, and those that are written to stand
after, work on the phrase right before them, and on those joined to it: "casting and plating: none".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .skill_cues import Seen, cues_in, listed
from .skill_phrases import Found
from .skill_words import CLOSES, COMMA, HARD, OPENS, PLAIN, Text, skill_words

Kind = Literal["held", "denied", "wished"]

UNSAID = 2
"""The level of a skill that is named and no more."""
DONE = 3
"""The level of a skill that somebody says to have done: "sized rings", "I size rings"."""
ADJACENT = 3
"""How many words may stand between a phrase and a cue after it."""
SUBJECT = 8
"""How many words may stand between the subject of a sentence and a cue after it."""
JOINED = 12
"""How many phrases joined by "and" or commas a cue after them works on."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said about one phrase, with the words that say how well."""

    kind: Kind = "held"
    level: int = UNSAID
    because: tuple[str, ...] = ()


def claims_in(
    text: Text, begin: int, stop: int, phrases: Sequence[Found], heading: Kind | None = None
) -> list[Claim]:
    """What a sentence (words begin to stop) says about each of its phrases.

    `heading` is what a heading above says of all of them.
    """
    inside = {at for phrase in phrases for at in range(phrase.first, phrase.last + 1)}
    cues = [
        seen
        for seen in cues_in(text, begin, stop)
        if seen.cue.does == "level"
        or seen.cue.others
        or seen.first not in inside
        or (seen.cue.does == "wished" and text.spelled[seen.last] == "to")
    ]
    claims = _forward(text, begin, stop, phrases, cues)
    _backward(text, begin, stop, phrases, cues, claims)
    if heading:
        return [replace(each, kind=heading) if each.kind == "held" else each for each in claims]
    return claims


def heading_kind(text: Text, begin: int, stop: int) -> Kind | None:
    """What a heading ("Want to learn:") says about the list under it."""
    spoken: Kind | None = None
    for seen in cues_in(text, begin, stop):
        spoken = _kind_of(seen) or (None if seen.cue.does == "ends" else spoken)
    return spoken


def _kind_of(seen: Seen | None) -> Kind | None:
    if seen is not None and seen.cue.does == "denied":
        return "denied"
    return "wished" if seen is not None and seen.cue.does == "wished" else None


@dataclass(slots=True)
class _Scope:
    """Which cues are at work at a place of a sentence read from its beginning.

    `spoken` is a denial or wish, `waiting` a wish that "from" holds up until "into"; `level` says
    how well, `fresh` that no phrase or comma came since; `went_on` that the phrase before was done.
    """

    text: Text
    begin: int
    spoken: Seen | None = None
    waiting: Seen | None = None
    level: Seen | None = None
    fresh: bool = False
    in_brackets: bool = False
    went_on: bool = False

    def pass_mark(self, at: int) -> None:
        """What the mark before a word ends."""
        gap = self.text.gaps[at]
        if self.spoken and self.text.spelled[self.spoken.first] == "without":
            self.spoken = None
        new_subject = gap == COMMA and self.text.spelled[at] in listed("ends", "after_comma")
        if gap == HARD or new_subject or (gap == CLOSES and self.in_brackets):
            self.spoken = self.waiting = None
        if gap in (HARD, CLOSES) or new_subject:
            self.level, self.fresh, self.went_on = None, False, False
        elif gap == COMMA:
            self.fresh = False
        elif gap == OPENS:
            self.level = None
        if gap in (OPENS, CLOSES):
            # A denial from before a bracket outlasts it; one from inside does not.
            self.in_brackets = gap == OPENS and self.spoken is None

    def take(self, seen: Seen) -> None:
        """Let a cue begin its work."""
        does = seen.cue.does
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

    def _excepts(self, seen: Seen) -> bool:
        """Whether a cue takes something out of a denial: "no software apart from Canva"."""
        denied = self.spoken is not None and self.spoken.cue.does == "denied"
        return denied and self.text.spelled[seen.first] in listed("denied", "excepts")

    def go_on(self, word: str) -> None:
        """Let a wish that was held up go on ("from sizing into CAD")."""
        if self.waiting and word in listed("ends", "goes_on"):
            self.spoken, self.waiting = self.waiting, None

    def claim(self, phrase: Found) -> Claim:
        """What the cues at work say of a phrase here."""
        kind = _kind_of(self.spoken) or "held"
        own = self._own_words(phrase)
        new = bool(own) and not self.fresh and self._is_new(phrase)
        self.went_on, self.fresh = bool(own), False
        if self.level and not new:
            said = self.text.said(self.level.first, self.level.last)
            return Claim(kind, self.level.cue.level, (said,))
        if own:
            self.level = None
            return Claim(kind, DONE, (own,))
        return Claim(kind)

    def _own_words(self, phrase: Found) -> str:
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
        says_who = not listed("words", "who").isdisjoint(ahead)
        if says_who or (reach == 2 and self.went_on and self._is_new(phrase)):
            word = text.spelled[phrase.first]
            return "" if word.endswith(("ing", "ion")) else text.said(phrase.first, phrase.first)
        return ""

    def _is_new(self, phrase: Found) -> bool:
        """Whether a phrase begins a new statement: after a comma or "and"."""
        at = phrase.first
        return at > self.begin and (
            self.text.gaps[at] != PLAIN or self.text.spelled[at - 1] == "and"
        )


def _forward(
    text: Text, begin: int, stop: int, phrases: Sequence[Found], cues: Sequence[Seen]
) -> list[Claim]:
    """What the cues ahead of each phrase say of it."""
    cue_at = {seen.first: seen for seen in cues}
    phrases_at: dict[int, list[Found]] = {}
    for phrase in phrases:
        phrases_at.setdefault(phrase.first, []).append(phrase)
    scope = _Scope(text, begin)
    claims: list[Claim] = []
    for at in range(begin, stop):
        if at > begin and text.gaps[at] != PLAIN:
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
    text: Text,
    begin: int,
    stop: int,
    phrases: Sequence[Found],
    cues: Sequence[Seen],
    claims: list[Claim],
) -> None:
    """Let cues that stand after phrases work on them."""
    clause_ends = _clause_ends(text, phrases[0].first if phrases else stop, stop)
    place = 0
    for number, seen in enumerate(cues):
        while place < len(phrases) and phrases[place].end < seen.first:
            place += 1
        if not place:
            continue
        end = seen.last + 1
        clause_end = clause_ends[end - phrases[0].first]
        following = phrases[place].first if place < len(phrases) else stop
        phrase_follows = following < clause_end
        if seen.cue.does == "level":
            next_cue = cues[number + 1].first if number + 1 < len(cues) else stop
            if not phrase_follows or next_cue < following:
                _level_backward(text, phrases, place - 1, seen, claims)
        elif seen.cue.does in ("denied", "wished"):
            rest = text.spelled[end:clause_end]
            is_last = len(rest) <= 2 and listed("denied", "light").issuperset(rest)
            goes_forward = phrase_follows and text.spelled[seen.first] in listed("words", "who")
            if (seen.cue.after or is_last) and not goes_forward:
                _kind_backward(text, begin, phrases, place - 1, seen, claims)


def _clause_ends(text: Text, first: int, stop: int) -> list[int]:
    """For each word from the first on, and the place after the last, where its clause ends."""
    ends = [stop] * (stop - first + 1)
    for at in range(stop - 1, first - 1, -1):
        ends_here = text.gaps[at] != PLAIN or text.spelled[at] in ("but", "and", "though")
        ends[at - first] = at if ends_here else ends[at - first + 1]
    return ends


def _level_backward(
    text: Text, phrases: Sequence[Found], last: int, seen: Seen, claims: list[Claim]
) -> None:
    """Give phrases in the same stretch between commas the level of a cue after them."""
    edge = seen.first
    while last >= 0:
        phrase, claim = phrases[last], claims[last]
        between = text.gaps[phrase.end + 1 : edge + 1]
        if any(gap not in (PLAIN, OPENS) for gap in between):
            return
        only_own = len(claim.because) == 1 and claim.because[0] in text.said(
            phrase.first, phrase.end
        )
        if claim.because and not only_own:
            return
        said = (*claim.because, text.said(seen.first, seen.last))
        claims[last] = replace(claim, level=seen.cue.level, because=said)
        if OPENS in between:
            return
        edge, last = phrase.first, last - 1


def _kind_backward(
    text: Text, begin: int, phrases: Sequence[Found], last: int, seen: Seen, claims: list[Claim]
) -> None:
    """Deny or wish for the phrase right before a cue, and for those joined to it."""
    kind = _kind_of(seen) or "denied"
    bare = text.spelled[seen.first] in listed("denied", "bare")
    many = not {"are", "were", "belong"}.isdisjoint(text.spelled[seen.first : seen.last + 1])
    after = phrases[last].end + 1
    words, between = text.spelled[after : seen.first], text.gaps[after : seen.first + 1]
    mark = text.whole[text.ends[after - 1] : text.starts[seen.first]] if not words else ";"
    over_a_dash = bare and ";" not in mark
    stops = {"but"} if many else {"and", "or", "but"}
    if seen.cue.others and _one_subject(text, begin, seen.first):
        claims[: last + 1] = [
            replace(claim, kind=kind) if phrase.first >= begin else claim
            for phrase, claim in zip(phrases[: last + 1], claims[: last + 1], strict=True)
        ]
        return
    if len(words) > ADJACENT or not stops.isdisjoint(words):
        return
    if any(gap in (COMMA, CLOSES) or (gap == HARD and not over_a_dash) for gap in between):
        return
    for place in range(last, max(last - JOINED, -1), -1):
        if place < last and not _joined(text, phrases[place], phrases[place + 1], many=many):
            return
        claims[place] = replace(claims[place], kind=kind)


def _one_subject(text: Text, begin: int, at: int) -> bool:
    """Whether a sentence up to a word is what it speaks of: "Brushing of cases | is done by"."""
    return (
        at - begin <= SUBJECT
        and max(text.gaps[begin + 1 : at + 1], default=PLAIN) == PLAIN
        and listed("words", "who").isdisjoint(text.spelled[begin:at])
    )


def _joined(text: Text, one: Found, other: Found, *, many: bool) -> bool:
    """Whether two phrases are joined by "and" or, where the cue speaks of many, by a comma."""
    marks = text.gaps[one.end + 1 : other.first + 1]
    words = text.spelled[one.end + 1 : other.first]
    return (
        all(gap == PLAIN or (many and gap == COMMA) for gap in marks)
        and len(words) <= 2
        and (many or not {"and", "or"}.isdisjoint(words))
    )
