"""All roles of a catalog as arrays, made once: what scores are worked out on.

Rows and columns keep the order of role ids, so that a tie goes to the earlier id.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from benchpin.catalog import Catalog
from benchpin.facts import Role
from benchpin.match.candidate import HeldSkill
from benchpin.match.occupation_profiles import interest_profile, usual_education, value_profile
from benchpin.profile import EDUCATION, INTERESTS, VALUES

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

MODES = ("onsite", "hybrid", "remote")


@dataclass(frozen=True, slots=True)
class SkillCredits:
    """What each need of each role earns: `full` if its bearer is held, and which skill bears it.

    The bearer is the needed skill itself or a kindred one, as a position among the skills; -1 where
    nothing bears it. `assumed` says that the bearer is not confirmed.
    """

    full: Array
    bearer: Indices
    assumed: Flags

    def expected(self, assumed_credit: float) -> Array:
        """The credit that counts: an assumed bearer earns `assumed_credit` of it."""
        return self.full * np.where(self.assumed, assumed_credit, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class RoleMatrix:
    """The roles that are ranked, as arrays; needs stand role by role, in the order of the role.

    Of each need: its role, its skill, the level asked for, its share of the role's needs. Of each
    bearer (a need's own skill first, then the skills that are kindred to it): its need, its skill
    and what it is worth. Interests and values are on O*NET's scale of 1 to 7, NaN where the data
    lacks them; `usual_education` is a position in EDUCATION, -1 where none is known.
    """

    catalog: Catalog
    ids: tuple[str, ...]
    roles: tuple[Role, ...]
    families: Indices
    skills: Mapping[str, int]
    need_role: Indices
    need_skill: Indices
    need_level: Array
    need_share: Array
    need_essential: Flags
    bearer_need: Indices
    bearer_skill: Indices
    bearer_share: Array
    bearer_start: Indices
    interests: Array
    values: Array
    modes: Flags
    has_tasks_to_take_along: Flags
    usual_education: Indices

    def credits(self, held: Mapping[str, HeldSkill]) -> SkillCredits:
        """What each need earns from what somebody holds: level held / level needed, at most 1.

        Of a kindred skill its stated share of that. Whichever bears most counts, the skill itself
        before its kin.
        """
        level = np.zeros(len(self.skills))
        assumed = np.zeros(len(self.skills), dtype=bool)
        for skill, have in held.items():
            level[self.skills[skill]] = max(have.level, have.at_least)
            assumed[self.skills[skill]] = have.assumed
        needed = self.need_level[self.bearer_need]
        full = self.bearer_share * np.minimum(1.0, level[self.bearer_skill] / needed)
        credit = self.catalog.weights.skills.assumed_credit
        counts = full * np.where(assumed, credit, 1.0)[self.bearer_skill]
        best = np.maximum.reduceat(counts, self.bearer_start)
        places = np.where(counts == best[self.bearer_need], np.arange(len(counts)), len(counts))
        first = np.minimum.reduceat(places, self.bearer_start)
        found = best > 0
        bearer = np.where(found, self.bearer_skill[first], -1)
        return SkillCredits(np.where(found, full[first], 0.0), bearer, found & assumed[bearer])

    def by_role(self, of_needs: Array) -> Array:
        """The sum over each role's needs of something, by the share of each need."""
        weighed = self.need_share * of_needs
        found: Array = np.bincount(self.need_role, weighed, len(self.ids)).astype(float)
        return found

    def covered(self, held: Mapping[str, HeldSkill]) -> Array:
        """How much of what each role needs somebody holds, 0 to 1."""
        return self.by_role(self.credits(held).expected(self.catalog.weights.skills.assumed_credit))

    @lru_cache(maxsize=256)  # noqa: B019 - boards are few, and kept
    def covered_by(self, role: str) -> Array:
        """How much of each role's needs somebody would hold who meets all of another's."""
        return self.covered(profile_with_all_skills(self.catalog.roles[role]))

    def essential(self, held: Mapping[str, HeldSkill]) -> Array:
        """The share of each role's essential needs that somebody holds at most one level short.

        Assumed skills are included: they ask to be confirmed, not to be learned.
        """
        level = np.full(len(self.skills), -np.inf)
        for skill, have in held.items():
            level[self.skills[skill]] = have.level
        near = level[self.need_skill] >= self.need_level - 1
        many = np.bincount(self.need_role, self.need_essential, len(self.ids))
        held_near = np.bincount(self.need_role, near & self.need_essential, len(self.ids))
        share: Array = held_near / many
        return share


@lru_cache(maxsize=32)
def build_role_matrix(catalog: Catalog, put_aside: frozenset[str] = frozenset()) -> RoleMatrix:
    """All roles of a catalog but those put aside."""
    roles = {i: role for i, role in catalog.roles.items() if i not in put_aside}
    skills = {skill: place for place, skill in enumerate(catalog.skills)}
    families = sorted({role.family for role in catalog.roles.values()})
    needs = [(place, need) for place, role in enumerate(roles.values()) for need in role.skills]
    # A role that names no essential skill is judged by all that it names.
    strict = [any(n.need == "essential" for n in role.skills) for role in roles.values()]
    bearers = [
        (place, skills[skill], share)
        for place, (_, need) in enumerate(needs)
        for skill, share in (
            (need.skill, 1.0),
            *((kin.skill, kin.share) for kin in catalog.related_skills.get(need.skill, ())),
        )
    ]
    bearer_need = np.array([need for need, _, _ in bearers], dtype=np.intp)
    leave = [role.could_leave_the_workplace for role in roles.values()]
    usual = [usual_education(role, catalog) for role in roles.values()]
    return RoleMatrix(
        catalog=catalog,
        ids=tuple(roles),
        roles=tuple(roles.values()),
        families=np.array([families.index(r.family) for r in roles.values()], dtype=np.intp),
        skills=skills,
        need_role=np.array([place for place, _ in needs], dtype=np.intp),
        need_skill=np.array([skills[need.skill] for _, need in needs], dtype=np.intp),
        need_level=np.array([float(need.level) for _, need in needs]),
        need_share=np.array(
            [share for role in roles.values() for share in need_shares(role, catalog)]
        ),
        need_essential=np.array([n.need == "essential" or not strict[p] for p, n in needs]),
        bearer_need=bearer_need,
        bearer_skill=np.array([skill for _, skill, _ in bearers], dtype=np.intp),
        bearer_share=np.array([share for _, _, share in bearers]),
        bearer_start=np.searchsorted(bearer_need, np.arange(len(needs))),
        interests=_rows([interest_profile(r, catalog) for r in roles.values()], len(INTERESTS)),
        values=_rows([value_profile(r, catalog) for r in roles.values()], len(VALUES)),
        modes=np.array([[mode in each.modes for mode in MODES] for each in leave]),
        has_tasks_to_take_along=np.array([bool(each.tasks) for each in leave]),
        usual_education=np.array(
            [-1 if level is None else EDUCATION.index(level) for level in usual], dtype=np.intp
        ),
    )


def need_shares(role: Role, catalog: Catalog) -> tuple[float, ...]:
    """How much of a role's needs each of them makes up, in their order; 1 together."""
    weights = [catalog.weights.skills.need[need.need] for need in role.skills]
    total = sum(weights)
    return tuple(weight / total for weight in weights)


def _rows(profiles: list[tuple[float, ...] | None], width: int) -> Array:
    return np.array([profile or (np.nan,) * width for profile in profiles])


def covered_by(role: str, catalog: Catalog) -> dict[str, float]:
    """How much of each role's needs somebody would hold who meets all of another's, 0 to 1."""
    roles = build_role_matrix(catalog)
    return dict(zip(roles.ids, roles.covered_by(role).tolist(), strict=True))


def profile_with_all_skills(role: Role) -> dict[str, HeldSkill]:
    """The skills of somebody who has a role: each that it asks for, at the level it asks for."""
    return {need.skill: HeldSkill(need.level, False) for need in role.skills}


@lru_cache(maxsize=256)
def next_roles(role: str, catalog: Catalog) -> tuple[str, ...]:
    """The roles that those who have a role are near to, most of their essential skills held first.

    At least `onward_essential` of the essential skills of each, at most one level short.
    """
    roles = build_role_matrix(catalog)
    held = profile_with_all_skills(catalog.roles[role])
    share, covered = roles.essential(held), roles.covered(held)
    order = sorted(range(len(roles.ids)), key=lambda i: (-share[i], -covered[i], i))
    least = catalog.weights.bands.onward_essential
    return tuple(roles.ids[i] for i in order if share[i] >= least and roles.ids[i] != role)
