"""The adaptive interview: which question next, and when enough is known.

Everything is a pure function over a frozen state, and the same state gives the same question.

The ranking here is by interests alone. A role's score is the product of its profile's shape with
the person's interests, so that belief about interests (see `bank`) is belief about scores. The
next item is the one from which most is expected for telling the first five from those behind
them: over the pairs of one of the five and one of the ten behind, the expected gain from knowing
better which of the two is ahead (the knowledge gradient of Frazier, Powell and Dayanik, The
knowledge-gradient policy for correlated normal beliefs, 2009, taken pair by pair).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import erf, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from benchpin.facts import InterviewItem
from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.profile.interview.congruence import Array, shape
from benchpin.profile.interview.item_bank import (
    MIDDLE,
    READINGS,
    STEP,
    VARIANCE,
    InterestEstimate,
    ItemBank,
    Posterior,
    estimate,
    posterior,
)

MAX_ITEMS = 15
MIN_ITEMS = 8
"""So many answers are enough to rank by; the interview asks for them whatever is known."""
CHANGES = 0.1
"""Below this chance that one more answer changes the first three, no more is asked."""
FIRST, BEHIND, TOP = 5, 10, 3
_EDGES = (READINGS[:-1] + STEP / 2)[None, :]
_erf = np.vectorize(erf, otypes=[float])
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class InterviewForm:
    """What an interview goes by: the items, and the shapes of the roles' profiles, each once."""

    bank: ItemBank
    roles: Array


@dataclass(frozen=True, slots=True)
class InterviewStep:
    """A question that was asked: the item, and the answer 1 to 5, None where it was skipped."""

    item: str
    value: int | None


@dataclass(frozen=True, slots=True)
class InterviewState:
    """An interview as far as it went."""

    form: InterviewForm
    steps: tuple[InterviewStep, ...] = ()

    @property
    def answers(self) -> Mapping[str, int]:
        """The answers by item, without what was skipped."""
        return {step.item: step.value for step in self.steps if step.value is not None}


def begin(profiles: Array, bank: ItemBank) -> InterviewState:
    """An interview before its first question.

    `profiles` are the roles' interests, one row a role, on O*NET's scale of 1 to 7; roles without
    them (NaN) are left out, and those with the same profile count once.
    """
    each = np.unique(profiles[~np.isnan(profiles).any(axis=1)], axis=0)
    # The seventh column is the level, on which no role's score depends.
    roles = np.column_stack([shape(each), np.zeros(len(each))])
    return InterviewState(InterviewForm(bank, roles))


def answer(state: InterviewState, item: str, value: int) -> InterviewState:
    """The interview after an answer, 1 to 5, to an item that was not asked before."""
    if value not in range(1, 6):
        raise BadInput(f"{item}: {value} is no answer; give 1 to 5")
    return _after(state, InterviewStep(item, value))


def skip(state: InterviewState, item: str) -> InterviewState:
    """The interview after an item was passed over; it is not asked again."""
    return _after(state, InterviewStep(item, None))


def undo(state: InterviewState) -> InterviewState:
    """The interview before its last step; at its beginning it stays as it is."""
    return InterviewState(state.form, state.steps[:-1])


def _after(state: InterviewState, step: InterviewStep) -> InterviewState:
    if step.item not in state.form.bank.place:
        known = tuple(state.form.bank.place)
        raise UnknownName(f"no such item '{step.item}' in this interview", known)
    if any(step.item == before.item for before in state.steps):
        raise BadInput(f"{step.item}: was asked already; undo first")
    return InterviewState(state.form, (*state.steps, step))


def interests(state: InterviewState) -> InterestEstimate:
    """The six interests as the answers tell them so far, with their standard deviations."""
    return estimate(posterior(state.form.bank, state.answers))


def next_item(state: InterviewState) -> InterviewItem | None:
    """The item to ask next; None when the interview is done."""
    return None if is_done(state) else best_item(state)


def best_item(state: InterviewState) -> InterviewItem:
    """The item from which most is expected, though the interview may be done; one must be left."""
    return state.form.bank.items[_prospect(state).item]


