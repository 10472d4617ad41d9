"""Are the skills found in a text those that people who read it say are there?"""

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
"""What stands for a label where ESCO has none, or the span says too little for one."""
PRECISION, RECALL = 0.90, 0.75
COLUMNS = ("sentence", "span", "sub_span", "label")


@dataclass(frozen=True, slots=True)
class ConfusionCounts:
    """What was found in one text: rightly, wrongly, and what was not found."""

    right: int
    wrong: int
    missed: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the labels of its skills, and the spans that have no label."""

    text: str
    labels: frozenset[str]
    unlabelled: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with the skills that its writer says to hold, and those denied or wished for.

    Of a group in `either` any one is right, and counts once; what the labels leave `undecided`
    counts neither way.
    """

    text: str
    held: frozenset[str]
    not_held: frozenset[str]
    either: tuple[frozenset[str], ...] = ()
    undecided: frozenset[str] = frozenset()


Floats = NDArray[np.float64]
Find = Callable[[str], Iterable[tuple[str, int, int]]]
"""What a way to answer finds in a text: labels with first and last character."""


def scores_of(
    who: str, counts: Sequence[ConfusionCounts], *, baseline: bool = False
) -> list[Score]:
    """Precision, recall and F1 over all texts, each with the interval of texts drawn anew."""
    right = np.array([count.right for count in counts], dtype=float)
    wrong = np.array([count.wrong for count in counts], dtype=float)
    missed = np.array([count.missed for count in counts], dtype=float)
    return [
        _ratio(who, "precision", right, right + wrong, baseline),
        _ratio(who, "recall", right, right + missed, baseline),
        _ratio(who, "F1", 2 * right, 2 * right + wrong + missed, baseline),
    ]


def _ratio(who: str, what: str, tops: Floats, bottoms: Floats, baseline: bool) -> Score:
    if not bottoms.sum():
        return Score(who, what, 0.0, baseline=baseline)
    return ratio_score(who, what, tops.tolist(), bottoms.tolist(), baseline=baseline)


def f1_difference(
    who: str, ours: Sequence[ConfusionCounts], theirs: Sequence[ConfusionCounts]
) -> Score:
    """How much higher our F1 is on the same texts, with the interval of texts drawn together."""
    drawn = np.random.default_rng(SEED).integers(0, len(ours), (DRAWS, len(ours)))

    def f1(counts: Sequence[ConfusionCounts]) -> tuple[float, Floats]:
        top = np.array([2 * count.right for count in counts], dtype=float)
        bottom = top + np.array([count.wrong + count.missed for count in counts], dtype=float)
        below = np.maximum(bottom[drawn].sum(axis=1), 1)
        return float(top.sum() / max(bottom.sum(), 1)), top[drawn].sum(axis=1) / below

    (one, ones), (other, others) = f1(ours), f1(theirs)
    low, high = np.percentile(ones - others, [2.5, 97.5])
    return Score(who, "F1", one - other, float(low), float(high))


def read_sentences(path: Path) -> tuple[Sentence, ...]:
    """The sentences of a CSV with the columns sentence, span, sub_span and label; or BadFile."""
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
    places = (
        (place, place + len(row["span"]))
        for row in rows
        if row["label"] in NO_LABEL
        for place in [text.find(row["span"])]
        if place >= 0
    )
    return Sentence(text, labels, tuple(places))


def count_sentence(sentence: Sentence, find: Find) -> ConfusionCounts:
    """Labels found and not; a wrong one inside a span without a label is not counted."""
    right: set[str] = set()
    wrong: set[str] = set()
    for label, start, end in find(sentence.text):
        if label in sentence.labels:
            right.add(label)
        elif not any(low <= start and end <= high for low, high in sentence.unlabelled):
            wrong.add(label)
    return ConfusionCounts(len(right), len(wrong), len(sentence.labels - right))


