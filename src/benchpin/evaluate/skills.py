"""Are the skills found in a text those that human readers labeled?

Precision, recall and F1 over labeled sentences of adverts (ESCO skills) and labeled passages of
resumes (skills of the trade).
"""

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from sqlite3 import connect

import numpy as np
import rtoml
from numpy.typing import NDArray

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import DRAWS, SEED, ratio_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.inputs.errors import BadFile, BadInput
from benchpin.inputs.suggestions import unknown_name_message
from benchpin.reference import Reference
from benchpin.text.esco.skills import open_skills
from benchpin.text.skills.spotter import spot_skills

NO_LABEL = frozenset({"LABEL NOT PRESENT", "UNDERSPECIFIED"})
"""Placeholders for a label: ESCO has none, or the span says too little for one."""
AIM_PRECISION, AIM_RECALL = 0.90, 0.75
COLUMNS = ("sentence", "span", "sub_span", "label")


@dataclass(frozen=True, slots=True)
class ConfusionCounts:
    """True positives, false positives and false negatives in one text."""

    true_positives: int
    false_positives: int
    false_negatives: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the labels of its skills, and the spans (start, end) that have no label."""

    text: str
    labels: frozenset[str]
    unlabelled: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with the ids of the skills that its writer holds, and does not hold.

    Skills not held are denied, wished for or somebody else's. Of each group in `alternatives` any
    one skill is right, and the group counts once; `undecided_skills` count neither way.
    """

    text: str
    held_skills: frozenset[str]
    not_held_skills: frozenset[str]
    alternatives: tuple[frozenset[str], ...] = ()
    undecided_skills: frozenset[str] = frozenset()


Floats = NDArray[np.float64]
FindSkills = Callable[[str], Iterable[tuple[str, int, int]]]
"""Finds skills in a text: label, start and end in characters."""


def precision_recall_f1(
    subject: str, counts: Sequence[ConfusionCounts], *, baseline: bool = False
) -> list[Score]:
    """Micro-averaged precision, recall and F1, with intervals by bootstrap over the texts."""
    right = np.array([count.true_positives for count in counts], dtype=float)
    wrong = np.array([count.false_positives for count in counts], dtype=float)
    missed = np.array([count.false_negatives for count in counts], dtype=float)
    return [
        _ratio(subject, "precision", right, right + wrong, baseline),
        _ratio(subject, "recall", right, right + missed, baseline),
        _ratio(subject, "F1", 2 * right, 2 * right + wrong + missed, baseline),
    ]


def _ratio(
    subject: str, metric: str, numerators: Floats, denominators: Floats, baseline: bool
) -> Score:
    # Without any case the ratio is 0 by convention and has no interval.
    if not denominators.sum():
        return Score(subject, metric, 0.0, baseline=baseline)
    return ratio_score(
        subject, metric, numerators.tolist(), denominators.tolist(), baseline=baseline
    )


def f1_difference(
    subject: str, own_counts: Sequence[ConfusionCounts], baseline_counts: Sequence[ConfusionCounts]
) -> Score:
    """How much higher F1 is than the baseline's, by bootstrap over the texts in pairs."""
    samples = np.random.default_rng(SEED).integers(0, len(own_counts), (DRAWS, len(own_counts)))

    def f1(counts: Sequence[ConfusionCounts]) -> tuple[float, Floats]:
        numerator = np.array([2 * count.true_positives for count in counts], dtype=float)
        denominator = numerator + np.array(
            [count.false_positives + count.false_negatives for count in counts], dtype=float
        )
        sample_denominators = np.maximum(denominator[samples].sum(axis=1), 1)
        value = float(numerator.sum() / max(denominator.sum(), 1))
        return value, numerator[samples].sum(axis=1) / sample_denominators

    (own_f1, own_sample_f1), (baseline_f1, baseline_sample_f1) = f1(own_counts), f1(baseline_counts)
    low, high = np.percentile(own_sample_f1 - baseline_sample_f1, [2.5, 97.5])
    return Score(subject, "F1", own_f1 - baseline_f1, float(low), float(high))


