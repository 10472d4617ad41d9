"""What speaks for a role, as statements, strongest first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchpin.catalog import Catalog
from benchpin.facts import OUR_JUDGEMENT, Statement, counted, figured, given, say
from benchpin.match.candidate import Person
from benchpin.match.parts import minimum_pay_usd
from benchpin.match.reason_parts import (
    MOST_NAMED,
    Weighed,
    interests,
    of_working_life,
    role_label,
    schooling,
    skill_labels,
    strongest,
    work_mode,
)

if TYPE_CHECKING:
    from benchpin.match.scoring import Scored


def reasons_for(scored: "Scored", person: Person, catalog: Catalog) -> tuple[Statement, ...]:
    """The strongest reasons for a role, at most three."""
    return strongest(
        (
            *_experience_for(scored, catalog),
            *_skills_for(scored, person, catalog),
            *interests(scored, person, catalog, high=True),
            *_kindred(scored, catalog),
            *_pay_for(scored, person),
            *_concentration(scored),
            *work_mode(scored, person, fits=True),
            *schooling(scored, person, catalog, reached=True),
            *_outlook_for(scored),
            *_rewards(scored, catalog),
        )
    )


def _experience_for(scored: "Scored", catalog: Catalog) -> Iterator[Weighed]:
    former, score = scored.from_former, scored.parts["experience"].score
    if former is None or score is None or score < 0.3:
        return
    same = scored.role_id in former.roles
    yield (
        0.5 + score / 2,
        say(
            "experience-same" if same else "experience-like",
            title=given(former.title, f"experience.{former.index}.title"),
            role=role_label(scored),
            sources=[OUR_JUDGEMENT] if former.roles else ["onet-29-3"],
        ),
    )


def _skills_for(scored: "Scored", person: Person, catalog: Catalog) -> Iterator[Weighed]:
    needs = scored.role.skills
    weigh = catalog.weights.skills.need
    said = [n for n in needs if (h := person.skills.get(n.skill)) and not h.assumed]
    if said:
        best = sorted(said, key=lambda n: -weigh[n.need])[:MOST_NAMED]
        earned = sum(weigh[n.need] for n in said) / sum(weigh[n.need] for n in needs)
        yield (
            0.4 + earned,
            say(
                "skills-held",
                skills=skill_labels([n.skill for n in best], catalog),
                held=counted(len(said), f"matches/{scored.role_id}/held,partial", "skills"),
                needs=counted(
                    len(needs),
                    f"matches/{scored.role_id}/held,partial,missing,assumed",
                    "skills",
                ),
                sources=[OUR_JUDGEMENT],
            ),
        )
    assumed = [n for n in needs if (h := person.skills.get(n.skill)) and h.assumed]
    if assumed:
        best = sorted(assumed, key=lambda n: -weigh[n.need])[:MOST_NAMED]
        origin = person.skills[best[0].skill].origin
        same = [n.skill for n in best if person.skills[n.skill].origin == origin]
        values = {"skills": skill_labels(same, catalog)}
        kind = "skills-assumed-by-you"
        if origin is not None:
            values["title"] = given(person.named_at(origin), origin)
            worked = origin.startswith("experience")
            kind = "skills-assumed" if worked else "skills-assumed-from-study"
        yield 0.35 + 0.02 * len(assumed), say(kind, sources=[OUR_JUDGEMENT], **values)


def _kindred(scored: "Scored", catalog: Catalog) -> Iterator[Weighed]:
    """Skills that the person confirmed and that are worth part of what they lack."""
    found = scored.kindred
    if found:
        have = max(found, key=lambda skill: (len(found[skill]), skill))
        values = {
            "skill": skill_labels([have], catalog),
            "helps": skill_labels(list(found[have][:MOST_NAMED]), catalog),
        }
        yield 0.42, say("skills-kindred", sources=[OUR_JUDGEMENT], **values)


def _pay_for(scored: "Scored", person: Person) -> Iterator[Weighed]:
    minimum = minimum_pay_usd(person.profile)
    own = scored.outlook.own if scored.outlook else None
    if minimum is None or own is None or own.lower_quarter is None:
        return
    quarter = own.percentile("25")
    if own.lower_quarter >= minimum and quarter is not None:
        yield (
            0.55,
            say(
                "lower-quarter-reaches-minimum",
                minimum=given(minimum, "circumstances.minimum_pay", "USD/year"),
                lower_quarter=quarter,
                occupation=own.name,
                sources=[own.source],
            ),
        )


def _concentration(scored: "Scored") -> Iterator[Weighed]:
    own = scored.outlook.own if scored.outlook else None
    if own is None or own.location_quotient is None or own.area.kind == "nation":
        return
    if own.location_quotient >= 1.5:
        yield (
            0.45,
            say(
                "concentration-high",
                quotient=own.figure("location-quotient", own.location_quotient, "times"),
                occupation=own.name,
                sources=[own.source],
            ),
        )


def _outlook_for(scored: "Scored") -> Iterator[Weighed]:
    change = scored.outlook.projection.change if scored.outlook else None
    own = scored.outlook.own if scored.outlook else None
    if change is None or own is None or change.low <= 0:
        return
    yield (
        0.2 + min(0.2, change.low / 50),
        say(
            "outlook-grows", change=figured(change), occupation=own.name,
            sources=[change.source, own.source],
        ),
    )  # fmt: skip


def _rewards(scored: "Scored", catalog: Catalog) -> Iterator[Weighed]:
    for index, reward in enumerate(scored.role.rewards[:1]):
        path = f"roles/{scored.role_id}/rewards.{index}"
        yield 0.22, of_working_life("reward", reward, path, catalog)
