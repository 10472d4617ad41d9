"""How many job titles are read in a second, occupations and roles together.

    python bench/titles.py [--titles 3000] [--naive 60] [--runs 5]

The titles come from the lists that Benchpin ships, varied: with an employer, a rank, terms of
employment, or a letter missing. The baseline is the same coding without an index: each variant of a
title is compared with every known title by the formulas of `benchpin.text.titles`. That both give
the same occupations is checked. Printed are medians of runs in one process and their ratio, and how
long the reader takes to be made and to read its first title.
"""

import argparse
import csv
import time
from collections.abc import Callable
from importlib import resources
from math import exp, log
from random import Random
from statistics import median

from rapidfuzz import fuzz

from benchpin import catalog, reference
from benchpin.guidance import title_reader
from benchpin.text import OccupationCoder
from benchpin.text.titles.classifier import QUERY_SHARE
from benchpin.text.titles.index import (
    EVIDENCE,
    HEAD,
    MAX_CANDIDATES,
    MIN_OVERLAP,
    NO_HEAD,
    OTHER_HEAD,
    OVERLAP,
    SMOOTHING,
    KnownTitles,
    word_weights,
)
from benchpin.text.titles.normalizer import NormalizedTitle, normalizations

TITLE_FORMS = (
    "{}", "Senior {}", "{} at a paper mill", "{} (part-time)", "{} - nights", "Asst. {}", "{} II",
    "{}/cashier",
)  # fmt: skip


def varied_titles(count: int) -> list[str]:
    """Varied titles of both shipped lists, one in eight with a letter missing."""
    data = resources.files("benchpin").joinpath("data")
    known_titles = [
        row["title"]
        for name in ("titles.csv", "trade-titles.csv")
        for row in csv.DictReader(data.joinpath(name).read_text("utf-8").splitlines())
    ]
    rng = Random(0)
    variants = []
    for title in rng.choices(known_titles, k=count):
        position = rng.randrange(1, len(title))
        variant = title[:position] + title[position + 1 :] if rng.random() < 1 / 8 else title
        variants.append(rng.choice(TITLE_FORMS).format(variant))
    return variants


