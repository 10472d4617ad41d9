"""The five parts of a score, each between 0 and 1, or None where the data lacks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import median

from benchpin.catalog import Catalog
from benchpin.facts import Role, SkillNeed
from benchpin.facts.rules import ExperienceRules, SkillRules
from benchpin.market import Outlook, share_paid_at_least
from benchpin.profile import EDUCATION, INTERESTS, Profile
from benchpin.reference import Reference

from .person import Former, Held, Person

_ENTRY_EDUCATION = {
    "no formal educational credential": "none",
    "high school diploma or equivalent": "high-school",
    "some college, no degree": "some-college",
    "postsecondary nondegree award": "certificate",
    "associate's degree": "associate",
    "bachelor's degree": "bachelor",
    "master's degree": "master",
    "doctoral or professional degree": "doctorate",
}

_VALUE_MEASURES = {
    "achievement": "value-achievement",
    "autonomy": "value-independence",
    "recognition": "value-recognition",
    "relationships": "value-relationships",
    "support": "value-support",
    "working-conditions": "value-working-conditions",
}


@dataclass(frozen=True, slots=True)
class Credit:
    """What a need of a role earns: `full` if its bearer is held, and which skill bears it.

    The bearer is the needed skill itself or a kindred one; None where nothing bears it.
    """

    need: SkillNeed
    full: float
    bearer: str | None
    assumed: bool

    def expected(self, rules: SkillRules) -> float:
        """The credit that counts: an assumed bearer earns `assumed_credit` of it."""
        return self.full * (rules.assumed_credit if self.assumed else 1.0)


def credit_for(need: SkillNeed, held: Mapping[str, Held], catalog: Catalog) -> Credit:
    """What a need earns: level held / level needed, at most 1; or of a kindred skill its share.

    Whichever bears most counts, the skill itself first; shares are stated in `kin.csv`.
    """
    have = held.get(need.skill)
    best = (
        Credit(need, 0.0, None, False)
        if have is None
        else Credit(need, min(1.0, have.level / need.level), need.skill, have.assumed)
    )
    rules = catalog.weights.skills
    for kin in catalog.kin_of.get(need.skill, ()):
        if (other := held.get(kin.skill)) is not None:
            full = kin.share * min(1.0, other.level / need.level)
            found = Credit(need, full, kin.skill, other.assumed)
            if found.expected(rules) > best.expected(rules):
                best = found
    return best


def need_shares(role: Role, rules: SkillRules) -> tuple[tuple[SkillNeed, float], ...]:
    """Each need of a role with its share of all of them, by how much it is needed."""
    total = sum(rules.need[need.need] for need in role.skills)
    return tuple((need, rules.need[need.need] / total) for need in role.skills)


def skills(role: Role, held: Mapping[str, Held], catalog: Catalog) -> float:
    """How much of what a role needs somebody holds: the mean credit of its needs, by weight."""
    rules = catalog.weights.skills
    return sum(
        share * credit_for(need, held, catalog).expected(rules)
        for need, share in need_shares(role, rules)
    )


def essential_share(role: Role, held: Mapping[str, Held]) -> float:
    """The share of a role's essential needs that somebody holds at most one level short.

    Assumed skills are included: they ask to be confirmed, not to be learned.
    """
    needs = [need for need in role.skills if need.need == "essential"] or list(role.skills)
    near = (n.skill in held and held[n.skill].level >= n.level - 1 for n in needs)
    return sum(near) / len(needs)


def role_profile(
    role: Role, catalog: Catalog, measures: tuple[str, ...]
) -> tuple[float, ...] | None:
    """A role's scores on some O*NET measures (1 to 7), the mean over its occupations by share.

    None where the data lacks them; a proxy's figures are not the role's own and count as lacking.
    """
    if role.occupations.applies == "proxy":
        return None
    total = [0.0] * len(measures)
    shares = 0.0
    for position, code in enumerate(role.occupations.onet2019):
        figures = {f.measure: f.low for f in catalog.figures_by_subject.get(f"onet/{code}", ())}
        if all(measure in figures for measure in measures):
            share = share_at(position, catalog.weights.occupation_shares)
            shares += share
            total = [t + share * figures[m] for t, m in zip(total, measures, strict=True)]
    return tuple(t / shares for t in total) if shares else None


def share_at(position: int, shares: tuple[float, ...]) -> float:
    """How much the occupation at a position of a role's list counts, nearest first."""
    return shares[min(position, len(shares) - 1)]


def interest_profile(role: Role, catalog: Catalog) -> tuple[float, ...] | None:
    """A role's six interests, R I A S E C, on O*NET's scale of 1 to 7."""
    return role_profile(role, catalog, tuple(f"interest-{name}" for name in INTERESTS))


def congruence(person: Mapping[str, float], role: tuple[float, ...]) -> float:
    """How well interests go with a role's.

    With four or more that are not all alike: Pearson's r of the two profiles as (r + 1) / 2, the
    index that O*NET's Interest Profiler uses; otherwise 1 less the mean distance.
    """
    pairs = [(person[n], (role[i] - 1) / 6) for i, n in enumerate(INTERESTS) if n in person]
    mine, theirs = [p for p, _ in pairs], [r for _, r in pairs]
    if len(pairs) >= 4:
        a, b = _centred(mine), _centred(theirs)
        size = sqrt(sum(x * x for x in a) * sum(y * y for y in b))
        if size > 1e-9:
            return (sum(x * y for x, y in zip(a, b, strict=True)) / size + 1) / 2
    return 1 - sum(abs(p - r) for p, r in pairs) / len(pairs)


