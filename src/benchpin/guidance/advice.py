"""The engine's main function: guidance from a profile."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from benchpin.catalog import Catalog
from benchpin.facts import OUR_JUDGEMENT, Statement, catalog_value, figure_value, make_statement
from benchpin.guidance.coverage import (
    data_coverage,
    has_enough_evidence,
    next_questions,
    profile_notes,
)
from benchpin.guidance.model import CodedPosition, Guidance, InterestProfile, Market, RoleVerdict
from benchpin.guidance.provenance import with_provenance
from benchpin.guidance.verdicts import low_cost_trial, role_verdict
from benchpin.market import Outlook, Wage, area_reference, role_outlook
from benchpin.market.telework import RoleWorkMode, role_work_mode
from benchpin.match import (
    Candidate,
    Match,
    build_matches,
    compute_rank_acceptability,
    coverage_from_role,
    resolve_candidate,
    score_roles,
)
from benchpin.people import Suggestion, suggest_contacts
from benchpin.plan import plan_training
from benchpin.profile import Profile
from benchpin.reference import Area, Reference
from benchpin.text import OccupationCoder

DRAWS = 4096
MAX_ROLES = 3
"""How many of the best matches are covered in depth, besides the roles the profile asks about."""
MAX_NEXT_ROLES = 4
"""How many onward roles with remote or hybrid work are named for a bench role."""


def advise(
    profile: Profile,
    catalog: Catalog,
    reference: Reference,
    *,
    as_of: date,
    draws: int = DRAWS,
) -> Guidance:
    """The guidance for a profile, every figure with its source.

    Never reads the clock: `as_of` is the day the guidance is for, so that the same input gives the
    same result and fingerprint. `draws` sets the precision of rank intervals. Statements carry no
    text yet: `wording.statements.with_text` adds it.
    """
    area = _area(profile, reference)
    candidate = resolve_candidate(
        profile, catalog, reference, title_reader(catalog, reference), as_of
    )
    is_enough = has_enough_evidence(candidate, catalog)
    matches: tuple[Match, ...] = ()
    decisiveness: Mapping[str, float] = {}
    if is_enough:
        scores = score_roles(candidate, catalog, reference, area=area)
        acceptability = compute_rank_acceptability(scores, draws)
        matches, decisiveness = build_matches(scores, acceptability), acceptability.decisiveness
    if not any(part.weight for match in matches[:1] for part in match.parts.values()):
        # The candidate's emphasis set every known part to 0: all scores would be equal.
        matches, decisiveness, is_enough = (), {}, False
    by_role = {match.role: match for match in matches}
    requested_roles = tuple(dict.fromkeys(profile.aims.roles))
    # Requested roles are covered in depth anyway.
    best_roles = [m.role for m in matches if m.role not in requested_roles][:MAX_ROLES]
    in_depth = (*requested_roles, *best_roles)
    outlooks = {i: role_outlook(i, area, catalog, reference) for i in in_depth} if area else {}
    plans = {
        i: plan_training(
            i, _lacking(by_role.get(i), i, catalog), profile, catalog, awards=candidate.awards
        )
        for i in in_depth
    }
    role_verdicts = tuple(
        role_verdict(i, by_role.get(i), plans[i], outlooks.get(i), candidate, catalog)
        for i in requested_roles
    )
    families = tuple(catalog.roles[i].family for i in in_depth)
    circumstances = profile.circumstances
    people = suggest_contacts(
        families, circumstances.country, catalog, under_18=bool(circumstances.under_18)
    )
    questions = next_questions(candidate, matches, decisiveness, catalog)
    body = {
        "understood": _coded_positions(candidate),
        "interests": _interests(candidate),
        "enough": is_enough,
        "ask_next": questions,
        "coverage": data_coverage(
            candidate, area_reference(area) if area else None, in_depth, catalog
        ),
        "role_verdicts": role_verdicts,
        "matches": matches,
        "market": _market(area, outlooks),
        "work_mode": {i: work_modes_and_next_roles(i, catalog) for i in in_depth},
        "plan": plans,
        "people": people,
        "next_step": _next_step(
            role_verdicts, best_roles, candidate, people, catalog, is_enough=is_enough
        ),
        "notes": profile_notes(candidate, catalog),
    }
    return with_provenance(body, profile, catalog, reference, as_of, draws)


def _area(profile: Profile, reference: Reference) -> Area | None:
    """The US area whose figures are used; None abroad, for which there are no wage data."""
    circumstances = profile.circumstances
    if circumstances.country not in (None, "US"):
        return None
    return reference.area(circumstances.area)


def _lacking(match: Match | None, role: str, catalog: Catalog) -> tuple[str, ...]:
    """The skills of a role still to learn or to confirm; all of them without a match."""
    if match is None:
        return tuple(need.skill for need in catalog.roles[role].skills)
    return (*match.missing, *match.partial, *match.assumed)


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
                sources=[own_wage.source, projection.change.source],
            )
    return Market(
        area=area_reference(area) if area else None,
        wages=tuple(wages.values()),
        by_role={role: tuple(w.soc for w in outlook.wages) for role, outlook in outlooks.items()},
        applies={
            role: {w.soc: w.applies for w in outlook.wages} for role, outlook in outlooks.items()
        },
        statements=tuple(statements.values()),
    )


def work_modes_and_next_roles(role: str, catalog: Catalog) -> RoleWorkMode:
    """A role's work modes; for a bench role also onward roles that allow remote or hybrid work."""
    role_modes = role_work_mode(role, catalog)
    # Only bench roles have telework patterns, and only they get onward roles.
    if not any(s.kind == "shape" for s in role_modes.statements):
        return role_modes
    next_roles = sorted(
        (
            (-share, i)
            for i, share in coverage_from_role(role, catalog).items()
            if i != role
            and share >= catalog.weights.bands.elsewhere_covered
            and set(catalog.roles[i].could_leave_the_workplace.modes) & {"hybrid", "remote"}
        )
    )[:MAX_NEXT_ROLES]
    if not next_roles:
        return role_modes
    ids = [i for _, i in next_roles]
    labels = tuple(catalog.roles[i].label for i in ids)
    roles = catalog_value(labels, f"roles/{','.join(ids)}/label")
    statement = make_statement("shape-roles", roles=roles, sources=[OUR_JUDGEMENT])
    return role_modes.model_copy(update={"statements": (*role_modes.statements, statement)})


