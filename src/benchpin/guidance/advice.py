"""The spine: a profile goes in, guidance comes out."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from benchpin.catalog import Catalog
from benchpin.facts import OUR_JUDGEMENT, Statement, catalog_value, figure_value, make_statement
from benchpin.guidance.coverage import data_coverage, has_enough_evidence, next_questions, notes
from benchpin.guidance.model import CodedPosition, Guidance, InterestProfile, Market, RoleVerdict
from benchpin.guidance.provenance import with_provenance
from benchpin.guidance.verdicts import low_cost_trial, role_verdict
from benchpin.market import Outlook, Wage, area_reference, role_outlook
from benchpin.market.telework import RoleWorkMode, role_work_mode
from benchpin.match import (
    Candidate,
    Match,
    compute_rank_acceptability,
    covered_by,
    ranked,
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
"""How many matches, beside the roles asked about, are looked into in depth."""
MAX_NEXT_ROLES = 4
"""How many roles that it could lead to are named for a bench role."""


def advise(
    profile: Profile,
    catalog: Catalog,
    reference: Reference,
    *,
    as_of: date,
    draws: int = DRAWS,
) -> Guidance:
    """What a good counselor would tell this person, every figure with its source.

    Never reads the clock: `as_of` is the day the guidance is for. The same input gives the same
    answer, with the same fingerprint. Words come later: `tell.worded`.
    """
    area = _area(profile, reference)
    person = resolve_candidate(profile, catalog, reference, title_reader(catalog, reference), as_of)
    is_enough = has_enough_evidence(person, catalog)
    matches: tuple[Match, ...] = ()
    settles: Mapping[str, float] = {}
    if is_enough:
        scores = score_roles(person, catalog, reference, area=area)
        drawn = compute_rank_acceptability(scores, draws)
        matches, settles = ranked(scores, drawn), drawn.settles
    if not any(part.weight for match in matches[:1] for part in match.parts.values()):
        # All that is known was given an emphasis of nothing: an order by name would be no ranking.
        matches, settles, is_enough = (), {}, False
    by_role = {match.role: match for match in matches}
    asked_roles = tuple(dict.fromkeys(profile.aims.roles))
    best = [m.role for m in matches if m.role not in asked_roles][:MAX_ROLES]
    in_depth = (*asked_roles, *best)
    seen = {i: role_outlook(i, area, catalog, reference) for i in in_depth} if area else {}
    plans = {
        i: plan_training(
            i, _lacking(by_role.get(i), i, catalog), profile, catalog, awards=person.awards
        )
        for i in in_depth
    }
    asked = tuple(
        role_verdict(i, by_role.get(i), plans[i], seen.get(i), person, catalog) for i in asked_roles
    )
    families = tuple(catalog.roles[i].family for i in in_depth)
    terms = profile.circumstances
    people = suggest_contacts(families, terms.country, catalog, under_18=bool(terms.under_18))
    questions = next_questions(person, matches, settles, catalog)
    body = {
        "understood": _understood(person),
        "interests": _interests(person),
        "enough": is_enough,
        "ask_next": questions,
        "coverage": data_coverage(
            person, area_reference(area) if area else None, in_depth, catalog
        ),
        "asked": asked,
        "matches": matches,
        "market": _market(area, seen),
        "work_mode": {i: work_mode(i, catalog) for i in in_depth},
        "plan": plans,
        "people": people,
        "next_step": _next_step(asked, best, person, people, catalog, is_enough=is_enough),
        "notes": notes(person, catalog),
    }
    return with_provenance(body, profile, catalog, reference, as_of, draws)


def _area(profile: Profile, reference: Reference) -> Area | None:
    """The US area whose figures are used; None elsewhere, where no pay is held."""
    terms = profile.circumstances
    if terms.country not in (None, "US"):
        return None
    return reference.area(terms.area)


def _lacking(match: Match | None, role: str, catalog: Catalog) -> tuple[str, ...]:
    """What somebody has still to learn or to confirm for a role; all of it if nothing is known."""
    if match is None:
        return tuple(need.skill for need in catalog.roles[role].skills)
    return (*match.missing, *match.partial, *match.assumed)


def _understood(person: Candidate) -> tuple[CodedPosition, ...]:
    return tuple(
        CodedPosition(
            path=f"experience.{former.index}",
            title=former.title,
            occupation=former.codes[0] if former.codes else None,
            label=former.label or None,
            role=former.roles[0] if former.roles else None,
        )
        for former in person.formers
    )


def _interests(person: Candidate) -> InterestProfile | None:
    """What answers to the interview tell of interests; None where there are none to read."""
    if not person.interest_sds:
        return None
    return InterestProfile(scores=dict(person.interests), sds=dict(person.interest_sds))


def _market(area: Area | None, seen: Mapping[str, Outlook]) -> Market:
    found: dict[tuple[str, str], Wage] = {}
    statements: dict[str, Statement] = {}
    for there in seen.values():
        for wage in there.wages:
            found.setdefault((wage.soc, wage.applies), wage)
        own, seen_ahead = there.own, there.projection
        if own and seen_ahead.change and seen_ahead.openings:
            statements[own.soc] = make_statement(
                "outlook",
                occupation=own.name,
                change=figure_value(seen_ahead.change),
                openings=figure_value(seen_ahead.openings),
                sources=[own.source, seen_ahead.change.source],
            )
    return Market(
        area=area_reference(area) if area else None,
        wages=tuple(found.values()),
        by_role={role: tuple(w.soc for w in there.wages) for role, there in seen.items()},
        applies={role: {w.soc: w.applies for w in there.wages} for role, there in seen.items()},
        statements=tuple(statements.values()),
    )


def work_mode(role: str, catalog: Catalog) -> RoleWorkMode:
    """A role's work modes; for a bench role with the roles that it could lead to elsewhere."""
    found = role_work_mode(role, catalog)
    if not any(s.kind == "shape" for s in found.statements):
        return found
    near = sorted(
        (
            (-share, i)
            for i, share in covered_by(role, catalog).items()
            if i != role
            and share >= catalog.weights.bands.elsewhere_covered
            and set(catalog.roles[i].could_leave_the_workplace.modes) & {"hybrid", "remote"}
        )
    )[:MAX_NEXT_ROLES]
    if not near:
        return found
    ids = [i for _, i in near]
    labels = tuple(catalog.roles[i].label for i in ids)
    roles = catalog_value(labels, f"roles/{','.join(ids)}/label")
    onward = make_statement("shape-roles", roles=roles, sources=[OUR_JUDGEMENT])
    return found.model_copy(update={"statements": (*found.statements, onward)})


