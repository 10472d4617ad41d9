"""The smallest change that would put a role first, found by search and checked by ranking anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from benchpin.catalog import Catalog
from benchpin.facts import OUR_JUDGEMENT, PARTS, PartName, given, listed, say

from .gate import pay_gate
from .model import Change
from .parts import conditions, imputed, minimum_pay_usd
from .person import Person
from .said import skill_labels

if TYPE_CHECKING:
    from .rank import Scored

MOST_SKILLS = 3
_MODES = ("onsite", "hybrid", "remote")
_SKILLS, _CONDITIONS = PARTS.index("skills"), PARTS.index("conditions")
Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Search:
    """Ranks all roles anew after a change, and looks for the changes that put one first."""

    def __init__(self, scored: Sequence["Scored"], person: Person, catalog: Catalog) -> None:
        self.scored, self.person, self.catalog = scored, person, catalog
        values = [[role.parts[name].score or 0.0 for role in scored] for name in PARTS]
        self.parts: Array = np.array(values)
        self.closed: Flags = np.array([role.closed for role in scored])
        self.now = self._first(self.parts, self.closed, self._weights(bool(person.skills)))
        self._gains: dict[tuple[str, int], Array] = {}
        self._relaxed: dict[tuple[str, ...], int] = {}

    def first_if(self, index: int) -> tuple[Change, ...]:
        """What would put a role first: skills raised to what it asks for, or a preference let go.

        At most one of each kind; empty for the role that is first already, and where no change of
        at most three skills, of the work modes or of the pay floor would do.
        """
        if index == self.now:
            return ()
        found = (self._by_skills(index), self._by_modes(index), self._by_pay(index))
        return tuple(change for change in found if change is not None)

    def _by_skills(self, index: int) -> Change | None:
        """The fewest skills, each confirmed at the level that the role asks for, or None.

        Each step takes the skill that adds most to the role's lead over the best of the others;
        what turns out not to be needed is taken out again.
        """
        role = self.scored[index]
        held = self.person.skills
        wanted = {
            need.skill: need.level
            for need in role.role.skills
            if (have := held.get(need.skill)) is None or have.assumed or have.level < need.level
        }
        if not wanted or self.closed[index]:
            return None
        weights = self._weights(True)
        gains = np.array([self._gain(skill, level) for skill, level in wanted.items()])
        names = list(wanted)
        score = np.einsum("p,pr->r", weights, self.parts) - 10.0 * self.closed
        chosen: list[int] = []
        for _ in range(min(MOST_SKILLS, len(names))):
            ahead = score + weights[_SKILLS] * (gains + gains[chosen].sum(axis=0))
            lead = ahead[:, index] - np.delete(ahead, index, axis=1).max(axis=1, initial=-np.inf)
            lead[chosen] = -np.inf
            chosen.append(int(np.argmax(lead)))
            if self._first_with(gains[chosen], weights) == index:
                break
        else:
            return None
        for one in list(chosen):
            fewer = [other for other in chosen if other != one]
            if fewer and self._first_with(gains[fewer], weights) == index:
                chosen = fewer
        skills = sorted(names[one] for one in chosen)
        return Change(
            statement=say(
                "first-if-skills",
                skills=skill_labels(skills, self.catalog),
                sources=[OUR_JUDGEMENT],
            ),
            set={f"skills.{skill}.level": wanted[skill] for skill in skills},
        )

    def _gain(self, skill: str, level: int) -> Array:
        """What each role's skills part gains when a skill is confirmed at a level."""
        if (skill, level) not in self._gains:
            rules, had = self.catalog.weights.skills, self.person.skills.get(skill)
            gains = np.zeros(len(self.scored))
            for index, role in enumerate(self.scored):
                need = next((n for n in role.role.skills if n.skill == skill), None)
                if need is None:
                    continue
                before = 0.0
                if had is not None:
                    credit = rules.assumed_credit if had.assumed else 1.0
                    before = min(1.0, had.level / need.level) * credit
                total = sum(rules.need[n.need] for n in role.role.skills)
                gains[index] = rules.need[need.need] / total * (
                    min(1.0, level / need.level) - before
                )  # fmt: skip
            self._gains[skill, level] = gains
        return self._gains[skill, level]

    def _first_with(self, gains: Array, weights: Array) -> int:
        parts = self.parts.copy()
        parts[_SKILLS] = np.round(np.clip(parts[_SKILLS] + gains.sum(axis=0), 0.0, 1.0), 6)
        return self._first(parts, self.closed, weights)

    def _by_modes(self, index: int) -> Change | None:
        """The work modes of the role taken on too, where that alone would put it first."""
        wanted = self.person.profile.circumstances.work_modes
        role = self.scored[index]
        leave = role.role.could_leave_the_workplace.modes
        wider = tuple(mode for mode in _MODES if mode in wanted or mode in leave)
        added = tuple(mode for mode in wider if mode not in wanted)
        if not wanted or not added or self._first_on({"work_modes": wider}, wider) != index:
            return None
        modes = listed(added, f"roles/{role.role_id}/could_leave_the_workplace.modes")
        statement = say("first-if-modes", modes=modes, sources=[OUR_JUDGEMENT])
        return Change(statement=statement, set={"circumstances.work_modes": list(wider)})

    def _by_pay(self, index: int) -> Change | None:
        """The pay floor let go, where that alone would put the role first."""
        least = minimum_pay_usd(self.person.profile)
        if least is None or self._first_on({"minimum_pay": None}, ("pay",)) != index:
            return None
        minimum = given(least, "circumstances.minimum_pay", "USD/year")
        statement = say("first-if-no-minimum", minimum=minimum)
        return Change(statement=statement, set={"circumstances.minimum_pay": None})

    def _first_on(self, terms: Mapping[str, Any], key: tuple[str, ...]) -> int:
        """Which role comes first on other terms: conditions and gates are worked out anew."""
        if key not in self._relaxed:
            self._relaxed[key] = self._on(terms)
        return self._relaxed[key]

    def _on(self, terms: Mapping[str, Any]) -> int:
        profile = self.person.profile
        changed = profile.circumstances.model_copy(update=dict(terms))
        relaxed = replace(
            self.person, profile=profile.model_copy(update={"circumstances": changed})
        )
        raw: dict[str, float | None] = {}
        closed = []
        for role in self.scored:
            fits = conditions(role.role, relaxed, role.outlook, self.catalog)
            raw[role.role_id] = sum(fits.values()) / len(fits) if fits else None
            gate = pay_gate(relaxed, role.outlook)
            closed.append(gate is not None and not gate.open)
        # With no terms left, conditions weigh nothing.
        said = any(value is not None for value in raw.values())
        filled = imputed(raw, {role.role_id: role.role for role in self.scored})
        parts = self.parts.copy()
        parts[_CONDITIONS] = [filled[role.role_id][0] or 0.0 for role in self.scored]
        weights = self._weights(bool(self.person.skills), conditions_known=said)
        return self._first(parts, np.array(closed), weights)

    @staticmethod
    def _first(parts: Array, closed: Flags, weights: Array) -> int:
        """The index of the role that comes first, by the rule of `rank`; roles stand by id."""
        score = np.round(np.einsum("p,pr->r", weights, parts), 6)
        return int(np.lexsort((-score, closed))[0])

    def _weights(self, skills_known: bool, *, conditions_known: bool = True) -> Array:
        """The weights as ranked, adding up to 1; skills count as soon as one is held."""
        rules, emphasis = self.catalog.weights.parts, self.person.profile.emphasis
        now = self.scored[0].parts

        def counts(name: PartName) -> bool:
            if name == "conditions" and not conditions_known:
                return False
            return now[name].weight > 0 or (name == "skills" and skills_known)

        plain = [rules[n] * emphasis.get(n, 1.0) if counts(n) else 0.0 for n in PARTS]
        total = sum(plain) or 1.0
        weights: Array = np.round(np.array(plain) / total, 6)
        return weights / (weights.sum() or 1.0)
