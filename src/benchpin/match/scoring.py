"""What every role scores for somebody, and where that puts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchpin.catalog import Catalog
from benchpin.facts import PARTS, PartName, Role
from benchpin.market import Outlook, role_outlook
from benchpin.match import parts
from benchpin.match.candidate import Candidate, FormerOccupation
from benchpin.match.model import MinimumPayGate, ScoreComponent
from benchpin.match.pay_gate import is_below
from benchpin.match.role_matrix import (
    Array,
    Flags,
    Indices,
    RoleMatrix,
    SkillCredits,
    build_role_matrix,
)
from benchpin.reference import Area, Reference

Outlooks = tuple[Outlook | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """All roles with what their scores are made of, in the order of role ids.

    `parts` has one row a part: 0 to 1, NaN where nobody has it; `imputed` tells which were lent.
    `weights` add up to 1 (0 where nothing was said, or no role has data); `total` is the score, and
    `order` names the roles' places best first. `from_former` is the position that counts most.
    """

    person: Candidate
    board: RoleMatrix
    outlooks: Outlooks
    credits: SkillCredits
    conditions: Mapping[str, Array]
    parts: Array
    imputed: Flags
    said: Mapping[PartName, bool]
    weights: Array
    total: Array
    closed: Flags
    order: Indices
    from_former: Indices

    def part(self, name: PartName, place: int) -> ScoreComponent:
        """One part of the score of one role."""
        row = PARTS.index(name)
        value = float(self.parts[row, place])
        is_known = self.said[name] and not np.isnan(value)
        return ScoreComponent(
            score=value if is_known else None,
            weight=float(self.weights[row]),
            known=is_known,
            imputed=bool(is_known and self.imputed[row, place]),
        )

    def kindred(self, place: int) -> dict[str, tuple[str, ...]]:
        """Confirmed skills that bear needs of a role as kindred ones, and those needs."""
        earned, roles = self.credits, self.board
        borne = (roles.need_role == place) & (earned.bearer >= 0) & ~earned.assumed
        names = tuple(roles.skills)
        found: dict[str, tuple[str, ...]] = {}
        for need in np.flatnonzero(borne & (earned.bearer != roles.need_skill)).tolist():
            skill = names[earned.bearer[need]]
            found[skill] = (*found.get(skill, ()), names[roles.need_skill[need]])
        return found


@dataclass(frozen=True, slots=True)
class RoleScore:
    """One role with what its score is made of, for what is said about it.

    `kindred` names, by a skill that the person confirmed, the needs of the role that it bears in
    place of the skill asked for.
    """

    role_id: str
    role: Role
    outlook: Outlook | None
    parts: Mapping[PartName, ScoreComponent]
    from_former: FormerOccupation | None
    essential: float
    score: float
    gate: MinimumPayGate | None
    kindred: Mapping[str, tuple[str, ...]]

    @property
    def closed(self) -> bool:
        """Whether a gate is closed."""
        return self.gate is not None and not self.gate.open


def score_roles(
    person: Candidate, catalog: Catalog, reference: Reference, *, area: Area | None
) -> ScoreTable:
    """What every role scores that was not put aside.

    `area` is None outside the United States, where pay and opportunity are absent for all.
    """
    roles = build_role_matrix(catalog, frozenset(person.profile.aims.not_))
    seen: Outlooks = (None,) * len(roles.ids)
    if area is not None:
        seen = outlooks(roles, area, reference)
    earned = roles.credits(person.skills)
    formers = [former for former in person.formers if former.resolved]
    worked, which = parts.experience(person.formers, roles, reference)
    fits = parts.conditions(person, roles, seen)
    nothing = np.full(len(roles.ids), np.nan)
    offers = [there.score if there else None for there in seen]
    raw: dict[PartName, Array] = {
        "skills": roles.by_role(earned.expected(catalog.weights.skills.assumed_credit)),
        "interests": parts.interests(person.interests, roles) if person.interests else nothing,
        "experience": worked,
        "conditions": parts.mean_of(fits, roles),
        "opportunity": np.array([np.nan if offer is None else offer for offer in offers]),
    }
    said: dict[PartName, bool] = {
        "skills": bool(person.skills),
        "interests": bool(person.interests),
        "experience": bool(formers),
        "conditions": any(not np.isnan(fit).all() for fit in fits.values()),
        "opportunity": _place_is_said(person) and area is not None,
    }
    filled = [parts.imputed(raw[name], roles.families) for name in PARTS]
    values = np.array([value for value, _ in filled])
    weights = component_weights(
        person, catalog, {n: s and not np.isnan(raw[n]).all() for n, s in said.items()}
    )
    total = totals(values, weights)
    closed = closed_gates(person, roles, seen)
    return ScoreTable(
        person=person,
        board=roles,
        outlooks=seen,
        credits=earned,
        conditions=fits,
        parts=values,
        imputed=np.array([lent for _, lent in filled]),
        said=said,
        weights=weights,
        total=total,
        closed=closed,
        order=ordered(total, closed),
        from_former=which,
    )


@lru_cache(maxsize=512)
def outlooks(roles: RoleMatrix, area: Area, reference: Reference) -> Outlooks:
    """What an area holds for each role."""
    return tuple(role_outlook(role, area, roles.catalog, reference) for role in roles.ids)


def closed_gates(person: Candidate, roles: RoleMatrix, seen: Outlooks) -> Flags:
    """Which roles evidently pay less than somebody accepts."""
    minimum = parts.minimum_pay_usd(person.profile)
    if minimum is None:
        return np.zeros(len(roles.ids), dtype=bool)
    return np.array([is_below(minimum, there) for there in seen])


def component_weights(
    person: Candidate, catalog: Catalog, counts: Mapping[PartName, bool]
) -> Array:
    """The weight of each part, adding up to 1; 0 for a part that does not count."""
    emphasis = person.profile.emphasis
    rules = catalog.weights.parts
    plain = np.array([rules[n] * emphasis.get(n, 1.0) if counts[n] else 0.0 for n in PARTS])
    total = plain.sum()
    found: Array = np.round(plain / total, 6) if total else plain
    return found


def totals(values: Array, weights: Array) -> Array:
    """The scores: the mean of the rounded parts by their weights, rounded to 6 decimals."""
    whole = float(weights.sum())
    if not whole:
        return np.zeros(values.shape[1])
    used = weights > 0
    found: Array = np.round(np.einsum("p,pr->r", weights[used], values[used]) / whole, 6)
    return found


def ordered(total: Array, closed: Flags) -> Indices:
    """Places of the roles, best first: open gates before closed, then by score, then by id."""
    return np.lexsort((-total, closed))


def _place_is_said(person: Candidate) -> bool:
    terms = person.profile.circumstances
    return terms.country is not None or terms.area is not None
