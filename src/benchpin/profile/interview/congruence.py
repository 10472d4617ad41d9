"""How well somebody's interests go with those of a kind of work."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FEW = 4
"""From how many interests on profiles are correlated; fewer are compared by distance."""
TINY = 1e-9


def interest_congruence(mine: Array, theirs: Array) -> Array:
    """How well interests go with those of roles, 0 to 1; one row a role, one column a person.

    `mine` holds one row an interest, 0 to 1; `theirs` one column an interest, O*NET's 1 to 7.
    With four or more that are not all alike: Pearson's r of the two profiles as (r + 1) / 2, the
    index that O*NET's Interest Profiler uses; otherwise 1 less the mean distance.
    """
    scaled = (theirs - 1) / 6
    if len(mine) < FEW:
        return _near(mine, scaled)
    a, b = mine - mine.mean(axis=0), scaled - scaled.mean(axis=1, keepdims=True)
    size = np.sqrt(np.einsum("kd,kd->d", a, a)) * np.sqrt(np.einsum("rk,rk->r", b, b))[:, None]
    found: Array = (np.einsum("rk,kd->rd", b, a) / np.maximum(size, TINY) + 1) / 2
    all_alike = size <= TINY
    if all_alike.any():
        found = np.where(all_alike, _near(mine, scaled), found)
    return found


def shape(profiles: Array) -> Array:
    """Each profile less its mean, of length 1; one row a profile, zeros where all is alike.

    A person's interests times these orders roles as `congruence` does: Pearson's r divides further
    by the length of the person's own profile, which is the same for every role.
    """
    centred = profiles - profiles.mean(axis=1, keepdims=True)
    length = np.sqrt(np.einsum("rk,rk->r", centred, centred))[:, None]
    found: Array = centred / np.maximum(length, TINY)
    return found


def _near(mine: Array, theirs: Array) -> Array:
    """1 less the mean distance of two profiles, 0 to 1 each."""
    found: Array = 1 - np.abs(theirs[:, :, None] - mine[None]).mean(axis=1)
    return np.clip(found, 0.0, 1.0)
