"""Where the demands of a role meet what somebody said that they cannot do.

Only what the person says of themselves counts, and nothing is inferred; see
docs/how-it-works/demands.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from benchpin.facts import DemandExtent, DemandName, Role
from benchpin.profile.model import LimitExtent


@dataclass(frozen=True, slots=True)
class DemandConflict:
    """A demand of a role that somebody has a limit to, with the extent of each.

    It `binds` where neither side can give way: the person never can, and the work is mostly that.
    """

    demand: DemandName
    role_extent: DemandExtent
    limit_extent: LimitExtent

    @property
    def binds(self) -> bool:
        """Whether the role cannot be done within this limit, whatever is arranged."""
        return self.limit_extent == "never" and self.role_extent == "most"


def demand_conflicts(
    role: Role, limits: Mapping[DemandName, LimitExtent]
) -> tuple[DemandConflict, ...]:
    """The demands of a role that somebody has a limit to, in the order of the role's file."""
    return tuple(
        DemandConflict(demand.demand, demand.extent, limits[demand.demand])
        for demand in role.demands
        if demand.demand in limits
    )
