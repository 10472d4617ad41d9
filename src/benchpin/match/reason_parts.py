"""What reasons and caveats are made of: names, what is shared between the two, the strongest."""

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
from benchpin.match.candidate import Candidate
from benchpin.match.model import Match
from benchpin.match.occupation_profiles import interest_profile, usual_education
from benchpin.match.parts import education_of
from benchpin.match.role_matrix import need_shares
from benchpin.profile import EDUCATION, INTERESTS

if TYPE_CHECKING:
    from benchpin.match.scoring import RoleScore

MAX_STATEMENTS = 3
MAX_NAMES = 4
NEAR_THE_TOP = 5
Weighed = tuple[float, Statement]
"""How strong a statement is, and the statement."""


def strongest_statements(found: tuple[Weighed, ...]) -> tuple[Statement, ...]:
    """The statements of the strongest, at most three."""
    return tuple(s for _, s in sorted(found, key=lambda w: (-w[0], w[1].kind))[:MAX_STATEMENTS])


def role_label(scored: "RoleScore") -> Value:
    """The name of a role."""
    return catalog_value(scored.role.label, f"roles/{scored.role_id}/label")


def essential_missing(role: Role, person: Candidate) -> tuple[str, ...]:
    """The essential skills of a role that somebody neither holds nor is assumed to hold."""
    return tuple(
        n.skill for n in role.skills if n.need == "essential" and n.skill not in person.skills
    )


@lru_cache(maxsize=256)
def sharing_codes(role_id: str, catalog: Catalog) -> tuple[str, ...]:
    """The other roles that fall into just the same published occupations."""
    codes = set(catalog.roles[role_id].occupations.oews)
    return tuple(
        i for i, r in catalog.roles.items() if i != role_id and codes == set(r.occupations.oews)
    )


def separating_skill(
    matches: Sequence[Match], person: Candidate, catalog: Catalog
) -> tuple[str, str, str] | None:
    """Two roles near the top that share every code, and the skill that tells them apart best.

    The one asks most for it beside the other, by share of all its needs, of what the person has not
    confirmed. None where the first five hold no two such roles that their draws leave in doubt.
    """
    first = matches[:NEAR_THE_TOP]
    for place, one in enumerate(first):
        for other in first[place + 1 :]:
            if other.role in one.shares_codes_with and other.rank_low <= one.rank_high:
                mine, theirs = _shares(one.role, catalog), _shares(other.role, catalog)
                apart = [
                    (-abs(mine.get(skill, 0.0) - theirs.get(skill, 0.0)), skill)
                    for skill in sorted({*mine, *theirs})
                    if (held := person.skills.get(skill)) is None or held.assumed
                ]
                if apart:
                    return one.role, other.role, min(apart)[1]
    return None


def _shares(role: str, catalog: Catalog) -> dict[str, float]:
    """How much of a role's needs each skill makes up."""
    needs = catalog.roles[role].skills
    shares = need_shares(catalog.roles[role], catalog)
    return {need.skill: share for need, share in zip(needs, shares, strict=True)}


def skill_labels(skills: list[str], catalog: Catalog) -> Value:
    """The names of some skills as one value."""
    labels = tuple(catalog.skills[skill].label for skill in skills)
    return catalog_value(labels, f"skills/{','.join(skills)}/label")


def interests(
    scored: "RoleScore", person: Candidate, catalog: Catalog, *, high: bool
) -> Iterator[Weighed]:
    """Interests that are shared with a role, or that are far from it."""
    part = scored.parts["interests"]
    if not part.known or part.score is None or part.imputed:
        return
    if (part.score < 0.7) if high else (part.score > 0.4):
        return
    theirs = interest_profile(scored.role, catalog)
    if theirs is None:
        return
    mine = person.interests
    role_first = sorted(INTERESTS, key=lambda n: -theirs[INTERESTS.index(n)])[:3]
    if high:
        shared = [n for n in role_first if mine.get(n, 0.0) >= 0.5]
        if not shared:
            return
        values = {"interests": interest_names(shared, person)}
    else:
        apart = [n for n in role_first if mine.get(n, 1.0) < 0.5]
        if not apart:
            return
        values = {"interests": interest_names(apart, person)}
    strength = part.score if high else 1 - part.score
    kind = "interests-fit" if high else "interests-apart"
    sources = _sources_of_interests(scored.role, catalog)
    yield strength - 0.1, make_statement(kind, role=role_label(scored), sources=sources, **values)


