"""How far a candidate's skills meet the essential needs of each role."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.match.candidate import Candidate

NeededLevels = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SkillShares:
    """The shares of a role's essential needs that skills meet, 0 to 1.

    `essential` counts all skills and `confirmed_essential` confirmed ones, one level below what the
    role asks: a beginner's level gets somebody in. `confirmed_core` counts confirmed ones at the
    full level, among the needs that few roles share.
    """

    essential: float
    confirmed_essential: float
    confirmed_core: float


def skill_shares(candidate: Candidate, catalog: Catalog) -> dict[str, SkillShares]:
    """How far a candidate's skills meet the essential needs of each role."""
    levels = {name: skill.level for name, skill in candidate.skills.items()}
    confirmed = {n: s.level for n, s in candidate.skills.items() if not s.assumed}
    return {
        role_id: SkillShares(
            _share_met(essential, levels),
            _share_met(essential, confirmed),
            _share_met(core, confirmed),
        )
        for role_id, (essential, core) in needed_levels(catalog).items()
    }


@lru_cache(maxsize=4)
def needed_levels(catalog: Catalog) -> dict[str, tuple[NeededLevels, NeededLevels]]:
    """The essential skills of each role, one level lower than asked, and its core ones as asked."""
    core_skills = catalog.core_skills
    needed: dict[str, tuple[NeededLevels, NeededLevels]] = {}
    for role_id, role in catalog.roles.items():
        essential = [need for need in role.skills if need.need == "essential"]
        needed[role_id] = (
            tuple((need.skill, max(1, need.level - 1)) for need in essential),
            tuple((need.skill, need.level) for need in essential if need.skill in core_skills),
        )
    return needed


def _share_met(needed: NeededLevels, levels: Mapping[str, int]) -> float:
    """The share of needed levels that are reached; 0 of none."""
    met_count = sum(levels.get(skill, 0) >= level for skill, level in needed)
    return met_count / len(needed) if needed else 0.0
