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
from benchpin.profile import EDUCATION, INTERESTS, VALUES
from benchpin.reference import Reference

from .person import Former, Held

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

MODES = ("onsite", "hybrid", "remote")
_ENTRY_EDUCATION = {
    "no formal educational credential": "none",
    "high school diploma or equivalent": "high-school",
    "some college, no degree": "some-college",
    "postsecondary nondegree award": "certificate",
    "associate's degree": "associate",
    "bachelor's degree": "bachelor",
    "master's degree": "master",
    "doctoral or professional degree": "doctorate",
}
_VALUE_MEASURES = {
    "achievement": "value-achievement",
    "autonomy": "value-independence",
    "recognition": "value-recognition",
    "relationships": "value-relationships",
    "support": "value-support",
    "working-conditions": "value-working-conditions",
}


@dataclass(frozen=True, slots=True)
class Credits:
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
class Board:
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

    def credits(self, held: Mapping[str, Held]) -> Credits:
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
        return Credits(np.where(found, full[first], 0.0), bearer, found & assumed[bearer])

    def by_role(self, of_needs: Array) -> Array:
        """The sum over each role's needs of something, by the share of each need."""
        weighed = self.need_share * of_needs
        found: Array = np.bincount(self.need_role, weighed, len(self.ids)).astype(float)
        return found

    def covered(self, held: Mapping[str, Held]) -> Array:
        """How much of what each role needs somebody holds, 0 to 1."""
        return self.by_role(self.credits(held).expected(self.catalog.weights.skills.assumed_credit))

    @lru_cache(maxsize=256)  # noqa: B019 - boards are few, and kept
    def covered_by(self, role: str) -> Array:
        """How much of each role's needs somebody would hold who meets all of another's."""
        return self.covered(holding_all(self.catalog.roles[role]))

    def essential(self, held: Mapping[str, Held]) -> Array:
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
def board(catalog: Catalog, put_aside: frozenset[str] = frozenset()) -> Board:
    """All roles of a catalog but those put aside."""
    roles = {i: role for i, role in catalog.roles.items() if i not in put_aside}
    skills = {skill: place for place, skill in enumerate(catalog.skills)}
    weigh = catalog.weights.skills.need
    families = sorted({role.family for role in catalog.roles.values()})
    needs = [(place, need) for place, role in enumerate(roles.values()) for need in role.skills]
    totals = [sum(weigh[need.need] for need in role.skills) for role in roles.values()]
    # A role that names no essential skill is judged by all that it names.
    strict = [any(n.need == "essential" for n in role.skills) for role in roles.values()]
    bearers = [
        (place, skills[skill], share)
        for place, (_, need) in enumerate(needs)
        for skill, share in (
            (need.skill, 1.0),
            *((kin.skill, kin.share) for kin in catalog.kin_of.get(need.skill, ())),
        )
    ]
    bearer_need = np.array([need for need, _, _ in bearers], dtype=np.intp)
    leave = [role.could_leave_the_workplace for role in roles.values()]
    usual = [usual_education(role, catalog) for role in roles.values()]
    return Board(
        catalog=catalog,
        ids=tuple(roles),
        roles=tuple(roles.values()),
        families=np.array([families.index(r.family) for r in roles.values()], dtype=np.intp),
        skills=skills,
        need_role=np.array([place for place, _ in needs], dtype=np.intp),
        need_skill=np.array([skills[need.skill] for _, need in needs], dtype=np.intp),
        need_level=np.array([float(need.level) for _, need in needs]),
        need_share=np.array([weigh[need.need] / totals[place] for place, need in needs]),
        need_essential=np.array([n.need == "essential" or not strict[p] for p, n in needs]),
        bearer_need=bearer_need,
        bearer_skill=np.array([skill for _, skill, _ in bearers], dtype=np.intp),
        bearer_share=np.array([share for _, _, share in bearers]),
        bearer_start=np.searchsorted(bearer_need, np.arange(len(needs))),
        interests=_rows([interest_profile(r, catalog) for r in roles.values()], len(INTERESTS)),
        values=_rows([_value_profile(r, catalog) for r in roles.values()], len(VALUES)),
        modes=np.array([[mode in each.modes for mode in MODES] for each in leave]),
        has_tasks_to_take_along=np.array([bool(each.tasks) for each in leave]),
        usual_education=np.array(
            [-1 if level is None else EDUCATION.index(level) for level in usual], dtype=np.intp
        ),
    )


def _rows(profiles: list[tuple[float, ...] | None], width: int) -> Array:
    return np.array([profile or (np.nan,) * width for profile in profiles])


def share_at(position: int, shares: tuple[float, ...]) -> float:
    """How much the occupation at a position of a role's list counts, nearest first."""
    return shares[min(position, len(shares) - 1)]