def is_done(state: InterviewState) -> bool:
    """Whether to stop: after 15 questions, with none left, or when an answer would change little.

    The last needs eight answers, and no item left of which the chance that its answer changes the
    first three roles, whatever their order, is 10% or more.
    """
    asked = len(state.steps)
    if asked >= min(MAX_ITEMS, len(state.form.bank.items)):
        return True
    return len(state.answers) >= MIN_ITEMS and _prospect(state).chance < CHANGES


def items_left(state: InterviewState) -> int:
    """About how many questions are left, 0 when the interview is done.

    Counted by going on with each answer as it is expected: belief gets surer and its mean stays.
    """
    asked = {step.item for step in state.steps}
    answered = len(state.answers)
    rest = [place for name, place in state.form.bank.place.items() if name not in asked]
    most = min(MAX_ITEMS - len(state.steps), len(rest))
    belief = posterior(state.form.bank, state.answers)
    for count in range(most):
        found = _look(state.form, belief, tuple(rest))
        if answered + count >= MIN_ITEMS and found.chance < CHANGES:
            return count
        load = state.form.bank.loads[found.item]
        moved = belief.covariance @ load
        surer = belief.covariance - np.outer(moved, moved) / (load @ moved + VARIANCE)
        belief = Posterior(belief.mean, surer)
        rest.remove(found.item)
    return most


@dataclass(frozen=True, slots=True)
class ExpectedInformation:
    """Which item is best asked next, and the most any item's answer may change the first three."""

    item: int
    chance: float


@lru_cache(maxsize=256)
def _prospect(state: InterviewState) -> ExpectedInformation:
    asked = {step.item for step in state.steps}
    rest = tuple(place for name, place in state.form.bank.place.items() if name not in asked)
    return _look(state.form, posterior(state.form.bank, state.answers), rest)


def _look(form: InterviewForm, belief: Posterior, rest: tuple[int, ...]) -> ExpectedInformation:
    """What to expect of each item in `rest`; among equals the first in the bank."""
    loads = form.bank.loads[list(rest)]
    moved = loads @ belief.covariance
    spread = np.sqrt(np.einsum("ik,ik->i", moved, loads) + VARIANCE)[:, None]
    expected = (loads @ belief.mean)[:, None] + MIDDLE
    scores = form.roles @ belief.mean
    # How far each role's score moves when an answer lies one standard deviation off.
    moves = moved @ form.roles.T / spread
    order = np.argsort(-scores, kind="stable")
    gains = _gains(scores, moves, order[:FIRST], order[FIRST : FIRST + BEHIND])
    chances = _chances(
        scores, moves, order, (READINGS - expected) / spread, (_EDGES - expected) / spread
    )
    return ExpectedInformation(rest[int(np.argmax(gains))], float(chances.max()))


def _gains(scores: Array, moves: Array, ahead: Places, behind: Places) -> Array:
    """What is expected of each item for telling roles ahead from roles behind."""
    apart = scores[ahead][:, None] - scores[behind][None, :]
    spread = np.abs(moves[:, ahead][:, :, None] - moves[:, behind][:, None, :]) + 1e-12
    far = apart[None] / spread
    density = np.exp(-far * far / 2) / sqrt(2 * pi)
    gains: Array = (spread * (density - far * _normal(-far))).sum(axis=(1, 2))
    return gains


def _chances(scores: Array, moves: Array, order: Places, off: Array, edges: Array) -> Array:
    """The chance that each item's answer puts another role among the first three."""
    below = _normal(edges)
    ends = np.column_stack([np.zeros(len(below)), below, np.ones(len(below))])
    then = scores[None, None, :] + off[:, :, None] * moves[:, None, :]
    is_first = np.zeros(len(scores), dtype=bool)
    is_first[order[:TOP]] = True
    least_first = then[:, :, is_first].min(axis=2, initial=np.inf)
    best_other = then[:, :, ~is_first].max(axis=2, initial=-np.inf)
    chances: Array = (np.diff(ends, axis=1) * (best_other > least_first)).sum(axis=1)
    return chances


def _normal(x: Array) -> Array:
    """The standard normal distribution function."""
    found: Array = 0.5 * (1 + _erf(x / sqrt(2)))
    return found
