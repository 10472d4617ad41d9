"""Experiencer: where a sentence says that somebody other than its writer does something.

Trigger, scope and experiencer are terms of ConText (Harkema and others, ConText: an algorithm for
determining negation, experiencer, and temporal status from clinical reports, 2009). Four
constructions are read: another person is the subject of a clause ("the owner writes the
appraisals"), is the agent of a passive ("handled by an agency"), stands after a mark ("Bails:
Paolo"), or has the thing ("timing was for the senior watchmaker", "that was the Bangkok office").
Which words name a person is in `person_nouns`.
"""

from dataclasses import dataclass

from benchpin.inputs.word_caches import word_cache
from benchpin.text.context.person_nouns import (
    MAX_WORDS_BEFORE_NOUN,
    SELF_REFERENCES,
    is_name,
    is_person_mention,
    is_person_noun,
    other_person_noun,
    punctuation_before,
)
from benchpin.text.tokens import GAP_COMMA, GAP_PLAIN, TokenizedText, skill_words, word_list

_SELF_POSSESSIVES = frozenset({"my", "our", "mine", "ours"})
_AGENT_PREPOSITIONS = frozenset({"by", "via"})
_LABEL_MARKS = frozenset({":", "\u2013", "\u2014", "-", "="})
"""Marks between a task and the person who does it."""
_OBJECT_PRONOUNS = frozenset({"it", "that", "those", "these", "them", "both"})
_HANDOVER_VERBS = frozenset({"handed", "passed", "forwarded", "referred", "leave", "left"})
_AWAY_ADVERBS = frozenset({"out", "outside", "elsewhere", "upstairs", "downstairs", "outsourced"})
MAX_WORDS_BETWEEN = 4
"""At most this many words stand between *is* or *went* and the person."""
MAX_CLAUSE_WORDS = 24
"""The start of a clause is looked for at most this many words back."""


@dataclass(frozen=True, slots=True)
class ExperiencerTrigger:
    """Words (`first` to `last`) that make somebody else the experiencer of skills around them.

    Scope: `forward` the phrases after them, `backward` those before them; `whole_clause` all from
    the start of their clause, `before_mark` all before the mark ahead of them. `ends_at_comma`
    stops the forward scope at the next comma.
    """

    first: int
    last: int
    forward: bool = False
    backward: bool = False
    whole_clause: bool = False
    before_mark: bool = False
    ends_at_comma: bool = False


def experiencer_at(
    text: TokenizedText, index: int, start: int, end: int
) -> ExperiencerTrigger | None:
    """The trigger that a word of a sentence (words `start` to `end`) begins; None for most."""
    word = text.words[index]
    single_space = index > 0 and text.ends[index - 1] + 1 == text.starts[index]
    if (
        single_space
        and not _may_introduce_person(word)
        and not text.raw_text[text.starts[index]].isupper()
    ):
        return None
    if word in _AGENT_PREPOSITIONS:
        return _passive_agent(text, index, start, end) if index > start else None
    if index > start and punctuation_before(text, index) in _LABEL_MARKS:
        trigger = _person_after_mark(text, index, end)
        if trigger is not None:
            return trigger
    if word in word_list("others", "where_it_is"):
        return _possessor_trigger(text, index, end) or _handover_trigger(text, index, end)
    if word in _HANDOVER_VERBS:
        return _handover_trigger(text, index, end)
    if _is_person_subject(text, index, start, end):
        return _subject_trigger(text, index, start, end)
    is_possessive = (
        word.endswith("'s") and index + 1 < end and word not in word_list("words", "who")
    )
    if is_possessive and text.words[index + 1] in word_list("others", "theirs"):
        return ExperiencerTrigger(index, index + 1, backward=True)
    if is_possessive and text.words[index + 1] in ("my", "our", "the", "another", "his", "her"):
        # "Etsy's my wife's"
        noun = other_person_noun(text, index + 1, end, allow_name=False)
        if noun is not None and text.words[noun].endswith("'s"):
            return ExperiencerTrigger(index + 1, noun, backward=True)
    return None


