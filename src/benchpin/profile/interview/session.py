"""A talk with somebody: the interview about interests, then what matters to them and their terms.

Pure functions over a frozen talk. What somebody types is read here; a screen shows what is asked
and passes on what was said.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from benchpin.catalog import Catalog
from benchpin.facts import InterviewItem
from benchpin.inputs.characters import control_character
from benchpin.inputs.errors import BadInput
from benchpin.profile.interview import adaptive as interview
from benchpin.profile.interview.congruence import Array
from benchpin.profile.interview.external_results import interests_from_scores
from benchpin.profile.interview.item_bank import InterestEstimate, asked_bank, bank_version
from benchpin.profile.loader import from_table
from benchpin.profile.model import EDUCATION, Interests, Profile
from benchpin.reference import Reference

MODES = ("onsite", "hybrid", "remote")


@dataclass(frozen=True, slots=True)
class InterviewSession:
    """All that was said so far: about interests, as results of a test, and what was asked after.

    `after` are the questions on values and circumstances; `further` holds, in their order, what
    fills each in; None where it was skipped.
    """

    state: interview.InterviewState
    after: tuple[InterviewItem, ...]
    results: Interests | None = None
    further: tuple[Any, ...] = ()


def begin(profiles: Array, catalog: Catalog) -> InterviewSession:
    """A talk before its first question; `profiles` are the roles' interests, one row a role."""
    after = tuple(item for item in bank_version(catalog) if item.kind != "interest")
    return InterviewSession(interview.begin(profiles, asked_bank(catalog)), after)


def current_item(talk: InterviewSession) -> InterviewItem | None:
    """What to ask next; None when all was asked."""
    item = interview.next_item(talk.state) if talk.results is None else None
    if item is None and len(talk.further) < len(talk.after):
        return talk.after[len(talk.further)]
    return item


def progress(talk: InterviewSession) -> tuple[int, int]:
    """How many questions were asked, of those now being asked, and (about) how many are left."""
    if (item := current_item(talk)) is not None and item.kind == "interest":
        return len(talk.state.steps), interview.items_left(talk.state)
    return len(talk.further), len(talk.after) - len(talk.further)


def undo_response(talk: InterviewSession) -> InterviewSession:
    """The talk before the last thing that was said."""
    if talk.further:
        return replace(talk, further=talk.further[:-1])
    if talk.results is not None:
        return replace(talk, results=None)
    return replace(talk, state=interview.undo(talk.state))


def record_response(talk: InterviewSession, said: str, reference: Reference) -> InterviewSession:
    """The talk after an answer to what is asked; `s` skips. BadInput where it cannot be read."""
    item = current_item(talk)
    if item is None:
        return talk
    if item.kind != "interest":
        value = None if said.lower() in ("s", "") else _filled(item, said, reference)
        return replace(talk, further=(*talk.further, value))
    if said.lower() == "s":
        return replace(talk, state=interview.skip(talk.state, item.id))
    return replace(talk, state=interview.answer(talk.state, item.id, _number(said, 5)))


def with_results(talk: InterviewSession, said: str, instrument: str, day: str) -> InterviewSession:
    """The talk with results of a test that was taken elsewhere, in place of the interview.

    `said` is a code such as RAI, or six scores such as "R=28 I=12 ..."; BadInput for all else.
    """
    if "=" not in said:
        return replace(talk, results=interests_from_scores(said, instrument=instrument, day=day))
    try:
        pairs = [part.split("=") for part in said.replace(",", " ").split()]
        scores = {letter: float(score) for letter, score in pairs}
    except ValueError:
        raise BadInput(f"'{said[:60]}' is not six scores such as R=28 I=12") from None
    return replace(talk, results=interests_from_scores(scores, instrument=instrument, day=day))


def interest_estimate(talk: InterviewSession) -> InterestEstimate | None:
    """The interests that the answers tell; None without answers, or beside results of a test."""
    is_read = talk.state.answers and talk.results is None
    return interview.interests(talk.state) if is_read else None


def profile_of(talk: InterviewSession, catalog: Catalog) -> Profile:
    """What was said, as a profile that was checked like any other."""
    filled = [(i, v) for i, v in zip(talk.after, talk.further, strict=False) if v is not None]
    table: dict[str, Any] = {
        "values": {item.asks: value for item, value in filled if item.kind == "value"},
        "circumstances": {item.asks: v for item, v in filled if item.kind == "circumstance"},
    }
    if talk.results is not None:
        table["interests"] = talk.results.model_dump(by_alias=True)
    else:
        bank = bank_version(catalog)[0].bank
        table["answers"] = [
            {"item": item, "value": value, "bank": bank}
            for item, value in talk.state.answers.items()
        ]
    return from_table(table, catalog)


def is_empty(talk: InterviewSession) -> bool:
    """Whether nothing was answered."""
    further = any(value is not None for value in talk.further)
    return not (talk.state.answers or talk.results or further)


def _filled(item: InterviewItem, said: str, reference: Reference) -> Any:
    """What an answer to a value or a circumstance fills in; BadInput where it cannot be read."""

    def modes() -> tuple[str, ...]:
        places = {_number(one, len(MODES)) for one in said.replace(",", " ").replace(" ", "")}
        return tuple(MODES[place - 1] for place in sorted(places))

    def area() -> str:
        reference.area(said)
        return said

    readers: dict[str, Callable[[], Any]] = {
        "work_modes": modes,
        "area": area,
        "minimum_pay": lambda: _number(said.replace(",", "").replace("$", ""), 100_000_000),
        "education": lambda: EDUCATION[_number(said, len(EDUCATION)) - 1],
    }
    reader = readers.get(item.asks or "")
    return reader() if reader else (_number(said, 5) - 1) / 4


def _number(said: str, highest: int) -> int:
    if said.isascii() and said.isdigit() and 1 <= int(said[:12]) <= highest:
        return int(said)
    shown = "it" if control_character(said) else f"'{said[:20]}'"
    raise BadInput(f"{shown} is no number from 1 to {highest:,}; s skips")
