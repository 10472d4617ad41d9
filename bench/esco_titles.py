"""How many job titles a second are read as ESCO occupations, and how much the index saves.

    python bench/esco_titles.py [--titles N]

ESCO must be installed. The titles are the embedded ones, shuffled with a seed. Beside the reader
stands a naive one: the same formula, every name and every text of ESCO compared in turn, without
postings and one title at a time; it reads a hundredth of the titles. Each is run five times, in
turns; the medians and the median of the ratios are given, and whether both give the same answers.
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
from benchpin.text.esco.titles import EscoTitleReader, weighed_words

RUNS = 5
SEED = 0


class Naive:
    """The formula of the index as it is written down."""

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
            dict(zip(texts.columns[a:b].tolist(), texts.values[a:b].tolist(), strict=True))
            for a, b in zip(texts.starts[:-1].tolist(), texts.starts[1:].tolist(), strict=True)
        ]

    def first(self, title: str) -> str | None:
        """The concept URI of the closest occupation."""
        words, weights = self.index._spread(weighed_words(title))
        if not len(words):
            return None
        x: dict[int, float] = {}
        for word, weight in zip(words.tolist(), weights.tolist(), strict=True):
            x[word] = x.get(word, 0.0) + weight
        sense = sum(weight * self.index.senses[word] for word, weight in x.items())
        sense = sense / np.linalg.norm(sense)

        def dot(row: dict[int, float]) -> float:
            return sum(weight * row[word] for word, weight in x.items() if word in row)

        close = [
            max(map(dot, names))
            + TEXT * dot(text)
            + SENSE * float(sense @ meaning)
            + PRIOR * float(prior)
            for names, text, meaning, prior in zip(
                self.names, self.texts, self.index.meanings, self.index.prior, strict=True
            )
        ]
        return self.index.uris[int(np.argmax(close))]


def seconds(work: Callable[[], Iterable[object]]) -> float:
    """How long it takes to go through what a call gives."""
    start = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - start


def measured(many: int) -> str:
    """The medians, and whether the answers agree."""
    with reference.open() as held:
        esco = held.installed("esco")
        if esco is None:
            return "ESCO is not installed: run 'benchpin data add esco ZIP ZIP'"
        index = open_index(held, esco)
        with closing(sqlite3.connect(held.path("titles"))) as extract:
            words = [row[0] for row in extract.execute("SELECT words FROM title ORDER BY number")]
    drawn = np.random.default_rng(SEED).choice(len(words), many)
    titles = [words[i] for i in drawn]
    few = titles[: max(many // 100, 10)]
    reader, naive = EscoTitleReader(index), Naive(index)
    ours, theirs, ratios = [], [], []
    for _ in range(RUNS):
        ours.append(many / seconds(lambda: reader.read_titles(titles)))
        theirs.append(len(few) / seconds(lambda: map(naive.first, few)))
        ratios.append(ours[-1] / theirs[-1])
    same = sum(
        read.occupations[0].uri == naive.first(title)
        for title, read in zip(few, reader.read_titles(few), strict=True)
        if read.good_match
    )
    good = sum(read.good_match for read in reader.read_titles(few))
    return (
        f"reader {statistics.median(ours):,.0f} titles a second, "
        f"naive {statistics.median(theirs):,.1f}, ratio {statistics.median(ratios):,.0f} "
        f"(median of {RUNS}); the same first answer for {same} of {good} titles"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Time the reading of titles as ESCO occupations.")
    parser.add_argument("--titles", type=int, default=4000)
    print(measured(parser.parse_args().titles))
