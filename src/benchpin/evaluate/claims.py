"""Are sentences on the trade labeled as somebody would who holds them against the sources?"""

import csv
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from io import StringIO
from typing import Final

from benchpin.ask.assay import judge_sentence
from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import mean_score, ratio_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.reference import Reference

SEED = 0
AIM_PRECISION, AIM_F1 = 0.92, 0.80
LABELS: Final = ("supported", "contradicted", "outdated", "unsourced", "no-claim")
JUDGED: Final = ("supported", "contradicted", "outdated")
_NAMES: Final = {"unsourced-or-unknown": "unsourced", "no claim": "no-claim"}


def measure_claims(
    path: Traversable,
    catalog: Catalog,
    reference: Reference,
    *,
    name: str = "claims",
    title: str = "Sentences on the trade are labeled by what the sources say",
) -> Measurement:
    """Precision of what is judged, macro F1 over the five labels, and false sentences passed."""
    pairs = []
    for row in csv.DictReader(StringIO(path.read_text(encoding="utf-8"))):
        label = judge_sentence(row["text"], 0, catalog, reference).label
        truth = _NAMES.get(row["label"], row["label"])
        also = _NAMES.get(row.get("also_accept") or "", row.get("also_accept") or "")
        pairs.append((label if also == label else truth, str(label)))
    return Measurement(
        name=name,
        title=title,
        truth="sentences and their labels, written without sight of the answers",
        unit="sentences",
        cases=len(pairs),
        data=(f"catalog {catalog.version[:12]}",),
        seed=SEED,
        scores=tuple(_scores(pairs)),
    )


def _scores(pairs: Sequence[tuple[str, str]]) -> Iterator[Score]:
    yield mean_score("labels", "right", [float(truth == label) for truth, label in pairs])
    yield ratio_score(
        "supported, contradicted or outdated",
        "precision",
        [float(truth == label and label in JUDGED) for truth, label in pairs],
        [float(label in JUDGED) for _, label in pairs],
        aim=AIM_PRECISION,
    )
    yield Score("labels", "macro F1", sum(_f1(pairs, label) for label in LABELS) / len(LABELS),
                aim=AIM_F1)  # fmt: skip
    false_ones = [label for truth, label in pairs if truth in ("contradicted", "outdated")]
    yield mean_score(
        "contradicted or outdated",
        "called supported",
        [float(s == "supported") for s in false_ones],
    )


def _f1(pairs: Sequence[tuple[str, str]], name: str) -> float:
    right = sum(truth == label == name for truth, label in pairs)
    counted = sum((truth == name) + (label == name) for truth, label in pairs)
    return 2 * right / counted if counted else 1.0
