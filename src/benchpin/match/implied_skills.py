"""The skills that are assumed of somebody for what they worked as, with levels (our judgement)."""

from collections.abc import Iterable

from benchpin.catalog import Catalog
from benchpin.facts import ForeignDiploma


def role_skills(role: str, years: float, catalog: Catalog) -> tuple[tuple[str, int], ...]:
    """The skills that years in a role of the trade surely bring, with levels (our judgement).

    Essential skills one level below the one that the role asks for; at that level from
    `full_level_from_years` on. From `important_from_years` on also its important skills, one level
    lower than an essential one. No level is under 1.
    """
    rules = catalog.weights.skills
    shortfall = {"essential": 0 if years >= rules.full_level_from_years else 1}
    if years >= rules.important_from_years:
        shortfall["important"] = shortfall["essential"] + 1
    return tuple(
        (need.skill, max(1, need.level - shortfall[need.need]))
        for need in catalog.roles[role].skills
        if need.need in shortfall
    )


def diploma_skills(diploma: ForeignDiploma, catalog: Catalog) -> tuple[tuple[str, int], ...]:
    """The skills of the craft that a diploma from abroad proves, with levels.

    A master craftsman's as after `full_level_from_years` in the role, any other as after
    `important_from_years`.
    """
    rules = catalog.weights.skills
    is_master = diploma.level == "master craftsman"
    years = rules.full_level_from_years if is_master else rules.important_from_years
    return role_skills(diploma.role_ids[0], years, catalog)


def transferred_skills(codes: Iterable[str], catalog: Catalog) -> tuple[tuple[str, int], ...]:
    """The skills that O*NET-SOC occupations bring, with levels, sorted by skill.

    What `carries-over.csv` lists for each or for its SOC group (our judgement).
    """
    levels: dict[str, int] = {}
    for code in codes:
        soc = code[:7]
        # The detailed code with its broad, minor and major SOC group.
        groups = {soc, f"{soc[:5]}00", f"{soc[:4]}000", f"{soc[:3]}0000"}
        for group in sorted(groups):
            for transfer in catalog.transfers_by_occupation.get(group, ()):
                levels[transfer.skill] = max(levels.get(transfer.skill, 0), transfer.level)
    return tuple(sorted(levels.items()))
