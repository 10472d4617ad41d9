"""The answer on each role that somebody came with."""

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

_PAY_AGAINST = ("lower-quarter-below-minimum", "group-median-below-minimum")


def role_verdict(
    role: str,
    match: Match | None,
    plan: RolePlan | None,
    outlook: Outlook | None,
    person: Candidate,
    catalog: Catalog,
) -> RoleVerdict:
    """What to say on a role in mind: verdict, one thing each way, pay floor, a way to try it.

    `match` is None where too little is known to rank; then the verdict is None.
    """
    record = catalog.roles[role]
    label = catalog_value(record.label, f"roles/{role}/label")
    statements: list[Statement] = []
    found: Verdict | None = None
    if match is not None and plan is not None:
        found, because = verdict(match, plan, person, catalog)
        statements.extend(because)
        statements.append(
            match.for_[0]
            if match.for_
            else make_statement("nothing-for-yet", role=label, sources=[])
        )
        statements.append(match.against[0])
    statements.extend(
        discontinued_programmes(role, person.profile.circumstances.country or "US", catalog)
    )
    return RoleVerdict(
        role=role,
        label=record.label,
        verdict=found,
        statements=tuple(statements),
        floor=minimum_pay_check(outlook, person, label=label),
        try_it=low_cost_trial(role, catalog),
        about=role_statements(role, catalog),
    )


def verdict(
    match: Match, plan: RolePlan, person: Candidate, catalog: Catalog
) -> tuple[Verdict, tuple[Statement, ...]]:
    """The verdict with its conditions, by stated rules over parts, pay and gaps, never by rank.

    probably not: the pay gate is closed, or interests or conditions are known and poor.
    go ahead: the role is near and none of the conditions below is open.
    go ahead if: the role is near, or what is missing of its essential skills is little, or not much
    and at least half of it is taught by programmes listed. The conditions: pay to be weighed, a
    work mode that is not the one wanted, skills only assumed, essential skills missing.
    not yet: everything else.
    """
    rules = catalog.weights.verdicts
    if any(not gate.open for gate in match.gates):
        return "probably not", (make_statement("verdict-no-pay"),)
    if _poor(match.parts["interests"], rules.poor_interests):
        return "probably not", (make_statement("verdict-no-interests"),)
    if _poor(match.parts["conditions"], rules.poor_conditions):
        return "probably not", (make_statement("verdict-no-conditions"),)
    missing, here = match.essential_missing, f"matches/{match.role}/essential_missing"
    covered = [closing.skill for closing in plan.closes if closing.skill in missing]
    counts = {
        "missing": computed_value(len(missing), here, "skills"),
        "covered": computed_value(len(covered), f"{here}&plan/{match.role}/closes", "skills"),
    }
    few = len(missing) <= rules.few_missing
    teachable = len(missing) <= rules.many_missing and 2 * len(covered) >= len(missing)
    if match.band != "near" and not few and not teachable:
        kind = "verdict-not-yet" if covered else "verdict-not-yet-alone"
        return "not yet", (make_statement(kind, sources=[OUR_JUDGEMENT], **counts),)
    conditions = list(_conditions(match, person, catalog))
    if missing:
        kind = "condition-learned" if covered else "condition-learned-alone"
        conditions.append(make_statement(kind, sources=[OUR_JUDGEMENT], **counts))
    if conditions:
        return "go ahead if", (make_statement("verdict-if"), *conditions)
    role = catalog_value(match.label, f"roles/{match.role}/label")
    return "go ahead", (make_statement("verdict-go-ahead", role=role),)


def _conditions(match: Match, person: Candidate, catalog: Catalog) -> Iterator[Statement]:
    if any(s.kind in _PAY_AGAINST for s in match.against):
        yield make_statement("condition-pay")
    wanted = person.profile.circumstances.work_modes
    modes = catalog.roles[match.role].could_leave_the_workplace.modes
    if wanted and not set(wanted) & set(modes):
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


def _poor(part: ScoreComponent, least: float) -> bool:
    return part.known and not part.imputed and part.score is not None and part.score < least


def minimum_pay_check(
    outlook: Outlook | None, person: Candidate, *, label: Value
) -> Statement | None:
    """The lower-paid quarter of a role's occupation against the least pay that somebody accepts."""
    terms = person.profile.circumstances
    if outlook is None or not outlook.wages:
        return make_statement("floor-not-held", role=label)
    own = outlook.own
    if own is None:
        first = outlook.wages[0]
        return make_statement(
            "floor-proxy", role=label, occupation=first.name, sources=[first.source]
        )
    quarter = own.percentile("25")
    if quarter is None or own.lower_quarter is None:
        return make_statement("floor-withheld", occupation=own.name, sources=[own.source])
    common = {"lower_quarter": quarter, "occupation": own.name}
    minimum = minimum_pay_usd(person.profile)
    if minimum is None:
        kind = "floor-no-minimum" if terms.minimum_pay is None else "floor-other-currency"
        return make_statement(kind, sources=[own.source], **common)
    return make_statement(
        "floor-reached" if own.lower_quarter >= minimum else "floor-not-reached",
        minimum=profile_value(minimum, "circumstances.minimum_pay", "USD/year"),
        sources=[own.source],
        **common,
    )


def low_cost_trial(role: str, catalog: Catalog) -> Statement | None:
    """One low-cost way to try a role, None where none is written."""
    what = catalog.roles[role].try_it
    if what is None:
        return None
    values, sources = prose_values("what", what, f"roles/{role}/try_it", catalog)
    return make_statement("try-it", sources=[OUR_JUDGEMENT, *sources], **values)
