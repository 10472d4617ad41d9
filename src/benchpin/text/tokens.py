"""The words of a free text, each as one of its forms, with what stands between them.

`set`, `sets` and `setting` are one stem, `jewellery` and `jewelry` one spelling, `re-tipped` and
`retipped` one word. What this needs to know is in `data/skill-words.toml`. Stems are made by a few
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

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*(?:\+\+|#)?|&")
_VOWEL = re.compile("[aeiouy]")
BULLETS = frozenset("-\u2013\u2022\u25aa\u25cf\u25e6\u2023\u00b7*")
_APART = frozenset("\u2022\u25aa\u25cf\u25e6\u2023\u00b7*|\t")
_FIRST_PERSON = frozenset({"i", "i'm", "i've", "i'd", "me", "my", "myself"})
_HARD = frozenset(";\u2014\u2013()[]")

SHORTEST_MENDED = 6
"""A word of fewer letters is taken as it is spelled."""

GAP_PLAIN, GAP_COMMA, GAP_CLAUSE_END, GAP_OPENS, GAP_CLOSES, GAP_SENTENCE_END = range(6)
"""What stands before a word: nothing of note, a comma, an end of clause, a bracket, a sentence's
end."""


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """A text as words: spellings in small letters, stems, and where each begins and ends in it.

    `gaps[i]` is what stands before word i; `first_person` that its writer says "I".
    """

    whole: str
    spelled: list[str]
    stems: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[int]
    first_person: bool = False

    def said(self, first: int, last: int) -> str:
        """The text from one word to another, both included."""
        return self.whole[self.starts[first] : self.ends[last]]


@lru_cache(maxsize=1)
def skill_words() -> dict[str, Any]:
    """What `data/skill-words.toml` holds."""
    text = resources.files("benchpin").joinpath("data/skill-words.toml").read_text("utf-8")
    return dict(rtoml.loads(text))


@lru_cache(maxsize=256)
def word_list(table: str, name: str) -> frozenset[str]:
    """The words of a list of `data/skill-words.toml`."""
    return frozenset(skill_words()[table][name])


@lru_cache(maxsize=1)
def _joined() -> frozenset[str]:
    return frozenset(skill_words()["words"]["joined"])


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(skill_words()["words"]["abbreviations"])


@lru_cache(maxsize=1)
def _nearly() -> dict[str, str]:
    """Words of the trade, by what is left of them when a letter is taken out, and in full."""
    trade = skill_words()["misspelled"]["trade"]
    return {left: word for word in trade for left in (word, *_shorter(word))}


def _shorter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]


def _mended(word: str) -> str:
    """The word of the trade that a word is with one slip of the pen, or the word itself.

    A slip is a letter wrong, missing, too many or swapped with the next one (Damerau, A technique
    for computer detection and correction of spelling errors, 1964), other than the first.
    """
    if len(word) < SHORTEST_MENDED or word in word_list("misspelled", "words"):
        return word
    nearly = _nearly()
    if nearly.get(word) == word:
        return word
    for left in (word, *_shorter(word)):
        meant = nearly.get(left)
        if meant and meant[0] == word[0] and OSA.distance(word, meant, score_cutoff=1) == 1:
            return meant
    return word


@lru_cache(maxsize=65_536)
def inflections(word: str) -> tuple[str, str]:
    """The spelling of a word and its stem."""
    if not word.isascii():
        folded = unicodedata.normalize("NFKD", word.replace("\u2019", "'"))
        word = "".join(c for c in folded if not unicodedata.combining(c))
    lower = word.lower()
    if lower == "&":
        return "and", "and"
    known = skill_words()
    spelled = known["spelling"].get(lower) or _mended(lower)
    return spelled, stem(known["irregular"].get(spelled, spelled))


def stem(word: str) -> str:
    """The part of a word that its plural, its -ing and its -ed form have in common."""
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


def tokenize(whole: str) -> TokenizedText:
    """The words of a text; takes time in proportion to its length, whatever it holds."""
    spelled: list[str] = []
    stems: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[int] = []
    joined = _joined()
    end = 0
    for found in _WORD.finditer(whole):
        start, word = found.start(), found.group()
        gap = whole[end:start]
        if gap == "-" and spelled and spelled[-1] in joined and starts[-1] + 14 > start:
            spelled[-1], stems[-1] = inflections(whole[starts[-1] : start - 1] + word)
            end = ends[-1] = found.end()
            continue
        one, root = inflections(word)
        gaps.append(GAP_PLAIN if gap == " " else _between(gap, spelled, whole[start]))
        spelled.append(one)
        stems.append(root)
        starts.append(start)
        end = found.end()
        ends.append(end)
    return TokenizedText(
        whole, spelled, stems, starts, ends, gaps, not _FIRST_PERSON.isdisjoint(spelled)
    )


def _between(gap: str, before: list[str], first: str) -> int:
    """What a stretch without words does to those around it."""
    if not before or not gap:
        return GAP_PLAIN if before else GAP_SENTENCE_END
    if "\n" in gap and (gap.count("\n") > 1 or not first.islower() or not BULLETS.isdisjoint(gap)):
        return GAP_SENTENCE_END
    if not _APART.isdisjoint(gap):
        return GAP_SENTENCE_END
    mark = gap.lstrip("\"'\u201d\u2019)]")
    if mark[:1] in (".", "!", "?"):
        if len(mark) == 1 or (not mark[1:2].isspace() and mark[1:2] not in "\"'\u201d\u2019)]"):
            return GAP_PLAIN
        is_short = mark[0] == "." and before[-1] in _abbreviations()
        if before[-1] == "no":
            is_short = first.isdigit()  # "lot no. 12", but "Casting: no. Setting: yes."
        if not is_short and (not first.islower() or mark[0] != "."):
            return GAP_SENTENCE_END
        return GAP_PLAIN
    if "(" in gap or "[" in gap:
        return GAP_OPENS
    if ")" in gap or "]" in gap:
        return GAP_CLOSES
    if not _HARD.isdisjoint(gap) or " - " in gap:
        return GAP_CLAUSE_END
    return GAP_COMMA if "," in gap else GAP_PLAIN


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """The stems of some words."""
    return frozenset(inflections(word)[1] for word in words)
