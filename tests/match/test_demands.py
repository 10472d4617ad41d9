"""Where a role's demands meet a person's limits: which conflicts there are, and which bind."""

from typing import get_args

import pytest

from benchpin import catalog as catalogs
from benchpin.facts import DemandExtent
from benchpin.match.demands import DemandConflict, demand_conflicts
from benchpin.profile.model import LimitExtent

CATALOG = catalogs.load()
CASTER = CATALOG.roles["caster"]


def test_nobody_without_limits_has_a_conflict() -> None:
    assert all(demand_conflicts(role, {}) == () for role in CATALOG.roles.values())


def test_only_demands_of_the_role_are_conflicts_in_its_order() -> None:
    conflicts = demand_conflicts(CASTER, {"lifting": "some", "driving": "never", "heat": "never"})
    assert conflicts == (
        DemandConflict("heat", "most", "never"),
        DemandConflict("lifting", "some", "some"),
    )


@pytest.mark.parametrize("role_extent", get_args(DemandExtent))
@pytest.mark.parametrize("limit_extent", get_args(LimitExtent))
def test_only_never_against_most_binds(
    role_extent: DemandExtent, limit_extent: LimitExtent
) -> None:
    conflict = DemandConflict("heat", role_extent, limit_extent)
    assert conflict.binds == (role_extent == "most" and limit_extent == "never")


def test_a_demand_that_can_be_shared_binds_nobody() -> None:
    shared = {demand.demand for demand in CASTER.demands if demand.extent == "some"}
    assert shared
    assert not any(c.binds for c in demand_conflicts(CASTER, dict.fromkeys(shared, "never")))
