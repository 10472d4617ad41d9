"""What in a profile points to a role: a wish, past work, a skill, or interests.

A role that is open to everybody is advice only where something points to it.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from benchpin.catalog import Catalog
from benchpin.facts.ladder import Ladder
from benchpin.match.candidate import Candidate, FormerOccupation
from benchpin.match.practice import outgrown_roles
from benchpin.match.skill_shares import needed_levels

MoveKind = Literal["direct", "near"]
NO_LADDER = Ladder(
    entry="trained",
    training_months_low=0,
    training_months_high=0,
    basis="judgement",
    reason="How this role is entered is not on record.",
)
"""Stands in for a role whose file says nothing of how it is entered."""
Sign = Literal["asked", "own-door", "occupation", "prior-role", "skill", "wish", "interests"]


def occupation_moves(
    former: FormerOccupation, catalog: Catalog, *kinds: MoveKind
) -> frozenset[str]:
    """The roles that a former position outside the trade leads to, by our table of moves.

    A position in a role of the trade leads where that role leads, whatever its occupation.
    """
    if former.roles:
        return frozenset()
    moves = catalog.moves_by_occupation
    socs = {code[:7] for code in former.codes}
    minor, major = {f"{soc[:4]}000" for soc in socs}, {f"{soc[:3]}0000" for soc in socs}
    return frozenset(
        role
        for group in socs | minor | major
        for role, kind in moves.get(group, {}).items()
        if kind in kinds
    )


class Signs:
    """The signs of one candidate: `of` gives those of a role."""

    def __init__(
        self, candidate: Candidate, catalog: Catalog, interest_fit: Mapping[str, float]
    ) -> None:
        self._catalog, self._interest_fit = catalog, interest_fit
        self._rules = catalog.weights.signs
        best_fit = max(interest_fit.values(), default=0.0)
        self._least_fit = max(self._rules.min_interest_fit, best_fit - self._rules.max_interest_gap)
        profile = candidate.profile
        self._asked, self._wishes = frozenset(profile.aims.roles), frozenset(profile.aims.learn)
        self._years_by_role = candidate.years_in_roles
        self._outgrown = outgrown_roles(candidate, catalog)
        self._levels = {
            name: skill.level
            for name, skill in candidate.skills.items()
            if not skill.assumed
            and catalog.skills[name].category not in self._rules.general_categories
        }
        codes = [code for former in candidate.formers for code in former.codes]
        self._occupation_roles = {
            role
            for former in candidate.formers
            for role in occupation_moves(former, catalog, "direct", "near")
        }
        zones = [zone.zone for code in codes if (zone := catalog.job_zones.get(code[:7]))]
        self._job_zone = max(zones, default=0)
        self.has_past = any(former.resolved for former in candidate.formers)

    def of(self, role_id: str, *, has_own_door: bool) -> tuple[Sign, ...]:
        """The signs of a role.

        Own business, and a beginner's role that the candidate has left behind, are advice only
        where they were asked about.
        """
        ladder = self._catalog.roles[role_id].ladder or NO_LADDER
        is_outgrown = role_id in self._outgrown and ladder.entry == "beginner"
        is_no_advice = ladder.self_employed or is_outgrown
        if is_no_advice and role_id not in self._asked:
            return ()
        return tuple(self._signs(role_id, ladder, has_own_door=has_own_door))

    def _signs(self, role_id: str, ladder: Ladder, *, has_own_door: bool) -> Iterator[Sign]:
        if role_id in self._asked:
            yield "asked"
        if has_own_door:
            yield "own-door"
        if role_id in self._occupation_roles:
            yield "occupation"
        if any(self._years_by_role.get(prior.role, 0.0) > 0 for prior in ladder.builds_on):
            yield "prior-role"
        essential, _ = needed_levels(self._catalog)[role_id]
        met_count = sum(self._levels.get(skill, 0) >= level for skill, level in essential)
        if essential and met_count / len(essential) >= self._rules.min_skill_share:
            yield "skill"
        if any(skill in self._wishes for skill, _ in essential):
            yield "wish"
        # Interests do not send a professional to the jobs that are open to everybody.
        is_step_down = ladder.entry == "beginner" and self._job_zone > self._rules.max_job_zone
        fit = self._interest_fit.get(role_id)
        if fit is not None and fit >= self._least_fit and not is_step_down:
            yield "interests"
        # Somebody who has said nothing of work and interests can start where everybody can.
        if fit is None and not self.has_past and ladder.entry == "beginner":
            yield "interests"