def preferred_labels(path: Path) -> Find:
    """The baseline: preferred labels of ESCO, word for word whatever their case."""
    with closing(connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
        rows = opened.execute("SELECT label FROM skill").fetchall()
    return label_phrases((label, re.sub(r"\s*\([^()]*\)$", "", label)) for (label,) in rows)


def label_phrases(named: Iterable[tuple[str, str]]) -> Find:
    """Finds names (meaning, name) as whole words whatever their case, the longest first."""
    by_words: dict[tuple[str, ...], set[str]] = {}
    for meaning, name in named:
        if words := tuple(_WORD.findall(name.lower())):
            by_words.setdefault(words, set()).add(meaning)
    longest = max(map(len, by_words), default=0)

    def find(text: str) -> Iterable[tuple[str, int, int]]:
        words = [(each.group(), each.start(), each.end()) for each in _WORD.finditer(text.lower())]
        at = 0
        while at < len(words):
            for length in range(min(longest, len(words) - at), 0, -1):
                said = tuple(word for word, _, _ in words[at : at + length])
                if said in by_words:
                    start, end = words[at][1], words[at + length - 1][2]
                    yield from ((each, start, end) for each in sorted(by_words[said]))
                    at += length - 1
                    break
            at += 1

    return find


_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")


def measure_sentences(truth_csv: Path, reference: Reference) -> Measurement:
    """F1 of ESCO's skills in sentences of adverts, beside their preferred labels word for word.

    Raises BadFile, or BadInput where ESCO is not installed.
    """
    skills, path = open_skills(reference), reference.installed("esco")
    if path is None:
        raise BadInput("ESCO is not installed; run 'benchpin data add esco ZIP ZIP'")
    sentences = read_sentences(truth_csv)
    baseline = preferred_labels(path)

    def found(text: str) -> Iterable[tuple[str, int, int]]:
        return [(each.label, each.start, each.end) for each in skills.spot(text)]

    ours = [count_sentence(sentence, found) for sentence in sentences]
    theirs = [count_sentence(sentence, baseline) for sentence in sentences]
    scores = [
        *scores_of("skills as they are spotted", ours),
        *scores_of("baseline: preferred labels", theirs, baseline=True),
        f1_difference("spotted less baseline", ours, theirs),
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
            *(f"{d.name} {d.release}" for d in reference.installed_sets if d.name == "esco"),
        ),
        seed=SEED,
        scores=tuple(scores),
        notes=(f"{sum(len(s.labels) for s in sentences)} labels; a label counts once a sentence.",),
    )


def read_passages(path: Traversable, known: Set[str]) -> tuple[Passage, ...]:
    """The passages of a TOML file: [[passage]] with text, held and not_held; or BadFile."""
    try:
        table = rtoml.loads(path.read_text(encoding="utf-8"))
        passages = tuple(
            Passage(
                each["text"],
                frozenset(each["held"]),
                frozenset(each.get("not_held", ())),
                tuple(frozenset(group) for group in each.get("either", ())),
                frozenset(each.get("undecided", ())),
            )
            for each in table["passage"]
        )
    except (OSError, UnicodeDecodeError, rtoml.TomlParsingError, KeyError, TypeError) as error:
        raise BadFile(
            f"{path}: cannot be read as passages ({error!r}); give a TOML file of [[passage]] "
            "with text, held and not_held"
        ) from error
    for passage in passages:
        named = passage.held.union(passage.not_held, passage.undecided, *passage.either)
        for skill in sorted(named):
            if skill not in known:
                raise BadFile(f"{path}: {unknown_name_message('skill', skill, known)}")
    return passages


def count_passage(passage: Passage, found: Set[str]) -> ConfusionCounts:
    """Skills found and not in one passage; a group of which any is right counts once."""
    wanted = [*({skill} for skill in passage.held), *passage.either]
    right = sum(bool(found & each) for each in wanted)
    allowed = passage.held.union(passage.undecided, *passage.either)
    return ConfusionCounts(right, len(found - allowed), len(wanted) - right)


def measure_passages(cases: Traversable, catalog: Catalog) -> Measurement:
    """Precision and recall of the trade's skills in passages; the denied or wished counted as held.

    Raises BadFile.
    """
    passages = read_passages(cases, catalog.skills.keys())
    plain = label_phrases(
        (skill, name)
        for skill, record in catalog.skills.items()
        for name in (record.label, *record.also_called)
    )
    ours = [frozenset(each.skill for each in spot_skills(p.text, catalog)) for p in passages]
    theirs = [frozenset(skill for skill, _, _ in plain(p.text)) for p in passages]
    aims = {"precision": PRECISION, "recall": RECALL}
    scores: list[Score] = []
    for who, found, baseline in (
        ("skills as they are spotted", ours, False),
        ("baseline: names of the skills", theirs, True),
    ):
        counts = [count_passage(p, one) for p, one in zip(passages, found, strict=True)]
        for score in scores_of(who, counts, baseline=baseline):
            aim = None if baseline else aims.get(score.what)
            scores.append(Score(who, score.what, score.value, score.low, score.high, aim, baseline))
        taken = sum(len(one & p.not_held) for p, one in zip(passages, found, strict=True))
        what = "denied or wished for, counted as held"
        scores.append(
            Score(who, what, float(taken), aim=None if baseline else 0.0, baseline=baseline)
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
            f"{sum(len(p.held) + len(p.either) for p in passages)} skills held and "
            f"{sum(len(p.not_held) for p in passages)} denied or wished for.",
        ),
    )