def _next_step(
    role_verdicts: tuple[RoleVerdict, ...],
    best_roles: list[str],
    candidate: Candidate,
    people: tuple[Suggestion, ...],
    catalog: Catalog,
    *,
    is_enough: bool,
) -> Statement:
    """One step for this week: try a role that is new to the candidate, and ask a contact.

    Somebody under 18 is referred to an adult whom they trust, not to an organisation.
    """
    if not is_enough:
        return make_statement("next-answer")
    former_roles = {role for former in candidate.formers for role in former.roles}
    hopeful_roles = [a.role for a in role_verdicts if a.verdict != "probably not"]
    under_18 = candidate.profile.circumstances.under_18
    contact = None if under_18 else _contact_to_ask(people, candidate, catalog)
    for role in (*hopeful_roles, *best_roles):
        trial = low_cost_trial(role, catalog)
        if role not in former_roles and trial is not None:
            label = catalog_value(catalog.roles[role].label, f"roles/{role}/label")
            kind = "next-try-and-ask" if contact else "next-try"
            return make_statement(
                kind,
                role=label,
                **trial.values,
                **_organisation_value(contact),
                sources=trial.sources,
            )
    if under_18:
        return make_statement("next-trusted-adult")
    return (
        make_statement("next-ask-at", **_organisation_value(contact))
        if contact
        else make_statement("next-ask")
    )


def _contact_to_ask(
    people: tuple[Suggestion, ...], candidate: Candidate, catalog: Catalog
) -> Suggestion | None:
    """The suggested organisation of the country to ask who takes beginners; None if there is none.

    By the order of kinds in the weights (`next_step.ask`): a trade association first, since it
    knows employers everywhere; a school knows those around it.
    """
    country, kinds = candidate.profile.circumstances.country or "US", catalog.weights.next_step.ask
    ranked_contacts = [
        (kinds.index(record.kind), index)
        for index, suggestion in enumerate(people)
        if suggestion.organisation
        and country in (record := catalog.organisations[suggestion.organisation]).country
        and record.kind in kinds
    ]
    return people[min(ranked_contacts)[1]] if ranked_contacts else None


def _organisation_value(suggestion: Suggestion | None) -> dict[str, Any]:
    if suggestion is None:
        return {}
    path = f"organisations/{suggestion.organisation}/label"
    return {"organisation": catalog_value(suggestion.label, path)}


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
