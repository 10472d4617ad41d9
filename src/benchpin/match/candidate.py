"""What a profile means for matching: skills with what is assumed, and former occupations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from benchpin.catalog import Catalog
from benchpin.facts.scoring_rules import ExperienceRules
from benchpin.inputs.errors import BadProfile
from benchpin.profile import Position, Profile
from benchpin.profile.interview.item_bank import interests_of
from benchpin.reference import Reference
from benchpin.text import CodedTitle, OccupationCoder


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """A skill at a level, said by the person or assumed from what stands at `origin`, a path.

    `at_least` is what a level that was assumed before still counts for where the person said less:
    saying more never costs anything.
    """

    level: int
    assumed: bool
    origin: str | None = None
    at_least: float = 0.0


@dataclass(frozen=True, slots=True)
class FormerOccupation:
    """A former position as an occupation; `codes` is empty where the title was not resolved."""

    index: int
    title: str
    codes: tuple[str, ...]
    label: str
    roles: tuple[str, ...]
    credit: float

    @property
    def resolved(self) -> bool:
        """Whether the title was read as an occupation or a role."""
        return bool(self.codes or self.roles)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A profile, resolved: what is held, what was done, what draws them.

    `interest_sds` holds standard deviations where interests were read from answers to the
    interview; it is empty where the person gave interests themselves.
    """

    profile: Profile
    skills: Mapping[str, HeldSkill]
    formers: tuple[FormerOccupation, ...]
    interests: Mapping[str, float]
    interest_sds: Mapping[str, float] = field(default_factory=dict)

    @property
    def awards(self) -> frozenset[str]:
        """The qualifications of the catalog that the person holds."""
        named = [item.qualification for item in self.profile.education]
        named += [item.qualification for item in self.profile.certificates]
        return frozenset(award for award in named if award)

    def named_at(self, origin: str) -> str:
        """What the person wrote at a path such as `experience.0.title`."""
        key, index, field = origin.split(".")
        return str(getattr(getattr(self.profile, key)[int(index)], field))

    @property
    def confirmed(self) -> int:
        """How many skills the person confirmed."""
        return sum(not held.assumed for held in self.skills.values())


def resolve_candidate(
    profile: Profile, catalog: Catalog, reference: Reference, reader: OccupationCoder, as_of: date
) -> Candidate:
    """Who this is, in the field's terms: titles read, skills assumed where a title implies them."""
    rules = catalog.weights.experience
    for index, position in enumerate(profile.experience):
        if position.started and position.started > as_of.isoformat():
            raise BadProfile(
                f"experience.{index}.started: {position.started} is after {as_of.isoformat()}, the "
                "day this guidance is for; mend the date, or take the position out"
            )
    formers = tuple(
        _former(index, position, catalog, reference, reader, rules, as_of)
        for index, position in enumerate(profile.experience)
    )
    given = profile.interests.given()
    reading = None if given else interests_of(profile.answers, catalog)
    return Candidate(
        profile=profile,
        skills=_skills(profile, formers, catalog),
        formers=formers,
        interests=reading.scores if reading else given,
        interest_sds=reading.sds if reading else {},
    )


def _former(
    index: int,
    position: Position,
    catalog: Catalog,
    reference: Reference,
    reader: OccupationCoder,
    rules: ExperienceRules,
    as_of: date,
) -> FormerOccupation:
    codes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    label = ""
    reading = reader.read_title(position.title, count=1)
    if position.occupation:
        codes = _codes_of(index, position.occupation, reference)
        label = reference.occupation_name(position.occupation) or ""
    elif reading.good_match:
        codes = (reading.occupations[0].code,)
        label = reading.occupations[0].label
    if codes:
        roles = _role_meant(reading, codes, catalog)
        label = catalog.roles[roles[0]].label if roles else label
    return FormerOccupation(
        index, position.title, codes, label, roles, experience_credit(position, rules, as_of)
    )


def _role_meant(reading: CodedTitle, codes: tuple[str, ...], catalog: Catalog) -> tuple[str, ...]:
    """The role of the trade that a title names, if it falls into the position's occupation too.

    A word of the trade in an employer's name ("shop assistant, jeweler's") is no role.
    """
    if not reading.roles:
        return ()
    best = reading.roles[0].role
    return (best,) if set(codes) & set(catalog.roles[best].occupations.onet2019) else ()


