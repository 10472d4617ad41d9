"""The reasons against a role, as statements, strongest first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchpin.catalog import Catalog
from benchpin.facts import (
    Statement,
    computed_value,
    figure_value,
    make_statement,
)
from benchpin.match.candidate import Candidate
from benchpin.match.reason_parts import (
    MAX_NAMES,
    WeightedStatement,
    education_reasons,
    essential_missing,
    first_in_country,
    interest_reasons,
    role_label,
    roles_with_same_codes,
    skill_labels,
    strongest_statements,
    work_mode_reasons,
    working_conditions_statement,
)

if TYPE_CHECKING:
    from benchpin.match.scoring import RoleScore


def statements_against(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog
) -> tuple[Statement, ...]:
    """The strongest reasons against a role, at least one and at most three."""
    return strongest_statements(
        (
            *_skills_against(scored, candidate, catalog),
            *_pay_against(scored),
            *work_mode_reasons(scored, candidate, fits=False),
            *interest_reasons(scored, candidate, catalog, high=False),
            *education_reasons(scored, candidate, catalog, reached=False),
            *_outlook_against(scored),
            *_drawbacks(scored, candidate, catalog),
            *_figures_against(scored, catalog),
        )
    ) or (make_statement("not-reviewed", role=role_label(scored), judged=True),)


def _skills_against(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog
) -> Iterator[WeightedStatement]:
    missing = [
        n.skill
        for n in scored.role.skills
        if n.skill not in candidate.skills and n.skill not in catalog.traits
    ]
    essential = list(essential_missing(scored.role, candidate, catalog))
    if essential:
        values = {"skills": skill_labels(essential[:MAX_NAMES], catalog)}
        if len(essential) > MAX_NAMES:
            path = f"matches/{scored.role_id}/essential_missing"
            values["missing"] = computed_value(len(essential), path, "skills")
        kind = "skills-missing-many" if len(essential) > MAX_NAMES else "skills-missing"
        strength = 0.5 + len(essential) / 20
        yield strength, make_statement(kind, values, judged=True)
    elif missing:
        yield (
            0.2,
            make_statement(
                "skills-missing-minor",
                skills=skill_labels(missing[:MAX_NAMES], catalog),
                judged=True,
            ),
        )


def _pay_against(scored: "RoleScore") -> Iterator[WeightedStatement]:
    """The pay term where it is in doubt or broken; a stand-in's pay is no reason."""
    gate = scored.gate
    if gate is not None and gate.status in ("doubt", "broken"):
        yield 0.8 if gate.open else 1.2, gate.statement


def _outlook_against(scored: "RoleScore") -> Iterator[WeightedStatement]:
    change = scored.outlook.projection.change if scored.outlook else None
    wage = scored.outlook.own_wage if scored.outlook else None
    if change is None or wage is None or change.high >= 0:
        return
    yield (
        0.3 + min(0.3, -change.high / 50),
        make_statement("outlook-falls", change=figure_value(change), occupation=wage.name),
    )


def _drawbacks(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog
) -> Iterator[WeightedStatement]:
    if first := first_in_country(scored.role.drawbacks, candidate):
        index, drawback = first
        path = f"roles/{scored.role_id}/drawbacks.{index}"
        kind = "body" if drawback.about == "body" else "drawback"
        yield 0.4, working_conditions_statement(kind, drawback, path, catalog)


def _figures_against(scored: "RoleScore", catalog: Catalog) -> Iterator[WeightedStatement]:
    if scored.outlook is None or not scored.outlook.wages:
        return
    first = scored.outlook.wages[0]
    # Figures of a proxy occupation are never shown as the role's own.
    if first.applies == "proxy":
        yield (
            0.38,
            make_statement("figures-are-proxy", role=role_label(scored), occupation=first.name),
        )
        return
    sharing = roles_with_same_codes(scored.role_id, catalog)
    if sharing:
        yield (
            0.25,
            make_statement(
                "figures-are-shared",
                occupation=first.name,
                others=computed_value(
                    len(sharing), f"matches/{scored.role_id}/shares_codes_with", "roles"
                ),
            ),
        )
