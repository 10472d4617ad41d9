"""What is held for somebody, what is lacking, and what to ask next."""

from collections.abc import Iterable, Iterator, Mapping

from benchpin.catalog import Catalog
from benchpin.facts import Statement, Value, counted, given, listed, say
from benchpin.guidance.model import AskNext, Coverage
from benchpin.market import OEWS, Place
from benchpin.match import Match, Person, minimum_pay_usd, separating_skill, skill_labels
from benchpin.profile.interview.item_bank import known_answers

ENOUGH_SKILLS = 3
ENOUGH_INTERESTS = 4
ENOUGH_ANSWERS = 8
MOST_QUESTIONS = 5
MOST_TO_SETTLE = 3
SETTLES = 0.005
"""From which share of draws on knowing a skill is worth a question (see `match.Drawn`)."""


def enough(person: Person, catalog: Catalog) -> bool:
    """Whether enough is known to rank.

    A former occupation, three skills, four interests, or eight answers to the interview.
    """
    return (
        any(former.resolved for former in person.formers)
        or person.confirmed >= ENOUGH_SKILLS
        or _interests_known(person, catalog)
    )


def _interests_known(person: Person, catalog: Catalog) -> bool:
    answers = known_answers(person.profile.answers, catalog).values()
    return (
        len(person.profile.interests.given()) >= ENOUGH_INTERESTS
        or max(map(len, answers), default=0) >= ENOUGH_ANSWERS
    )


def ask_next(
    person: Person,
    matches: tuple[Match, ...],
    settles: Mapping[str, float],
    catalog: Catalog,
) -> tuple[AskNext, ...]:
    """The questions whose answers would help most, the most telling first.

    Without matches too little is known to rank; `settles` tells how much knowing each assumed skill
    would settle which role comes first.
    """
    return tuple(_questions(person, matches, settles, catalog))[:MOST_QUESTIONS]


def _questions(
    person: Person,
    matches: tuple[Match, ...],
    settles: Mapping[str, float],
    catalog: Catalog,
) -> Iterator[AskNext]:
    profile, terms = person.profile, person.profile.circumstances
    for former in person.formers:
        if not former.resolved:
            path = f"experience.{former.index}.title"
            yield AskNext(
                path=path, kind="title-unclear", values={"title": given(former.title, path)}
            )
    proposed = [held.skill for held in profile.skills if held.status == "proposed"]
    if proposed:
        skills = skill_labels(proposed, catalog)
        yield AskNext(path="skills", kind="skills-to-confirm", values={"skills": skills})
    telling = sorted((-worth, skill) for skill, worth in settles.items() if worth >= SETTLES)
    if telling:
        skills = skill_labels([skill for _, skill in telling[:MOST_TO_SETTLE]], catalog)
        yield AskNext(path="skills", kind="skills-to-settle", values={"skills": skills})
    apart = separating_skill(matches, person, catalog)
    if apart is not None:
        one, other, skill = apart
        yield AskNext(
            path="skills",
            kind="skill-separates",
            values={
                "skill": skill_labels([skill], catalog),
                "one": listed(catalog.roles[one].label, f"roles/{one}/label"),
                "other": listed(catalog.roles[other].label, f"roles/{other}/label"),
            },
        )
    if not profile.experience:
        yield AskNext(path="experience", kind="experience")
    if person.confirmed < ENOUGH_SKILLS:
        yield AskNext(path="skills", kind="skills")
    if not _interests_known(person, catalog):
        yield AskNext(path="interests", kind="interests")
    if terms.country is None and terms.area is None:
        yield AskNext(path="circumstances.area", kind="area")
    if terms.minimum_pay is None and terms.country in (None, "US"):
        yield AskNext(path="circumstances.minimum_pay", kind="minimum-pay")
    if not terms.work_modes and matches:
        yield AskNext(path="circumstances.work_modes", kind="work-modes")


def coverage(
    person: Person, area: Place | None, in_depth: Iterable[str], catalog: Catalog
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
    where = listed(catalog.places[country], f"places/{country}")
    return Coverage(
        country=country,
        counts=counts,
        have=tuple(_have(counts, where, area)),
        lack=tuple(_lack(counts, where, person, reviewed=reviewed)),
    )


def _counted(counts: dict[str, int], what: str) -> Value:
    return counted(counts[what], f"coverage/counts/{what}", what)


def _have(counts: dict[str, int], where: Value, area: Place | None) -> Iterator[Statement]:
    yield say("have-roles", roles=_counted(counts, "roles"))
    if area is not None:
        name = Value(value=area.name, from_=f"source:{OEWS}/{area.code}")
        yield say("have-wages", area=name, sources=[OEWS])
    if counts["programmes"]:
        programmes = _counted(counts, "programmes")
        yield say("have-programmes", programmes=programmes, country=where)
    if counts["organisations"]:
        organisations = _counted(counts, "organisations")
        yield say("have-organisations", organisations=organisations, country=where)


def _lack(
    counts: dict[str, int], where: Value, person: Person, *, reviewed: bool
) -> Iterator[Statement]:
    terms = person.profile.circumstances
    if terms.country not in (None, "US"):
        yield say("lack-wages-abroad", country=where)
        if terms.area:
            yield say("lack-area-abroad", area=given(terms.area, "circumstances.area"))
    else:
        yield say("lack-self-employed", sources=[OEWS])
        if terms.minimum_pay is not None and minimum_pay_usd(person.profile) is None:
            currency = given(terms.currency or "", "circumstances.currency")
            yield say("lack-exchange-rate", currency=currency)
    yield say("lack-offered")
    if not reviewed:
        yield say("lack-reviewed")
    if counts["programmes_without_price"]:
        programmes = _counted(counts, "programmes_without_price")
        yield say("lack-prices", programmes=programmes, country=where)
    if person.profile.answers and not person.interest_sds and not person.profile.interests.given():
        yield say("lack-interview")


_UNREAD = {
    ".": ("languages",),
    "aims": ("horizon_months",),
    "circumstances": ("hours_per_week",),
}
"""What a profile may hold and nothing reads yet, by the table that it stands in."""


def notes(person: Person, catalog: Catalog) -> tuple[Statement, ...]:
    """What was noted and does not count: wishes, roles put aside, limits."""
    aims, terms = person.profile.aims, person.profile.circumstances
    found = []
    if terms.country is None and terms.area is None:
        found.append(say("no-country"))
    if not person.skills and enough(person, catalog):
        found.append(say("first-skill"))
    if aims.learn:
        found.append(say("wishes-do-not-count", skills=skill_labels(list(aims.learn), catalog)))
    if aims.not_:
        labels = tuple(catalog.roles[role].label for role in aims.not_)
        roles = listed(labels, f"roles/{','.join(aims.not_)}/label")
        found.append(say("put-aside", roles=roles))
    if terms.limits:
        found.append(say("limits", limits=given(terms.limits, "circumstances.limits")))
    for path, keys in _UNREAD.items():
        node = person.profile if path == "." else getattr(person.profile, path)
        kept = tuple(key for key in keys if getattr(node, key))
        if kept:
            found.append(say("kept-not-counted", fields=given(kept, path)))
    return tuple(found)
