"""Where an occupation is going, and how much opportunity an area holds for a role."""

from dataclasses import dataclass
from math import log, log10

from benchpin.catalog import Catalog
from benchpin.facts import Figure
from benchpin.market.projections import projection_figures
from benchpin.market.wages import Wage, role_wages
from benchpin.reference import Area, Reference


@dataclass(frozen=True, slots=True)
class ProjectionSummary:
    """BLS's projection for an occupation: a forecast, with the self-employed in it."""

    change: Figure | None
    openings: Figure | None
    employment: Figure | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an area holds for a role; `score` (0 to 1) is None where no figure is the role's own.

    `score_error` is what the survey's standard error of employment makes of the score's.
    """

    role: str
    wages: tuple[Wage, ...]
    projection: ProjectionSummary
    score: float | None
    score_error: float = 0.0

    @property
    def own(self) -> Wage | None:
        """The nearest occupation's figures, unless they are only a proxy's."""
        first = self.wages[0] if self.wages else None
        return None if first is None or first.applies == "proxy" else first


def role_outlook(role: str, area: Area, catalog: Catalog, reference: Reference) -> Outlook:
    """How a role's occupations stand in an area: wages, projection and an opportunity score.

    The score is the weighted mean of what is known of four signs, each 0 to 1: employment in the
    area used (log10, full at `full_size`), location quotient q as q / (1 + q), yearly openings as
    a share of national employment (full at `full_openings_pct`), and the median as a share of it
    plus the area's median of all occupations.
    """
    found = role_wages(role, area, catalog, reference)
    crosswalk = catalog.roles[role].occupations
    seen = role_projection(crosswalk.oews[0], catalog, reference) if crosswalk.oews else _NOTHING
    if not found or crosswalk.applies == "proxy":
        return Outlook(role, found, seen, None)
    score, error = _score(found[0], seen, area, catalog, reference)
    return Outlook(role, found, seen, score, error)


_NOTHING = ProjectionSummary(None, None, None)


def role_projection(soc: str, catalog: Catalog, reference: Reference) -> ProjectionSummary:
    """What BLS projects for an occupation, as far as it is held."""
    held = {(f.measure, f.status): f for f in projection_figures(soc, catalog, reference)}
    return ProjectionSummary(
        change=held.get(("employment-change", "forecast")),
        openings=held.get(("openings", "forecast")),
        employment=held.get(("employment", "observed")),
    )


def _score(
    wage: Wage, seen: ProjectionSummary, area: Area, catalog: Catalog, reference: Reference
) -> tuple[float | None, float]:
    """The score, and its standard error as far as it comes from employment's."""
    rules = catalog.weights.opportunity
    relative = (wage.employment_rse_pct or 0.0) / 100
    error = 0.0
    signs: list[tuple[float, float]] = []
    if wage.employment:
        full = log10(rules.full_size)
        signs.append((rules.size, min(1.0, log10(max(wage.employment, 1)) / full)))
        if wage.employment < rules.full_size:
            error += rules.size * relative / log(10) / full
    if wage.location_quotient is not None and wage.area.kind != "nation":
        quotient = wage.location_quotient
        signs.append((rules.concentration, quotient / (1 + quotient)))
        # The quotient goes with employment, so both err the same way.
        error += rules.concentration * relative * quotient / (1 + quotient) ** 2
    if seen.openings and seen.employment and seen.employment.low:
        pct = 100 * seen.openings.low / seen.employment.low
        signs.append((rules.openings, min(1.0, pct / rules.full_openings_pct)))
    everybody = reference.wage("00-0000", area)
    typical = everybody.annual["50"] if everybody else None
    if wage.median and typical:
        signs.append((rules.pay, wage.median / (wage.median + typical)))
    total = sum(weight for weight, _ in signs)
    if not total:
        return None, 0.0
    return sum(weight * sign for weight, sign in signs) / total, error / total
