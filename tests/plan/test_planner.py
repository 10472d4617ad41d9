"""Plans equal what brute force finds; more money or time never makes one worse."""

from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from benchpin.plan.problem import Course, PlanningProblem, PlanningTerms
from benchpin.plan.solver import (
    Choice,
    OptionKind,
    Relaxation,
    are_joint,
    choose,
    relaxations,
    trade_off,
    within_terms,
)

GAPS = ("a", "b", "c", "d")
QUALIFICATIONS = ("q0", "q1", "q2", "q3", "q4", "q5")


@st.composite
def problems(draw: st.DrawFn) -> PlanningProblem:
    """Small catalogs: up to seven courses, with requirements that may go in circles."""
    courses = []
    for number in range(draw(st.integers(1, 7))):
        cost = float(draw(st.integers(0, 9)) * 100)
        weeks = float(draw(st.integers(1, 9)))
        known = draw(st.booleans())
        requires = draw(
            st.lists(
                st.frozensets(st.sampled_from(QUALIFICATIONS), min_size=1, max_size=2), max_size=1
            )
        )
        courses.append(
            Course(
                programme=f"p{number}",
                qualification=draw(st.sampled_from(QUALIFICATIONS)),
                closes=draw(st.frozensets(st.sampled_from(GAPS), min_size=1, max_size=3)),
                price=(cost, cost) if known else None,
                currency="USD",
                cost=cost,
                weeks=(weeks, weeks),
                counted_weeks=weeks,
                hours=None,
                weekly_hours=draw(st.sampled_from((None, 5.0, 20.0))),
                at_home=draw(st.booleans()),
                requires=tuple(requires),
            )
        )
    closed = frozenset().union(*(course.closes for course in courses))
    terms = PlanningTerms(
        budget=draw(st.sampled_from((None, 300.0, 900.0))),
        weeks=draw(st.sampled_from((None, 6.0, 12.0))),
        weekly_hours=draw(st.sampled_from((None, 6.0))),
    )
    held = draw(st.frozensets(st.sampled_from(QUALIFICATIONS), max_size=1))
    return PlanningProblem(closed, tuple(courses), terms, held)


def fits(courses: tuple[Course, ...], problem: PlanningProblem) -> bool:
    terms, taken = problem.terms, {c.qualification for c in courses} | problem.held_awards
    return (
        len({c.qualification for c in courses}) == len(courses)
        and (terms.budget is None or sum(c.cost for c in courses) <= terms.budget)
        and (terms.weeks is None or sum(c.counted_weeks for c in courses) <= terms.weeks)
        and all(
            terms.weekly_hours is None
            or c.weekly_hours is None
            or c.weekly_hours <= terms.weekly_hours
            for c in courses
        )
        and all(group & taken for c in courses for group in c.requires)
    )


def closed_by(courses: tuple[Course, ...]) -> frozenset[str]:
    return frozenset().union(*(c.closes for c in courses)) if courses else frozenset()


def feasible(problem: PlanningProblem) -> list[tuple[Course, ...]]:
    return [
        chosen
        for count in range(len(problem.courses) + 1)
        for chosen in combinations(problem.courses, count)
        if fits(chosen, problem)
    ]


def by_brute_force(problem: PlanningProblem, kind: OptionKind) -> tuple[float, float, int] | None:
    if kind == "home":
        at_home = tuple(c for c in problem.courses if c.at_home)
        problem = replace(problem, courses=at_home, gaps=problem.gaps & closed_by(at_home))
        if not problem.gaps:
            return None
    keys = []
    for chosen in feasible(problem):
        if problem.gaps <= closed_by(chosen):
            cost, weeks = sum(c.cost for c in chosen), sum(c.counted_weeks for c in chosen)
            pair = (weeks, cost) if kind == "quickest" else (cost, weeks)
            keys.append((*pair, sum(c.unknowns for c in chosen)))
    return min(keys, default=None)


def key_of(choice: Choice | None, kind: OptionKind) -> tuple[float, float, int] | None:
    if choice is None:
        return None
    pair = (choice.weeks, choice.cost) if kind == "quickest" else (choice.cost, choice.weeks)
    return (*pair, choice.unknowns)


@settings(max_examples=30, deadline=None)
@given(problems())
def test_each_option_is_what_brute_force_finds(problem: PlanningProblem) -> None:
    for kind in ("quickest", "cheapest", "home"):
        choice = choose(problem, kind)
        assert key_of(choice, kind) == by_brute_force(problem, kind)
        if choice is not None:
            assert fits(choice.courses, problem)
            assert choice.cost == sum(c.cost for c in choice.courses)


def _twice(limit: float | None) -> float | None:
    return None if limit is None else limit * 2


def _raised(limit: float | None, term: str, changes: tuple[Relaxation, ...]) -> float | None:
    return None if limit is None else limit + sum(c.by for c in changes if c.term == term)


@settings(max_examples=20, deadline=None)
@given(problems())
def test_more_money_or_time_never_makes_it_worse(problem: PlanningProblem) -> None:
    wider = replace(
        problem,
        terms=PlanningTerms(
            budget=_twice(problem.terms.budget),
            weeks=_twice(problem.terms.weeks),
            weekly_hours=_twice(_twice(problem.terms.weekly_hours)),
        ),
    )
    narrow, wide = choose(problem, "cheapest"), choose(wider, "cheapest")
    if narrow is not None:
        assert wide is not None
        assert wide.cost <= narrow.cost


@settings(max_examples=20, deadline=None)
@given(problems())
def test_a_relaxation_is_enough_and_the_least(problem: PlanningProblem) -> None:
    if choose(problem, "cheapest") is not None:
        return
    changes = relaxations(problem)
    terms = problem.terms
    together = are_joint(problem, changes)
    raised = replace(
        problem,
        terms=PlanningTerms(
            budget=_raised(terms.budget, "budget", changes),
            weeks=_raised(terms.weeks, "horizon", changes),
            weekly_hours=_raised(terms.weekly_hours, "hours", changes),
        ),
    )
    if changes:
        assert choose(raised, "cheapest") is not None
    if not together:
        for change in changes:
            if change.term == "budget" and terms.budget is not None and change.by > 1:
                less = replace(terms, budget=terms.budget + change.by - 1)
                assert choose(replace(problem, terms=less), "cheapest") is None
    partial = within_terms(problem)
    most = max((len(closed_by(chosen) & problem.gaps) for chosen in feasible(problem)), default=0)
    closed = closed_by(partial.courses) & problem.gaps if partial else frozenset()
    assert len(closed) == most


@settings(max_examples=30, deadline=None)
@given(problems())
def test_the_curve_falls(problem: PlanningProblem) -> None:
    curve = trade_off(problem)
    for left, right in pairwise(curve):
        assert right.weeks < left.weeks
        assert right.cost >= left.cost
