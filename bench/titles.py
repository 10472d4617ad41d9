"""How many job titles are read in a second, occupations and roles together?

    python bench/titles.py [--titles 3000] [--naive 60] [--runs 5]

The titles are our own lists', each said in another way: with an employer, a rank, terms, or a
letter missing. Beside the reader stands the same reading without an index: every known title is
compared with every reading, as the formulas in `benchpin.reading.titles` say it. Both give the same
occupations, which is checked. Medians of runs in one process, and their ratio; also how long the
reader takes to be made and to read its first title.
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
from benchpin.text.titles.classifier import ASKED
from benchpin.text.titles.index import (
    CANDIDATES,
    EVIDENCE,
    HEAD,
    NEAR,
    NO_HEAD,
    OTHER_HEAD,
    OVERLAP,
    SMOOTHING,
    KnownTitles,
    tf_idf,
)
from benchpin.text.titles.normalizer import NormalizedTitle, normalizations

SAID = (
    "{}", "Senior {}", "{} at a paper mill", "{} (part-time)", "{} - nights", "Asst. {}", "{} II",
    "{}/cashier",
)  # fmt: skip


def titles(many: int) -> list[str]:
    """Titles of both our lists said in other ways, one in eight with a letter missing."""
    data = resources.files("benchpin").joinpath("data")
    known = [
        row["title"]
        for name in ("titles.csv", "trade-titles.csv")
        for row in csv.DictReader(data.joinpath(name).read_text("utf-8").splitlines())
    ]
    rng = Random(0)
    said = []
    for title in rng.choices(known, k=many):
        at = rng.randrange(1, len(title))
        shorter = title[:at] + title[at + 1 :] if rng.random() < 1 / 8 else title
        said.append(rng.choice(SAID).format(shorter))
    return said


class Naive:
    """The beliefs of a reader, worked out title by title."""

    def __init__(self, reader: OccupationCoder) -> None:
        self.reader = reader
        self.known: KnownTitles = reader._occupations
        self.idf = reader._idf
        self.words_of: dict[str, list[str]] = {}
        for means, letters in zip(self.known.means, self.known.letters, strict=True):
            self.words_of.setdefault(means, []).extend(letters.split(" "))
        self.all_words = sum(map(len, self.words_of.values()))

    def label_probabilities(self, text: str) -> dict[str, float]:
        """What `OccupationCoder.label_probabilities` says of the ways to read a title."""
        best: dict[str, float] = {}
        for way in normalizations(text)[0]:
            for code, belief in self._of(way).items():
                best[code] = max(belief, best.get(code, 0.0))
        return best

    def _of(self, way: NormalizedTitle) -> dict[str, float]:
        alike = {word: self.reader._alike(word) for word in way.words}
        weights = tf_idf(way.words, way.head, self.idf, self.reader._unseen)
        asked = 2 * ASKED * sum(weights.values())
        letters = " ".join(sorted(weights))
        heads = {like for like, _ in alike[way.words[way.head]]}
        near: list[tuple[float, int]] = []
        for number, their_letters in enumerate(self.known.letters):
            head = self.known.heads[number]
            theirs = their_letters.split(" ")
            shared = sum(
                sure * (weight + self.idf[like] * (HEAD if like == head else 1.0))
                for word, weight in weights.items()
                for like, sure in alike[word]
                if like in theirs
            )
            weight = sum(self.idf[word] * (HEAD if word == head else 1.0) for word in theirs)
            overlap = shared / (asked + 2 * (1 - ASKED) * weight)
            if overlap >= NEAR:
                near.append((-overlap, number))
        if not near:
            return {}
        chances = self._chances(way, alike)
        found: dict[str, tuple[float, float]] = {}
        for less, number in sorted(near)[:CANDIDATES]:
            code, their_letters = self.known.means[number], self.known.letters[number]
            trust = way.trust
            if self.known.heads[number] not in heads:
                trust *= OTHER_HEAD if heads & set(their_letters.split(" ")) else NO_HEAD
            ratio = fuzz.ratio(letters, their_letters) / 100
            closeness = trust * (OVERLAP * min(-less, 1.0) + (1 - OVERLAP) * ratio)
            weight = EVIDENCE
            if letters == their_letters:
                weight = 0.0 if way.trust == 1.0 else EVIDENCE / 2
            belief = (1 - weight) * closeness + weight * trust * chances[code]
            if closeness > found.get(code, (0.0, 0.0))[0]:
                found[code] = (closeness, belief)
        return {code: belief for code, (_, belief) in found.items()}

    def _chances(
        self, way: NormalizedTitle, alike: dict[str, tuple[tuple[str, float], ...]]
    ) -> dict[str, float]:
        said = [alike[word][0] for word in dict.fromkeys(way.words) if alike[word]]
        share = {
            like: sum(words.count(like) for words in self.words_of.values()) / self.all_words
            for like, _ in said
        }
        speaks = {
            code: sum(
                sure * log((words.count(like) / share[like] + SMOOTHING) / (len(words) + SMOOTHING))
                for like, sure in said
                if share[like]
            )
            for code, words in self.words_of.items()
        }
        most = max(speaks.values())
        total = sum(exp(each - most) for each in speaks.values())
        return {code: exp(each - most) / total for code, each in speaks.items()}


def taken(call: Callable[[], object], runs: int) -> float:
    """The median seconds of a call."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    """Measure and print one line each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--titles", type=int, default=3000)
    parser.add_argument("--naive", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    held, figures = catalog.load(), reference.open()
    start = time.perf_counter()
    reader = title_reader(held, figures)
    made = time.perf_counter()
    reader.read_title("Sr. Bench Jeweller (Platinum)")
    first = time.perf_counter()
    said = titles(asked.titles)
    ours = len(said) / taken(lambda: reader.read_titles(said), asked.runs)
    few = said[: asked.naive]
    naive = Naive(reader)
    for text in few:
        mine = reader.label_probabilities(normalizations(text)[0])
        theirs = naive.label_probabilities(text)
        assert mine.keys() == theirs.keys(), text
        assert all(abs(mine[code] - theirs[code]) < 1e-6 for code in mine), text
    alone = len(few) / taken(
        lambda: [reader.label_probabilities(normalizations(t)[0]) for t in few], asked.runs
    )
    slow = len(few) / taken(lambda: [naive.label_probabilities(text) for text in few], asked.runs)
    print(f"reader made                {1000 * (made - start):8.1f} ms")
    print(f"first title                {1000 * (first - made):8.1f} ms")
    print(f"occupations and roles      {ours:8.0f} titles a second")
    print(f"occupations alone          {alone:8.0f} titles a second")
    print(f"the same without an index  {slow:8.1f} titles a second ({alone / slow:.0f} x slower)")


if __name__ == "__main__":
    main()
