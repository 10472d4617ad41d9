"""Where a sentence says that somebody other than its writer does something.

Four ways are known: somebody is the subject of a clause ("the owner writes the appraisals"),
stands behind *by* ("handled by an agency") or behind a mark ("Bails: Paolo"), or a thing is said to
be theirs or with them ("timing was for the senior watchmaker", "that was the Bangkok office"). Who
counts as somebody is in `skill_people`.
"""

from dataclasses import dataclass
from functools import lru_cache

from benchpin.text.context.person_nouns import (
    ME,
    NOUN,
    is_name,
    is_people_word,
    is_person_mention,
    noun_of_others,
    punctuation_before,
)
from benchpin.text.tokens import GAP_COMMA, GAP_PLAIN, TokenizedText, skill_words, word_list

_MINE = frozenset({"my", "our", "mine", "ours"})
_BY = frozenset({"by", "via"})
_LABELS = frozenset({":", "\u2013", "\u2014", "-", "="})
"""The marks between what is done and who does it."""
_THEM = frozenset({"it", "that", "those", "these", "them", "both"})
_HANDED = frozenset({"handed", "passed", "forwarded", "referred", "leave", "left"})
_AWAY = frozenset({"out", "outside", "elsewhere", "upstairs", "downstairs", "outsourced"})
BETWEEN = 4
"""So many words may stand between *is* or *went* and whom a thing is with."""
CLAUSE = 24
"""A clause is followed back for so many words."""


@dataclass(frozen=True, slots=True)
class ExperiencerTrigger:
    """Words that say that somebody else does what follows (`before`), what is ahead, or both.

    `whole`: all their clause begins with; `back`: all before the mark ahead of them; `brief`: what
    follows only to the next comma.
    """

    first: int
    last: int
    before: bool = False
    after: bool = False
    whole: bool = False
    back: bool = False
    brief: bool = False


def experiencer_at(
    text: TokenizedText, at: int, begin: int, stop: int
) -> ExperiencerTrigger | None:
    """Somebody else whom a word of a sentence (words begin to stop) brings in."""
    word = text.spelled[at]
    single_space = at > 0 and text.ends[at - 1] + 1 == text.starts[at]
    if single_space and not _may_bring(word) and not text.whole[text.starts[at]].isupper():
        return None
    if word in _BY:
        return _behind_by(text, at, begin, stop) if at > begin else None
    if at > begin and punctuation_before(text, at) in _LABELS:
        other = _behind_a_mark(text, at, stop)
        if other is not None:
            return other
    if word in word_list("others", "where_it_is"):
        return _with_somebody(text, at, stop) or _handed_on(text, at, stop)
    if word in _HANDED:
        return _handed_on(text, at, stop)
    if _is_somebody(text, at, begin, stop):
        return _subject(text, at, begin, stop)
    theirs = word.endswith("'s") and at + 1 < stop and word not in word_list("words", "who")
    if theirs and text.spelled[at + 1] in word_list("others", "theirs"):
        return ExperiencerTrigger(at, at + 1, after=True)
    if theirs and text.spelled[at + 1] in ("my", "our", "the", "another", "his", "her"):
        # "Etsy's my wife's"
        noun = noun_of_others(text, at + 1, stop, name=False)
        if noun is not None and text.spelled[noun].endswith("'s"):
            return ExperiencerTrigger(at + 1, noun, after=True)
    return None


@lru_cache(maxsize=16_384)
def _may_bring(word: str) -> bool:
    """Whether a word may bring in somebody else, other than by its capital or the mark before."""
    return (
        word in _BY
        or word in _HANDED
        or word in ("he", "she", "team")
        or word.endswith("'s")
        or word in word_list("others", "where_it_is")
        or is_people_word(word)
    )


def _behind_a_mark(text: TokenizedText, at: int, stop: int) -> ExperiencerTrigger | None:
    """Who does what stands before a mark: "Bails: Paolo", "casting - other shop"."""
    ends = at + 1 >= stop or text.gaps[at + 1] != GAP_PLAIN
    if ends and text.spelled[at] in _AWAY:
        return ExperiencerTrigger(at, at, after=True, back=True)
    noun = noun_of_others(text, at, stop, name=True)
    alone = noun == at and text.whole[text.starts[at]].islower()
    if noun is None or (
        alone and text.spelled[at].removesuffix("'s") not in word_list("others", "people")
    ):
        return None
    after = noun + 1
    here = ExperiencerTrigger(at, noun, before=True, after=True, back=True, brief=True)
    if after >= stop or text.gaps[after] != GAP_PLAIN:
        return here
    said = text.spelled[after]
    if said in word_list("others", "verbs"):
        # "Refinishing: Kim does it"; a dash may begin a new sentence.
        of_it = after + 1 < stop and text.spelled[after + 1] in _THEM
        return here if of_it or punctuation_before(text, at) == ":" else None
    goes_on = word_list("others", "where") | word_list("others", "theirs") | {"who", "only", "not"}
    return here if said in goes_on else None


