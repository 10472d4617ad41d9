"""Where a sentence says that somebody other than its writer does something.

Three ways are known: somebody is the subject of a clause ("the owner writes the appraisals"),
stands behind *by* ("handled by an agency"), or a thing is said to be theirs or with them ("timing
was for the senior watchmaker", "polishing is another floor's", "that was the Bangkok office"). Who
counts as somebody is in `[others]` of `data/skill-words.toml`; a name in capitals counts where its
place says that it is a person's.
"""

from dataclasses import dataclass

from .skill_words import COMMA, PLAIN, Text, listed, skill_words

_ME = frozenset({"i", "i'm", "i've", "me", "myself", "us", "hand"})
_MINE = frozenset({"my", "our", "mine", "ours"})
NOUN = 4
"""Somebody is named in at most so many words before the noun."""
BETWEEN = 4
"""So many words may stand between *is* or *went* and whom a thing is with."""


CLAUSE = 24
"""A clause is followed back for so many words."""


@dataclass(frozen=True, slots=True)
class Other:
    """Words that say that somebody else does what follows (`before`) or what is ahead of them.

    `whole`: all that their clause begins with.
    """

    first: int
    last: int
    before: bool
    whole: bool = False


def other_at(text: Text, at: int, begin: int, stop: int) -> Other | None:
    """Somebody else whom a word of a sentence (words begin to stop) brings in."""
    word = text.spelled[at]
    if word == "by":
        return _behind_by(text, at, begin, stop) if at > begin else None
    if word in listed("others", "where_it_is"):
        return _with_somebody(text, at, begin, stop)
    if _is_somebody(text, at, begin, stop):
        return _subject(text, at, begin, stop)
    theirs = word.endswith("'s") and at + 1 < stop and word not in listed("words", "who")
    if theirs and text.spelled[at + 1] in listed("others", "theirs"):
        return Other(at, at + 1, before=False)
    return None


def _is_somebody(text: Text, at: int, begin: int, stop: int) -> bool:
    """Whether a word may be the noun of a subject that is not the writer."""
    word = text.spelled[at]
    if word in ("he", "she"):
        # In a text of somebody who says "I" they are others; in a portrait they are its person.
        return text.first_person
    if word in listed("others", "people"):
        # What "my team" does may well be the writer's too.
        return word != "team"
    return (
        begin < at < stop - 1
        and text.spelled[at + 1] in listed("others", "verbs")
        and _is_name(text, at)
    )


def _is_name(text: Text, at: int) -> bool:
    """Whether a word is written as a name is: one capital, small letters."""
    return text.said(at, at).removesuffix("'s").istitle() and text.spelled[at] not in _ME


def _subject(text: Text, at: int, begin: int, stop: int) -> Other | None:
    """People who are the subject of their clause, with what they do."""
    verb = at + 1
    if verb + 1 < stop and text.spelled[verb] in ("who", "that"):
        # "the apprentice who polished", but "I was the apprentice who polished"
        ahead = text.spelled[max(begin, at - NOUN) : at]
        theirs = _ME.isdisjoint(ahead) or {"am", "was", "became", "i'm"}.isdisjoint(ahead)
        no_verb = listed("others", "not_verbs") | listed("words", "who")
        says_what = theirs and "as" not in ahead and text.spelled[verb + 1] not in no_verb
        return Other(verb, verb + 1, before=True) if says_what else None
    if verb < stop and text.spelled[verb] in listed("others", "adverbs"):
        verb += 1
    elif verb < stop and text.spelled[verb] in listed("others", "where"):
        # "the caster down the hall does", "a chap two doors down does"
        verbs = listed("others", "verbs")
        said = text.spelled[verb + 1 : min(verb + 5, stop)]
        verb += 1 + next((n for n, word in enumerate(said) if word in verbs), len(said))
    if verb >= stop or any(gap != PLAIN for gap in text.gaps[at + 1 : verb + 1]):
        return None
    is_one = (
        text.spelled[verb] in ("is", "was")
        and text.spelled[at] in listed("others", "never_me")
        and text.spelled[min(verb + 1, stop - 1)] in ("a", "an", "the")
    )
    if not (is_one or _is_verb(text.spelled[verb])) or _is_told_of_me(text, verb, stop):
        return None
    first = _begins(text, at, begin)
    if first is None or not _ME.isdisjoint(text.spelled[first:at]):
        return None
    # "vendor relations" is no sentence; "the vendor handles" and "a colleague sized" are.
    sure = text.spelled[first] in listed("others", "articles") or (
        text.spelled[at] in listed("others", "never_me")
    )
    if not sure and text.spelled[verb] not in listed("others", "verbs"):
        return None
    return Other(first, verb, before=True)