class NaiveReader:
    """The beliefs of an `OccupationCoder`, computed without its index."""

    def __init__(self, reader: OccupationCoder) -> None:
        self.reader = reader
        self.known_titles: KnownTitles = reader._occupations
        self.idf = reader._idf
        self.words_of: dict[str, list[str]] = {}
        for means, letters in zip(self.known_titles.means, self.known_titles.letters, strict=True):
            self.words_of.setdefault(means, []).extend(letters.split(" "))
        self.all_words = sum(map(len, self.words_of.values()))

    def label_probabilities(self, text: str) -> dict[str, float]:
        """What `OccupationCoder.label_probabilities` gives for the variants of a title, by code."""
        best: dict[str, float] = {}
        for variant in normalizations(text)[0]:
            for code, belief in self._variant_beliefs(variant).items():
                best[code] = max(belief, best.get(code, 0.0))
        return best

    def _variant_beliefs(self, variant: NormalizedTitle) -> dict[str, float]:
        alike = {word: self.reader._alike(word) for word in variant.words}
        weights = word_weights(variant.words, variant.head, self.idf, self.reader._unseen)
        title_weight = 2 * QUERY_SHARE * sum(weights.values())
        letters = " ".join(sorted(weights))
        heads = {known_word for known_word, _ in alike[variant.words[variant.head]]}
        near: list[tuple[float, int]] = []
        for number, their_letters in enumerate(self.known_titles.letters):
            head = self.known_titles.heads[number]
            theirs = their_letters.split(" ")
            shared = sum(
                similarity * (weight + self.idf[known_word] * (HEAD if known_word == head else 1.0))
                for word, weight in weights.items()
                for known_word, similarity in alike[word]
                if known_word in theirs
            )
            weight = sum(self.idf[word] * (HEAD if word == head else 1.0) for word in theirs)
            overlap = shared / (title_weight + 2 * (1 - QUERY_SHARE) * weight)
            if overlap >= MIN_OVERLAP:
                near.append((-overlap, number))
        if not near:
            return {}
        chances = self._class_probabilities(variant, alike)
        best: dict[str, tuple[float, float]] = {}
        for negative_overlap, number in sorted(near)[:MAX_CANDIDATES]:
            code, their_letters = self.known_titles.means[number], self.known_titles.letters[number]
            trust = variant.trust
            if self.known_titles.heads[number] not in heads:
                trust *= OTHER_HEAD if heads & set(their_letters.split(" ")) else NO_HEAD
            ratio = fuzz.ratio(letters, their_letters) / 100
            closeness = trust * (OVERLAP * min(-negative_overlap, 1.0) + (1 - OVERLAP) * ratio)
            weight = EVIDENCE
            if letters == their_letters:
                weight = 0.0 if variant.trust == 1.0 else EVIDENCE / 2
            belief = (1 - weight) * closeness + weight * trust * chances[code]
            if closeness > best.get(code, (0.0, 0.0))[0]:
                best[code] = (closeness, belief)
        return {code: belief for code, (_, belief) in best.items()}

    def _class_probabilities(
        self, variant: NormalizedTitle, alike: dict[str, tuple[tuple[str, float], ...]]
    ) -> dict[str, float]:
        known_words = [alike[word][0] for word in dict.fromkeys(variant.words) if alike[word]]
        share = {
            known_word: sum(words.count(known_word) for words in self.words_of.values())
            / self.all_words
            for known_word, _ in known_words
        }
        log_likelihoods = {
            code: sum(
                similarity
                * log(
                    (words.count(known_word) / share[known_word] + SMOOTHING)
                    / (len(words) + SMOOTHING)
                )
                for known_word, similarity in known_words
                if share[known_word]
            )
            for code, words in self.words_of.items()
        }
        max_log_likelihood = max(log_likelihoods.values())
        total = sum(
            exp(log_likelihood - max_log_likelihood) for log_likelihood in log_likelihoods.values()
        )
        return {
            code: exp(log_likelihood - max_log_likelihood) / total
            for code, log_likelihood in log_likelihoods.items()
        }


def median_seconds(call: Callable[[], object], runs: int) -> float:
    """The median seconds of a call."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    """Measure, and print one line for each measurement."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--titles", type=int, default=3000)
    parser.add_argument("--naive", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    shipped_catalog, reference_data = catalog.load(), reference.open()
    start = time.perf_counter()
    reader = title_reader(shipped_catalog, reference_data)
    reader_made = time.perf_counter()
    reader.read_title("Sr. Bench Jeweller (Platinum)")
    first_read = time.perf_counter()
    sample = varied_titles(arguments.titles)
    both_rate = len(sample) / median_seconds(lambda: reader.read_titles(sample), arguments.runs)
    naive_sample = sample[: arguments.naive]
    naive = NaiveReader(reader)
    for text in naive_sample:
        own_beliefs = reader.label_probabilities(normalizations(text)[0])
        naive_beliefs = naive.label_probabilities(text)
        assert own_beliefs.keys() == naive_beliefs.keys(), text
        assert all(abs(own_beliefs[code] - naive_beliefs[code]) < 1e-6 for code in own_beliefs), (
            text
        )
    occupation_rate = len(naive_sample) / median_seconds(
        lambda: [reader.label_probabilities(normalizations(t)[0]) for t in naive_sample],
        arguments.runs,
    )
    naive_rate = len(naive_sample) / median_seconds(
        lambda: [naive.label_probabilities(text) for text in naive_sample], arguments.runs
    )
    print(f"reader made                {1000 * (reader_made - start):8.1f} ms")
    print(f"first title                {1000 * (first_read - reader_made):8.1f} ms")
    print(f"occupations and roles      {both_rate:8.0f} titles a second")
    print(f"occupations alone          {occupation_rate:8.0f} titles a second")
    print(
        f"the same without an index  {naive_rate:8.1f} titles a second "
        f"({occupation_rate / naive_rate:.0f} x slower)"
    )


if __name__ == "__main__":
    main()
