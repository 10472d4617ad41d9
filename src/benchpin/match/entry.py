"""How a candidate would enter a role: now, after training, later by way of another role, or not.

Rules over the ladder of each role (see docs/how-it-works/entry.md); no score is read. Years in a
role, a qualification that leads to it, and skills that somebody confirmed are all proofs: any one
of them is enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from benchpin.catalog import Catalog
from benchpin.facts.ladder import Ladder, PriorRole
from benchpin.match.candidate import Candidate, highest_education
from benchpin.match.role_entry import PAID_TRAINING_DOORS, RoleEntry
from benchpin.match.signs import NO_LADDER, MoveKind, Signs, occupation_moves
from benchpin.match.skill_shares import SkillShares, skill_shares
from benchpin.match.terms import Terms
from benchpin.profile import EDUCATION


@dataclass(frozen=True, slots=True)
class _Past:
    """What counts as proof: years by role, and in occupations that lead to a role, qualifications.

    `outside_years` are those in occupations that are hired straight, `near_years` those in
    occupations nearby too.
    """

    years_by_role: Mapping[str, float]
    outside_years: Mapping[str, float]
    near_years: Mapping[str, float]
    qualified_roles: frozenset[str]
    education: str | None
    country: str
    is_under_18: bool


def role_entries(
    candidate: Candidate,
    catalog: Catalog,
    *,
    interest_fit: Mapping[str, float] | None = None,
    unpaid_roles: frozenset[str] = frozenset(),
) -> dict[str, RoleEntry]:
    """The entry of every role, by role id.

    `interest_fit` is the congruence of interests by role where they are known, `unpaid_roles` are
    those whose pay breaks the candidate's minimum.
    """
    past = _past(candidate, catalog)
    shares = skill_shares(candidate, catalog)
    direct: dict[str, RoleEntry | None] = {}
    for role_id, role in catalog.roles.items():
        ladder = role.ladder or NO_LADDER
        direct[role_id] = _direct_entry(role_id, ladder, past, shares[role_id], candidate, catalog)
    signs = Signs(candidate, catalog, interest_fit or {})
    terms = Terms(candidate, catalog, unpaid_roles)
    entries: dict[str, RoleEntry] = {}
    for role_id, direct_entry in direct.items():
        ladder = catalog.roles[role_id].ladder or NO_LADDER
        entry = direct_entry or _entry_by_way(ladder, past, direct, terms)
        entry = _with_bar(entry, ladder, past)
        breaks = terms.broken_by(
            role_id,
            reach=entry.reach,
            months=entry.months,
            by_way_of=entry.by_way_of,
            is_paid_training=entry.door in PAID_TRAINING_DOORS or entry.apprenticeship is not None,
        )
        entries[role_id] = replace(
            entry,
            signs=signs.of(role_id, has_own_door=entry.has_own_door),
            has_past=signs.has_past,
            breaks=breaks,
            is_own_business=ladder.self_employed,
        )
    return _with_families(entries, catalog)


def _with_families(entries: Mapping[str, RoleEntry], catalog: Catalog) -> dict[str, RoleEntry]:
    """The entries, each with whether more than interests points to a role of its family."""
    families = {
        catalog.roles[role_id].family
        for role_id, entry in entries.items()
        if entry.strength in ("asked", "own", "any") and not entry.breaks
    }
    return {
        role_id: replace(entry, is_in_family=True)
        if catalog.roles[role_id].family in families
        else entry
        for role_id, entry in entries.items()
    }


def _past(candidate: Candidate, catalog: Catalog) -> _Past:
    outside_years: dict[str, float] = {}
    near_years: dict[str, float] = {}
    for former in candidate.formers:
        for role in occupation_moves(former, catalog, "direct"):
            outside_years[role] = outside_years.get(role, 0.0) + former.years
        for role in occupation_moves(former, catalog, "direct", "near"):
            near_years[role] = near_years.get(role, 0.0) + former.years
    qualified = {role for award in candidate.awards for role in catalog.qualifications[award].roles}
    qualified |= {role for d in candidate.diplomas_by_path.values() for role in d.role_ids}
    circumstances = candidate.profile.circumstances
    return _Past(
        candidate.years_in_roles,
        outside_years,
        near_years,
        frozenset(qualified),
        highest_education(candidate.profile),
        circumstances.country or "US",
        is_under_18=bool(circumstances.under_18),
    )


def _direct_entry(
    role_id: str,
    ladder: Ladder,
    past: _Past,
    shares: SkillShares,
    candidate: Candidate,
    catalog: Catalog,
) -> RoleEntry | None:
    """The entry without another role in between; None for an experienced role without its years."""
    rules = catalog.weights.entry
    is_experienced = ladder.entry == "experienced"
    if past.years_by_role.get(role_id, 0.0) > 0:
        return RoleEntry("now", "same-role", former=_former_in(role_id, candidate))
    training_months = ladder.training_months_low, ladder.training_months_high
    prior = _longest_prior_role(ladder, past)
    if prior is not None and (
        not is_experienced
        or ladder.training_months_low <= rules.max_introduction_months
        or shares.essential >= rules.min_prior_share
    ):
        return RoleEntry("now", "prior-role", former=_former_in(prior, candidate))
    min_years = rules.min_outside_years_experienced if is_experienced else rules.min_outside_years
    # Under 18 a job on Saturdays opens what is open to beginners, and no more.
    is_open_to_age = not past.is_under_18 or ladder.entry == "beginner"
    if past.outside_years.get(role_id, 0.0) >= min_years and is_open_to_age:
        former = _former_outside(role_id, candidate, catalog, "direct")
        return RoleEntry("now", "occupation", former=former)
    near_years = past.near_years.get(role_id, 0.0)
    if is_experienced and near_years >= min_years and shares.essential >= rules.min_prior_share:
        former = _former_outside(role_id, candidate, catalog, "direct", "near")
        return RoleEntry("now", "occupation", former=former)
    if not is_experienced:
        if "qualification" in ladder.proofs and role_id in past.qualified_roles:
            return RoleEntry("now", "qualification")
        if (
            shares.confirmed_essential >= rules.min_essential_share
            or shares.confirmed_core >= rules.min_core_share
        ):
            return RoleEntry("now", "skills")
    if ladder.entry == "beginner":
        return RoleEntry("now", "open")
    is_soon_shown = not is_experienced and (
        ladder.training_months_low <= rules.max_introduction_months
    )
    if is_soon_shown and is_open_to_age and near_years >= rules.min_outside_years_near:
        former = _former_outside(role_id, candidate, catalog, "direct", "near")
        return RoleEntry("now", "near-occupation", former=former)
    apprenticeship = next(
        (
            door
            for door in ladder.doors
            if door.kind == "apprenticeship" and past.country in door.countries
        ),
        None,
    )
    wants_apprenticeship = past.is_under_18 or role_id in candidate.profile.aims.roles
    if apprenticeship is not None and wants_apprenticeship and not (is_experienced or prior):
        return RoleEntry("now", "apprenticeship", apprenticeship=apprenticeship)
    if prior is not None:
        return RoleEntry(
            "train", former=_former_in(prior, candidate), training_months=training_months
        )
    if is_experienced:
        return None
    return RoleEntry("train", training_months=training_months, apprenticeship=apprenticeship)


def _longest_prior_role(ladder: Ladder, past: _Past) -> str | None:
    """The role held longest of those that a role builds on, where its years are enough."""
    enough = [
        prior.role
        for prior in ladder.builds_on
        if past.years_by_role.get(prior.role, 0.0) >= prior.years > 0
    ]
    return max(enough, key=lambda role: (past.years_by_role[role], role), default=None)


def _former_in(role_id: str, candidate: Candidate) -> int:
    """The place of the longest position in a role among the candidate's formers."""
    places = [i for i, former in enumerate(candidate.formers) if role_id in former.roles]
    return max(places, key=lambda place: candidate.formers[place].years)


