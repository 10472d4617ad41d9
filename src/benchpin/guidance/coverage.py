"""What is held for somebody, what is lacking, and what to ask next."""

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
SETTLES = 0.005
"""From which share of draws on knowing a skill is worth a question (see `match.Drawn`)."""


def has_enough_evidence(person: Candidate, catalog: Catalog) -> bool:
    """Whether enough is known to rank.

    A former occupation, three skills, four interests, or eight answers to the interview.
    """
    return (
        any(former.resolved for former in person.formers)
        or person.confirmed >= ENOUGH_SKILLS
        or _interests_known(person, catalog)
    )


def _interests_known(person: Candidate, catalog: Catalog) -> bool:
    answers = known_answers(person.profile.answers, catalog).values()
    return (
        len(person.profile.interests.given()) >= ENOUGH_INTERESTS
        or max(map(len, answers), default=0) >= ENOUGH_ANSWERS
    )


def next_questions(
    person: Candidate,
    matches: tuple[Match, ...],
    settles: Mapping[str, float],
    catalog: Catalog,
) -> tuple[NextQuestion, ...]:
    """The questions whose answers would help most, the most telling first.

    Without matches too little is known to rank; `settles` tells how much knowing each assumed skill
    would settle which role comes first.
    """
    return tuple(_questions(person, matches, settles, catalog))[:MAX_QUESTIONS]


def _questions(
    person: Candidate,
    matches: tuple[Match, ...],
    settles: Mapping[str, float],
    catalog: Catalog,
) -> Iterator[NextQuestion]:
    profile, terms = person.profile, person.profile.circumstances
    for former in person.formers:
        if not former.resolved:
            path = f"experience.{former.index}.title"
            yield NextQuestion(
                path=path, kind="title-unclear", values={"title": profile_value(former.title, path)}
            )
    proposed = [held.skill for held in profile.skills if held.status == "proposed"]
    if proposed:
        skills = skill_labels(proposed, catalog)
        yield NextQuestion(path="skills", kind="skills-to-confirm", values={"skills": skills})
    telling = sorted((-worth, skill) for skill, worth in settles.items() if worth >= SETTLES)
    if telling:
        skills = skill_labels([skill for _, skill in telling[:MAX_OPEN_POINTS]], catalog)
        yield NextQuestion(path="skills", kind="skills-to-settle", values={"skills": skills})
    apart = separating_skill(matches, person, catalog)
    if apart is not None:
        one, other, skill = apart
        yield NextQuestion(
            path="skills",
            kind="skill-separates",
            values={
                "skill": skill_labels([skill], catalog),
                "one": catalog_value(catalog.roles[one].label, f"roles/{one}/label"),
                "other": catalog_value(catalog.roles[other].label, f"roles/{other}/label"),
            },
        )
    if not profile.experience:
        yield NextQuestion(path="experience", kind="experience")
    if person.confirmed < ENOUGH_SKILLS:
        yield NextQuestion(path="skills", kind="skills")
    if not _interests_known(person, catalog):
        yield NextQuestion(path="interests", kind="interests")
    if terms.country is None and terms.area is None:
        yield NextQuestion(path="circumstances.area", kind="area")
    if terms.minimum_pay is None and terms.country in (None, "US"):
        yield NextQuestion(path="circumstances.minimum_pay", kind="minimum-pay")
    if not terms.work_modes and matches:
        yield NextQuestion(path="circumstances.work_modes", kind="work-modes")


def data_coverage(
    person: Candidate, area: Place | None, in_depth: Iterable[str], catalog: Catalog
) -> Coverage:
    """What Benchpin holds for somebody's country, and what it does not; for the roles in depth."""
    reviewed = all(catalog.roles[role].reviewed_by for role in in_depth)
    country = person.profile.circumstances.country or "US"
    here = [p for p in catalog.programmes.values() if country in p.country]
    counts = {
        "roles": len(catalog.roles),
        "programmes": len(here),
        "programmes_without_price": sum(not any(p.year for p in h.prices) for h in here),
        "organisations": sum(country in o.country for o in catalog.organisations.values()),
    }
    where = catalog_value(catalog.places[country], f"places/{country}")
    return Coverage(
        country=country,
        counts=counts,
        have=tuple(_have(counts, where, area)),
        lack=tuple(_lack(counts, where, person, reviewed=reviewed)),
    )


def _counted(counts: dict[str, int], what: str) -> Value:
    return computed_value(counts[what], f"coverage/counts/{what}", what)


def _have(counts: dict[str, int], where: Value, area: Place | None) -> Iterator[Statement]:
    yield make_statement("have-roles", roles=_counted(counts, "roles"))
    if area is not None:
        name = Value(value=area.name, from_=f"source:{OEWS}/{area.code}")
        yield make_statement("have-wages", area=name, sources=[OEWS])
    if counts["programmes"]:
        programmes = _counted(counts, "programmes")
        yield make_statement("have-programmes", programmes=programmes, country=where)
    if counts["organisations"]:
        organisations = _counted(counts, "organisations")
        yield make_statement("have-organisations", organisations=organisations, country=where)


def _lack(
    counts: dict[str, int], where: Value, person: Candidate, *, reviewed: bool
) -> Iterator[Statement]:
    terms = person.profile.circumstances
    if terms.country not in (None, "US"):
        yield make_statement("lack-wages-abroad", country=where)
        if terms.area:
            yield make_statement(
                "lack-area-abroad", area=profile_value(terms.area, "circumstances.area")
            )
    else:
        yield make_statement("lack-self-employed", sources=[OEWS])
        if terms.minimum_pay is not None and minimum_pay_usd(person.profile) is None:
            currency = profile_value(terms.currency or "", "circumstances.currency")
            yield make_statement("lack-exchange-rate", currency=currency)
    yield make_statement("lack-offered")
    if not reviewed:
        yield make_statement("lack-reviewed")
    if counts["programmes_without_price"]:
        programmes = _counted(counts, "programmes_without_price")
        yield make_statement("lack-prices", programmes=programmes, country=where)
    if person.profile.answers and not person.interest_sds and not person.profile.interests.given():
        yield make_statement("lack-interview")


_UNREAD = {
    ".": ("languages",),
    "aims": ("horizon_months",),
    "circumstances": ("hours_per_week",),
}
"""What a profile may hold and nothing reads yet, by the table that it stands in."""


def notes(person: Candidate, catalog: Catalog) -> tuple[Statement, ...]:
    """What was noted and does not count: wishes, roles put aside, limits."""
    aims, terms = person.profile.aims, person.profile.circumstances
    found = []
    if terms.country is None and terms.area is None:
        found.append(make_statement("no-country"))
    if not person.skills and has_enough_evidence(person, catalog):
        found.append(make_statement("first-skill"))
    if aims.learn:
        found.append(
            make_statement("wishes-do-not-count", skills=skill_labels(list(aims.learn), catalog))
        )
    if aims.not_:
        labels = tuple(catalog.roles[role].label for role in aims.not_)
        roles = catalog_value(labels, f"roles/{','.join(aims.not_)}/label")
        found.append(make_statement("put-aside", roles=roles))
    if terms.limits:
        found.append(
            make_statement("limits", limits=profile_value(terms.limits, "circumstances.limits"))
        )
    for path, keys in _UNREAD.items():
        node = person.profile if path == "." else getattr(person.profile, path)
        kept = tuple(key for key in keys if getattr(node, key))
        if kept:
            found.append(make_statement("kept-not-counted", fields=profile_value(kept, path)))
    return tuple(found)
