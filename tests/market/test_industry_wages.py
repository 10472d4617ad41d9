"""The pay of a role in the industry that it works in, beside that of its area."""

from dataclasses import replace

import pytest

from benchpin import catalog as catalogs
from benchpin import market
from benchpin import reference as references
from benchpin.documents.answers.wages import pay_as_csv, pay_as_text
from benchpin.facts import Role
from benchpin.market import WIDE_ERROR, role_industry_wages, role_outlook
from benchpin.market.pay_report import build_pay_report
from benchpin.market.wages import FEW_EMPLOYEES
from benchpin.reference import unknown_codes

CATALOG = catalogs.load()
REFERENCE = references.open()
WITH_INDUSTRY = [i for i, role in CATALOG.roles.items() if role.occupations.industries]


def test_sellers_have_the_pay_of_jewelry_stores_beside_that_of_the_area() -> None:
    outlook = role_outlook("sales-associate", REFERENCE.area("Dallas"), CATALOG, REFERENCE)
    assert outlook.own_wage is not None
    assert outlook.own_wage.area.name == "Dallas-Fort Worth-Arlington, TX"
    narrow = outlook.industry_wage
    assert narrow is not None
    assert narrow.industry.code == "458300"
    assert narrow.area.kind == "nation"
    assert narrow.annual["25"] == 34260
    assert outlook.pay_wage is narrow
    value = narrow.percentile("25")
    assert value is not None
    assert value.from_ == "figure:bls-oews-2025-05/41-2031/0000000/458300/p25"


def test_a_role_without_an_industry_is_judged_by_its_area() -> None:
    outlook = role_outlook("bench-jeweler", REFERENCE.area("Dallas"), CATALOG, REFERENCE)
    assert outlook.industry_wages == ()
    assert outlook.pay_wage is outlook.own_wage is not None


def test_pay_in_jewelry_stands_beside_the_wages_of_a_role_that_names_no_industry() -> None:
    report = build_pay_report("bench-jeweler", "Dallas", CATALOG, REFERENCE)
    medians = {w.industry.code: w.annual["50"] for w in report.jewelry_wages}
    assert medians == {"458300": 53990, "339910": 48800}
    assert {w.area.kind for w in report.jewelry_wages} == {"nation"}
    text = pay_as_text(report, CATALOG)
    assert "In jewelry stores, counted with those for luggage" in text
    assert "In jewelry manufacturing typical pay is $48,800 a year" in text.replace("\n", " ")
    rows = [line for line in pay_as_csv(report).splitlines() if line.startswith("industry,")]
    assert any("339910" in row and "48800" in row for row in rows)


def test_pay_in_jewelry_is_not_said_twice_nor_for_another_kind_of_work() -> None:
    for role, record in CATALOG.roles.items():
        wages = build_pay_report(role, None, CATALOG, REFERENCE).jewelry_wages
        if record.occupations.industries or record.occupations.applies == "proxy":
            assert wages == (), role
        assert all(wage.median is not None for wage in wages), role
    assert build_pay_report("51-9071", None, CATALOG, REFERENCE).jewelry_wages == ()
    assert (
        build_pay_report("bench-jeweler", "London, England", CATALOG, REFERENCE).jewelry_wages == ()
    )


def test_rough_pay_in_jewelry_is_called_rough() -> None:
    text = pay_as_text(build_pay_report("product-photographer", None, CATALOG, REFERENCE), CATALOG)
    said = " ".join(text.split())
    assert (
        "typical pay is $51,550 a year (United States, May 2025). Few people have these jobs here"
        in said
    )


def test_the_opportunity_score_compares_areas_and_no_industry() -> None:
    role = CATALOG.roles["sales-associate"]
    plain = role.occupations.model_copy(update={"industries": (), "industries_reason": None})
    changed = role.model_copy(update={"occupations": plain})
    without = replace(CATALOG, roles={**CATALOG.roles, "sales-associate": changed})
    area = REFERENCE.area("Dallas")
    outlooks = [role_outlook("sales-associate", area, c, REFERENCE) for c in (CATALOG, without)]
    assert outlooks[0].score == outlooks[1].score
    assert outlooks[1].pay_wage is outlooks[1].own_wage


@pytest.mark.parametrize("role", WITH_INDUSTRY)
def test_a_role_names_an_industry_only_where_its_pay_is_published_and_not_rough(role: str) -> None:
    soc = CATALOG.roles[role].occupations.oews[0]
    wages = [w for w in role_industry_wages(role, CATALOG, REFERENCE) if w.soc == soc]
    assert wages
    assert wages[0].is_complete
    assert not {FEW_EMPLOYEES, WIDE_ERROR} & set(wages[0].notes)


def test_pay_that_is_not_released_in_the_industry_is_not_used() -> None:
    outlook = role_outlook("sales-associate", REFERENCE.area(None), CATALOG, REFERENCE)
    unreleased = outlook.industry_wages[0].model_copy(
        update={"annual": dict.fromkeys(market.PERCENTILES)}
    )
    fields = (outlook.role, outlook.wages, outlook.projection, outlook.score)
    bare = market.Outlook(*fields, industry_wages=(unreleased,))
    assert bare.industry_wage is None
    assert bare.pay_wage is bare.own_wage


def test_an_unknown_industry_is_refused_with_the_nearest() -> None:
    role = CATALOG.roles["sales-associate"]

    def problems(*industries: str) -> list[str]:
        occupations = role.occupations.model_copy(update={"industries": industries})
        changed: Role = role.model_copy(update={"occupations": occupations})
        catalog = replace(CATALOG, roles={**CATALOG.roles, "sales-associate": changed})
        return [str(problem) for problem in unknown_codes(catalog, REFERENCE)]

    assert problems("458300") == []
    (unknown,) = problems("458310")
    assert unknown == (
        "roles/sales-associate.toml: occupations.industries.0: "
        "no such NAICS code '458310'; nearest: '458300'"
    )
    (empty,) = problems("331400")
    assert empty.endswith("no wages of 41-2031 are published in industry '331400'; take it out")


def test_the_pay_report_of_a_role_has_its_industries_and_that_of_a_code_none() -> None:
    report = build_pay_report("jewelry-repairer", "Dallas", CATALOG, REFERENCE)
    codes = [w.industry.code for w in report.industry_wages]
    assert codes == ["458300", "811400"]
    assert build_pay_report("51-9071", "Dallas", CATALOG, REFERENCE).industry_wages == ()
