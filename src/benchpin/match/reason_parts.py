"""What the reasons for and against a role share: labels, reasons of both kinds, and their order."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import (
    OUR_JUDGEMENT,
    Role,
    Statement,
    Value,
    WorkingConditions,
    catalog_value,
    computed_value,
    make_statement,
    profile_value,
)
from benchpin.match.candidate import Candidate, highest_education
from benchpin.match.model import Match
from benchpin.match.occupation_profiles import interest_profile, usual_education
from benchpin.match.role_coverage import need_shares
from benchpin.match.role_entry import PAID_TRAINING_DOORS
from benchpin.profile import EDUCATION, INTERESTS

if TYPE_CHECKING:
    from benchpin.match.scoring import RoleScore

MAX_STATEMENTS = 3
MAX_NAMES = 4
TOP_MATCHES = 5
WeightedStatement = tuple[float, Statement]
"""A statement with its strength, by which reasons are sorted and cut (our judgement)."""


def strongest_statements(
    weighted_statements: tuple[WeightedStatement, ...],
) -> tuple[Statement, ...]:
    """The strongest statements, at most three, the strongest first."""
    return tuple(
        s for _, s in sorted(weighted_statements, key=lambda w: (-w[0], w[1].kind))[:MAX_STATEMENTS]
    )


def role_label(scored: "RoleScore") -> Value:
    """The label of a role as a value of a statement."""
    return catalog_value(scored.role.label, f"roles/{scored.role_id}/label")


def essential_missing(role: Role, candidate: Candidate, catalog: Catalog) -> tuple[str, ...]:
    """The essential skills of a role to learn: neither confirmed nor assumed, and no traits."""
    return tuple(
        n.skill
        for n in role.skills
        if n.need == "essential"
        and n.skill not in candidate.skills
        and n.skill not in catalog.traits
    )


@lru_cache(maxsize=256)
def roles_with_same_codes(role_id: str, catalog: Catalog) -> tuple[str, ...]:
    """The other roles with exactly the same published occupations, by id."""
    codes = set(catalog.roles[role_id].occupations.oews)
    return tuple(
        i for i, r in catalog.roles.items() if i != role_id and codes == set(r.occupations.oews)
    )


def separating_skill(
    matches: Sequence[Match], candidate: Candidate, catalog: Catalog
) -> tuple[str, str, str] | None:
    """Two roles near the top with the same occupations, and the skill that best separates them.

    Of the skills that the candidate has not confirmed, the one whose share of the needs differs
    most. None where no two of the first five roles have the same codes and overlapping rank
    intervals. Roles that are not suggested are not worth a question.
    """
    top_matches = [match for match in matches[:TOP_MATCHES] if match.signs and not match.breaks]
    for index, match in enumerate(top_matches):
        # Overlapping rank intervals: the draws leave open which of the two comes first.
        for other_match in top_matches[index + 1 :]:
            if (
                other_match.role in match.shares_codes_with
                and other_match.rank_low <= match.rank_high
            ):
                shares, other_shares = (
                    _shares(match.role, catalog),
                    _shares(other_match.role, catalog),
                )
                differences = [
                    (-abs(shares.get(skill, 0.0) - other_shares.get(skill, 0.0)), skill)
                    # Sorted, so that of equal differences the earlier skill id wins.
                    for skill in sorted({*shares, *other_shares} - catalog.traits)
                    if (held_skill := candidate.skills.get(skill)) is None or held_skill.assumed
                ]
                if differences:
                    return match.role, other_match.role, min(differences)[1]
    return None


def _shares(role: str, catalog: Catalog) -> dict[str, float]:
    """The share of a role's needs that each skill makes up, by skill."""
    needs = catalog.roles[role].skills
    shares = need_shares(catalog.roles[role], catalog)
    return {need.skill: share for need, share in zip(needs, shares, strict=True)}


def skill_labels(skills: list[str], catalog: Catalog) -> Value:
    """The labels of some skills as one value of a statement."""
    labels = tuple(catalog.skills[skill].label for skill in skills)
    return catalog_value(labels, f"skills/{','.join(skills)}/label")


def interest_reasons(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog, *, high: bool
) -> Iterator[WeightedStatement]:
    """A reason for a role from shared interests (`high`), or one against it from low ones.

    Nothing between the limits of 0.4 and 0.7, and nothing where the part is unknown or imputed.
    """
    part = scored.parts["interests"]
    if not part.is_known or part.score is None or part.imputed:
        return
    if (part.score < 0.7) if high else (part.score > 0.4):
        return
    role_interests = interest_profile(scored.role, catalog)
    if role_interests is None:
        return
    candidate_interests = candidate.interests
    role_first = sorted(INTERESTS, key=lambda n: -role_interests[INTERESTS.index(n)])[:3]
    if high:
        shared = [n for n in role_first if candidate_interests.get(n, 0.0) >= 0.5]
        if not shared:
            return
        values = {"interests": interest_names(shared, candidate)}
    else:
        low_interests = [n for n in role_first if candidate_interests.get(n, 1.0) < 0.5]
        if not low_interests:
            return
        values = {"interests": interest_names(low_interests, candidate)}
    strength = part.score if high else 1 - part.score
    kind = "interests-fit" if high else "interests-apart"
    sources = _sources_of_interests(scored.role, catalog)
    values = {"role": role_label(scored), **values}
    yield strength - 0.1, make_statement(kind, values, cites=sources)


