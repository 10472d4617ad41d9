"""How well the embedded table finds the occupations that O*NET's experts call related.

    python bench/proximity.py related-occupations-dev.csv

NDCG@10, binary: relevant are the first ten by `Index`; candidates are all occupations with data but
the one asked about. The interval is a bootstrap over occupations (seed 0, 2,000 draws). The
lists are read here and nowhere else.
"""

import argparse
import csv
import math
from pathlib import Path

import numpy as np

from benchpin import reference

DEPTH = 10
DRAWS = 2000


def read_truth(path: Path) -> dict[str, set[str]]:
    """The first ten related occupations of each, by the experts' order."""
    truth: dict[str, set[str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["Index"]) <= DEPTH:
                truth.setdefault(row["O*NET-SOC Code"], set()).add(row["Related O*NET-SOC Code"])
    return truth


def ndcg(found: list[str], relevant: set[str]) -> float:
    """Discounted gain of the first ten found, as a share of the best possible."""
    gain = sum(1 / math.log2(i + 2) for i, code in enumerate(found) if code in relevant)
    return gain / sum(1 / math.log2(i + 2) for i in range(min(DEPTH, len(relevant))))


def measure(path: Path) -> str:
    """The mean over all occupations of the file, in one line with its interval."""
    with reference.open() as held:
        scores = [
            ndcg([found for found, _ in held.related(code, DEPTH)], relevant)
            for code, relevant in read_truth(path).items()
            if code in held.onet_codes
        ]
        release = next(data.release for data in held.data if data.name == "proximity")
    draws = np.random.default_rng(0).choice(scores, (DRAWS, len(scores))).mean(axis=1)
    low, high = np.percentile(draws, [2.5, 97.5])
    return (
        f"NDCG@10 {np.mean(scores):.3f} [{low:.3f}, {high:.3f}], "
        f"{len(scores)} occupations, proximity {release}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the table of alike occupations.")
    parser.add_argument("truth", type=Path)
    print(measure(parser.parse_args().truth))
