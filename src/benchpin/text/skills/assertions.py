"""What a sentence asserts of the phrases in it: held, denied or wished for, and at which level.

The scope of a forward trigger (`context.triggers`) is what follows it in its clause: to the next
mark that ends a clause, to a word that does ("but"), or to a comma before a new subject ("..., I").
Lists go on over commas: "no casting, plating or engraving". The scope of a backward trigger, and of
one that ends its clause, is the phrase right before it and those joined to that: "casting and
plating: none" (`trailing_context`).
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

AssertionKind = Literal["held", "denied", "wished"]

UNSTATED_LEVEL = 2
"""The level (2, with help) of a skill that is only named."""
PERFORMED_LEVEL = 3
"""The level (3, alone) of a skill that the writer has done: "sized rings", "I size rings"."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a sentence asserts of one phrase: its kind, its level, and the words behind the level.

    `kind` is None where it asserts nothing of the writer's skills: "sold engraving services".
    """

    kind: AssertionKind | None = "held"
    level: int = UNSTATED_LEVEL
    because: tuple[str, ...] = ()


def assertions_in(
    text: TokenizedText,
    start: int,
    end: int,
    phrases: Sequence[PhraseMatch],
    heading: AssertionKind | None = None,
) -> list[Assertion]:
    """The assertion on each phrase of a sentence (words `start` to `end`).

    `heading` is the kind that a heading above gives to all phrases that are not denied or wished.
    """
    phrase_indexes = {
        index for phrase in phrases for index in range(phrase.first, phrase.own_last + 1)
    }
    # A negation inside a phrase belongs to the phrase; the conditions are the exceptions.
    matches = [
        match
        for match in triggers_in(text, start, end)
        if match.trigger.category == "level"
        or (match.trigger.other_experiencer and not _is_inside_phrase(text, match, phrase_indexes))
        or (
            match.first not in phrase_indexes
            and not _is_denial_in_phrase(text, match, phrase_indexes)
        )
        or (match.trigger.category == "wished" and text.words[match.last] == "to")
    ]
    assertions = _forward_assertions(text, start, end, phrases, matches)
    _apply_backward_triggers(text, start, end, phrases, matches, assertions)
    for position, phrase in enumerate(phrases):
        if is_merchandise(text, phrase, start, end) or is_native(text, phrase, start, end):
            assertions[position] = replace(assertions[position], kind=None)
        elif any(
            match.trigger.other_experiencer and match.first <= phrase.first <= match.last
            for match in matches
        ) or is_other_people(text, phrase.first, phrase.last, start, end):
            assertions[position] = replace(assertions[position], kind="denied")
    if heading:
        return [
            replace(assertion, kind=heading) if assertion.kind == "held" else assertion
            for assertion in assertions
        ]
    return assertions


def _is_inside_phrase(text: TokenizedText, match: TriggerMatch, phrase_indexes: Set[int]) -> bool:
    """Whether what looks like a name after a mark belongs to a phrase: "CAD: Rhino"."""
    return (
        match.trigger.before_mark
        and match.last in phrase_indexes
        and not is_person_mention(text, match.last)
    )


def _is_denial_in_phrase(
    text: TokenizedText, match: TriggerMatch, phrase_indexes: Set[int]
) -> bool:
    """Whether a negation with its subject belongs to a phrase: "I | don't buy from clients"."""
    return match.last in phrase_indexes and text.words[match.first] in word_list("words", "who")


def heading_polarity(text: TokenizedText, start: int, end: int) -> AssertionKind | None:
    """What a heading ("Want to learn:") asserts of the list under it; None where nothing."""
    kind: AssertionKind | None = None
    for match in triggers_in(text, start, end):
        if match.trigger.other_experiencer:
            continue  # "Bench jeweler - trade shop" names a workplace
        kind = _kind_of(match) or (None if match.trigger.category == "ends" else kind)
    return kind


def _kind_of(match: TriggerMatch | None) -> AssertionKind | None:
    """The kind of assertion that a trigger makes; None for any other trigger."""
    if match is not None and match.trigger.category == "denied":
        return "denied"
    return "wished" if match is not None and match.trigger.category == "wished" else None


@dataclass(slots=True)
class TriggerScope:
    """The triggers in whose forward scope a word stands, as a sentence is read from its start.

    `active` denies or wishes; `suspended` is a wish that "from" holds up until "into";
    `level_trigger` states a level, and is fresh until a phrase or comma comes after it;
    `follows_performed` says that the phrase before was done by the writer.
    """

    text: TokenizedText
    start: int
    active: TriggerMatch | None = None
    suspended: TriggerMatch | None = None
    level_trigger: TriggerMatch | None = None
    is_level_fresh: bool = False
    in_brackets: bool = False
    follows_performed: bool = False

    def cross_mark(self, index: int) -> None:
        """End the scopes that the mark before a word ends."""
        gap = self.text.gaps[index]
        if self.active and (
            self.active.trigger.ends_at_comma or self.text.words[self.active.first] == "without"
        ):
            self.active = None
        new_subject = gap == GAP_COMMA and self.text.words[index] in word_list(
            "ends", "after_comma"
        )
        if gap == GAP_CLAUSE_END or new_subject or (gap == GAP_CLOSES and self.in_brackets):
            self.active = self.suspended = None
        if gap in (GAP_CLAUSE_END, GAP_CLOSES) or new_subject:
            self.level_trigger, self.is_level_fresh, self.follows_performed = None, False, False
        elif gap == GAP_COMMA:
            self.is_level_fresh = False
        elif gap == GAP_OPENS:
            self.level_trigger = None
        if gap in (GAP_OPENS, GAP_CLOSES):
            # A negation from before a bracket outlasts it; one from inside does not.
            self.in_brackets = gap == GAP_OPENS and self.active is None

    def add(self, match: TriggerMatch) -> None:
        """Begin the scope of a trigger, or end those that it ends."""
        category = match.trigger.category
        if category == "ends" and self._continues_experiencer(match):
            return
        if category == "ends":
            is_from = self.text.words[match.first] == "from"
            self.suspended = self.active if is_from and _kind_of(self.active) == "wished" else None
            if not is_from or self.suspended:
                self.active = None
            self.level_trigger, self.is_level_fresh = None, False
        elif self._is_exception(match):
            self.active = None
        elif category == "level":
            # Of two adjacent levels the first counts, unless it only says that something was done:
            # "helped run", but "experience assisting".
            if (
                self.level_trigger is None
                or not self.is_level_fresh
                or self.level_trigger.trigger.level == PERFORMED_LEVEL
            ):
                self.level_trigger, self.is_level_fresh = match, True
        elif match.trigger.forward:
            self.active = match

    def _continues_experiencer(self, match: TriggerMatch) -> bool:
        """Whether the other experiencer does what follows too: "the setter took it and did ..."."""
        text = self.text
        is_other = self.active is not None and self.active.trigger.other_experiencer
        is_same_subject = text.words[match.first] == "and" and text.words[match.last] not in (
            "i",
            "we",
        )
        return is_other and is_same_subject

    def _is_exception(self, match: TriggerMatch) -> bool:
        """Whether a trigger makes an exception to a negation: "no software apart from Canva"."""
        is_denial = self.active is not None and self.active.trigger.category == "denied"
        return is_denial and self.text.words[match.first] in word_list("denied", "excepts")

    def resume_wish(self, word: str) -> None:
        """Resume a suspended wish at a word such as "into" ("from sizing into CAD")."""
        if self.suspended and word in word_list("ends", "goes_on"):
            self.active, self.suspended = self.suspended, None

    def assertion_for(self, phrase: PhraseMatch) -> Assertion:
        """What the triggers in scope assert of a phrase."""
        kind = _kind_of(self.active) or "held"
        performing_word = self._performing_word(phrase)
        is_new_statement = (
            bool(performing_word) and not self.is_level_fresh and self._opens_statement(phrase)
        )
        self.follows_performed, self.is_level_fresh = bool(performing_word), False
        # The nearest level ahead in the clause counts, else one after it, else the phrase itself.
        if self.level_trigger and not is_new_statement:
            trigger_text = self.text.span_text(self.level_trigger.first, self.level_trigger.last)
            return Assertion(kind, self.level_trigger.trigger.level, (trigger_text,))
        if performing_word:
            self.level_trigger = None
            return Assertion(kind, PERFORMED_LEVEL, (performing_word,))
        if self._opens_with_action(phrase):
            return Assertion(
                kind, PERFORMED_LEVEL, (self.text.span_text(phrase.first, phrase.first),)
            )
        return Assertion(kind)

    def _performing_word(self, phrase: PhraseMatch) -> str:
        """The word of a phrase that says that the writer did or does it; empty where none does.

        "I size rings" says so, and so does "retip prongs" in a list after it.
        """
        text = self.text
        for index in (phrase.first, phrase.last):
            word = text.words[index]
            is_past = word in skill_words()["irregular"] or (word.endswith("ed") and len(word) > 4)
            if is_past and text.stems[index] != word:
                return text.span_text(index, index)
        # "I solder": the subject of a single word stands right before it, of a longer phrase up to
        # two words before.
        max_distance = 2 if phrase.last > phrase.first else 1
        words_before = text.words[max(self.start, phrase.first - max_distance) : phrase.first]
        has_subject = not word_list("words", "who").isdisjoint(words_before)
        if has_subject or (
            max_distance == 2 and self.follows_performed and self._opens_statement(phrase)
        ):
            word = text.words[phrase.first]
            return (
                "" if word.endswith(("ing", "ion")) else text.span_text(phrase.first, phrase.first)
            )
        return ""

    def _opens_with_action(self, phrase: PhraseMatch) -> bool:
        """Whether a phrase begins a line or clause with a verb of doing: "Rebuild worn prongs"."""
        text, index = self.text, phrase.first
        is_opening = index == self.start or self._opens_statement(phrase)
        return (
            is_opening
            and phrase.last > index
            and text.words[index] in word_list("words", "doing")
            and word_list("words", "not_doing").isdisjoint(text.words[index + 1 : phrase.last + 2])
            and not text.words[phrase.last].endswith("ing")
        )

    def _opens_statement(self, phrase: PhraseMatch) -> bool:
        """Whether a phrase begins a new statement: after a comma or "and"."""
        index = phrase.first
        return index > self.start and (
            self.text.gaps[index] != GAP_PLAIN or self.text.words[index - 1] == "and"
        )


def _forward_assertions(
    text: TokenizedText,
    start: int,
    end: int,
    phrases: Sequence[PhraseMatch],
    matches: Sequence[TriggerMatch],
) -> list[Assertion]:
    """What the triggers ahead of each phrase assert of it."""
    matches_by_index = {match.first: match for match in matches}
    phrases_by_index: dict[int, list[PhraseMatch]] = {}
    for phrase in phrases:
        phrases_by_index.setdefault(phrase.first, []).append(phrase)
    scope = TriggerScope(text, start)
    assertions: list[Assertion] = []
    for index in range(start, end):
        if index > start and text.gaps[index] != GAP_PLAIN:
            scope.cross_mark(index)
        if index in matches_by_index:
            scope.add(matches_by_index[index])
        else:
            scope.resume_wish(text.words[index])
        if opening_phrases := phrases_by_index.get(index):
            # Phrases that begin with the same word are in the same scopes.
            assertions += [scope.assertion_for(opening_phrases[0])] * len(opening_phrases)
    return assertions


def _apply_backward_triggers(
    text: TokenizedText,
    start: int,
    end: int,
    phrases: Sequence[PhraseMatch],
    matches: Sequence[TriggerMatch],
    assertions: list[Assertion],
) -> None:
    """Update the assertions on phrases that stand before a trigger in whose scope they are."""
    if not phrases:
        return
    clause_ends = clause_end_positions(text, phrases[0].first, end)
    position = 0
    for match_number, match in enumerate(matches):
        while position < len(phrases) and phrases[position].last < match.first:
            position += 1
        if not position:
            continue
        context = TrailingContext(text, start, end, phrases, match, position - 1)
        clause_end = clause_ends[match.last + 1 - phrases[0].first]
        next_phrase = phrases[position].first if position < len(phrases) else end
        phrase_follows = next_phrase < clause_end
        if match.trigger.category == "level":
            next_trigger = (
                matches[match_number + 1].first if match_number + 1 < len(matches) else end
            )
            if not phrase_follows or next_trigger < next_phrase:
                _apply_level(context, assertions)
        elif kind := _kind_of(match):
            remaining_words = text.words[match.last + 1 : clause_end]
            is_last = len(remaining_words) <= 2 and word_list("denied", "light").issuperset(
                remaining_words
            )
            goes_forward = phrase_follows and (
                text.words[match.first] in word_list("words", "who")
                or text.words[match.last] == "up"
            )
            if (
                match.trigger.backward or is_last or context.is_short_clause()
            ) and not goes_forward:
                for target in context.assertion_targets():
                    assertions[target] = replace(assertions[target], kind=kind)


def _apply_level(context: TrailingContext, assertions: list[Assertion]) -> None:
    """Give phrases the level of a trigger after them.

    Not where a trigger ahead of them has stated a level: words of the phrase itself may.
    """
    trigger_text = context.text.span_text(context.match.first, context.match.last)
    for target in context.level_targets():
        assertion, phrase = assertions[target], context.phrases[target]
        phrase_text = context.text.span_text(phrase.first, phrase.last)
        if assertion.because and not (
            len(assertion.because) == 1 and assertion.because[0] in phrase_text
        ):
            return
        assertions[target] = replace(
            assertion, level=context.match.trigger.level, because=(*assertion.because, trigger_text)
        )
