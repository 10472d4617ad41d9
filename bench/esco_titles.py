"""How many job titles a second are read as ESCO occupations, and how much the index saves.

    python bench/esco_titles.py [--titles N]

ESCO must be installed. The titles are drawn from the embedded ones with a seed. The baseline is a
naive reader with the same formula that compares each title with every name and every text of ESCO,
without postings and one title at a time; it reads a hundredth of the titles. Both run five times
alternately. Printed are the medians, the median of the ratios, and how many first answers agree.
"""

import argparse
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable
from contextlib import closing

import numpy as np

from benchpin import reference
from benchpin.text.esco.index import PRIOR, SENSE, TEXT, EscoIndex
from benchpin.text.esco.index_builder import open_index
from benchpin.text.esco.titles import EscoTitleReader, weighted_words

RUNS = 5
SEED = 0


class NaiveReader:
    """The closeness formula of `benchpin.text.esco.index`, computed without an index."""

    def __init__(self, index: EscoIndex) -> None:
        self.index = index
        names, texts = index.names.turned(), index.texts.turned()
        ends = [*index.first_name[1:].tolist(), index.names.width]
        self.names = [
            [
                dict(
                    zip(
                        names.columns[names.starts[n] : names.starts[n + 1]].tolist(),
                        names.values[names.starts[n] : names.starts[n + 1]].tolist(),
                        strict=True,
                    )
                )
                for n in range(first, end)
            ]
            for first, end in zip(index.first_name.tolist(), ends, strict=True)
        ]
        self.texts = [
            dict(
                zip(
                    texts.columns[start:end].tolist(), texts.values[start:end].tolist(), strict=True
                )
            )
            for start, end in zip(
                texts.starts[:-1].tolist(), texts.starts[1:].tolist(), strict=True
            )
        ]

    def first_uri(self, title: str) -> str | None:
        """The concept URI of the closest occupation; None for a title without a known word."""
        words, weights = self.index._spread(weighted_words(title))
        if not len(words):
            return None
        word_weights: dict[int, float] = {}
        for word, weight in zip(words.tolist(), weights.tolist(), strict=True):
            word_weights[word] = word_weights.get(word, 0.0) + weight
        sense = sum(weight * self.index.senses[word] for word, weight in word_weights.items())
        sense = sense / np.linalg.norm(sense)

        def dot(row: dict[int, float]) -> float:
            return sum(weight * row[word] for word, weight in word_weights.items() if word in row)

        closeness = [
            max(map(dot, names))
            + TEXT * dot(text)
            + SENSE * float(sense @ meaning)
            + PRIOR * float(prior)
            for names, text, meaning, prior in zip(
                self.names, self.texts, self.index.meanings, self.index.prior, strict=True
            )
        ]
        return self.index.uris[int(np.argmax(closeness))]


def seconds_taken(work: Callable[[], Iterable[object]]) -> float:
    """The seconds that it takes to go through all results of a call."""
    start = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - start


def measure(title_count: int) -> str:
    """One line with the median rates and the number of equal first answers."""
    with reference.open() as reference_data:
        esco_path = reference_data.installed("esco")
        if esco_path is None:
            return "ESCO is not installed: run 'benchpin data add esco ZIP ZIP'"
        index = open_index(reference_data, esco_path)
        with closing(sqlite3.connect(reference_data.path("titles"))) as extract:
            words = extract.execute("SELECT words FROM title").fetchone()[0].split("|")
    sampled_indices = np.random.default_rng(SEED).choice(len(words), title_count)
    titles = [words[i] for i in sampled_indices]
    naive_titles = titles[: max(title_count // 100, 10)]
    reader, naive = EscoTitleReader(index), NaiveReader(index)
    reader_rates, naive_rates, ratios = [], [], []
    for _ in range(RUNS):
        reader_rates.append(title_count / seconds_taken(lambda: reader.read_titles(titles)))
        naive_rates.append(
            len(naive_titles) / seconds_taken(lambda: map(naive.first_uri, naive_titles))
        )
        ratios.append(reader_rates[-1] / naive_rates[-1])
    same_count = sum(
        reading.occupations[0].uri == naive.first_uri(title)
        for title, reading in zip(naive_titles, reader.read_titles(naive_titles), strict=True)
        if reading.good_match
    )
    good_count = sum(reading.good_match for reading in reader.read_titles(naive_titles))
    return (
        f"reader {statistics.median(reader_rates):,.0f} titles a second, "
        f"naive {statistics.median(naive_rates):,.1f}, ratio {statistics.median(ratios):,.0f} "
        f"(median of {RUNS}); the same first answer for {same_count} of {good_count} titles"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Time the reading of titles as ESCO occupations.")
    parser.add_argument("--titles", type=int, default=4000)
    print(measure(parser.parse_args().titles))