def _is_somebody(text: TokenizedText, at: int, begin: int, stop: int) -> bool:
    """Whether a word may be the noun of a subject that is not the writer."""
    word = text.spelled[at]
    if word in ("he", "she"):
        return text.first_person  # in a portrait they are its person
    if word == "team":
        # "my team" has the writer in it
        return at > begin and _MINE.isdisjoint(text.spelled[max(begin, at - 3) : at])
    if is_person_mention(text, at):
        return True
    if at >= stop - 1 or len(word) < 2 or not is_name(text, at):
        return False
    if at > begin:
        return text.spelled[at + 1] in word_list("others", "verbs")
    # A sentence begins with a capital anyway: only what nobody but a person does counts there.
    ends = word.endswith(("ing", "s", "ed"))
    return text.spelled[at + 1] in word_list("others", "does") and not ends


def _subject(text: TokenizedText, at: int, begin: int, stop: int) -> ExperiencerTrigger | None:
    """People who are the subject of their clause, with what they do."""
    verb = at + 1
    if verb + 1 < stop and text.spelled[verb] in ("who", "that"):
        # "the apprentice who polished", but "I was the apprentice who polished"
        ahead = text.spelled[max(begin, at - NOUN) : at]
        theirs = ME.isdisjoint(ahead) or {"am", "was", "became", "i'm"}.isdisjoint(ahead)
        no_verb = word_list("others", "not_verbs") | word_list("words", "who")
        says_what = theirs and "as" not in ahead and text.spelled[verb + 1] not in no_verb
        return ExperiencerTrigger(verb, verb + 1, before=True) if says_what else None
    if verb < stop and text.spelled[verb] in word_list("others", "adverbs"):
        verb += 1
    elif verb < stop and text.spelled[verb] in word_list("others", "where"):
        # "the caster down the hall does", "a chap two doors down does"
        verbs = word_list("others", "verbs")
        said = text.spelled[verb + 1 : min(verb + 5, stop)]
        verb += 1 + next((n for n, word in enumerate(said) if word in verbs), len(said))
    if verb >= stop or any(_is_marked(text, n) for n in range(at + 1, verb + 1)):
        return None
    is_one = (
        text.spelled[verb] in ("is", "was")
        and text.spelled[at] in word_list("others", "never_me")
        and text.spelled[min(verb + 1, stop - 1)] in ("a", "an", "the")
    )
    if not (is_one or _is_verb(text.spelled[verb])) or _is_told_of_me(text, verb, stop):
        return None
    first = _begins(text, at, begin)
    if first is None or not ME.isdisjoint(text.spelled[first:at]):
        return None
    if any(map(is_past_participle, text.spelled[first:at])) or text.spelled[first].isdigit():
        return None  # "trained 80 staff"
    # "vendor relations" is no sentence; "the vendor handles" and "a colleague sized" are.
    known = text.spelled[at] in word_list("others", "people")
    sure = known and (
        not word_list("others", "articles").isdisjoint(text.spelled[first:at])
        or text.spelled[at] in word_list("others", "articles") | word_list("others", "never_me")
    )
    place = text.spelled[at] in word_list("others", "mine_too")
    does = text.spelled[verb] in word_list("others", "does")
    if not sure and not does and (place or text.spelled[verb] not in word_list("others", "verbs")):
        return None
    of_it = verb + 1 < stop and text.spelled[verb + 1] in _THEM and text.gaps[verb + 1] == GAP_PLAIN
    if of_it:
        return ExperiencerTrigger(first, verb + 1, before=True, after=True, back=True)
    ends = verb + 1 >= stop or text.gaps[verb + 1] != GAP_PLAIN
    if ends and does and first > begin and text.gaps[first] != GAP_PLAIN:
        # "Instagram, alas, an intern does"
        return ExperiencerTrigger(first, verb, after=True, back=True)
    return ExperiencerTrigger(first, verb, before=True)


def _is_told_of_me(text: TokenizedText, verb: int, stop: int) -> bool:
    """Whether what they do is done to the writer: "the owner trusted me", "liked my setting"."""
    clause = next(
        (n for n in range(verb + 1, min(stop, verb + 5)) if text.gaps[n] != GAP_PLAIN), stop
    )
    told = text.spelled[verb : min(clause, verb + 4)]
    does = text.spelled[verb] in word_list("others", "verbs")
    return not (ME.isdisjoint(told) and (does or _MINE.isdisjoint(told)))


def _begins(text: TokenizedText, at: int, begin: int) -> int | None:
    """The first word of a subject, if it stands at the beginning of a clause."""
    opens = word_list("others", "opens")
    first = at
    while first > begin and not _is_marked(text, first) and at - first < NOUN:
        if text.spelled[first - 1] in opens:
            break
        first -= 1
    begins = first == begin or _is_marked(text, first) or text.spelled[first - 1] in opens
    return first if begins else None


