"""How a candidate would enter a role: now, after training, later by way of another role, or not.

Rules over the ladder of each role (see docs/how-it-works/entry.md); no score is read. Years in a
role, a qualification that leads to it, and skills that somebody confirmed are all proofs: any one
of them is enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from benchpin.catalog import Catalog
from benchpin.facts.ladder import Ladder
from benchpin.match.candidate import Candidate, position_years

EntryGroup = Literal["now", "train", "later", "outside"]
GROUPS: tuple[EntryGroup, ...] = ("now", "train", "later", "outside")
Door = Literal["same-role", "prior-role", "occupation", "qualification", "skills", "open"]
"""What lets somebody in now: their own past in several forms, or a role open to everybody."""


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """How a role is entered by one candidate.

    `door` says why it is open now; None in the other groups. `months_low` and `months_high` are the
    training that is usual, `by_way_of` the role to hold before, for `years` more. `breaks` names
    the terms of the candidate that the role breaks.
    """

    group: EntryGroup
    door: Door | None = None
    months_low: float = 0.0
    months_high: float = 0.0
    by_way_of: str | None = None
    years: float = 0.0
    breaks: tuple[str, ...] = ()


def role_entries(candidate: Candidate, catalog: Catalog, as_of: date) -> dict[str, RoleEntry]:
    """The entry of every role that has a ladder, by role id."""
    history = _history(candidate, catalog, as_of)
    ladders = {
        role_id: role.ladder for role_id, role in catalog.roles.items() if role.ladder is not None
    }
    direct = {role_id: _direct_entry(role_id, history, catalog) for role_id in ladders}
    entries: dict[str, RoleEntry] = {}
    for role_id, ladder in ladders.items():
        entry = direct[role_id] or _entry_by_way(ladder, history, direct)
        breaks = tuple(_broken_terms(role_id, candidate, catalog))
        if breaks:
            entry = replace(entry, group="outside", door=None, breaks=breaks)
        entries[role_id] = entry
    return entries


@dataclass(frozen=True, slots=True)
class _History:
    """What counts as proof: years by role, SOC codes, qualifications' roles, covered needs."""

    years_by_role: Mapping[str, float]
    soc_codes: frozenset[str]
    qualified_roles: frozenset[str]
    essential_share: Mapping[str, float]


def _history(candidate: Candidate, catalog: Catalog, as_of: date) -> _History:
    rules = catalog.weights.entry
    years_by_role: dict[str, float] = {}
    soc_codes: set[str] = set()
    for former in candidate.formers:
        years = position_years(
            candidate.profile.experience[former.index], catalog.weights.experience, as_of
        )
        for role in former.roles:
            years_by_role[role] = years_by_role.get(role, 0.0) + years
        if years >= rules.min_outside_years:
            soc_codes |= {code[:7] for code in former.codes}
    qualified = {role for award in candidate.awards for role in catalog.qualifications[award].roles}
    return _History(
        years_by_role,
        frozenset(soc_codes),
        frozenset(qualified),
        _essential_shares(candidate, catalog),
    )


def _essential_shares(candidate: Candidate, catalog: Catalog) -> dict[str, float]:
    """The share of each role's essential needs that the candidate meets by confirmed skills.

    A need is met one level below what the role asks: a beginner's level gets somebody in.
    """
    confirmed = {name: skill.level for name, skill in candidate.skills.items() if not skill.assumed}
    shares = {}
    for role_id, role in catalog.roles.items():
        essential = [need for need in role.skills if need.need == "essential"]
        met = sum(confirmed.get(need.skill, 0) >= max(1, need.level - 1) for need in essential)
        shares[role_id] = met / len(essential) if essential else 0.0
    return shares


def _direct_entry(role_id: str, history: _History, catalog: Catalog) -> RoleEntry | None:
    """The entry without another role in between; None for an experienced role without its years."""
    ladder = catalog.roles[role_id].ladder
    assert ladder is not None
    rules = catalog.weights.entry
    if history.years_by_role.get(role_id, 0.0) > 0:
        return RoleEntry("now", "same-role")
    if any(history.years_by_role.get(p.role, 0.0) >= p.years > 0 for p in ladder.builds_on):
        return RoleEntry("now", "prior-role")
    if ladder.entry != "experienced":
        if history.soc_codes & set(ladder.outside):
            return RoleEntry("now", "occupation")
        if "qualification" in ladder.proofs and role_id in history.qualified_roles:
            return RoleEntry("now", "qualification")
        if history.essential_share[role_id] >= rules.min_essential_share:
            return RoleEntry("now", "skills")
        if ladder.entry == "beginner":
            return RoleEntry("now", "open")
        return RoleEntry(
            "train",
            months_low=ladder.training_months_low,
            months_high=ladder.training_months_high,
        )
    return None


def _entry_by_way(
    ladder: Ladder, history: _History, direct: Mapping[str, RoleEntry | None]
) -> RoleEntry:
    """The entry by way of the prior role that leads there soonest."""

    def wait(role: str, years: float) -> tuple[int, float]:
        entry = direct.get(role)
        order = GROUPS.index(entry.group) if entry else len(GROUPS)
        months = entry.months_high if entry else 0.0
        return order, months + 12 * max(0.0, years - history.years_by_role.get(role, 0.0))

    prior = min(ladder.builds_on, key=lambda prior: (*wait(prior.role, prior.years), prior.role))
    remaining = max(0.0, prior.years - history.years_by_role.get(prior.role, 0.0))
    return RoleEntry(
        "later",
        months_low=ladder.training_months_low,
        months_high=ladder.training_months_high,
        by_way_of=prior.role,
        years=remaining,
    )


def _broken_terms(role_id: str, candidate: Candidate, catalog: Catalog) -> list[str]:
    """The terms that a role breaks, as paths of the profile: work mode, and roles put aside."""
    profile, role = candidate.profile, catalog.roles[role_id]
    accepted = set(profile.circumstances.work_modes)
    broken = []
    if accepted and not accepted & set(role.could_leave_the_workplace.modes):
        broken.append("circumstances.work_modes")
    if role_id in profile.aims.not_:
        broken.append("aims.not")
    return broken
