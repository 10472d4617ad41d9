"""What is said of a role's pay beside the least that somebody can live on."""

from benchpin.catalog import Catalog
from benchpin.facts import (
    Statement,
    Value,
    catalog_value,
    make_statement,
    profile_value,
    source_value,
)
from benchpin.market import IndustryWage, Outlook, Percentile, Wage
from benchpin.match.candidate import Candidate
from benchpin.match.model import MinimumPayGate
from benchpin.match.pay_gate import PayTerm, role_pay_term


def minimum_pay_gate(
    candidate: Candidate, outlook: Outlook | None, catalog: Catalog
) -> MinimumPayGate | None:
    """The pay gate of a role, closed where the pay term is broken; None where there is no term."""
    term = role_pay_term(candidate, outlook, catalog)
    if term is None or outlook is None:
        return None
    return MinimumPayGate(
        gate="minimum-pay",
        open=term.status != "broken",
        status=term.status,
        statement=pay_term_statement(term, outlook, catalog),
    )


def pay_term_statement(term: PayTerm, outlook: Outlook, catalog: Catalog) -> Statement:
    """How a minimum stands to the pay of a role, or why that cannot be said."""
    wage = term.wage
    pay = wage.percentile_or_top(term.limit) if wage and term.limit else None
    if wage is None or term.limit is None or pay is None:
        return missing_pay_statement(outlook, catalog)
    values = {
        "minimum": profile_value(term.minimum, "circumstances.minimum_pay", "USD/year"),
        "occupation": wage.name,
        "pay": pay,
    }
    if term.status is None:
        return make_statement("pay-above-counted", values)
    stage = "entering" if term.is_entering else "experienced"
    place, beside = _industry_values(wage, term.area_wage, term.limit)
    return make_statement(
        f"pay-{term.status}-{stage}{place}",
        {**values, **beside, "group": _group(outlook, catalog)},
        judged=True,
    )


def lower_quarter_statement(
    outlook: Outlook, catalog: Catalog, *, other_currency: bool
) -> Statement:
    """The pay of the lower-paid quarter, for somebody whose minimum is not known in dollars."""
    wage = outlook.pay_wage
    quarter = wage.percentile("25") if wage else None
    if wage is None or quarter is None:
        return missing_pay_statement(outlook, catalog)
    area_wage = None if wage is outlook.own_wage else outlook.own_wage
    place, beside = _industry_values(wage, area_wage, "25")
    return make_statement(
        f"floor-{'other-currency' if other_currency else 'no-minimum'}{place}",
        {"lower_quarter": quarter, "occupation": wage.name, **beside},
    )


def missing_pay_statement(outlook: Outlook, catalog: Catalog) -> Statement:
    """Why a minimum cannot be held against the pay of a role."""
    if not outlook.wages:
        return pay_not_held(outlook.role, catalog)
    first = outlook.wages[0]
    if outlook.pay_wage is None:
        role = _label(outlook.role, catalog)
        return make_statement("floor-proxy", role=role, occupation=first.name)
    return make_statement("floor-withheld", occupation=first.name)


def pay_not_held(role: str, catalog: Catalog) -> Statement:
    """That no pay of a role is held for where somebody is."""
    return make_statement("floor-not-held", role=_label(role, catalog))


def _industry_values(
    wage: Wage, area_wage: Wage | None, percentile: Percentile
) -> tuple[str, dict[str, Value]]:
    """The ending of the kind and the values that put an industry's pay beside the area's.

    Both are empty where the wages are not those of an industry.
    """
    area_pay = area_wage.percentile_or_top(percentile) if area_wage else None
    if not isinstance(wage, IndustryWage) or area_pay is None:
        return "", {}
    return "-in-industry", {
        "industry": source_value(wage.industry.name, wage.source, wage.industry.code),
        "area_pay": area_pay,
    }


def _group(outlook: Outlook, catalog: Catalog) -> Value:
    """What the published group of a role holds, in the words of the role's file."""
    reason = catalog.roles[outlook.role].occupations.reason
    return catalog_value(reason, f"roles/{outlook.role}/occupations.reason")


def _label(role: str, catalog: Catalog) -> Value:
    return catalog_value(catalog.roles[role].label, f"roles/{role}/label")
