"""The smallest change that would put a role first, found by search and checked by ranking anew."""

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
from benchpin.match.parts import imputed, mean_of, minimum_pay_usd, mode_fit
from benchpin.match.reason_parts import skill_labels
from benchpin.match.role_matrix import MODES, Array, Flags, Indices
from benchpin.match.scoring import ScoreTable, component_weights, totals

MAX_SKILLS = 3
LEVELS = 4
_SKILLS, _CONDITIONS = PARTS.index("skills"), PARTS.index("conditions")


class CounterfactualSearch:
    """Ranks all roles anew after a change, and looks for the changes that put one first."""

    def __init__(self, scores: ScoreTable) -> None:
        self.scores, self.board = scores, scores.board
        self.person, self.catalog = scores.person, scores.board.catalog
        self.now = int(scores.order[0])
        self._relaxed: dict[tuple[str, ...], int] = {}
        self._borne_by: dict[tuple[int, int], tuple[Indices, Array]] = {}
        self._earned = scores.credits.expected(self.catalog.weights.skills.assumed_credit)
        # Skills count as soon as one is confirmed; until then the part stands at nothing.
        self._with_skills = self._weights("skills")
        self._parts = np.where(np.isnan(scores.parts), 0.0, scores.parts)

    def smallest_changes(self, place: int) -> tuple[Change, ...]:
        """What would put a role first: skills raised to what it asks for, or a preference let go.

        At most one of each kind; empty for the role that is first already, and where no change of
        at most three skills, of the work modes or of the pay floor would do.
        """
        if place == self.now:
            return ()
        found = (self._by_skills(place), self._by_modes(place), self._by_pay(place))
        return tuple(change for change in found if change is not None)

    def _by_skills(self, place: int) -> Change | None:
        """The fewest skills, each confirmed at the level that the role asks for, or None.

        A level above it that is only assumed is confirmed as it is. Each step takes the skill that
        adds most to the role's lead over the best of the others; what turns out not to be needed is
        taken out again.
        """
        if self.scores.closed[place] or not self._could_lead[place]:
            return None
        wanted = self._wanted(place)
        if not wanted:
            return None
        gains = self._gains[[(LEVELS * skill + level - 1) for skill, level in wanted.items()]]
        score = self._now_with_skills
        worth = float(self._with_skills[_SKILLS])
        names = list(wanted)
        chosen: list[int] = []
        so_far = np.zeros(len(self.board.ids))
        for _ in range(min(MAX_SKILLS, len(names))):
            ahead = score + worth * (gains + so_far)
            lead = ahead[:, place] - _best_but(place, ahead)
            lead[[names.index(skill) for skill in chosen]] = -np.inf
            chosen.append(names[int(np.argmax(lead))])
            first, so_far = self._first_with({skill: wanted[skill] for skill in chosen})
            if first == place:
                break
        else:
            return None
        added = list(chosen)
        for one in added:
            fewer = {skill: wanted[skill] for skill in chosen if skill != one}
            # Without the one added last it was not first a step ago.
            was_tried = list(fewer) == added[:-1]
            if fewer and not was_tried and self._first_with(fewer)[0] == place:
                chosen = list(fewer)
        ids = tuple(self.board.skills)
        skills = {ids[skill]: wanted[skill] for skill in sorted(chosen, key=ids.__getitem__)}
        return Change(
            statement=make_statement(
                "first-if-skills",
                skills=skill_labels(list(skills), self.catalog),
                sources=[OUR_JUDGEMENT],
            ),
            set={f"skills.{skill}.level": level for skill, level in skills.items()},
        )

    @cached_property
    def _now_with_skills(self) -> Array:
        """The scores with the skills part counted; a closed gate puts a role behind all others."""
        return totals(self._parts, self._with_skills) - 10.0 * self.scores.closed

    @cached_property
    def _could_lead(self) -> Flags:
        """Which roles three skills might put first: what each gains, added up, reaches the best.

        Kindred skills make gains overlap, so adding them up promises too much, never too little.
        """
        needs, score = self.board, self._now_with_skills
        is_wanted, level = self._short
        gains = np.where(
            is_wanted, self._gains[LEVELS * needs.need_skill + level - 1, needs.need_role], 0.0
        )
        # One row a role, its gains from the least to the most.
        rows = gains[np.lexsort((gains, needs.need_role))]
        ends = np.searchsorted(needs.need_role, np.arange(len(score)), side="right")
        sums = np.concatenate([[0.0], np.cumsum(rows)])
        starts = np.concatenate([[0], ends[:-1]])
        best = sums[ends] - sums[np.maximum(starts, ends - MAX_SKILLS)]
        second, first = np.sort(np.append(score, -np.inf))[-2:]
        others = np.where(score == first, second, first)
        found: Flags = score + self._with_skills[_SKILLS] * best >= others - 1e-5
        return found

    @cached_property
    def _short(self) -> tuple[Flags, Indices]:
        """Which needs are not yet confirmed so high, and the level at which each would be."""
        have = np.zeros(len(self.board.skills), dtype=np.intp)
        sure = np.zeros(len(self.board.skills), dtype=bool)
        for name, held in self.person.skills.items():
            have[self.board.skills[name]] = held.level
            sure[self.board.skills[name]] = not held.assumed
        held_level, needed = have[self.board.need_skill], self.board.need_level
        is_short = ~sure[self.board.need_skill] | (held_level < needed)
        return is_short, np.maximum(held_level, needed).astype(np.intp)

    def _wanted(self, place: int) -> dict[int, int]:
        """The skills that a role asks for and that are not yet confirmed so high, with levels."""
        is_short, level = self._short
        needs = np.flatnonzero((self.board.need_role == place) & is_short)
        skills = self.board.need_skill[needs]
        return dict(zip(skills.tolist(), level[needs].tolist(), strict=True))

    @cached_property
    def _gains(self) -> Array:
        """What each role's skills part gains when one skill is confirmed at a level.

        One row for each skill and level, four to a skill.
        """
        roles = self.board
        need, skill = roles.bearer_need, roles.bearer_skill
        found = np.zeros((len(roles.skills) * LEVELS, len(roles.ids)))
        for level in range(1, LEVELS + 1):
            earns = roles.bearer_share * np.minimum(1.0, level / roles.need_level[need])
            more = np.maximum(earns - self._earned[need], 0.0) * roles.need_share[need]
            np.add.at(found, (LEVELS * skill + level - 1, roles.need_role[need]), more)
        return found

    def _first_with(self, confirmed: Mapping[int, int]) -> tuple[int, Array]:
        """Which role comes first when some skills are confirmed, and what each part gains."""
        roles = self.board
        earned = self._earned.copy()
        for skill, level in confirmed.items():
            # What a need earns depends on the best of its bearers alone.
            needs, earns = self._borne(skill, level)
            earned[needs] = np.maximum(earned[needs], earns)
        gained = roles.by_role(earned - self._earned)
        score = self._but_skills + self._shares[_SKILLS] * roles.by_role(earned).round(6)
        return _first(score.round(6), self.scores.closed), gained

    @cached_property
    def _shares(self) -> Array:
        """How much of a score each part makes up once skills count; nothing where none weighs."""
        return self._with_skills / (self._with_skills.sum() or 1.0)

    @cached_property
    def _but_skills(self) -> Array:
        """What all parts but skills add to those scores."""
        shares = self._shares.copy()
        shares[_SKILLS] = 0.0
        found: Array = shares @ self._parts
        return found

    def _borne(self, skill: int, level: int) -> tuple[Indices, Array]:
        """The needs that a skill bears, and what each earns at a level of it."""
        key = (skill, level)
        if key not in self._borne_by:
            roles = self.board
            bearers = np.flatnonzero(roles.bearer_skill == skill)
            needs = roles.bearer_need[bearers]
            met = np.minimum(1.0, level / roles.need_level[needs])
            self._borne_by[key] = needs, roles.bearer_share[bearers] * met
        return self._borne_by[key]

    def _by_modes(self, place: int) -> Change | None:
        """The work modes of the role taken on too, where that alone would put it first."""
        wanted = self.person.profile.circumstances.work_modes
        leave = self.board.roles[place].could_leave_the_workplace.modes
        wider = tuple(mode for mode in MODES if mode in wanted or mode in leave)
        added = tuple(mode for mode in wider if mode not in wanted)
        if not wanted or not added:
            return None
        if wider not in self._relaxed:
            fits = {**self.scores.conditions, "work-mode": mode_fit(wider, self.board)}
            self._relaxed[wider] = self._first_on(fits, self.scores.closed)
        if self._relaxed[wider] != place:
            return None
        role = self.board.ids[place]
        modes = catalog_value(added, f"roles/{role}/could_leave_the_workplace.modes")
        statement = make_statement("first-if-modes", modes=modes, sources=[OUR_JUDGEMENT])
        return Change(statement=statement, set={"circumstances.work_modes": list(wider)})

    def _by_pay(self, place: int) -> Change | None:
        """The pay floor let go, where that alone would put the role first."""
        least = minimum_pay_usd(self.person.profile)
        if least is None or self._without_a_floor != place:
            return None
        minimum = profile_value(least, "circumstances.minimum_pay", "USD/year")
        statement = make_statement("first-if-no-minimum", minimum=minimum)
        return Change(statement=statement, set={"circumstances.minimum_pay": None})

    @cached_property
    def _without_a_floor(self) -> int:
        fits = {name: fit for name, fit in self.scores.conditions.items() if name != "pay"}
        return self._first_on(fits, np.zeros(len(self.board.ids), dtype=bool))

    def _first_on(self, fits: Mapping[str, Array], closed: Flags) -> int:
        """Which role comes first on other terms; with none left, conditions weigh nothing."""
        value, _ = imputed(mean_of(fits, self.board), self.board.families)
        is_known = not np.isnan(value).all()
        parts = self._parts.copy()
        parts[_CONDITIONS] = np.where(np.isnan(value), 0.0, value)
        weights = self._weights() if is_known else self._weights(without="conditions")
        return _first(totals(parts, weights), closed)

    def _weights(self, with_: PartName | None = None, without: PartName | None = None) -> Array:
        """The weights as ranked, with one more part that counts, or one less."""
        now = self.scores.weights
        counts: dict[PartName, bool] = {
            name: (bool(now[row] > 0) or name == with_) and name != without
            for row, name in enumerate(PARTS)
        }
        return component_weights(self.person, self.catalog, counts)


def _first(score: Array, closed: Flags) -> int:
    """The place of the role that comes first, by the rule of `rank`: of equals the earlier one."""
    return int(np.argmax(score - 10.0 * closed))


def _best_but(place: int, score: Array) -> Array:
    """The best score of all roles but one, along the last axis."""
    others = score.copy()
    others[..., place] = -np.inf
    best: Array = others.max(axis=-1)
    return best
