"""Guidance on one role that somebody settled on, whatever its rank: the step to it."""

from benchpin.catalog import Catalog
from benchpin.facts import Statement
from benchpin.guidance.next_step import step_to_role
from benchpin.match import Match
from benchpin.people import suggest_contacts
from benchpin.profile import Profile


def role_step(match: Match, profile: Profile, catalog: Catalog) -> Statement:
    """One step for this week towards a role that somebody chose, whatever its rank.

    Whom to ask is somebody for the role's own family.
    """
    circumstances = profile.circumstances
    people = suggest_contacts(
        (catalog.roles[match.role].family,),
        circumstances.country,
        catalog,
        under_18=bool(circumstances.under_18),
    )
    return step_to_role(match, circumstances, people, catalog)