def _is_told_of_me(text: Text, verb: int, stop: int) -> bool:
    """Whether what they do is done to the writer: "the owner trusted me", "liked my setting"."""
    clause = next((n for n in range(verb + 1, min(stop, verb + 5)) if text.gaps[n] != PLAIN), stop)
    told = text.spelled[verb : min(clause, verb + 4)]
    does = text.spelled[verb] in listed("others", "verbs")
    return not (_ME.isdisjoint(told) and (does or _MINE.isdisjoint(told)))


def _begins(text: Text, at: int, begin: int) -> int | None:
    """The first word of a subject, if it stands at the beginning of a clause."""
    opens = listed("others", "opens")
    first = at
    while first > begin and text.gaps[first] == PLAIN and at - first < NOUN:
        if text.spelled[first - 1] in opens:
            break
        first -= 1
    begins = first == begin or text.gaps[first] != PLAIN or text.spelled[first - 1] in opens
    return first if begins else None


def _behind_by(text: Text, at: int, begin: int, stop: int) -> Other | None:
    """What is done "by the senior team" is not done by the writer; who "was trained by" is."""
    if at + 1 >= stop or not listed("others", "learner").isdisjoint(
        text.spelled[max(begin, at - 5) : at]
    ):
        return None
    done = _is_done(text.spelled[at - 1]) and text.gaps[at] == PLAIN
    if _noun_of_others(text, at + 1, stop, name=done) is None:
        return None
    return Other(at, at, before=False, whole=True)


def _with_somebody(text: Text, at: int, begin: int, stop: int) -> Other | None:
    """Whose a thing is or with whom: "is Rosa's", "stayed with the setter", "was another shop"."""
    between, small = listed("others", "between"), listed("others", "with")
    place, with_them = at + 1, False
    while place < min(stop, at + 1 + BETWEEN) and text.spelled[place] in between:
        with_them = with_them or text.spelled[place] in small
        place += 1
    if place >= stop or any(gap != PLAIN for gap in text.gaps[at + 1 : place + 1]):
        return None
    is_copula = text.spelled[at] in listed("others", "auxiliaries")
    noun = _noun_of_others(text, place, stop, name=text.spelled[place - 1] in ("to", "with"))
    if noun is None or not (with_them or is_copula):
        return None
    if noun + 1 < stop and text.spelled[noun + 1] in ("who", "that"):
        return None
    if not with_them and not (
        text.spelled[noun].endswith("'s") or text.spelled[place] in listed("others", "not_mine")
    ):
        # "stone setting was our shop" and "customers were designers" say nothing of who does it.
        return None
    return Other(at, noun, before=False)


def _noun_of_others(text: Text, place: int, stop: int, *, name: bool) -> int | None:
    """The word of a noun phrase that is somebody else; with `name`, a name may be."""
    ends = listed("others", "noun_ends")
    for at in range(place, min(stop, place + NOUN + 1)):
        word = text.spelled[at]
        if (at > place and text.gaps[at] != PLAIN) or word in ends or word in _ME:
            return None
        whose = word.removesuffix("'s")
        if whose in listed("others", "people"):
            mine = text.spelled[at - 1] == "my" and whose in listed("others", "mine_too")
            return None if mine else at
        is_named = _is_name(text, at) or (name and text.said(at, at).isupper() and len(word) > 1)
        if is_named and at == place and (name or word != whose):
            return None if word in listed("others", "not_names") else at
    return None


def _is_done(word: str) -> bool:
    """Whether a word may say that something was done: "sized", "made"."""
    return (word.endswith("ed") and len(word) > 3) or (
        word in skill_words()["irregular"] or word in listed("others", "passive")
    )


def _is_verb(word: str) -> bool:
    """Whether a word after a subject is what the subject does."""
    if word in listed("others", "not_verbs"):
        return False
    return (
        word in skill_words()["irregular"]
        or word in listed("others", "verbs")
        or (len(word) > 3 and word.endswith(("ed", "s")) and not word.endswith(("ss", "'s")))
    )


def clause_begins(text: Text, at: int, begin: int) -> int:
    """The first word of the clause that a word stands in; lists go on over commas."""
    opens, new = listed("others", "clause_opens"), listed("ends", "after_comma")
    earliest = max(begin, at - CLAUSE)
    for first in range(at, earliest, -1):
        gap = text.gaps[first]
        if gap > COMMA or (gap == COMMA and text.spelled[first] in new):
            return first
        if text.spelled[first - 1] in opens:
            return first
    return earliest


def is_passive(text: Text, first: int, begin: int) -> bool:
    """Whether a clause begins with what is done and not with who does it or with the doing.

    "Brushing of cases | is done by" does; "Sold pieces | made by" does not.
    """
    if first <= begin:
        return False
    opening = text.spelled[begin]
    return listed("words", "who").isdisjoint(text.spelled[begin:first]) and not _is_done(opening)
