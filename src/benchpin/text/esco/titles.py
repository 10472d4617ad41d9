"""Which occupations of ESCO a job title names, best first.

    reader = open_reader(reference)                       # ESCO must be installed
    reader.read_title("Sr. Bench Jeweller (Platinum)").occupations[0].label

A title is normalized as all titles are (`titles.normalizer`): accents, case, rank, short forms,
British spelling. Malay words are translated by `data/title-words-ms.toml`. What stands in brackets
or names the employer weighs PARENTHETICAL_WEIGHT; a word of grade ("executive") that is not the
first weighs GRADE_WEIGHT.
`EscoIndex.closeness` says how close each occupation is to these words; the score of an occupation
is its softmax share times SCORE_FACTOR, about the chance that a job board's own label of such a
title is this occupation. There is no good match, and nothing is listed, where the best score is
below MIN_GOOD_SCORE, or where no word of the title is one that ESCO uses or a misspelling of one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import islice

import numpy as np
import rtoml
from rapidfuzz import fuzz

from benchpin.inputs.errors import BadInput
from benchpin.reference import Reference
from benchpin.text.esco.index import EscoIndex, Floats, softmax_shares
from benchpin.text.esco.index_builder import open_index
from benchpin.text.titles.classifier import MIN_MISSPELLED_LENGTH, MIN_SPELLING_SIMILARITY
from benchpin.text.titles.normalizer import fold, title_vocabulary, words_and_head

# Chosen on one half of labeled vacancy titles (docs/how-it-works/esco-titles.md).
PARENTHETICAL_WEIGHT = 0.5
GRADE_WEIGHT = 0.3
SCORE_FACTOR = 0.7
MIN_GOOD_SCORE = 0.03
BATCH_SIZE = 256

_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class EscoMatch:
    """One occupation that a title may name; `uri` is ESCO's concept URI, `score` is 0 to 1."""

    uri: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class EscoCodedTitle:
    """The occupations of a title, best first; empty without a good match."""

    title: str
    good_match: bool
    occupations: tuple[EscoMatch, ...]


class EscoTitleReader:
    """Reads job titles as occupations of one ESCO release; safe to share between threads."""

    def __init__(self, index: EscoIndex) -> None:
        self._index = index

    def read_title(self, text: str, count: int = 10) -> EscoCodedTitle:
        """Which occupations a title names, at most `count` of them, best first."""
        return next(self.read_titles((text,), count))

    def read_titles(self, texts: Iterable[str], count: int = 10) -> Iterator[EscoCodedTitle]:
        """The same for a sequence of titles, in order; faster than one by one."""
        remaining_texts = iter(texts)
        while batch := tuple(islice(remaining_texts, BATCH_SIZE)):
            batch_words = [weighted_words(text) for text in batch]
            for text, words, closeness in zip(
                batch, batch_words, self._index.closeness(batch_words), strict=True
            ):
                yield self._coded_title(text, words, closeness, count)

    def _coded_title(
        self, text: str, words: dict[str, float], closeness: Floats, count: int
    ) -> EscoCodedTitle:
        if (
            not any(map(self._is_known, words))
            or (scores := SCORE_FACTOR * softmax_shares(closeness)).max() < MIN_GOOD_SCORE
        ):
            return EscoCodedTitle(text, False, ())
        # Sorting all of them would take longer than reading did; ties are ordered by URI.
        cutoff = len(closeness) - min(count, len(closeness))
        candidates = np.flatnonzero(closeness >= np.partition(closeness, cutoff)[cutoff])
        best = candidates[np.argsort(-closeness[candidates], kind="stable")][:count].tolist()
        uris, labels = self._index.uris, self._index.labels
        matches = (
            EscoMatch(uris[position], labels[position], round(float(scores[position]), 4))
            for position in best
        )
        return EscoCodedTitle(text, True, tuple(matches))

    def _is_known(self, word: str) -> bool:
        """Whether ESCO uses a word, or the word is a misspelling of one that it uses."""
        return self._index.has_word(word) or (
            len(word) >= MIN_MISSPELLED_LENGTH
            and any(
                fuzz.ratio(word, similar_word) >= MIN_SPELLING_SIMILARITY
                for similar_word in self._index.similar_words(word)
            )
        )


def open_reader(reference: Reference) -> EscoTitleReader:
    """The reader for the installed ESCO release; BadInput where none is installed."""
    path = reference.installed("esco")
    if path is None:
        raise BadInput(
            "ESCO is not installed, and titles cannot be read as its occupations: download its "
            "CSV files and run 'benchpin data add esco ZIP ZIP'"
        )
    return EscoTitleReader(open_index(reference, path))


def weighted_words(text: str) -> dict[str, float]:
    """The words of a title, each with its weight before idf."""
    malay = _malay_words()
    english = malay.phrase.sub(lambda match: malay.phrases[match.group()], fold(text))
    english = _WORD.sub(lambda match: malay.words.get(match.group(), match.group()), english)
    side_texts = _BRACKETS.findall(english)
    title = _BRACKETS.sub(" ", english)
    if (employer := title_vocabulary().employer.search(title)) and employer.start():
        title, side_texts = title[: employer.start()], [*side_texts, title[employer.end() :]]
    side_words, title_words = words_and_head(" ".join(side_texts))[0], words_and_head(title)[0]
    weights = dict.fromkeys(side_words, PARENTHETICAL_WEIGHT if title_words else 1.0)
    for position, word in enumerate(title_words):
        weight = GRADE_WEIGHT if position and word in malay.grade else 1.0
        weights[word] = max(weight, weights.get(word, 0.0))
    return weights


@dataclass(frozen=True, slots=True)
class _MalayWords:
    """The tables of `data/title-words-ms.toml`: Malay words and phrases with their English."""

    grade: frozenset[str]
    words: dict[str, str]
    phrases: dict[str, str]
    phrase: re.Pattern[str]


@lru_cache(maxsize=1)
def _malay_words() -> _MalayWords:
    """The tables, with one pattern for all phrases, longest first."""
    text = resources.files("benchpin").joinpath("data/title-words-ms.toml").read_text("utf-8")
    data = rtoml.loads(text)
    phrases = sorted(data["phrases"], key=len, reverse=True)
    return _MalayWords(
        frozenset(data["grade"]),
        data["words"],
        data["phrases"],
        re.compile("|".join(rf"\b{re.escape(phrase)}\b" for phrase in phrases)),
    )
