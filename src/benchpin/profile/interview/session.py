"""An interview session: questions on interests, then on values and circumstances.

Pure functions over a frozen session. Typed responses are parsed here; a screen shows the current
item and passes each response on.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from benchpin.catalog import Catalog
from benchpin.facts import InterviewItem
from benchpin.inputs.characters import control_character
from benchpin.inputs.errors import BadInput
from benchpin.profile.interview import adaptive
from benchpin.profile.interview.congruence import Array
from benchpin.profile.interview.external_results import interests_from_scores
from benchpin.profile.interview.item_bank import InterestEstimate, current_bank, current_bank_items
from benchpin.profile.loader import from_table
from benchpin.profile.model import EDUCATION, Interests, Profile
from benchpin.reference import Reference

MODES = ("onsite", "hybrid", "remote")


@dataclass(frozen=True, slots=True)
class InterviewSession:
    """All responses so far: answers on interests, or results of a test, and background values.

    `background_items` are the questions on values and circumstances; `background_values` has, in
    their order, the value of each response, None where it was skipped.
    """

    state: adaptive.InterviewState
    background_items: tuple[InterviewItem, ...]
    results: Interests | None = None
    background_values: tuple[Any, ...] = ()


def start_session(profiles: Array, catalog: Catalog) -> InterviewSession:
    """A session before its first question; `profiles` are the roles' interests, one row a role."""
    background_items = tuple(
        item for item in current_bank_items(catalog) if item.kind != "interest"
    )
    return InterviewSession(
        adaptive.start_interview(profiles, current_bank(catalog)), background_items
    )


def current_item(session: InterviewSession) -> InterviewItem | None:
    """The item to ask next; None when all were asked."""
    item = adaptive.next_item(session.state) if session.results is None else None
    if item is None and len(session.background_values) < len(session.background_items):
        return session.background_items[len(session.background_values)]
    return item


def progress(session: InterviewSession) -> tuple[int, int]:
    """How many questions of the current part were asked, and (about) how many of it are left."""
    if (item := current_item(session)) is not None and item.kind == "interest":
        return len(session.state.steps), adaptive.items_left(session.state)
    return len(session.background_values), len(session.background_items) - len(
        session.background_values
    )


def undo_response(session: InterviewSession) -> InterviewSession:
    """The session before the last response."""
    if session.background_values:
        return replace(session, background_values=session.background_values[:-1])
    if session.results is not None:
        return replace(session, results=None)
    return replace(session, state=adaptive.undo(session.state))


def record_response(
    session: InterviewSession, response: str, reference: Reference
) -> InterviewSession:
    """The session after a response to the current item; `s` skips.

    Raises BadInput where the response cannot be parsed.
    """
    item = current_item(session)
    if item is None:
        return session
    if item.kind != "interest":
        value = (
            None if response.lower() in ("s", "") else _parsed_response(item, response, reference)
        )
        return replace(session, background_values=(*session.background_values, value))
    if response.lower() == "s":
        return replace(session, state=adaptive.skip(session.state, item.id))
    return replace(
        session, state=adaptive.answer(session.state, item.id, _parsed_number(response, 5))
    )


def with_results(
    session: InterviewSession, results_text: str, instrument: str, day: str
) -> InterviewSession:
    """The session with results of a test taken elsewhere, in place of the interest items.

    `results_text` is a code such as RAI, or six scores such as "R=28 I=12 ..."; BadInput for all
    else.
    """
    if "=" not in results_text:
        return replace(
            session, results=interests_from_scores(results_text, instrument=instrument, day=day)
        )
    try:
        pairs = [part.split("=") for part in results_text.replace(",", " ").split()]
        scores = {letter: float(score) for letter, score in pairs}
    except ValueError:
        raise BadInput(f"'{results_text[:60]}' is not six scores such as R=28 I=12") from None
    return replace(session, results=interests_from_scores(scores, instrument=instrument, day=day))


def interest_estimate(session: InterviewSession) -> InterestEstimate | None:
    """The interests estimated from the answers; None without answers, or with results of a test."""
    is_read = session.state.answers and session.results is None
    return adaptive.estimated_interests(session.state) if is_read else None


def profile_of(session: InterviewSession, catalog: Catalog) -> Profile:
    """The responses as a profile, checked like any other."""
    answered = [
        (i, v)
        for i, v in zip(session.background_items, session.background_values, strict=False)
        if v is not None
    ]
    table: dict[str, Any] = {
        "values": {item.asks: value for item, value in answered if item.kind == "value"},
        "circumstances": {item.asks: v for item, v in answered if item.kind == "circumstance"},
    }
    if session.results is not None:
        table["interests"] = session.results.model_dump(by_alias=True)
    else:
        bank = current_bank_items(catalog)[0].bank
        table["answers"] = [
            {"item": item, "value": value, "bank": bank}
            for item, value in session.state.answers.items()
        ]
    return from_table(table, catalog)


def is_empty(session: InterviewSession) -> bool:
    """Whether nothing was answered."""
    has_background_value = any(value is not None for value in session.background_values)
    return not (session.state.answers or session.results or has_background_value)


def _parsed_response(item: InterviewItem, response: str, reference: Reference) -> Any:
    """The profile value of a response on a value or a circumstance.

    Raises BadInput where it cannot be parsed.
    """

    def modes() -> tuple[str, ...]:
        places = {
            _parsed_number(digit, len(MODES))
            for digit in response.replace(",", " ").replace(" ", "")
        }
        return tuple(MODES[place - 1] for place in sorted(places))

    def area() -> str:
        reference.settled_place(response)  # raises BadInput for no place, or one of several
        return response

    readers: dict[str, Callable[[], Any]] = {
        "work_modes": modes,
        "area": area,
        "minimum_pay": lambda: _parsed_number(
            response.replace(",", "").replace("$", ""), 100_000_000
        ),
        "education": lambda: EDUCATION[_parsed_number(response, len(EDUCATION)) - 1],
    }
    reader = readers.get(item.asks or "")
    # Everything else is the importance of a value: 1 to 5 as 0 to 1.
    return reader() if reader else (_parsed_number(response, 5) - 1) / 4


def _parsed_number(text: str, highest: int) -> int:
    # Cut first, because `int` refuses thousands of digits.
    if text.isascii() and text.isdigit() and 1 <= int(text[:12]) <= highest:
        return int(text)
    quoted = "it" if control_character(text) else f"'{text[:20]}'"
    raise BadInput(f"{quoted} is no number from 1 to {highest:,}; s skips")
