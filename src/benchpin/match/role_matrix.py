"""The roles of a catalog as numpy arrays, built once per catalog, on which scores are computed.

Roles keep the order of their ids, so that of equal scores the earlier id comes first.
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
from benchpin.match.role_coverage import need_shares
from benchpin.profile import EDUCATION, INTERESTS, VALUES

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

MODES = ("onsite", "hybrid", "remote")


@dataclass(frozen=True, slots=True)
class SkillCredits:
    """The credit of each skill need: `full` as if confirmed, and the skill that earns it.

    `credited_skill` is the position, among the skills, of the needed skill itself or of a related
    one; -1 where the candidate has neither. `assumed` marks needs credited by an assumed skill.
    """

    full: Array
    credited_skill: Indices
    assumed: Flags

    def expected(self, assumed_credit: float) -> Array:
        """The credit of each need, times `assumed_credit` where the credited skill is assumed."""
        return self.full * np.where(self.assumed, assumed_credit, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class RoleMatrix:
    """The ranked roles as arrays.

    `need_*`: one entry per skill need, role by role: the positions of its role and its skill, the
    level required (1 to 4), its share of the role's needs, whether it is essential. `pair_*`: one
    entry per need and skill that can meet it (the needed skill first, then related skills): the
    positions of both and the share of credit that the skill earns; `pair_start` is the first pair
    of each need. `interests` and `values` are on O*NET's scale of 1 to 7, NaN where the data lacks
    them; `usual_education` is a position in EDUCATION, -1 where none is known.
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
    pair_need: Indices
    pair_skill: Indices
    pair_share: Array
    pair_start: Indices
    interests: Array
    values: Array
    modes: Flags
    has_teleworkable_tasks: Flags
    usual_education: Indices

    def credits(self, skills: Mapping[str, HeldSkill]) -> SkillCredits:
        """The credit of each need from a candidate's skills: level held / level required, up to 1.

        A related skill earns its stated share of that. The best skill counts, never the sum; of
        equals the needed skill itself.
        """
        level = np.zeros(len(self.skills))
        assumed = np.zeros(len(self.skills), dtype=bool)
        for skill, held_skill in skills.items():
            # A confirmed lower level keeps the credit of the assumed one: saying more never costs
            # anything.
            level[self.skills[skill]] = max(held_skill.level, held_skill.at_least)
            assumed[self.skills[skill]] = held_skill.assumed
        needed_level = self.need_level[self.pair_need]
        full_credit = self.pair_share * np.minimum(1.0, level[self.pair_skill] / needed_level)
        assumed_credit = self.catalog.weights.skills.assumed_credit
        weighted_credit = full_credit * np.where(assumed, assumed_credit, 1.0)[self.pair_skill]
        best_credit = np.maximum.reduceat(weighted_credit, self.pair_start)
        pair_index = np.where(
            weighted_credit == best_credit[self.pair_need],
            np.arange(len(weighted_credit)),
            len(weighted_credit),
        )
        # A need's own skill is its first pair, so that it wins a tie.
        best_pair = np.minimum.reduceat(pair_index, self.pair_start)
        has_credit = best_credit > 0
        credited_skill = np.where(has_credit, self.pair_skill[best_pair], -1)
        return SkillCredits(
            np.where(has_credit, full_credit[best_pair], 0.0),
            credited_skill,
            has_credit & assumed[credited_skill],
        )

    def by_role(self, need_values: Array) -> Array:
        """The mean over each role's needs of some values, weighted by the share of each need."""
        weighted_values = self.need_share * need_values
        sums: Array = np.bincount(self.need_role, weighted_values, len(self.ids)).astype(float)
        return sums

    def coverage(self, skills: Mapping[str, HeldSkill]) -> Array:
        """How much of each role's skill needs a candidate's skills cover, 0 to 1."""
        return self.by_role(
            self.credits(skills).expected(self.catalog.weights.skills.assumed_credit)
        )

    @lru_cache(maxsize=256)  # noqa: B019 - role matrices are few, and cached themselves
    def coverage_from_role(self, role: str) -> Array:
        """How much of each role's needs somebody covers who meets every need of `role`, 0 to 1."""
        return self.coverage(profile_with_all_skills(self.catalog.roles[role]))

    def essential_share(self, skills: Mapping[str, HeldSkill]) -> Array:
        """The share of each role's essential needs that a candidate meets, at most one level short.

        Assumed skills are included: they have to be confirmed, not learned.
        """
        # -inf, not 0: a skill the candidate lacks must not be "one level short" of level 1.
        level = np.full(len(self.skills), -np.inf)
        for skill, held_skill in skills.items():
            level[self.skills[skill]] = held_skill.level
        is_near = level[self.need_skill] >= self.need_level - 1
        need_counts = np.bincount(self.need_role, self.need_essential, len(self.ids))
        met_counts = np.bincount(self.need_role, is_near & self.need_essential, len(self.ids))
        share: Array = met_counts / need_counts
        return share


