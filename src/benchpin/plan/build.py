"""A plan from the gaps of a role: options, dated steps, other ways, relaxations and statements."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import (
    OUR_JUDGEMENT,
    Statement,
    catalog_value,
    computed_value,
    make_statement,
)
from benchpin.plan.model import (
    KnownCost,
    LearningMethod,
    PaidWay,
    Plan,
    PlanOption,
    PlanRelaxation,
    PlanStage,
    PlanStep,
    StepPrice,
    TradeOffPoint,
    UncoveredSkill,
    Weeks,
)
from benchpin.plan.problem import Course, PlanningProblem, planning_problem
from benchpin.plan.solver import (
    OPTION_KINDS,
    Choice,
    OptionKind,
    Relaxation,
    are_joint,
    choose,
    relaxations,
    trade_off,
    within_terms,
)
from benchpin.plan.training import Nearness, programme_statements
from benchpin.profile import Profile
from benchpin.reference import Reference
from benchpin.reference.bibliography import sources_of

MONTHS_PER_YEAR = 12
FIRST_STEP_DAYS = 7
"""The step of the first week takes a week at most."""


@dataclass(frozen=True, slots=True)
class RoleGaps:
    """What stands between a person and a role.

    `skills` are to be learned, `traits` to be practiced, `awards` held already. `years_before` are
    the years in the role `by_way_of` that come first; `first_step` is what can be done this week.
    """

    role: str
    skills: tuple[str, ...]
    traits: tuple[str, ...] = ()
    awards: frozenset[str] = frozenset()
    by_way_of: str | None = None
    months: tuple[int, int] | None = None
    first_step: Statement | None = None


def build_plan(
    gaps: RoleGaps,
    profile: Profile,
    catalog: Catalog,
    reference: Reference,
    *,
    start: date,
    nearness: Mapping[str, Nearness] | None = None,
) -> Plan:
    """The plan to a role from a start day; the same input gives the same plan."""
    role = catalog.roles[gaps.role]
    needs = [(need.skill, need.need) for need in role.skills if need.skill in gaps.skills]
    problem = planning_problem(
        needs, gaps.role, profile, catalog, awards=gaps.awards, nearness=nearness
    )
    options = tuple(_options(problem, gaps, catalog, start))
    relax = () if options else relaxations(problem)
    together = are_joint(problem, relax)
    choice = None if options or not problem.gaps else within_terms(problem)
    partial = _option("cheapest", choice, problem, gaps, catalog, start) if choice else None
    listed_options = options or ((partial,) if partial else ())
    curve = trade_off(problem) if options else ()
    paid_ways = tuple(_paid_ways(gaps.role, profile, catalog))
    statements = tuple(
        _statements(
            gaps, listed_options, problem, paid_ways, catalog, relax=relax, together=together
        )
    )
    cited = dict.fromkeys(source for s in statements for source in s.sources)
    cited.update(dict.fromkeys(s for paid_way in paid_ways for s in paid_way.sources))
    return Plan(
        role=gaps.role,
        label=role.label,
        start=start.isoformat(),
        gaps=gaps.skills,
        options=options,
        within_terms=partial,
        relax_together=together,
        relax=tuple(PlanRelaxation(term=r.term, by=r.by) for r in relax),
        stages=tuple(_stages(gaps, catalog)),
        paid_ways=paid_ways,
        trade_off=tuple(
            TradeOffPoint(
                weeks=round(c.weeks, 1),
                cost=round(c.cost, 2),
                programmes=tuple(course.programme for course in c.courses),
            )
            for c in curve
        ),
        statements=statements,
        labels=_labels(gaps, listed_options, catalog),
        sources=sources_of(cited, catalog, reference),
    )


def _options(
    problem: PlanningProblem, gaps: RoleGaps, catalog: Catalog, start: date
) -> Iterator[PlanOption]:
    for kind in OPTION_KINDS:
        choice = choose(problem, kind)
        if choice is not None:
            yield _option(kind, choice, problem, gaps, catalog, start)


def _option(
    kind: OptionKind,
    choice: Choice,
    problem: PlanningProblem,
    gaps: RoleGaps,
    catalog: Catalog,
    start: date,
) -> PlanOption:
    priced = [course.price for course in choice.courses if course.price is not None]
    lengths = [course.weeks for course in choice.courses if course.weeks is not None]
    all_known = len(lengths) == len(choice.courses)
    closed = frozenset().union(*(course.closes for course in choice.courses))
    currency = choice.courses[0].currency if choice.courses else None
    return PlanOption(
        kind=kind,
        optimal=choice.optimal,
        steps=tuple(_steps(choice, closed, problem, gaps, catalog, start)),
        known_cost=(
            KnownCost(
                currency=currency,
                low=sum(low for low, _ in priced),
                high=sum(high for _, high in priced),
            ),
        )
        if currency and priced
        else (),
        prices_to_ask=tuple(c.programme for c in choice.courses if c.price is None),
        weeks=Weeks(
            low=round(sum(low for low, _ in lengths), 1),
            high=round(sum(high for _, high in lengths), 1) if all_known else None,
        ),
        end="courses-done" if gaps.by_way_of or problem.gaps - closed else "ready",
        uncovered=tuple(
            UncoveredSkill(skill=skill, method=_learning_method(skill, problem, catalog))
            for skill in gaps.skills
            if skill not in closed
        ),
    )


def _learning_method(skill: str, problem: PlanningProblem, catalog: Catalog) -> LearningMethod:
    """The best way to a skill that no chosen course teaches."""
    if skill in problem.gaps | problem.further_gaps:
        return "another-course"
    if catalog.skills[skill].category in catalog.weights.training.learned_at_work:
        return "at-work"
    return "practice"


def _steps(
    choice: Choice,
    closed: AbstractSet[str],
    problem: PlanningProblem,
    gaps: RoleGaps,
    catalog: Catalog,
    start: date,
) -> Iterator[PlanStep]:
    """The steps in order, each from the day after the one before; a day is open where unknown."""
    day: date | None = start + timedelta(days=FIRST_STEP_DAYS)
    yield PlanStep(
        method="first-step",
        label="",
        starts=start.isoformat(),
        ends=(start + timedelta(days=FIRST_STEP_DAYS - 1)).isoformat(),
    )
    for course in choice.courses:
        programme = catalog.programmes[course.programme]
        end = day + timedelta(weeks=course.weeks[1]) if day and course.weeks else None
        yield PlanStep(
            programme=course.programme,
            label=programme.label,
            starts=day.isoformat() if day else None,
            ends=end.isoformat() if end else None,
            hours=course.hours,
            closes=tuple(sorted(course.closes & set(gaps.skills))),
            prices=tuple(
                StepPrice(
                    low=price.amount_low, high=price.amount_high, currency=price.currency,
                    year=price.year, covers=price.covers,
                )
                for price in programme.prices
                if price.year is not None
            ),
        )  # fmt: skip
        day = end + timedelta(days=1) if end else None
    remaining = tuple(skill for skill in gaps.skills if skill not in closed)
    for method in ("practice", "at-work", "another-course"):
        skills = tuple(s for s in remaining if _learning_method(s, problem, catalog) == method)
        if skills:
            yield PlanStep(method=method, label="", starts=None, ends=None, closes=skills)
    yield PlanStep(method="apply", label="", starts=day.isoformat() if day else None, ends=None)


def _stages(gaps: RoleGaps, catalog: Catalog) -> Iterator[PlanStage]:
    if gaps.by_way_of is None:
        return
    years = {b.role: b.years for b in getattr(catalog.roles[gaps.role].ladder, "builds_on", ())}
    months = years.get(gaps.by_way_of, 0.0) * MONTHS_PER_YEAR
    yield PlanStage(
        role=gaps.by_way_of,
        label=catalog.roles[gaps.by_way_of].label,
        months=(months, months) if months else None,
    )
    yield PlanStage(role=gaps.role, label=catalog.roles[gaps.role].label, months=None)


def _paid_ways(role: str, profile: Profile, catalog: Catalog) -> Iterator[PaidWay]:
    country = profile.circumstances.country or "US"
    ladder = catalog.roles[role].ladder
    for door in ladder.doors if ladder else ():
        if country in door.countries:
            yield PaidWay(kind=door.kind, what=door.what, sources=door.sources or (OUR_JUDGEMENT,))


def _statements(
    gaps: RoleGaps,
    options: Iterable[PlanOption],
    problem: PlanningProblem,
    paid_ways: Iterable[PaidWay],
    catalog: Catalog,
    *,
    relax: Iterable[Relaxation],
    together: bool,
) -> Iterator[Statement]:
    """What the plan says, in order: this week, the courses, other ways, paid ways, what is open."""
    if gaps.first_step is not None:
        yield gaps.first_step
    role = catalog_value(catalog.roles[gaps.role].label, f"roles/{gaps.role}/label")
    if not gaps.skills:
        yield make_statement("plan-nothing-to-learn", role=role, judged=True)
    yield from _relaxation_statements(relax, problem, together=together)
    programmes = dict.fromkeys(
        step.programme for option in options for step in option.steps if step.programme
    )
    by_programme = {course.programme: course for course in problem.courses}
    for identity in programmes:
        yield from _course_statements(by_programme[identity], gaps, catalog)
    methods = {u.skill: u.method for option in options for u in option.uncovered}
    if not programmes:
        methods = {skill: _learning_method(skill, problem, catalog) for skill in gaps.skills}
    for method in ("practice", "at-work", "another-course"):
        skills = tuple(skill for skill, chosen in methods.items() if chosen == method)
        if skills:
            labels = tuple(catalog.skills[skill].label for skill in skills)
            path = f"skills/{','.join(skills)}/label"
            yield make_statement(
                f"plan-way-{method}", skills=catalog_value(labels, path), judged=True
            )
            if method == "practice":
                yield from _evidence(skills, catalog)
    if gaps.traits:
        labels = tuple(catalog.skills[trait].label for trait in gaps.traits)
        path = f"skills/{','.join(gaps.traits)}/label"
        yield make_statement("plan-traits", traits=catalog_value(labels, path), judged=True)
    for index, paid_way in enumerate(paid_ways):
        values = prose_values(
            "what",
            paid_way.what,
            f"roles/{gaps.role}/ladder/doors.{index}.what",
            catalog,
            paid_way.sources,
        )
        yield make_statement("plan-paid-way", values)
    if gaps.by_way_of is not None:
        before = catalog_value(catalog.roles[gaps.by_way_of].label, f"roles/{gaps.by_way_of}/label")
        yield make_statement("plan-stages", role=role, before=before, judged=True)
    if any(option.prices_to_ask for option in options):
        count = len({p for option in options for p in option.prices_to_ask})
        yield make_statement(
            "plan-prices-to-ask", count=computed_value(count, "options/prices_to_ask")
        )


def _relaxation_statements(
    relax: Iterable[Relaxation], problem: PlanningProblem, *, together: bool
) -> Iterator[Statement]:
    """That no plan fits the terms, and by how much each would have to give."""
    changes = tuple(relax)
    if not changes:
        return
    yield make_statement("plan-nothing-fits-together" if together else "plan-nothing-fits")
    currency = problem.courses[0].currency
    units = {"budget": currency, "horizon": "weeks", "hours": "hours/week"}
    for change in changes:
        by = computed_value(round(change.by), f"relax/{change.term}", units[change.term])
        yield make_statement(f"plan-relax-{change.term}", by=by)


def _course_statements(course: Course, gaps: RoleGaps, catalog: Catalog) -> Iterator[Statement]:
    programme = catalog.programmes[course.programme]
    provider = catalog.providers[programme.provider]
    skills = tuple(sorted(course.closes & set(gaps.skills)))
    yield make_statement(
        "plan-course",
        program=catalog_value(programme.label, f"programmes/{course.programme}/label"),
        provider=catalog_value(provider.label, f"providers/{programme.provider}/label"),
        skills=catalog_value(
            tuple(catalog.skills[s].label for s in skills), f"skills/{','.join(skills)}/label"
        ),
        cites=tuple(c.source for c in programme.sources),
    )
    yield from programme_statements(course.programme, catalog)


def _evidence(skills: tuple[str, ...], catalog: Catalog) -> Iterator[Statement]:
    """What good looks like: a piece of work that shows the skills, each piece once."""
    pieces: dict[str, str] = {}
    for skill in skills:
        for key in (skill, catalog.skills[skill].category):
            if key in catalog.shows:
                pieces.setdefault(key, catalog.shows[key].what)
                break
    for key, piece in pieces.items():
        values = prose_values("what", piece, f"shows/{key}/what", catalog, (OUR_JUDGEMENT,))
        yield make_statement("plan-practice-piece", values)


def _labels(gaps: RoleGaps, options: Iterable[PlanOption], catalog: Catalog) -> dict[str, str]:
    labels = {f"skills/{s}": catalog.skills[s].label for s in (*gaps.skills, *gaps.traits)}
    for option in options:
        for step in option.steps:
            if step.programme:
                labels[f"programmes/{step.programme}"] = step.label
                provider = catalog.programmes[step.programme].provider
                labels[f"providers/{provider}"] = catalog.providers[provider].label
    return dict(sorted(labels.items()))