@word_cache(16_384)
def _may_introduce_person(word: str) -> bool:
    """Whether a word may begin a trigger without a capital or a mark before it."""
    return (
        word in _AGENT_PREPOSITIONS
        or word in _HANDOVER_VERBS
        or word in ("he", "she", "team")
        or word.endswith("'s")
        or word in word_list("others", "where_it_is")
        or is_person_noun(word)
    )


def _person_after_mark(text: TokenizedText, index: int, end: int) -> ExperiencerTrigger | None:
    """The person named after a mark: "Bails: Paolo", "casting - other shop"."""
    ends_clause = index + 1 >= end or text.gaps[index + 1] != GAP_PLAIN
    if ends_clause and text.words[index] in _AWAY_ADVERBS:
        return ExperiencerTrigger(index, index, backward=True, before_mark=True)
    noun = other_person_noun(text, index, end, allow_name=True)
    is_lowercase_word = noun == index and text.raw_text[text.starts[index]].islower()
    if noun is None or (
        is_lowercase_word
        and text.words[index].removesuffix("'s") not in word_list("others", "people")
    ):
        return None
    next_index = noun + 1
    trigger = ExperiencerTrigger(
        index, noun, forward=True, backward=True, before_mark=True, ends_at_comma=True
    )
    if next_index >= end or text.gaps[next_index] != GAP_PLAIN:
        return trigger
    next_word = text.words[next_index]
    if next_word in word_list("others", "verbs"):
        # "Refinishing: Kim does it"; a dash may begin a new sentence.
        has_object_pronoun = next_index + 1 < end and text.words[next_index + 1] in _OBJECT_PRONOUNS
        return trigger if has_object_pronoun or punctuation_before(text, index) == ":" else None
    continuations = (
        word_list("others", "where") | word_list("others", "theirs") | {"who", "only", "not"}
    )
    return trigger if next_word in continuations else None


def _is_person_subject(text: TokenizedText, index: int, start: int, end: int) -> bool:
    """Whether a word may be the noun of a subject other than the writer."""
    word = text.words[index]
    if word in ("he", "she"):
        return text.first_person  # in a text without "I", they are the person it is about
    if word == "team":
        # "my team" includes the writer.
        return index > start and _SELF_POSSESSIVES.isdisjoint(
            text.words[max(start, index - 3) : index]
        )
    if is_person_mention(text, index):
        return True
    if index >= end - 1 or len(word) < 2 or not is_name(text, index):
        return False
    if index > start:
        return text.words[index + 1] in word_list("others", "verbs")
    # Every sentence begins with a capital: there, only a verb that takes a person counts.
    looks_inflected = word.endswith(("ing", "s", "ed"))
    return text.words[index + 1] in word_list("others", "does") and not looks_inflected


