"""How like what somebody did before is to each role."""

from functools import lru_cache

import numpy as np

from benchpin.match.candidate import FormerOccupation
from benchpin.match.occupation_profiles import share_at
from benchpin.match.role_matrix import Array, RoleMatrix
from benchpin.reference import Reference


def role_similarities(former: FormerOccupation, roles: RoleMatrix, reference: Reference) -> Array:
    """How like a former position is to each role, 0 to 1.

    The same role, or the same occupation: 1. Otherwise the likeness of its occupation to the
    nearest of the role's (by share), against that of the occupation nearest to it, which earns
    `nearest_credit`; a proxy's occupation earns `proxy_credit` of that. Where the position was a
    role of the trade, mixed with how much of the role's needs that role's needs cover.
    """
    rules = roles.catalog.weights.experience
    rows = [_alike(code, roles, reference) for code in former.codes]
    found = np.max(rows, axis=0) if rows else np.zeros(len(roles.ids))
    if former.roles:
        covered = np.max([roles.covered_by(role) for role in former.roles], axis=0)
        found = (1 - rules.role_overlap) * found + rules.role_overlap * covered
        found = np.where(np.isin(roles.ids, former.roles), 1.0, found)
    return found


@lru_cache(maxsize=4096)
def _alike(code: str, roles: RoleMatrix, reference: Reference) -> Array:
    """How like an occupation is to the nearest occupation of each role."""
    rules = roles.catalog.weights.experience
    shares = roles.catalog.weights.occupation_shares
    found = np.zeros(len(roles.ids))
    for place, role in enumerate(roles.roles):
        for position, target in enumerate(role.occupations.onet2019):
            alike = 1.0
            if code != target:
                # Scaled so that the target's nearest kin has `nearest_credit`.
                nearest = reference.top_similarity(target)
                alike = min(
                    1.0, rules.nearest_credit * reference.similarity(code, target) / nearest
                )
            found[place] = max(found[place], share_at(position, shares) * alike)
        if role.occupations.applies == "proxy":
            found[place] *= rules.proxy_credit
    return found
