"""What `benchpin evaluate` measures, on few people: the full measures are for the documentation."""

from pathlib import Path

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.evaluate import (
    MEASURES,
    MeasureInputs,
    Measurement,
    SkippedMeasure,
    as_markdown,
    bias,
    circumstances,
    ratio_score,
    run_measures,
)
from benchpin.evaluate import rank_stability as stability
from benchpin.evaluate.simulated_people import simulate_people
from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.profile import from_table

CATALOG = catalogs.load()
REFERENCE = references.open()
GIVEN = MeasureInputs(CATALOG, REFERENCE)


def test_people_are_the_same_whatever_their_number_and_all_are_profiles() -> None:
    few, many = list(simulate_people(CATALOG, 5, 7)), list(simulate_people(CATALOG, 9, 7))
    assert many[:5] == few
    assert [p.table for p in simulate_people(CATALOG, 5, 8)] != [p.table for p in few]
    for person in many:
        profile = from_table(dict(person.table), CATALOG)
        assert profile.experience
        assert len(profile.interests.scores()) == 6


def test_words_about_who_somebody_is_change_no_score() -> None:
    found = bias.measure_bias(REFERENCE, CATALOG, people=6)
    changed = {score.subject: score.value for score in found.scores}
    for what in bias.IDENTITY_WORDS:
        assert changed[what] == 0.0
    # The control: a text that is meant to count does.
    assert changed["control: a title of the trade instead"] == 1.0


def test_roles_stay_inside_their_intervals_more_often_than_at_their_rank() -> None:
    found = stability.measure_rank_stability(REFERENCE, CATALOG, people=40)
    shares = {s.subject: s.value for s in found.scores if s.metric == "inside the interval"}
    assert shares["all changes"] > shares["baseline: an interval of no width"]
    assert shares["all changes"] >= 0.85
    width = next(s.value for s in found.scores if s.metric == "median width, ranks")
    assert width <= 8


def test_a_longer_gap_costs_more_and_schooling_abroad_costs_nothing() -> None:
    found = circumstances.measure_circumstances(REFERENCE, CATALOG, people=25)
    credit = {s.subject: s.value for s in found.scores if s.metric == "credit of former work"}
    gaps = [credit[f"a gap of {years} years since"] for years in ("two", "five", "ten")]
    assert 0 > gaps[0] > gaps[1] > gaps[2]
    # Care is a gap like any other: naming it costs nothing more and earns nothing.
    assert credit["five years of care since, named as such"] == pytest.approx(gaps[1])
    moved = {s.subject: s.value for s in found.scores if s.metric.startswith("ranks moved")}
    assert moved["the same level of schooling, abroad"] == 0.0


def test_an_interval_holds_its_value_and_narrows_with_more_cases() -> None:
    few = ratio_score("x", "y", [1.0, 0.0] * 10, [1.0] * 20)
    many = ratio_score("x", "y", [1.0, 0.0] * 200, [1.0] * 400)
    for score in (few, many):
        assert score.low is not None
        assert score.high is not None
        assert score.low <= score.value == 0.5 <= score.high
    assert (many.high or 0) - (many.low or 0) < (few.high or 0) - (few.low or 0)


def test_a_measure_that_nobody_knows_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="no such measure 'titels'; one of"):
        run_measures(["titels"], GIVEN)


def test_ground_truth_that_is_not_there_says_which_and_where(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"related-occupations\*\.csv is not part of Benchpin"):
        GIVEN.truth("related-occupations")
    there = MeasureInputs(CATALOG, REFERENCE, tmp_path)
    with pytest.raises(BadInput, match=r"no related-occupations\*\.csv in it"):
        there.truth("related-occupations")
    (tmp_path / "evaluation").mkdir()
    file = tmp_path / "evaluation" / "related-occupations-dev.csv"
    file.write_text("x", encoding="utf-8")
    assert there.truth("related-occupations") == file


def test_the_report_gives_every_score_with_its_interval_and_says_what_was_skipped() -> None:
    found = stability.measure_rank_stability(REFERENCE, CATALOG, people=4)
    said = as_markdown([found, SkippedMeasure("titles", "it needs a folder")], "9.9.9")
    assert "version 9.9.9" in said
    assert said.count("| **") + said.count("| baseline") == len(found.scores)
    assert "## titles: not measured\n\nIt needs a folder." in said


def test_every_measure_has_a_name_of_its_own() -> None:
    assert len(MEASURES) == len(set(MEASURES))
    assert all(name == name.lower() for name in MEASURES)
    assert isinstance(stability.measure_rank_stability(REFERENCE, CATALOG, people=2), Measurement)
