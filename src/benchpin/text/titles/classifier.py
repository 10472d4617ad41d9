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
              times OTHER_HEAD where the heads differ, NO_HEAD where e lacks the head of q

The closeness of an occupation is that of its closest title. One title may be close by chance, so
all known titles of the occupation speak too: `evidence` is the chance of each occupation given the
words of q, by a multinomial model of the words of its titles with Dirichlet smoothing (Zhai and
Lafferty 2004; all occupations alike beforehand), with n(t, c) titles of occupation c that hold t,
n(c) words in all its titles, p(t) the share of t among all words:

    evidence  proportional to the product over t of (n(t, c) + SMOOTHING * p(t))
              / (n(c) + SMOOTHING)
    belief    (1 - EVIDENCE) * closeness + EVIDENCE * trust(q) * evidence; where q is known word for
              word EVIDENCE counts half, and not at all where q is all of the title

SCORE_AT turns the belief into a score, about the share of titles so read whose first occupation is
right, ROLE_AT does for roles (both measured by scripts/fit_titles.py). The titles of roles are read
in the same way, with ASKED_OF_ROLES for ASKED; but unless the title is a role's word for word, the
two must share a word of the trade's own, held by OWN times as many titles of roles as titles of
occupations that do not name the trade otherwise; where the role's title names the trade, so must
the other. A role from GOOD_ROLE up brings its occupations, nearest first, each further one at
FURTHER of the score before. Occupations from LISTED up are listed; where the best is below GOOD
there is no good match, and nothing is listed.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from struct import pack
from typing import Literal

from rapidfuzz import fuzz, process

from benchpin.text.titles.index import Alike, KnownTitles, columns, tf_idf
from benchpin.text.titles.normalizer import (
    NormalizedTitle,
    fold,
    known_words,
    normalizations,
    words_of,
)

ASKED = 0.4
ASKED_OF_ROLES = 0.5
SPELLING = 2.0
SPELLED_LIKE = 82.0
SHORTEST_MISSPELLED = 5
FURTHER = 0.75
OWN = 1.5
GOOD = 0.65
GOOD_ROLE = 0.6
LISTED = 0.25
Knots = tuple[tuple[float, float], ...]
SCORE_AT: Knots = (
    (0.0, 0.0), (0.4, 0.15), (0.5, 0.35), (0.6, 0.43), (0.7, 0.72), (0.8, 0.83), (0.9, 0.9),
    (1.0, 0.95),
)  # fmt: skip
"""Belief and the score that stands for it; between two of them by straight line."""
ROLE_AT: Knots = (
    (0.0, 0.0), (0.5, 0.2), (0.6, 0.55), (0.7, 0.62), (0.8, 0.75), (0.9, 0.8), (1.0, 0.94),
)  # fmt: skip
"""The same for roles."""


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
class CodedTitle:
    """What a title names; without a good match of occupations both lists are empty."""

    title: str
    good_match: bool
    occupations: tuple[OccupationMatch, ...]
    roles: tuple[RoleMatch, ...]


def calibrate(belief: float, knots: Knots = SCORE_AT) -> float:
    """The score that stands for a belief: about how often such a reading is right."""
    low, score = knots[0]
    for high, above in knots[1:]:
        if belief <= high:
            return score + (above - score) * (belief - low) / (high - low)
        low, score = high, above
    return score


