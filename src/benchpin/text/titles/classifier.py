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
scripts/fit_titles.py). Roles are scored in the same way from their own titles (`roles`). A role of
at least MIN_ROLE_SCORE adds its occupations, nearest first, each further one at
FURTHER_OCCUPATION_FACTOR of the score before.

Some things are read besides. A reading is also taken in known words alone: misspelled words
mended, at the similarity of their letters, and without unknown words, mostly names, at
UNKNOWN_WORDS of its trust. A generic head ("clerk", "helper") names the occupation that it is in
its industry, at INDUSTRY_SCORE, or at DESCRIPTION_SCORE where what the person did names the
industry (`industries`); before it comes only a title that is known word for word. A title without a
good match and without a generic head names what its head alone names, at HEAD_SCORE, where
MIN_HEAD_SHARE of the titles with this head name the same.

A listed head (`heads`) names an occupation and a role at LISTED_HEAD_SCORE, where nothing else is a
good match; where it has several words or a domain also before what scores less than MIN_SURE_SCORE,
unless that names a role. Before what a generic head is in its industry it comes where its domain
stands beside it, in a place of the trade a domain of MIN_SURE_WORDS. These scores are judgement,
held against labeled titles; they are no measured shares.

Occupations of at least MIN_LISTED_SCORE are listed; where the best is below MIN_GOOD_SCORE there is
no good match, and nothing is listed.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from math import prod
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from benchpin.inputs.word_caches import word_cache
from benchpin.text.titles.calibration import ROLE_CALIBRATION, calibrate
from benchpin.text.titles.coded_title import (
    DESCRIPTION,
    TITLE,
    CodedTitle,
    OccupationMatch,
    RoleMatch,
    TitleSource,
)
from benchpin.text.titles.heads import HeadMatch, TitleHeads
from benchpin.text.titles.index import KnownTitles, SimilarWords
from benchpin.text.titles.industries import (
    MIN_PHRASES,
    GenericOccupation,
    GenericTitle,
    IndustryTable,
)
from benchpin.text.titles.normalizer import NormalizedTitle, names_no_work, normalizations
from benchpin.text.titles.roles import RoleTitles

QUERY_SHARE = 0.4
SPELLING_EXPONENT = 2.0
MIN_SPELLING_SIMILARITY = 82.0
MIN_MISSPELLED_LENGTH = 5
FURTHER_OCCUPATION_FACTOR = 0.75
MIN_GOOD_SCORE = 0.65
MIN_ROLE_SCORE = 0.6
MIN_LISTED_SCORE = 0.25
INDUSTRY_SCORE = 0.83
DESCRIPTION_SCORE = 0.7
HEAD_SCORE = 0.7
LISTED_HEAD_SCORE = 0.8
MIN_SURE_SCORE = 0.8
MIN_SURE_WORDS = 2
MIN_MENDED_LENGTH = 6
MIN_MENDED_SIMILARITY = 0.77
UNKNOWN_WORDS = 0.93
DEFAULT_HEAD = "helper"


