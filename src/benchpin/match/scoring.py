"""The score of every role for a candidate: its parts, their weights, the total and the order."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchpin.catalog import Catalog
from benchpin.facts import PARTS, PartName, Role
from benchpin.market import Outlook, role_outlook
from benchpin.match import parts
from benchpin.match.candidate import Candidate, FormerOccupation, minimum_pay_usd
from benchpin.match.entry import role_entries
from benchpin.match.model import MinimumPayGate, ScoreComponent
from benchpin.match.pay_gate import role_pay_term
from benchpin.match.role_entry import RoleEntry
from benchpin.match.role_matrix import (
    Array,
    Flags,
    Indices,
    RoleMatrix,
    SkillCredits,
    build_role_matrix,
)
from benchpin.reference import Area, Reference

RoleOutlooks = tuple[Outlook | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """The scores of all roles for a candidate, in the order of role ids.

    `parts` has one row per part of PARTS: 0 to 1, NaN where no role has data; `imputed` marks
    imputed values. `weights` sum to 1 (0 for a part without an answer in the profile or without
    data). `total` is the score, `entries` how each role is entered, `order_group` its group in the
    order, `order` the positions of the roles, best first. `former_index` is the former position
    that counts most for each role, -1 for none.
    """

    candidate: Candidate
    role_matrix: RoleMatrix
    outlooks: RoleOutlooks
    credits: SkillCredits
    conditions: Mapping[str, Array]
    parts: Array
    imputed: Flags
    has_evidence: Mapping[PartName, bool]
    weights: Array
    total: Array
    gate_closed: Flags
    entries: Mapping[str, RoleEntry]
    order_group: Indices
    order: Indices
    former_index: Indices

    def part(self, name: PartName, index: int) -> ScoreComponent:
        """One part of the score of one role."""
        row = PARTS.index(name)
        value = float(self.parts[row, index])
        is_known = self.has_evidence[name] and not np.isnan(value)
        return ScoreComponent(
            score=value if is_known else None,
            weight=float(self.weights[row]),
            is_known=is_known,
            imputed=bool(is_known and self.imputed[row, index]),
        )

    def needs_by_related_skill(self) -> tuple[dict[str, tuple[str, ...]], ...]:
        """The needs of each role that are credited to a related confirmed skill, by that skill."""
        skill_credits, roles = self.credits, self.role_matrix
        is_credited = (skill_credits.credited_skill >= 0) & ~skill_credits.assumed
        is_related = is_credited & (skill_credits.credited_skill != roles.need_skill)
        skill_ids = tuple(roles.skills)
        needs: tuple[dict[str, tuple[str, ...]], ...] = tuple({} for _ in roles.ids)
        for need in np.flatnonzero(is_related).tolist():
            of_role = needs[roles.need_role[need]]
            skill = skill_ids[skill_credits.credited_skill[need]]
            of_role[skill] = (*of_role.get(skill, ()), skill_ids[roles.need_skill[need]])
        return needs


@dataclass(frozen=True, slots=True)
class RoleScore:
    """The score of one role with its parts, from which the reasons are written.

    `former` is the position that counts most for the experience part. `needs_by_related_skill`
    lists, by confirmed skill, the needed skills that it partly stands in for.
    """

    role_id: str
    role: Role
    outlook: Outlook | None
    parts: Mapping[PartName, ScoreComponent]
    former: FormerOccupation | None
    score: float
    gate: MinimumPayGate | None
    entry: RoleEntry
    needs_by_related_skill: Mapping[str, tuple[str, ...]]


def score_roles(
    candidate: Candidate, catalog: Catalog, reference: Reference, *, area: Area | None
) -> ScoreTable:
    """The scores of all roles, and how each is entered.

    `area` is None outside the United States, where pay and opportunity are absent for all.
    """
    roles = build_role_matrix(catalog)
    area_outlooks: RoleOutlooks = (None,) * len(roles.ids)
    if area is not None:
        area_outlooks = role_outlooks(roles, area, reference)
    skill_credits = roles.credits(candidate.skills)
    formers = [former for former in candidate.formers if former.resolved]
    experience_scores, former_index = parts.experience_fit(candidate.formers, roles, reference)
    fits = parts.condition_fits(candidate, roles, area_outlooks)
    no_scores = np.full(len(roles.ids), np.nan)
    opportunity = [outlook.score if outlook else None for outlook in area_outlooks]
    raw: dict[PartName, Array] = {
        "skills": roles.by_role(skill_credits.expected(catalog.weights.skills.assumed_credit)),
        "interests": parts.interest_fit(candidate.interests, roles)
        if candidate.interests
        else no_scores,
        "experience": experience_scores,
        "conditions": parts.mean_condition_fit(fits, roles),
        "opportunity": np.array([np.nan if score is None else score for score in opportunity]),
    }
    # A part counts only if the profile says something about it; see docs/how-it-works/matching.md.
    has_evidence: dict[PartName, bool] = {
        "skills": bool(candidate.skills),
        "interests": bool(candidate.interests),
        "experience": bool(formers),
        "conditions": any(not np.isnan(fit).all() for fit in fits.values()),
        # Without a stated place the national figures would be taken for the candidate's own.
        "opportunity": _has_location(candidate) and area is not None,
    }
    filled = [parts.impute_missing(raw[name], roles.families) for name in PARTS]
    values = np.array([value for value, _ in filled])
    weights = component_weights(
        candidate, catalog, {n: s and not np.isnan(raw[n]).all() for n, s in has_evidence.items()}
    )
    total = total_scores(values, weights)
    gate_closed = closed_gates(candidate, roles, area_outlooks)
    interest_fit = dict(zip(roles.ids, raw["interests"].tolist(), strict=True))
    entries = role_entries(
        candidate,
        catalog,
        interest_fit={role: fit for role, fit in interest_fit.items() if not np.isnan(fit)},
        unpaid_roles=frozenset(roles.ids[i] for i in np.flatnonzero(gate_closed)),
    )
    order_group = np.array([entries[role].order for role in roles.ids])
    return ScoreTable(
        candidate=candidate,
        role_matrix=roles,
        outlooks=area_outlooks,
        credits=skill_credits,
        conditions=fits,
        parts=values,
        imputed=np.array([is_imputed for _, is_imputed in filled]),
        has_evidence=has_evidence,
        weights=weights,
        total=total,
        gate_closed=gate_closed,
        entries=entries,
        order_group=order_group,
        order=role_order(total, order_group),
        former_index=former_index,
    )


@lru_cache(maxsize=512)
def role_outlooks(roles: RoleMatrix, area: Area, reference: Reference) -> RoleOutlooks:
    """The outlook of each role in an area: wages, projection and opportunity score."""
    return tuple(role_outlook(role, area, roles.catalog, reference) for role in roles.ids)


def closed_gates(candidate: Candidate, roles: RoleMatrix, area_outlooks: RoleOutlooks) -> Flags:
    """Which roles break the candidate's pay term; none without a minimum pay."""
    if minimum_pay_usd(candidate.profile) is None:
        return np.zeros(len(roles.ids), dtype=bool)
    terms = (role_pay_term(candidate, outlook, roles.catalog) for outlook in area_outlooks)
    return np.array([term is not None and term.status == "broken" for term in terms])


