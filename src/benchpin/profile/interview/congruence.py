"""Interest congruence: how well a person's interests match those of roles."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MIN_CORRELATED = 4
"""The fewest interests to correlate; fewer are compared by distance."""
NEAR_ZERO = 1e-9
"""Norms up to this are zero: a profile whose interests are all alike has no correlation."""


def interest_congruence(person_interests: Array, role_interests: Array) -> Array:
    """How well interests match those of roles, 0 to 1: one row a role, one column a person.

    `person_interests` has one row an interest, 0 to 1; `role_interests` one column an interest, on
    O*NET's scale of 1 to 7. With four or more that are not all alike: Pearson's r of the two
    profiles as (r + 1) / 2, the index that O*NET's Interest Profiler uses; otherwise 1 less the
    mean distance.
    """
    scaled_roles = (role_interests - 1) / 6
    if len(person_interests) < MIN_CORRELATED:
        return _distance_congruence(person_interests, scaled_roles)
    persons = person_interests - person_interests.mean(axis=0)
    roles = scaled_roles - scaled_roles.mean(axis=1, keepdims=True)
    person_norms = np.sqrt(np.einsum("kd,kd->d", persons, persons))
    norms = person_norms * np.sqrt(np.einsum("rk,rk->r", roles, roles))[:, None]
    congruence: Array = (
        np.einsum("rk,kd->rd", roles, persons) / np.maximum(norms, NEAR_ZERO) + 1
    ) / 2
    is_constant = norms <= NEAR_ZERO
    if is_constant.any():
        distance_congruence = _distance_congruence(person_interests, scaled_roles)
        congruence = np.where(is_constant, distance_congruence, congruence)
    return congruence


def profile_shape(profiles: Array) -> Array:
    """Each profile less its mean, scaled to length 1; one row a profile, zeros where all is alike.

    The product with a person's interests orders roles as `interest_congruence` does: Pearson's r
    divides further by the length of the person's profile, which is the same for every role.
    """
    centred = profiles - profiles.mean(axis=1, keepdims=True)
    lengths = np.sqrt(np.einsum("rk,rk->r", centred, centred))[:, None]
    shapes: Array = centred / np.maximum(lengths, NEAR_ZERO)
    return shapes


def _distance_congruence(person_interests: Array, role_interests: Array) -> Array:
    """1 less the mean absolute distance of two profiles whose interests are 0 to 1."""
    congruence: Array = 1 - np.abs(role_interests[:, :, None] - person_interests[None]).mean(axis=1)
    return np.clip(congruence, 0.0, 1.0)
