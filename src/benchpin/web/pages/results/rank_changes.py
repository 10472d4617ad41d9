"""The roles whose rank changed between two results, and sentences on them."""

from collections.abc import Iterable, Mapping
from typing import Final

from benchpin.guidance import Guidance
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import message

Move = tuple[str, int, int]
"""A role whose rank changed, its rank before and after."""
MAX_CHANGES: Final = 6
"""Roles that are listed as moved."""


def ranks_by_role(guidance: Guidance) -> dict[str, int]:
    """The rank of each role, by role id."""
    return {match.role: match.rank for match in guidance.matches}


def compare_ranks(before: Mapping[str, int], after: Mapping[str, int]) -> list[Move]:
    """The roles whose rank changed, by the better of the two ranks, at most MAX_CHANGES.

    A role without a rank before did not move.
    """
    moved = [
        (role, before[role], rank) for role, rank in after.items() if before.get(role, rank) != rank
    ]
    return sorted(moved, key=lambda move: min(move[1], move[2]))[:MAX_CHANGES]


def changes_as_text(moves: Iterable[Move]) -> list[str]:
    """Each move as a sentence: "Stone setter: up from 4 to 2"."""
    roles = shared_engine().catalog.roles
    return [
        message(
            f"results.moves.{'up' if after < before else 'down'}",
            role=roles[role].label,
            before=before,
            after=after,
        )
        for role, before, after in moves
        if role in roles
    ]
