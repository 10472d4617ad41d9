"""The plan of a person to one role: who they are, what they lack, and how it is closed."""

from datetime import date

from benchpin.catalog import Catalog
from benchpin.guidance.advice import title_reader
from benchpin.guidance.place import (
    figure_area,
    nearness_of_areas,
    read_place,
    with_settled_place,
)
from benchpin.guidance.verdicts import low_cost_trial
from benchpin.match import (
    build_matches,
    compute_rank_acceptability,
    resolve_candidate,
    score_roles,
    skills_to_learn,
)
from benchpin.plan import Plan, RoleGaps, build_plan
from benchpin.profile import Profile
from benchpin.reference import Reference


def plan_role(
    role: str, profile: Profile, catalog: Catalog, reference: Reference, *, as_of: date
) -> Plan:
    """The plan of a profile to a role, from the day `as_of` on; never reads the clock."""
    place = read_place(profile, reference)
    profile = with_settled_place(profile, place)
    area = figure_area(profile, place, reference)
    catalog = catalog.in_country(profile.circumstances.country)
    candidate = resolve_candidate(
        profile, catalog, reference, title_reader(catalog, reference), as_of
    )
    scores = score_roles(candidate, catalog, reference, area=area)
    matches = build_matches(scores, compute_rank_acceptability(scores, 1))
    match = next(match for match in matches if match.role == role)
    gaps = RoleGaps(
        role=role,
        skills=skills_to_learn(role, candidate, catalog),
        traits=match.to_practice,
        awards=frozenset(candidate.awards),
        by_way_of=match.by_way_of,
        months=match.months,
        first_step=low_cost_trial(role, catalog),
    )
    return build_plan(
        gaps,
        profile,
        catalog,
        reference,
        start=as_of,
        nearness=nearness_of_areas(area, reference),
    )
