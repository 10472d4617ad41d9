"""Does the table of alike occupations find those that O*NET's experts call related?

NDCG of Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002.
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
ONE, OTHER, PLACE = "O*NET-SOC Code", "Related O*NET-SOC Code", "Index"

Order = Callable[[str], Sequence[str]]


def read_truth(path: Path, known: Set[str]) -> dict[str, frozenset[str]]:
    """The first ten related occupations of each, by the experts' order; only those with data.

    Raises BadFile where the file is no such list, or knows none of the occupations.
    """
    found: dict[str, set[str]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if int(row[PLACE]) <= DEPTH and {row[ONE], row[OTHER]} <= known:
                    found.setdefault(row[ONE], set()).add(row[OTHER])
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise BadFile(
            f"{path}: cannot be read as O*NET's Related Occupations ({error!r}); give a CSV with "
            f"the columns {ONE}, {OTHER} and {PLACE}"
        ) from error
    if not found:
        raise BadFile(f"{path}: has no related occupations of O*NET codes; give another file")
    return {code: frozenset(related) for code, related in found.items()}


def ndcg(found: Sequence[str], relevant: Set[str]) -> float:
    """Discounted gain of the first ten found, as a share of the best possible."""
    gain = sum(1 / log2(i + 2) for i, code in enumerate(found[:DEPTH]) if code in relevant)
    return gain / sum(1 / log2(i + 2) for i in range(min(DEPTH, len(relevant))))


def score_each(truth: Mapping[str, Set[str]], order: Order) -> list[float]:
    """NDCG@10 of each occupation asked about, in the order of the truth."""
    return [ndcg(order(code), relevant) for code, relevant in truth.items()]


def nearest(likeness: Mapping[str, float], code: str) -> list[str]:
    """The ten likest others, ties by code."""
    others = (each for each in likeness if each != code)
    return sorted(others, key=lambda each: (-likeness[each], each))[:DEPTH]


def names_alone(names: Mapping[str, str]) -> Order:
    """The order by letters that names have in common, whatever the order of their words."""
    plain = {code: name.lower() for code, name in names.items()}

    def order(code: str) -> list[str]:
        own = plain[code]
        return nearest({each: token_set_ratio(own, name) for each, name in plain.items()}, code)

    return order


def names_and_tree(names: Mapping[str, str]) -> Order:
    """The order by digits in common at the front of the SOC code, then by letters of the names."""
    plain = {code: name.lower() for code, name in names.items()}

    def order(code: str) -> list[str]:
        alike = {
            each: shared_digits(code, each) + token_set_ratio(plain[code], name) / 101
            for each, name in plain.items()
        }
        return nearest(alike, code)

    return order


def shared_digits(one: str, other: str) -> int:
    """How many branches of the SOC tree hold both: major, minor, broad and detailed groups."""
    return sum(one[:end] == other[:end] for end in (2, 4, 6, 7))


def learned_from(path: Path, reference: Reference) -> str:
    """Whether the table in use was trained on these lists, and how it was kept from its own."""
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
    """NDCG@10 of the table in use, beside names alone and names with the SOC tree.

    `truth_csv` is O*NET's table Related Occupations, or a part of it. Raises BadFile.
    """
    truth = read_truth(truth_csv, reference.onet_codes)
    names = {code: reference.occupation_name(code) or "" for code in sorted(reference.onet_codes)}

    def by_table(code: str) -> list[str]:
        return [found for found, _ in reference.related(code, DEPTH)]

    ours = score_each(truth, by_table)
    tree = score_each(truth, names_and_tree(names))
    scores: list[Score] = [
        mean_score("the table", "NDCG@10", ours, aim=AIM),
        mean_score(
            "baseline: names alone", "NDCG@10", score_each(truth, names_alone(names)), baseline=True
        ),
        mean_score("baseline: SOC tree, then names", "NDCG@10", tree, baseline=True),
        difference_score("the table less SOC tree and names", "NDCG@10", ours, tree),
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
            f"{each.name} {each.release}" for each in reference.data if each.name == "proximity"
        ),
        seed=SEED,
        scores=tuple(scores),
        notes=(
            learned_from(truth_csv, reference),
            "NDCG@10: the gain of a related occupation at place i of the first ten is "
            "1 / log2(i + 1), as a share of the best possible.",
        ),
    )