def _subject_trigger(
    text: TokenizedText, index: int, start: int, end: int
) -> ExperiencerTrigger | None:
    """Another person as the subject of a clause: the trigger is the subject and its verb."""
    verb = index + 1
    if verb + 1 < end and text.words[verb] in ("who", "that"):
        # "the apprentice who polished", but "I was the apprentice who polished"
        words_before = text.words[max(start, index - MAX_WORDS_BEFORE_NOUN) : index]
        is_other_person = SELF_REFERENCES.isdisjoint(words_before) or {
            "am",
            "was",
            "became",
            "i'm",
        }.isdisjoint(words_before)
        non_verbs = word_list("others", "not_verbs") | word_list("words", "who")
        has_relative_verb = (
            is_other_person and "as" not in words_before and text.words[verb + 1] not in non_verbs
        )
        return ExperiencerTrigger(verb, verb + 1, forward=True) if has_relative_verb else None
    if verb < end and text.words[verb] in word_list("others", "adverbs"):
        verb += 1
    elif verb < end and text.words[verb] in word_list("others", "where"):
        # "the caster down the hall does", "a chap two doors down does"
        verbs = word_list("others", "verbs")
        following_words = text.words[verb + 1 : min(verb + 5, end)]
        verb += 1 + next(
            (n for n, word in enumerate(following_words) if word in verbs), len(following_words)
        )
    if verb >= end or any(_follows_mark(text, n) for n in range(index + 1, verb + 1)):
        return None
    is_noun_predicate = (
        text.words[verb] in ("is", "was")
        and text.words[index] in word_list("others", "never_me")
        and text.words[min(verb + 1, end - 1)] in ("a", "an", "the")
    )
    if not (is_noun_predicate or _is_verb(text.words[verb])) or _acts_on_writer(text, verb, end):
        return None
    first = _subject_start(text, index, start)
    if first is None or not SELF_REFERENCES.isdisjoint(text.words[first:index]):
        return None
    if any(map(is_past_participle, text.words[first:index])) or text.words[first].isdigit():
        return None  # "trained 80 staff"
    # "vendor relations" is no sentence; "the vendor handles" and "a colleague sized" are.
    is_listed_person = text.words[index] in word_list("others", "people")
    is_certain = is_listed_person and (
        not word_list("others", "articles").isdisjoint(text.words[first:index])
        or text.words[index] in word_list("others", "articles") | word_list("others", "never_me")
    )
    may_include_writer = text.words[index] in word_list("others", "mine_too")
    is_action = text.words[verb] in word_list("others", "does")
    if (
        not is_certain
        and not is_action
        and (may_include_writer or text.words[verb] not in word_list("others", "verbs"))
    ):
        return None
    has_object_pronoun = (
        verb + 1 < end
        and text.words[verb + 1] in _OBJECT_PRONOUNS
        and text.gaps[verb + 1] == GAP_PLAIN
    )
    if has_object_pronoun:
        return ExperiencerTrigger(first, verb + 1, forward=True, backward=True, before_mark=True)
    ends_clause = verb + 1 >= end or text.gaps[verb + 1] != GAP_PLAIN
    if ends_clause and is_action and first > start and text.gaps[first] != GAP_PLAIN:
        # "Instagram, alas, an intern does"
        return ExperiencerTrigger(first, verb, backward=True, before_mark=True)
    return ExperiencerTrigger(first, verb, forward=True)


def _acts_on_writer(text: TokenizedText, verb: int, end: int) -> bool:
    """Whether the writer is the object: "the owner trusted me", "liked my setting"."""
    clause_end = next(
        (n for n in range(verb + 1, min(end, verb + 5)) if text.gaps[n] != GAP_PLAIN), end
    )
    verb_phrase = text.words[verb : min(clause_end, verb + 4)]
    is_action = text.words[verb] in word_list("others", "verbs")
    return not (
        SELF_REFERENCES.isdisjoint(verb_phrase)
        and (is_action or _SELF_POSSESSIVES.isdisjoint(verb_phrase))
    )


def _subject_start(text: TokenizedText, index: int, start: int) -> int | None:
    """The first word of the subject whose noun is at `index`; None if it is not a clause start."""
    openers = word_list("others", "opens")
    first = index
    while (
        first > start and not _follows_mark(text, first) and index - first < MAX_WORDS_BEFORE_NOUN
    ):
        if text.words[first - 1] in openers:
            break
        first -= 1
    is_clause_start = (
        first == start or _follows_mark(text, first) or text.words[first - 1] in openers
    )
    return first if is_clause_start else None


def _follows_mark(text: TokenizedText, index: int) -> bool:
    """Whether a mark of punctuation stands before a word."""
    return text.gaps[index] != GAP_PLAIN or punctuation_before(text, index) == ":"


def _passive_agent(
    text: TokenizedText, index: int, start: int, end: int
) -> ExperiencerTrigger | None:
    """The agent of a passive: "sized by the senior team".

    None where the subject is the writer: "was trained by the senior team".
    """
    first = next((n for n in range(index, start, -1) if text.gaps[n] != GAP_PLAIN), start)
    words_before = text.words[max(first, index - 5) : index]
    if index + 1 >= end or not word_list("others", "learner").isdisjoint(words_before):
        return None
    if text.words[index + 1] == "them":
        return ExperiencerTrigger(index, index, backward=True, whole_clause=True)
    allow_name = (
        text.words[index] == "by"
        and text.gaps[index] == GAP_PLAIN
        and not is_past_participle(text.words[first])
    )
    if other_person_noun(text, index + 1, end, allow_name=allow_name) is None:
        return None
    return ExperiencerTrigger(index, index, backward=True, whole_clause=True)


