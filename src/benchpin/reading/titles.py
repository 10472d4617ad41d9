"""Which occupations and which roles of the trade a job title names, best first.

    reader = TitleReader(path, role_titles, role_occupations)
    reader.read_title("Sr. Bench Jeweller (Platinum)").occupations[0].code   # "51-9071.00"

How a title is read. `title_words.readings` gives the ways to read it. Each reading q is compared
with each known title e (a name of an O*NET-SOC occupation, one of our own list, or a title of a
role) that shares a word with it:

    w(t)      weight of a word: its inverse document frequency among the known titles,
              times HEAD where it is the head of its title; a word never seen has UNSEEN
    overlap   (sum of w of the words of q found in e + the same for e in q)
              / 2 (ASKED * sum of w of q + (1 - ASKED) * sum of w of e), at most 1;
              a misspelled word is found with the similarity of its letters, to the power SPELLING
    letters   rapidfuzz's ratio of the two, words sorted
    closeness trust(q) * (OVERLAP * overlap + (1 - OVERLAP) * letters),
              times OTHER_HEAD where the heads differ

The closeness of an occupation is that of its closest title; SCORE_AT turns it into a score, about
the share of titles so close whose first occupation is right (measured on titles with known codes
that are no part of the project). A title of a role counts in the same way, with ASKED_OF_ROLES for
ASKED, save that one which names the trade ("jewelry store manager") is not met by a title that
does not ("store manager"). A role from GOOD_ROLE up brings its occupations, nearest first, each
further one at FURTHER of the score before. Occupations from LISTED up are listed; where the best
is below GOOD there is no good match, and nothing is listed.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from heapq import nsmallest
from pathlib import Path
from struct import unpack
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from .title_words import Reading, known_words, plain, readings, words_of

HEAD = 1.2
OVERLAP = 0.85
ASKED = 0.4
ASKED_OF_ROLES = 0.5
OTHER_HEAD = 0.95
SPELLING = 2.0
SPELLED_LIKE = 82.0
SHORTEST_MISSPELLED = 5
CANDIDATES = 25
FURTHER = 0.75
GOOD = 0.5
GOOD_ROLE = 0.66
LISTED = 0.25
SCORE_AT = (
    (0.0, 0.0), (0.4, 0.09), (0.5, 0.2), (0.58, 0.29), (0.66, 0.36), (0.7, 0.47), (0.74, 0.62),
    (0.8, 0.7), (0.86, 0.79), (0.95, 0.88), (1.0, 0.94),
)  # fmt: skip
"""Closeness and the score that stands for it; between two of them by straight line."""


@dataclass(frozen=True, slots=True)
class OccupationMatch:
    """One occupation that a title may name; `score` is about how often such a reading is right."""

    scheme: Literal["onet"]
    code: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """One role of the trade that a title may name."""

    role: str
    score: float


@dataclass(frozen=True, slots=True)
class TitleReading:
    """What a title names; without a good match of occupations both lists are empty."""

    title: str
    good_match: bool
    occupations: tuple[OccupationMatch, ...]
    roles: tuple[RoleMatch, ...]


class _Known(NamedTuple):
    """A title whose meaning is known: what it means, its words sorted, its head, its weight."""

    means: str
    letters: str
    head: str
    weight: float
    names_trade: bool = False


def weigh(
    words: tuple[str, ...], head: int, idf: Mapping[str, float], unseen: float
) -> dict[str, float]:
    """How much each word of a title weighs."""
    weights = {word: idf.get(word, unseen) for word in words}
    weights[words[head]] *= HEAD
    return weights


@dataclass(slots=True)
class _Index:
    """The known titles, and which of them hold a word."""

    idf: Mapping[str, float]
    unseen: float
    asked: float = ASKED
    trade: frozenset[str] = frozenset()
    titles: list[_Known] = field(default_factory=list)
    holding: dict[str, list[int]] = field(default_factory=dict)
    packed: Mapping[str, bytes] = field(default_factory=dict)

    def add(self, means: str, words: tuple[str, ...], head: int) -> None:
        """Take in one known title."""
        weights = weigh(words, head, self.idf, self.unseen)
        for word in weights:
            self.holding.setdefault(word, []).append(len(self.titles))
        self.titles.append(
            _Known(
                means,
                " ".join(sorted(weights)),
                words[head],
                sum(weights.values()),
                not self.trade.isdisjoint(weights),
            )
        )

    def words(self) -> set[str]:
        """Every word of a known title."""
        return self.holding.keys() | self.packed.keys()

    def titles_with(self, word: str) -> Sequence[int]:
        """The numbers of the known titles that hold a word."""
        numbers = self.holding.get(word)
        if numbers is None:
            packed = self.packed.get(word, b"")
            numbers = self.holding[word] = list(unpack(f"<{len(packed) // 2}H", packed))
        return numbers

    def closest(
        self, reading: Reading, alike: Mapping[str, tuple[tuple[str, float], ...]]
    ) -> dict[str, float]:
        """How close the reading is to the closest title of each meaning."""
        weights = weigh(reading.words, reading.head, self.idf, self.unseen)
        total = sum(weights.values())
        shared: dict[int, float] = {}
        for word, weight in weights.items():
            for like, sureness in alike[word]:
                theirs = self.idf.get(like, self.unseen)
                for number in self.titles_with(like):
                    stress = HEAD if self.titles[number].head == like else 1.0
                    both = sureness * (weight + theirs * stress)
                    shared[number] = shared.get(number, 0.0) + both
        asked = 2 * self.asked * total
        known_share = 2 * (1 - self.asked)
        overlaps = nsmallest(
            CANDIDATES,
            (
                (-both / (asked + known_share * self.titles[number].weight), number)
                for number, both in shared.items()
            ),
        )
        letters = " ".join(sorted(weights))
        heads = {like for like, _ in alike[reading.words[reading.head]]}
        reads_trade = not self.trade.isdisjoint(like for word in weights for like, _ in alike[word])
        found: dict[str, float] = {}
        for overlap, number in overlaps:
            known = self.titles[number]
            if known.names_trade and not reads_trade:
                continue
            ratio = fuzz.ratio(letters, known.letters) / 100
            closeness = reading.trust * (OVERLAP * min(-overlap, 1.0) + (1 - OVERLAP) * ratio)
            if known.head not in heads:
                closeness *= OTHER_HEAD
            if closeness > found.get(known.means, 0.0):
                found[known.means] = closeness
        return found


def score_of(closeness: float) -> float:
    """The score that stands for a closeness: about how often such a reading is right."""
    low, score = SCORE_AT[0]
    for high, above in SCORE_AT[1:]:
        if closeness <= high:
            return score + (above - score) * (closeness - low) / (high - low)
        low, score = high, above
    return score


class TitleReader:
    """Reads job titles with one extract and the titles of the trade's roles."""

    def __init__(
        self,
        titles_db: sqlite3.Connection | Path | str,
        roles: Mapping[str, tuple[str, ...]] | None = None,
        role_occupations: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        if isinstance(titles_db, sqlite3.Connection):
            self._load(titles_db)
        else:
            address = f"{Path(titles_db).resolve().as_uri()}?mode=ro&immutable=1"
            with closing(sqlite3.connect(address, uri=True)) as opened:
                self._load(opened)
        self._codes_of_role = dict(role_occupations or {})
        self._roles = _Index(self._idf, self._unseen, ASKED_OF_ROLES, known_words().trade)
        for role, titles in sorted((roles or {}).items()):
            for title in titles:
                words, head = words_of(plain(title))
                if words:
                    self._roles.add(role, words, head)
        self._alike = lru_cache(maxsize=10_000)(self._words_like)

    def _load(self, opened: sqlite3.Connection) -> None:
        self._labels: dict[str, str] = dict(opened.execute("SELECT code, label FROM occupation"))
        words = opened.execute("SELECT word, idf, titles FROM word").fetchall()
        self._idf: dict[str, float] = {word: idf for word, idf, _ in words}
        self._unseen = max(self._idf.values(), default=1.0)
        known = opened.execute("SELECT code, words, head, weight FROM title ORDER BY number")
        self._occupations = _Index(
            self._idf,
            self._unseen,
            titles=[_Known(*row) for row in known],
            packed={word: titles for word, _, titles in words},
        )

    @cached_property
    def _vocabulary(self) -> list[str]:
        """The known words that are long enough to be looked for behind a misspelling."""
        words = self._occupations.words() | self._roles.words()
        return sorted(word for word in words if len(word) >= SHORTEST_MISSPELLED)

    def _words_like(self, word: str) -> tuple[tuple[str, float], ...]:
        """The known words that a word is or may be meant to be, each with how sure that is."""
        if word in self._idf or word in self._roles.holding:
            return ((word, 1.0),)
        if len(word) < SHORTEST_MISSPELLED:
            return ()
        near = process.extract(
            word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=SPELLED_LIKE, limit=3
        )
        return tuple(
            (like, (score / 100) ** SPELLING) for like, score, _ in near if like[0] == word[0]
        )

    def _closest(self, index: _Index, ways: Iterable[Reading]) -> dict[str, float]:
        best: dict[str, float] = {}
        for way in ways:
            alike = {word: self._alike(word) for word in way.words}
            for means, closeness in index.closest(way, alike).items():
                best[means] = max(closeness, best.get(means, 0.0))
        return {means: score_of(closeness) for means, closeness in best.items()}

    def read_title(self, text: str, count: int = 10) -> TitleReading:
        """Which occupations and roles a title names, at most `count` of each, best first."""
        ways, in_trade = readings(text)
        scores = self._closest(self._occupations, ways)
        roles = {
            role: score
            for role, score in self._closest(self._roles, (*ways, *in_trade)).items()
            if score >= GOOD_ROLE
        }
        for role, score in roles.items():
            for place, code in enumerate(self._codes_of_role.get(role, ())):
                if code in self._labels:
                    brought = score * FURTHER**place
                    scores[code] = max(brought, scores.get(code, 0.0))
        listed = sorted(
            (OccupationMatch("onet", code, self._labels[code], round(score, 4))
             for code, score in scores.items() if score >= LISTED),
            key=lambda match: (-match.score, match.code),
        )  # fmt: skip
        if not listed or listed[0].score < GOOD:
            return TitleReading(text, False, (), ())
        found = sorted(
            (RoleMatch(role, round(score, 4)) for role, score in roles.items()),
            key=lambda match: (-match.score, match.role),
        )
        return TitleReading(text, True, tuple(listed[:count]), tuple(found[:count]))
