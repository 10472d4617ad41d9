"""The review of an interview as text, for the person to check before it is stored."""

from collections.abc import Iterator

from benchpin.profile import INTERESTS, Profile
from benchpin.profile.interview.adaptive import MIN_ITEMS
from benchpin.profile.interview.item_bank import InterestEstimate

NOT_A_TEST = "This is a conversation starter, not a validated assessment."
INTEREST_LABELS = {
    "realistic": "Working with your hands, tools and materials",
    "investigative": "Finding out how things work",
    "artistic": "Creating new things",
    "social": "Helping and teaching people",
    "enterprising": "Leading, selling and starting things",
    "conventional": "Keeping things in order",
}
VALUE_LABELS = {
    "achievement": "using what you can do",
    "autonomy": "deciding how you work",
    "recognition": "moving up and being respected",
    "relationships": "getting along with people and being of help",
    "support": "a fair boss who stands behind you",
    "working-conditions": "steady work, good pay, a safe place",
}
STRONG_SCORE, SOME_SCORE, UNCLEAR_SD = 0.6, 0.4, 0.2
"""The least scores of a strong and of some interest; the standard deviation above which an
interest is still unclear."""
MIN_IMPORTANT_VALUE = 0.6
"""The least score, 0 to 1, of a work value that matters to a person."""


def interview_review(profile: Profile, estimate: InterestEstimate | None) -> str:
    """The review as text: interests, work values, circumstances, and what is missing."""
    return "\n".join(
        [*_understood_lines(profile, estimate), "", *_missing_lines(profile), "", NOT_A_TEST]
    )


def interest_strength(score: float, sd: float) -> str:
    """The strength of an interest in words, and whether it is still unclear."""
    word = "strong" if score >= STRONG_SCORE else "some" if score >= SOME_SCORE else "little"
    return f"{word}, still unclear" if sd > UNCLEAR_SD else word


def interest_lines(scores: dict[str, float], sds: dict[str, float]) -> Iterator[str]:
    """One line per interest, the strongest first."""
    width = max(map(len, INTEREST_LABELS.values()))
    for name in sorted(scores, key=lambda name: (-scores[name], INTERESTS.index(name))):
        label = INTEREST_LABELS[name]
        strength = interest_strength(scores[name], sds.get(name, 0.0))
        yield f"{label:<{width}}  {strength} ({scores[name]:.2f})"


def _understood_lines(profile: Profile, estimate: InterestEstimate | None) -> Iterator[str]:
    yield "What we understood"
    yield ""
    stated_scores = profile.interests.scores()
    if stated_scores:
        yield f"What draws you, from {profile.interests.from_}:"
        yield from (f"  {line}" for line in interest_lines(stated_scores, {}))
    elif estimate is not None:
        yield "Your interests, from your answers (0 to 1):"
        yield from (
            f"  {line}" for line in interest_lines(dict(estimate.scores), dict(estimate.sds))
        )
    else:
        yield "What draws you: nothing was said."
    if profile.values:
        important = [
            VALUE_LABELS[name] for name, v in profile.values.items() if v >= MIN_IMPORTANT_VALUE
        ]
        yield f"What matters to you: {'; '.join(important) or 'nothing stands out'}."
    else:
        yield "What matters to you: nothing was said."
    circumstances = profile.circumstances
    rows = [
        ("Where you can work", ", ".join(circumstances.work_modes)),
        ("Where you look", circumstances.area),
        (
            "Minimum pay",
            circumstances.minimum_pay and f"${circumstances.minimum_pay:,.0f} a year",
        ),
        ("School", circumstances.education and circumstances.education.replace("-", " ")),
    ]
    yield from (f"{label}: {value or 'not said'}." for label, value in rows)


def _missing_lines(profile: Profile) -> Iterator[str]:
    """What would help most, the most informative first."""
    yield "What would help most"
    yield ""
    if not profile.experience:
        yield "- The jobs you had, in plain titles: [[experience]]."
    if not profile.skills:
        yield "- Three skills or more, with levels: [[skills]]."
    answered = len(profile.answers)
    if not profile.interests.scores() and answered < MIN_ITEMS:
        yield f"- More answers: {answered} are given, and {MIN_ITEMS} are enough to rank roles by."
    if profile.circumstances.area is None:
        yield "- Where you look for work."
    if profile.circumstances.minimum_pay is None:
        yield "- The lowest pay you could accept."
    if not profile.circumstances.work_modes:
        yield "- Where you could work."
