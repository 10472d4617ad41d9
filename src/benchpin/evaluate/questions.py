"""Are questions answered with the right entry, or turned away for the right reason?

The labels were written without sight of the answers. Baseline: BM25 over the same entries alone,
which turns nothing away.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from io import StringIO

from benchpin.ask.answer import answer_question
from benchpin.ask.retrieval import content_stems, entry_index
from benchpin.ask.understanding import stems_of
from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import mean_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.inputs.errors import BadInput
from benchpin.reference import Reference

SEED = 0
AIM_FIRST, AIM_THREE, AIM_TURNED_AWAY = 0.80, 0.92, 0.90
_REASONS = {
    "not held": "not-held",
    "advice refused": "advice",
    "out of scope": "out-of-scope",
    "personal data": "personal",
    "abuse": "abuse",
}
"""The reason in the contract for each way in which a question cannot be answered."""


@dataclass(frozen=True, slots=True)
class QuestionCase:
    """A labeled question: the entries that answer it, the main one first, or why none does."""

    question: str
    context: str | None
    entries: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What a question got: entries, best first, or the reason why it was turned away."""

    entries: tuple[str, ...]
    reason: str | None = None


def read_question_cases(path: Traversable) -> tuple[QuestionCase, ...]:
    """The cases of a CSV file with question, context, answerable, mode and expected."""
    rows = csv.DictReader(StringIO(path.read_text(encoding="utf-8")))
    lacking = {"question", "answerable", "mode", "expected"} - set(rows.fieldnames or ())
    if lacking:
        raise BadInput(f"{path.name}: it has no column {', '.join(sorted(lacking))}")
    return tuple(
        QuestionCase(
            row["question"],
            row.get("context") or None,
            tuple(e for e in row["expected"].split(";") if e),
            _REASONS.get(row["mode"], "not-held") if row["answerable"] == "no" else None,
        )
        for row in rows
    )


def measure_questions(
    path: Traversable,
    catalog: Catalog,
    reference: Reference,
    *,
    name: str = "questions",
    title: str = "Questions are answered with the right entry, or turned away for the right reason",
) -> Measurement:
    """Shares with intervals: the main entry first and among three, and rightly turned away."""
    cases = read_question_cases(path)
    answerers: dict[str, Callable[[QuestionCase], QuestionResult]] = {
        "answers": lambda case: _answered(case, catalog, reference),
        "baseline: BM25 alone": lambda case: _by_text(case, catalog),
    }
    scores: list[Score] = []
    for subject, answer in answerers.items():
        results = [answer(case) for case in cases]
        is_baseline = subject != "answers"
        scores += _scores(subject, cases, results, is_baseline=is_baseline)
    return Measurement(
        name=name,
        title=title,
        truth="questions and their entries, labeled without sight of the answers",
        unit="questions",
        cases=len(cases),
        data=(f"catalog {catalog.version[:12]}",),
        seed=SEED,
        scores=tuple(scores),
    )


def _answered(case: QuestionCase, catalog: Catalog, reference: Reference) -> QuestionResult:
    answer = answer_question(case.question, catalog, reference, context=case.context)
    entries = [entry.id for part in answer.parts for entry in part.entries[:3]]
    if entries:
        return QuestionResult(tuple(entries))
    return QuestionResult((), answer.parts[0].why_not)


def _by_text(case: QuestionCase, catalog: Catalog) -> QuestionResult:
    index = entry_index(catalog)
    ranked = index.search(content_stems(stems_of(case.question)))
    best = sorted(ranked, key=lambda number: -ranked[number])[:3]
    return QuestionResult(tuple(index.entries[number].id for number in best))


def _scores(
    subject: str,
    cases: Iterable[QuestionCase],
    results: Iterable[QuestionResult],
    *,
    is_baseline: bool,
) -> Iterator[Score]:
    pairs = list(zip(cases, results, strict=True))
    answerable = [(c, r) for c, r in pairs if c.reason is None and c.entries]
    refused = [(c, r) for c, r in pairs if c.reason is not None]
    metrics = (
        ("the main entry first", AIM_FIRST,
         [float(r.entries[:1] == c.entries[:1]) for c, r in answerable]),
        ("the main entry among three", AIM_THREE,
         [float(c.entries[0] in r.entries) for c, r in answerable]),
        ("a right entry first", None,
         [float(bool(r.entries) and r.entries[0] in c.entries) for c, r in answerable]),
        ("turned away for the right reason", AIM_TURNED_AWAY,
         [float(r.reason == c.reason) for c, r in refused]),
    )  # fmt: skip
    for metric, aim, values in metrics:
        if values:
            yield mean_score(
                subject, metric, values, aim=None if is_baseline else aim, baseline=is_baseline
            )
