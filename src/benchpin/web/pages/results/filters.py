"""Roles in one list, sorted and narrowed by the query of the page; no script is needed.

Figures so close that the survey's error covers the difference are as good as equal, and the row
says so: a sorted list must not claim that one role pays more where nobody can know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any, Final

from benchpin.documents.short_answer import PayFigures, RoleCard
from benchpin.web.app.messages import all_messages, message

SORTS: Final = ("fit", "pay")
MODES: Final = ("any", "hybrid", "remote")
PLACES: Final = ("any", "near", "jobs")
MONTHS: Final = ("any", "0", "6", "12", "24")
FIELDS: Final[Mapping[str, Sequence[str]]] = {
    "sort": SORTS,
    "mode": MODES,
    "place": PLACES,
    "time": MONTHS,
}
"""The fields of the form, with what each may hold; the first is what holds without it."""
NORMAL_95: Final = 1.96
"""Half the width of a 95% interval, in standard errors."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """How somebody wants the roles sorted and narrowed, by the fields of the form."""

    sort: str
    mode: str
    place: str
    time: str

    @property
    def is_set(self) -> bool:
        """Whether anything is other than on the page as it comes."""
        return any(getattr(self, name) != values[0] for name, values in FIELDS.items())

    def keeps(self, card: RoleCard) -> bool:
        """Whether a role stays in the list."""
        return self._keeps_mode(card) and self._keeps_place(card) and self._keeps_time(card)

    def _keeps_mode(self, card: RoleCard) -> bool:
        if self.mode == "any":
            return True
        return card.mode == "remote" or (self.mode == "hybrid" and card.mode == "hybrid")

    def _keeps_place(self, card: RoleCard) -> bool:
        if self.place == "near":
            return card.nearest.is_near or card.match.reach == "now"
        if self.place == "jobs":
            return bool(card.figures and card.figures.is_local and card.figures.jobs)
        return True

    def _keeps_time(self, card: RoleCard) -> bool:
        return self.time == "any" or card.months <= int(self.time)


def narrowing_of(query: Mapping[str, Any]) -> Narrowing:
    """The narrowing in a query; what it does not know stays as it is without it."""
    values = {
        name: query.get(name, "") if query.get(name, "") in allowed else allowed[0]
        for name, allowed in FIELDS.items()
    }
    return Narrowing(**values)


def narrowed_cards(cards: Sequence[RoleCard], narrowing: Narrowing) -> list[tuple[RoleCard, bool]]:
    """The roles that stay, in their order; of each whether it pays about as the one before.

    By pay, roles whose pay is published come first, the best paid first; a stand-in is another
    kind of work, and its pay decides no place.
    """
    narrowed = [card for card in cards if narrowing.keeps(card)]
    if narrowing.sort != "pay":
        return [(card, False) for card in narrowed]
    narrowed.sort(key=lambda card: -(_own_median(card) or 0.0))
    previous_cards = [None, *narrowed[:-1]]
    return [
        (card, previous is not None and is_alike(previous.figures, card.figures))
        for previous, card in zip(previous_cards, narrowed, strict=True)
    ]


def _own_median(card: RoleCard) -> float | None:
    figures = card.figures
    return None if figures is None or figures.kind == "stand-in" else figures.median


def is_alike(first: PayFigures | None, second: PayFigures | None) -> bool:
    """Whether two typical wages differ by no more than the survey's error at 95%."""
    if first is None or second is None or first.median is None or second.median is None:
        return False
    if "stand-in" in (first.kind, second.kind):
        return False
    if first.group == second.group:
        return True
    if first.wage_error_pct is None or second.wage_error_pct is None:
        return False
    error = hypot(first.median * first.wage_error_pct, second.median * second.wage_error_pct) / 100
    return abs(first.median - second.median) <= NORMAL_95 * error


def field_choices(narrowing: Narrowing) -> list[dict[str, Any]]:
    """The fields of the form, each with its label and its options in words."""
    texts = all_messages()["results"]["narrow"]
    return [
        {
            "name": name,
            "label": message(f"results.narrow.{name}"),
            "choices": [
                {
                    "value": value,
                    "label": texts[f"{name}_{value}"],
                    "selected": getattr(narrowing, name) == value,
                }
                for value in values
            ],
        }
        for name, values in FIELDS.items()
    ]
