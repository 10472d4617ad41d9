"""Results are sorted by pay and narrowed by way of work, place and time; no script is needed."""

import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benchpin.documents.short_answer import PayFigures
from benchpin.documents.short_answer.pay import pay_figures
from benchpin.profile import read
from benchpin.profile.case import as_json, new_case
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import message
from benchpin.web.pages.results.filters import FIELDS, is_alike

pytestmark = pytest.mark.same_on_any_database

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture
def somebody(client: Client) -> Client:
    profile = read(EXAMPLES / "machinist.toml", shared_engine().catalog)
    case = json.loads(as_json(new_case(profile)))
    file = SimpleUploadedFile("case.json", json.dumps(case).encode())
    assert client.post("/open/", {"file": file, "computer": "own"}).status_code == 302
    return client


def listed(client: Client, **query: str) -> list[str]:
    answer = client.get("/you/results/", query)
    assert answer.status_code == 200
    text = answer.content.decode()
    part = text[text.index('id="list"') :] if 'id="list"' in text else ""
    roles = re.findall(r'<li><h3><a href="/you/results/([a-z-]+)/">', part)
    if part:
        count = "count_one" if len(roles) == 1 else "count"
        assert message(f"results.narrow.{count}", count=len(roles)) in part
    return roles


def test_every_role_is_in_the_list_with_its_facts(somebody: Client) -> None:
    roles = listed(somebody, sort="pay")
    assert sorted(roles) == sorted(shared_engine().catalog.roles)
    text = somebody.get("/you/results/", {"sort": "pay"}).content.decode()
    assert 'class="card"' not in text
    assert text.count("typical a year") >= 40


def test_by_pay_the_best_paid_come_first_and_stand_ins_decide_no_place(somebody: Client) -> None:
    engine = shared_engine()
    area = engine.reference.area("Cleveland, OH")
    figures = {
        role: pay_figures(role, area, engine.catalog, engine.reference)
        for role in engine.catalog.roles
    }
    roles = listed(somebody, sort="pay")
    own = [r for r in roles if (f := figures[r]) and f.kind != "stand-in" and f.median]
    medians = [figures[role].median or 0 for role in own if figures[role]]  # type: ignore[union-attr]
    assert len(own) > 20
    assert medians == sorted(medians, reverse=True)
    assert roles[: len(own)] == own


def test_what_the_survey_cannot_tell_apart_is_said(somebody: Client) -> None:
    text = somebody.get("/you/results/", {"sort": "pay"}).content.decode()
    alike = text.count(message("results.narrow.alike"))
    assert alike > 5
    assert message("results.narrow.alike") not in somebody.get("/you/results/").content.decode()


def test_pay_within_the_error_of_the_survey_is_alike() -> None:
    engine = shared_engine()
    area = engine.reference.area("Rhode Island")

    def figures(role: str) -> PayFigures:
        entry = pay_figures(role, area, engine.catalog, engine.reference)
        assert entry is not None
        return entry

    assert is_alike(figures("bench-jeweler"), figures("stone-setter"))
    assert not is_alike(figures("bench-jeweler"), figures("production-manager"))
    assert not is_alike(figures("bench-jeweler"), figures("appraiser"))
    assert not is_alike(None, figures("bench-jeweler"))


def test_the_list_is_narrowed_by_way_of_work_place_and_time(somebody: Client) -> None:
    roles = shared_engine().catalog.roles
    everything = set(roles)
    for mode in ("hybrid", "remote"):
        narrowed = listed(somebody, mode=mode)
        assert set(narrowed) == {
            role for role in everything if mode in roles[role].could_leave_the_workplace.modes
        } | ({r for r in narrowed if "remote" in roles[r].could_leave_the_workplace.modes})
        assert 0 < len(narrowed) < len(everything)
    counts = [len(listed(somebody, time=months)) for months in FIELDS["time"][1:]]
    assert counts == sorted(counts)
    assert 0 < counts[0] < counts[-1] <= len(everything)
    for place in ("near", "jobs"):
        assert 0 < len(listed(somebody, place=place)) < len(everything)
    both = listed(somebody, mode="hybrid", time="12", sort="pay")
    assert set(both) == set(listed(somebody, mode="hybrid")) & set(listed(somebody, time="12"))


@pytest.mark.parametrize("query", [{"sort": "luck"}, {"time": "-1"}, {"mode": "onsite"}, {}])
def test_what_is_not_known_narrows_nothing(somebody: Client, query: dict[str, str]) -> None:
    assert listed(somebody, **query) == []
    assert 'class="card"' in somebody.get("/you/results/", query).content.decode()


def test_the_form_keeps_what_was_chosen(somebody: Client) -> None:
    text = somebody.get("/you/results/", {"sort": "pay", "mode": "remote"}).content.decode()
    for name, value in (("sort", "pay"), ("mode", "remote")):
        select = text[text.index(f'name="{name}"') :]
        assert f'<option value="{value}" selected>' in select[: select.index("</select>")]
    assert '<details class="fold noprint" id="narrow" open>' in text
