"""The words of a sentence that say something about a skill: that it is lacked, wanted, or how well.

They are in `data/skill-words.toml`; years are read by rule.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from .skill_words import PLAIN, Text, skill_words

Does = Literal["denied", "wished", "neither", "ends", "level"]

_MINE = frozenset({"i", "i'm", "i've", "me", "myself", "us", "hand"})
SUBJECT = 4
"""A subject has at most so many words before its noun."""
YEARS_TEACHING = 10
"""From so many years on a skill is one that could be taught; from one year on it is done alone."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What some words do, to the phrases after them (`before` those), those ahead, or either.

    `others` do what the writer then does not.
    """

    does: Does
    level: int = 0
    before: bool = True
    after: bool = False
    others: bool = False


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


@lru_cache(maxsize=16)
def listed(table: str, name: str) -> frozenset[str]:
    """The words of a list of `data/skill-words.toml`."""
    return frozenset(skill_words()[table][name])


def cues_in(text: Text, begin: int, stop: int) -> list[Seen]:
    """The cues of a sentence (words begin to stop) that do something, in its order."""
    found: list[Seen] = []
    at = begin
    while at < stop:
        seen = (
            _others_at(text, at, begin, stop)
            or _cue_at(text, at, stop)
            or _years_at(text, at, stop)
        )
        if seen and seen.last > at and text.spelled[seen.last] == "by":
            # "is taught by a guest" is not how well the writer does it.
            seen = _others_at(text, seen.last, begin, stop) or seen
        if seen is None:
            at += 1
            continue
        # The words after "and" or "but" may be a cue of their own: "and have never".
        at = seen.first + 1 if seen.cue.does == "ends" else seen.last + 1
        other = seen.cue.does == "wished" and not _is_wish(text, seen, begin, stop)
        if seen.cue.does != "neither" and not other:
            found.append(seen)
    return found


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


def _others_at(text: Text, at: int, begin: int, stop: int) -> Seen | None:
    """Somebody else who does something: "the owner writes", "made by a guest", "Rosa's job"."""
    word = text.spelled[at]
    # What "my team" does may well be the writer's too.
    if word in listed("others", "people") and word != "team":
        return _others_do(text, at, begin, stop)
    if (
        word == "by"
        and at > begin
        and not listed("others", "passive").isdisjoint(text.spelled[max(begin, at - 4) : at])
    ):
        return _done_by_others(text, at, begin, stop)
    theirs = word.endswith("'s") and at + 1 < stop and word not in listed("words", "who")
    if theirs and text.spelled[at + 1] in listed("others", "theirs"):
        return Seen(Cue("denied", before=False, after=True), at, at + 1)
    return None


def _others_do(text: Text, at: int, begin: int, stop: int) -> Seen | None:
    """People who are the subject of their clause, with what they do."""
    verb = at + 1
    if verb < stop and text.spelled[verb] in listed("others", "adverbs"):
        verb += 1
    elif verb < stop and text.spelled[verb] in listed("others", "where"):
        # "the caster down the hall does"
        verbs = listed("others", "verbs")
        said = text.spelled[verb + 2 : min(verb + 5, stop)]
        verb += 2 + next((n for n, word in enumerate(said) if word in verbs), len(said))
    if verb >= stop or any(gap != PLAIN for gap in text.gaps[at + 1 : verb + 1]):
        return None
    clause = next((n for n in range(verb + 1, min(stop, verb + 5)) if text.gaps[n] != PLAIN), stop)
    told_of_me = not _MINE.isdisjoint(text.spelled[verb : min(clause, verb + 4)])
    if told_of_me or not _is_verb(text.spelled[verb]):
        return None
    first = at
    while first > begin and text.gaps[first] == PLAIN and at - first < SUBJECT:
        if text.spelled[first - 1] in listed("others", "opens"):
            break
        first -= 1
    opens = (
        first == begin
        or text.gaps[first] != PLAIN
        or (text.spelled[first - 1] in listed("others", "opens"))
    )
    if not opens or not _MINE.isdisjoint(text.spelled[first:at]):
        return None
    # "vendor relations" is no sentence; "the vendor handles" and "a colleague sized" are.
    sure = text.spelled[first] in listed("others", "articles") or text.spelled[at] in listed(
        "others", "never_me"
    )
    if not sure and text.spelled[verb] not in listed("others", "verbs"):
        return None
    return Seen(Cue("denied", others=True), at, verb)


def _done_by_others(text: Text, at: int, begin: int, stop: int) -> Seen | None:
    """What is done "by the senior team" is not done by the writer; who "was trained by" is."""
    ahead = text.spelled[max(begin, at - 5) : at]
    if not listed("others", "learner").isdisjoint(ahead) or at + 1 >= stop:
        return None
    after = text.spelled[at + 1 : min(stop, at + 5)]
    named = text.whole[text.starts[at + 1]].isupper() and text.gaps[at + 1] == PLAIN
    if _MINE.isdisjoint(after[:1]) and (named or not listed("others", "people").isdisjoint(after)):
        first = at - 1
        while (
            first > begin
            and at - first < 4
            and text.spelled[first] not in listed("others", "auxiliaries")
        ):
            first -= 1
        return Seen(Cue("denied", before=False, after=True, others=True), first, at)
    return None


def _is_verb(word: str) -> bool:
    """Whether a word after a subject is what the subject does."""
    if word in listed("others", "not_verbs"):
        return False
    return (
        word in skill_words()["irregular"]
        or word in listed("others", "verbs")
        or (len(word) > 3 and word.endswith(("ed", "s")) and not word.endswith(("ss", "'s")))
    )


def _years_at(text: Text, at: int, stop: int) -> Seen | None:
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
    ahead = text.spelled[max(begin, seen.first - 2) : seen.first]
    return listed("wished", "not_after").isdisjoint(following) and (
        listed("wished", "not_before").isdisjoint(ahead)
    )
