"""The reasons for a role, as statements, strongest first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchpin.catalog import Catalog
from benchpin.facts import (
    Statement,
    computed_value,
    figure_value,
    make_statement,
    profile_value,
)
from benchpin.match.candidate import Candidate
from benchpin.match.reason_parts import (
    MAX_NAMES,
    WeightedStatement,
    education_reasons,
    first_in_country,
    interest_reasons,
    role_label,
    skill_labels,
    strongest_statements,
    work_mode_reasons,
    working_conditions_statement,
)

if TYPE_CHECKING:
    from benchpin.match.scoring import RoleScore


def statements_for(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog
) -> tuple[Statement, ...]:
    """The strongest reasons for a role, at most three."""
    return strongest_statements(
        (
            *_experience_for(scored, catalog),
            *_skills_for(scored, candidate, catalog),
            *interest_reasons(scored, candidate, catalog, high=True),
            *_related_skills(scored, catalog),
            *_pay_for(scored),
            *_concentration(scored),
            *work_mode_reasons(scored, candidate, fits=True),
            *education_reasons(scored, candidate, catalog, reached=True),
            *_outlook_for(scored),
            *_rewards(scored, candidate, catalog),
        )
    )


def _experience_for(scored: "RoleScore", catalog: Catalog) -> Iterator[WeightedStatement]:
    former, score = scored.former, scored.parts["experience"].score
    if former is None or score is None or score < 0.3:
        return
    # What lets somebody in is said already (`entry_statements`).
    if scored.entry.former is not None or scored.role_id in former.roles:
        return
    yield (
        0.5 + score / 2,
        make_statement(
            "experience-like",
            title=profile_value(former.title, f"experience.{former.index}.title"),
            role=role_label(scored),
            judged=bool(former.roles),
            cites=() if former.roles else ("onet-29-3",),
        ),
    )


def _skills_for(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog
) -> Iterator[WeightedStatement]:
    needs = scored.role.skills
    need_weights = catalog.weights.skills.need
    confirmed_needs = [n for n in needs if (h := candidate.skills.get(n.skill)) and not h.assumed]
    if confirmed_needs:
        top_needs = sorted(confirmed_needs, key=lambda n: -need_weights[n.need])[:MAX_NAMES]
        covered_share = sum(need_weights[n.need] for n in confirmed_needs) / sum(
            need_weights[n.need] for n in needs
        )
        yield (
            0.4 + covered_share,
            make_statement(
                "skills-held",
                skills=skill_labels([n.skill for n in top_needs], catalog),
                held=computed_value(
                    len(confirmed_needs), f"matches/{scored.role_id}/held,partial", "skills"
                ),
                needs=computed_value(
                    len(needs),
                    f"matches/{scored.role_id}/held,partial,missing,assumed,to_practice",
                    "skills",
                ),
                judged=True,
            ),
        )
    assumed_needs = [n for n in needs if (h := candidate.skills.get(n.skill)) and h.assumed]
    if assumed_needs:
        top_needs = sorted(assumed_needs, key=lambda n: -need_weights[n.need])[:MAX_NAMES]
        origin = candidate.skills[top_needs[0].skill].origin
        # One statement names one job title, so only skills assumed from the same position are
        # listed.
        same_origin = [n.skill for n in top_needs if candidate.skills[n.skill].origin == origin]
        values = {"skills": skill_labels(same_origin, catalog)}
        kind = "skills-assumed-by-you"
        if origin is not None:
            values["title"] = profile_value(candidate.text_at(origin), origin)
            from_work = origin.startswith("experience")
            kind = "skills-assumed" if from_work else "skills-assumed-from-study"
        yield (
            0.35 + 0.02 * len(assumed_needs),
            make_statement(kind, values, judged=True),
        )


def _related_skills(scored: "RoleScore", catalog: Catalog) -> Iterator[WeightedStatement]:
    """The confirmed skill that stands in for the most missing skills of the role, by `kin.csv`."""
    needs_by_skill = scored.needs_by_related_skill
    if needs_by_skill:
        related_skill = max(needs_by_skill, key=lambda skill: (len(needs_by_skill[skill]), skill))
        values = {
            "skill": skill_labels([related_skill], catalog),
            "helps": skill_labels(list(needs_by_skill[related_skill][:MAX_NAMES]), catalog),
        }
        yield 0.42, make_statement("skills-kindred", values, judged=True)


def _pay_for(scored: "RoleScore") -> Iterator[WeightedStatement]:
    if scored.gate is not None and scored.gate.status == "met":
        yield 0.55, scored.gate.statement


def _concentration(scored: "RoleScore") -> Iterator[WeightedStatement]:
    wage = scored.outlook.own_wage if scored.outlook else None
    # BLS publishes no location quotient for the nation.
    if wage is None or wage.location_quotient is None or wage.area.kind == "nation":
        return
    if wage.location_quotient >= 1.5:
        yield (
            0.45,
            make_statement(
                "concentration-high",
                quotient=wage.figure("location-quotient", wage.location_quotient, "times"),
                occupation=wage.name,
            ),
        )


def _outlook_for(scored: "RoleScore") -> Iterator[WeightedStatement]:
    change = scored.outlook.projection.change if scored.outlook else None
    wage = scored.outlook.own_wage if scored.outlook else None
    if change is None or wage is None or change.low <= 0:
        return
    yield (
        0.2 + min(0.2, change.low / 50),
        make_statement("outlook-grows", change=figure_value(change), occupation=wage.name),
    )


def _rewards(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog
) -> Iterator[WeightedStatement]:
    if first := first_in_country(scored.role.rewards, candidate):
        index, reward = first
        path = f"roles/{scored.role_id}/rewards.{index}"
        yield 0.22, working_conditions_statement("reward", reward, path, catalog)