def interest_names(names: Sequence[str], candidate: Candidate) -> Value:
    """Names of interests as a value whose origin is the profile, or the interview's estimate."""
    if candidate.interest_sds:
        return computed_value(tuple(names), "interests/scores")
    return profile_value(tuple(names), "interests")


def _sources_of_interests(role: Role, catalog: Catalog) -> list[str]:
    if role.interests_judged:
        return [OUR_JUDGEMENT]
    figures_by_subject = catalog.figures_by_subject
    subjects = (f"onet/{code}" for code in role.occupations.onet2019)
    source = next(
        figures_by_subject[subject][0].source
        for subject in subjects
        if subject in figures_by_subject
    )
    return [source, OUR_JUDGEMENT] if role.interests_differ else [source]


def work_mode_reasons(
    scored: "RoleScore", candidate: Candidate, *, fits: bool
) -> Iterator[WeightedStatement]:
    """A reason from the work modes: for the role if one is accepted, against it if none is."""
    accepted_modes = candidate.profile.circumstances.work_modes
    telework = scored.role.could_leave_the_workplace
    shared = tuple(mode for mode in accepted_modes if mode in telework.modes and mode != "onsite")
    path = f"roles/{scored.role_id}/could_leave_the_workplace.modes"
    if fits and shared:
        yield (
            0.5,
            make_statement(
                "mode-fits",
                modes=profile_value(shared, "circumstances.work_modes"),
                cites=telework.cited_sources,
            ),
        )
    elif not fits and accepted_modes and not set(accepted_modes) & set(telework.modes):
        yield (
            0.9,
            make_statement(
                "mode-does-not-fit",
                wanted=profile_value(accepted_modes, "circumstances.work_modes"),
                modes=catalog_value(telework.modes, path, sources=telework.cited_sources),
            ),
        )


def education_reasons(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog, *, reached: bool
) -> Iterator[WeightedStatement]:
    """A reason from the typical entry-level education: for the role if `reached`, else against.

    None against a role that somebody has done, or that beginners are taught in: it is no bar there.
    """
    if not reached and scored.entry.door in ("same-role", *PAID_TRAINING_DOORS):
        return
    education = highest_education(candidate.profile)
    wage = scored.outlook.own_wage if scored.outlook else None
    usual = usual_education(scored.role, catalog)
    if education is None or usual is None or wage is None:
        return
    if reached == (EDUCATION.index(education) >= EDUCATION.index(usual)):
        soc = scored.role.occupations.soc2018[0]
        entry = catalog.entries[soc]
        yield (
            0.25 if reached else 0.6,
            make_statement(
                "usual-education-reached" if reached else "usual-education-above",
                usual=catalog_value(
                    entry.education, f"entry/{soc}/education", sources=(entry.source,)
                ),
                occupation=wage.name,
            ),
        )


def ranked_interests(
    role: Role, catalog: Catalog
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The six interests of a role, the strongest first, and the ids of their sources.

    None where the role has neither figures of its own nor a profile of our judgement.
    """
    role_interests = interest_profile(role, catalog)
    if role_interests is None:
        return None
    names = sorted(INTERESTS, key=lambda name: -role_interests[INTERESTS.index(name)])
    return tuple(names), tuple(_sources_of_interests(role, catalog))


def first_in_country(
    conditions: Sequence[WorkingConditions], candidate: Candidate
) -> tuple[int, WorkingConditions] | None:
    """The first reward or drawback of the candidate's country, with its index.

    The first of all where none is of it: its statement says where it is from. Without a country it
    is the United States, as for the entry into a role.
    """
    country = candidate.profile.circumstances.country or "US"
    numbered = list(enumerate(conditions))
    at_home = (pair for pair in numbered if pair[1].holds_in(country))
    return next(at_home, numbered[0] if numbered else None)


def working_conditions_statement(
    kind: str, conditions: WorkingConditions, path: str, catalog: Catalog
) -> Statement:
    """A reward, drawback or fact of working life as a statement, with area and period if any."""
    values = prose_values(
        "what", conditions.what, f"{path}.what", catalog, conditions.cited_sources
    )
    if conditions.area:
        values["area"] = catalog_value(conditions.area, f"{path}.area", "place")
    if conditions.period:
        values["period"] = catalog_value(conditions.period, f"{path}.period", "period")
    kind += ("-where" if conditions.area else "") + ("-when" if conditions.period else "")
    return make_statement(kind, values)