def _next_step(
    asked: tuple[RoleVerdict, ...],
    best: list[str],
    person: Candidate,
    people: tuple[Suggestion, ...],
    catalog: Catalog,
    *,
    is_enough: bool,
) -> Statement:
    """One thing to do this week: try a role that is new to the person, and ask somebody.

    Whoever is under 18 is sent to an adult whom they trust, not to a trade body.
    """
    if not is_enough:
        return make_statement("next-answer")
    done = {role for former in person.formers for role in former.roles}
    hopeful = [a.role for a in asked if a.verdict != "probably not"]
    under_18 = person.profile.circumstances.under_18
    whom = None if under_18 else _to_ask(people, person, catalog)
    for role in (*hopeful, *best):
        trial = low_cost_trial(role, catalog)
        if role not in done and trial is not None:
            label = catalog_value(catalog.roles[role].label, f"roles/{role}/label")
            kind = "next-try-and-ask" if whom else "next-try"
            return make_statement(
                kind, role=label, **trial.values, **_whom(whom), sources=trial.sources
            )
    if under_18:
        return make_statement("next-trusted-adult")
    return make_statement("next-ask-at", **_whom(whom)) if whom else make_statement("next-ask")


def _to_ask(
    people: tuple[Suggestion, ...], person: Candidate, catalog: Catalog
) -> Suggestion | None:
    """A body of the country that can be asked who takes beginners: no site, no show, no market.

    Of those suggested a trade association comes first, since it knows employers in every place; a
    school knows those around it.
    """
    here, kinds = person.profile.circumstances.country or "US", catalog.weights.next_step.ask
    found = [
        (kinds.index(record.kind), place)
        for place, suggestion in enumerate(people)
        if suggestion.organisation
        and here in (record := catalog.organisations[suggestion.organisation]).country
        and record.kind in kinds
    ]
    return people[min(found)[1]] if found else None


def _whom(suggestion: Suggestion | None) -> dict[str, Any]:
    if suggestion is None:
        return {}
    path = f"organisations/{suggestion.organisation}/label"
    return {"organisation": catalog_value(suggestion.label, path)}


@lru_cache(maxsize=4)
def title_reader(catalog: Catalog, reference: Reference) -> OccupationCoder:
    """The reader of job titles, with the trade's roles and what people call them."""
    titles: dict[str, list[str]] = {i: [r.label, *r.also_called] for i, r in catalog.roles.items()}
    for alias in catalog.trade_titles:
        titles[alias.role].append(alias.title)
    return OccupationCoder(
        reference.path("titles"),
        {role: tuple(known) for role, known in titles.items()},
        {i: role.occupations.onet2019 for i, role in catalog.roles.items()},
    )