def _handover_trigger(text: TokenizedText, index: int, end: int) -> ExperiencerTrigger | None:
    """The writer hands a thing to somebody: "handed copy to the web editors"."""
    if text.words[index] not in _HANDOVER_VERBS:
        return None
    for position in range(index + 2, min(end - 1, index + MAX_WORDS_BETWEEN + 2)):
        if text.gaps[position] != GAP_PLAIN:
            return None
        if text.words[position] in ("to", "with", "for"):
            has_recipient = other_person_noun(text, position + 1, end, allow_name=True) is not None
            return (
                ExperiencerTrigger(index, index, forward=True, ends_at_comma=True)
                if has_recipient
                else None
            )
    return None


def _possessor_trigger(text: TokenizedText, index: int, end: int) -> ExperiencerTrigger | None:
    """Another person has a thing: "is Rosa's", "stayed with the setter", "was another shop"."""
    fillers, prepositions = word_list("others", "between"), word_list("others", "with")
    position, has_preposition = index + 1, False
    while position < min(end, index + 1 + MAX_WORDS_BETWEEN) and text.words[position] in fillers:
        has_preposition = has_preposition or text.words[position] in prepositions
        position += 1
    if position >= end or any(gap != GAP_PLAIN for gap in text.gaps[index + 1 : position + 1]):
        return None
    is_copula = text.words[index] in word_list("others", "auxiliaries")
    noun = other_person_noun(
        text, position, end, allow_name=text.words[position - 1] in prepositions
    )
    if noun is None or not (has_preposition or is_copula):
        return None
    if noun + 1 < end and text.words[noun + 1] in ("who", "that"):
        return None
    noun_word = text.words[noun]
    is_sending = text.words[index] in ("sent", "shipped", "went", "go", "goes")
    if is_sending and noun_word in ("refiner", "refinery", "refiners"):
        return None  # what is sent to the refiner was gathered by the writer
    if not has_preposition and not (
        noun_word.endswith("'s")
        or noun_word in ("dept", "department", "office")
        or text.words[position] in word_list("others", "not_mine")
    ):
        # "stone setting was our shop" and "customers were designers" say nothing of who does it.
        return None
    return ExperiencerTrigger(
        index, noun, forward=has_preposition, backward=True, ends_at_comma=True
    )


def is_past_participle(word: str) -> bool:
    """Whether a word may be a past participle: "sized", "made"."""
    return (word.endswith("ed") and len(word) > 3) or (
        word in skill_words()["irregular"] or word in word_list("others", "passive")
    )


def _is_verb(word: str) -> bool:
    """Whether the word after a subject is its verb."""
    if word in word_list("others", "not_verbs"):
        return False
    return (
        word in skill_words()["irregular"]
        or word in word_list("others", "verbs")
        or (len(word) > 3 and word.endswith(("ed", "s")) and not word.endswith(("ss", "'s")))
    )


def clause_start(text: TokenizedText, index: int, start: int) -> int:
    """The index of the first word of a word's clause; a comma in a list does not begin one."""
    openers, new_subjects = word_list("others", "clause_opens"), word_list("ends", "after_comma")
    earliest = max(start, index - MAX_CLAUSE_WORDS)
    for first in range(index, earliest, -1):
        gap = text.gaps[first]
        if gap > GAP_COMMA or (gap == GAP_COMMA and text.words[first] in new_subjects):
            return first
        if text.words[first - 1] in openers:
            return first
    return earliest


def is_passive(text: TokenizedText, first: int, start: int) -> bool:
    """Whether a clause (words `start` to `first`) begins with the object of a passive.

    "Brushing of cases | is done by" does; "Sold pieces | made by" does not.
    """
    if first <= start:
        return False
    opening = text.words[start]
    return word_list("words", "who").isdisjoint(text.words[start:first]) and not is_past_participle(
        opening
    )
