"""A profile resolved for matching: skills, confirmed or assumed, former occupations, interests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from benchpin.catalog import Catalog
from benchpin.facts import ForeignDiploma
from benchpin.facts.scoring_rules import ExperienceRules
from benchpin.inputs.errors import BadProfile
from benchpin.match.implied_skills import diploma_skills, role_skills, transferred_skills
from benchpin.profile import EDUCATION, Position, Profile
from benchpin.profile.qualification_names import find_diploma, finished_entries
from benchpin.reference import Reference

if TYPE_CHECKING:
    from benchpin.text import CodedTitle, OccupationCoder


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """A skill of a candidate at a level, confirmed, or assumed from the profile path `origin`.

    `at_least` is the level that an assumption already earned where the candidate confirmed a lower
    one: confirming a skill never lowers a score. `from_practice`: a role of the trade that was held
    long enough brings it, so it is at most to confirm, never to learn.
    """

    level: int
    assumed: bool
    origin: str | None = None
    at_least: float = 0.0
    from_practice: bool = False


@dataclass(frozen=True, slots=True)
class FormerOccupation:
    """A former position coded as an occupation: O*NET-SOC `codes`, and `roles` of the trade.

    Both are empty where the title was not recognized. `index` is the position's place in
    `profile.experience`, `credit` its value by length and age, 0 to 1, `years` its length, part
    time as full time. `source` says whether the codes were read from the title or from what the
    person did.
    """

    index: int
    title: str
    codes: tuple[str, ...]
    label: str
    roles: tuple[str, ...]
    credit: float
    years: float
    source: Literal["title", "description"] = "title"

    @property
    def resolved(self) -> bool:
        """Whether the title was recognized as an occupation or a role."""
        return bool(self.codes or self.roles)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The person to be guided: a profile with skills, former occupations and interests resolved.

    `interests` are scores from 0 to 1. `interest_sds` are their standard deviations where they were
    estimated from answers to the interview; empty where the profile states the interests.
    Qualifications and diplomas from abroad stand by the profile path that names them, finished ones
    alone.
    """

    profile: Profile
    skills: Mapping[str, HeldSkill]
    formers: tuple[FormerOccupation, ...]
    interests: Mapping[str, float]
    interest_sds: Mapping[str, float] = field(default_factory=dict)
    awards_by_path: Mapping[str, str] = field(default_factory=dict)
    diplomas_by_path: Mapping[str, ForeignDiploma] = field(default_factory=dict)

    @property
    def awards(self) -> frozenset[str]:
        """The ids of the catalog's qualifications that the candidate holds."""
        return frozenset(self.awards_by_path.values())

    @property
    def years_in_roles(self) -> Mapping[str, float]:
        """The years that the candidate has worked in each role of the trade, by role id."""
        return role_years(self.formers)

    def text_at(self, path: str) -> str:
        """The text in the profile at a path such as `experience.0.title`."""
        key, index, field = path.split(".")
        return str(getattr(getattr(self.profile, key)[int(index)], field))

    @property
    def confirmed_count(self) -> int:
        """How many skills the candidate confirmed."""
        return sum(not skill.assumed for skill in self.skills.values())


def resolve_candidate(
    profile: Profile, catalog: Catalog, reference: Reference, coder: OccupationCoder, as_of: date
) -> Candidate:
    """The candidate of a profile: job titles coded, skills assumed, interests estimated.

    `as_of` dates the credit of former positions. Raises BadProfile for a position that starts after
    it, or for an unknown occupation code.
    """
    rules = catalog.weights.experience
    for index, position in enumerate(profile.experience):
        if position.started and position.started > as_of.isoformat():
            raise BadProfile(
                f"experience.{index}.started: {position.started} is after {as_of.isoformat()}, the "
                "day this guidance is for; mend the date, or take the position out"
            )
    formers = tuple(
        _former_occupation(index, position, catalog, reference, coder, rules, as_of)
        for index, position in enumerate(profile.experience)
    )
    # Needs numpy: a guide to a role reads this module and resolves nobody.
    from benchpin.profile.interview.item_bank import interests_of  # noqa: PLC0415

    stated_interests = profile.interests.scores()
    # Interests stated in the profile take precedence over answers to the interview.
    estimate = None if stated_interests else interests_of(profile.answers, catalog)
    awards, diplomas = _held_qualifications(profile, catalog, as_of)
    return Candidate(
        profile=profile,
        skills=_skills(profile, formers, awards, diplomas, catalog),
        formers=formers,
        interests=estimate.scores if estimate else stated_interests,
        interest_sds=estimate.sds if estimate else {},
        awards_by_path=awards,
        diplomas_by_path=diplomas,
    )