def _says_more(
    head: HeadMatch,
    generic: GenericOccupation | None,
    scores: Mapping[str, float],
    roles: Mapping[str, float],
) -> bool:
    """Whether a head says more than what a generic head is, and than the scores of known titles."""
    if generic and (
        generic.code == head.meaning
        or not head.is_compound
        or (generic.role and head.domain_words < MIN_SURE_WORDS)
    ):
        return False
    best = max(scores.values(), default=0.0)
    return best < MIN_GOOD_SCORE or (head.is_specific and not roles and best < MIN_SURE_SCORE)


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
        self._roles = RoleTitles(roles or {}, self._occupations, self._idf, self._unseen)
        self._alike = word_cache(10_000)(self._find_similar_words)

    def _load(self, connection: sqlite3.Connection) -> None:
        self._labels: dict[str, str] = dict(
            connection.execute("SELECT code, label FROM occupation")
        )
        self._idf: dict[str, float] = {}
        postings: dict[str, bytes] = {}
        for word, idf, titles in connection.execute("SELECT word, idf, titles FROM word"):
            self._idf[word], postings[word] = idf, titles
        self._unseen = max(self._idf.values(), default=1.0)
        codes, words, heads, weights = connection.execute(
            "SELECT codes, words, heads, weights FROM title"
        ).fetchone()
        self._occupations = KnownTitles(
            codes.split("|"),
            words.split("|"),
            heads.split("|"),
            np.frombuffer(weights, dtype="<f8"),
            postings,
            self._idf,
            self._unseen,
            QUERY_SHARE,
        )
        self._industries = IndustryTable(
            connection.execute("SELECT kind, words, meanings FROM phrase"),
            connection.execute("SELECT industry, head, code, role FROM industry"),
        )
        groups = dict(connection.execute("SELECT name, phrases FROM head_group"))
        self._heads = TitleHeads(
            {
                kind: columns
                for kind, *columns in connection.execute(
                    "SELECT kind, words, domains, meanings FROM head"
                )
            },
            groups,
            groups.pop("").split(","),
        )

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
            for role, belief in self._roles.beliefs(reading, self._similar_by_word(reading)):
                best[role] = max(belief, best.get(role, 0.0))
        return best

    def title_readings(
        self, text: str
    ) -> tuple[tuple[NormalizedTitle, ...], tuple[NormalizedTitle, ...]]:
        """The readings of a title for occupations, and the extra ones for roles.

        Each reading is also taken in known words alone.
        """
        readings, trade_readings = normalizations(text)
        in_known_words = self._in_known_words(readings)
        return tuple(dict.fromkeys((*readings, *in_known_words))), trade_readings

    def read_title(self, text: str, count: int = 10, did: str = "") -> CodedTitle:
        """The occupations and roles that a title names, at most `count` of each, best first.

        `did` says what the person did; it is read where the title names no occupation, or no more
        than a generic head.
        """
        generic = self._industries.read_title(text)
        scores, roles = self._scores(text, generic)
        occupation = generic.occupation if generic else None
        heads = self._heads.read_title(text, self._mended)
        if heads.occupation and _says_more(heads.occupation, occupation, scores, roles):
            occupation = None
            scores = {code: min(value, MIN_GOOD_SCORE) for code, value in scores.items()}
            scores[heads.occupation.meaning] = LISTED_HEAD_SCORE
        if heads.role and not roles and not (occupation and occupation.role):
            code = (
                occupation.code if occupation else max(scores, key=scores.__getitem__, default="")
            )
            if heads.is_role_certain or code in self._codes_of_role.get(heads.role.meaning, ()):
                self._add_role(heads.role.meaning, scores, roles)
        is_good = bool(occupation) or max(scores.values(), default=0.0) >= MIN_GOOD_SCORE
        score = INDUSTRY_SCORE
        source: TitleSource = TITLE
        if did and (occupation or not is_good) and not names_no_work(text):
            described = self._industries.read_description(
                did,
                generic.head if generic else DEFAULT_HEAD,
                occupation.industry if occupation else "",
                MIN_PHRASES + is_good,
            )
            if described and described != occupation:
                occupation, score, source = described, DESCRIPTION_SCORE, DESCRIPTION
                # What the title alone may name comes after what the person did.
                scores = {code: min(value, MIN_GOOD_SCORE) for code, value in scores.items()}
        if occupation:
            scores[occupation.code] = max(score, scores.get(occupation.code, 0.0))
            if occupation.role in self._codes_of_role:
                roles[occupation.role] = max(score, roles.get(occupation.role, 0.0))
        return self._coded_title(text, scores, roles, count, source)

    def _add_role(self, role: str, scores: dict[str, float], roles: dict[str, float]) -> None:
        """Add a role that a head names, and its occupations where nothing else is good."""
        codes = [code for code in self._codes_of_role.get(role, ()) if code in self._labels]
        if not codes:
            return
        roles[role] = LISTED_HEAD_SCORE
        if max(scores.values(), default=0.0) < MIN_GOOD_SCORE:
            for rank, code in enumerate(codes):
                inherited_score = LISTED_HEAD_SCORE * FURTHER_OCCUPATION_FACTOR**rank
                scores[code] = max(inherited_score, scores.get(code, 0.0))

    def _mended(self, word: str) -> str:
        """The known word that a misspelled one stands for; the word itself where none is close."""
        for similar_word, similarity in self._alike(word)[: len(word) >= MIN_MENDED_LENGTH]:
            if similarity >= MIN_MENDED_SIMILARITY:
                return similar_word
        return word

    def _scores(
        self, text: str, generic: GenericTitle | None
    ) -> tuple[dict[str, float], dict[str, float]]:
        """The scores of the occupations and of the roles that the words of a title name."""
        readings, trade_readings = self.title_readings(text)
        highest = 1.0
        if generic and generic.occupation:
            # "clerk" in "clerk, pawnshop" is no title by itself.
            readings = tuple(r for r in readings if not self._industries.is_generic_head(r.words))
            # Before what is only alike comes what the head is in its industry.
            if not any(self._occupations.is_known(set(r.words)) for r in readings):
                highest = MIN_GOOD_SCORE
        scores = {
            code: min(calibrate(belief), highest)
            for code, belief in self.label_probabilities(readings).items()
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
        if readings and not generic and max(scores.values(), default=0.0) < MIN_GOOD_SCORE:
            code = self._occupations.meaning_of_head(readings[0].words[readings[0].head])
            if code:
                scores[code] = HEAD_SCORE
        return scores, roles

    def _coded_title(
        self,
        text: str,
        scores: Mapping[str, float],
        roles: Mapping[str, float],
        count: int,
        source: TitleSource,
    ) -> CodedTitle:
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
        return CodedTitle(
            text, True, tuple(occupations[:count]), tuple(role_matches[:count]), source
        )

    def _in_known_words(self, readings: Iterable[NormalizedTitle]) -> Iterator[NormalizedTitle]:
        """The readings with misspelled words mended, without unknown words; with a known head."""
        for reading in readings:
            alike = self._similar_by_word(reading)
            if not alike[reading.words[reading.head]]:
                continue
            positions = [n for n, word in enumerate(reading.words) if alike[word]]
            nearest = [alike[reading.words[n]][0] for n in positions]
            words = tuple(word for word, _ in nearest)
            if words != reading.words:
                trust = reading.trust * prod(similarity for _, similarity in nearest) ** 0.5
                if len(words) < len(reading.words):
                    trust *= UNKNOWN_WORDS
                yield NormalizedTitle(words, positions.index(reading.head), trust)

    def read_titles(self, texts: Sequence[str], count: int = 10) -> list[CodedTitle]:
        """`read_title` for each of the texts, in order; equal texts are read once."""
        coded_titles = {text: self.read_title(text, count) for text in dict.fromkeys(texts)}
        return [coded_titles[text] for text in texts]
