"""Train what tells the chance that O*NET's experts would name one occupation for another.

A gradient-boosted logistic model of pairs (LightGBM; `pip install --group build`). What it learns
from, the first ten related occupations of each listed one, is an argument, never a feature: no
pair is told by a model that has seen the list of either of its two occupations.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Literal

import lightgbm
import numpy as np
from numpy.typing import NDArray

from proximity_features import Table, ranks

FOLDS = 5
SEED = 0
DEPTH = 10
NEAREST = 300
ROUNDS = 300
SETTINGS = {
    "learning_rate": 0.025,
    "num_leaves": 31,
    "min_data_in_leaf": 50,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 10,
    "seed": SEED,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}

Lists = dict[int, set[int]]


def read_lists(path: Path, codes: Sequence[str]) -> Lists:
    """The first ten related occupations of each listed one, as positions among the codes."""
    position = {code: i for i, code in enumerate(codes)}
    lists: Lists = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            one, other = row["O*NET-SOC Code"], row["Related O*NET-SOC Code"]
            if int(row["Index"]) <= DEPTH and one in position and other in position:
                lists.setdefault(position[one], set()).add(position[other])
    return lists


def folds(lists: Lists, many: int) -> NDArray[np.int64]:
    """The fold of each occupation, 0 to 4; -1 for one without a list."""
    fold = np.full(many, -1)
    shuffled = np.random.default_rng(SEED).permutation(sorted(lists))
    fold[shuffled] = np.arange(len(shuffled)) % FOLDS
    return fold


class Ranker:
    """Features of all pairs, and the lists to learn from."""

    def __init__(
        self,
        mix: Table,
        features: Mapping[str, Table],
        lists: Lists,
        objective: Literal["binary", "lambdarank"] = "binary",
    ) -> None:
        self._all = np.stack([table.astype(np.float32) for table in features.values()], axis=-1)
        self._place = ranks(mix)
        self._lists = lists
        self._settings = {**SETTINGS, "objective": objective}
        self.fold = folds(lists, len(mix))

    def train(self, without: Sequence[int], unseen: Sequence[int] = ()) -> lightgbm.Booster:
        """A model of the lists outside some folds, on the nearest pairs by the untrained mix.

        Pairs with an occupation of the folds `unseen` on either side are left out.
        """
        pairs, named = [], []
        for one in sorted(self._lists):
            if self.fold[one] in without:
                continue
            near = self._place[one] < NEAREST
            near[one] = False
            near &= ~np.isin(self.fold, unseen)
            others = np.flatnonzero(near)
            pairs.append(self._all[one, others])
            named.append(np.isin(others, sorted(self._lists[one])))
        data = lightgbm.Dataset(
            np.concatenate(pairs),
            np.concatenate(named).astype(np.int8),
            group=[len(each) for each in named],
        )
        return lightgbm.train(self._settings, data, ROUNDS)

    def chances(self, model: lightgbm.Booster, rows: NDArray[np.int64] | None = None) -> Table:
        """The chance that b is on the list of a, for some a and every b.

        By the objective `lambdarank` it is a score of any size, to be ordered by.
        """
        seen = self._all if rows is None else self._all[rows]
        flat = model.predict(seen.reshape(-1, seen.shape[-1]), num_threads=1)
        return np.asarray(flat, dtype=float).reshape(seen.shape[:2])

    def by_fold(self, *, reverse_unseen: bool = False) -> Table:
        """Directed chances, each fold's rows by a model without its lists; others stay 0."""
        told = np.zeros(self._place.shape)
        for fold in range(FOLDS):
            rows = np.flatnonzero(self.fold == fold)
            model = self.train([fold], [fold] if reverse_unseen else [])
            told[rows] = self.chances(model, rows)
        return told

    def symmetric(self, progress: Callable[[str], None] = print) -> Table:
        """The mean chance of both directions by models that saw the list of neither.

        A pair of folds i and j has its own model. An occupation without a list leaves only the
        other's fold to be avoided; two of them take the mean of the models that leave out one.
        """
        told = np.zeros(self._place.shape)
        of_fold = [np.flatnonzero(self.fold == fold) for fold in range(FOLDS)]
        rest = np.flatnonzero(self.fold < 0)
        for i, j in combinations_with_replacement(range(FOLDS), 2):
            found = self.chances(self.train([i, j]))
            for rows, columns in ((of_fold[i], of_fold[j]), (of_fold[j], of_fold[i])):
                told[np.ix_(rows, columns)] = found[np.ix_(rows, columns)]
            if i == j:
                told[np.ix_(of_fold[i], rest)] = found[np.ix_(of_fold[i], rest)]
                told[np.ix_(rest, of_fold[i])] = found[np.ix_(rest, of_fold[i])]
                told[np.ix_(rest, rest)] += found[np.ix_(rest, rest)] / FOLDS
            progress(f"model without the lists of folds {i} and {j}")
        return (told + told.T) / 2