def interest_names(names: Sequence[str], person: Candidate) -> Value:
    """Some interests by name: the person's own, or those that their answers tell."""
    if person.interest_sds:
        return computed_value(tuple(names), "interests/scores")
    return profile_value(tuple(names), "interests")


def _sources_of_interests(role: Role, catalog: Catalog) -> list[str]:
    if role.interests_judged:
        return [OUR_JUDGEMENT]
    held = catalog.figures_by_subject
    subjects = (f"onet/{code}" for code in role.occupations.onet2019)
    figures = next(held[subject][0].source for subject in subjects if subject in held)
    return [figures, OUR_JUDGEMENT] if role.interests_differ else [figures]


def work_mode(scored: "RoleScore", person: Candidate, *, fits: bool) -> Iterator[Weighed]:
    """Whether the tasks allow a work mode that is wanted."""
    wanted = person.profile.circumstances.work_modes
    leave = scored.role.could_leave_the_workplace
    shared = tuple(mode for mode in wanted if mode in leave.modes and mode != "onsite")
    source = leave.source or OUR_JUDGEMENT
    path = f"roles/{scored.role_id}/could_leave_the_workplace.modes"
    if fits and shared:
        yield (
            0.5,
            make_statement(
                "mode-fits",
                modes=profile_value(shared, "circumstances.work_modes"),
                sources=[source],
            ),
        )
    elif not fits and wanted and not set(wanted) & set(leave.modes):
        yield (
            0.9,
            make_statement(
                "mode-does-not-fit",
                wanted=profile_value(wanted, "circumstances.work_modes"),
                modes=catalog_value(leave.modes, path),
                sources=[source],
            ),
        )


def education_reason(
    scored: "RoleScore", person: Candidate, catalog: Catalog, *, reached: bool
) -> Iterator[Weighed]:
    """Whether somebody has the schooling that is usual on the way into a role's occupation."""
    have = education_of(person.profile)
    own = scored.outlook.own if scored.outlook else None
    usual = usual_education(scored.role, catalog)
    if have is None or usual is None or own is None:
        return
    if reached == (EDUCATION.index(have) >= EDUCATION.index(usual)):
        soc = scored.role.occupations.soc2018[0]
        entry = catalog.entries[soc]
        yield (
            0.25 if reached else 0.6,
            make_statement(
                "usual-education-reached" if reached else "usual-education-above",
                usual=catalog_value(entry.education, f"entry/{soc}/education"),
                occupation=own.name,
                sources=[entry.source, own.source],
            ),
        )


def shared_interests(
    role: Role, catalog: Catalog
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What draws people to a role, the strongest interest first, and the sources that say so.

    None where no figure is the role's own and nothing is judged.
    """
    theirs = interest_profile(role, catalog)
    if theirs is None:
        return None
    names = sorted(INTERESTS, key=lambda name: -theirs[INTERESTS.index(name)])
    return tuple(names), tuple(_sources_of_interests(role, catalog))


def working_conditions_statement(
    kind: str, life: WorkingConditions, path: str, catalog: Catalog
) -> Statement:
    """One reward, drawback or fact of working life, with where and when it was so."""
    values, sources = prose_values("what", life.what, f"{path}.what", catalog)
    if life.area:
        values["area"] = catalog_value(life.area, f"{path}.area", "place")
    if life.period:
        values["period"] = catalog_value(life.period, f"{path}.period", "period")
    kind += ("-where" if life.area else "") + ("-when" if life.period else "")
    return make_statement(kind, sources=[life.source or OUR_JUDGEMENT, *sources], **values)
