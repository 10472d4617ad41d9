"""The verdict on each role that a profile asks about."""

from collections.abc import Iterator

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import (
    OUR_JUDGEMENT,
    Statement,
    Value,
    catalog_value,
    computed_value,
    make_statement,
    profile_value,
)
from benchpin.guidance.model import RoleVerdict, Verdict
from benchpin.guidance.role_facts import role_statements
from benchpin.market import Outlook
from benchpin.match import (
    MAX_NAMES,
    Candidate,
    Match,
    ScoreComponent,
    minimum_pay_usd,
    skill_labels,
)
from benchpin.plan import RolePlan, discontinued_programmes

# "median-below-minimum" is not among them: it closes the pay gate.
_PAY_AGAINST = ("lower-quarter-below-minimum", "group-median-below-minimum")


def role_verdict(
    role: str,
    match: Match | None,
    plan: RolePlan | None,
    outlook: Outlook | None,
    candidate: Candidate,
    catalog: Catalog,
) -> RoleVerdict:
    """The verdict on a role, with the best reason for and against it, the pay check and a trial.

    `match` is None where there is too little evidence to rank; then the verdict is None.
    """
    record = catalog.roles[role]
    label = catalog_value(record.label, f"roles/{role}/label")
    statements: list[Statement] = []
    outcome: Verdict | None = None
    if match is not None and plan is not None:
        outcome, conditions = verdict_with_conditions(match, plan, candidate, catalog)
        statements.extend(conditions)
        statements.append(
            match.for_[0]
            if match.for_
            else make_statement("nothing-for-yet", role=label, sources=[])
        )
        statements.append(match.against[0])
    statements.extend(
        discontinued_programmes(role, candidate.profile.circumstances.country or "US", catalog)
    )
    return RoleVerdict(
        role=role,
        label=record.label,
        verdict=outcome,
        statements=tuple(statements),
        floor=minimum_pay_check(outlook, candidate, label=label),
        try_it=low_cost_trial(role, catalog),
        about=role_statements(role, catalog),
    )


def verdict_with_conditions(
    match: Match, plan: RolePlan, candidate: Candidate, catalog: Catalog
) -> tuple[Verdict, tuple[Statement, ...]]:
    """The verdict with its conditions, by fixed rules on score parts, pay and gaps, never by rank.

    probably not: the pay gate is closed, or interests or conditions are known and poor.
    go ahead: the band is near and none of the conditions below is open.
    go ahead if: the band is near, or at most `few_missing` essential skills are missing, or at most
    `many_missing` and the plan's programmes teach at least half. The conditions: pay to be weighed,
    a work mode other than the accepted ones, essential skills only assumed or missing.
    not yet: everything else.
    """
    rules = catalog.weights.verdicts
    # What no skill can mend is decided first.
    if any(not gate.open for gate in match.gates):
        return "probably not", (make_statement("verdict-no-pay"),)
    if _is_poor(match.parts["interests"], rules.poor_interests):
        return "probably not", (make_statement("verdict-no-interests"),)
    if _is_poor(match.parts["conditions"], rules.poor_conditions):
        return "probably not", (make_statement("verdict-no-conditions"),)
    missing, missing_path = match.essential_missing, f"matches/{match.role}/essential_missing"
    covered = [closure.skill for closure in plan.closes if closure.skill in missing]
    counts = {
        "missing": computed_value(len(missing), missing_path, "skills"),
        "covered": computed_value(
            len(covered), f"{missing_path}&plan/{match.role}/closes", "skills"
        ),
    }
    is_few = len(missing) <= rules.few_missing
    is_teachable = len(missing) <= rules.many_missing and 2 * len(covered) >= len(missing)
    if match.band != "near" and not is_few and not is_teachable:
        kind = "verdict-not-yet" if covered else "verdict-not-yet-alone"
        return "not yet", (make_statement(kind, sources=[OUR_JUDGEMENT], **counts),)
    conditions = list(_conditions(match, candidate, catalog))
    if missing:
        kind = "condition-learned" if covered else "condition-learned-alone"
        conditions.append(make_statement(kind, sources=[OUR_JUDGEMENT], **counts))
    if conditions:
        return "go ahead if", (make_statement("verdict-if"), *conditions)
    role = catalog_value(match.label, f"roles/{match.role}/label")
    return "go ahead", (make_statement("verdict-go-ahead", role=role),)


def _conditions(match: Match, candidate: Candidate, catalog: Catalog) -> Iterator[Statement]:
    if any(s.kind in _PAY_AGAINST for s in match.against):
        yield make_statement("condition-pay")
    accepted_modes = candidate.profile.circumstances.work_modes
    modes = catalog.roles[match.role].could_leave_the_workplace.modes
    if accepted_modes and not set(accepted_modes) & set(modes):
        path = f"roles/{match.role}/could_leave_the_workplace.modes"
        yield make_statement(
            "condition-mode", modes=catalog_value(modes, path), sources=[OUR_JUDGEMENT]
        )
    essential = {n.skill for n in catalog.roles[match.role].skills if n.need == "essential"}
    assumed = [skill for skill in match.assumed if skill in essential]
    if assumed:
        yield make_statement(
            "condition-confirmed",
            skills=skill_labels(assumed[:MAX_NAMES], catalog),
            assumed=computed_value(len(match.assumed), f"matches/{match.role}/assumed", "skills"),
            sources=[OUR_JUDGEMENT],
        )


def _is_poor(part: ScoreComponent, threshold: float) -> bool:
    return part.is_known and not part.imputed and part.score is not None and part.score < threshold


def minimum_pay_check(
    outlook: Outlook | None, candidate: Candidate, *, label: Value
) -> Statement | None:
    """The 25th percentile wage of a role's occupation compared with the candidate's minimum pay."""
    circumstances = candidate.profile.circumstances
    if outlook is None or not outlook.wages:
        return make_statement("floor-not-held", role=label)
    wage = outlook.own_wage
    if wage is None:
        first = outlook.wages[0]
        return make_statement(
            "floor-proxy", role=label, occupation=first.name, sources=[first.source]
        )
    quarter = wage.percentile("25")
    if quarter is None or wage.lower_quarter is None:
        return make_statement("floor-withheld", occupation=wage.name, sources=[wage.source])
    common = {"lower_quarter": quarter, "occupation": wage.name}
    minimum = minimum_pay_usd(candidate.profile)
    if minimum is None:
        kind = "floor-no-minimum" if circumstances.minimum_pay is None else "floor-other-currency"
        return make_statement(kind, sources=[wage.source], **common)
    return make_statement(
        "floor-reached" if wage.lower_quarter >= minimum else "floor-not-reached",
        minimum=profile_value(minimum, "circumstances.minimum_pay", "USD/year"),
        sources=[wage.source],
        **common,
    )


def low_cost_trial(role: str, catalog: Catalog) -> Statement | None:
    """A low-cost way to try a role; None where the catalog has none."""
    trial = catalog.roles[role].try_it
    if trial is None:
        return None
    values, sources = prose_values("what", trial, f"roles/{role}/try_it", catalog)
    return make_statement("try-it", sources=[OUR_JUDGEMENT, *sources], **values)