def _held_qualifications(
    profile: Profile, catalog: Catalog, as_of: date
) -> tuple[dict[str, str], dict[str, ForeignDiploma]]:
    """The catalog's qualifications and the diplomas from abroad that are finished, by path."""
    awards: dict[str, str] = {}
    diplomas: dict[str, ForeignDiploma] = {}
    for path, entry in finished_entries(profile, as_of.isoformat()):
        if entry.qualification:
            awards[path] = entry.qualification
        elif diploma := find_diploma(entry.what, catalog):
            diplomas[path] = diploma
    return awards, diplomas


def _former_occupation(
    index: int,
    position: Position,
    catalog: Catalog,
    reference: Reference,
    coder: OccupationCoder,
    rules: ExperienceRules,
    as_of: date,
) -> FormerOccupation:
    codes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    label = ""
    coded_title = coder.read_title(position.title, count=1, did=position.did or "")
    # A code stated in the profile takes precedence over the title.
    if position.occupation:
        codes = _codes_of(index, position.occupation, reference)
        label = reference.occupation_name(position.occupation) or ""
    # A title without a good match stays uncoded: guidance then asks about it.
    elif coded_title.good_match:
        codes = (coded_title.occupations[0].code,)
        label = coded_title.occupations[0].label
    if codes:
        roles = _role_of_title(coded_title, codes, catalog)
        label = catalog.roles[roles[0]].label if roles else label
    return FormerOccupation(
        index,
        position.title,
        codes,
        label,
        roles,
        credit=experience_credit(position, rules, as_of),
        years=_years(position, rules, as_of)[0],
        source="title" if position.occupation else coded_title.source,
    )


def _role_of_title(
    coded_title: CodedTitle, codes: tuple[str, ...], catalog: Catalog
) -> tuple[str, ...]:
    """The role of the trade that a title names, if the position's occupation belongs to that role.

    A word of the trade in an employer's name ("shop assistant, jeweler's") is no role.
    """
    if not coded_title.roles:
        return ()
    role = coded_title.roles[0].role
    return (role,) if set(codes) & set(catalog.roles[role].occupations.onet2019) else ()


def _codes_of(index: int, code: str, reference: Reference) -> tuple[str, ...]:
    codes = reference.onet_codes_of(code)
    if not codes:
        nearest = reference.nearest_codes(code, "onet", 1)
        hint = f"nearest: '{nearest[0]}'" if nearest else "leave it out to have the title read"
        raise BadProfile(f"experience.{index}.occupation: no such occupation code '{code}'; {hint}")
    return codes


def experience_credit(position: Position, rules: ExperienceRules, as_of: date) -> float:
    """How much a position counts for its length and its age, 0 to 1 (see ExperienceRules)."""
    years, since = _years(position, rules, as_of)
    # Part-time work counts for half the years.
    if position.hours == "part":
        years /= 2
    # Grows with length towards 1, halves every `fades_in_years` since the end: see
    # docs/how-it-works/matching.md, Experience.
    length = rules.floor + (1 - rules.floor) * (1 - 2 ** (-years / rules.half_years))
    return float(length * 2 ** (-since / rules.fades_in_years))


