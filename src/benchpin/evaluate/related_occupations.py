"""Does the table of occupation similarity find those that O*NET's experts call related?

The metric is NDCG (Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques,
2002), here with binary relevance.
"""

import csv
import hashlib
from collections.abc import Callable, Mapping, Sequence, Set
from math import log2
from pathlib import Path

from rapidfuzz.fuzz import token_set_ratio

from benchpin.evaluate.bootstrap import SEED, difference_score, mean_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.inputs.errors import BadFile
from benchpin.reference import Reference

DEPTH = 10
AIM = 0.72
CODE_COLUMN, RELATED_COLUMN, RANK_COLUMN = "O*NET-SOC Code", "Related O*NET-SOC Code", "Index"

Order = Callable[[str], Sequence[str]]
"""The codes nearest to the occupation with a code, nearest first."""


def read_truth(path: Path, known_codes: Set[str]) -> dict[str, frozenset[str]]:
    """The first ten related occupations of each occupation, by code.

    Codes that are not in `known_codes` are left out. Raises BadFile where the file is no list of
    related occupations, or none of its codes is known.
    """
    related_by_code: dict[str, set[str]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if (
                    int(row[RANK_COLUMN]) <= DEPTH
                    and {row[CODE_COLUMN], row[RELATED_COLUMN]} <= known_codes
                ):
                    related_by_code.setdefault(row[CODE_COLUMN], set()).add(row[RELATED_COLUMN])
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise BadFile(
            f"{path}: cannot be read as O*NET's Related Occupations ({error!r}); give a CSV with "
            f"the columns {CODE_COLUMN}, {RELATED_COLUMN} and {RANK_COLUMN}"
        ) from error
    if not related_by_code:
        raise BadFile(f"{path}: has no related occupations of O*NET codes; give another file")
    return {code: frozenset(related) for code, related in related_by_code.items()}


def ndcg(ranked_codes: Sequence[str], relevant: Set[str]) -> float:
    """Discounted cumulative gain of the first ten codes, as a share of the best possible."""
    gain = sum(1 / log2(i + 2) for i, code in enumerate(ranked_codes[:DEPTH]) if code in relevant)
    return gain / sum(1 / log2(i + 2) for i in range(min(DEPTH, len(relevant))))


def ndcg_by_occupation(truth: Mapping[str, Set[str]], order: Order) -> list[float]:
    """NDCG@10 of each occupation of the truth, in its order."""
    return [ndcg(order(code), relevant) for code, relevant in truth.items()]


def nearest_codes(likeness: Mapping[str, float], code: str) -> list[str]:
    """The codes of the ten occupations of highest likeness to `code`, ties by code."""
    other_codes = (other_code for other_code in likeness if other_code != code)
    return sorted(other_codes, key=lambda other_code: (-likeness[other_code], other_code))[:DEPTH]


def order_by_name(names: Mapping[str, str]) -> Order:
    """A baseline: order by the similarity of names as sets of words."""
    lower_names = {code: name.lower() for code, name in names.items()}

    def order(code: str) -> list[str]:
        own_name = lower_names[code]
        return nearest_codes(
            {
                other_code: token_set_ratio(own_name, name)
                for other_code, name in lower_names.items()
            },
            code,
        )

    return order


def order_by_soc_tree(names: Mapping[str, str]) -> Order:
    """A baseline: order by shared levels of the SOC hierarchy, then by similarity of names."""
    lower_names = {code: name.lower() for code, name in names.items()}

    def order(code: str) -> list[str]:
        # A similarity of names is 0 to 100: over 101 it never outweighs a level of the hierarchy.
        likeness = {
            other_code: shared_digits(code, other_code)
            + token_set_ratio(lower_names[code], name) / 101
            for other_code, name in lower_names.items()
        }
        return nearest_codes(likeness, code)

    return order


def shared_digits(code: str, other_code: str) -> int:
    """How many levels of the SOC hierarchy two codes share: major, minor, broad and detailed."""
    return sum(code[:end] == other_code[:end] for end in (2, 4, 6, 7))


def training_note(path: Path, reference: Reference) -> str:
    """A note on whether the table was trained on these lists, and how they were held out."""
    table = reference.extract("proximity")
    meta = dict(table.rows("SELECT name, value FROM meta")) if table else {}
    if "sha256_lists" not in meta:
        return "The table was not trained on any lists."
    if hashlib.sha256(path.read_bytes()).hexdigest() != meta["sha256_lists"]:
        return (
            "The table was trained on other lists than these; if occupations of these are among "
            "them, the figure flatters."
        )
    return (
        f"The table was trained on these lists in {meta['folds']} folds by occupation: every value "
        "is by a model that saw the list of neither of the two."
    )


def measure_related_occupations(truth_csv: Path, reference: Reference) -> Measurement:
    """NDCG@10 of the table in use and of two baselines: names, and the SOC hierarchy with names.

    `truth_csv` is O*NET's table Related Occupations, or a part of it. Raises BadFile.
    """
    truth = read_truth(truth_csv, reference.onet_codes)
    names = {code: reference.occupation_name(code) or "" for code in sorted(reference.onet_codes)}

    def by_table(code: str) -> list[str]:
        return [related_code for related_code, _ in reference.related(code, DEPTH)]

    table_scores = ndcg_by_occupation(truth, by_table)
    soc_tree_scores = ndcg_by_occupation(truth, order_by_soc_tree(names))
    scores: list[Score] = [
        mean_score("the table", "NDCG@10", table_scores, aim=AIM),
        mean_score(
            "baseline: names alone",
            "NDCG@10",
            ndcg_by_occupation(truth, order_by_name(names)),
            baseline=True,
        ),
        mean_score("baseline: SOC tree, then names", "NDCG@10", soc_tree_scores, baseline=True),
        difference_score(
            "the table less SOC tree and names", "NDCG@10", table_scores, soc_tree_scores
        ),
    ]
    return Measurement(
        name="proximity",
        title="The table of alike occupations finds those that experts call related",
        truth=(
            f"one of the first {DEPTH} related occupations by O*NET's experts; candidates are all "
            f"other of the {len(names)} occupations with data"
        ),
        unit="occupations",
        cases=len(truth),
        data=tuple(
            f"{dataset.name} {dataset.release}"
            for dataset in reference.data
            if dataset.name == "proximity"
        ),
        seed=SEED,
        scores=tuple(scores),
        notes=(
            training_note(truth_csv, reference),
            "NDCG@10: the gain of a related occupation at place i of the first ten is "
            "1 / log2(i + 1), as a share of the best possible.",
        ),
    )
