"""What years in roles of the trade leave to learn, and which roles they leave behind."""

from benchpin.catalog import Catalog
from benchpin.match.candidate import Candidate


def skills_to_learn(role: str, candidate: Candidate, catalog: Catalog) -> tuple[str, ...]:
    """The skills of a role that a candidate has yet to learn: missing, or below its level.

    What is assumed at its level is to be confirmed, not to be learned; so is what years in a role
    of the trade bring, at any level. Traits are practiced, not learned.
    """
    lacking = []
    for need in catalog.roles[role].skills:
        if need.skill in catalog.traits:
            continue
        skill = candidate.skills.get(need.skill)
        if skill is None or (
            skill.level < need.level and not (skill.assumed and skill.from_practice)
        ):
            lacking.append(need.skill)
    return tuple(lacking)


def practiced_roles(candidate: Candidate, catalog: Catalog) -> frozenset[str]:
    """The roles that a candidate held for `important_from_years`, or has a craft diploma for."""
    min_years = catalog.weights.skills.important_from_years
    years_by_role = candidate.years_in_roles
    crafts = {diploma.role_ids[0] for diploma in candidate.diplomas_by_path.values()}
    return frozenset(crafts | {role for role, years in years_by_role.items() if years >= min_years})


def outgrown_roles(candidate: Candidate, catalog: Catalog) -> frozenset[str]:
    """The roles behind a candidate: a role that they practiced builds on these.

    Not where each of two roles builds on the other, as of a bench jeweler and a repairer.
    """
    builds_on = {
        role: {prior.role for prior in record.ladder.builds_on} if record.ladder else set()
        for role, record in catalog.roles.items()
    }
    return frozenset(
        prior
        for role in practiced_roles(candidate, catalog)
        for prior in builds_on[role]
        if role not in builds_on.get(prior, ())
    )
