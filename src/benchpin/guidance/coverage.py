"""Data coverage for a candidate, whether it is enough to rank, and the questions to ask next."""

from collections.abc import Iterable, Iterator, Mapping

from benchpin.catalog import Catalog
from benchpin.facts import (
    Statement,
    Value,
    catalog_value,
    computed_value,
    make_statement,
    profile_value,
)
from benchpin.guidance.model import Coverage, NextQuestion
from benchpin.market import OEWS, Place
from benchpin.match import Candidate, Match, minimum_pay_usd, separating_skill, skill_labels
from benchpin.profile.interview.item_bank import known_answers

ENOUGH_SKILLS = 3
ENOUGH_INTERESTS = 4
ENOUGH_ANSWERS = 8
MAX_QUESTIONS = 5
MAX_OPEN_POINTS = 3
MIN_DECISIVENESS = 0.005
"""From which decisiveness on an assumed skill is worth a question (see `RankAcceptability`)."""


def has_enough_evidence(candidate: Candidate, catalog: Catalog) -> bool:
    """Whether a candidate's profile has enough evidence to rank roles.

    One recognized former occupation, three confirmed skills, four interests, or eight answers to
    one item bank of the interview.
    """
    return (
        any(former.resolved for former in candidate.formers)
        or candidate.confirmed_count >= ENOUGH_SKILLS
        or _interests_known(candidate, catalog)
    )


def _interests_known(candidate: Candidate, catalog: Catalog) -> bool:
    answers = known_answers(candidate.profile.answers, catalog).values()
    return (
        len(candidate.profile.interests.scores()) >= ENOUGH_INTERESTS
        or max(map(len, answers), default=0) >= ENOUGH_ANSWERS
    )


def next_questions(
    candidate: Candidate,
    matches: tuple[Match, ...],
    decisiveness: Mapping[str, float],
    catalog: Catalog,
) -> tuple[NextQuestion, ...]:
    """The questions whose answers would improve guidance most, the most useful first.

    `matches` are empty where there is too little evidence to rank; `decisiveness` is that of
    `RankAcceptability`, by assumed skill.
    """
    return tuple(_questions(candidate, matches, decisiveness, catalog))[:MAX_QUESTIONS]


def _questions(
    candidate: Candidate,
    matches: tuple[Match, ...],
    decisiveness: Mapping[str, float],
    catalog: Catalog,
) -> Iterator[NextQuestion]:
    profile, circumstances = candidate.profile, candidate.profile.circumstances
    for former in candidate.formers:
        if not former.resolved:
            path = f"experience.{former.index}.title"
            yield NextQuestion(
                path=path, kind="title-unclear", values={"title": profile_value(former.title, path)}
            )
    proposed = [
        profile_skill.skill
        for profile_skill in profile.skills
        if profile_skill.status == "proposed"
    ]
    if proposed:
        skills = skill_labels(proposed, catalog)
        yield NextQuestion(path="skills", kind="skills-to-confirm", values={"skills": skills})
    decisive_skills = sorted(
        (-worth, skill) for skill, worth in decisiveness.items() if worth >= MIN_DECISIVENESS
    )
    if decisive_skills:
        skills = skill_labels([skill for _, skill in decisive_skills[:MAX_OPEN_POINTS]], catalog)
        yield NextQuestion(path="skills", kind="skills-to-settle", values={"skills": skills})
    separation = separating_skill(matches, candidate, catalog)
    # Roles with the same occupations have the same pay and outlook: only skills separate them.
    if separation is not None:
        role, other_role, skill = separation
        yield NextQuestion(
            path="skills",
            kind="skill-separates",
            values={
                "skill": skill_labels([skill], catalog),
                "one": catalog_value(catalog.roles[role].label, f"roles/{role}/label"),
                "other": catalog_value(
                    catalog.roles[other_role].label, f"roles/{other_role}/label"
                ),
            },
        )
    if not profile.experience:
        yield NextQuestion(path="experience", kind="experience")
    if candidate.confirmed_count < ENOUGH_SKILLS:
        yield NextQuestion(path="skills", kind="skills")
    if not _interests_known(candidate, catalog):
        yield NextQuestion(path="interests", kind="interests")
    if circumstances.country is None and circumstances.area is None:
        yield NextQuestion(path="circumstances.area", kind="area")
    if circumstances.minimum_pay is None and circumstances.country in (None, "US"):
        yield NextQuestion(path="circumstances.minimum_pay", kind="minimum-pay")
    if not circumstances.work_modes and matches:
        yield NextQuestion(path="circumstances.work_modes", kind="work-modes")


