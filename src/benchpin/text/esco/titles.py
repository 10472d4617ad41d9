"""Which occupations of ESCO a job title names, best first.

    reader = open_reader(reference)                       # ESCO must be installed
    reader.read_title("Sr. Bench Jeweller (Platinum)").occupations[0].label

A title is cleaned as all titles are (`title_words`): accents, case, rank, short forms, British
spelling. Malay words are read in English, as `data/title-words-ms.toml` has it. What stands in
brackets or names the employer weighs ASIDE, a word of grade ("executive") that is not the first
weighs LIGHT.
`EscoIndex.closeness` says how close each occupation is to these words; the score of an occupation
is its share of all by softmax, times CERTAIN, about the chance that a job board's own label of such
a title is this occupation. There is no good match, and nothing is listed, where the first is below
GOOD, or where no word of the title is one that ESCO uses or a misspelling of one.
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
from benchpin.text.esco.index import EscoIndex, Floats, shares
from benchpin.text.esco.index_builder import open_index
from benchpin.text.titles.classifier import SHORTEST_MISSPELLED, SPELLED_LIKE
from benchpin.text.titles.normalizer import fold, known_words, words_of

ASIDE = 0.5
LIGHT = 0.3
CERTAIN = 0.7
GOOD = 0.03
AT_ONCE = 256

_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class EscoMatch:
    """One occupation that a title may name; `uri` is ESCO's concept URI."""

    uri: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class EscoCodedTitle:
    """What a title names; without a good match nothing is listed."""

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
        """The same for many titles, in order; takes less time than one by one."""
        left = iter(texts)
        while some := tuple(islice(left, AT_ONCE)):
            titles = [weighed_words(text) for text in some]
            for text, title, close in zip(some, titles, self._index.closeness(titles), strict=True):
                yield self._reading(text, title, close, count)

    def _reading(
        self, text: str, title: dict[str, float], close: Floats, count: int
    ) -> EscoCodedTitle:
        if not any(map(self._is_known, title)) or (scores := CERTAIN * shares(close)).max() < GOOD:
            return EscoCodedTitle(text, False, ())
        # Sorting all of them would take longer than reading did; what ties goes by URI.
        last = len(close) - min(count, len(close))
        some = np.flatnonzero(close >= np.partition(close, last)[last])
        best = some[np.argsort(-close[some], kind="stable")][:count].tolist()
        uris, labels = self._index.uris, self._index.labels
        listed = (EscoMatch(uris[i], labels[i], round(float(scores[i]), 4)) for i in best)
        return EscoCodedTitle(text, True, tuple(listed))

    def _is_known(self, word: str) -> bool:
        """Whether ESCO uses a word, or the word is a misspelling of one that it uses."""
        return self._index.has(word) or (
            len(word) >= SHORTEST_MISSPELLED
            and any(fuzz.ratio(word, like) >= SPELLED_LIKE for like in self._index.alike(word))
        )


def open_reader(reference: Reference) -> EscoTitleReader:
    """The reader for the ESCO that is in use; BadInput where none is installed."""
    path = reference.installed("esco")
    if path is None:
        raise BadInput(
            "ESCO is not installed, and titles cannot be read as its occupations: download its "
            "CSV files and run 'benchpin data add esco ZIP ZIP'"
        )
    return EscoTitleReader(open_index(reference, path))


def weighed_words(text: str) -> dict[str, float]:
    """The words of a title that count, each with its weight before idf."""
    known = _malay()
    read = known.phrase.sub(lambda match: known.phrases[match.group()], fold(text))
    read = _WORD.sub(lambda match: known.words.get(match.group(), match.group()), read)
    aside = _BRACKETS.findall(read)
    title = _BRACKETS.sub(" ", read)
    if (employer := known_words().employer.search(title)) and employer.start():
        title, aside = title[: employer.start()], [*aside, title[employer.end() :]]
    inside, outside = words_of(" ".join(aside))[0], words_of(title)[0]
    weights = dict.fromkeys(inside, ASIDE if outside else 1.0)
    for place, word in enumerate(outside):
        weight = LIGHT if place and word in known.grade else 1.0
        weights[word] = max(weight, weights.get(word, 0.0))
    return weights


@dataclass(frozen=True, slots=True)
class _Malay:
    """What `data/title-words-ms.toml` says."""

    grade: frozenset[str]
    words: dict[str, str]
    phrases: dict[str, str]
    phrase: re.Pattern[str]


@lru_cache(maxsize=1)
def _malay() -> _Malay:
    text = resources.files("benchpin").joinpath("data/title-words-ms.toml").read_text("utf-8")
    data = rtoml.loads(text)
    phrases = sorted(data["phrases"], key=len, reverse=True)
    return _Malay(
        frozenset(data["grade"]),
        data["words"],
        data["phrases"],
        re.compile("|".join(rf"\b{re.escape(said)}\b" for said in phrases)),
    )
