"""The smallest change that would put a role first, found by search and checked by ranking anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from benchpin.catalog import Catalog
from benchpin.facts import OUR_JUDGEMENT, PARTS, PartName, SkillNeed, given, listed, say

from .gate import pay_gate
from .model import Change
from .parts import conditions, credit_for, imputed, minimum_pay_usd, need_shares
from .person import Held, Person
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
        self._gains: dict[tuple[tuple[str, int], ...], Array] = {}
        self._helped: dict[str, list[str]] = {}
        for kin in catalog.kin:
            self._helped.setdefault(kin.skill, []).append(kin.helps)
        # Where each skill is needed: the role, the need, and its share of the role's needs.
        self._needs: dict[str, list[tuple[int, SkillNeed, float]]] = {}
        rules = catalog.weights.skills
        for index, role in enumerate(scored):
            for need, share in need_shares(role.role, rules):
                self._needs.setdefault(need.skill, []).append((index, need, share))
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
        names = list(wanted)
        gains = np.array([self._gain({name: wanted[name]}) for name in names])
        score = np.einsum("p,pr->r", weights, self.parts) - 10.0 * self.closed
        chosen: list[str] = []
        for _ in range(min(MOST_SKILLS, len(names))):
            # Kindred skills make gains overlap: adding them up only guides the search.
            so_far = self._gain({name: wanted[name] for name in chosen})
            ahead = score + weights[_SKILLS] * (gains + so_far)
            lead = ahead[:, index] - np.delete(ahead, index, axis=1).max(axis=1, initial=-np.inf)
            lead[[names.index(name) for name in chosen]] = -np.inf
            chosen.append(names[int(np.argmax(lead))])
            if self._first_with({name: wanted[name] for name in chosen}, weights) == index:
                break
        else:
            return None
        for one in list(chosen):
            fewer = {name: wanted[name] for name in chosen if name != one}
            if fewer and self._first_with(fewer, weights) == index:
                chosen = list(fewer)
        skills = sorted(chosen)
        return Change(
            statement=say(
                "first-if-skills",
                skills=skill_labels(skills, self.catalog),
                sources=[OUR_JUDGEMENT],
            ),
            set={f"skills.{skill}.level": wanted[skill] for skill in skills},
        )

    def _gain(self, confirmed: Mapping[str, int]) -> Array:
        """What each role's skills part gains when some skills are confirmed at their levels.

        Only the needs for them, and for what they are kindred to, are worked out anew.
        """
        key = tuple(sorted(confirmed.items()))
        if key not in self._gains:
            held = self.person.skills
            after = {**held, **{skill: Held(level, False) for skill, level in key}}
            gains = np.zeros(len(self.scored))
            touched = {s for skill in confirmed for s in (skill, *self._helped.get(skill, ()))}
            for skill in sorted(touched):
                # What a need earns depends on its skill and level alone, not on the role.
                more: dict[int, float] = {}
                for index, need, share in self._needs.get(skill, ()):
                    if need.level not in more:
                        more[need.level] = self._earns(need, after) - self._earns(need, held)
                    gains[index] += share * more[need.level]
            self._gains[key] = gains
        return self._gains[key]

    def _earns(self, need: SkillNeed, held: Mapping[str, Held]) -> float:
        return credit_for(need, held, self.catalog).expected(self.catalog.weights.skills)

    def _first_with(self, confirmed: Mapping[str, int], weights: Array) -> int:
        """Which role comes first when some skills are confirmed."""
        parts = self.parts.copy()
        parts[_SKILLS] = np.round(np.clip(parts[_SKILLS] + self._gain(confirmed), 0.0, 1.0), 6)
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