def _former_outside(role_id: str, candidate: Candidate, catalog: Catalog, *kinds: MoveKind) -> int:
    """The place of the longest position in an occupation that leads to a role."""
    places = [
        place
        for place, former in enumerate(candidate.formers)
        if role_id in occupation_moves(former, catalog, *kinds)
    ]
    return max(places, key=lambda place: candidate.formers[place].years)


def _entry_by_way(
    ladder: Ladder, past: _Past, direct: Mapping[str, RoleEntry | None], terms: Terms
) -> RoleEntry:
    """The entry by way of the prior role that leads there soonest and breaks no term.

    Of two that take as long, the one that the person's own past opens, then the usual one: the
    ladder names it first.
    """

    def remaining(prior: PriorRole) -> float:
        return max(0.0, prior.years - past.years_by_role.get(prior.role, 0.0))

    def order(prior: PriorRole) -> tuple[bool, bool, float, bool, int]:
        entry = direct.get(prior.role)
        months = entry.training_months[1] if entry else 0.0
        return (
            bool(terms.of_work(prior.role)),
            entry is None,
            months + 12 * remaining(prior),
            entry is None or not entry.has_own_door,
            ladder.builds_on.index(prior),
        )

    prior = min(ladder.builds_on, key=order)
    entry = direct.get(prior.role)
    first_low, first_high = entry.training_months if entry else (0.0, 0.0)
    return RoleEntry(
        "later",
        training_months=(
            first_low + ladder.training_months_low,
            first_high + ladder.training_months_high,
        ),
        by_way_of=prior.role,
        years=remaining(prior),
    )


def _with_bar(entry: RoleEntry, ladder: Ladder, past: _Past) -> RoleEntry:
    """The entry with the education that the candidate's country asks for and they lack.

    The role then comes later. Nothing where the candidate's education is not known, and nothing for
    somebody who held the role.
    """
    if entry.door in ("same-role", "qualification") or past.education is None:
        return entry
    for bar in ladder.bars:
        lacks_level = bar.level is not None and (
            EDUCATION.index(bar.level) > EDUCATION.index(past.education)
        )
        if bar.kind == "education" and past.country in bar.countries and lacks_level:
            return replace(entry, reach="later", door=None, bar=bar)
    return entry
