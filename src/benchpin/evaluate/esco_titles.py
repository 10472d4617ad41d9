"""Does a job title find the ESCO occupation that somebody gave it, among ten, and how far up?

The truth is a CSV file of real vacancy titles with the concept URI of one occupation each. No
title, alias, prior or weight of an occupation comes from such a file; the ten settings of the
reader were chosen on one half of a development file, and figures of the other half stand beside it
in `docs/how-it-works/esco-titles.md`.
"""

import csv
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchpin.evaluate.bootstrap import difference_score, mean_score
from benchpin.evaluate.installed_esco import esco_archive_path, esco_release
from benchpin.evaluate.model import Measurement, Score
from benchpin.inputs.errors import BadFile
from benchpin.reference import Reference
from benchpin.text.esco.index import Postings, runs_of
from benchpin.text.esco.titles import open_reader
from benchpin.text.titles.normalizer import fold, words_of

SEED = 0
TEN = 10
DEPTH = 100
AIMS = {"MRR": 0.04, "R@10": 0.05}
"""How much more than the baseline in the same run."""


def measure_esco_titles(
    truth: Path, reference: Reference, *, sample: int | None = None, half: int | None = None
) -> Measurement:
    """Mean reciprocal rank and recall among ten of the reader and of a plain TF-IDF.

    What stands after the hundredth counts as not found for both. `sample` draws that many titles,
    seeded; `half` keeps the half (0 or 1) that the settings were, or were not, chosen on. Titles
    whose occupation the installed ESCO does not have are left out. A BadInput where ESCO is not
    installed, a BadFile where the file is none of titles.
    """
    esco = esco_archive_path(reference)
    address = f"{esco.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as tables:
        names = tables.execute(
            "SELECT uri, name FROM occupation_name ORDER BY uri, name"
        ).fetchall()
    known = {uri for uri, _ in names}
    rows = [row for row in _half(read_truth(truth), half) if row[1] in known]
    if sample is not None and sample < len(rows):
        drawn = np.random.default_rng(SEED).choice(len(rows), sample, replace=False)
        rows = [rows[i] for i in sorted(drawn)]
    if not rows:
        raise BadFile(f"{truth}: names no occupation of the installed ESCO; give another file")
    reader, baseline = open_reader(reference), Baseline(names)
    titles = [title for title, _ in rows]
    ways: dict[str, Iterable[list[str]]] = {
        "reader": ([m.uri for m in read.occupations] for read in reader.read_titles(titles, DEPTH)),
        "baseline: characters and words, TF-IDF": map(baseline.read_title, titles),
    }
    places = {
        way: [
            uris.index(uri) + 1 if uri in uris else None
            for uris, (_, uri) in zip(found, rows, strict=True)
        ]
        for way, found in ways.items()
    }
    return Measurement(
        name="titles-esco",
        title="Job titles as ESCO occupations",
        truth="the one occupation that the file gives to a title",
        unit="titles of vacancies",
        cases=len(rows),
        data=esco_release(reference),
        seed=SEED,
        scores=tuple(_scores(places)),
        notes=(
            "The baseline reads titles cleaned in the same way.",
            "A title that the reader calls no good match counts as not found.",
        ),
    )


def read_truth(path: Path) -> list[tuple[str, str]]:
    """The titles of a file, each with the concept URI of its occupation."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [(row["vacancyTitle"], row["conceptUri"]) for row in csv.DictReader(file)]
    except FileNotFoundError:
        raise BadFile(f"{path}: no such file; check the name") from None
    except (OSError, UnicodeDecodeError, KeyError):
        raise BadFile(
            f"{path}: is no table of vacancyTitle and conceptUri; give one with these columns"
        ) from None


def _half(rows: list[tuple[str, str]], half: int | None) -> list[tuple[str, str]]:
    """One of the two halves of a file, drawn with a seed of its own."""
    if half is None:
        return rows
    order = np.random.default_rng(7).permutation(len(rows))
    middle = len(rows) // 2
    return [rows[i] for i in sorted(order[:middle] if half == 0 else order[middle:])]


def _scores(places: Mapping[str, list[int | None]]) -> Iterator[Score]:
    """Each way's scores, then how much more the first way has than the other."""
    worth: dict[str, Callable[[int | None], float]] = {
        "MRR": lambda place: 1 / place if place else 0.0,
        "R@10": lambda place: float(place is not None and place <= TEN),
    }
    for what, of in worth.items():
        values = {way: [of(place) for place in found] for way, found in places.items()}
        for way, each in values.items():
            yield mean_score(way, what, each, baseline=way.startswith("baseline"))
        ours, theirs = values.values()
        yield difference_score("reader less baseline", what, ours, theirs, aim=AIMS[what])


class Baseline:
    """TF-IDF of characters plus TF-IDF of words and pairs of words, by the closest name of each.

    Characters are runs of 2 to 4 within a word, their counts by logarithm; both cosines have idf
    and the same weight, and the largest of each counts for an occupation.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        cleaned = [(uri, words_of(fold(name))[0]) for uri, name in names]
        firsts = [at for at, (uri, _) in enumerate(cleaned) if not at or cleaned[at - 1][0] != uri]
        self._first = np.array(firsts)
        self._uris = [cleaned[at][0] for at in firsts]
        self._parts = [
            (features, *_index([features(words) for _, words in cleaned]))
            for features in (_characters, _words)
        ]

    def read_title(self, title: str) -> list[str]:
        """The concept URIs of the closest occupations, closest first, ties by URI."""
        words = words_of(fold(title))[0]
        close = np.zeros(len(self._uris))
        for features, at, idf, postings in self._parts:
            row = {at[name]: n * idf[at[name]] for name, n in features(words).items() if name in at}
            weights = np.array(list(row.values()))
            if len(weights):
                similar = postings.mixed(np.array(list(row)), weights / np.linalg.norm(weights))
                close += np.maximum.reduceat(similar, self._first)
        return [self._uris[i] for i in np.argsort(-close, kind="stable")[:DEPTH]]


def _characters(words: Sequence[str]) -> dict[str, float]:
    counts = Counter(run for word in words for run in runs_of(word))
    return {run: 1 + np.log(n) for run, n in counts.items()}


def _words(words: Sequence[str]) -> dict[str, float]:
    pairs = (f"{one} {two}" for one, two in pairwise(words))
    return {name: float(n) for name, n in Counter((*words, *pairs)).items()}


def _index(
    features: Sequence[Mapping[str, float]],
) -> tuple[dict[str, int], NDArray[np.float64], Postings]:
    """Places of the features, their idf, and the names that each is in, at length 1."""
    counts = Counter(name for each in features for name in each)
    at = {name: place for place, name in enumerate(sorted(counts))}
    idf = np.log((1 + len(features)) / (1 + np.array([counts[name] for name in at]))) + 1
    rows = []
    for each in features:
        row = {at[name]: n * float(idf[at[name]]) for name, n in each.items()}
        length = float(np.linalg.norm(list(row.values()))) or 1.0
        rows.append({place: value / length for place, value in row.items()})
    return at, idf, Postings.of(rows, len(at)).turned()