def component_weights(
    candidate: Candidate, catalog: Catalog, counts: Mapping[PartName, bool]
) -> Array:
    """The weight of each part, in the order of PARTS: they sum to 1, 0 where `counts` is false.

    The catalog's weights, times the candidate's own emphasis.
    """
    emphasis = candidate.profile.emphasis
    rules = catalog.weights.parts
    raw_weights = np.array([rules[n] * emphasis.get(n, 1.0) if counts[n] else 0.0 for n in PARTS])
    total = raw_weights.sum()
    weights: Array = np.round(raw_weights / total, 6) if total else raw_weights
    return weights


def total_scores(values: Array, weights: Array) -> Array:
    """The scores: the weighted mean of the rounded parts, rounded to 6 decimals; 0 without weights.

    Rounding first lets a reader add up a score from its published parts.
    """
    total_weight = float(weights.sum())
    if not total_weight:
        return np.zeros(values.shape[1])
    is_used = weights > 0
    scores: Array = np.round(
        np.einsum("p,pr->r", weights[is_used], values[is_used]) / total_weight, 6
    )
    return scores


def role_order(total: Array, order_group: Indices) -> Indices:
    """Positions of the roles, best first: by group, then by score, then by id."""
    # lexsort sorts by its last key first and is stable: equal scores stay in the order of ids.
    return np.lexsort((-total, order_group))


def _has_location(candidate: Candidate) -> bool:
    circumstances = candidate.profile.circumstances
    return circumstances.country is not None or circumstances.area is not None
