"""Counterfactual explanations: the smallest change to a profile that would rank a role first.

Found by a greedy search, and each checked by ranking all roles again with the same rules.
"""

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from benchpin.facts import (
    OUR_JUDGEMENT,
    PARTS,
    PartName,
    catalog_value,
    make_statement,
    profile_value,
)
from benchpin.match.model import Change
from benchpin.match.parts import impute_missing, mean_condition_fit, minimum_pay_usd, work_mode_fit
from benchpin.match.reason_parts import skill_labels
from benchpin.match.role_matrix import MODES, Array, Flags, Indices
from benchpin.match.scoring import ScoreTable, component_weights, total_scores

MAX_SKILLS = 3
LEVELS = 4
_SKILLS, _CONDITIONS = PARTS.index("skills"), PARTS.index("conditions")


class CounterfactualSearch:
    """Ranks all roles again after a change, and finds the changes that rank one role first."""

    def __init__(self, scores: ScoreTable) -> None:
        self.scores, self.role_matrix = scores, scores.role_matrix
        self.candidate, self.catalog = scores.candidate, scores.role_matrix.catalog
        self.first_index = int(scores.order[0])
        self._first_by_modes: dict[tuple[str, ...], int] = {}
        self._credits_by_skill: dict[tuple[int, int], tuple[Indices, Array]] = {}
        self._need_credits = scores.credits.expected(self.catalog.weights.skills.assumed_credit)
        # The skills part counts as soon as one skill is confirmed; without any it is 0.
        self._with_skills = self._weights("skills")
        self._parts = np.where(np.isnan(scores.parts), 0.0, scores.parts)

    def smallest_changes(self, index: int) -> tuple[Change, ...]:
        """The smallest changes that would rank a role first: skills to confirm, or one preference.

        At most one of each kind (skills, work modes, minimum pay). Empty for the role that is first
        already, and where neither three skills nor dropping a preference is enough.
        """
        if index == self.first_index:
            return ()
        changes = (self._by_skills(index), self._by_modes(index), self._by_pay(index))
        return tuple(change for change in changes if change is not None)

    def _by_skills(self, index: int) -> Change | None:
        """The fewest skills to confirm, each at the level that the role requires, or None.

        A higher level that is only assumed is confirmed as it is. Greedy: each step takes the skill
        that adds most to the role's lead over the best other role; skills that turn out not to be
        needed are removed again.
        """
        if self.scores.gate_closed[index] or not self._could_lead[index]:
            return None
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
            lead = ahead[:, index] - _best_other_score(index, ahead)
            # No skill is chosen twice.
            lead[[names.index(skill) for skill in chosen]] = -np.inf
            chosen.append(names[int(np.argmax(lead))])
            first, gained = self._first_with({skill: target_levels[skill] for skill in chosen})
            if first == index:
                break
        else:
            return None
        added = list(chosen)
        for removed_skill in added:
            fewer = {skill: target_levels[skill] for skill in chosen if skill != removed_skill}
            # Without the skill added last this set was tried one step ago, and was not enough.
            is_tried = list(fewer) == added[:-1]
            if fewer and not is_tried and self._first_with(fewer)[0] == index:
                chosen = list(fewer)
        ids = tuple(self.role_matrix.skills)
        skills = {ids[skill]: target_levels[skill] for skill in sorted(chosen, key=ids.__getitem__)}
        return Change(
            statement=make_statement(
                "first-if-skills",
                skills=skill_labels(list(skills), self.catalog),
                sources=[OUR_JUDGEMENT],
            ),
            set={f"skills.{skill}.level": level for skill, level in skills.items()},
        )

    @cached_property
    def _scores_with_skills(self) -> Array:
        """The scores with the skills part counted; a closed gate ranks a role after all others."""
        # Scores are at most 1, so that - 10 ranks a role after all others.
        return total_scores(self._parts, self._with_skills) - 10.0 * self.scores.gate_closed

    @cached_property
    def _could_lead(self) -> Flags:
        """Which roles three skills might rank first: three largest gains that reach the best score.

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
        # With one role there is no second score: -inf stands for it.
        second, first = np.sort(np.append(score, -np.inf))[-2:]
        best_other = np.where(score == first, second, first)
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
        is_unmet = ~is_confirmed[self.role_matrix.need_skill] | (held_level < needed_level)
        return is_unmet, np.maximum(held_level, needed_level).astype(np.intp)

    def _skills_to_confirm(self, index: int) -> dict[int, int]:
        """The skills of a role that are not confirmed at its level, with the level to confirm."""
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

    def _first_with(self, confirmed: Mapping[int, int]) -> tuple[int, Array]:
        """Which role comes first with some skills confirmed, and each role's gain in the part."""
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
        return _first_index(score.round(6), self.scores.gate_closed), gains

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

    def _by_modes(self, index: int) -> Change | None:
        """The role's work modes accepted too, where that alone would rank it first."""
        accepted_modes = self.candidate.profile.circumstances.work_modes
        role_modes = self.role_matrix.roles[index].could_leave_the_workplace.modes
        widened_modes = tuple(
            mode for mode in MODES if mode in accepted_modes or mode in role_modes
        )
        added = tuple(mode for mode in widened_modes if mode not in accepted_modes)
        if not accepted_modes or not added:
            return None
        # Many roles allow the same work modes: each set of modes is ranked once.
        if widened_modes not in self._first_by_modes:
            fits = {
                **self.scores.conditions,
                "work-mode": work_mode_fit(widened_modes, self.role_matrix),
            }
            self._first_by_modes[widened_modes] = self._first_under_conditions(
                fits, self.scores.gate_closed
            )
        if self._first_by_modes[widened_modes] != index:
            return None
        role = self.role_matrix.ids[index]
        modes = catalog_value(added, f"roles/{role}/could_leave_the_workplace.modes")
        statement = make_statement("first-if-modes", modes=modes, sources=[OUR_JUDGEMENT])
        return Change(statement=statement, set={"circumstances.work_modes": list(widened_modes)})

    def _by_pay(self, index: int) -> Change | None:
        """The minimum pay dropped, where that alone would rank the role first."""
        minimum_pay = minimum_pay_usd(self.candidate.profile)
        if minimum_pay is None or self._first_without_minimum_pay != index:
            return None
        minimum = profile_value(minimum_pay, "circumstances.minimum_pay", "USD/year")
        statement = make_statement("first-if-no-minimum", minimum=minimum)
        return Change(statement=statement, set={"circumstances.minimum_pay": None})

    @cached_property
    def _first_without_minimum_pay(self) -> int:
        fits = {name: fit for name, fit in self.scores.conditions.items() if name != "pay"}
        return self._first_under_conditions(fits, np.zeros(len(self.role_matrix.ids), dtype=bool))

    def _first_under_conditions(self, fits: Mapping[str, Array], closed: Flags) -> int:
        """Which role comes first with other conditions; with none left they have no weight."""
        value, _ = impute_missing(
            mean_condition_fit(fits, self.role_matrix), self.role_matrix.families
        )
        is_known = not np.isnan(value).all()
        parts = self._parts.copy()
        parts[_CONDITIONS] = np.where(np.isnan(value), 0.0, value)
        weights = self._weights() if is_known else self._weights(without="conditions")
        return _first_index(total_scores(parts, weights), closed)

    def _weights(self, with_: PartName | None = None, without: PartName | None = None) -> Array:
        """The weights of the ranking with one more part that counts, or with one less."""
        weights = self.scores.weights
        counts: dict[PartName, bool] = {
            name: (bool(weights[row] > 0) or name == with_) and name != without
            for row, name in enumerate(PARTS)
        }
        return component_weights(self.candidate, self.catalog, counts)


def _first_index(score: Array, closed: Flags) -> int:
    """The position of the role that ranks first; of equal scores the earlier one."""
    return int(np.argmax(score - 10.0 * closed))


def _best_other_score(index: int, score: Array) -> Array:
    """The best score of all roles other than one, along the last axis."""
    others = score.copy()
    others[..., index] = -np.inf
    best: Array = others.max(axis=-1)
    return best
