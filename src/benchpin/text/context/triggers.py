"""The words of a sentence that say something about a skill: that it is lacked, wanted, or how well.

They are in `data/skill-words.toml`; years are read by rule.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from benchpin.text.context.experiencer import experiencer_at
from benchpin.text.tokens import GAP_PLAIN, TokenizedText, skill_words, word_list

Does = Literal["denied", "wished", "neither", "ends", "level"]

YEARS_TEACHING = 10
"""From so many years on a skill is one that could be taught; from one year on it is done alone."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """What some words do, to the phrases after them (`before` those), those ahead, or either.

    `others` do what the writer then does not; with `whole`, all that their clause begins with, with
    `back`, all ahead of the mark before them; `brief` cues end at a comma. What is `over` reaches
    over marks to the phrase before it: "a laser course, unfinished".
    """

    does: Does
    level: int = 0
    before: bool = True
    after: bool = False
    others: bool = False
    whole: bool = False
    back: bool = False
    brief: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class TriggerMatch:
    """A cue in a text, from its first to its last word."""

    cue: Trigger
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Cues:
    """The cues by their words, and the lengths that those with a first word have."""

    known: dict[tuple[str, ...], Trigger]
    lengths: dict[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    """All cues; words that stand in two lists count for the first, but how well above nothing."""
    words = skill_words()
    groups = [
        (Trigger("neither"), words["neither"]["before"]),
        (Trigger("ends"), words["ends"]["words"]),
        (Trigger("denied", before=False, after=True, over=True), words["denied"]["over"]),
        (Trigger("denied", after=True), words["denied"]["either"]),
        (Trigger("denied", before=False, after=True), words["denied"]["after"]),
        (Trigger("denied"), words["denied"]["before"]),
        (Trigger("wished", after=True), words["wished"]["either"]),
        (Trigger("wished", before=False, after=True), words["wished"]["after"]),
        (Trigger("wished"), words["wished"]["before"]),
        *((Trigger("level", int(level)), said) for level, said in sorted(words["levels"].items())),
    ]
    known: dict[tuple[str, ...], Trigger] = {}
    lengths: dict[str, set[int]] = {}
    for cue, said in groups:
        for each in said:
            for one in product(*(place.split("|") for place in each.split())):
                if known.setdefault(one, cue).does == "neither" and cue.does == "level":
                    known[one] = cue
                lengths.setdefault(one[0], set()).add(len(one))
    longest_first = {word: tuple(sorted(some, reverse=True)) for word, some in lengths.items()}
    return _Cues(known, longest_first)


def triggers_in(text: TokenizedText, begin: int, stop: int) -> list[TriggerMatch]:
    """The cues of a sentence (words begin to stop) that do something, in its order."""
    found: list[TriggerMatch] = []
    at = begin
    while at < stop:
        seen = (
            _others_at(text, at, begin, stop) or _cue_at(text, at, stop) or years_at(text, at, stop)
        )
        if seen and seen.last > at and text.spelled[seen.last] == "by":
            # "is taught by a guest" is not how well the writer does it.
            seen = _others_at(text, seen.last, begin, stop) or seen
        if seen is None:
            at += 1
            continue
        # The words after "and" or "but" may be a cue of their own: "and have never".
        at = at + 1 if seen.cue.does == "ends" else seen.last + 1
        other = seen.cue.does == "wished" and not _is_wish(text, seen, begin, stop)
        if seen.cue.does != "neither" and not other:
            found.append(seen)
    return found


def performed_at(text: TokenizedText, at: int, stop: int) -> TriggerMatch | None:
    """The words at a place that say that something was done."""
    seen = _cue_at(text, at, stop) or years_at(text, at, stop)
    return seen if seen and seen.cue.does == "level" and seen.cue.level > 2 else None


def _others_at(text: TokenizedText, at: int, begin: int, stop: int) -> TriggerMatch | None:
    """Somebody else who does something, as a cue."""
    other = experiencer_at(text, at, begin, stop)
    if other is None:
        return None
    cue = Trigger(
        "denied", 0, other.before, other.after, True, other.whole, other.back, other.brief
    )  # fmt: skip
    return TriggerMatch(cue, other.first, other.last)


def _cue_at(text: TokenizedText, at: int, stop: int) -> TriggerMatch | None:
    """The longest cue that begins with a word."""
    cues = _cues()
    for length in cues.lengths.get(text.spelled[at], ()):
        end = at + length
        if end <= stop and max(text.gaps[at + 1 : end], default=GAP_PLAIN) == GAP_PLAIN:
            cue = cues.known.get(tuple(text.spelled[at:end]))
            if cue is not None:
                return TriggerMatch(cue, at, end - 1)
    return None


def years_at(text: TokenizedText, at: int, stop: int) -> TriggerMatch | None:
    """So many years or months, as a cue."""
    word = text.spelled[at]
    few, many = (
        word in word_list("words", "one_to_nine"),
        word in word_list("words", "ten_and_more"),
    )
    if not (few or many or (word.isascii() and word.isdigit() and len(word) < 3)):
        return None
    unit = at + 1
    while unit < min(stop, at + 3) and text.spelled[unit] in ("plus", "full"):
        unit += 1
    if unit >= stop or text.stems[unit] not in ("year", "yr", "month", "mo"):
        return None
    if unit + 1 < stop and text.spelled[unit + 1] in ("old", "ago", "warranty"):
        return None
    if text.stems[unit] not in ("year", "yr"):
        level = 2
    elif many or (not few and int(word) >= YEARS_TEACHING):
        level = 4
    else:
        level = 3 if few or int(word) else 2
    return TriggerMatch(Trigger("level", level), at, unit)


def _is_wish(text: TokenizedText, seen: TriggerMatch, begin: int, stop: int) -> bool:
    """Whether it is the writer's own wish, and for something new."""
    at = seen.last + 1
    if at < stop and text.spelled[at] == "to":
        at += 1
    following = text.spelled[at : min(at + 1, stop)]
    if following and following[0].isdigit():
        return False  # "read plans to 2 microns"
    ahead = text.spelled[max(begin, seen.first - 2) : seen.first]
    return word_list("wished", "not_after").isdisjoint(following) and (
        word_list("wished", "not_before").isdisjoint(ahead)
    )
