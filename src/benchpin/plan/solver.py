"""The best choice of courses for a planning problem, proven optimal by HiGHS.

Choosing courses that together close all gaps is weighted set cover with side constraints, a
mixed-integer linear program: x[c] = 1 where course c is taken; for each gap the sum of x over the
courses that close it is at least 1; budget and horizon bound the sums of cost and weeks; a course
that requires one of several qualifications is taken only with one of them (held ones aside).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Literal

from benchpin.plan.problem import Course, PlanningProblem, PlanningTerms

OptionKind = Literal["quickest", "cheapest", "home"]
OPTION_KINDS: tuple[OptionKind, ...] = ("quickest", "cheapest", "home")
TermName = Literal["budget", "horizon", "hours"]
MAX_COURSES = 400
"""How many courses a problem may have; the catalog has fewer than half of that."""
_EPSILON = 1e-6
_TAKEN = 0.5
"""From which value on a binary variable counts as 1."""
INFINITY = float("inf")
Criterion = Callable[[Course], float]


@dataclass(frozen=True, slots=True)
class Choice:
    """Chosen courses in the order in which they can be taken, and whether proven optimal."""

    courses: tuple[Course, ...]
    optimal: bool

    @property
    def cost(self) -> float:
        """What is counted for the courses when choosing, in their currency."""
        return sum(course.cost for course in self.courses)

    @property
    def weeks(self) -> float:
        """The weeks that are counted, one course after the other."""
        return sum(course.counted_weeks for course in self.courses)

    @property
    def unknowns(self) -> int:
        """How many prices and lengths are not known."""
        return sum(course.unknowns for course in self.courses)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The smallest change of a term that makes a plan possible: `by` in its unit.

    Budget in the currency of the courses, horizon in weeks, hours a week.
    """

    term: TermName
    by: float


def choose(problem: PlanningProblem, kind: OptionKind) -> Choice | None:
    """The best choice for a kind of option; None where no choice fits the terms.

    The first criterion is minimized, then under it the second, then the unknowns, then what is
    left unlearned: quickest by weeks, then cost; cheapest and home by cost, then weeks. For home
    only courses that can be taken there count, and only the gaps that they close.
    """
    if kind == "home":
        courses = tuple(course for course in problem.courses if course.at_home)
        gaps = frozenset().union(*(c.closes for c in courses)) if courses else frozenset()
        problem = replace(problem, courses=courses, gaps=problem.gaps & gaps)
        if not problem.gaps:
            return None
    weeks: Criterion = lambda course: course.counted_weeks  # noqa: E731
    cost: Criterion = lambda course: course.cost  # noqa: E731
    unknowns: Criterion = lambda course: float(course.unknowns)  # noqa: E731
    missed = problem.further_gaps
    more: Criterion = lambda course: -float(len(course.closes & missed))  # noqa: E731
    order = (weeks, cost) if kind == "quickest" else (cost, weeks)
    return _lexicographic(problem, (*order, unknowns, more))


def relaxations(problem: PlanningProblem) -> tuple[Relaxation, ...]:
    """The smallest relaxations that make a plan possible.

    Each of them alone is enough, the smallest share of its term first. Where no single term is
    enough, those of the cheapest plan without any term: all of them together (`are_joint`).
    """
    terms = problem.terms
    results: list[tuple[float, Relaxation]] = []
    if terms.budget is not None:
        choice = choose(_with_terms(problem, budget=None), "cheapest")
        if choice is not None:
            by = choice.cost - terms.budget
            results.append((by / max(terms.budget, 1.0), Relaxation("budget", ceil(by))))
    if terms.weeks is not None:
        choice = choose(_with_terms(problem, weeks=None), "quickest")
        if choice is not None:
            by = choice.weeks - terms.weeks
            results.append((by / max(terms.weeks, 1.0), Relaxation("horizon", ceil(by))))
    if terms.weekly_hours is not None:
        more = _fewest_hours(problem)
        if more is not None:
            by = more - terms.weekly_hours
            results.append((by / terms.weekly_hours, Relaxation("hours", ceil(by))))
    if not results:
        free = _with_terms(problem, budget=None, weeks=None, weekly_hours=None)
        choice = choose(free, "cheapest")
        if choice is not None:
            results += ((1.0, relaxation) for relaxation in _overruns(choice, terms))
    return tuple(relaxation for _, relaxation in sorted(results, key=lambda pair: pair[0]))


