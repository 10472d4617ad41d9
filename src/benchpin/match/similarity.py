"""How similar a former position is to each role, by the similarity of their occupations."""

from functools import lru_cache

import numpy as np

from benchpin.match.candidate import FormerOccupation
from benchpin.match.occupation_profiles import share_at
from benchpin.match.role_matrix import Array, RoleMatrix
from benchpin.reference import Reference


def role_similarities(former: FormerOccupation, roles: RoleMatrix, reference: Reference) -> Array:
    """The similarity of a former position to each role, 0 to 1.

    The same role or occupation: 1. Otherwise the similarity of its occupation to the nearest of
    the role's (times its share), scaled so that the occupation most similar to the role's earns
    `nearest_credit`; a proxy occupation earns `proxy_credit` of that. Where the position was a role
    of the trade, averaged (`role_overlap`) with how much of each role's needs that role covers.
    """
    rules = roles.catalog.weights.experience
    rows = [_occupation_similarity(code, roles, reference) for code in former.codes]
    # A SOC code can stand for several O*NET codes: the most similar one counts.
    similarity = np.max(rows, axis=0) if rows else np.zeros(len(roles.ids))
    if former.roles:
        covered = np.max([roles.coverage_from_role(role) for role in former.roles], axis=0)
        similarity = (1 - rules.role_overlap) * similarity + rules.role_overlap * covered
        similarity = np.where(np.isin(roles.ids, former.roles), 1.0, similarity)
    return similarity


@lru_cache(maxsize=4096)
def _occupation_similarity(code: str, roles: RoleMatrix, reference: Reference) -> Array:
    """The similarity of an occupation to the nearest occupation of each role, 0 to 1."""
    rules = roles.catalog.weights.experience
    shares = roles.catalog.weights.occupation_shares
    similarities = np.zeros(len(roles.ids))
    for index, role in enumerate(roles.roles):
        for position, target in enumerate(role.occupations.onet2019):
            similarity = 1.0
            if code != target:
                # Scaled so that the occupation most similar to the target has `nearest_credit`.
                nearest = reference.top_similarity(target)
                similarity = min(
                    1.0, rules.nearest_credit * reference.similarity(code, target) / nearest
                )
            similarities[index] = max(similarities[index], share_at(position, shares) * similarity)
        if role.occupations.applies == "proxy":
            similarities[index] *= rules.proxy_credit
    return similarities
