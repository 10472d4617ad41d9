"""Which words of a sentence name somebody other than its writer.

People are nouns of a list (`[others]` of `data/skill-words.toml`) and those made like *engraver*,
*stylist* and *goldsmith*; a name in capitals counts where its place says that it is a person's.
"""

from functools import lru_cache

from benchpin.text.tokens import GAP_PLAIN, TokenizedText, word_list

ME = frozenset({"i", "i'm", "i've", "me", "myself", "us", "hand"})
NOUN = 4
"""Somebody is named in at most so many words before the noun."""
SHORTEST = 5
"""A word of no more letters is not taken for people by its end."""
_MADE_LIKE = ("er", "ers", "or", "ors", "ist", "ists", "smith", "smiths")


def punctuation_before(text: TokenizedText, at: int) -> str:
    """The mark between a word and the one before it; none for a hyphen inside a word."""
    if not at or text.ends[at - 1] + 1 == text.starts[at]:
        return ""
    between = text.whole[text.ends[at - 1] : text.starts[at]]
    return "" if between in ("-", "\u2013", "\u2014") else between.strip()


def is_name(text: TokenizedText, at: int) -> bool:
    """Whether a word is written as a name is: one capital, small letters."""
    if not text.whole[text.starts[at]].isupper():
        return False
    word = text.spelled[at].removesuffix("'s")
    return (
        text.said(at, at).removesuffix("'s").removesuffix("\u2019s").istitle()
        and word not in ME
        and word not in word_list("others", "not_names")
    )


@lru_cache(maxsize=16_384)
def is_people_word(word: str) -> bool:
    """Whether a word is one for people, or for a place where others work."""
    whose = word.removesuffix("'s")
    return whose in word_list("others", "people") or (
        whose.endswith(_MADE_LIKE)
        and len(whose) > SHORTEST
        and whose not in word_list("others", "no_people")
        and whose.rstrip("s") not in word_list("others", "no_people")
    )


def is_person_mention(text: TokenizedText, at: int) -> bool:
    """Whether a noun of a sentence is for people: no figure before it, and no name."""
    word = text.spelled[at]
    if not is_people_word(word):
        return False
    if word.removesuffix("'s") in word_list("others", "people"):
        return at == 0 or not text.spelled[at - 1].isdigit()
    return text.whole[text.starts[at]].islower()


def noun_of_others(text: TokenizedText, place: int, stop: int, *, name: bool) -> int | None:
    """The word of a noun phrase that is somebody else; with `name`, a name may be."""
    ends = word_list("others", "noun_ends")
    elsewhere = False
    if place >= stop or text.spelled[place].isdigit():
        return None
    for at in range(place, min(stop, place + NOUN + 1)):
        word = text.spelled[at]
        if (at > place and text.gaps[at] != GAP_PLAIN) or word in ends or word in ME:
            return None
        whose = word.removesuffix("'s")
        if is_person_mention(text, at):
            mine = text.spelled[at - 1] in ("my", "our") and whose in word_list(
                "others", "mine_too"
            )
            return None if mine else at
        if elsewhere and whose in word_list("others", "places"):
            return at
        elsewhere = elsewhere or whose in word_list("others", "elsewhere")
        if at == place and (name or word != whose) and len(whose) > 1 and is_name(text, at):
            return at
    return None
