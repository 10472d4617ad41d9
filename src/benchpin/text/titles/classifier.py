"""Code a job title: the O*NET-SOC occupations and the roles of the trade that it names, best first.

    coder = OccupationCoder(path, role_titles, role_occupations)
    coder.read_title("Sr. Bench Jeweller (Platinum)").occupations[0].code   # "51-9071.00"

`normalizer.normalizations` gives the readings of a title. Each reading q is compared with each
known title e (a name of an O*NET-SOC occupation, a title of our own list, or a title of a role)
that shares a word with it:

    w(t)      weight of a word: its inverse document frequency among the known titles,
              times HEAD where it is the head of its title; an unknown word has the largest idf
    overlap   (sum of w of the words of q that are in e + the same for e in q)
              / 2 (QUERY_SHARE * sum of w of q + (1 - QUERY_SHARE) * sum of w of e), at most 1;
              a misspelled word counts with the similarity of its letters to the power
              SPELLING_EXPONENT
    letters   rapidfuzz's ratio of the two, words sorted
    closeness trust(q) * (OVERLAP * overlap + (1 - OVERLAP) * letters),
              times OTHER_HEAD where the heads differ, NO_HEAD where e lacks the head of q

The closeness of an occupation is that of its closest title. One title may be close by chance, so
all known titles of the occupation count too: `evidence` is the probability of each occupation given
the words of q, by a multinomial model of the words of its titles with Dirichlet smoothing (Zhai and
Lafferty 2004; uniform prior), with n(t, c) titles of occupation c that have t, n(c) words in all
its titles, p(t) the share of t among all words:

    evidence  proportional to the product over t of (n(t, c) + SMOOTHING * p(t))
              / (n(c) + SMOOTHING)
    belief    (1 - EVIDENCE) * closeness + EVIDENCE * trust(q) * evidence; where q is known word for
              word EVIDENCE counts half, and not at all where q is all of the title

OCCUPATION_CALIBRATION turns the belief into a score: about the share of titles with this belief
whose first occupation is right; ROLE_CALIBRATION does for roles (both fitted by
scripts/fit_titles.py). Roles are scored in the same way from their own titles, with
ROLE_QUERY_SHARE for QUERY_SHARE. Unless the title is a role's word for word, the two must share a
trade word: one in more than TRADE_WORD_RATIO times as many titles of roles as titles of occupations
that do not name the trade otherwise. Where the role's title names the trade, so must the other. A
role of at least MIN_ROLE_SCORE adds its occupations, nearest first, each further one at
FURTHER_OCCUPATION_FACTOR of the score before. Occupations of at least MIN_LISTED_SCORE are listed;
where the best is below MIN_GOOD_SCORE there is no good match, and nothing is listed.
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

from benchpin.text.titles.index import KnownTitles, SimilarWords, title_columns, word_weights
from benchpin.text.titles.normalizer import (
    NormalizedTitle,
    fold,
    normalizations,
    title_vocabulary,
    words_and_head,
)

QUERY_SHARE = 0.4
ROLE_QUERY_SHARE = 0.5
SPELLING_EXPONENT = 2.0
MIN_SPELLING_SIMILARITY = 82.0
MIN_MISSPELLED_LENGTH = 5
FURTHER_OCCUPATION_FACTOR = 0.75
TRADE_WORD_RATIO = 1.5
MIN_GOOD_SCORE = 0.65
MIN_ROLE_SCORE = 0.6
MIN_LISTED_SCORE = 0.25
Knots = tuple[tuple[float, float], ...]
"""A piecewise linear curve as points (belief, score), in ascending order."""
OCCUPATION_CALIBRATION: Knots = (
    (0.0, 0.0), (0.4, 0.15), (0.5, 0.35), (0.6, 0.43), (0.7, 0.72), (0.8, 0.83), (0.9, 0.9),
    (1.0, 0.95),
)  # fmt: skip
"""Calibration of occupations: belief and score."""
ROLE_CALIBRATION: Knots = (
    (0.0, 0.0), (0.5, 0.2), (0.6, 0.55), (0.7, 0.62), (0.8, 0.75), (0.9, 0.8), (1.0, 0.94),
)  # fmt: skip
"""Calibration of roles."""


@dataclass(frozen=True, slots=True)
class OccupationMatch:
    """One occupation that a title may name; `score` is about the chance that it is right."""

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
    """The occupations and roles of a title, best first; both empty without a good match."""

    title: str
    good_match: bool
    occupations: tuple[OccupationMatch, ...]
    roles: tuple[RoleMatch, ...]


def calibrate(belief: float, knots: Knots = OCCUPATION_CALIBRATION) -> float:
    """The score of a belief by linear interpolation: about the chance that it is right."""
    low, score = knots[0]
    for high, next_score in knots[1:]:
        if belief <= high:
            return score + (next_score - score) * (belief - low) / (high - low)
        low, score = high, next_score
    return score


class OccupationCoder:
    """Codes job titles by one extract of occupation titles and the titles of the trade's roles.

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
            database_uri = f"{Path(titles_db).resolve().as_uri()}?mode=ro&immutable=1"
            with closing(sqlite3.connect(database_uri, uri=True)) as connection:
                self._load(connection)
        self._codes_of_role = dict(role_occupations or {})
        self._roles = self._index_roles(roles or {})
        self._alike = lru_cache(maxsize=10_000)(self._find_similar_words)
        self._is_trade_word = lru_cache(maxsize=None)(self._occurs_mostly_in_roles)

    def _load(self, connection: sqlite3.Connection) -> None:
        self._labels: dict[str, str] = dict(
            connection.execute("SELECT code, label FROM occupation")
        )
        self._idf: dict[str, float] = {}
        postings: dict[str, bytes] = {}
        for word, idf, titles in connection.execute("SELECT word, idf, titles FROM word"):
            self._idf[word], postings[word] = idf, titles
        self._unseen = max(self._idf.values(), default=1.0)
        rows = connection.execute("SELECT code, words, head, weight FROM title ORDER BY number")
        self._occupations = KnownTitles(
            *title_columns(rows),
            postings,
            self._idf,
            self._unseen,
            QUERY_SHARE,
        )

    def _index_roles(self, roles: Mapping[str, tuple[str, ...]]) -> KnownTitles:
        """Index the titles of roles; sorted, so that ties do not depend on the order of `roles`."""
        role_titles = sorted((role, title) for role, titles in roles.items() for title in titles)
        rows: list[tuple[str, str, str, float]] = []
        numbers_by_word: dict[str, list[int]] = {}
        for role, title in role_titles:
            words, head = words_and_head(fold(title))
            if words:
                weights = word_weights(words, head, self._idf, self._unseen)
                for word in weights:
                    numbers_by_word.setdefault(word, []).append(len(rows))
                letters = " ".join(sorted(weights))
                rows.append((role, letters, words[head], sum(weights.values())))
        packed = {
            word: pack(f"<{len(numbers)}H", *numbers) for word, numbers in numbers_by_word.items()
        }
        return KnownTitles(*title_columns(rows), packed, self._idf, self._unseen, ROLE_QUERY_SHARE)

    @cached_property
    def _vocabulary(self) -> list[str]:
        """The known words that are long enough to be recognized in a misspelling."""
        words = self._occupations.words | self._roles.words
        return sorted(word for word in words if len(word) >= MIN_MISSPELLED_LENGTH)

    def _find_similar_words(self, word: str) -> tuple[tuple[str, float], ...]:
        """The known words that a word is or may be a misspelling of, each with a similarity."""
        if word in self._idf or word in self._roles.words:
            return ((word, 1.0),)
        if len(word) < MIN_MISSPELLED_LENGTH:
            return ()
        nearest = process.extract(
            word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=MIN_SPELLING_SIMILARITY, limit=3
        )
        return tuple(
            (similar_word, (score / 100) ** SPELLING_EXPONENT)
            for similar_word, score, _ in nearest
            if similar_word[0] == word[0]
        )

    # The trade shares words with others (arc welders, dental mold makers), which name no role.
    def _occurs_mostly_in_roles(self, word: str) -> bool:
        """Whether a word is in titles of roles rather than in titles that do not name the trade."""
        trade_words = title_vocabulary().trade - {word}
        other_title_count = sum(
            trade_words.isdisjoint(title.split(" "))
            for title in self._occupations.titles_with(word)
        )
        return len(self._roles.titles_with(word)) > TRADE_WORD_RATIO * other_title_count

    def _is_in_trade(self, words: set[str], role_words: Sequence[str]) -> bool:
        """Whether a title in these words may name a role with these words in its title.

        They must share a trade word. Where the role's title does not name the trade, the title must
        have no word of other occupations, nor be the title of one.
        """
        trade_words = title_vocabulary().trade
        if not any(self._is_trade_word(word) for word in role_words if word in words):
            return False
        if not trade_words.isdisjoint(role_words):
            return not trade_words.isdisjoint(words)
        if self._occupations.is_known(words):
            return False
        return words <= self._roles.words | (words - self._idf.keys())

    def _similar_by_word(self, reading: NormalizedTitle) -> SimilarWords:
        return {word: self._alike(word) for word in reading.words}

    def knows(self, text: str) -> bool:
        """Whether some reading of a title is the title of an occupation, word for word."""
        return any(
            self._occupations.is_known(set(reading.words)) for reading in normalizations(text)[0]
        )

    def label_probabilities(self, readings: Iterable[NormalizedTitle]) -> dict[str, float]:
        """The belief (0 to 1) in each occupation that a title with these readings may name."""
        best: dict[str, float] = {}
        for reading in readings:
            for code, belief, _ in self._occupations.label_probabilities(
                reading, self._similar_by_word(reading)
            ):
                best[code] = max(belief, best.get(code, 0.0))
        return best

    def role_beliefs(self, readings: Iterable[NormalizedTitle]) -> dict[str, float]:
        """The belief (0 to 1) in each role that a title with these readings may name."""
        best: dict[str, float] = {}
        for reading in readings:
            alike = self._similar_by_word(reading)
            similar_words = {
                similar_word for word in reading.words for similar_word, _ in alike[word]
            }
            likeliest_words = {alike[word][0][0] if alike[word] else word for word in reading.words}
            for role, belief, match in self._roles.label_probabilities(reading, alike):
                if belief <= best.get(role, 0.0):
                    continue
                role_words = self._roles.letters[match.number].split(" ")
                if likeliest_words == set(role_words) or self._is_in_trade(
                    similar_words, role_words
                ):
                    best[role] = belief
        return best

    def read_title(self, text: str, count: int = 10) -> CodedTitle:
        """The occupations and roles that a title names, at most `count` of each, best first."""
        readings, trade_readings = normalizations(text)
        scores = {
            code: calibrate(belief) for code, belief in self.label_probabilities(readings).items()
        }
        roles = {
            role: score
            for role, belief in self.role_beliefs((*readings, *trade_readings)).items()
            if (score := calibrate(belief, ROLE_CALIBRATION)) >= MIN_ROLE_SCORE
        }
        for role, score in roles.items():
            for rank, code in enumerate(self._codes_of_role.get(role, ())):
                if code in self._labels:
                    inherited_score = score * FURTHER_OCCUPATION_FACTOR**rank
                    scores[code] = max(inherited_score, scores.get(code, 0.0))
        occupations = sorted(
            (OccupationMatch("onet", code, self._labels[code], round(score, 4))
             for code, score in scores.items() if score >= MIN_LISTED_SCORE),
            key=lambda match: (-match.score, match.code),
        )  # fmt: skip
        if not occupations or occupations[0].score < MIN_GOOD_SCORE:
            return CodedTitle(text, False, (), ())
        role_matches = sorted(
            (RoleMatch(role, round(score, 4)) for role, score in roles.items()),
            key=lambda match: (-match.score, match.role),
        )
        return CodedTitle(text, True, tuple(occupations[:count]), tuple(role_matches[:count]))

    def read_titles(self, texts: Sequence[str], count: int = 10) -> list[CodedTitle]:
        """`read_title` for each of the texts, in order; equal texts are read once."""
        coded_titles = {text: self.read_title(text, count) for text in dict.fromkeys(texts)}
        return [coded_titles[text] for text in texts]
