"""The answer on each role that somebody came with."""

from collections.abc import Iterator

from benchpin.catalog import Catalog, quoted
from benchpin.facts import OUR_JUDGEMENT, Statement, Value, counted, given, listed, say
from benchpin.guidance.model import Asked, Verdict
from benchpin.guidance.role_facts import about
from benchpin.market import Outlook
from benchpin.match import MOST_NAMED, Match, Part, Person, minimum_pay_usd, skill_labels
from benchpin.plan import RolePlan, closed_ways

_PAY_AGAINST = ("lower-quarter-below-minimum", "group-median-below-minimum")


def answer(
    role: str,
    match: Match | None,
    plan: RolePlan | None,
    outlook: Outlook | None,
    person: Person,
    catalog: Catalog,
) -> Asked:
    """What to say on a role in mind: verdict, one thing each way, pay floor, a way to try it.

    `match` is None where too little is known to rank; then the verdict is None.
    """
    record = catalog.roles[role]
    label = listed(record.label, f"roles/{role}/label")
    statements: list[Statement] = []
    found: Verdict | None = None
    if match is not None and plan is not None:
        found, because = verdict(match, plan, person, catalog)
        statements.extend(because)
        statements.append(
            match.for_[0] if match.for_ else say("nothing-for-yet", role=label, sources=[])
        )
        statements.append(match.against[0])
    statements.extend(closed_ways(role, person.profile.circumstances.country or "US", catalog))
    return Asked(
        role=role,
        label=record.label,
        verdict=found,
        statements=tuple(statements),
        floor=floor(outlook, person, label=label),
        try_it=try_it(role, catalog),
        about=about(role, catalog),
    )


def verdict(
    match: Match, plan: RolePlan, person: Person, catalog: Catalog
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
        return "probably not", (say("verdict-no-pay"),)
    if _poor(match.parts["interests"], rules.poor_interests):
        return "probably not", (say("verdict-no-interests"),)
    if _poor(match.parts["conditions"], rules.poor_conditions):
        return "probably not", (say("verdict-no-conditions"),)
    missing, here = match.essential_missing, f"matches/{match.role}/essential_missing"
    covered = [closing.skill for closing in plan.closes if closing.skill in missing]
    counts = {
        "missing": counted(len(missing), here, "skills"),
        "covered": counted(len(covered), f"{here}&plan/{match.role}/closes", "skills"),
    }
    few = len(missing) <= rules.few_missing
    teachable = len(missing) <= rules.many_missing and 2 * len(covered) >= len(missing)
    if match.band != "near" and not few and not teachable:
        kind = "verdict-not-yet" if covered else "verdict-not-yet-alone"
        return "not yet", (say(kind, sources=[OUR_JUDGEMENT], **counts),)
    conditions = list(_conditions(match, person, catalog))
    if missing:
        kind = "condition-learned" if covered else "condition-learned-alone"
        conditions.append(say(kind, sources=[OUR_JUDGEMENT], **counts))
    if conditions:
        return "go ahead if", (say("verdict-if"), *conditions)
    role = listed(match.label, f"roles/{match.role}/label")
    return "go ahead", (say("verdict-go-ahead", role=role),)


def _conditions(match: Match, person: Person, catalog: Catalog) -> Iterator[Statement]:
    if any(s.kind in _PAY_AGAINST for s in match.against):
        yield say("condition-pay")
    wanted = person.profile.circumstances.work_modes
    modes = catalog.roles[match.role].could_leave_the_workplace.modes
    if wanted and not set(wanted) & set(modes):
        path = f"roles/{match.role}/could_leave_the_workplace.modes"
        yield say("condition-mode", modes=listed(modes, path), sources=[OUR_JUDGEMENT])
    essential = {n.skill for n in catalog.roles[match.role].skills if n.need == "essential"}
    assumed = [skill for skill in match.assumed if skill in essential]
    if assumed:
        yield say(
            "condition-confirmed",
            skills=skill_labels(assumed[:MOST_NAMED], catalog),
            assumed=counted(len(match.assumed), f"matches/{match.role}/assumed", "skills"),
            sources=[OUR_JUDGEMENT],
        )


def _poor(part: Part, least: float) -> bool:
    return part.known and not part.imputed and part.score is not None and part.score < least


def floor(outlook: Outlook | None, person: Person, *, label: Value) -> Statement | None:
    """The lower-paid quarter of a role's occupation against the least pay that somebody accepts."""
    terms = person.profile.circumstances
    if outlook is None or not outlook.wages:
        return say("floor-not-held", role=label)
    own = outlook.own
    if own is None:
        first = outlook.wages[0]
        return say("floor-proxy", role=label, occupation=first.name, sources=[first.source])
    quarter = own.percentile("25")
    if quarter is None or own.lower_quarter is None:
        return say("floor-withheld", occupation=own.name, sources=[own.source])
    common = {"lower_quarter": quarter, "occupation": own.name}
    minimum = minimum_pay_usd(person.profile)
    if minimum is None:
        kind = "floor-no-minimum" if terms.minimum_pay is None else "floor-other-currency"
        return say(kind, sources=[own.source], **common)
    return say(
        "floor-reached" if own.lower_quarter >= minimum else "floor-not-reached",
        minimum=given(minimum, "circumstances.minimum_pay", "USD/year"),
        sources=[own.source],
        **common,
    )


def try_it(role: str, catalog: Catalog) -> Statement | None:
    """One low-cost way to try a role, None where none is written."""
    what = catalog.roles[role].try_it
    if what is None:
        return None
    values, sources = quoted("what", what, f"roles/{role}/try_it", catalog)
    return say("try-it", sources=[OUR_JUDGEMENT, *sources], **values)