def _years(position: Position, rules: ExperienceRules, as_of: date) -> tuple[float, float]:
    """Years spent in a position, and years since it ended."""
    now = as_of.year + (as_of.month - 1) / 12
    if position.started:
        end = _in_years(position.ended, now, late=True) if position.ended else now
        return max(0.0, end - _in_years(position.started, now)), max(0.0, now - end)
    since = 0.0
    if position.ended:
        since = max(0.0, now - _in_years(position.ended, now, late=True))
    elif position.until is not None:
        since = max(0.0, now - position.until)
    years = rules.years_where_unknown if position.years is None else position.years
    return years, since


def _in_years(date_text: str, now: float, *, late: bool = False) -> float:
    """A year, month or day as decimal years, at most `now`.

    A bare year is its start, with `late` its middle: the month in which a job ended is unknown.
    """
    parts = date_text.split("-")
    months = int(parts[1]) - 1 if len(parts) > 1 else (6 if late else 0)
    return min(now, int(parts[0]) + months / 12)


def _skills(
    profile: Profile,
    formers: tuple[FormerOccupation, ...],
    awards: Mapping[str, str],
    diplomas: Mapping[str, ForeignDiploma],
    catalog: Catalog,
) -> dict[str, HeldSkill]:
    """The candidate's skills by id, sorted: assumed ones, replaced where the profile confirms."""
    skills: dict[str, HeldSkill] = {}

    def assume(skill: str, level: int, origin: str | None, *, from_practice: bool = False) -> None:
        previous = skills.get(skill)
        # Of several assumptions the highest level counts.
        if previous is None or previous.level < level:
            skills[skill] = HeldSkill(level, assumed=True, origin=origin)
        if from_practice:
            skills[skill] = replace(skills[skill], from_practice=True)

    years_by_role = role_years(formers)
    for former in formers:
        origin = f"experience.{former.index}.title"
        for skill, level in transferred_skills(former.codes, catalog):
            assume(skill, level, origin)
        for role in former.roles:
            for skill, level in role_skills(role, years_by_role[role], catalog):
                is_practiced = years_by_role[role] >= catalog.weights.skills.important_from_years
                assume(skill, level, origin, from_practice=is_practiced)
    for origin, award in awards.items():
        for skill in catalog.qualifications[award].proves:
            assume(skill, catalog.qualifications[award].level, origin)
    for origin, diploma in diplomas.items():
        for skill, level in diploma_skills(diploma, catalog):
            assume(skill, level, origin, from_practice=True)
    for stated_skill in profile.skills:
        previous = skills.get(stated_skill.skill)
        if stated_skill.status == "assumed":
            assume(stated_skill.skill, stated_skill.level, None)
        # A skill with the status "proposed" counts for nothing until it is confirmed.
        elif stated_skill.status == "confirmed":
            assumed_credit = catalog.weights.skills.assumed_credit
            skills[stated_skill.skill] = HeldSkill(
                stated_skill.level,
                assumed=False,
                at_least=assumed_credit * previous.level if previous else 0.0,
            )
    return dict(sorted(skills.items()))


def role_years(formers: Iterable[FormerOccupation]) -> dict[str, float]:
    """The years that a candidate was in each role of the trade, over all positions."""
    years_by_role: dict[str, float] = {}
    for former in formers:
        for role in former.roles:
            years_by_role[role] = years_by_role.get(role, 0.0) + former.years
    return years_by_role


def highest_education(profile: Profile) -> str | None:
    """The highest education level in a profile; None where it names none."""
    stated_levels = [profile.circumstances.education, *(item.level for item in profile.education)]
    levels = [level for level in stated_levels if level is not None]
    return max(levels, key=EDUCATION.index, default=None)


def minimum_pay_usd(profile: Profile) -> float | None:
    """The minimum pay of a profile in US dollars a year; None without one or in another currency.

    Amounts are never converted: the catalog has no exchange rates.
    """
    circumstances = profile.circumstances
    in_us_dollars = circumstances.currency == "USD" and circumstances.country in (None, "US")
    return circumstances.minimum_pay if in_us_dollars else None
