"""Data coverage for a candidate, whether it is enough to rank, and the questions to ask next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchpin.catalog import Catalog
from benchpin.facts import (
    Statement,
    Value,
    catalog_value,
    computed_value,
    make_statement,
    profile_value,
    source_value,
)
from benchpin.guidance.model import Coverage, NextQuestion
from benchpin.guidance.qualifications import unclear_qualifications
from benchpin.market import OEWS, Place
from benchpin.match import (
    Candidate,
    Match,
    RoleEntry,
    minimum_pay_usd,
    separating_skill,
    skill_labels,
)
from benchpin.profile.interview.item_bank import known_answers

ENOUGH_SKILLS = 3
ENOUGH_INTERESTS = 4
ENOUGH_ANSWERS = 8
MIN_INTEREST_SPREAD = 0.1
"""Interests that lie closer together, on the scale from 0 to 1, are all alike."""
MAX_QUESTIONS = 5
MAX_OPEN_POINTS = 3
MIN_DECISIVENESS = 0.005
"""From which decisiveness on an assumed skill is worth a question (see `RankAcceptability`)."""


def has_enough_evidence(candidate: Candidate, catalog: Catalog) -> bool:
    """Whether a candidate's profile has enough evidence to rank roles.

    One recognized former occupation, three confirmed skills with something behind them, four
    interests that are not all alike, or eight such answers to one item bank of the interview.
    """
    return (
        any(former.resolved for former in candidate.formers)
        or (candidate.confirmed_count >= ENOUGH_SKILLS and has_backing(candidate))
        or (_interests_known(candidate, catalog) and not interests_alike(candidate))
    )


def has_backing(candidate: Candidate) -> bool:
    """Whether work, study or a sentence stands behind the skills that somebody claims."""
    profile = candidate.profile
    return bool(
        profile.experience
        or profile.education
        or profile.certificates
        or any(skill.evidence or skill.file for skill in profile.skills)
    )


def interests_alike(candidate: Candidate) -> bool:
    """Whether all known interests are about the same, so that they point nowhere."""
    scores = candidate.interests.values()
    return bool(scores) and max(scores) - min(scores) < MIN_INTEREST_SPREAD


def is_anything_left(entries: Mapping[str, RoleEntry]) -> bool:
    """Whether a role that breaks none of the terms is open now, or something points to it."""
    return any(
        not entry.breaks and (entry.signs or entry.reach == "now") for entry in entries.values()
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
    *,
    conflicting_terms: Sequence[str] = (),
    place_question: NextQuestion | None = None,
) -> tuple[NextQuestion, ...]:
    """The questions whose answers would improve guidance most, the most useful first.

    `matches` are empty where there is too little evidence to rank; `decisiveness` is that of
    `RankAcceptability`, by assumed skill. `conflicting_terms` are those that leave no role;
    `place_question` is that on an area which settles no place: both come first, since an answer
    was given that cannot be used.
    """
    first = list(_conflict_question(conflicting_terms)) if conflicting_terms else []
    if place_question is not None:
        first.append(place_question)
    paths = {question.path for question in first}
    questions = _questions(candidate, matches, decisiveness, catalog)
    return (*first, *(q for q in questions if q.path not in paths))[:MAX_QUESTIONS]


def _conflict_question(terms: Sequence[str]) -> Iterator[NextQuestion]:
    """Which of the terms that together leave no role can give way."""
    yield NextQuestion(
        path=terms[0],
        kind="terms-conflict",
        values={"terms": computed_value(tuple(terms), "matches/breaks")},
    )


def conflicting_terms(entries: Mapping[str, RoleEntry]) -> tuple[str, ...]:
    """The terms that roles with signs break, the most frequent first."""
    counts = Counter(term for entry in entries.values() if entry.signs for term in entry.breaks)
    return tuple(term for term, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _questions(
    candidate: Candidate,
    matches: tuple[Match, ...],
    decisiveness: Mapping[str, float],
    catalog: Catalog,
) -> Iterator[NextQuestion]:
    yield from _questions_on_work(candidate, catalog)
    yield from _questions_on_skills(candidate, matches, decisiveness, catalog)
    yield from _questions_on_gaps(candidate, catalog)
    yield from _questions_on_terms(candidate, has_matches=bool(matches))


def _questions_on_work(candidate: Candidate, catalog: Catalog) -> Iterator[NextQuestion]:
    """Job titles and diplomas that were not recognized, and work without dates."""
    for former in candidate.formers:
        position = candidate.profile.experience[former.index]
        path = f"experience.{former.index}.title"
        title = profile_value(former.title, path)
        if not former.resolved:
            yield NextQuestion(path=path, kind="title-unclear", values={"title": title})
        elif position.years is None and position.started is None:
            yield NextQuestion(
                path=f"experience.{former.index}.years",
                kind="years-unknown",
                values={"title": title},
            )
    yield from unclear_qualifications(candidate, catalog)


def _questions_on_skills(
    candidate: Candidate,
    matches: tuple[Match, ...],
    decisiveness: Mapping[str, float],
    catalog: Catalog,
) -> Iterator[NextQuestion]:
    """Skills to confirm, skills that would settle the order, and one that tells two roles apart."""
    proposed = [skill.skill for skill in candidate.profile.skills if skill.status == "proposed"]
    if proposed:
        skills = skill_labels(proposed, catalog)
        yield NextQuestion(path="skills", kind="skills-to-confirm", values={"skills": skills})
    decisive_skills = sorted(
        (-worth, skill)
        for skill, worth in decisiveness.items()
        # Whoever is asked whether they are patient says yes: the answer settles nothing.
        if worth >= MIN_DECISIVENESS and skill not in catalog.traits
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


def _questions_on_gaps(candidate: Candidate, catalog: Catalog) -> Iterator[NextQuestion]:
    """Work, skills and interests of which nothing, or too little, is known."""
    if not candidate.profile.experience:
        yield NextQuestion(path="experience", kind="experience")
    if candidate.confirmed_count < ENOUGH_SKILLS:
        yield NextQuestion(path="skills", kind="skills")
    elif not has_backing(candidate):
        yield NextQuestion(path="experience", kind="skills-without-backing")
    if not _interests_known(candidate, catalog):
        yield NextQuestion(path="interests", kind="interests")
    elif interests_alike(candidate):
        yield NextQuestion(path="interests", kind="interests-alike")


def _questions_on_terms(candidate: Candidate, *, has_matches: bool) -> Iterator[NextQuestion]:
    """Place, minimum pay and work modes that nobody has named."""
    circumstances = candidate.profile.circumstances
    if circumstances.country is None and circumstances.area is None:
        yield NextQuestion(path="circumstances.area", kind="area")
    if circumstances.minimum_pay is None and circumstances.country in (None, "US"):
        yield NextQuestion(path="circumstances.minimum_pay", kind="minimum-pay")
    if not circumstances.work_modes and has_matches:
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
        yield make_statement("have-wages", area=source_value(area.name, OEWS, area.code))
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
        yield make_statement("lack-self-employed", cites=(OEWS,))
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


def profile_notes(
    candidate: Candidate, catalog: Catalog, place_notes: Iterable[Statement] = ()
) -> tuple[Statement, ...]:
    """Statements on what the profile says but no score uses: wishes, excluded roles, limits.

    First `place_notes`, on how its area was read. Also what would help: a country, a first skill.
    """
    aims, circumstances = candidate.profile.aims, candidate.profile.circumstances
    statements = list(place_notes)
    if not statements and circumstances.country is None and circumstances.area is None:
        statements.append(make_statement("no-country"))
    if not candidate.skills and has_enough_evidence(candidate, catalog):
        statements.append(make_statement("first-skill"))
    if aims.learn:
        statements.append(
            make_statement("wishes-do-not-count", skills=skill_labels(list(aims.learn), catalog))
        )
    put_aside = [role for role in aims.not_ if role in catalog.roles]
    if put_aside:
        labels = tuple(catalog.roles[role].label for role in put_aside)
        roles = catalog_value(labels, f"roles/{','.join(put_aside)}/label")
        statements.append(make_statement("put-aside", roles=roles))
    families = tuple(family for family in aims.not_ if family not in catalog.roles)
    if families:
        values = profile_value(families, "aims.not")
        statements.append(make_statement("put-aside-families", families=values))
    if circumstances.limits:
        statements.append(
            make_statement(
                "limits",
                limits=profile_value(tuple(circumstances.limits), "circumstances.limits"),
            )
        )
    if candidate.profile.languages:
        fields = profile_value(("languages",), ".")
        statements.append(make_statement("kept-not-counted", fields=fields))
    return tuple(statements)