def read_sentences(path: Path) -> tuple[Sentence, ...]:
    """The sentences of a CSV with the columns sentence, span, sub_span and label.

    Raises BadFile.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadFile(f"{path}: cannot be read ({error}); give a CSV in UTF-8") from error
    if not rows or not set(COLUMNS) <= set(rows[0]):
        raise BadFile(f"{path}: is not a list of skills; give columns {', '.join(COLUMNS)}")
    by_text: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_text.setdefault(row["sentence"], []).append(row)
    return tuple(_sentence(text, rows) for text, rows in by_text.items())


def _sentence(text: str, rows: Sequence[Mapping[str, str]]) -> Sentence:
    labels = frozenset(row["label"] for row in rows if row["label"] not in NO_LABEL)
    spans = (
        (start, start + len(row["span"]))
        for row in rows
        if row["label"] in NO_LABEL
        for start in [text.find(row["span"])]
        if start >= 0
    )
    return Sentence(text, labels, tuple(spans))


def count_sentence(sentence: Sentence, find: FindSkills) -> ConfusionCounts:
    """Counts of one sentence; a wrong label inside a span without a label is not counted."""
    right: set[str] = set()
    wrong: set[str] = set()
    for label, start, end in find(sentence.text):
        if label in sentence.labels:
            right.add(label)
        elif not any(low <= start and end <= high for low, high in sentence.unlabelled):
            wrong.add(label)
    return ConfusionCounts(len(right), len(wrong), len(sentence.labels - right))


def preferred_label_finder(path: Path) -> FindSkills:
    """The baseline: finds ESCO's preferred labels word for word, ignoring case."""
    with closing(connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        rows = connection.execute("SELECT label FROM skill").fetchall()
    # The bracket behind a label names its context, as in "Java (computer programming)".
    return phrase_finder((label, re.sub(r"\s*\([^()]*\)$", "", label)) for (label,) in rows)


def phrase_finder(names: Iterable[tuple[str, str]]) -> FindSkills:
    """A finder of names as whole words, ignoring case; of overlapping names the longest.

    `names` are pairs of a label and a name for it. Equal names give all of their labels.
    """
    labels_by_words: dict[tuple[str, ...], set[str]] = {}
    for label, name in names:
        if words := tuple(_WORD.findall(name.lower())):
            labels_by_words.setdefault(words, set()).add(label)
    longest = max(map(len, labels_by_words), default=0)

    def find(text: str) -> Iterable[tuple[str, int, int]]:
        words = [
            (match.group(), match.start(), match.end()) for match in _WORD.finditer(text.lower())
        ]
        position = 0
        while position < len(words):
            for length in range(min(longest, len(words) - position), 0, -1):
                phrase = tuple(word for word, _, _ in words[position : position + length])
                if phrase in labels_by_words:
                    start, end = words[position][1], words[position + length - 1][2]
                    yield from ((label, start, end) for label in sorted(labels_by_words[phrase]))
                    position += length - 1
                    break
            position += 1

    return find


_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")


def measure_sentences(truth_csv: Path, reference: Reference) -> Measurement:
    """Precision, recall and F1 of ESCO skills in sentences of adverts, beside preferred labels.

    Raises BadFile, or BadInput where ESCO is not installed.
    """
    skills, path = open_skills(reference), reference.installed("esco")
    if path is None:
        raise BadInput("ESCO is not installed; run 'benchpin data add esco ZIP ZIP'")
    sentences = read_sentences(truth_csv)
    baseline = preferred_label_finder(path)

    def find_skills(text: str) -> Iterable[tuple[str, int, int]]:
        return [(mention.label, mention.start, mention.end) for mention in skills.spot(text)]

    counts = [count_sentence(sentence, find_skills) for sentence in sentences]
    baseline_counts = [count_sentence(sentence, baseline) for sentence in sentences]
    scores = [
        *precision_recall_f1("skills as they are spotted", counts),
        *precision_recall_f1("baseline: preferred labels", baseline_counts, baseline=True),
        f1_difference("spotted less baseline", counts, baseline_counts),
    ]
    return Measurement(
        name=truth_csv.stem.removesuffix("-dev").removesuffix("-test"),
        title="The skills of ESCO that sentences of adverts name are found",
        truth=(
            "a label that a reader gave some span of the sentence; spans without a label are left "
            "out, and what is found inside one is not counted"
        ),
        unit="sentences",
        cases=len(sentences),
        data=(
            truth_csv.stem,
            *(
                f"{dataset.name} {dataset.release}"
                for dataset in reference.installed_sets
                if dataset.name == "esco"
            ),
        ),
        seed=SEED,
        scores=tuple(scores),
        notes=(f"{sum(len(s.labels) for s in sentences)} labels; a label counts once a sentence.",),
    )


def read_passages(path: Traversable, known_skills: Set[str]) -> tuple[Passage, ...]:
    """The passages of a TOML file: [[passage]] with text, held and not_held.

    `known_skills` are the ids that may stand there. Raises BadFile.
    """
    try:
        table = rtoml.loads(path.read_text(encoding="utf-8"))
        passages = tuple(
            Passage(
                entry["text"],
                frozenset(entry["held"]),
                frozenset(entry.get("not_held", ())),
                tuple(frozenset(group) for group in entry.get("either", ())),
                frozenset(entry.get("undecided", ())),
            )
            for entry in table["passage"]
        )
    except (OSError, UnicodeDecodeError, rtoml.TomlParsingError, KeyError, TypeError) as error:
        raise BadFile(
            f"{path}: cannot be read as passages ({error!r}); give a TOML file of [[passage]] "
            "with text, held and not_held"
        ) from error
    for passage in passages:
        skills = passage.held_skills.union(
            passage.not_held_skills, passage.undecided_skills, *passage.alternatives
        )
        for skill in sorted(skills):
            if skill not in known_skills:
                raise BadFile(f"{path}: {unknown_name_message('skill', skill, known_skills)}")
    return passages


def count_passage(passage: Passage, found_skills: Set[str]) -> ConfusionCounts:
    """Counts of one passage; a group of alternatives counts once."""
    expected_groups = [*({skill} for skill in passage.held_skills), *passage.alternatives]
    right = sum(bool(found_skills & group) for group in expected_groups)
    # What the labelers did not agree on is neither right nor wrong.
    allowed = passage.held_skills.union(passage.undecided_skills, *passage.alternatives)
    return ConfusionCounts(right, len(found_skills - allowed), len(expected_groups) - right)


def measure_passages(cases: Traversable, catalog: Catalog) -> Measurement:
    """Precision, recall and F1 of the trade's skills in passages of resumes, beside their names.

    Also how many skills that are denied or wished for are counted as held.

    Raises BadFile.
    """
    passages = read_passages(cases, catalog.skills.keys())
    find_names = phrase_finder(
        (skill, name)
        for skill, record in catalog.skills.items()
        for name in (record.label, *record.also_called)
    )
    own_skills = [
        frozenset(mention.skill for mention in spot_skills(passage.text, catalog))
        for passage in passages
    ]
    baseline_skills = [
        frozenset(skill for skill, _, _ in find_names(passage.text)) for passage in passages
    ]
    aims = {"precision": AIM_PRECISION, "recall": AIM_RECALL}
    scores: list[Score] = []
    for subject, skills_by_passage, is_baseline in (
        ("skills as they are spotted", own_skills, False),
        ("baseline: names of the skills", baseline_skills, True),
    ):
        counts = [
            count_passage(passage, skills)
            for passage, skills in zip(passages, skills_by_passage, strict=True)
        ]
        for score in precision_recall_f1(subject, counts, baseline=is_baseline):
            aim = None if is_baseline else aims.get(score.metric)
            scores.append(
                Score(subject, score.metric, score.value, score.low, score.high, aim, is_baseline)
            )
        false_count = sum(
            len(skills & passage.not_held_skills)
            for passage, skills in zip(passages, skills_by_passage, strict=True)
        )
        metric = "denied or wished for, counted as held"
        scores.append(
            Score(
                subject,
                metric,
                float(false_count),
                aim=None if is_baseline else 0.0,
                baseline=is_baseline,
            )
        )
    return Measurement(
        name="skill-passages",
        title="The trade's skills that passages say are held are found",
        truth="a skill that people who read the passage say its writer holds",
        unit="passages",
        cases=len(passages),
        data=(f"catalog {catalog.version[:15]}",),
        seed=SEED,
        scores=tuple(scores),
        notes=(
            f"{sum(len(p.held_skills) + len(p.alternatives) for p in passages)} skills held and "
            f"{sum(len(p.not_held_skills) for p in passages)} denied or wished for.",
        ),
    )
