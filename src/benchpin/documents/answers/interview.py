"""What the interview understood, in words, before it is kept."""

from collections.abc import Iterator

from benchpin.profile import INTERESTS, Profile
from benchpin.profile.interview.adaptive import MIN_ITEMS
from benchpin.profile.interview.item_bank import InterestEstimate

NOT_A_TEST = "This is a conversation starter, not a validated assessment."
DRAWS = {
    "realistic": "Work with your hands, with tools and material",
    "investigative": "Finding out how things are",
    "artistic": "Making things that did not exist",
    "social": "Helping and teaching people",
    "enterprising": "Leading, selling, starting things",
    "conventional": "Keeping things in order",
}
MATTERS = {
    "achievement": "using what you can do",
    "autonomy": "deciding how you work",
    "recognition": "moving up and being looked up to",
    "relationships": "getting along with people and being of help",
    "support": "a fair boss who stands behind you",
    "working-conditions": "steady work, good pay, a safe place",
}
STRONG, SOME, UNCLEAR = 0.6, 0.4, 0.2
"""From which score a draw is strong or some; from which standard deviation it is unclear."""
MATTERS_FROM = 0.6


def as_review(profile: Profile, reading: InterestEstimate | None) -> str:
    """The profile as somebody can check it: interests, values, circumstances, what is missing."""
    return "\n".join([*_understood(profile, reading), "", *_missing(profile), "", NOT_A_TEST])


def in_words(score: float, sd: float) -> str:
    """How strongly somebody is drawn, or that it is not clear yet."""
    word = "strong" if score >= STRONG else "some" if score >= SOME else "little"
    return f"{word}, still unclear" if sd > UNCLEAR else word


def interest_lines(scores: dict[str, float], sds: dict[str, float]) -> Iterator[str]:
    """One line an interest, the strongest first."""
    width = max(map(len, DRAWS.values()))
    for name in sorted(scores, key=lambda name: (-scores[name], INTERESTS.index(name))):
        draw = DRAWS[name]
        yield f"{draw:<{width}}  {in_words(scores[name], sds.get(name, 0.0))} ({scores[name]:.2f})"


def _understood(profile: Profile, reading: InterestEstimate | None) -> Iterator[str]:
    yield "What was understood"
    yield ""
    given = profile.interests.given()
    if given:
        yield f"What draws you, from {profile.interests.from_}:"
        yield from (f"  {line}" for line in interest_lines(given, {}))
    elif reading is not None:
        yield "What draws you, from your answers (0 to 1):"
        yield from (f"  {line}" for line in interest_lines(dict(reading.scores), dict(reading.sds)))
    else:
        yield "What draws you: nothing was said."
    if profile.values:
        most = [MATTERS[name] for name, v in profile.values.items() if v >= MATTERS_FROM]
        yield f"What matters to you: {'; '.join(most) or 'nothing stands out'}."
    else:
        yield "What matters to you: nothing was said."
    terms = profile.circumstances
    said = [
        ("Where you can work", ", ".join(terms.work_modes)),
        ("Where you look", terms.area),
        ("The least pay", terms.minimum_pay and f"${terms.minimum_pay:,.0f} a year"),
        ("School", terms.education and terms.education.replace("-", " ")),
    ]
    yield from (f"{what}: {value or 'not said'}." for what, value in said)


def _missing(profile: Profile) -> Iterator[str]:
    """What would help most, the most telling first."""
    yield "What would help most"
    yield ""
    if not profile.experience:
        yield "- The jobs you had, in plain titles: [[experience]]."
    if not profile.skills:
        yield "- Three skills or more, with levels: [[skills]]."
    answered = len(profile.answers)
    if not profile.interests.given() and answered < MIN_ITEMS:
        yield f"- More answers: {answered} are given, and {MIN_ITEMS} are enough to rank roles by."
    if profile.circumstances.area is None:
        yield "- Where you look for work."
    if profile.circumstances.minimum_pay is None:
        yield "- The least pay that you could accept."
    if not profile.circumstances.work_modes:
        yield "- Where you could work."
