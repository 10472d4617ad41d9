"""Native English in a text about languages: it is no skill in a foreign language.

"Native English speaker" names no foreign language; "English (native), Spanish (fluent)" names one.
So does "native Spanish speaker": it is written in English, which makes two. The languages and the
words that mark a native one are in `[native]` of `data/skill-words.toml`.
"""

from functools import lru_cache

from benchpin.text.phrases.matcher import PhraseMatch
from benchpin.text.tokens import GAP_COMMA, GAP_PLAIN, TokenizedText, word_list

MAX_WORDS_BETWEEN = 4
"""At most this many words stand between a language and the word that marks it as native."""


def is_native(text: TokenizedText, phrase: PhraseMatch, start: int, end: int) -> bool:
    """Whether a phrase of a sentence (words `start` to `end`) is about native English alone.

    A phrase that names no language ("Languages") is where its sentence names no other language.
    """
    if not _language_skills().issuperset(phrase.meanings):
        return False
    phrase_languages = _languages_in(text, phrase.first, phrase.last + 1)
    if not phrase_languages and not _may_mean_native(text, phrase):
        return False
    languages = phrase_languages or _languages_in(text, start, end)
    if any(text.words[index] != "english" for index in languages):
        return False
    return any(_is_called_native(text, index, start, end) for index in languages)


@lru_cache(maxsize=1)
def _language_skills() -> frozenset[str]:
    """The skills of which a native language is no evidence."""
    return word_list("native", "skills")


def _languages_in(text: TokenizedText, start: int, end: int) -> list[int]:
    """The indexes of the names of languages among some words."""
    languages = word_list("native", "languages")
    return [index for index in range(start, end) if text.words[index] in languages]


def _may_mean_native(text: TokenizedText, phrase: PhraseMatch) -> bool:
    """Whether a phrase implies no second language: "native or bilingual" does not, "two" does."""
    if word_list("native", "several").isdisjoint(text.words[phrase.first : phrase.last + 1]):
        return True
    index = phrase.first
    return index > 1 and text.words[index - 1] == "or" and text.words[index - 2] == "native"


def _is_called_native(text: TokenizedText, index: int, start: int, end: int) -> bool:
    """Whether a language is called native: "native English", "English is my first language"."""
    for position in range(index - 1, max(start, index - MAX_WORDS_BETWEEN) - 1, -1):
        if text.gaps[position + 1] != GAP_PLAIN:
            break
        if _is_native_at(text, position, start):
            return True
        if text.words[position] not in word_list("native", "between"):
            break
    for position in range(index + 1, min(end, index + 1 + MAX_WORDS_BETWEEN)):
        if _is_native_at(text, position, start):
            # "English, native Spanish": the word belongs to the language after it.
            following_words = text.words[position + 1 : min(end, position + 2)]
            return text.gaps[position] != GAP_COMMA or word_list("native", "languages").isdisjoint(
                following_words
            )
        if text.gaps[position] == GAP_COMMA or text.words[position] not in word_list(
            "native", "between"
        ):
            break
    return False


def _is_native_at(text: TokenizedText, index: int, start: int) -> bool:
    """Whether a word means native: alone, or as the last of "mother tongue"."""
    word, word_before = text.words[index], text.words[index - 1] if index > start else ""
    if word in ("native", "natively"):
        return word_before not in ("near", "not", "non")
    return (
        word in ("tongue", "language", "languages")
        and word_before in ("mother", "first", "native", "home")
        and text.gaps[index] == GAP_PLAIN
    )