def are_joint(problem: PlanningProblem, changes: Sequence[Relaxation]) -> bool:
    """Whether relaxations are needed together, as none of them is enough alone."""
    if len(changes) < 2:
        return False
    first = changes[0]
    terms = problem.terms
    alone = {
        "budget": {"budget": (terms.budget or 0.0) + first.by},
        "horizon": {"weeks": (terms.weeks or 0.0) + first.by + 0.1},
        "hours": {"weekly_hours": (terms.weekly_hours or 0.0) + first.by},
    }[first.term]
    return choose(_with_terms(problem, **alone), "cheapest") is None


def _overruns(choice: Choice, terms: PlanningTerms) -> Iterator[Relaxation]:
    """By how much a choice goes beyond each term."""
    hours = max((course.weekly_hours or 0.0 for course in choice.courses), default=0.0)
    over: tuple[tuple[TermName, float, float | None], ...] = (
        ("budget", choice.cost, terms.budget),
        ("horizon", choice.weeks, terms.weeks),
        ("hours", hours, terms.weekly_hours),
    )
    for term, value, limit in over:
        if limit is not None and value > limit + _EPSILON:
            yield Relaxation(term, ceil(value - limit))


def within_terms(problem: PlanningProblem) -> Choice | None:
    """The choice within the terms that closes the most gaps, then costs least; None if none does.

    For a person whose terms leave no plan that closes all of them.
    """
    closing = _minimize(problem, lambda _: 0.0, (), fewest_closed=0)
    if not closing:
        return None
    closed = frozenset().union(*(course.closes for course in closing)) & problem.gaps
    courses = _minimize(problem, lambda course: course.cost, (), fewest_closed=len(closed))
    return Choice(_in_order(courses or closing, problem.held_awards), optimal=True)


def _fewest_hours(problem: PlanningProblem) -> float | None:
    """The fewest weekly hours with which a plan is possible; None where hours do not help."""
    hours = problem.terms.weekly_hours or 0.0
    needed = {c.weekly_hours or 0.0 for c in problem.courses}
    for value in sorted(hours_needed for hours_needed in needed if hours_needed > hours):
        if choose(_with_terms(problem, weekly_hours=value), "cheapest"):
            return value
    return None


def _with_terms(problem: PlanningProblem, **changes: float | None) -> PlanningProblem:
    terms: PlanningTerms = replace(problem.terms, **changes)  # type: ignore[arg-type]
    return replace(problem, terms=terms)


def trade_off(problem: PlanningProblem, points: int = 6) -> tuple[Choice, ...]:
    """Choices from the cheapest to the quickest: each costs more and takes less than the last.

    Epsilon-constraint method (Haimes et al., 1971): the cheapest within ever fewer weeks.
    """
    choices: list[Choice] = []
    limit = problem.terms.weeks
    for _ in range(points):
        choice = choose(_with_terms(problem, weeks=limit), "cheapest")
        if choice is None:
            break
        choices.append(choice)
        limit = choice.weeks - 0.1
    return tuple(choices)


def _lexicographic(problem: PlanningProblem, criteria: Sequence[Criterion]) -> Choice | None:
    bounds: list[tuple[Criterion, float]] = []
    courses: tuple[Course, ...] = ()
    for criterion in criteria:
        solved = _minimize(problem, criterion, bounds)
        if solved is None:
            return None
        courses = solved
        bounds.append((criterion, sum(map(criterion, courses))))
    return Choice(_in_order(courses, problem.held_awards), optimal=True)


