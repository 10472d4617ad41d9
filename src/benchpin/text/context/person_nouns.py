"""Which words of a sentence name a person other than its writer (the other experiencer).

Person nouns are those of a list (`[others]` of `data/skill-words.toml`) and agent nouns such as
*engraver*, *stylist* and *goldsmith*. A capitalized name counts only where its position in the
sentence suggests a person.
"""

from benchpin.inputs.word_caches import word_cache
from benchpin.text.tokens import GAP_PLAIN, TokenizedText, word_list

SELF_REFERENCES = frozenset({"i", "i'm", "i've", "me", "myself", "us", "hand"})
MAX_WORDS_BEFORE_NOUN = 4
"""A noun phrase for a person has at most this many words before its noun."""
SHORT_WORD_LENGTH = 5
"""The ending of a word of at most this many letters does not make it an agent noun."""
_AGENT_SUFFIXES = ("er", "ers", "or", "ors", "ist", "ists", "smith", "smiths")


def punctuation_before(text: TokenizedText, index: int) -> str:
    """The punctuation between a word and the one before it; empty for a hyphen inside a word."""
    if not index or text.ends[index - 1] + 1 == text.starts[index]:
        return ""
    gap = text.raw_text[text.ends[index - 1] : text.starts[index]]
    return "" if gap in ("-", "\u2013", "\u2014") else gap.strip()


def is_name(text: TokenizedText, index: int) -> bool:
    """Whether a word is written like a name: a capital, then lower case."""
    if not text.raw_text[text.starts[index]].isupper():
        return False
    word = text.words[index].removesuffix("'s")
    return (
        text.span_text(index, index).removesuffix("'s").removesuffix("\u2019s").istitle()
        and word not in SELF_REFERENCES
        and word not in word_list("others", "not_names")
    )


@word_cache(16_384)
def is_person_noun(word: str) -> bool:
    """Whether a word stands for people, or for a place where others work."""
    bare_word = word.removesuffix("'s")
    return bare_word in word_list("others", "people") or (
        bare_word.endswith(_AGENT_SUFFIXES)
        and len(bare_word) > SHORT_WORD_LENGTH
        and bare_word not in word_list("others", "no_people")
        and bare_word.rstrip("s") not in word_list("others", "no_people")
    )


def is_person_mention(text: TokenizedText, index: int) -> bool:
    """Whether a word stands for people in this sentence: not counted ("80 staff"), not a name."""
    word = text.words[index]
    if not is_person_noun(word):
        return False
    if word.removesuffix("'s") in word_list("others", "people"):
        return index == 0 or not text.words[index - 1].isdigit()
    return text.raw_text[text.starts[index]].islower()


def other_person_noun(text: TokenizedText, start: int, end: int, *, allow_name: bool) -> int | None:
    """The index of the noun that names another person in the noun phrase that begins at `start`.

    None where there is none before `end`. With `allow_name` a capitalized name counts too.
    """
    ending_words = word_list("others", "noun_ends")
    is_elsewhere = False
    if start >= end or text.words[start].isdigit():
        return None
    for index in range(start, min(end, start + MAX_WORDS_BEFORE_NOUN + 1)):
        word = text.words[index]
        if (
            (index > start and text.gaps[index] != GAP_PLAIN)
            or word in ending_words
            or word in SELF_REFERENCES
        ):
            return None
        bare_word = word.removesuffix("'s")
        if is_person_mention(text, index):
            includes_writer = text.words[index - 1] in ("my", "our") and bare_word in word_list(
                "others", "mine_too"
            )
            return None if includes_writer else index
        if is_elsewhere and bare_word in word_list("others", "places"):
            return index
        is_elsewhere = is_elsewhere or bare_word in word_list("others", "elsewhere")
        if (
            index == start
            and (allow_name or word != bare_word)
            and len(bare_word) > 1
            and is_name(text, index)
        ):
            return index
    return None
