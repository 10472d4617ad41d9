"""Portfolio evidence: what a candidate could show an employer to stand out for a role."""

from typing import TYPE_CHECKING

from benchpin.catalog import Catalog
from benchpin.facts import Statement, catalog_value, make_statement, profile_value
from benchpin.match.candidate import Candidate

if TYPE_CHECKING:
    from benchpin.match.scoring import RoleScore

MAX_PIECES = 2


def portfolio_evidence(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog
) -> tuple[Statement, ...]:
    """At most two pieces of evidence, each for an essential skill of the role, of different kinds.

    Confirmed skills come first, the highest level first; then assumed ones; then those still to be
    learned, to be shown once they are.
    """
    ranked_needs = []
    for position, need in enumerate(scored.role.skills):
        if need.need != "essential":
            continue
        held_skill = candidate.skills.get(need.skill)
        # A trait that nobody claims is not to be learned, then shown.
        if held_skill is None and need.skill in catalog.traits:
            continue
        status = 2 if held_skill is None else int(held_skill.assumed)
        ranked_needs.append(
            (status, -(held_skill.level if held_skill else 0), position, need.skill)
        )
    statements: dict[str, Statement] = {}
    for status, _, _, skill in sorted(ranked_needs):
        # A skill without evidence of its own in `shows.csv` uses that of its category.
        subject = skill if skill in catalog.shows else catalog.skills[skill].category
        if subject in catalog.shows and subject not in statements and len(statements) < MAX_PIECES:
            statements[subject] = _portfolio_statement(status, skill, subject, candidate, catalog)
    return tuple(statements.values())


def _portfolio_statement(
    status: int, skill: str, subject: str, candidate: Candidate, catalog: Catalog
) -> Statement:
    kinds = ("stand-out-held", "stand-out-assumed", "stand-out-later")
    values = {
        "what": catalog_value(catalog.shows[subject].what, f"shows/{subject}/what"),
        "reason": catalog_value(catalog.shows[subject].reason, f"shows/{subject}/reason"),
        "skill": catalog_value(catalog.skills[skill].label, f"skills/{skill}/label"),
    }
    kind = kinds[status]
    for index, profile_skill in enumerate(candidate.profile.skills):
        if profile_skill.skill == skill and profile_skill.evidence and status == 0:
            kind = "stand-out-evidence"
            values["evidence"] = profile_value(profile_skill.evidence, f"skills.{index}.evidence")
    return make_statement(kind, values, judged=True)
