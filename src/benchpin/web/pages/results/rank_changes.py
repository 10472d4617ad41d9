"""The message on the last decision, and the roles whose rank it changed, in sentences."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import HttpRequest

from benchpin.guidance import Guidance
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import message
from benchpin.web.pages.profile.views import UNREAD_WORDS_KEY

Move = tuple[str, int, int]
"""A role whose rank changed, its rank before and after."""
MESSAGE_KEY: Final = "results"
"""Session key: the last decision, whose message is shown once."""
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


def done_message(request: HttpRequest) -> dict[str, Any] | None:
    """The message on the last decision, removed from the session; None where there is none."""
    decision = request.session.pop(MESSAGE_KEY, None)
    if request.session.pop(UNREAD_WORDS_KEY, False):
        decision = decision or {"kind": "unread"}
    if decision is None:
        return None
    role = shared_engine().catalog.roles.get(decision.get("role", ""))
    if decision["kind"] == "unread":
        return {"text": message("begin.unread"), "moved": [], "kind": "unread", "role": None}
    text = message(f"results.done.{decision['kind']}", role=role.label if role else "")
    changes = changes_as_text(decision.get("moves", []))
    if decision["kind"] == "weighed":
        text = message("results.done.weighed" if changes else "results.done.nothing_moved")
    return {"text": text, "moved": changes, "kind": decision["kind"], "role": decision.get("role")}
