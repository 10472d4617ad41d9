"""Counterfactual explanations: the fewest skills that would rank a role first in its group.

Found by a greedy search, and each checked by scoring all roles of the group again.
"""

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from benchpin.facts import (
    PARTS,
    PartName,
    make_statement,
)
from benchpin.match.model import Change
from benchpin.match.reason_parts import skill_labels
from benchpin.match.role_matrix import Array, Flags, Indices
from benchpin.match.scoring import ScoreTable, component_weights, total_scores

MAX_SKILLS = 3
LEVELS = 4
_SKILLS = PARTS.index("skills")


class CounterfactualSearch:
    """Scores all roles again with more skills, and finds those that rank a role first.

    Roles are compared inside their groups: how a role is entered is not a matter of its score.
    """

    def __init__(self, scores: ScoreTable) -> None:
        self.scores, self.role_matrix = scores, scores.role_matrix
        self.candidate, self.catalog = scores.candidate, scores.role_matrix.catalog
        groups = scores.order_group
        self._is_rival = groups[:, None] == groups
        self._is_first = np.array(
            [
                index == _first_index(scores.total, rivals)
                for index, rivals in enumerate(self._is_rival)
            ]
        )
        self._credits_by_skill: dict[tuple[int, int], tuple[Indices, Array]] = {}
        self._need_credits = scores.credits.expected(self.catalog.weights.skills.assumed_credit)
        # The skills part counts as soon as one skill is confirmed; without any it is 0.
        self._with_skills = self._weights("skills")
        self._parts = np.where(np.isnan(scores.parts), 0.0, scores.parts)

    def smallest_changes(self, index: int) -> tuple[Change, ...]:
        """The fewest skills to confirm that would rank a role first in its group, if any.

        Empty for a role that is first already or breaks a term, and where three are not enough.
        """
        entry = self.scores.entries[self.role_matrix.ids[index]]
        if self._is_first[index] or entry.breaks:
            return ()
        change = self._by_skills(index)
        return (change,) if change is not None else ()

    def _by_skills(self, index: int) -> Change | None:
        """The fewest skills to confirm, each at the level that the role requires, or None.

        A higher level that is only assumed is confirmed as it is. Greedy: each step takes the skill
        that adds most to the role's lead over the best other role; skills that turn out not to be
        needed are removed again.
        """
        if not self._could_lead[index]:
            return None
        rivals = self._is_rival[index]
        target_levels = self._skills_to_confirm(index)
        if not target_levels:
            return None
        gains = self._gains[
            [(LEVELS * skill + level - 1) for skill, level in target_levels.items()]
        ]
        score = self._scores_with_skills
        skill_weight = float(self._with_skills[_SKILLS])
        names = list(target_levels)
        chosen: list[int] = []
        gained = np.zeros(len(self.role_matrix.ids))
        for _ in range(min(MAX_SKILLS, len(names))):
            ahead = score + skill_weight * (gains + gained)
            lead = ahead[:, index] - _best_other_score(index, ahead, rivals)
            # No skill is chosen twice.
            lead[[names.index(skill) for skill in chosen]] = -np.inf
            chosen.append(names[int(np.argmax(lead))])
            confirmed = {skill: target_levels[skill] for skill in chosen}
            first, gained = self._first_with(confirmed, rivals)
            if first == index:
                break
        else:
            return None
        added = list(chosen)
        for removed_skill in added:
            fewer = {skill: target_levels[skill] for skill in chosen if skill != removed_skill}
            # Without the skill added last this set was tried one step ago, and was not enough.
            is_tried = list(fewer) == added[:-1]
            if fewer and not is_tried and self._first_with(fewer, rivals)[0] == index:
                chosen = list(fewer)
        ids = tuple(self.role_matrix.skills)
        skills = {ids[skill]: target_levels[skill] for skill in sorted(chosen, key=ids.__getitem__)}
        return Change(
            statement=make_statement(
                "first-if-skills",
                skills=skill_labels(list(skills), self.catalog),
                judged=True,
            ),
            set={f"skills.{skill}.level": level for skill, level in skills.items()},
        )

    @cached_property
    def _scores_with_skills(self) -> Array:
        """The scores with the skills part counted."""
        return total_scores(self._parts, self._with_skills)

    @cached_property
    def _could_lead(self) -> Flags:
        """Which roles three skills might rank first in their group: the largest gains reach it.

        Since related skills overlap, the sum of gains is an upper bound: no role is missed.
        """
        roles, score = self.role_matrix, self._scores_with_skills
        is_unmet, level = self._unmet_needs
        gains = np.where(
            is_unmet, self._gains[LEVELS * roles.need_skill + level - 1, roles.need_role], 0.0
        )
        # Role by role, the gains of its needs in ascending order.
        rows = gains[np.lexsort((gains, roles.need_role))]
        ends = np.searchsorted(roles.need_role, np.arange(len(score)), side="right")
        sums = np.concatenate([[0.0], np.cumsum(rows)])
        starts = np.concatenate([[0], ends[:-1]])
        best_gain = sums[ends] - sums[np.maximum(starts, ends - MAX_SKILLS)]
        others = np.where(self._is_rival, score, -np.inf)
        np.fill_diagonal(others, -np.inf)
        best_other = others.max(axis=1)
        # 1e-5 allows for the rounding of scores, so that no role is ruled out by it.
        could_lead: Flags = score + self._with_skills[_SKILLS] * best_gain >= best_other - 1e-5
        return could_lead

    @cached_property
    def _unmet_needs(self) -> tuple[Flags, Indices]:
        """Which needs are not confirmed at the level required, and the level to confirm of each."""
        levels = np.zeros(len(self.role_matrix.skills), dtype=np.intp)
        is_confirmed = np.zeros(len(self.role_matrix.skills), dtype=bool)
        for name, held_skill in self.candidate.skills.items():
            levels[self.role_matrix.skills[name]] = held_skill.level
            is_confirmed[self.role_matrix.skills[name]] = not held_skill.assumed
        held_level, needed_level = levels[self.role_matrix.need_skill], self.role_matrix.need_level
        is_trait = np.array([name in self.catalog.traits for name in self.role_matrix.skills])
        is_unmet = ~is_trait[self.role_matrix.need_skill] & (
            ~is_confirmed[self.role_matrix.need_skill] | (held_level < needed_level)
        )
        return is_unmet, np.maximum(held_level, needed_level).astype(np.intp)

    def _skills_to_confirm(self, index: int) -> dict[int, int]:
        """The skills of a role that are not confirmed at its level, with the level to confirm.

        Traits are left out: nobody becomes patient to come first.
        """
        is_unmet, level = self._unmet_needs
        needs = np.flatnonzero((self.role_matrix.need_role == index) & is_unmet)
        skills = self.role_matrix.need_skill[needs]
        return dict(zip(skills.tolist(), level[needs].tolist(), strict=True))

    @cached_property
    def _gains(self) -> Array:
        """What each role's skills part gains when one skill is confirmed at one level.

        One row per skill and level (four to a skill), one column per role.
        """
        roles = self.role_matrix
        need, skill = roles.pair_need, roles.pair_skill
        gains = np.zeros((len(roles.skills) * LEVELS, len(roles.ids)))
        for level in range(1, LEVELS + 1):
            earns = roles.pair_share * np.minimum(1.0, level / roles.need_level[need])
            extra = np.maximum(earns - self._need_credits[need], 0.0) * roles.need_share[need]
            np.add.at(gains, (LEVELS * skill + level - 1, roles.need_role[need]), extra)
        return gains

    def _first_with(self, confirmed: Mapping[int, int], rivals: Flags) -> tuple[int, Array]:
        """Which rival comes first with some skills confirmed, and each role's gain in the part."""
        roles = self.role_matrix
        need_credits = self._need_credits.copy()
        for skill, level in confirmed.items():
            # Only the best skill for a need counts, so the maximum is the new credit.
            needs, earns = self._credits_of_skill(skill, level)
            need_credits[needs] = np.maximum(need_credits[needs], earns)
        gains = roles.by_role(need_credits - self._need_credits)
        score = self._scores_without_skills + self._shares[_SKILLS] * roles.by_role(
            need_credits
        ).round(6)
        return _first_index(score.round(6), rivals), gains

    @cached_property
    def _shares(self) -> Array:
        """Each part's share of the score once skills count; 0 where no part has a weight."""
        # `or 1.0` avoids 0 / 0.
        return self._with_skills / (self._with_skills.sum() or 1.0)

    @cached_property
    def _scores_without_skills(self) -> Array:
        """What all parts other than skills add to these scores."""
        shares = self._shares.copy()
        shares[_SKILLS] = 0.0
        score: Array = shares @ self._parts
        return score

    def _credits_of_skill(self, skill: int, level: int) -> tuple[Indices, Array]:
        """The needs that a skill can meet, in whole or part, and the credit of each at a level."""
        key = (skill, level)
        if key not in self._credits_by_skill:
            roles = self.role_matrix
            pairs = np.flatnonzero(roles.pair_skill == skill)
            needs = roles.pair_need[pairs]
            met_share = np.minimum(1.0, level / roles.need_level[needs])
            self._credits_by_skill[key] = needs, roles.pair_share[pairs] * met_share
        return self._credits_by_skill[key]

    def _weights(self, with_: PartName) -> Array:
        """The weights of the ranking with one more part that counts."""
        weights = self.scores.weights
        counts: dict[PartName, bool] = {
            name: bool(weights[row] > 0) or name == with_ for row, name in enumerate(PARTS)
        }
        return component_weights(self.candidate, self.catalog, counts)


def _first_index(score: Array, rivals: Flags) -> int:
    """The position of the rival that ranks first; of equal scores the earlier one."""
    return int(np.argmax(np.where(rivals, score, -np.inf)))


def _best_other_score(index: int, score: Array, rivals: Flags) -> Array:
    """The best score of all rivals other than one, along the last axis."""
    others = np.where(rivals, score, -np.inf)
    others[..., index] = -np.inf
    best: Array = others.max(axis=-1)
    return best
