"""A role's work modes, and where it leads for who wants to work away from the bench."""

from benchpin.catalog import Catalog
from benchpin.facts import catalog_value, make_statement
from benchpin.market.telework import RoleWorkMode, role_work_mode
from benchpin.match import coverage_from_role

MAX_NEXT_ROLES = 4
"""How many onward roles with remote or hybrid work are named for a bench role."""


def work_modes_and_next_roles(role: str, catalog: Catalog) -> RoleWorkMode:
    """A role's work modes; for a bench role also onward roles that allow remote or hybrid work."""
    role_modes = role_work_mode(role, catalog)
    # Only bench roles have telework patterns, and only they get onward roles.
    if not any(s.kind == "shape" for s in role_modes.statements):
        return role_modes
    next_roles = sorted(
        (
            (-share, i)
            for i, share in coverage_from_role(role, catalog).items()
            if i != role
            and share >= catalog.weights.onward.elsewhere
            and set(catalog.roles[i].could_leave_the_workplace.modes) & {"hybrid", "remote"}
        )
    )[:MAX_NEXT_ROLES]
    if not next_roles:
        return role_modes
    ids = [i for _, i in next_roles]
    labels = tuple(catalog.roles[i].label for i in ids)
    roles = catalog_value(labels, f"roles/{','.join(ids)}/label")
    statement = make_statement("shape-roles", roles=roles, judged=True)
    return role_modes.model_copy(update={"statements": (*role_modes.statements, statement)})
