"""Which occupation a generic head names in an industry: "clerk" in "pawnshop clerk".

    industries.read_title("Saturday job in a card shop").occupation.code       # "41-2031.00"
    industries.read_description("booked COMEX futures", "helper").industry     # "brokerage"

`data/title-industries.toml` has the phrases; `scripts/build_titles.py` writes them, as the words
that `normalizer` makes of them, to the extract of titles. A title is cut into segments at commas,
brackets and prepositions. A generic head ends or begins the first segment ("bike shop helper",
"helping in a bike shop"), or the second where the first is a place ("bakery, helper"). The industry
is named by the last phrase of the head's segment, the longest that ends there (English compounds
end in what they are), or else of the nearest other segment. A title whose first segment ends in an
activity ("apple picking") is read like one with a helper.

A description names the industry with the most different phrases in it, where there are
MIN_PHRASES, and more than of any other industry.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchpin.text.titles.normalizer import fold, normal_words, title_vocabulary

MIN_PHRASES = 2
"""How many different phrases of an industry a description needs."""
MAX_DESCRIPTION_LETTERS = 3000
"""Only this many characters of a description are read."""
MAX_PHRASE_WORDS = 4

_SEGMENTS = re.compile(
    r"[^a-z0-9&'\s-]+|\s-+|-+\s|(?:^|\s)(?:at|in|on|for|of|to|with|from|by|then|and)(?=\s|$)"
)
_OTHER_KINDS = {
    "attendant": ("helper",),
    "apprentice": ("technician", "helper"),
    "secretary": ("clerk",),
}
"""The kinds of head that stand in for one without a code of its own."""
PhraseRow = tuple[str, str, str]
"""A table of phrases ("head", "verb", "place", "activity" or "task"), words, and their meaning."""
OccupationRow = tuple[str, str, str, str]
"""An industry, a kind of head, an O*NET-SOC code, and a role of the trade or ""."""


@dataclass(frozen=True, slots=True)
class GenericOccupation:
    """What a generic head is in an industry: an O*NET-SOC code, and a role of the trade or ""."""

    industry: str
    code: str
    role: str


@dataclass(frozen=True, slots=True)
class GenericTitle:
    """A title with a generic head: the kind of the head, and what it is in its industry."""

    head: str
    occupation: GenericOccupation | None


def phrase_rows(data: Mapping[str, Any]) -> Iterator[PhraseRow]:
    """The phrases of the parsed `title-industries.toml`, as rows of the extract."""
    tables = {"place": "words", "activity": "activities", "task": "tasks"}
    for kind, head in data["heads"].items():
        for table, key in (("head", "titles"), ("verb", "verbs")):
            for phrase in head[key]:
                yield table, " ".join(normal_words(fold(phrase))), kind
    for name, industry in data["industries"].items():
        for table, key in tables.items():
            for phrase in industry.get(key, ()):
                yield table, " ".join(normal_words(fold(phrase))), name


def occupation_rows(data: Mapping[str, Any]) -> Iterator[OccupationRow]:
    """The occupations of the parsed `title-industries.toml`, as rows of the extract."""
    for name, industry in data["industries"].items():
        for kind in data["heads"]:
            if kind in industry:
                code, role = (*industry[kind], "")[:2]
                yield name, kind, code, role


class IndustryTable:
    """The phrases that name industries and generic heads, and the occupations they name."""

    def __init__(
        self, phrases: Iterable[tuple[str, str, str]], occupations: Iterable[OccupationRow]
    ) -> None:
        """From one row for each table of phrases: its name, its phrases and their meanings.

        Phrases and meanings are in the same order, separated by "|".
        """
        self._meanings = {
            table: dict(zip(words.split("|"), meanings.split("|"), strict=True))
            for table, words, meanings in phrases
        }
        self._occupations = {
            (industry, kind): GenericOccupation(industry, code, role)
            for industry, kind, code, role in occupations
        }

    def is_generic_head(self, words: Sequence[str]) -> bool:
        """Whether some words are a generic head and nothing else, as "clerk" is."""
        return " ".join(words) in self._meanings["head"]

    def read_title(self, text: str) -> GenericTitle | None:
        """What the generic head of a title names in its industry; None for any other title."""
        segments = [words for part in _SEGMENTS.split(fold(text)) if (words := normal_words(part))]
        for position, words in enumerate(segments[:2]):
            # A head in the second segment counts after a place only: not in "teacher, helper".
            if position and not self._last_phrase_length(segments[0], "place"):
                break
            split = self._split_head(words)
            if split is None:
                continue
            kind, modifiers = split
            others = (*segments[position + 1 :], *segments[:position])
            for segment in (modifiers, *others):
                industry = self._industry_in(segment)
                if industry:
                    return GenericTitle(kind, self._occupation(industry, kind))
            return GenericTitle(kind, None)
        length = self._last_phrase_length(segments[0], "activity") if segments else 0
        if length:
            industry = self._meanings["activity"][" ".join(segments[0][-length:])]
            return GenericTitle("helper", self._occupation(industry, "helper"))
        return None

    def read_description(
        self, text: str, kind: str, title_industry: str = "", phrases: int = MIN_PHRASES
    ) -> GenericOccupation | None:
        """What a head is in the industry that a description names; None where it is not clear.

        `phrases` is the least number of them. The industry of the title counts as one phrase more.
        """
        words = normal_words(fold(text, MAX_DESCRIPTION_LETTERS))
        counts = Counter(industry for _, industry in sorted(set(self._phrases_in(words))))
        if title_industry:
            counts[title_industry] += 1
        ranked = counts.most_common(2)
        if not ranked or ranked[0][1] < phrases:
            return None
        if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
            return None
        return self._occupation(ranked[0][0], kind)

    def _last_phrase_length(self, words: Sequence[str], table: str) -> int:
        """How many words at the end are the longest phrase of a table; 0 without one."""
        phrases = self._meanings[table]
        for length in range(min(MAX_PHRASE_WORDS, len(words)), 0, -1):
            if " ".join(words[-length:]) in phrases:
                return length
        return 0

    def _industry_in(self, words: Sequence[str]) -> str:
        """The industry of the last phrase in some words, of those that end there the longest."""
        for end in range(len(words), 0, -1):
            for table in ("activity", "place"):
                length = self._last_phrase_length(words[:end], table)
                if length:
                    return self._meanings[table][" ".join(words[end - length : end])]
        return ""

    def _split_head(self, words: Sequence[str]) -> tuple[str, Sequence[str]] | None:
        """The kind of a generic head at the end or the start of a segment, and the other words."""
        drop, heads = title_vocabulary().drop, self._meanings["head"]
        end = len(words)
        while end > 1 and words[end - 1] in drop and words[end - 1] not in heads:
            end -= 1
        length = self._last_phrase_length(words[:end], "head")
        if length:
            return heads[" ".join(words[end - length : end])], words[: end - length]
        verbs = self._meanings["verb"]
        for length in range(min(MAX_PHRASE_WORDS, len(words)), 0, -1):
            phrase = " ".join(words[:length])
            if phrase in verbs:
                return verbs[phrase], words[length:]
        return None

    def _phrases_in(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The phrases in some words with their industries, the longest at each place."""
        tables = [self._meanings[table] for table in ("task", "activity", "place")]
        position = 0
        while position < len(words):
            for length in range(MAX_PHRASE_WORDS, 0, -1):
                phrase = " ".join(words[position : position + length])
                industries = [table[phrase] for table in tables if phrase in table]
                if industries:
                    yield phrase, industries[0]
                    position += length - 1
                    break
            position += 1

    def _occupation(self, industry: str, kind: str) -> GenericOccupation | None:
        for candidate in (kind, *_OTHER_KINDS.get(kind, ())):
            occupation = self._occupations.get((industry, candidate))
            if occupation:
                return occupation
        return None
