"""How far one role leads towards another: coverage of needs, and the roles that come next.

The same values as `RoleMatrix` has for somebody who meets every need of a role, for one role at a
time and without arrays: a guide to a role starts without numpy.
"""

from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.facts import Role


def need_shares(role: Role, catalog: Catalog) -> tuple[float, ...]:
    """The share of each of a role's needs, in their order, by how it is needed; they sum to 1."""
    weights = [catalog.weights.skills.need[need.need] for need in role.skills]
    total = sum(weights)
    return tuple(weight / total for weight in weights)


def coverage_from_role(role: str, catalog: Catalog) -> dict[str, float]:
    """How much of each role's needs, by role id, somebody covers who meets every need of `role`."""
    levels = _levels(catalog.roles[role])
    return {i: _coverage(levels, r, catalog) for i, r in catalog.roles.items()}


@lru_cache(maxsize=256)
def next_roles(role: str, catalog: Catalog) -> tuple[str, ...]:
    """The roles that build on a role and that somebody in it could move to, best covered first.

    Their skills meet at least `onward.essential` of each one's essential needs, at most one level
    short.
    """
    levels = _levels(catalog.roles[role])
    shares = {
        i: (_essential_share(levels, r), _coverage(levels, r, catalog))
        for i, r in catalog.roles.items()
        if role in _prior_roles(i, catalog)
    }
    minimum_share = catalog.weights.onward.essential
    # Equal coverage: by role id, as the sort is stable.
    order = sorted(shares, key=lambda i: (-shares[i][0], -shares[i][1]))
    return tuple(i for i in order if shares[i][0] >= minimum_share)


def _levels(role: Role) -> dict[str, int]:
    return {need.skill: need.level for need in role.skills}


def _coverage(levels: dict[str, int], role: Role, catalog: Catalog) -> float:
    """The credit of each need, weighted by its share: the best of its own and of related skills."""
    total = 0.0
    for need, need_share in zip(role.skills, need_shares(role, catalog), strict=True):
        pairs = [(need.skill, 1.0)]
        pairs += [(r.skill, r.share) for r in catalog.related_skills.get(need.skill, ())]
        credit = max(s * min(1.0, levels.get(skill, 0) / need.level) for skill, s in pairs)
        total += need_share * credit
    return total


def _essential_share(levels: dict[str, int], role: Role) -> float:
    """The share of a role's essential needs that are met, at most one level short."""
    needs = [need for need in role.skills if need.need == "essential"] or role.skills
    is_met = [n.skill in levels and levels[n.skill] >= n.level - 1 for n in needs]
    return sum(is_met) / len(is_met)


def _prior_roles(role: str, catalog: Catalog) -> frozenset[str]:
    """The roles that a role builds on."""
    ladder = catalog.roles[role].ladder
    return frozenset(prior.role for prior in ladder.builds_on) if ladder else frozenset()
