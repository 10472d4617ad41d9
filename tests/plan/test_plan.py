"""Plans of people: gaps closed under their terms, dated steps, every form whole."""

import json
from datetime import date
from pathlib import Path

import icalendar
import pytest

from benchpin import catalog, reference
from benchpin.documents.answers.plan import (
    listed_options,
    plan_as_calendar,
    plan_as_html,
    plan_as_json,
    plan_as_markdown,
    plan_as_text,
)
from benchpin.guidance import plan_role
from benchpin.inputs.errors import BadData
from benchpin.plan import Plan
from benchpin.profile import Profile, from_table, read

CATALOG = catalog.load()
REFERENCE = reference.open()
ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 12, 1)
PROFILES = sorted((ROOT / "examples").glob("*.toml"))


def plan_of(profile: Profile, role: str) -> Plan:
    return plan_role(role, profile, CATALOG, REFERENCE, as_of=DAY)


def person(**circumstances: object) -> Profile:
    return from_table({"circumstances": {"country": "US", **circumstances}}, CATALOG)


def test_every_role_has_an_option_or_a_relaxation_or_nothing_to_learn() -> None:
    for profile in (person(), person(budget=500, hours_per_week=5), person(country="GB")):
        for role in list(CATALOG.roles)[:: 1 if profile == person() else 4]:
            plan = plan_of(profile, role)
            assert bool(plan.options) != bool(plan.relax), role
            assert all(option.optimal for option in plan.options)


def test_known_cost_is_the_sum_of_what_the_steps_cost() -> None:
    for role in ("bench-jeweler", "gemologist", "watchmaker", "cad-cam-designer"):
        for option in plan_of(person(), role).options:
            asked = set(option.prices_to_ask)
            for step in option.steps:
                if step.programme and step.programme not in asked:
                    assert step.prices
            assert len(option.known_cost) <= 1


def test_steps_follow_one_another() -> None:
    for option in plan_of(person(), "gemologist").options:
        days = [(s.starts, s.ends) for s in option.steps if s.starts]
        assert days[0][0] == DAY.isoformat()
        ends = [end for _, end in days if end]
        assert ends == sorted(ends)


def test_at_home_every_course_can_be_taken_there() -> None:
    for role in CATALOG.roles:
        for option in plan_of(person(), role).options:
            if option.kind == "home":
                for step in option.steps:
                    if step.programme:
                        modes = set(CATALOG.programmes[step.programme].study_mode)
                        assert modes <= {"online", "self-study"}


def test_courses_for_employees_only_and_closed_ones_are_never_chosen() -> None:
    for role in CATALOG.roles:
        plan = plan_of(person(), role)
        for option in listed_options(plan):
            for step in option.steps:
                if step.programme:
                    record = CATALOG.programmes[step.programme]
                    award = CATALOG.qualifications[record.qualification]
                    assert record.status not in ("closed", "superseded")
                    assert not award.needs_employer


def test_the_second_diploma_comes_after_the_first() -> None:
    for role in ("gemologist", "pearl-specialist", "appraiser"):
        for option in plan_of(person(country="GB"), role).options:
            courses = [
                CATALOG.programmes[s.programme].qualification for s in option.steps if s.programme
            ]
            if "gema-dip" in courses:
                assert courses.index("gema-found") < courses.index("gema-dip")


def test_a_role_that_comes_later_has_stages() -> None:
    plan = plan_of(person(), "platinumsmith")
    if plan.stages:
        assert [stage.role for stage in plan.stages][-1] == "platinumsmith"
        assert all(option.end == "courses-done" for option in plan.options)
    assert plan_of(person(), "sales-associate").stages == ()


@pytest.mark.parametrize("path", PROFILES, ids=lambda p: p.stem)
def test_every_form_of_a_plan_is_whole(path: Path) -> None:
    profile = read(path, CATALOG)
    role = (*profile.aims.roles, "bench-jeweler")[0]
    plan = plan_of(profile, role)
    data = json.loads(plan_as_json(plan))
    keys = {"schema", "role", "options", "relax", "stages", "statements", "sources"}
    assert keys <= set(data)
    for statement in data["statements"]:
        assert set(statement["sources"]) <= set(data["sources"])
    assert plan_as_text(plan)
    assert plan_as_markdown(plan).startswith("# ")
    assert "<h1>" in plan_as_html(plan)
    events = icalendar.Calendar.from_ical(plan_as_calendar(plan)).walk("VEVENT")
    dated = [s for o in listed_options(plan)[:1] for s in o.steps if s.starts]
    assert len(events) == len(dated)
    for event, step in zip(events, dated, strict=True):
        assert event.decoded("DTSTART").isoformat() == step.starts


def test_no_limit_stands_in_a_calendar() -> None:
    profile = read(ROOT / "examples" / "retail-to-bench.toml", CATALOG)
    limited = profile.model_copy(
        update={
            "circumstances": profile.circumstances.model_copy(update={"limits": {"standing": "no"}})
        }
    )
    text = plan_as_calendar(plan_of(limited, "bench-jeweler"))
    assert "standing" not in text.lower()


def test_requirements_in_a_circle_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "college" / "qualifications"
    folder.mkdir(parents=True)
    for name, other in (("one", "two"), ("two", "one")):
        (folder / f"{name}.toml").write_text(
            f'label = "{name}"\nkind = "certificate"\nstatus = "open"\n'
            f'requires = [["{other}"]]\n[[sources]]\nsource = "our-judgement"\n'
            'checked = 2026-11-30\nfor = ["status"]\n'
        )
    with pytest.raises(BadData, match="goes in a circle"):
        catalog.load([tmp_path / "college"])


def test_the_same_input_gives_the_same_plan() -> None:
    profile = person(budget=3000, hours_per_week=8)
    assert plan_as_json(plan_of(profile, "gemologist")) == plan_as_json(
        plan_of(profile, "gemologist")
    )
