"""The parts of a role's score: interests, experience and conditions, and how gaps are imputed.

Each part is an array with one value per role, 0 to 1, NaN where the data lacks it. The skills part
is computed in `role_matrix`, the opportunity part in `benchpin.market.outlook`.
"""

from collections.abc import Mapping, Sequence
from statistics import median

import numpy as np

from benchpin.market import Outlook, share_paid_at_least
from benchpin.match.candidate import (
    Candidate,
    FormerOccupation,
    highest_education,
    minimum_pay_usd,
)
from benchpin.match.role_matrix import MODES, Array, Flags, Indices, RoleMatrix
from benchpin.match.similarity import role_similarities
from benchpin.profile import EDUCATION, INTERESTS, VALUES
from benchpin.profile.interview.congruence import interest_congruence
from benchpin.reference import Reference


def interest_fit(interest_scores: Mapping[str, float], roles: RoleMatrix) -> Array:
    """The congruence of a candidate's interests (0 to 1, by name) with each role's profile."""
    columns = [index for index, name in enumerate(INTERESTS) if name in interest_scores]
    candidate_scores = np.array([interest_scores[INTERESTS[index]] for index in columns])
    return interest_congruence(candidate_scores[:, None], roles.interests[:, columns])[:, 0]


def experience_fit(
    formers: Sequence[FormerOccupation], roles: RoleMatrix, reference: Reference
) -> tuple[Array, Indices]:
    """The experience part of each role, and which former position counts most for it (-1: none).

    The highest credit x similarity over all positions whose title was recognized.
    """
    best_credit, best_index = np.zeros(len(roles.ids)), np.full(len(roles.ids), -1)
    for index, former in enumerate(formers):
        if former.resolved:
            score = former.credit * role_similarities(former, roles, reference)
            best_index = np.where(score > best_credit, index, best_index)
            best_credit = np.maximum(score, best_credit)
    return best_credit, best_index


def condition_fits(
    candidate: Candidate, roles: RoleMatrix, outlooks: Sequence[Outlook | None]
) -> dict[str, Array]:
    """How each role's conditions fit the profile, 0 to 1; without an answer there is no entry.

    `work-mode`: see `work_mode_fit`. `pay`: the share of the occupation's employees, in the role's
    industry where it has one, paid at least the minimum. `education`: 1 where the usual entry level
    is reached, else 0.5. `values`: O*NET Work Values of the role's occupations, weighted by how
    much each value matters to the candidate.
    """
    profile = candidate.profile
    fits: dict[str, Array] = {}
    if profile.circumstances.work_modes:
        fits["work-mode"] = work_mode_fit(profile.circumstances.work_modes, roles)
    minimum = minimum_pay_usd(profile)
    if minimum is not None:
        shares = [
            share_paid_at_least(outlook.pay_wage, minimum)
            if outlook is not None and outlook.pay_wage
            else None
            for outlook in outlooks
        ]
        fits["pay"] = np.array([np.nan if share is None else share for share in shares])
    education = highest_education(profile)
    if education:
        meets_usual = EDUCATION.index(education) >= roles.usual_education
        fit = np.where(meets_usual, 1.0, 0.5)
        # -1: BLS names no typical entry-level education.
        fits["education"] = np.where(roles.usual_education < 0, np.nan, fit)
    value_weights = {str(name): weight for name, weight in profile.values.items()}
    weights = np.array([value_weights.get(name, 0.0) for name in VALUES])
    if weights.any():
        # Work Values are published on a scale of 1 to 7.
        fits["values"] = ((roles.values - 1) / 6 * weights).sum(axis=1) / weights.sum()
    return fits


def work_mode_fit(work_modes: Sequence[str], roles: RoleMatrix) -> Array:
    """How far each role's tasks allow one of the work modes that a candidate accepts.

    1 where they allow one; 0.25 where hybrid work is accepted and at least some tasks can be done
    away from the workplace; else 0.
    """
    # Partial credit: single tasks can be done elsewhere although the role's work modes do not
    # match.
    accepts_hybrid = "hybrid" in work_modes
    hybrid_credit = 0.25 * (roles.has_teleworkable_tasks & accepts_hybrid)
    fits = roles.modes[:, [MODES.index(mode) for mode in work_modes]].any(axis=1)
    return np.where(fits, 1.0, hybrid_credit)


def mean_condition_fit(fits: Mapping[str, Array], roles: RoleMatrix) -> Array:
    """The conditions part of each role: the mean of its known conditions, NaN without any."""
    if not fits:
        return np.full(len(roles.ids), np.nan)
    rows = np.array(list(fits.values()))
    is_known = ~np.isnan(rows)
    counts = is_known.sum(axis=0)
    total = np.where(is_known, rows, 0.0).sum(axis=0)
    # `maximum` avoids 0 / 0 for roles without a known condition, which become NaN.
    return np.where(counts > 0, total / np.maximum(counts, 1), np.nan)


def impute_missing(values: Array, families: Indices) -> tuple[Array, Flags]:
    """Each role's value rounded to 6 decimals, missing ones imputed, and which were imputed.

    A missing value becomes the median of the role's family, else of all roles; where no role has a
    value all stay NaN and none counts as imputed.
    """
    is_missing = np.isnan(values)
    # Parts are rounded before they are weighted, so that a score can be added up by hand.
    rounded = np.round(values, 6)
    if is_missing.all() or not is_missing.any():
        return rounded, is_missing & ~is_missing.all()
    known_values = {index: float(rounded[index]) for index in np.flatnonzero(~is_missing)}
    filled = rounded.copy()
    for family in set(families[is_missing].tolist()):
        family_values = [
            value for index, value in known_values.items() if families[index] == family
        ]
        imputed_value = median(family_values or known_values.values())
        filled[is_missing & (families == family)] = round(imputed_value, 6)
    return filled, is_missing
