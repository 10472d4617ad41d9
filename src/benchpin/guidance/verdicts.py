"""The verdict on each role that a profile asks about."""

from collections.abc import Iterator, Sequence

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import (
    OUR_JUDGEMENT,
    Statement,
    Value,
    catalog_value,
    computed_value,
    make_statement,
)
from benchpin.guidance.model import RoleVerdict, Verdict
from benchpin.guidance.role_facts import role_statements
from benchpin.market import Outlook
from benchpin.match import (
    MAX_NAMES,
    TIME_TERMS,
    Candidate,
    Match,
    lower_quarter_statement,
    minimum_pay_gate,
    pay_not_held,
    skill_labels,
)
from benchpin.plan import RolePlan, discontinued_programmes

MAX_PRIOR_ROLES = 2
"""How many of the roles that lead to another one a question names."""


def role_verdict(
    match: Match,
    plan: RolePlan | None,
    outlook: Outlook | None,
    candidate: Candidate,
    catalog: Catalog,
    *,
    ranked: Sequence[Match],
    is_enough: bool,
) -> RoleVerdict:
    """The verdict on a role: how it is entered, what to settle, the pay check and a trial.

    `ranked` are all roles in their order; of them comes the nearest one where the answer is
    "probably not". Where too little is known to rank (`is_enough` false) the question that decides
    is added, unless a term has decided already.
    """
    role, record = match.role, catalog.roles[match.role]
    outcome = verdict(match, candidate, is_enough=is_enough)
    # Where nothing is ranked, the values of the match stand in the verdict.
    statements = list(match.entry) if is_enough else [_as_asked(s) for s in match.entry]
    if outcome == "probably not":
        statements.extend(_instead(match, ranked, catalog))
    elif is_enough:
        statements.extend(_points_to_settle(match, plan, candidate, catalog))
        statements.extend((*match.for_[:1], *match.against[:1]))
    else:
        statements.append(_deciding_question(role, catalog))
    statements.extend(
        discontinued_programmes(role, candidate.profile.circumstances.country or "US", catalog)
    )
    return RoleVerdict(
        role=role,
        label=record.label,
        verdict=outcome,
        reach=match.reach,
        months=match.months,
        by_way_of=match.by_way_of,
        breaks=match.breaks,
        statements=tuple(statements),
        floor=minimum_pay_check(role, outlook, candidate, catalog),
        try_it=_trial(match, outcome, catalog),
        about=role_statements(role, catalog),
    )


def _trial(match: Match, outcome: Verdict | None, catalog: Catalog) -> Statement | None:
    """A way to try the role; None for somebody who knows such work, or whose terms rule it out."""
    if match.door in ("same-role", "prior-role") or outcome == "probably not":
        return None
    return low_cost_trial(match.role, catalog)


def verdict(match: Match, candidate: Candidate, *, is_enough: bool) -> Verdict | None:
    """The verdict on a role from how it is entered, never from its rank.

    probably not: it breaks a term other than the time that somebody gives themselves.
    yes now: it is open now. not yet: training, another role or more time comes first. None where
    too little is known to rank, a job title was not recognized, and the role is not open now: what
    could not be read may be what it takes.
    """
    if set(match.breaks) - TIME_TERMS:
        return "probably not"
    if match.reach == "now":
        return "yes now"
    if not is_enough and any(not former.resolved for former in candidate.formers):
        return None
    return "not yet"


def _as_asked(statement: Statement) -> Statement:
    """A statement on a match whose values are found in the verdict instead."""
    values = {
        key: value.model_copy(update={"from_": value.from_.replace(":matches/", ":asked/")})
        for key, value in statement.values.items()
    }
    return statement.model_copy(update={"values": values})


def _label(role: str, catalog: Catalog) -> Value:
    return catalog_value(catalog.roles[role].label, f"roles/{role}/label")


def _instead(match: Match, ranked: Sequence[Match], catalog: Catalog) -> Iterator[Statement]:
    """The nearest role that keeps what draws somebody: of the same family, else most alike."""
    record = catalog.roles[match.role]
    skills = {need.skill for need in record.skills}

    def likeness(alternative: Match) -> tuple[bool, int, int]:
        alternative_record = catalog.roles[alternative.role]
        shared_count = sum(need.skill in skills for need in alternative_record.skills)
        return alternative_record.family == record.family, shared_count, -alternative.rank

    fitting = [m for m in ranked if not m.breaks and m.signs and m.role != match.role]
    nearest = max(fitting, key=likeness, default=None)
    if nearest is not None:
        yield make_statement("instead-role", alternative=_label(nearest.role, catalog), judged=True)


def _deciding_question(role: str, catalog: Catalog) -> Statement:
    """The one question that decides for somebody of whom too little is known."""
    ladder = catalog.roles[role].ladder
    prior_roles = [p.role for p in ladder.builds_on[:MAX_PRIOR_ROLES]] if ladder else []
    if not prior_roles:
        return make_statement("decides-practice", role=_label(role, catalog))
    labels = tuple(catalog.roles[prior].label for prior in prior_roles)
    return make_statement(
        "decides-experience",
        role=_label(role, catalog),
        priors=catalog_value(labels, f"roles/{','.join(prior_roles)}/label"),
    )


def _points_to_settle(
    match: Match, plan: RolePlan | None, candidate: Candidate, catalog: Catalog
) -> Iterator[Statement]:
    """What is still open: pay in doubt, skills that are only assumed, essential ones to learn."""
    if any(gate.status == "doubt" for gate in match.gates):
        yield make_statement("condition-pay")
    essential = {n.skill for n in catalog.roles[match.role].skills if n.need == "essential"}
    assumed = [skill for skill in match.assumed if skill in essential]
    if assumed:
        yield make_statement(
            "condition-confirmed",
            skills=skill_labels(assumed[:MAX_NAMES], catalog),
            assumed=computed_value(len(match.assumed), f"matches/{match.role}/assumed", "skills"),
            judged=True,
        )
    missing, missing_path = match.essential_missing, f"matches/{match.role}/essential_missing"
    if missing and candidate.skills and plan is not None:
        covered = [closure.skill for closure in plan.closes if closure.skill in missing]
        at_work = set(missing) <= set(plan.at_work)
        ending = "" if covered else "-at-work" if at_work else "-alone"
        yield make_statement(
            f"condition-learned{ending}",
            missing=computed_value(len(missing), missing_path, "skills"),
            covered=computed_value(
                len(covered), f"{missing_path}&plan/{match.role}/closes", "skills"
            ),
            judged=True,
        )


def minimum_pay_check(
    role: str, outlook: Outlook | None, candidate: Candidate, catalog: Catalog
) -> Statement:
    """The pay term of a role in words; without a minimum in dollars the pay alone."""
    gate = minimum_pay_gate(candidate, outlook, catalog)
    if gate is not None:
        return gate.statement
    if outlook is None:
        return pay_not_held(role, catalog)
    other_currency = candidate.profile.circumstances.minimum_pay is not None
    return lower_quarter_statement(outlook, catalog, other_currency=other_currency)


def low_cost_trial(role: str, catalog: Catalog) -> Statement | None:
    """A low-cost way to try a role; None where the catalog has none."""
    trial = catalog.roles[role].try_it
    if trial is None:
        return None
    values = prose_values("what", trial, f"roles/{role}/try_it", catalog, (OUR_JUDGEMENT,))
    return make_statement("try-it", values)