def _minimize(
    problem: PlanningProblem,
    criterion: Criterion,
    bounds: Sequence[tuple[Criterion, float]],
    fewest_closed: int | None = None,
) -> tuple[Course, ...] | None:
    """The courses with the least sum of a criterion; None where none fits. Bounds must hold.

    `fewest_closed`: only so many gaps have to be closed; 0 asks for as many as can be.
    """
    if not problem.gaps:
        return ()
    hours = problem.terms.weekly_hours
    courses = [
        course
        for course in problem.courses[:MAX_COURSES]
        if hours is None or course.weekly_hours is None or course.weekly_hours <= hours + _EPSILON
    ]
    program = _Program(len(courses))
    for index, course in enumerate(courses):
        program.set_cost(index, criterion(course))
    for number, gap in enumerate(sorted(problem.gaps)):
        closing = {i: 1.0 for i, course in enumerate(courses) if gap in course.closes}
        if fewest_closed is not None:
            # Whether a gap is closed is a variable behind those of the courses.
            program.add_variable(0.0 if fewest_closed else -1.0)
            program.add_row(0.0, INFINITY, {**closing, len(courses) + number: -1.0})
        elif closing:
            program.add_row(1.0, INFINITY, closing)
        else:
            return None
    if fewest_closed:
        gaps = range(len(courses), len(courses) + len(problem.gaps))
        program.add_row(fewest_closed, INFINITY, dict.fromkeys(gaps, 1.0))
    for row in _qualification_rows(courses, problem.held_awards):
        program.add_row(-INFINITY, *row)
    limits: list[tuple[Criterion, float | None]] = [
        (lambda course: course.cost, problem.terms.budget),
        (lambda course: course.counted_weeks, problem.terms.weeks),
        *bounds,
    ]
    for value_of, limit in limits:
        if limit is not None:
            values = {i: value_of(course) for i, course in enumerate(courses)}
            program.add_row(-INFINITY, limit + _EPSILON * max(1.0, abs(limit)), values)
    solution = program.solve()
    if solution is None:
        return None
    return tuple(c for c, value in zip(courses, solution, strict=False) if value > _TAKEN)


def _qualification_rows(
    courses: Sequence[Course], held_awards: frozenset[str]
) -> Iterator[tuple[float, dict[int, float]]]:
    """Upper bounds: one course for a qualification, and what a course requires beside it."""
    by_qualification: dict[str, list[int]] = {}
    for index, course in enumerate(courses):
        by_qualification.setdefault(course.qualification, []).append(index)
    for indices in by_qualification.values():
        if len(indices) > 1:
            yield 1.0, dict.fromkeys(indices, 1.0)
    for index, course in enumerate(courses):
        for group in course.requires:
            if not group & held_awards:
                before = {i: -1.0 for q in sorted(group) for i in by_qualification.get(q, ())}
                yield 0.0, {index: 1.0, **before}


class _Program:
    """A program of binary variables, minimized by HiGHS."""

    def __init__(self, count: int) -> None:
        import highspy  # noqa: PLC0415 - only a plan needs it

        self._highspy: Any = highspy
        self._solver: Any = self._highspy.Highs()
        self._solver.silent()
        self._solver.setOptionValue("mip_rel_gap", 0.0)
        self._count = 0
        for _ in range(count):
            self.add_variable(0.0)

    def add_variable(self, cost: float) -> None:
        """A variable that is 0 or 1."""
        self._solver.addVar(0.0, 1.0)
        self._solver.changeColIntegrality(self._count, self._highspy.HighsVarType.kInteger)
        self._solver.changeColCost(self._count, cost)
        self._count += 1

    def set_cost(self, index: int, cost: float) -> None:
        """The cost of a variable."""
        self._solver.changeColCost(index, cost)

    def add_row(self, low: float, high: float, terms: Mapping[int, float]) -> None:
        """A sum of variables, weighted, between two bounds."""
        import numpy as np  # noqa: PLC0415

        indices = sorted(i for i, weight in terms.items() if weight)
        values = np.array([terms[i] for i in indices], dtype=np.float64)
        infinity = self._highspy.kHighsInf
        self._solver.addRow(
            max(low, -infinity), min(high, infinity), len(indices),
            np.array(indices, dtype=np.int32), values,
        )  # fmt: skip

    def solve(self) -> Sequence[float] | None:
        """The values of the variables in a solution proven optimal; None where there is none."""
        self._solver.run()
        if self._solver.getModelStatus() != self._highspy.HighsModelStatus.kOptimal:
            return None
        values: Sequence[float] = self._solver.getSolution().col_value
        return values


def _in_order(courses: tuple[Course, ...], held_awards: frozenset[str]) -> tuple[Course, ...]:
    """The courses with what each requires before it; the shorter first among the others."""
    remaining = sorted(courses, key=lambda c: (c.counted_weeks, c.programme))
    taken, ordered = set(held_awards), []
    while remaining:
        ready = next(
            (c for c in remaining if all(group & taken for group in c.requires)), remaining[0]
        )
        remaining.remove(ready)
        ordered.append(ready)
        taken.add(ready.qualification)
    return tuple(ordered)