def _is_marked(text: TokenizedText, at: int) -> bool:
    return text.gaps[at] != GAP_PLAIN or punctuation_before(text, at) == ":"


def _behind_by(text: TokenizedText, at: int, begin: int, stop: int) -> ExperiencerTrigger | None:
    """What is done "by the senior team" is not done by the writer; who "was trained by" is."""
    begins = next((n for n in range(at, begin, -1) if text.gaps[n] != GAP_PLAIN), begin)
    ahead = text.spelled[max(begins, at - 5) : at]
    if at + 1 >= stop or not word_list("others", "learner").isdisjoint(ahead):
        return None
    if text.spelled[at + 1] == "them":
        return ExperiencerTrigger(at, at, after=True, whole=True)
    done = (
        text.spelled[at] == "by"
        and text.gaps[at] == GAP_PLAIN
        and not is_past_participle(text.spelled[begins])
    )
    if noun_of_others(text, at + 1, stop, name=done) is None:
        return None
    return ExperiencerTrigger(at, at, after=True, whole=True)


def _handed_on(text: TokenizedText, at: int, stop: int) -> ExperiencerTrigger | None:
    """What the writer hands to somebody: "handed copy to the web editors"."""
    if text.spelled[at] not in _HANDED:
        return None
    for place in range(at + 2, min(stop - 1, at + BETWEEN + 2)):
        if text.gaps[place] != GAP_PLAIN:
            return None
        if text.spelled[place] in ("to", "with", "for"):
            given = noun_of_others(text, place + 1, stop, name=True) is not None
            return ExperiencerTrigger(at, at, before=True, brief=True) if given else None
    return None


def _with_somebody(text: TokenizedText, at: int, stop: int) -> ExperiencerTrigger | None:
    """Whose a thing is or with whom: "is Rosa's", "stayed with the setter", "was another shop"."""
    between, small = word_list("others", "between"), word_list("others", "with")
    place, with_them = at + 1, False
    while place < min(stop, at + 1 + BETWEEN) and text.spelled[place] in between:
        with_them = with_them or text.spelled[place] in small
        place += 1
    if place >= stop or any(gap != GAP_PLAIN for gap in text.gaps[at + 1 : place + 1]):
        return None
    is_copula = text.spelled[at] in word_list("others", "auxiliaries")
    noun = noun_of_others(text, place, stop, name=text.spelled[place - 1] in small)
    if noun is None or not (with_them or is_copula):
        return None
    if noun + 1 < stop and text.spelled[noun + 1] in ("who", "that"):
        return None
    whose = text.spelled[noun]
    sent = text.spelled[at] in ("sent", "shipped", "went", "go", "goes")
    if sent and whose in ("refiner", "refinery", "refiners"):
        return None  # what is sent to the refiner was gathered by the writer
    if not with_them and not (
        whose.endswith("'s")
        or whose in ("dept", "department", "office")
        or text.spelled[place] in word_list("others", "not_mine")
    ):
        # "stone setting was our shop" and "customers were designers" say nothing of who does it.
        return None
    return ExperiencerTrigger(at, noun, before=with_them, after=True, brief=True)


def is_past_participle(word: str) -> bool:
    """Whether a word may say that something was done: "sized", "made"."""
    return (word.endswith("ed") and len(word) > 3) or (
        word in skill_words()["irregular"] or word in word_list("others", "passive")
    )


def _is_verb(word: str) -> bool:
    """Whether a word after a subject is what the subject does."""
    if word in word_list("others", "not_verbs"):
        return False
    return (
        word in skill_words()["irregular"]
        or word in word_list("others", "verbs")
        or (len(word) > 3 and word.endswith(("ed", "s")) and not word.endswith(("ss", "'s")))
    )


def clause_start(text: TokenizedText, at: int, begin: int) -> int:
    """The first word of the clause that a word stands in; lists go on over commas."""
    opens, new = word_list("others", "clause_opens"), word_list("ends", "after_comma")
    earliest = max(begin, at - CLAUSE)
    for first in range(at, earliest, -1):
        gap = text.gaps[first]
        if gap > GAP_COMMA or (gap == GAP_COMMA and text.spelled[first] in new):
            return first
        if text.spelled[first - 1] in opens:
            return first
    return earliest


def is_passive(text: TokenizedText, first: int, begin: int) -> bool:
    """Whether a clause begins with what is done and not with who does it or with the doing.

    "Brushing of cases | is done by" does; "Sold pieces | made by" does not.
    """
    if first <= begin:
        return False
    opening = text.spelled[begin]
    return word_list("words", "who").isdisjoint(
        text.spelled[begin:first]
    ) and not is_past_participle(opening)
