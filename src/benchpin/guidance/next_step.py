"""The one step for this week."""

from collections.abc import Sequence

from benchpin.catalog import Catalog
from benchpin.facts import Statement, Value, catalog_value, make_statement
from benchpin.guidance.verdicts import low_cost_trial
from benchpin.match import Candidate, Match, practiced_roles
from benchpin.people import Suggestion
from benchpin.profile.model import Circumstances

_OWN_DOORS = ("prior-role", "occupation", "qualification", "skills")
"""Doors of somebody who can apply now and has not held the role."""


def next_step(
    matches: Sequence[Match],
    candidate: Candidate,
    people: tuple[Suggestion, ...],
    catalog: Catalog,
    *,
    is_enough: bool,
) -> Statement:
    """One step for this week, for the first of some roles to which one leads.

    Apply where the candidate's past opens the role; look for an apprenticeship where that is the
    way in; else try the work and ask a contact. Nothing that somebody has long done, and no trial
    at a workplace for somebody who works only from home. Somebody under 18 is referred to an adult
    whom they trust, not to an organization.
    """
    if not is_enough:
        return make_statement("next-answer")
    circumstances = candidate.profile.circumstances
    under_18 = circumstances.under_18
    contact = None if under_18 else _contact_to_ask(people, circumstances, catalog)
    former_roles = {role for former in candidate.formers for role in former.roles}
    former_roles |= practiced_roles(candidate, catalog)
    for match in matches:
        if match.role in former_roles:
            continue
        step = _step_to(match, circumstances, contact, catalog)
        if step is not None:
            return step
    # Nothing new: the role that somebody knows, with another employer.
    for match in matches:
        if match.role in former_roles and not under_18:
            return _application(match, contact, catalog)
    if under_18:
        return make_statement("next-trusted-adult")
    if contact:
        return make_statement("next-ask-at", _organisation_value(contact))
    return make_statement("next-ask")


def step_to_role(
    match: Match, circumstances: Circumstances, people: tuple[Suggestion, ...], catalog: Catalog
) -> Statement:
    """One step for this week to a role that somebody has settled on."""
    contact = None if circumstances.under_18 else _contact_to_ask(people, circumstances, catalog)
    step = _step_to(match, circumstances, contact, catalog)
    return step or _application(match, contact, catalog)


def _step_to(
    match: Match, circumstances: Circumstances, contact: Suggestion | None, catalog: Catalog
) -> Statement | None:
    """The step to a role that is new to the candidate; None where there is none."""
    if match.door in _OWN_DOORS:
        return _application(match, contact, catalog)
    if match.door == "apprenticeship":
        return _apprenticeship(match, contact, catalog)
    trial = low_cost_trial(match.role, catalog)
    works_from_home = circumstances.work_modes == ("remote",)
    if trial is None or works_from_home:
        return (
            _application(match, contact, catalog)
            if match.door in ("open", "near-occupation")
            else None
        )
    return make_statement(
        "next-try-and-ask" if contact else "next-try",
        {**_values_of(match, contact, catalog), **trial.values},
    )


def _application(match: Match, contact: Suggestion | None, catalog: Catalog) -> Statement:
    """To look for openings of a role, and to ask a contact who is hiring, if there is one."""
    kind = "next-apply-and-ask" if contact else "next-apply"
    return make_statement(kind, _values_of(match, contact, catalog))


def _apprenticeship(match: Match, contact: Suggestion | None, catalog: Catalog) -> Statement:
    """To look for an apprenticeship, and to ask a contact who takes apprentices."""
    kind = "next-apprenticeship-and-ask" if contact else "next-apprenticeship"
    return make_statement(kind, _values_of(match, contact, catalog))


def _values_of(match: Match, contact: Suggestion | None, catalog: Catalog) -> dict[str, Value]:
    label = catalog_value(catalog.roles[match.role].label, f"roles/{match.role}/label")
    return {"role": label, **_organisation_value(contact)}


def _contact_to_ask(
    people: tuple[Suggestion, ...], circumstances: Circumstances, catalog: Catalog
) -> Suggestion | None:
    """The suggested organisation of the country to ask who takes beginners; None if there is none.

    By the order of kinds in the weights (`next_step.ask`): a trade association first, since it
    knows employers everywhere; a school knows those around it.
    """
    country, kinds = circumstances.country or "US", catalog.weights.next_step.ask
    ranked_contacts = [
        (kinds.index(record.kind), index)
        for index, suggestion in enumerate(people)
        if suggestion.organisation
        and country in (record := catalog.organisations[suggestion.organisation]).country
        and record.kind in kinds
    ]
    return people[min(ranked_contacts)[1]] if ranked_contacts else None


def _organisation_value(suggestion: Suggestion | None) -> dict[str, Value]:
    if suggestion is None:
        return {}
    path = f"organisations/{suggestion.organisation}/label"
    return {"organisation": catalog_value(suggestion.label, path)}
