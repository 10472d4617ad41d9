"""Tokenize a free text: normalized words, stems, character offsets and the gaps between words.

`set`, `sets` and `setting` have one stem, `jewellery` and `jewelry` one spelling, `re-tipped` and
`retipped` are one word. The word lists are in `data/skill-words.toml`. Stems are made by a few
rules (after Porter, An algorithm for suffix stripping, 1980, step 1); they need not be words.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import rtoml
from rapidfuzz.distance import OSA

from benchpin.inputs.word_caches import word_cache

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*(?:\+\+|#)?|&")
_VOWEL = re.compile("[aeiouy]")
BULLETS = frozenset("-\u2013\u2022\u25aa\u25cf\u25e6\u2023\u00b7*")
# A bullet, a bar or a tab between two words separates items, as a sentence end does.
_SEPARATORS = frozenset("\u2022\u25aa\u25cf\u25e6\u2023\u00b7*|\t")
_FIRST_PERSON = frozenset({"i", "i'm", "i've", "i'd", "me", "my", "myself"})
_CLAUSE_MARKS = frozenset(";\u2014\u2013()[]")

MIN_CORRECTED_LENGTH = 6
"""Spelling is corrected only in words of at least this many letters."""

GAP_PLAIN, GAP_COMMA, GAP_CLAUSE_END, GAP_OPENS, GAP_CLOSES, GAP_SENTENCE_END = range(6)
"""Kinds of gap before a word, weakest first: nothing of note, a comma, the end of a clause, an
opening bracket, a closing bracket, the end of a sentence."""


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """A text as parallel lists, one entry per word.

    `words` are normalized spellings in lower case; `starts` and `ends` are character offsets into
    `raw_text`; `gaps[i]` is the kind of gap before word i (GAP_PLAIN to GAP_SENTENCE_END).
    `first_person` says whether the writer says "I" anywhere.
    """

    raw_text: str
    words: list[str]
    stems: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[int]
    first_person: bool = False

    def span_text(self, first: int, last: int) -> str:
        """The raw text from the first to the last word, both included."""
        return self.raw_text[self.starts[first] : self.ends[last]]


@lru_cache(maxsize=1)
def skill_words() -> dict[str, Any]:
    """The tables of `data/skill-words.toml`."""
    text = resources.files("benchpin").joinpath("data/skill-words.toml").read_text("utf-8")
    return dict(rtoml.loads(text))


@lru_cache(maxsize=256)
def word_list(table: str, name: str) -> frozenset[str]:
    """One list of `data/skill-words.toml` as a set of words."""
    return frozenset(skill_words()[table][name])


@lru_cache(maxsize=1)
def _joining_prefixes() -> frozenset[str]:
    """Prefixes that form one word with the word after their hyphen."""
    return frozenset(skill_words()["words"]["joined"])


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(skill_words()["words"]["abbreviations"])


@lru_cache(maxsize=1)
def _trade_words_by_deletion() -> dict[str, str]:
    """Each correctable word of the trade, by itself and by each of its one-letter deletions."""
    trade = skill_words()["misspelled"]["trade"]
    return {deletion: word for word in trade for deletion in (word, *_deletions(word))}


def _deletions(word: str) -> list[str]:
    """The word without one letter, for each letter but the first."""
    return [word[:index] + word[index + 1 :] for index in range(1, len(word))]


def _corrected_spelling(word: str) -> str:
    """The word of the trade at edit distance 1 with the same first letter, or the word itself.

    An edit is a letter wrong, missing, too many or swapped with the next one (Damerau, A technique
    for computer detection and correction of spelling errors, 1964).
    """
    # The list has English words that are so near to a word of the trade ("polishes").
    if len(word) < MIN_CORRECTED_LENGTH or word in word_list("misspelled", "words"):
        return word
    trade_words = _trade_words_by_deletion()
    if trade_words.get(word) == word:
        return word
    for deletion in (word, *_deletions(word)):
        correction = trade_words.get(deletion)
        if (
            correction
            and correction[0] == word[0]
            and OSA.distance(word, correction, score_cutoff=1) == 1
        ):
            return correction
    return word


@word_cache(65_536)
def spelling_and_stem(word: str) -> tuple[str, str]:
    """The normalized spelling of a word (lower case, US, corrected) and its stem."""
    if not word.isascii():
        folded = unicodedata.normalize("NFKD", word.replace("\u2019", "'"))
        word = "".join(c for c in folded if not unicodedata.combining(c))
    lower = word.lower()
    if lower == "&":
        return "and", "and"
    tables = skill_words()
    spelling = tables["spelling"].get(lower) or _corrected_spelling(lower)
    return spelling, stem(tables["irregular"].get(spelling, spelling))


def stem(word: str) -> str:
    """The stem that a word shares with its plural, its -ing and its -ed form."""
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    base = word
    if word.endswith("ied"):
        return f"{word[:-3]}y"
    if word.endswith("ing"):
        base = word[:-3]
    elif word.endswith("ed") and not word.endswith("eed"):
        base = word[:-2]
    if base != word and len(base) > 1 and _VOWEL.search(base):
        if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
            return base[:-1]
        word = base
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def tokenize(raw_text: str) -> TokenizedText:
    """Split a text into words; the time is linear in its length, whatever it holds."""
    words: list[str] = []
    stems: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[int] = []
    prefixes = _joining_prefixes()
    end = 0
    for match in _WORD.finditer(raw_text):
        start, word = match.start(), match.group()
        gap = raw_text[end:start]
        if gap == "-" and words and words[-1] in prefixes and starts[-1] + 14 > start:
            words[-1], stems[-1] = spelling_and_stem(raw_text[starts[-1] : start - 1] + word)
            end = ends[-1] = match.end()
            continue
        spelling, word_stem = spelling_and_stem(word)
        gaps.append(GAP_PLAIN if gap == " " else _gap_kind(gap, words, raw_text[start]))
        words.append(spelling)
        stems.append(word_stem)
        starts.append(start)
        end = match.end()
        ends.append(end)
    return TokenizedText(
        raw_text, words, stems, starts, ends, gaps, not _FIRST_PERSON.isdisjoint(words)
    )


def _gap_kind(gap: str, words_before: list[str], next_letter: str) -> int:
    """The kind of gap (one of GAP_*) that the characters between two words make."""
    if not words_before or not gap:
        return GAP_PLAIN if words_before else GAP_SENTENCE_END
    # A single line break before a small letter is a wrapped line, not a new sentence.
    if "\n" in gap and (
        gap.count("\n") > 1 or not next_letter.islower() or not BULLETS.isdisjoint(gap)
    ):
        return GAP_SENTENCE_END
    if not _SEPARATORS.isdisjoint(gap):
        return GAP_SENTENCE_END
    mark = gap.lstrip("\"'\u201d\u2019)]")
    if mark[:1] in (".", "!", "?"):
        if len(mark) == 1 or (not mark[1:2].isspace() and mark[1:2] not in "\"'\u201d\u2019)]"):
            return GAP_PLAIN
        is_short = mark[0] == "." and words_before[-1] in _abbreviations()
        if words_before[-1] == "no":
            is_short = next_letter.isdigit()  # "lot no. 12", but "Casting: no. Setting: yes."
        if not is_short and (not next_letter.islower() or mark[0] != "."):
            return GAP_SENTENCE_END
        return GAP_PLAIN
    if "(" in gap or "[" in gap:
        return GAP_OPENS
    if ")" in gap or "]" in gap:
        return GAP_CLOSES
    if not _CLAUSE_MARKS.isdisjoint(gap) or " - " in gap:
        return GAP_CLAUSE_END
    return GAP_COMMA if "," in gap else GAP_PLAIN


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """The stems of some words."""
    return frozenset(spelling_and_stem(word)[1] for word in words)
