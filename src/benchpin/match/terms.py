"""Which of a candidate's own terms a role breaks: what they said of themselves binds."""

from collections.abc import Iterator
from typing import Literal

from benchpin.catalog import Catalog
from benchpin.facts import Role
from benchpin.match.candidate import Candidate
from benchpin.match.demands import demand_conflicts
from benchpin.match.model import Reach

BrokenTerm = Literal[
    "aims.not",
    "aims.horizon_months",
    "circumstances.hours_per_week",
    "circumstances.limits",
    "circumstances.minimum_pay",
    "circumstances.under_18",
    "circumstances.work_modes",
]
"""A term as its path in the profile."""
TIME_TERMS = frozenset({"aims.horizon_months", "circumstances.hours_per_week"})
"""Terms that say when, not whether: a role that breaks no other is one for later."""
WORK_TERMS = frozenset({
    "aims.not", "circumstances.limits", "circumstances.under_18", "circumstances.work_modes",
})  # fmt: skip
"""Terms that the work itself breaks, of a role or of the one on the way to it."""


class Terms:
    """The terms of one candidate: `broken_by` gives those that a role breaks."""

    def __init__(
        self, candidate: Candidate, catalog: Catalog, unpaid_roles: frozenset[str]
    ) -> None:
        self._catalog, self._unpaid_roles = catalog, unpaid_roles
        self._aims = candidate.profile.aims
        self._circumstances = candidate.profile.circumstances
        self._of_work: dict[str, frozenset[BrokenTerm]] = {}

    def broken_by(
        self,
        role_id: str,
        *,
        reach: Reach,
        months: tuple[int, int],
        by_way_of: str | None,
        is_paid_training: bool,
    ) -> tuple[BrokenTerm, ...]:
        """The terms that a role breaks, sorted.

        `months` are the least and the most until hired. The role before it (`by_way_of`) must break
        none either. `is_paid_training` says that no hours of one's own are needed.
        """
        broken = set(self.of_work(role_id))
        if by_way_of is not None:
            broken |= self.of_work(by_way_of)
        if role_id in self._unpaid_roles:
            broken.add("circumstances.minimum_pay")
        if reach != "now":
            horizon, hours = self._aims.horizon_months, self._circumstances.hours_per_week
            if horizon is not None and months[0] > horizon:
                broken.add("aims.horizon_months")
            least_hours = self._catalog.weights.terms.min_learning_hours
            if hours is not None and hours < least_hours and not is_paid_training:
                broken.add("circumstances.hours_per_week")
        return tuple(sorted(broken))

    def of_work(self, role_id: str) -> frozenset[BrokenTerm]:
        """The terms that the work of a role breaks, however it is entered and paid."""
        if role_id not in self._of_work:
            self._of_work[role_id] = frozenset(self._broken_by_work(self._catalog.roles[role_id]))
        broken = self._of_work[role_id]
        return broken | {"aims.not"} if role_id in self._aims.not_ else broken

    def _broken_by_work(self, role: Role) -> Iterator[BrokenTerm]:
        circumstances = self._circumstances
        if role.family in self._aims.not_:
            yield "aims.not"
        accepted_modes = set(circumstances.work_modes)
        if accepted_modes and not accepted_modes & set(role.could_leave_the_workplace.modes):
            yield "circumstances.work_modes"
        if any(conflict.binds for conflict in demand_conflicts(role, circumstances.limits)):
            yield "circumstances.limits"
        closed = self._catalog.weights.terms.under_18
        if circumstances.under_18 and any(
            demand.demand in closed and demand.extent == "most" for demand in role.demands
        ):
            yield "circumstances.under_18"
