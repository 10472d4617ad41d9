"""A minimum pay is held against the pay of a role by one rule, whoever asks."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.facts.role import Applies
from benchpin.guidance import title_reader
from benchpin.market import (
    PERCENTILES,
    Industry,
    IndustryWage,
    Outlook,
    Place,
    ProjectionSummary,
    Wage,
    WithheldPercentile,
    role_outlook,
)
from benchpin.match import (
    Match,
    build_matches,
    compute_rank_acceptability,
    minimum_pay_gate,
    pay_term,
    resolve_candidate,
    score_roles,
)
from benchpin.profile import from_table
from benchpin.wording.statements import statement_text

CATALOG = catalogs.load()
REFERENCE = references.open()
DAY = date(2026, 11, 22)
TOP = 239_200.0
GRADE = {"met": 0, "doubt": 1, "broken": 2}
Pay = tuple[int | None, ...]
PUBLISHED: Pay = (20_000, 30_000, 40_000, 50_000, 60_000)

DALLAS = Place(scheme="s", code="19100", name="Dallas", kind="metro", country="US")
NATION = Place(scheme="s", code="0000000", name="National", kind="nation", country="US")


def wage_fields(pay: Pay, applies: Applies, place: Place, top: int) -> dict[str, Any]:
    """The fields of a wage; the last `top` of its percentiles are top-coded."""
    annual = dict(zip(PERCENTILES, pay, strict=True))
    withheld = {}
    for index, percentile in enumerate(PERCENTILES):
        if index >= len(PERCENTILES) - top:
            annual[percentile] = None
            withheld[f"annual.{percentile}"] = WithheldPercentile(reason="top-coded", at_least=TOP)
        elif annual[percentile] is None:
            withheld[f"annual.{percentile}"] = WithheldPercentile(reason="not-released")
    return {
        "soc": "41-2031", "label": "Sellers", "applies": applies, "mixed_with": None,
        "area": place, "asked_area": place, "fell_back": None, "fell_back_because": None,
        "period": "2025-05", "employment": 1000, "employment_rse_pct": 1.0,
        "location_quotient": None, "annual": annual, "withheld": withheld,
    }  # fmt: skip


def outlook(
    pay: Pay = PUBLISHED,
    *,
    applies: Applies = "broad",
    top: int = 0,
    industry: Pay | None = None,
) -> Outlook:
    """The outlook of a seller in Dallas, and in the stores of the nation where `industry` is."""
    wages = (Wage(**wage_fields(pay, applies, DALLAS, top)),)
    narrower: tuple[IndustryWage, ...] = ()
    if industry is not None:
        stores = Industry(code="458300", name="Jewelry Stores")
        fields = wage_fields(industry, applies, NATION, 0)
        narrower = (IndustryWage(**fields, industry=stores),)
    nothing = ProjectionSummary(None, None, None)
    return Outlook("sales-associate", wages, nothing, None, industry_wages=narrower)


def status(minimum: float, years: float, **changes: Any) -> str | None:
    term = pay_term(minimum, outlook(**changes), years_in_role=years)
    assert term is not None
    return term.status


@pytest.mark.parametrize(
    ("minimum", "years", "expected"),
    [
        (30_000, 0, "met"),
        (30_001, 0, "doubt"),
        (50_000, 0.99, "doubt"),
        (50_001, 0.99, "broken"),
        (30_001, 1, "met"),
        (50_000, 1, "met"),
        (50_001, 1, "doubt"),
        (60_000, 30, "doubt"),
        (60_001, 30, "broken"),
    ],
)
def test_somebody_new_and_somebody_with_a_year_are_held_to_their_own_part_of_the_pay(
    minimum: float, years: float, expected: str
) -> None:
    for applies in ("same", "broad"):
        assert status(minimum, years, applies=applies) == expected


def test_without_a_minimum_or_an_area_there_is_no_term() -> None:
    assert pay_term(None, outlook(), years_in_role=0) is None
    assert pay_term(1.0, None, years_in_role=0) is None


@pytest.mark.parametrize("years", [0, 5])
@pytest.mark.parametrize("minimum", [1, 35_000, 900_000])
def test_a_stand_in_meets_nothing_and_breaks_nothing(minimum: float, years: float) -> None:
    term = pay_term(minimum, outlook(applies="proxy"), years_in_role=years)
    assert term is not None
    assert (term.status, term.wage, term.limit) == (None, None, None)


def test_pay_that_is_not_released_meets_nothing_and_breaks_nothing() -> None:
    nothing: Pay = (None,) * 5
    some: Pay = (20_000, 30_000, 40_000, None, 60_000)
    for pay in (nothing, some):
        assert {status(minimum, years, pay=pay) for minimum in (1, 99_999) for years in (0, 9)} == {
            None
        }


def test_a_minimum_is_never_said_to_be_above_pay_that_the_survey_stopped_counting() -> None:
    # The 75th and 90th are top-coded: at least 239,200 dollars.
    assert status(30_000, 0, top=2) == "met"
    assert status(30_001, 0, top=2) == "doubt"
    assert status(900_000, 0, top=2) == "doubt"
    assert status(239_200, 1, top=2) == "met"
    assert status(239_201, 1, top=2) is None
    assert status(239_200, 0, top=5) == "met"
    assert status(239_201, 0, top=5) is None


def test_the_industry_counts_where_its_pay_is_known_and_the_area_stands_beside_it() -> None:
    stores: Pay = (25_000, 35_000, 45_000, 55_000, 65_000)
    term = pay_term(34_000, outlook(industry=stores), years_in_role=0)
    assert term is not None
    assert term.status == "met"
    assert isinstance(term.wage, IndustryWage)
    assert term.area_wage is not None
    assert term.area_wage.area.name == "Dallas"
    assert status(34_000, 0) == "doubt"
    assert status(34_000, 0, industry=(None,) * 5) == "doubt"


percentiles = st.lists(st.integers(15_000, 235_000), min_size=5, max_size=5).map(sorted).map(tuple)
cases = {
    "pay": percentiles,
    "top": st.integers(0, 5),
    "applies": st.sampled_from(["same", "broad"]),
}
minimums = st.one_of(st.integers(0, 300_000), st.sampled_from([30_000, 239_200]))


@given(st.fixed_dictionaries(cases), minimums, minimums, st.sampled_from([0, 0.5, 1, 20]))
def test_a_higher_minimum_never_has_a_better_status(
    case: dict[str, Any], one: int, other: int, years: float
) -> None:
    lower, higher = sorted((one, other))
    before, after = (status(minimum, years, **case) for minimum in (lower, higher))
    if before is not None and after is not None:
        assert GRADE[after] >= GRADE[before]


@given(st.fixed_dictionaries(cases), minimums, st.floats(0, 50), st.floats(0, 50))
def test_more_years_never_have_a_worse_status(
    case: dict[str, Any], minimum: int, one: float, other: float
) -> None:
    fewer, more = sorted((one, other))
    before, after = (status(minimum, years, **case) for years in (fewer, more))
    if before is not None and after is not None:
        assert GRADE[after] <= GRADE[before]
    if before == "met":
        assert after == "met"


# One rule everywhere, over the roles of the catalog


def matches_of(area: str, **table: Any) -> dict[str, Match]:
    profile = from_table(table, CATALOG)
    person = resolve_candidate(profile, CATALOG, REFERENCE, title_reader(CATALOG, REFERENCE), DAY)
    scores = score_roles(person, CATALOG, REFERENCE, area=REFERENCE.area(area))
    closed = dict(zip(scores.role_matrix.ids, scores.gate_closed.tolist(), strict=True))
    matches = {m.role: m for m in build_matches(scores, compute_rank_acceptability(scores, 8))}
    for role, match in matches.items():
        (gate,) = match.gates
        assert gate.open == (gate.status != "broken") == (not closed[role])
        assert ("circumstances.minimum_pay" in match.breaks) == (not gate.open)
        assert (gate.statement in match.for_) <= (gate.status == "met")
        assert (gate.statement in match.against) <= (gate.status in ("doubt", "broken"))
        applies = CATALOG.roles[role].occupations.applies
        assert (gate.status is None) == (applies == "proxy")
        if applies == "proxy":
            assert gate.statement.kind == "floor-proxy"
            assert "USD/year" not in {value.unit for value in gate.statement.values.values()}
    return matches


def test_score_match_and_reasons_go_by_one_rule() -> None:
    for minimum in (20_000, 45_000, 80_000):
        matches_of(
            "Dallas",
            circumstances={"country": "US", "minimum_pay": minimum},
            skills=[{"skill": "soldering", "level": 3}],
        )


def test_years_in_a_role_count_for_the_roles_of_its_published_group() -> None:
    circumstances = {"country": "US", "minimum_pay": 50_000}
    work = [{"title": "Bench jeweler", "years": 12, "until": 2026}]
    skills = [{"skill": "soldering", "level": 3}]
    new = matches_of("Dallas", circumstances=circumstances, skills=skills)
    old = matches_of("Dallas", circumstances=circumstances, skills=skills, experience=work)
    assert new["bench-jeweler"].gates[0].status == "doubt"
    assert old["bench-jeweler"].gates[0].status == "met"
    # One published group has the pay of both: somebody of years at the bench is no beginner in it.
    assert new["stone-setter"].gates[0].status == "doubt"
    assert old["stone-setter"].gates[0].status == "met"
    assert old["sales-associate"].gates == new["sales-associate"].gates


def test_part_years_in_several_positions_of_a_role_add_up() -> None:
    work = [
        {"title": "Bench jeweler", "years": 0.6, "until": 2020},
        {"title": "Bench jeweler", "years": 0.6, "until": 2024},
    ]
    profile = from_table({"experience": work}, CATALOG)
    person = resolve_candidate(profile, CATALOG, REFERENCE, title_reader(CATALOG, REFERENCE), DAY)
    assert person.years_in_roles == {"bench-jeweler": pytest.approx(1.2)}


@pytest.mark.parametrize("minimum", [20_000, 36_000, 46_000, 90_000])
@pytest.mark.parametrize("work", [[], [{"title": "Jewelry sales associate", "years": 4}]])
def test_what_is_said_holds_the_figures_of_industry_and_area(
    minimum: int, work: list[dict[str, Any]]
) -> None:
    table = {"circumstances": {"country": "US", "minimum_pay": minimum}, "experience": work}
    person = resolve_candidate(
        from_table(table, CATALOG), CATALOG, REFERENCE, title_reader(CATALOG, REFERENCE), DAY
    )
    found = role_outlook("sales-associate", REFERENCE.area("Dallas"), CATALOG, REFERENCE)
    gate = minimum_pay_gate(person, found, CATALOG)
    assert gate is not None
    text = statement_text(gate.statement)
    assert "Dallas-Fort Worth-Arlington, TX, May 2025" in text
    assert "in the industry “Jewelry, Luggage, and Leather Goods Retailers”" in text
    assert "United States, May 2025" in text
    assert "people who sell jewelry are a small part of it" in text
    assert gate.statement.sources[0] == "bls-oews-2025-05"
    # Nobody new is told that the lower-paid quarter is what everybody earns at least.
    assert ("Beginners may earn less" in text) == (not work)