class OccupationCoder:
    """Reads job titles with one extract and the titles of the trade's roles.

    Safe to share between threads.
    """

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
        self._roles = self._known_roles(roles or {})
        self._alike = lru_cache(maxsize=10_000)(self._words_like)
        self._is_own = lru_cache(maxsize=None)(self._is_of_the_trade)

    def _load(self, opened: sqlite3.Connection) -> None:
        self._labels: dict[str, str] = dict(opened.execute("SELECT code, label FROM occupation"))
        self._idf: dict[str, float] = {}
        holding: dict[str, bytes] = {}
        for word, idf, titles in opened.execute("SELECT word, idf, titles FROM word"):
            self._idf[word], holding[word] = idf, titles
        self._unseen = max(self._idf.values(), default=1.0)
        known = opened.execute("SELECT code, words, head, weight FROM title ORDER BY number")
        self._occupations = KnownTitles(
            *columns(known),
            holding,
            self._idf,
            self._unseen,
            ASKED,
        )

    def _known_roles(self, roles: Mapping[str, tuple[str, ...]]) -> KnownTitles:
        """The titles of roles, in an order that does not depend on how they were given."""
        said = sorted((role, title) for role, titles in roles.items() for title in titles)
        known: list[tuple[str, str, str, float]] = []
        holding: dict[str, list[int]] = {}
        for role, title in said:
            words, head = words_of(fold(title))
            if words:
                weights = tf_idf(words, head, self._idf, self._unseen)
                for word in weights:
                    holding.setdefault(word, []).append(len(known))
                letters = " ".join(sorted(weights))
                known.append((role, letters, words[head], sum(weights.values())))
        packed = {word: pack(f"<{len(found)}H", *found) for word, found in holding.items()}
        return KnownTitles(*columns(known), packed, self._idf, self._unseen, ASKED_OF_ROLES)

    @cached_property
    def _vocabulary(self) -> list[str]:
        """The known words that are long enough to be looked for behind a misspelling."""
        words = self._occupations.words | self._roles.words
        return sorted(word for word in words if len(word) >= SHORTEST_MISSPELLED)

    def _words_like(self, word: str) -> tuple[tuple[str, float], ...]:
        """The known words that a word is or may be meant to be, each with how sure that is."""
        if word in self._idf or word in self._roles.words:
            return ((word, 1.0),)
        if len(word) < SHORTEST_MISSPELLED:
            return ()
        near = process.extract(
            word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=SPELLED_LIKE, limit=3
        )
        return tuple(
            (like, (score / 100) ** SPELLING) for like, score, _ in near if like[0] == word[0]
        )

    def _is_of_the_trade(self, word: str) -> bool:
        """Whether titles of roles hold a word rather than titles that do not name the trade."""
        trade = known_words().trade - {word}
        elsewhere = sum(
            trade.isdisjoint(title.split(" ")) for title in self._occupations.titles_with(word)
        )
        return len(self._roles.titles_with(word)) > OWN * elsewhere

    def _is_in_trade(self, words: set[str], theirs: Sequence[str]) -> bool:
        """Whether a title in these words speaks of the trade as a title of a role does.

        One that does not name it must have no word of other occupations, nor be the title of one.
        """
        trade = known_words().trade
        if not any(self._is_own(word) for word in theirs if word in words):
            return False
        if not trade.isdisjoint(theirs):
            return not trade.isdisjoint(words)
        if self._occupations.is_known(words):
            return False
        return words <= self._roles.words | (words - self._idf.keys())

    def _alike_words(self, way: NormalizedTitle) -> Alike:
        return {word: self._alike(word) for word in way.words}

    def knows(self, text: str) -> bool:
        """Whether some way to read a title is the title of an occupation, word for word."""
        return any(self._occupations.is_known(set(way.words)) for way in normalizations(text)[0])

    def label_probabilities(self, ways: Iterable[NormalizedTitle]) -> dict[str, float]:
        """The belief in each occupation that a title read in these ways may name."""
        best: dict[str, float] = {}
        for way in ways:
            for code, belief, _ in self._occupations.label_probabilities(
                way, self._alike_words(way)
            ):
                best[code] = max(belief, best.get(code, 0.0))
        return best

    def role_beliefs(self, ways: Iterable[NormalizedTitle]) -> dict[str, float]:
        """The belief in each role that a title names in the trade's words or in its very words."""
        best: dict[str, float] = {}
        for way in ways:
            alike = self._alike_words(way)
            likes = {like for word in way.words for like, _ in alike[word]}
            meant = {alike[word][0][0] if alike[word] else word for word in way.words}
            for role, belief, found in self._roles.label_probabilities(way, alike):
                if belief <= best.get(role, 0.0):
                    continue
                theirs = self._roles.letters[found.number].split(" ")
                if meant == set(theirs) or self._is_in_trade(likes, theirs):
                    best[role] = belief
        return best

    def read_title(self, text: str, count: int = 10) -> CodedTitle:
        """Which occupations and roles a title names, at most `count` of each, best first."""
        ways, in_trade = normalizations(text)
        scores = {
            code: calibrate(belief) for code, belief in self.label_probabilities(ways).items()
        }
        roles = {
            role: score
            for role, belief in self.role_beliefs((*ways, *in_trade)).items()
            if (score := calibrate(belief, ROLE_AT)) >= GOOD_ROLE
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
            return CodedTitle(text, False, (), ())
        found = sorted(
            (RoleMatch(role, round(score, 4)) for role, score in roles.items()),
            key=lambda match: (-match.score, match.role),
        )
        return CodedTitle(text, True, tuple(listed[:count]), tuple(found[:count]))

    def read_titles(self, texts: Sequence[str], count: int = 10) -> list[CodedTitle]:
        """What each of many titles names, as `read_title` reads them; equal ones are read once."""
        read = {text: self.read_title(text, count) for text in dict.fromkeys(texts)}
        return [read[text] for text in texts]