def _codes_of(index: int, code: str, reference: Reference) -> tuple[str, ...]:
    codes = reference.onet_codes_of(code)
    if not codes:
        close = reference.nearest_codes(code, "onet", 1)
        hint = f"nearest: '{close[0]}'" if close else "leave it out to have the title read"
        raise BadProfile(f"experience.{index}.occupation: no such occupation code '{code}'; {hint}")
    return codes


def experience_credit(position: Position, rules: ExperienceRules, as_of: date) -> float:
    """How much a position counts for its length and its age, 0 to 1 (see ExperienceRules)."""
    years, since = _years(position, rules, as_of)
    if position.hours == "part":
        years /= 2
    length = rules.floor + (1 - rules.floor) * (1 - 2 ** (-years / rules.half_years))
    return float(length * 2 ** (-since / rules.fades_in_years))


def _years(position: Position, rules: ExperienceRules, as_of: date) -> tuple[float, float]:
    """Years spent in a position, and years since it ended."""
    now = as_of.year + (as_of.month - 1) / 12
    if position.started:
        end = _point(position.ended, now, late=True) if position.ended else now
        return max(0.0, end - _point(position.started, now)), max(0.0, now - end)
    since = 0.0
    if position.ended:
        since = max(0.0, now - _point(position.ended, now, late=True))
    elif position.until is not None:
        since = max(0.0, now - position.until)
    years = rules.years_where_unknown if position.years is None else position.years
    return years, since


def _point(day: str, now: float, *, late: bool = False) -> float:
    """A year, month or day as a point in years; a bare year ends halfway through it."""
    parts = day.split("-")
    months = int(parts[1]) - 1 if len(parts) > 1 else (6 if late else 0)
    return min(now, int(parts[0]) + months / 12)


def _skills(
    profile: Profile, formers: tuple[FormerOccupation, ...], catalog: Catalog
) -> dict[str, HeldSkill]:
    """Every skill that counts: what is assumed first, then what the person said in its place."""
    skills: dict[str, HeldSkill] = {}

    def assume(skill: str, level: int, origin: str | None) -> None:
        before = skills.get(skill)
        if before is None or before.level < level:
            skills[skill] = HeldSkill(level, True, origin)

    for former in formers:
        for skill, level in implied_skills(former, catalog):
            assume(skill, level, f"experience.{former.index}.title")
    studied = [(f"education.{i}.what", s.qualification) for i, s in enumerate(profile.education)]
    studied += [
        (f"certificates.{i}.what", c.qualification) for i, c in enumerate(profile.certificates)
    ]
    for origin, award in studied:
        if award:
            for skill in catalog.qualifications[award].teaches:
                assume(skill, catalog.qualifications[award].level, origin)
    for held in profile.skills:
        before = skills.get(held.skill)
        if held.status == "assumed":
            assume(held.skill, held.level, None)
        elif held.status == "confirmed":
            credit = catalog.weights.skills.assumed_credit
            skills[held.skill] = HeldSkill(
                held.level, assumed=False, at_least=credit * before.level if before else 0.0
            )
    return dict(sorted(skills.items()))


def implied_skills(former: FormerOccupation, catalog: Catalog) -> tuple[tuple[str, int], ...]:
    """Which skills a former position implies, and their levels (our judgement).

    A role of the trade implies its essential skills, one level below what the role asks for; an
    occupation implies what `carries-over.csv` says of it or of its SOC group.
    """
    found: dict[str, int] = {}
    for role in former.roles:
        for need in catalog.roles[role].skills:
            if need.need == "essential":
                found[need.skill] = max(found.get(need.skill, 0), 1, need.level - 1)
    for code in former.codes:
        soc = code[:7]
        groups = {soc, f"{soc[:5]}00", f"{soc[:4]}000", f"{soc[:3]}0000"}
        for group in sorted(groups):
            for carry in catalog.transfers_by_occupation.get(group, ()):
                found[carry.skill] = max(found.get(carry.skill, 0), carry.level)
    return tuple(sorted(found.items()))