def interest_profile(role: Role, catalog: Catalog) -> tuple[float, ...] | None:
    """A role's six interests, R I A S E C, on O*NET's scale of 1 to 7.

    The figures of its occupations, moved by hand where the role says that it differs from them; for
    a role without occupations of its own, what we judge, and None where nothing is judged.
    """
    judged = role.interests_judged
    if judged is not None:
        return tuple(float(getattr(judged, name)) for name in INTERESTS)
    found = _occupation_scores(role, catalog, tuple(f"interest-{name}" for name in INTERESTS))
    if found is None or role.interests_differ is None:
        return found
    by = {str(name): amount for name, amount in role.interests_differ.by.items()}
    return tuple(
        min(7.0, max(1.0, score + by.get(name, 0.0)))
        for name, score in zip(INTERESTS, found, strict=True)
    )


def _value_profile(role: Role, catalog: Catalog) -> tuple[float, ...] | None:
    return _occupation_scores(role, catalog, tuple(_VALUE_MEASURES[name] for name in VALUES))


def _occupation_scores(
    role: Role, catalog: Catalog, measures: tuple[str, ...]
) -> tuple[float, ...] | None:
    """A role's scores on some O*NET measures (1 to 7), the mean over its occupations by share.

    None where the data lacks them; a proxy's figures are not the role's own and count as lacking.
    """
    if role.occupations.applies == "proxy":
        return None
    total = [0.0] * len(measures)
    shares = 0.0
    for position, code in enumerate(role.occupations.onet2019):
        figures = {f.measure: f.low for f in catalog.figures_by_subject.get(f"onet/{code}", ())}
        if all(measure in figures for measure in measures):
            share = share_at(position, catalog.weights.occupation_shares)
            shares += share
            total = [t + share * figures[m] for t, m in zip(total, measures, strict=True)]
    return tuple(t / shares for t in total) if shares else None


def usual_education(role: Role, catalog: Catalog) -> str | None:
    """The education that BLS says is usual for entering a role's nearest occupation.

    None for a role with a proxy's figures alone, and where BLS says nothing.
    """
    if role.occupations.applies == "proxy":
        return None
    for soc in role.occupations.soc2018[:1]:
        entry = catalog.entries.get(soc)
        if entry is not None:
            return _ENTRY_EDUCATION.get(entry.education.lower())
    return None


def likeness(former: Former, roles: Board, reference: Reference) -> Array:
    """How like a former position is to each role, 0 to 1.

    The same role, or the same occupation: 1. Otherwise the likeness of its occupation to the
    nearest of the role's (by share), against that of the occupation nearest to it, which earns
    `nearest_credit`; a proxy's occupation earns `proxy_credit` of that. Where the position was a
    role of the trade, mixed with how much of the role's needs that role's needs cover.
    """
    rules = roles.catalog.weights.experience
    rows = [_alike(code, roles, reference) for code in former.codes]
    found = np.max(rows, axis=0) if rows else np.zeros(len(roles.ids))
    if former.roles:
        covered = np.max([roles.covered_by(role) for role in former.roles], axis=0)
        found = (1 - rules.role_overlap) * found + rules.role_overlap * covered
        found = np.where(np.isin(roles.ids, former.roles), 1.0, found)
    return found


@lru_cache(maxsize=4096)
def _alike(code: str, roles: Board, reference: Reference) -> Array:
    """How like an occupation is to the nearest occupation of each role."""
    rules = roles.catalog.weights.experience
    shares = roles.catalog.weights.occupation_shares
    found = np.zeros(len(roles.ids))
    for place, role in enumerate(roles.roles):
        for position, target in enumerate(role.occupations.onet2019):
            alike = 1.0
            if code != target:
                # Scaled so that the target's nearest kin has `nearest_credit`.
                nearest = reference.nearest_likeness(target)
                alike = min(1.0, rules.nearest_credit * reference.likeness(code, target) / nearest)
            found[place] = max(found[place], share_at(position, shares) * alike)
        if role.occupations.applies == "proxy":
            found[place] *= rules.proxy_credit
    return found


def covered_by(role: str, catalog: Catalog) -> dict[str, float]:
    """How much of each role's needs somebody would hold who meets all of another's, 0 to 1."""
    roles = board(catalog)
    return dict(zip(roles.ids, roles.covered_by(role).tolist(), strict=True))


def holding_all(role: Role) -> dict[str, Held]:
    """The skills of somebody who has a role: each that it asks for, at the level it asks for."""
    return {need.skill: Held(need.level, False) for need in role.skills}


@lru_cache(maxsize=256)
def onward(role: str, catalog: Catalog) -> tuple[str, ...]:
    """The roles that those who have a role are near to, most of their essential skills held first.

    At least `onward_essential` of the essential skills of each, at most one level short.
    """
    roles = board(catalog)
    held = holding_all(catalog.roles[role])
    share, covered = roles.essential(held), roles.covered(held)
    order = sorted(range(len(roles.ids)), key=lambda i: (-share[i], -covered[i], i))
    least = catalog.weights.bands.onward_essential
    return tuple(roles.ids[i] for i in order if share[i] >= least and roles.ids[i] != role)
