"""The pay term: whether the pay of a role reaches the least that somebody can live on.

The percentiles are those that the statements name in words (a quarter, a tenth), so they stand
here and not among the weights.
"""

from dataclasses import dataclass

from benchpin.catalog import Catalog
from benchpin.market import Outlook, Percentile, Wage
from benchpin.match.candidate import Candidate, minimum_pay_usd
from benchpin.match.model import PayStatus

MIN_YEARS = 1.0
"""From how many years in a role on somebody no longer enters it (our judgement)."""
ENTERING_LIMITS: tuple[Percentile, Percentile] = ("25", "75")
EXPERIENCED_LIMITS: tuple[Percentile, Percentile] = ("75", "90")
"""The percentiles of pay above which a minimum is in doubt, and above which the term is broken."""


@dataclass(frozen=True, slots=True)
class PayTerm:
    """A minimum pay held against the pay of a role; `status` is None where it cannot be.

    `wage` are the wages used: of the nearest occupation in the role's industry, else in the area;
    None where no published figure is the role's own. Where they are those of an industry,
    `area_wage` are those of the area beside them. `limit` is the percentile that decided.
    `minimum` is in US dollars a year.
    """

    status: PayStatus | None
    minimum: float
    is_entering: bool
    wage: Wage | None = None
    area_wage: Wage | None = None
    limit: Percentile | None = None


def pay_term(
    minimum: float | None, outlook: Outlook | None, *, years_in_role: float
) -> PayTerm | None:
    """The pay term of a role for somebody with some years in it; None without a minimum or area.

    For somebody who enters: in doubt above the 25th percentile, broken above the 75th. With at
    least `MIN_YEARS` in the role: above the 75th and the 90th. The pay of a stand-in occupation
    meets nothing and breaks nothing.
    """
    if minimum is None or outlook is None:
        return None
    is_entering = years_in_role < MIN_YEARS
    wage = outlook.pay_wage
    if wage is None or not wage.is_complete:
        return PayTerm(None, minimum, is_entering)
    area_wage = None if wage is outlook.own_wage else outlook.own_wage
    doubt_limit, broken_limit = ENTERING_LIMITS if is_entering else EXPERIENCED_LIMITS
    if _is_above(minimum, wage, broken_limit):
        return PayTerm("broken", minimum, is_entering, wage, area_wage, broken_limit)
    is_above = _is_above(minimum, wage, doubt_limit)
    status: PayStatus | None = None
    if is_above is not None:
        status = "doubt" if is_above else "met"
    return PayTerm(status, minimum, is_entering, wage, area_wage, doubt_limit)


def _is_above(minimum: float, wage: Wage, percentile: Percentile) -> bool | None:
    """Whether a minimum is above a percentile of pay; None where a top-coded one leaves it open.

    A top-coded percentile is at least the amount at which the survey stops counting: a minimum up
    to there is not above it, and of a higher one nobody can say.
    """
    pay = wage.annual[percentile]
    if pay is not None:
        return minimum > pay
    top = wage.top_code(percentile)
    return False if top is not None and minimum <= top else None


def role_pay_term(
    candidate: Candidate, outlook: Outlook | None, catalog: Catalog
) -> PayTerm | None:
    """The pay term of a role for a candidate, by their years in its published group."""
    minimum = minimum_pay_usd(candidate.profile)
    if minimum is None or outlook is None:
        return None
    years = years_in_group(candidate, outlook.role, catalog)
    return pay_term(minimum, outlook, years_in_role=years)


def years_in_group(candidate: Candidate, role: str, catalog: Catalog) -> float:
    """The years in a role, and in roles whose pay is published as one group with it.

    A goldsmith of many years is no beginner on the pay scale of a platinumsmith: one code has both.
    """
    years_in_roles = candidate.years_in_roles
    if not years_in_roles:
        return 0.0
    codes = set(catalog.roles[role].occupations.oews)
    return sum(
        years
        for former_role, years in years_in_roles.items()
        if former_role == role
        or (codes and set(catalog.roles[former_role].occupations.oews) == codes)
    )
