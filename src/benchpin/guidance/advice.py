"""The engine's main function: guidance from a profile."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.facts import Statement, figure_value, make_statement
from benchpin.guidance.counsel import person_notes, role_notes
from benchpin.guidance.coverage import (
    conflicting_terms,
    data_coverage,
    has_enough_evidence,
    is_anything_left,
    next_questions,
    profile_notes,
)
from benchpin.guidance.labels import record_labels
from benchpin.guidance.model import CodedPosition, Guidance, InterestProfile, Market, RoleVerdict
from benchpin.guidance.next_step import next_step
from benchpin.guidance.onward import work_modes_and_next_roles
from benchpin.guidance.place import (
    figure_area,
    nearness_of_areas,
    place_interpretation,
    place_notes,
    place_question,
    read_place,
    with_settled_place,
)
from benchpin.guidance.provenance import with_provenance
from benchpin.guidance.qualifications import coded_qualifications
from benchpin.guidance.situations import situations
from benchpin.guidance.verdicts import role_verdict, verdict
from benchpin.market import Outlook, Wage, area_reference, role_outlook
from benchpin.match import (
    Candidate,
    build_matches,
    compute_rank_acceptability,
    resolve_candidate,
    score_roles,
    skills_to_learn,
)
from benchpin.people import suggest_contacts
from benchpin.plan import plan_training
from benchpin.profile import Profile
from benchpin.reference import Area, Reference
from benchpin.text import OccupationCoder

DRAWS = 4096
MAX_ROLES = 3
"""How many of the best matches are covered in depth, besides the roles the profile asks about."""


def advise(
    profile: Profile,
    catalog: Catalog,
    reference: Reference,
    *,
    as_of: date,
    draws: int = DRAWS,
    further_roles: tuple[str, ...] = (),
) -> Guidance:
    """The guidance for a profile, every figure with its source.

    Never reads the clock: `as_of` is the day the guidance is for, so that the same input gives the
    same result and fingerprint. `draws` sets the precision of rank intervals. `further_roles` get a
    verdict too, as if they were asked about, and change nothing else. Statements carry no text yet:
    `wording.statements.with_text` adds it.
    """
    place, stated_profile = read_place(profile, reference), profile
    profile = with_settled_place(profile, place)
    area = figure_area(profile, place, reference)
    reader = title_reader(catalog, reference)
    catalog = catalog.in_country(profile.circumstances.country)
    candidate = resolve_candidate(profile, catalog, reference, reader, as_of)
    scores = score_roles(candidate, catalog, reference, area=area)
    has_evidence = has_enough_evidence(candidate, catalog)
    is_enough = (
        has_evidence
        # The candidate's emphasis may set every known part to 0: all scores would be equal.
        and bool(scores.weights.any())
        and is_anything_left(scores.entries)
    )
    acceptability = compute_rank_acceptability(scores, draws if is_enough else 1)
    ranked = build_matches(scores, acceptability)
    by_role = {match.role: match for match in ranked}
    if is_enough:
        matches = ranked
    else:
        # Where terms leave nothing, the roles that they exclude say which one could give way.
        is_left = is_anything_left(scores.entries)
        excluded = (
            [m for m in ranked if m.breaks and m.signs] if has_evidence and not is_left else []
        )
        matches = tuple(
            match.model_copy(update=_listed_at(rank)) for rank, match in enumerate(excluded, 1)
        )
    requested_roles = tuple(dict.fromkeys((*profile.aims.roles, *further_roles)))
    # Requested roles are covered in depth anyway.
    best_roles = [
        m.role for m in matches if m.role not in requested_roles and m.signs and not m.breaks
    ][:MAX_ROLES]
    # A role that is ruled out is answered, and not sold: it gets no plan.
    ruled_out = {
        i
        for i in profile.aims.roles
        if verdict(by_role[i], candidate, is_enough=is_enough) == "probably not"
        and i not in further_roles
    }
    in_depth = (*(i for i in requested_roles if i not in ruled_out), *best_roles)
    outlooks = {
        i: role_outlook(i, area, catalog, reference)
        for i in dict.fromkeys((*requested_roles, *in_depth))
        if area
    }
    plans = {
        i: plan_training(
            i,
            skills_to_learn(i, candidate, catalog),
            profile,
            catalog,
            awards=candidate.awards,
            nearness=nearness_of_areas(area, reference),
        )
        for i in in_depth
    }
    role_verdicts = tuple(
        role_verdict(
            by_role[i],
            plans.get(i),
            outlooks.get(i),
            candidate,
            catalog,
            ranked=ranked,
            is_enough=is_enough,
        )
        for i in requested_roles
    )
    requested_matches = [by_role[role] for role in profile.aims.roles]
    first_match = next((by_role[role] for role in in_depth), None)
    families = tuple(catalog.roles[i].family for i in in_depth)
    circumstances = profile.circumstances
    people = suggest_contacts(
        families, circumstances.country, catalog, under_18=bool(circumstances.under_18)
    )
    questions = next_questions(
        candidate,
        matches if is_enough else (),
        acceptability.decisiveness if is_enough else {},
        catalog,
        conflicting_terms=conflicting_terms(scores.entries) if matches and not is_enough else (),
        place_question=place_question(stated_profile, place, catalog),
    )
    understood = _coded_positions(candidate)
    body = {
        "understood": understood,
        "qualifications": coded_qualifications(candidate, catalog),
        "interests": _interests(candidate),
        "place": place_interpretation(place),
        "enough": is_enough,
        "ask_next": questions,
        "coverage": data_coverage(
            candidate, area_reference(area) if area else None, in_depth, catalog
        ),
        "role_verdicts": role_verdicts,
        "matches": matches,
        "market": _market(area, outlooks),
        "work_mode": {
            i: work_modes_and_next_roles(i, catalog)
            for i in dict.fromkeys((*requested_roles, *in_depth))
        },
        "counsel": person_notes(
            candidate,
            situations(candidate, requested_matches, first_match, area, catalog, as_of),
            first_match,
            catalog,
        ),
        "role_counsel": {
            i: role_notes(by_role[i], candidate, catalog)
            for i in dict.fromkeys((*requested_roles, *in_depth))
        },
        "plan": plans,
        "people": people,
        "next_step": next_step(
            [by_role[role] for role in _hopeful_roles(role_verdicts, best_roles)],
            candidate,
            people,
            catalog,
            is_enough=is_enough,
        ),
        "notes": profile_notes(candidate, catalog, place_notes(stated_profile, place, catalog)),
        "labels": record_labels(profile, understood, matches, plans, requested_roles, catalog),
    }
    return with_provenance(body, stated_profile, catalog, reference, as_of, draws, further_roles)


def _listed_at(rank: int) -> dict[str, int | tuple[str, ...]]:
    """The place of a role in a list without a ranking: no interval, and no ties."""
    return {"rank": rank, "rank_low": rank, "rank_high": rank, "tied_with": ()}


def _hopeful_roles(role_verdicts: tuple[RoleVerdict, ...], best_roles: list[str]) -> list[str]:
    """The roles that a next step may lead to: asked about and not ruled out, then the best."""
    requested_roles = [v.role for v in role_verdicts if v.verdict in ("yes now", "not yet")]
    return [*requested_roles, *best_roles]


def _coded_positions(candidate: Candidate) -> tuple[CodedPosition, ...]:
    return tuple(
        CodedPosition(
            path=f"experience.{former.index}",
            title=former.title,
            occupation=former.codes[0] if former.codes else None,
            label=former.label or None,
            role=former.roles[0] if former.roles else None,
        )
        for former in candidate.formers
    )


def _interests(candidate: Candidate) -> InterestProfile | None:
    """The interests estimated from interview answers; None where there are none."""
    if not candidate.interest_sds:
        return None
    return InterestProfile(scores=dict(candidate.interests), sds=dict(candidate.interest_sds))


def _market(area: Area | None, outlooks: Mapping[str, Outlook]) -> Market:
    wages: dict[tuple[str, str], Wage] = {}
    statements: dict[str, Statement] = {}
    for outlook in outlooks.values():
        for wage in outlook.wages:
            # One occupation can be the role's own for one role and a proxy for another: both are
            # kept.
            wages.setdefault((wage.soc, wage.applies), wage)
        own_wage, projection = outlook.own_wage, outlook.projection
        if own_wage and projection.change and projection.openings:
            statements[own_wage.soc] = make_statement(
                "outlook",
                occupation=own_wage.name,
                change=figure_value(projection.change),
                openings=figure_value(projection.openings),
            )
    return Market(
        area=area_reference(area) if area else None,
        wages=tuple(wages.values()),
        by_role={role: tuple(w.soc for w in outlook.wages) for role, outlook in outlooks.items()},
        applies={
            role: {w.soc: w.applies for w in outlook.wages} for role, outlook in outlooks.items()
        },
        industry_wages={
            role: outlook.industry_wages
            for role, outlook in outlooks.items()
            if outlook.industry_wages
        },
        statements=tuple(statements.values()),
    )


@lru_cache(maxsize=4)
def title_reader(catalog: Catalog, reference: Reference) -> OccupationCoder:
    """The coder of job titles, with the labels and synonyms of the trade's roles."""
    titles: dict[str, list[str]] = {i: [r.label, *r.also_called] for i, r in catalog.roles.items()}
    for alias in catalog.trade_titles:
        titles[alias.role].append(alias.title)
    return OccupationCoder(
        reference.path("titles"),
        {role: tuple(names) for role, names in titles.items()},
        {i: role.occupations.onet2019 for i, role in catalog.roles.items()},
    )