@lru_cache(maxsize=4)
def build_role_matrix(catalog: Catalog) -> RoleMatrix:
    """The matrix of a catalog's roles, by id."""
    roles = catalog.roles
    skills = {skill: index for index, skill in enumerate(catalog.skills)}
    families = sorted({role.family for role in catalog.roles.values()})
    needs = [(index, need) for index, role in enumerate(roles.values()) for need in role.skills]
    # A role without an essential skill is judged by all the skills it names.
    names_essential = [any(n.need == "essential" for n in role.skills) for role in roles.values()]
    pairs = [
        (index, skills[skill], share)
        for index, (_, need) in enumerate(needs)
        for skill, share in (
            (need.skill, 1.0),
            *(
                (related.skill, related.share)
                for related in catalog.related_skills.get(need.skill, ())
            ),
        )
    ]
    pair_need = np.array([need for need, _, _ in pairs], dtype=np.intp)
    telework_options = [role.could_leave_the_workplace for role in roles.values()]
    education_levels = [usual_education(role, catalog) for role in roles.values()]
    return RoleMatrix(
        catalog=catalog,
        ids=tuple(roles),
        roles=tuple(roles.values()),
        families=np.array([families.index(r.family) for r in roles.values()], dtype=np.intp),
        skills=skills,
        need_role=np.array([index for index, _ in needs], dtype=np.intp),
        need_skill=np.array([skills[need.skill] for _, need in needs], dtype=np.intp),
        need_level=np.array([float(need.level) for _, need in needs]),
        need_share=np.array(
            [share for role in roles.values() for share in need_shares(role, catalog)]
        ),
        need_essential=np.array(
            [n.need == "essential" or not names_essential[p] for p, n in needs]
        ),
        pair_need=pair_need,
        pair_skill=np.array([skill for _, skill, _ in pairs], dtype=np.intp),
        pair_share=np.array([share for _, _, share in pairs]),
        pair_start=np.searchsorted(pair_need, np.arange(len(needs))),
        interests=_rows([interest_profile(r, catalog) for r in roles.values()], len(INTERESTS)),
        values=_rows([value_profile(r, catalog) for r in roles.values()], len(VALUES)),
        modes=np.array([[mode in option.modes for mode in MODES] for option in telework_options]),
        has_teleworkable_tasks=np.array([bool(option.tasks) for option in telework_options]),
        usual_education=np.array(
            [-1 if level is None else EDUCATION.index(level) for level in education_levels],
            dtype=np.intp,
        ),
    )


def _rows(profiles: list[tuple[float, ...] | None], width: int) -> Array:
    return np.array([profile or (np.nan,) * width for profile in profiles])


def profile_with_all_skills(role: Role) -> dict[str, HeldSkill]:
    """The skills of somebody who meets every need of a role, confirmed at the level required."""
    return {need.skill: HeldSkill(need.level, False) for need in role.skills}
