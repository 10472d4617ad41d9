"""Where what is said of languages is that the writer's native one is English: no foreign one.

"Native English speaker" names no foreign language; "English (native), Spanish (fluent)" names one.
So does "native Spanish speaker": it is written in English, which makes two. The languages, and the
words that say whose they are, are in `[native]` of `data/skill-words.toml`.
"""

from functools import lru_cache

from benchpin.text.phrases.matcher import PhraseMatch
from benchpin.text.tokens import GAP_COMMA, GAP_PLAIN, TokenizedText, word_list

MAX_WORDS_BETWEEN = 4
"""So many words may stand between a language and the word that says that it is native."""


def is_native(text: TokenizedText, phrase: PhraseMatch, begin: int, stop: int) -> bool:
    """Whether a phrase of a sentence (words begin to stop) speaks of native English alone.

    One that names no language ("Languages") does where its sentence names no other language.
    """
    if not _speaks().issuperset(phrase.meanings):
        return False
    own = _languages_in(text, phrase.first, phrase.end + 1)
    if not own and not _may_mean_native(text, phrase):
        return False
    here = own or _languages_in(text, begin, stop)
    if any(text.spelled[at] != "english" for at in here):
        return False
    return any(_said_native(text, at, begin, stop) for at in here)


@lru_cache(maxsize=1)
def _speaks() -> frozenset[str]:
    return word_list("native", "skills")


def _languages_in(text: TokenizedText, begin: int, stop: int) -> list[int]:
    languages = word_list("native", "languages")
    return [at for at in range(begin, stop) if text.spelled[at] in languages]


def _may_mean_native(text: TokenizedText, phrase: PhraseMatch) -> bool:
    """Whether a phrase says no more than that there is a language: "or bilingual" says no more."""
    if word_list("native", "several").isdisjoint(text.spelled[phrase.first : phrase.end + 1]):
        return True
    at = phrase.first
    return at > 1 and text.spelled[at - 1] == "or" and text.spelled[at - 2] == "native"


def _said_native(text: TokenizedText, at: int, begin: int, stop: int) -> bool:
    """Whether a language is said to be native: "native English", "English is my first language"."""
    for place in range(at - 1, max(begin, at - MAX_WORDS_BETWEEN) - 1, -1):
        if text.gaps[place + 1] != GAP_PLAIN:
            break
        if _is_native_at(text, place, begin):
            return True
        if text.spelled[place] not in word_list("native", "between"):
            break
    for place in range(at + 1, min(stop, at + 1 + MAX_WORDS_BETWEEN)):
        if _is_native_at(text, place, begin):
            # "English, native Spanish": it stands with the language behind it.
            behind = text.spelled[place + 1 : min(stop, place + 2)]
            return text.gaps[place] != GAP_COMMA or word_list("native", "languages").isdisjoint(
                behind
            )
        if text.gaps[place] == GAP_COMMA or text.spelled[place] not in word_list(
            "native", "between"
        ):
            break
    return False


def _is_native_at(text: TokenizedText, at: int, begin: int) -> bool:
    """Whether a word says native: alone, or as the last of "mother tongue"."""
    word, ahead = text.spelled[at], text.spelled[at - 1] if at > begin else ""
    if word in ("native", "natively"):
        return ahead not in ("near", "not", "non")
    return (
        word in ("tongue", "language", "languages")
        and ahead in ("mother", "first", "native", "home")
        and text.gaps[at] == GAP_PLAIN
    )
