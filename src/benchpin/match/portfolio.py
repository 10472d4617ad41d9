"""What somebody could show an employer to stand out for a role."""

from typing import TYPE_CHECKING

from benchpin.catalog import Catalog
from benchpin.facts import OUR_JUDGEMENT, Statement, catalog_value, make_statement, profile_value
from benchpin.match.candidate import Candidate

if TYPE_CHECKING:
    from benchpin.match.scoring import RoleScore

MAX_PIECES = 2


def portfolio_evidence(
    scored: "RoleScore", person: Candidate, catalog: Catalog
) -> tuple[Statement, ...]:
    """Two things to show, each tied to an essential skill of the role, of two different kinds.

    First what the person said they hold, the highest level first; then what is only assumed; then
    what they have still to learn, to be shown when it is learned.
    """
    order = []
    for position, need in enumerate(scored.role.skills):
        if need.need != "essential":
            continue
        held = person.skills.get(need.skill)
        rank = 2 if held is None else int(held.assumed)
        order.append((rank, -(held.level if held else 0), position, need.skill))
    found: dict[str, Statement] = {}
    for rank, _, _, skill in sorted(order):
        of = skill if skill in catalog.shows else catalog.skills[skill].category
        if of in catalog.shows and of not in found and len(found) < MAX_PIECES:
            found[of] = _shown(rank, skill, of, person, catalog)
    return tuple(found.values())


def _shown(rank: int, skill: str, of: str, person: Candidate, catalog: Catalog) -> Statement:
    kinds = ("stand-out-held", "stand-out-assumed", "stand-out-later")
    values = {
        "what": catalog_value(catalog.shows[of].what, f"shows/{of}/what"),
        "reason": catalog_value(catalog.shows[of].reason, f"shows/{of}/reason"),
        "skill": catalog_value(catalog.skills[skill].label, f"skills/{skill}/label"),
    }
    kind = kinds[rank]
    for index, held in enumerate(person.profile.skills):
        if held.skill == skill and held.evidence and rank == 0:
            kind = "stand-out-evidence"
            values["evidence"] = profile_value(held.evidence, f"skills.{index}.evidence")
    return make_statement(kind, sources=[OUR_JUDGEMENT], **values)