def data_coverage(
    candidate: Candidate, area: Place | None, in_depth: Iterable[str], catalog: Catalog
) -> Coverage:
    """What data there is for the candidate's country and for the roles covered in depth."""
    reviewed = all(catalog.roles[role].reviewed_by for role in in_depth)
    country = candidate.profile.circumstances.country or "US"
    programmes = [p for p in catalog.programmes.values() if country in p.country]
    counts = {
        "roles": len(catalog.roles),
        "programmes": len(programmes),
        "programmes_without_price": sum(not any(p.year for p in h.prices) for h in programmes),
        "organisations": sum(country in o.country for o in catalog.organisations.values()),
    }
    country_value = catalog_value(catalog.places[country], f"places/{country}")
    return Coverage(
        country=country,
        counts=counts,
        have=tuple(_have_statements(counts, country_value, area)),
        lack=tuple(_lack_statements(counts, country_value, candidate, reviewed=reviewed)),
    )


def _counted(counts: dict[str, int], key: str) -> Value:
    return computed_value(counts[key], f"coverage/counts/{key}", key)


def _have_statements(
    counts: dict[str, int], country_value: Value, area: Place | None
) -> Iterator[Statement]:
    yield make_statement("have-roles", roles=_counted(counts, "roles"))
    if area is not None:
        name = Value(value=area.name, from_=f"source:{OEWS}/{area.code}")
        yield make_statement("have-wages", area=name, sources=[OEWS])
    if counts["programmes"]:
        programmes = _counted(counts, "programmes")
        yield make_statement("have-programmes", programmes=programmes, country=country_value)
    if counts["organisations"]:
        organisations = _counted(counts, "organisations")
        yield make_statement(
            "have-organisations", organisations=organisations, country=country_value
        )


def _lack_statements(
    counts: dict[str, int], country_value: Value, candidate: Candidate, *, reviewed: bool
) -> Iterator[Statement]:
    circumstances = candidate.profile.circumstances
    if circumstances.country not in (None, "US"):
        yield make_statement("lack-wages-abroad", country=country_value)
        if circumstances.area:
            yield make_statement(
                "lack-area-abroad", area=profile_value(circumstances.area, "circumstances.area")
            )
    else:
        yield make_statement("lack-self-employed", sources=[OEWS])
        if circumstances.minimum_pay is not None and minimum_pay_usd(candidate.profile) is None:
            currency = profile_value(circumstances.currency or "", "circumstances.currency")
            yield make_statement("lack-exchange-rate", currency=currency)
    yield make_statement("lack-offered")
    if not reviewed:
        yield make_statement("lack-reviewed")
    if counts["programmes_without_price"]:
        programmes = _counted(counts, "programmes_without_price")
        yield make_statement("lack-prices", programmes=programmes, country=country_value)
    if (
        candidate.profile.answers
        and not candidate.interest_sds
        and not candidate.profile.interests.scores()
    ):
        yield make_statement("lack-interview")


_UNREAD_FIELDS = {
    ".": ("languages",),
    "aims": ("horizon_months",),
    "circumstances": ("hours_per_week",),
}
"""Fields of a profile that are stored but not used yet, by table ("." is the profile itself)."""


def profile_notes(candidate: Candidate, catalog: Catalog) -> tuple[Statement, ...]:
    """Statements on what the profile says but no score uses: wishes, excluded roles, limits.

    Also what would help: a country, a first skill.
    """
    aims, circumstances = candidate.profile.aims, candidate.profile.circumstances
    statements = []
    if circumstances.country is None and circumstances.area is None:
        statements.append(make_statement("no-country"))
    if not candidate.skills and has_enough_evidence(candidate, catalog):
        statements.append(make_statement("first-skill"))
    if aims.learn:
        statements.append(
            make_statement("wishes-do-not-count", skills=skill_labels(list(aims.learn), catalog))
        )
    if aims.not_:
        labels = tuple(catalog.roles[role].label for role in aims.not_)
        roles = catalog_value(labels, f"roles/{','.join(aims.not_)}/label")
        statements.append(make_statement("put-aside", roles=roles))
    if circumstances.limits:
        statements.append(
            make_statement(
                "limits", limits=profile_value(circumstances.limits, "circumstances.limits")
            )
        )
    for path, keys in _UNREAD_FIELDS.items():
        table = candidate.profile if path == "." else getattr(candidate.profile, path)
        unread_fields = tuple(key for key in keys if getattr(table, key))
        if unread_fields:
            statements.append(
                make_statement("kept-not-counted", fields=profile_value(unread_fields, path))
            )
    return tuple(statements)
