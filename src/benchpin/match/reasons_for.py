"""What speaks for a role, as statements, strongest first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchpin.catalog import Catalog
from benchpin.facts import (
    OUR_JUDGEMENT,
    Statement,
    computed_value,
    figure_value,
    make_statement,
    profile_value,
)
from benchpin.match.candidate import Candidate
from benchpin.match.parts import minimum_pay_usd
from benchpin.match.reason_parts import (
    MAX_NAMES,
    Weighed,
    education_reason,
    interests,
    role_label,
    skill_labels,
    strongest_statements,
    work_mode,
    working_conditions_statement,
)

if TYPE_CHECKING:
    from benchpin.match.scoring import RoleScore


def statements_for(
    scored: "RoleScore", person: Candidate, catalog: Catalog
) -> tuple[Statement, ...]:
    """The strongest reasons for a role, at most three."""
    return strongest_statements(
        (
            *_experience_for(scored, catalog),
            *_skills_for(scored, person, catalog),
            *interests(scored, person, catalog, high=True),
            *_kindred(scored, catalog),
            *_pay_for(scored, person),
            *_concentration(scored),
            *work_mode(scored, person, fits=True),
            *education_reason(scored, person, catalog, reached=True),
            *_outlook_for(scored),
            *_rewards(scored, catalog),
        )
    )


def _experience_for(scored: "RoleScore", catalog: Catalog) -> Iterator[Weighed]:
    former, score = scored.from_former, scored.parts["experience"].score
    if former is None or score is None or score < 0.3:
        return
    same = scored.role_id in former.roles
    yield (
        0.5 + score / 2,
        make_statement(
            "experience-same" if same else "experience-like",
            title=profile_value(former.title, f"experience.{former.index}.title"),
            role=role_label(scored),
            sources=[OUR_JUDGEMENT] if former.roles else ["onet-29-3"],
        ),
    )


def _skills_for(scored: "RoleScore", person: Candidate, catalog: Catalog) -> Iterator[Weighed]:
    needs = scored.role.skills
    weigh = catalog.weights.skills.need
    said = [n for n in needs if (h := person.skills.get(n.skill)) and not h.assumed]
    if said:
        best = sorted(said, key=lambda n: -weigh[n.need])[:MAX_NAMES]
        earned = sum(weigh[n.need] for n in said) / sum(weigh[n.need] for n in needs)
        yield (
            0.4 + earned,
            make_statement(
                "skills-held",
                skills=skill_labels([n.skill for n in best], catalog),
                held=computed_value(len(said), f"matches/{scored.role_id}/held,partial", "skills"),
                needs=computed_value(
                    len(needs),
                    f"matches/{scored.role_id}/held,partial,missing,assumed",
                    "skills",
                ),
                sources=[OUR_JUDGEMENT],
            ),
        )
    assumed = [n for n in needs if (h := person.skills.get(n.skill)) and h.assumed]
    if assumed:
        best = sorted(assumed, key=lambda n: -weigh[n.need])[:MAX_NAMES]
        origin = person.skills[best[0].skill].origin
        same = [n.skill for n in best if person.skills[n.skill].origin == origin]
        values = {"skills": skill_labels(same, catalog)}
        kind = "skills-assumed-by-you"
        if origin is not None:
            values["title"] = profile_value(person.named_at(origin), origin)
            worked = origin.startswith("experience")
            kind = "skills-assumed" if worked else "skills-assumed-from-study"
        yield 0.35 + 0.02 * len(assumed), make_statement(kind, sources=[OUR_JUDGEMENT], **values)


def _kindred(scored: "RoleScore", catalog: Catalog) -> Iterator[Weighed]:
    """Skills that the person confirmed and that are worth part of what they lack."""
    found = scored.kindred
    if found:
        have = max(found, key=lambda skill: (len(found[skill]), skill))
        values = {
            "skill": skill_labels([have], catalog),
            "helps": skill_labels(list(found[have][:MAX_NAMES]), catalog),
        }
        yield 0.42, make_statement("skills-kindred", sources=[OUR_JUDGEMENT], **values)


def _pay_for(scored: "RoleScore", person: Candidate) -> Iterator[Weighed]:
    minimum = minimum_pay_usd(person.profile)
    own = scored.outlook.own if scored.outlook else None
    if minimum is None or own is None or own.lower_quarter is None:
        return
    quarter = own.percentile("25")
    if own.lower_quarter >= minimum and quarter is not None:
        yield (
            0.55,
            make_statement(
                "lower-quarter-reaches-minimum",
                minimum=profile_value(minimum, "circumstances.minimum_pay", "USD/year"),
                lower_quarter=quarter,
                occupation=own.name,
                sources=[own.source],
            ),
        )


def _concentration(scored: "RoleScore") -> Iterator[Weighed]:
    own = scored.outlook.own if scored.outlook else None
    if own is None or own.location_quotient is None or own.area.kind == "nation":
        return
    if own.location_quotient >= 1.5:
        yield (
            0.45,
            make_statement(
                "concentration-high",
                quotient=own.figure("location-quotient", own.location_quotient, "times"),
                occupation=own.name,
                sources=[own.source],
            ),
        )


def _outlook_for(scored: "RoleScore") -> Iterator[Weighed]:
    change = scored.outlook.projection.change if scored.outlook else None
    own = scored.outlook.own if scored.outlook else None
    if change is None or own is None or change.low <= 0:
        return
    yield (
        0.2 + min(0.2, change.low / 50),
        make_statement(
            "outlook-grows", change=figure_value(change), occupation=own.name,
            sources=[change.source, own.source],
        ),
    )  # fmt: skip


def _rewards(scored: "RoleScore", catalog: Catalog) -> Iterator[Weighed]:
    for index, reward in enumerate(scored.role.rewards[:1]):
        path = f"roles/{scored.role_id}/rewards.{index}"
        yield 0.22, working_conditions_statement("reward", reward, path, catalog)
