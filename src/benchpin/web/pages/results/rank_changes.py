"""Which roles moved between two results, and how that is said."""

from collections.abc import Iterable, Mapping
from typing import Final

from benchpin.guidance import Guidance
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import message

Move = tuple[str, int, int]
"""A role that moved, its rank before, and its rank now."""
MAX_CHANGES: Final = 6
"""How many roles are named that moved."""


def ranks(guidance: Guidance) -> dict[str, int]:
    """The rank of each role."""
    return {match.role: match.rank for match in guidance.matches}


def rank_changes(before: Mapping[str, int], after: Mapping[str, int]) -> list[Move]:
    """The roles that moved, the highest of their ranks first."""
    moved = [
        (role, before[role], rank) for role, rank in after.items() if before.get(role, rank) != rank
    ]
    return sorted(moved, key=lambda move: min(move[1], move[2]))[:MAX_CHANGES]


def changes_as_text(found: Iterable[Move]) -> list[str]:
    """Each move in words: "Stone setter: up from 4 to 2"."""
    roles = shared_engine().catalog.roles
    return [
        message(
            f"results.moves.{'up' if after < before else 'down'}",
            role=roles[role].label,
            before=before,
            after=after,
        )
        for role, before, after in found
        if role in roles
    ]
