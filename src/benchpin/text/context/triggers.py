"""The words of a sentence that say something about a skill: that it is lacked, wanted, or how well.

They are in `data/skill-words.toml`; years are read by rule.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from benchpin.text.context.experiencer import other_at
from benchpin.text.tokens import PLAIN, Text, listed, skill_words

Does = Literal["denied", "wished", "neither", "ends", "level"]

YEARS_TEACHING = 10
"""From so many years on a skill is one that could be taught; from one year on it is done alone."""


@dataclass(frozen=True, slots=True)
class Cue:
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
class Seen:
    """A cue in a text, from its first to its last word."""

    cue: Cue
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Cues:
    """The cues by their words, and the lengths that those with a first word have."""

    known: dict[tuple[str, ...], Cue]
    lengths: dict[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    """All cues; words that stand in two lists count for the first, but how well above nothing."""
    words = skill_words()
    groups = [
        (Cue("neither"), words["neither"]["before"]),
        (Cue("ends"), words["ends"]["words"]),
        (Cue("denied", before=False, after=True, over=True), words["denied"]["over"]),
        (Cue("denied", after=True), words["denied"]["either"]),
        (Cue("denied", before=False, after=True), words["denied"]["after"]),
        (Cue("denied"), words["denied"]["before"]),
        (Cue("wished", after=True), words["wished"]["either"]),
        (Cue("wished", before=False, after=True), words["wished"]["after"]),
        (Cue("wished"), words["wished"]["before"]),
        *((Cue("level", int(level)), said) for level, said in sorted(words["levels"].items())),
    ]
    known: dict[tuple[str, ...], Cue] = {}
    lengths: dict[str, set[int]] = {}
    for cue, said in groups:
        for each in said:
            for one in product(*(place.split("|") for place in each.split())):
                if known.setdefault(one, cue).does == "neither" and cue.does == "level":
                    known[one] = cue
                lengths.setdefault(one[0], set()).add(len(one))
    longest_first = {word: tuple(sorted(some, reverse=True)) for word, some in lengths.items()}
    return _Cues(known, longest_first)


def cues_in(text: Text, begin: int, stop: int) -> list[Seen]:
    """The cues of a sentence (words begin to stop) that do something, in its order."""
    found: list[Seen] = []
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


def done_at(text: Text, at: int, stop: int) -> Seen | None:
    """The words at a place that say that something was done."""
    seen = _cue_at(text, at, stop) or years_at(text, at, stop)
    return seen if seen and seen.cue.does == "level" and seen.cue.level > 2 else None


def _others_at(text: Text, at: int, begin: int, stop: int) -> Seen | None:
    """Somebody else who does something, as a cue."""
    other = other_at(text, at, begin, stop)
    if other is None:
        return None
    cue = Cue(
        "denied", 0, other.before, other.after, True, other.whole, other.back, other.brief
    )  # fmt: skip
    return Seen(cue, other.first, other.last)


def _cue_at(text: Text, at: int, stop: int) -> Seen | None:
    """The longest cue that begins with a word."""
    cues = _cues()
    for length in cues.lengths.get(text.spelled[at], ()):
        end = at + length
        if end <= stop and max(text.gaps[at + 1 : end], default=PLAIN) == PLAIN:
            cue = cues.known.get(tuple(text.spelled[at:end]))
            if cue is not None:
                return Seen(cue, at, end - 1)
    return None


def years_at(text: Text, at: int, stop: int) -> Seen | None:
    """So many years or months, as a cue."""
    word = text.spelled[at]
    few, many = word in listed("words", "one_to_nine"), word in listed("words", "ten_and_more")
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
    return Seen(Cue("level", level), at, unit)


def _is_wish(text: Text, seen: Seen, begin: int, stop: int) -> bool:
    """Whether it is the writer's own wish, and for something new."""
    at = seen.last + 1
    if at < stop and text.spelled[at] == "to":
        at += 1
    following = text.spelled[at : min(at + 1, stop)]
    if following and following[0].isdigit():
        return False  # "read plans to 2 microns"
    ahead = text.spelled[max(begin, seen.first - 2) : seen.first]
    return listed("wished", "not_after").isdisjoint(following) and (
        listed("wished", "not_before").isdisjoint(ahead)
    )
