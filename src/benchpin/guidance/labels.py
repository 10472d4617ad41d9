"""The labels of the records that guidance names by id: it is rendered without the catalog."""

from collections.abc import Collection, Iterable, Mapping

from benchpin.catalog import Catalog
from benchpin.guidance.model import CodedPosition
from benchpin.match import Match
from benchpin.plan import RolePlan
from benchpin.profile import Profile

MAX_FULL_MATCHES = 5
"""How many of the best matches documents show in full, with the names of skills and next roles."""


def record_labels(
    profile: Profile,
    understood: Iterable[CodedPosition],
    matches: tuple[Match, ...],
    plans: Mapping[str, RolePlan],
    requested_roles: Collection[str],
    catalog: Catalog,
) -> dict[str, str]:
    """The labels of roles, skills and providers that rendering names, by `folder/id`.

    `plans` are those of the roles covered in depth. What documents name of a match in full, and of
    a role that was asked about, is labeled; of the others they name only the assumed skills.
    """
    full_matches = [
        match
        for index, match in enumerate(matches)
        if index < MAX_FULL_MATCHES or match.role in plans or match.role in requested_roles
    ]
    roles = {
        *plans,
        *requested_roles,
        *(position.role for position in understood if position.role),
        *(role for match in full_matches for role in (*match.onward, *match.tied_with)),
    }
    skills = {
        *(profile_skill.skill for profile_skill in profile.skills),
        *(skill for match in matches for skill in match.assumed),
        *(
            skill
            for match in full_matches
            for skill in (*match.held_skills, *match.partial, *match.missing, *match.to_practice)
        ),
        *(closure.skill for plan in plans.values() for closure in plan.closes),
        *(skill for plan in plans.values() for skill in plan.uncovered),
    }
    providers = {option.provider for plan in plans.values() for option in plan.options}
    labels = {
        **{f"providers/{provider}": catalog.providers[provider].label for provider in providers},
        **{f"roles/{role}": catalog.roles[role].label for role in roles},
        **{f"skills/{skill}": catalog.skills[skill].label for skill in skills},
    }
    return dict(sorted(labels.items()))
