"""Is a vacancy title read as the ESCO occupation that it is labeled with?

The truth is a CSV file of real vacancy titles, each with the concept URI of one occupation. No
title, alias, prior or weight of an occupation comes from such a file. Ten settings of the reader
were chosen on one half of a development file; `docs/how-it-works/esco-titles.md` has the figures of
the other half.
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
from benchpin.text.esco.index import Postings, character_ngrams
from benchpin.text.esco.titles import open_reader
from benchpin.text.titles.normalizer import fold, words_and_head

SEED = 0
RECALL_DEPTH = 10
DEPTH = 100
"""Ranks after this one count as not found."""
AIMS = {"MRR": 0.04, "R@10": 0.05}
"""The gain over the baseline in the same run that is aimed at, by metric."""


def measure_esco_titles(
    truth: Path, reference: Reference, *, sample: int | None = None, half: int | None = None
) -> Measurement:
    """Mean reciprocal rank and recall at 10 of the reader and of a TF-IDF baseline.

    `sample` draws that many titles with a fixed seed; `half` keeps the half that the settings were
    chosen on (0) or the other (1). Titles whose occupation is not in the installed ESCO are left
    out. Raises BadInput where ESCO is not installed, BadFile where the file is no list of titles.
    """
    esco = esco_archive_path(reference)
    address = f"{esco.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        names = connection.execute(
            "SELECT uri, name FROM occupation_name ORDER BY uri, name"
        ).fetchall()
    known_uris = {uri for uri, _ in names}
    rows = [row for row in _half(read_truth(truth), half) if row[1] in known_uris]
    if sample is not None and sample < len(rows):
        sampled_indices = np.random.default_rng(SEED).choice(len(rows), sample, replace=False)
        rows = [rows[i] for i in sorted(sampled_indices)]
    if not rows:
        raise BadFile(f"{truth}: names no occupation of the installed ESCO; give another file")
    reader, baseline = open_reader(reference), TfidfBaseline(names)
    titles = [title for title, _ in rows]
    answers: dict[str, Iterable[list[str]]] = {
        "reader": (
            [match.uri for match in reading.occupations]
            for reading in reader.read_titles(titles, DEPTH)
        ),
        "baseline: characters and words, TF-IDF": map(baseline.read_title, titles),
    }
    ranks = {
        name: [
            uris.index(uri) + 1 if uri in uris else None
            for uris, (_, uri) in zip(uri_lists, rows, strict=True)
        ]
        for name, uri_lists in answers.items()
    }
    return Measurement(
        name="titles-esco",
        title="Job titles as ESCO occupations",
        truth="the one occupation that the file gives to a title",
        unit="titles of vacancies",
        cases=len(rows),
        data=esco_release(reference),
        seed=SEED,
        scores=tuple(_scores(ranks)),
        notes=(
            "The baseline reads titles cleaned in the same way.",
            "A title that the reader calls no good match counts as not found.",
        ),
    )


def read_truth(path: Path) -> list[tuple[str, str]]:
    """The rows of a file: a vacancy title and the concept URI of its occupation."""
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
    """One of the two halves of a file, or all of it."""
    if half is None:
        return rows
    # A fixed seed of its own: the settings of the reader were chosen on one of these halves.
    order = np.random.default_rng(7).permutation(len(rows))
    middle = len(rows) // 2
    return [rows[i] for i in sorted(order[:middle] if half == 0 else order[middle:])]


def _scores(ranks: Mapping[str, list[int | None]]) -> Iterator[Score]:
    """Each metric of the reader and of the baseline, then their difference.

    `ranks` are those of the right occupation, from 1; None where it is not found.
    """
    metrics: dict[str, Callable[[int | None], float]] = {
        "MRR": lambda rank: 1 / rank if rank else 0.0,
        "R@10": lambda rank: float(rank is not None and rank <= RECALL_DEPTH),
    }
    for metric, value_of_rank in metrics.items():
        values_by_reader = {
            name: [value_of_rank(rank) for rank in reader_ranks]
            for name, reader_ranks in ranks.items()
        }
        for name, reader_values in values_by_reader.items():
            yield mean_score(name, metric, reader_values, baseline=name.startswith("baseline"))
        own_values, baseline_values = values_by_reader.values()
        yield difference_score(
            "reader less baseline", metric, own_values, baseline_values, aim=AIMS[metric]
        )


class TfidfBaseline:
    """The baseline: TF-IDF cosine of character n-grams plus that of word uni- and bigrams.

    N-grams are of 2 to 4 characters within a word, their counts by logarithm. Both cosines count
    the same; an occupation has the largest of its names in each.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        # `names` come sorted by URI: the names of an occupation stand together.
        names_in_words = [(uri, words_and_head(fold(name))[0]) for uri, name in names]
        first_positions = [
            position
            for position, (uri, _) in enumerate(names_in_words)
            if not position or names_in_words[position - 1][0] != uri
        ]
        self._first_names = np.array(first_positions)
        self._uris = [names_in_words[position][0] for position in first_positions]
        self._indexes = [
            (features, *_build_index([features(words) for _, words in names_in_words]))
            for features in (_character_runs, _words_and_pairs)
        ]

    def read_title(self, title: str) -> list[str]:
        """The concept URIs of the closest occupations, closest first, ties by URI."""
        words = words_and_head(fold(title))[0]
        closeness = np.zeros(len(self._uris))
        for features, columns, idf, postings in self._indexes:
            row = {
                columns[feature]: n * idf[columns[feature]]
                for feature, n in features(words).items()
                if feature in columns
            }
            weights = np.array(list(row.values()))
            if len(weights):
                similarities = postings.mixed(
                    np.array(list(row)), weights / np.linalg.norm(weights)
                )
                closeness += np.maximum.reduceat(similarities, self._first_names)
        return [self._uris[i] for i in np.argsort(-closeness, kind="stable")[:DEPTH]]


def _character_runs(words: Sequence[str]) -> dict[str, float]:
    counts = Counter(run for word in words for run in character_ngrams(word))
    return {run: 1 + np.log(n) for run, n in counts.items()}


def _words_and_pairs(words: Sequence[str]) -> dict[str, float]:
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return {name: float(n) for name, n in Counter((*words, *pairs)).items()}


def _build_index(
    features: Sequence[Mapping[str, float]],
) -> tuple[dict[str, int], NDArray[np.float64], Postings]:
    """Columns of the features, their idf, and the names (rows of length 1) by feature."""
    counts = Counter(feature for row_features in features for feature in row_features)
    columns = {feature: column for column, feature in enumerate(sorted(counts))}
    idf = np.log((1 + len(features)) / (1 + np.array([counts[feature] for feature in columns]))) + 1
    rows = []
    for row_features in features:
        row = {
            columns[feature]: n * float(idf[columns[feature]])
            for feature, n in row_features.items()
        }
        length = float(np.linalg.norm(list(row.values()))) or 1.0
        rows.append({column: value / length for column, value in row.items()})
    return columns, idf, Postings.of(rows, len(columns)).turned()
