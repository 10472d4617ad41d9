"""The five parts of a score, each between 0 and 1 for every role, NaN where the data lacks it."""

from collections.abc import Mapping, Sequence
from statistics import median

import numpy as np

from benchpin.market import Outlook, share_paid_at_least
from benchpin.match.candidate import Candidate, FormerOccupation
from benchpin.match.role_matrix import MODES, Array, Flags, Indices, RoleMatrix
from benchpin.match.similarity import role_similarities
from benchpin.profile import EDUCATION, INTERESTS, VALUES, Profile
from benchpin.profile.interview.congruence import interest_congruence
from benchpin.reference import Reference


def interests(given: Mapping[str, float], roles: RoleMatrix) -> Array:
    """How well somebody's interests (0 to 1) go with each role's."""
    columns = [place for place, name in enumerate(INTERESTS) if name in given]
    mine = np.array([given[INTERESTS[place]] for place in columns])
    return interest_congruence(mine[:, None], roles.interests[:, columns])[:, 0]


def experience(
    formers: Sequence[FormerOccupation], roles: RoleMatrix, reference: Reference
) -> tuple[Array, Indices]:
    """How much former work counts for each role, and which position counts most, -1 for none."""
    best, which = np.zeros(len(roles.ids)), np.full(len(roles.ids), -1)
    for place, former in enumerate(formers):
        if former.resolved:
            score = former.credit * role_similarities(former, roles, reference)
            which = np.where(score > best, place, which)
            best = np.maximum(score, best)
    return best, which


def conditions(
    person: Candidate, roles: RoleMatrix, outlooks: Sequence[Outlook | None]
) -> dict[str, Array]:
    """How each role's conditions fit what was said, 0 to 1; only what was said has an entry.

    `work-mode`: see `mode_fit`. `pay`: the share of the occupation's employees paid at least the
    minimum. `education`: 1 where the usual entry level is reached, else 0.5. `values`: O*NET's
    scores of the role's occupations, weighted by how much each value matters.
    """
    profile = person.profile
    found: dict[str, Array] = {}
    if profile.circumstances.work_modes:
        found["work-mode"] = mode_fit(profile.circumstances.work_modes, roles)
    minimum = minimum_pay_usd(profile)
    if minimum is not None:
        shares = [
            share_paid_at_least(seen.own, minimum) if seen is not None and seen.own else None
            for seen in outlooks
        ]
        found["pay"] = np.array([np.nan if share is None else share for share in shares])
    reached = education_of(profile)
    if reached:
        enough = EDUCATION.index(reached) >= roles.usual_education
        fit = np.where(enough, 1.0, 0.5)
        found["education"] = np.where(roles.usual_education < 0, np.nan, fit)
    matters = {str(name): weight for name, weight in profile.values.items()}
    matter = np.array([matters.get(name, 0.0) for name in VALUES])
    if matter.any():
        found["values"] = ((roles.values - 1) / 6 * matter).sum(axis=1) / matter.sum()
    return found


def mode_fit(wanted: Sequence[str], roles: RoleMatrix) -> Array:
    """1 where a work mode that is wanted is one that the tasks allow.

    0.25 where hybrid work is wanted and at least some tasks could leave, else 0.
    """
    some = 0.25 * roles.has_tasks_to_take_along if "hybrid" in wanted else np.zeros(len(roles.ids))
    fits = roles.modes[:, [MODES.index(mode) for mode in wanted]].any(axis=1)
    return np.where(fits, 1.0, some)


def mean_of(fits: Mapping[str, Array], roles: RoleMatrix) -> Array:
    """The conditions part: the mean of what is known of a role; NaN where nothing is."""
    if not fits:
        return np.full(len(roles.ids), np.nan)
    rows = np.array(list(fits.values()))
    known = ~np.isnan(rows)
    many = known.sum(axis=0)
    total = np.where(known, rows, 0.0).sum(axis=0)
    return np.where(many > 0, total / np.maximum(many, 1), np.nan)


def education_of(profile: Profile) -> str | None:
    """The highest level of schooling that somebody named."""
    named = [profile.circumstances.education, *(item.level for item in profile.education)]
    levels = [level for level in named if level is not None]
    return max(levels, key=EDUCATION.index, default=None)


def minimum_pay_usd(profile: Profile) -> float | None:
    """The least pay somebody accepts, US dollars a year; None where it is in other money.

    No exchange rate is held, and none is made up.
    """
    terms = profile.circumstances
    if terms.minimum_pay is None or terms.currency != "USD" or terms.country not in (None, "US"):
        return None
    return terms.minimum_pay


def imputed(values: Array, families: Indices) -> tuple[Array, Flags]:
    """Every role's value, rounded; where it is missing, the median of its family, else of all.

    NaN for all where no role has one. With it, which roles had theirs lent.
    """
    lacks = np.isnan(values)
    found = np.round(values, 6)
    if lacks.all() or not lacks.any():
        return found, lacks & ~lacks.all()
    known = {place: float(found[place]) for place in np.flatnonzero(~lacks)}
    filled = found.copy()
    for family in set(families[lacks].tolist()):
        kin = [value for place, value in known.items() if families[place] == family]
        filled[lacks & (families == family)] = round(median(kin or known.values()), 6)
    return filled, lacks
