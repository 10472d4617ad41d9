"""A model of the chance that O*NET's experts name one occupation as related to another.

Gradient-boosted trees with logistic loss over pairs (LightGBM; `pip install --group build`). Its
labels, the first ten related occupations of each listed one, are an argument, never a feature: the
chance of a pair comes from a model that has not seen the list of either of its two occupations.
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
# One thread and a fixed seed: the same inputs and releases give the same table on a machine.
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
    """The first ten related occupations of each listed one, as positions in `codes`."""
    position = {code: i for i, code in enumerate(codes)}
    lists: Lists = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            listing_code, related_code = row["O*NET-SOC Code"], row["Related O*NET-SOC Code"]
            if int(row["Index"]) <= DEPTH and listing_code in position and related_code in position:
                lists.setdefault(position[listing_code], set()).add(position[related_code])
    return lists


def folds(lists: Lists, count: int) -> NDArray[np.int64]:
    """The fold of each of `count` occupations, 0 to 4; -1 for one without a list."""
    fold = np.full(count, -1)
    shuffled = np.random.default_rng(SEED).permutation(sorted(lists))
    fold[shuffled] = np.arange(len(shuffled)) % FOLDS
    return fold


class Ranker:
    """Trains models on the features of all pairs and the lists of related occupations.

    `mix` is the untrained mix; `fold` is the fold of each occupation.
    """

    def __init__(
        self,
        mix: Table,
        features: Mapping[str, Table],
        lists: Lists,
        objective: Literal["binary", "lambdarank"] = "binary",
    ) -> None:
        self._features = np.stack(
            [table.astype(np.float32) for table in features.values()], axis=-1
        )
        self._ranks = ranks(mix)
        self._lists = lists
        self._settings = {**SETTINGS, "objective": objective}
        self.fold = folds(lists, len(mix))

    def train(
        self, excluded_folds: Sequence[int], unseen_folds: Sequence[int] = ()
    ) -> lightgbm.Booster:
        """A model trained without the lists of some folds, on the nearest pairs by the mix.

        Pairs with an occupation of `unseen_folds` as the second are left out too.
        """
        pairs, labels = [], []
        for occupation in sorted(self._lists):
            if self.fold[occupation] in excluded_folds:
                continue
            is_near = self._ranks[occupation] < NEAREST
            is_near[occupation] = False
            is_near &= ~np.isin(self.fold, unseen_folds)
            others = np.flatnonzero(is_near)
            pairs.append(self._features[occupation, others])
            labels.append(np.isin(others, sorted(self._lists[occupation])))
        data = lightgbm.Dataset(
            np.concatenate(pairs),
            np.concatenate(labels).astype(np.int8),
            group=[len(pair_labels) for pair_labels in labels],
        )
        return lightgbm.train(self._settings, data, ROUNDS)

    def chances(self, model: lightgbm.Booster, rows: NDArray[np.int64] | None = None) -> Table:
        """The chance that b is on the list of a, for some rows a (all by default) and every b.

        With the objective `lambdarank` it is a score for ordering, not a chance.
        """
        features = self._features if rows is None else self._features[rows]
        flat = model.predict(features.reshape(-1, features.shape[-1]), num_threads=1)
        return np.asarray(flat, dtype=float).reshape(features.shape[:2])

    def by_fold(self, *, reverse_unseen: bool = False) -> Table:
        """Directed chances, the rows of each fold by a model without its lists; others stay 0."""
        chances = np.zeros(self._ranks.shape)
        for fold in range(FOLDS):
            rows = np.flatnonzero(self.fold == fold)
            model = self.train([fold], [fold] if reverse_unseen else [])
            chances[rows] = self.chances(model, rows)
        return chances

    def symmetric(self, progress: Callable[[str], None] = print) -> Table:
        """The mean chance of both directions by models trained without the lists of either.

        Each pair of folds i and j has its own model. A pair of which one occupation has no list
        needs a model without the other's fold only; a pair without any list takes the mean of the
        models that leave out one fold.
        """
        chances = np.zeros(self._ranks.shape)
        rows_by_fold = [np.flatnonzero(self.fold == fold) for fold in range(FOLDS)]
        unlisted = np.flatnonzero(self.fold < 0)
        for i, j in combinations_with_replacement(range(FOLDS), 2):
            fold_chances = self.chances(self.train([i, j]))
            for rows, columns in (
                (rows_by_fold[i], rows_by_fold[j]),
                (rows_by_fold[j], rows_by_fold[i]),
            ):
                chances[np.ix_(rows, columns)] = fold_chances[np.ix_(rows, columns)]
            # A model without one fold alone also serves occupations without a list.
            if i == j:
                chances[np.ix_(rows_by_fold[i], unlisted)] = fold_chances[
                    np.ix_(rows_by_fold[i], unlisted)
                ]
                chances[np.ix_(unlisted, rows_by_fold[i])] = fold_chances[
                    np.ix_(unlisted, rows_by_fold[i])
                ]
                chances[np.ix_(unlisted, unlisted)] += (
                    fold_chances[np.ix_(unlisted, unlisted)] / FOLDS
                )
            progress(f"model without the lists of folds {i} and {j}")
        return (chances + chances.T) / 2
