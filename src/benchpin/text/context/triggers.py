"""Find the triggers of a sentence: words that deny a skill, wish for it, or state its level.

They are in `data/skill-words.toml`; years of experience are read by rule. The terms are those of
`experiencer`.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from benchpin.text.context.experiencer import experiencer_at
from benchpin.text.tokens import GAP_PLAIN, TokenizedText, skill_words, word_list

TriggerCategory = Literal["denied", "wished", "neither", "ends", "level"]

MIN_TEACHING_YEARS = 10
"""Years of experience from which a skill has level 4 (can teach); from one year it has level 3."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """What some words say of the phrases in their scope.

    Category: "denied" (a negation), "wished", "level" (with `level` 1 to 4), "ends" (ends the scope
    of the trigger before it), or "neither" (contains a word of another list but says nothing).
    Scope: `forward` the phrases after it in its clause, `backward` those before it, `whole_clause`
    all from the start of its clause, `before_mark` all before the mark ahead of it. `ends_at_comma`
    stops the forward scope at a comma; `crosses_mark` lets the backward scope reach over a mark ("a
    laser course, unfinished"). `other_experiencer`: somebody else does it, so the writer does not.
    """

    category: TriggerCategory
    level: int = 0
    forward: bool = True
    backward: bool = False
    other_experiencer: bool = False
    whole_clause: bool = False
    before_mark: bool = False
    ends_at_comma: bool = False
    crosses_mark: bool = False


@dataclass(frozen=True, slots=True)
class TriggerMatch:
    """A trigger in a text, from its first to its last word (both included)."""

    trigger: Trigger
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _TriggerLexicon:
    """Triggers by their words; for each first word the lengths to try, longest first."""

    by_words: dict[tuple[str, ...], Trigger]
    lengths: dict[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def _trigger_lexicon() -> _TriggerLexicon:
    """All triggers of the data file, in the order in which its lists take precedence.

    Words in two lists belong to the first, except that a level stands above "neither".
    """
    tables = skill_words()
    # Longer, more specific triggers win by their length; of equal words the first group wins.
    groups = [
        (Trigger("neither"), tables["neither"]["before"]),
        (Trigger("ends"), tables["ends"]["words"]),
        (
            Trigger("denied", forward=False, backward=True, crosses_mark=True),
            tables["denied"]["over"],
        ),
        (Trigger("denied", backward=True), tables["denied"]["either"]),
        (Trigger("denied", forward=False, backward=True), tables["denied"]["after"]),
        (Trigger("denied"), tables["denied"]["before"]),
        (Trigger("wished", backward=True), tables["wished"]["either"]),
        (Trigger("wished", forward=False, backward=True), tables["wished"]["after"]),
        (Trigger("wished"), tables["wished"]["before"]),
        *(
            (Trigger("level", int(level)), patterns)
            for level, patterns in sorted(tables["levels"].items())
        ),
    ]
    by_words: dict[tuple[str, ...], Trigger] = {}
    lengths: dict[str, set[int]] = {}
    for trigger, patterns in groups:
        for pattern in patterns:
            for word_sequence in product(*(slot.split("|") for slot in pattern.split())):
                if (
                    by_words.setdefault(word_sequence, trigger).category == "neither"
                    and trigger.category == "level"
                ):
                    by_words[word_sequence] = trigger
                lengths.setdefault(word_sequence[0], set()).add(len(word_sequence))
    longest_first = {
        word: tuple(sorted(word_counts, reverse=True)) for word, word_counts in lengths.items()
    }
    return _TriggerLexicon(by_words, longest_first)


def triggers_in(text: TokenizedText, start: int, end: int) -> list[TriggerMatch]:
    """The triggers of a sentence (words `start` to `end`) in order, without "neither".

    A wish that is not the writer's own ("customers who want ...") is left out too.
    """
    matches: list[TriggerMatch] = []
    index = start
    while index < end:
        match = (
            _experiencer_match(text, index, start, end)
            or _longest_match(text, index, end)
            or years_at(text, index, end)
        )
        if match and match.last > index and text.words[match.last] == "by":
            # "is taught by a guest" does not state the writer's level.
            match = _experiencer_match(text, match.last, start, end) or match
        if match is None:
            index += 1
            continue
        # The words after "and" or "but" may be a trigger of their own: "and have never".
        index = index + 1 if match.trigger.category == "ends" else match.last + 1
        is_not_own_wish = match.trigger.category == "wished" and not _is_wish(
            text, match, start, end
        )
        if match.trigger.category != "neither" and not is_not_own_wish:
            matches.append(match)
    return matches


def performed_at(text: TokenizedText, index: int, end: int) -> TriggerMatch | None:
    """The trigger at a word that says that something was done (level 3 or 4)."""
    match = _longest_match(text, index, end) or years_at(text, index, end)
    return (
        match if match and match.trigger.category == "level" and match.trigger.level > 2 else None
    )


def _experiencer_match(
    text: TokenizedText, index: int, start: int, end: int
) -> TriggerMatch | None:
    """Another experiencer at a word, as a trigger that denies."""
    experiencer = experiencer_at(text, index, start, end)
    if experiencer is None:
        return None
    trigger = Trigger(
        "denied", 0, experiencer.forward, experiencer.backward, True,
        experiencer.whole_clause, experiencer.before_mark, experiencer.ends_at_comma,
    )  # fmt: skip
    return TriggerMatch(trigger, experiencer.first, experiencer.last)


def _longest_match(text: TokenizedText, index: int, end: int) -> TriggerMatch | None:
    """The longest trigger of the data file that begins at a word."""
    lexicon = _trigger_lexicon()
    for length in lexicon.lengths.get(text.words[index], ()):
        match_end = index + length
        if (
            match_end <= end
            and max(text.gaps[index + 1 : match_end], default=GAP_PLAIN) == GAP_PLAIN
        ):
            trigger = lexicon.by_words.get(tuple(text.words[index:match_end]))
            if trigger is not None:
                return TriggerMatch(trigger, index, match_end - 1)
    return None


def years_at(text: TokenizedText, index: int, end: int) -> TriggerMatch | None:
    """A number of years or months at a word, as a trigger with a level."""
    word = text.words[index]
    is_one_to_nine, is_ten_or_more = (
        word in word_list("words", "one_to_nine"),
        word in word_list("words", "ten_and_more"),
    )
    if not (
        is_one_to_nine or is_ten_or_more or (word.isascii() and word.isdigit() and len(word) < 3)
    ):
        return None
    # "10 plus years", "three full years"
    unit_index = index + 1
    while unit_index < min(end, index + 3) and text.words[unit_index] in ("plus", "full"):
        unit_index += 1
    if unit_index >= end or text.stems[unit_index] not in ("year", "yr", "month", "mo"):
        return None
    if unit_index + 1 < end and text.words[unit_index + 1] in ("old", "ago", "warranty"):
        return None  # "two years ago" is no length of experience
    if text.stems[unit_index] not in ("year", "yr"):
        level = 2
    elif is_ten_or_more or (not is_one_to_nine and int(word) >= MIN_TEACHING_YEARS):
        level = 4
    else:
        level = 3 if is_one_to_nine or int(word) else 2
    return TriggerMatch(Trigger("level", level), index, unit_index)


def _is_wish(text: TokenizedText, match: TriggerMatch, start: int, end: int) -> bool:
    """Whether a wish is the writer's own, and one to learn something new."""
    index = match.last + 1
    if index < end and text.words[index] == "to":
        index += 1
    following = text.words[index : min(index + 1, end)]
    if following and following[0].isdigit():
        return False  # "read plans to 2 microns"
    words_before = text.words[max(start, match.first - 2) : match.first]
    return word_list("wished", "not_after").isdisjoint(following) and (
        word_list("wished", "not_before").isdisjoint(words_before)
    )
