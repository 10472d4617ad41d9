"""The measures of questions and claims count what a person would count."""

from pathlib import Path

import pytest

from benchpin import catalog, reference
from benchpin.evaluate.claims import measure_claims
from benchpin.evaluate.questions import measure_questions

CATALOG = catalog.load()
REFERENCE = reference.open()


def test_questions_are_counted_by_their_main_entry(tmp_path: Path) -> None:
    path = tmp_path / "questions.csv"
    path.write_text(
        "question,context,answerable,mode,expected\n"
        "Am I too old to become a jeweler?,,yes,answer,questions/too-old-to-start\n"
        "Am I too old to become a jeweler?,,yes,answer,roles/caster\n"
        "Should I sue my boss?,,no,advice refused,\n"
        "Should I sue my boss?,,no,abuse,\n"
    )
    measurement = measure_questions(path, CATALOG, REFERENCE)
    value = {(s.subject, s.metric): s.value for s in measurement.scores}
    assert measurement.cases == 4
    assert value["answers", "the main entry first"] == pytest.approx(0.5)
    assert value["answers", "turned away for the right reason"] == pytest.approx(0.5)
    assert value["baseline: BM25 alone", "turned away for the right reason"] == 0


def test_claims_are_counted_by_their_label(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(
        "text,label,also_accept\n"
        "The GG is a university degree.,contradicted,\n"
        "Good luck to you.,no claim,\n"
        "Jewelry appraisers are licensed.,supported,\n"
        "A polisher in Lyon gets 1950 euros a month.,supported,unsourced-or-unknown\n"
    )
    value = {s.metric: s.value for s in measure_claims(path, CATALOG, REFERENCE).scores}
    assert value["right"] == pytest.approx(3 / 4)
    assert value["precision"] == pytest.approx(1 / 2)
