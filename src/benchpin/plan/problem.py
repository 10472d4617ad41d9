"""What a plan is chosen from: a role's gaps, the courses that close them, a person's terms."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from benchpin.catalog import Catalog
from benchpin.facts import Duration, Programme, ProgrammePrice
from benchpin.facts.qualification import QualificationKind
from benchpin.facts.role import Need
from benchpin.plan.training import Nearness, is_within_reach, total_price
from benchpin.profile import Profile

WEEKS_PER_MONTH = 52 / 12
WEEKS_PER_SEMESTER = 15.0
"""Weeks of classes in a semester: our judgement, used where only semesters are stated."""
FULL_TIME_HOURS = 40.0
DEFAULT_CURRENCY = "USD"
_HOME_MODES = frozenset(("online", "self-study"))


@dataclass(frozen=True, slots=True)
class Course:
    """A programme as the planner sees it.

    `price` is what is known of it, (low, high) in `currency`; `cost` what is counted when choosing:
    the upper end, or the highest known price of its kind where none is known. `weeks` and
    `counted_weeks` likewise, at this person's hours. `weekly_hours` is what a course with fixed
    hours takes a week, `requires` the qualifications of which each group needs one.
    """

    programme: str
    qualification: str
    closes: frozenset[str]
    price: tuple[float, float] | None
    currency: str
    cost: float
    weeks: tuple[float, float] | None
    counted_weeks: float
    hours: float | None
    weekly_hours: float | None
    at_home: bool
    requires: tuple[frozenset[str], ...] = ()

    @property
    def unknowns(self) -> int:
        """How many of price and length are not known."""
        return (self.price is None) + (self.weeks is None)


@dataclass(frozen=True, slots=True)
class PlanningTerms:
    """The terms of a person: None where they set none. `weeks` is the horizon."""

    budget: float | None = None
    weeks: float | None = None
    weekly_hours: float | None = None
    at_home: bool = False


@dataclass(frozen=True, slots=True)
class PlanningProblem:
    """Gaps to close, the courses that close some of them, and the terms.

    `gaps` have to be closed: the essential skills that some course teaches. `further_gaps` are the
    other skills that are lacking: courses that teach more of them win ties. Whatever no course
    closes is left to other ways.
    """

    gaps: frozenset[str]
    courses: tuple[Course, ...]
    terms: PlanningTerms
    held_awards: frozenset[str] = frozenset()
    further_gaps: frozenset[str] = frozenset()


def planning_problem(
    gaps: Iterable[tuple[str, Need]],
    role: str,
    profile: Profile,
    catalog: Catalog,
    *,
    awards: AbstractSet[str] = frozenset(),
    nearness: Mapping[str, Nearness] | None = None,
) -> PlanningProblem:
    """The problem of closing gaps (skill, need) of a role under the terms of a profile.

    Courses abroad, closed ones, those that need an employer first, and those in another currency
    than the person's are left out: two currencies are never added. Where the person's area is
    known, a course elsewhere counts only for a gap that none nearby or online closes.
    """
    circumstances = profile.circumstances
    terms = PlanningTerms(
        circumstances.budget,
        profile.aims.horizon_months * WEEKS_PER_MONTH if profile.aims.horizon_months else None,
        circumstances.hours_per_week,
    )
    needs = dict(gaps)
    currency = circumstances.currency or _currency_of(circumstances.country, catalog)
    held_awards = catalog.qualifications_covered(awards)
    courses = tuple(
        _courses(
            frozenset(needs),
            role,
            profile,
            catalog,
            currency,
            frozenset(held_awards),
            terms.weekly_hours,
        )
    )
    if nearness:
        courses = _nearest(courses, catalog, nearness)
    covered = frozenset().union(*(course.closes for course in courses)) if courses else frozenset()
    essential = frozenset(skill for skill, need in needs.items() if need == "essential")
    # A role whose essential skills are all there, or taught nowhere, is planned by the others.
    required = covered & essential or covered
    return PlanningProblem(
        required, courses, terms, frozenset(held_awards), covered & frozenset(needs) - required
    )


def _currency_of(country: str | None, catalog: Catalog) -> str:
    return catalog.currencies.get(country or "US", DEFAULT_CURRENCY)


def _courses(
    lacking: AbstractSet[str],
    role: str,
    profile: Profile,
    catalog: Catalog,
    currency: str,
    held_awards: frozenset[str],
    weekly_hours: float | None,
) -> Iterator[Course]:
    highest_price, longest = _highest_by_kind(catalog, currency)
    differs = catalog.weights.training.only_for_role
    for identity, programme in sorted(catalog.programmes.items()):
        award = catalog.qualifications[programme.qualification]
        if (
            programme.status in ("closed", "superseded")
            or award.status in ("closed", "superseded")
            or programme.qualification in held_awards
            or award.needs_employer
            or "workplace" in programme.study_mode
            or not is_within_reach(programme, profile)
        ):
            continue
        is_for_role = role in award.roles
        closes = frozenset(
            skill
            for skill in award.teaches
            if skill in lacking
            and (
                is_for_role
                or not (award.outside_trade or catalog.skills[skill].category in differs)
            )
        )
        prices = [p for p in programme.prices if p.year is not None]
        if not closes or (prices and all(p.currency != currency for p in prices)):
            continue
        total = (
            total_price(programme)
            or _class_price(programme, award.kind)
            or _yearly_total(programme)
        )
        price = (total.amount_low, total.amount_high) if total else None
        weeks, hours, fixed_hours = length_of(programme, weekly_hours)
        kind_cost = highest_price.get(award.kind, max(highest_price.values(), default=0.0))
        kind_weeks = longest.get(award.kind, max(longest.values(), default=52.0))
        yield Course(
            programme=identity,
            qualification=programme.qualification,
            closes=closes,
            price=price,
            currency=currency,
            cost=price[1] if price else kind_cost,
            weeks=weeks,
            counted_weeks=weeks[1] if weeks else kind_weeks,
            hours=hours,
            weekly_hours=fixed_hours,
            at_home=bool(programme.study_mode) and set(programme.study_mode) <= _HOME_MODES,
            requires=tuple(frozenset(group) for group in award.requires),
        )


def _class_price(programme: Programme, kind: QualificationKind) -> ProgrammePrice | None:
    """The newest price of a short course that is one class; None for anything longer."""
    if kind != "short-course":
        return None
    prices = [
        p for p in programme.prices
        if p.covers == "tuition" and p.per == "course" and p.year and p.for_whom == "public"
    ]  # fmt: skip
    return max(prices, key=lambda p: (p.year or 0, -p.amount_high), default=None)


def _yearly_total(programme: Programme) -> ProgrammePrice | None:
    """The newest price a year, times the years of the programme; None where either is unknown."""
    yearly = [
        p for p in programme.prices
        if p.covers == "tuition" and p.per == "year" and p.year and p.for_whom == "public"
    ]  # fmt: skip
    weeks, _, _ = length_of(programme, None)
    if not yearly or weeks is None:
        return None
    newest = max(yearly, key=lambda p: (p.year or 0, -p.amount_high))
    years = max(1.0, round(weeks[1] / 45))
    return newest.model_copy(
        update={
            "amount_low": newest.amount_low * years,
            "amount_high": newest.amount_high * years,
        }
    )


def length_of(
    programme: Programme, weekly_hours: float | None
) -> tuple[tuple[float, float] | None, float | None, float | None]:
    """How long a programme takes: (least, most) weeks, its hours, and fixed hours a week.

    A course at home runs at the person's hours; one with set class times at its own. None where it
    is not known.
    """
    duration = programme.duration
    stated = _stated_weeks(duration)
    hours = duration.hours
    is_at_home = bool(programme.study_mode) and set(programme.study_mode) <= _HOME_MODES
    if hours and (is_at_home or stated is None):
        at_pace = hours / (weekly_hours or FULL_TIME_HOURS / 2)
        if stated is None or weekly_hours is None or at_pace > stated[1]:
            return (at_pace, at_pace), hours, None
    if stated is None:
        return None, hours, None
    fixed = hours / stated[1] if hours and not is_at_home else None
    return stated, hours, fixed


def _stated_weeks(duration: Duration) -> tuple[float, float] | None:
    for unit, weeks in (
        ("days", 0.2),
        ("weeks", 1.0),
        ("months", WEEKS_PER_MONTH),
        ("years", 52.0),
    ):
        low, high = getattr(duration, f"{unit}_low"), getattr(duration, f"{unit}_high")
        if low is not None or high is not None:
            ends = [end * weeks for end in (low, high) if end is not None]
            return min(ends), max(ends)
    if duration.semesters:
        # Two semesters make a year, with the break between them.
        weeks = duration.semesters * 26.0 if duration.semesters > 1 else WEEKS_PER_SEMESTER
        return weeks, weeks
    return None


def _highest_by_kind(
    catalog: Catalog, currency: str
) -> tuple[dict[QualificationKind, float], dict[QualificationKind, float]]:
    """The highest known price and the longest known weeks of each kind of qualification."""
    prices: dict[QualificationKind, float] = {}
    weeks: dict[QualificationKind, float] = {}
    for programme in catalog.programmes.values():
        kind = catalog.qualifications[programme.qualification].kind
        total = total_price(programme)
        if total is not None and total.currency == currency:
            prices[kind] = max(prices.get(kind, 0.0), total.amount_high)
        length, _, _ = length_of(programme, None)
        if length is not None:
            weeks[kind] = max(weeks.get(kind, 0.0), length[1])
    return prices, weeks


def _nearest(
    courses: tuple[Course, ...], catalog: Catalog, nearness: Mapping[str, Nearness]
) -> tuple[Course, ...]:
    """The courses nearby or online, and those elsewhere for gaps that none of them closes."""

    def is_near(course: Course) -> bool:
        programme = catalog.programmes[course.programme]
        return course.at_home or (programme.area or "") in nearness

    near = tuple(course for course in courses if is_near(course))
    closed = frozenset().union(*(course.closes for course in near)) if near else frozenset()
    return tuple(c for c in courses if c in near or c.closes - closed)
