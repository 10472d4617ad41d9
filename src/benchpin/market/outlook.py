"""The outlook of a role: BLS projections, and an opportunity score for an area."""

from dataclasses import dataclass
from functools import cached_property
from math import log, log10

from benchpin.catalog import Catalog
from benchpin.facts import Figure
from benchpin.market.industry_wages import IndustryWage, role_industry_wages
from benchpin.market.projections import projection_figures
from benchpin.market.wages import Wage, role_wages
from benchpin.reference import Area, Reference


@dataclass(frozen=True, slots=True)
class ProjectionSummary:
    """The BLS employment projection of an occupation, which includes the self-employed."""

    change: Figure | None
    openings: Figure | None
    employment: Figure | None


@dataclass(frozen=True)
class Outlook:
    """The wages, projection and opportunity score of a role in an area.

    `score`, 0 to 1, is None where no figure is the role's own. `score_error` is its standard error,
    propagated from the survey's standard error of employment. `industry_wages` are national wages
    in the industries that the role works in; they are not in the score, which compares areas.
    """

    role: str
    wages: tuple[Wage, ...]
    projection: ProjectionSummary
    score: float | None
    score_error: float = 0.0
    industry_wages: tuple[IndustryWage, ...] = ()

    @property
    def own_wage(self) -> Wage | None:
        """The wages of the nearest occupation; None where there are none, or only a proxy's."""
        first = self.wages[0] if self.wages else None
        return None if first is None or first.applies == "proxy" else first

    @cached_property
    def industry_wage(self) -> IndustryWage | None:
        """The wages of the nearest occupation in the role's industry, where they are published.

        None too where those of the area, which stand beside them, are not.
        """
        own_wage = self.own_wage
        if own_wage is None or not own_wage.is_complete:
            return None
        return next(
            (w for w in self.industry_wages if w.soc == own_wage.soc and w.is_complete), None
        )

    @property
    def pay_wage(self) -> Wage | None:
        """The wages by which the role's pay is judged: in its industry, else in the area.

        None where no published figure is the role's own.
        """
        return self.industry_wage or self.own_wage


def role_outlook(role: str, area: Area, catalog: Catalog, reference: Reference) -> Outlook:
    """The outlook of a role in an area: wages, projection and an opportunity score.

    The score is the weighted mean of the known ones of four components, each 0 to 1: employment in
    the area used (log10, 1 at `full_size`), location quotient q as q / (1 + q), yearly openings as
    a share of national employment (1 at `full_openings_pct`), and median / (median + the area's
    median of all occupations).
    """
    wages = role_wages(role, area, catalog, reference)
    industry_wages = role_industry_wages(role, catalog, reference)
    crosswalk = catalog.roles[role].occupations
    projection = _NO_PROJECTION
    if crosswalk.oews:
        projection = role_projection(crosswalk.oews[0], catalog, reference)
    # A proxy's figures are shown but never scored.
    if not wages or crosswalk.applies == "proxy":
        return Outlook(role, wages, projection, None)
    score, error = _score(wages[0], projection, area, catalog, reference)
    return Outlook(role, wages, projection, score, error, industry_wages)


_NO_PROJECTION = ProjectionSummary(None, None, None)


def role_projection(soc: str, catalog: Catalog, reference: Reference) -> ProjectionSummary:
    """The projection of an occupation by its OEWS code; None for each figure that is missing."""
    figures = {(f.measure, f.status): f for f in projection_figures(soc, catalog, reference)}
    return ProjectionSummary(
        change=figures.get(("employment-change", "forecast")),
        openings=figures.get(("openings", "forecast")),
        employment=figures.get(("employment", "observed")),
    )


def _score(
    wage: Wage, projection: ProjectionSummary, area: Area, catalog: Catalog, reference: Reference
) -> tuple[float | None, float]:
    """The opportunity score, and its standard error as far as employment causes it."""
    rules = catalog.weights.opportunity
    relative_error = (wage.employment_rse_pct or 0.0) / 100
    error = 0.0
    components: list[tuple[float, float]] = []
    if wage.employment:
        full = log10(rules.full_size)
        components.append((rules.size, min(1.0, log10(max(wage.employment, 1)) / full)))
        # From `full_size` on the component is constant, so employment adds no error.
        if wage.employment < rules.full_size:
            error += rules.size * relative_error / log(10) / full
    # The nation's quotient would be 1 for every occupation.
    if wage.location_quotient is not None and wage.area.kind != "nation":
        quotient = wage.location_quotient
        components.append((rules.concentration, quotient / (1 + quotient)))
        # The location quotient is proportional to employment, so both errors add up linearly.
        error += rules.concentration * relative_error * quotient / (1 + quotient) ** 2
    if projection.openings and projection.employment and projection.employment.low:
        pct = 100 * projection.openings.low / projection.employment.low
        components.append((rules.openings, min(1.0, pct / rules.full_openings_pct)))
    # SOC 00-0000 is all occupations together.
    all_occupations = reference.wage("00-0000", area)
    typical_median = all_occupations.annual["50"] if all_occupations else None
    if wage.median and typical_median:
        components.append((rules.pay, wage.median / (wage.median + typical_median)))
    total = sum(weight for weight, _ in components)
    if not total:
        return None, 0.0
    return sum(weight * sign for weight, sign in components) / total, error / total