def _centred(values: list[float]) -> list[float]:
    mean = sum(values) / len(values)
    return [value - mean for value in values]


def experience(
    role_id: str, formers: tuple[Former, ...], catalog: Catalog, reference: Reference
) -> tuple[float, Former | None]:
    """How much former work counts for a role, and which position counts most."""
    best, which = 0.0, None
    for former in formers:
        if former.resolved:
            score = former.credit * likeness(role_id, former, catalog, reference)
            if score > best:
                best, which = score, former
    return best, which


def likeness(role_id: str, former: Former, catalog: Catalog, reference: Reference) -> float:
    """How like a former position is to a role, 0 to 1.

    The same role, or the same occupation: 1. Otherwise the likeness of its occupation to the
    nearest of the role's (by share), against that of the occupation nearest to it, which earns
    `nearest_credit`; a proxy's occupation earns `proxy_credit` of that. Where the position was a
    role of the trade, mixed with how much of this role's needs that role's needs cover.
    """
    if role_id in former.roles:
        return 1.0
    rules = catalog.weights.experience
    crosswalk = catalog.roles[role_id].occupations
    found = 0.0
    for position, target in enumerate(crosswalk.onet2019):
        share = share_at(position, catalog.weights.occupation_shares)
        for code in former.codes:
            alike = 1.0 if code == target else _kinship(code, target, reference, rules)
            found = max(found, share * alike)
    if crosswalk.applies == "proxy":
        found *= rules.proxy_credit
    if former.roles:
        covered = max(
            overlap(catalog.roles[r], catalog.roles[role_id], catalog) for r in former.roles
        )
        found = (1 - rules.role_overlap) * found + rules.role_overlap * covered
    return found


def _kinship(code: str, target: str, reference: Reference, rules: ExperienceRules) -> float:
    """Likeness of two occupations, scaled so that the target's nearest kin has `nearest_credit`."""
    nearest = reference.nearest_likeness(target)
    return min(1.0, rules.nearest_credit * reference.likeness(code, target) / nearest)


def overlap(have: Role, want: Role, catalog: Catalog) -> float:
    """How much of one role's needs somebody who meets another's would hold."""
    held = {need.skill: Held(need.level, False) for need in have.skills}
    return skills(want, held, catalog)


def conditions(
    role: Role, person: Person, outlook: Outlook | None, catalog: Catalog
) -> dict[str, float]:
    """How a role's conditions fit what was said, each 0 to 1; only what was said has an entry.

    `work-mode`: 1 where a mode that is wanted is one that the tasks allow, 0.25 where at least
    some tasks could leave. `pay`: the share of the occupation's employees paid at least the
    minimum. `education`: 1 where the usual entry level is reached, else 0.5. `values`: O*NET's
    scores of the role's occupations, weighted by how much each value matters.
    """
    profile, terms = person.profile, person.profile.circumstances
    found: dict[str, float] = {}
    if terms.work_modes:
        leave = role.could_leave_the_workplace
        some = 0.25 if leave.tasks and "hybrid" in terms.work_modes else 0.0
        found["work-mode"] = 1.0 if set(terms.work_modes) & set(leave.modes) else some
    own = outlook.own if outlook else None
    minimum = minimum_pay_usd(profile)
    if minimum is not None and own is not None:
        share = share_paid_at_least(own, minimum)
        if share is not None:
            found["pay"] = share
    reached_level = education_of(profile)
    if reached_level and role.occupations.applies != "proxy":
        usual = usual_education(role, catalog)
        if usual is not None:
            reached = EDUCATION.index(reached_level) >= EDUCATION.index(usual)
            found["education"] = 1.0 if reached else 0.5
    matter: dict[str, float] = {name: weight for name, weight in profile.values.items() if weight}
    if matter:
        names = tuple(sorted(matter))
        scores = role_profile(role, catalog, tuple(_VALUE_MEASURES[n] for n in names))
        if scores is not None:
            fit = sum(matter[n] * (s - 1) / 6 for n, s in zip(names, scores, strict=True))
            found["values"] = fit / sum(matter.values())
    return found


def education_of(profile: Profile) -> str | None:
    """The highest level of schooling that somebody named."""
    named = [profile.circumstances.education, *(item.level for item in profile.education)]
    levels = [level for level in named if level is not None]
    return max(levels, key=EDUCATION.index, default=None)


def usual_education(role: Role, catalog: Catalog) -> str | None:
    """The education that BLS says is usual for entering a role's nearest occupation."""
    for soc in role.occupations.soc2018[:1]:
        entry = catalog.entries.get(soc)
        if entry is not None:
            return _ENTRY_EDUCATION.get(entry.education.lower())
    return None


def minimum_pay_usd(profile: Profile) -> float | None:
    """The least pay somebody accepts, US dollars a year; None where it is in other money.

    No exchange rate is held, and none is made up.
    """
    terms = profile.circumstances
    if terms.minimum_pay is None or terms.currency != "USD" or terms.country not in (None, "US"):
        return None
    return terms.minimum_pay


def imputed(
    values: Mapping[str, float | None], roles: Mapping[str, Role]
) -> dict[str, tuple[float | None, bool]]:
    """Every role's value, rounded; where it is missing, the median of its family, else of all."""
    known = {i: round(value, 6) for i, value in values.items() if value is not None}
    found: dict[str, tuple[float | None, bool]] = {}
    for i, role in roles.items():
        if i in known:
            found[i] = (known[i], False)
            continue
        kin = [value for j, value in known.items() if roles[j].family == role.family]
        pool = kin or list(known.values())
        found[i] = (round(median(pool), 6), True) if pool else (None, False)
    return found
