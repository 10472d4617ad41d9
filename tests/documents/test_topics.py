"""The market, reach and price as text, JSON and CSV: every figure with its source."""

import csv
import io
import json

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.documents.answers import piece_cost as priced
from benchpin.documents.answers import reach as reached
from benchpin.documents.answers import topics as told
from benchpin.market import (
    PieceInput,
    TopicReport,
    estimate_piece_cost,
    jobs_within_reach,
    role_wage,
    topic_report,
)

CATALOG = catalogs.load()
REFERENCE = references.open()
TOPICS = [topic_report(topic, CATALOG) for topic in CATALOG.topics]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.topic)
def test_a_topic_as_text_marks_each_figure_and_fits_a_screen(topic: TopicReport) -> None:
    text = told.topic_report_as_text(topic, CATALOG, REFERENCE)
    body, _, sources = text.partition("\nSOURCES\n")
    numbers = {line.split("]")[0] for line in sources.splitlines() if line.startswith("[")}
    assert len(numbers) == len(topic.sources)
    for line in body.splitlines():
        assert len(line) <= 100 or "http" in line, line


def test_differing_figures_are_said_to_differ() -> None:
    luxury = next(topic for topic in TOPICS if topic.topic == "luxury-market")
    text = told.topic_report_as_text(luxury, CATALOG, REFERENCE)
    assert "Figures for 2026 differ." in text
    assert "2026  2 to 4%    forecast" in text
    assert "2026  3 to 5%    forecast" in text


def test_every_row_of_the_csv_has_source_period_area_and_unit() -> None:
    rows = list(csv.DictReader(io.StringIO(told.topic_reports_as_csv(TOPICS, CATALOG))))
    assert len(rows) > 90
    for row in rows:
        for column in ("topic", "id", "measure", "area", "period", "unit", "low", "high"):
            assert row[column], row
        assert row["source"] in CATALOG.sources
        assert row["publisher"] == CATALOG.sources[row["source"]].publisher


def test_the_json_holds_every_source_it_names_and_no_other() -> None:
    body = json.loads(told.topic_reports_as_json(TOPICS, CATALOG, REFERENCE))
    named = set()
    for topic in body["topics"]:
        for part in topic["parts"]:
            named |= {f["source"] for series in part["series"] for f in series["figures"]}
        for myth in topic["myths"]:
            named |= {*myth["sources"], *(f["source"] for f in myth["figures"])}
    assert named == set(body["sources"])


def test_reach_is_the_same_in_text_json_and_csv() -> None:
    found = jobs_within_reach("bench-jeweler", REFERENCE.area("Providence"), CATALOG, REFERENCE)
    text = reached.reach_as_text(found, CATALOG, REFERENCE)
    assert "710 jobs, give or take 50" in text
    assert "not measured" in text
    body = json.loads(reached.reach_as_json(found, CATALOG, REFERENCE))
    modes = body["occupations"][0]["reached"]
    rows = list(csv.DictReader(io.StringIO(reached.reach_as_csv(found, CATALOG, REFERENCE))))
    assert [each["jobs"] for each in modes] == [710, 1370, None]
    assert [row["low"] for row in rows] == ["710", "1370", ""]
    assert [row["why"] for row in rows] == ["", "", "not-measured"]
    assert all(row["source"] for row in rows)
    assert set(body["sources"]) == {"bls-oews-2025-05"}
    assert all(said["text"] for said in body["occupations"][0]["assumed"])


def test_every_role_is_told_from_everywhere_it_is_asked() -> None:
    for role in CATALOG.roles:
        for area in ("Providence", "WY", None):
            found = jobs_within_reach(role, REFERENCE.area(area), CATALOG, REFERENCE)
            assert reached.reach_as_text(found, CATALOG, REFERENCE)
            assert json.loads(reached.reach_as_json(found, CATALOG, REFERENCE))
            assert reached.reach_as_csv(found, CATALOG, REFERENCE)


def test_a_price_shows_each_line_with_its_source() -> None:
    paid = role_wage("bench-jeweler", REFERENCE.area("Providence"), CATALOG, REFERENCE)
    work = PieceInput("gold", 4.5, 0.75, 0.05, 2.5, 40, 0.6, 0.3)
    found = estimate_piece_cost(work, "2026-05", (paid, "50"), CATALOG, REFERENCE)
    text = priced.piece_as_text(found, CATALOG, REFERENCE)
    for line in found.lines:
        assert priced.money(line.amount) in text
    assert priced.money(found.price) in text
    assert "[1] Commodity Price Data (The Pink Sheet)" in text
    body = json.loads(priced.piece_as_json(found, CATALOG, REFERENCE))
    assert [line["kind"] for line in body["lines"]] == [
        "metal", "other", "labor", "overhead", "margin",
    ]  # fmt: skip
    assert all(line["statement"]["text"] for line in body["lines"])
    assert set(body["sources"]) == {"world-bank-pink-sheet", "bls-oews-2025-05"}
