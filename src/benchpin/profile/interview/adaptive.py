"""The adaptive interview: item selection and stopping rule.

Everything is a pure function over a frozen state, and the same state gives the same question.

Roles are ranked by interests alone. A role's score is the product of its profile's shape with the
person's interests, so the distribution of interests (see `item_bank`) gives that of the scores.
The next item is the one with the greatest expected gain in separating the first five roles from
the ten behind them: summed over all such pairs, the gain from knowing better which of the two is
ahead (the knowledge gradient of Frazier, Powell and Dayanik, The knowledge-gradient policy for
correlated normal beliefs, 2009, taken pair by pair); an item about the trade goes before one that
would gain only a little more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import erf, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from benchpin.facts import InterviewItem
from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.profile.interview.congruence import Array, profile_shape
from benchpin.profile.interview.item_bank import (
    ANSWER_VARIANCE,
    MIDDLE,
    READINGS,
    STEP,
    InterestEstimate,
    ItemBank,
    Posterior,
    estimate,
    posterior,
)

MAX_ITEMS = 15
MIN_ITEMS = 8
"""The fewest answers to rank by; the interview does not stop before."""
MIN_CHANGE_CHANCE = 0.1
"""The interview stops where no answer has this chance of changing the first three roles."""
TRADE_FROM = 0.8
"""An item about the trade is asked where its gain is at least this share of the greatest gain."""
LEADING_ROLES, TRAILING_ROLES, TOP_ROLES = 5, 10, 3
"""The roles to separate from those behind them, these, and the roles of the stopping rule."""
_ANSWER_EDGES = (READINGS[:-1] + STEP / 2)[None, :]
_erf = np.vectorize(erf, otypes=[float])
RoleIndices = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class InterviewForm:
    """The fixed part of an interview: the item bank, and the distinct shapes of role profiles."""

    bank: ItemBank
    roles: Array


@dataclass(frozen=True, slots=True)
class InterviewStep:
    """One step of an interview: the item, and its answer, 1 to 5, or None where it was skipped."""

    item: str
    value: int | None


@dataclass(frozen=True, slots=True)
class InterviewState:
    """An interview so far: its form, and its steps in order."""

    form: InterviewForm
    steps: tuple[InterviewStep, ...] = ()

    @property
    def answers(self) -> Mapping[str, int]:
        """The answers by item id, without skipped items."""
        return {step.item: step.value for step in self.steps if step.value is not None}


def start_interview(profiles: Array, bank: ItemBank) -> InterviewState:
    """An interview before its first question.

    `profiles` are the roles' interests, one row a role, on O*NET's scale of 1 to 7; roles without
    them (NaN) are left out, and roles with the same profile count once.
    """
    distinct_profiles = np.unique(profiles[~np.isnan(profiles).any(axis=1)], axis=0)
    # The seventh column is the level, on which no role's score depends.
    roles = np.column_stack([profile_shape(distinct_profiles), np.zeros(len(distinct_profiles))])
    return InterviewState(InterviewForm(bank, roles))


def answer(state: InterviewState, item: str, value: int) -> InterviewState:
    """The interview after an answer, 1 to 5, to an item that has no step yet.

    Raises BadInput for another value or an item asked before, UnknownName for an unknown item.
    """
    if value not in range(1, 6):
        raise BadInput(f"{item}: {value} is no answer; give 1 to 5")
    return _with_step(state, InterviewStep(item, value))


def skip(state: InterviewState, item: str) -> InterviewState:
    """The interview after a skipped item, which is not asked again."""
    return _with_step(state, InterviewStep(item, None))


def undo(state: InterviewState) -> InterviewState:
    """The interview before its last step; an interview without steps stays as it is."""
    return InterviewState(state.form, state.steps[:-1])


def _with_step(state: InterviewState, step: InterviewStep) -> InterviewState:
    if step.item not in state.form.bank.row_by_item:
        item_ids = tuple(state.form.bank.row_by_item)
        raise UnknownName(f"no such item '{step.item}' in this interview", item_ids)
    if any(step.item == earlier_step.item for earlier_step in state.steps):
        raise BadInput(f"{step.item}: was asked already; undo first")
    return InterviewState(state.form, (*state.steps, step))


def estimated_interests(state: InterviewState) -> InterestEstimate:
    """The six interests estimated from the answers so far, with their standard deviations."""
    return estimate(posterior(state.form.bank, state.answers))


def next_item(state: InterviewState) -> InterviewItem | None:
    """The item to ask next; None when the interview is done."""
    return None if is_done(state) else best_item(state)


def best_item(state: InterviewState) -> InterviewItem:
    """The item with the greatest expected gain, also after the end; one must be left."""
    return state.form.bank.items[_next_item_information(state).item]


def is_done(state: InterviewState) -> bool:
    """Whether to stop: after 15 questions, without items left, or when answers change little.

    The last takes at least eight answers, and no remaining item whose answer changes which roles
    are the first three, in any order, with a chance of 10% or more.
    """
    asked_count = len(state.steps)
    if asked_count >= min(MAX_ITEMS, len(state.form.bank.items)):
        return True
    return (
        len(state.answers) >= MIN_ITEMS and _next_item_information(state).chance < MIN_CHANGE_CHANCE
    )


def items_left(state: InterviewState) -> int:
    """About how many questions are left; 0 when the interview is done.

    Simulated with the expected answer to each next item: the covariance shrinks, the mean stays.
    """
    asked_ids = {step.item for step in state.steps}
    answer_count = len(state.answers)
    unasked = [
        position
        for item_id, position in state.form.bank.row_by_item.items()
        if item_id not in asked_ids
    ]
    limit = min(MAX_ITEMS - len(state.steps), len(unasked))
    interest_posterior = posterior(state.form.bank, state.answers)
    for count in range(limit):
        information = _expected_information(state.form, interest_posterior, tuple(unasked))
        if answer_count + count >= MIN_ITEMS and information.chance < MIN_CHANGE_CHANCE:
            return count
        loading = state.form.bank.loadings[information.item]
        cross_covariance = interest_posterior.covariance @ loading
        # The posterior covariance does not depend on the answer, so the item alone gives it.
        reduced_covariance = interest_posterior.covariance - np.outer(
            cross_covariance, cross_covariance
        ) / (loading @ cross_covariance + ANSWER_VARIANCE)
        interest_posterior = Posterior(interest_posterior.mean, reduced_covariance)
        unasked.remove(information.item)
    return limit


@dataclass(frozen=True, slots=True)
class ExpectedInformation:
    """The best next item (its row in the bank), and the greatest chance over all remaining items
    that an answer changes the first three roles.
    """

    item: int
    chance: float


@lru_cache(maxsize=256)
def _next_item_information(state: InterviewState) -> ExpectedInformation:
    """Cached, because `is_done` and `best_item` ask for the same state one after the other."""
    asked_ids = {step.item for step in state.steps}
    unasked = tuple(
        position
        for item_id, position in state.form.bank.row_by_item.items()
        if item_id not in asked_ids
    )
    return _expected_information(state.form, posterior(state.form.bank, state.answers), unasked)


def _expected_information(
    form: InterviewForm, interest_posterior: Posterior, unasked: tuple[int, ...]
) -> ExpectedInformation:
    """What to expect of the `unasked` items; among equals the first in the bank."""
    loadings = form.bank.loadings[list(unasked)]
    cross_covariances = loadings @ interest_posterior.covariance
    answer_sds = np.sqrt(np.einsum("ik,ik->i", cross_covariances, loadings) + ANSWER_VARIANCE)[
        :, None
    ]
    expected_answers = (loadings @ interest_posterior.mean)[:, None] + MIDDLE
    scores = form.roles @ interest_posterior.mean
    # How far each role's score moves when an answer is one standard deviation off.
    score_shifts = cross_covariances @ form.roles.T / answer_sds
    order = np.argsort(-scores, kind="stable")
    gains = _gains(
        scores,
        score_shifts,
        order[:LEADING_ROLES],
        order[LEADING_ROLES : LEADING_ROLES + TRAILING_ROLES],
    )
    chances = _chances(
        scores,
        score_shifts,
        order,
        (READINGS - expected_answers) / answer_sds,
        (_ANSWER_EDGES - expected_answers) / answer_sds,
    )
    return ExpectedInformation(unasked[_preferred(form.bank, unasked, gains)], float(chances.max()))


def _preferred(bank: ItemBank, unasked: tuple[int, ...], gains: Array) -> int:
    """The place of the item to ask: the best about the trade where it is nearly as good as any.

    Somebody who asks about jewelry would rather think about a ring than about cars or trees.
    """
    trade_gains = np.where([bank.items[i].of == "trade" for i in unasked], gains, -np.inf)
    best_trade = int(np.argmax(trade_gains))
    if trade_gains[best_trade] >= TRADE_FROM * gains.max():
        return best_trade
    return int(np.argmax(gains))


def _gains(scores: Array, score_shifts: Array, ahead: RoleIndices, behind: RoleIndices) -> Array:
    """The expected gain of each item in separating the roles ahead from the roles behind."""
    score_gaps = scores[ahead][:, None] - scores[behind][None, :]
    # The small constant avoids a division by zero where an answer moves both roles alike.
    gap_sds = (
        np.abs(score_shifts[:, ahead][:, :, None] - score_shifts[:, behind][:, None, :]) + 1e-12
    )
    standardized_gaps = score_gaps[None] / gap_sds
    density = np.exp(-standardized_gaps * standardized_gaps / 2) / sqrt(2 * pi)
    gains: Array = (gap_sds * (density - standardized_gaps * _normal(-standardized_gaps))).sum(
        axis=(1, 2)
    )
    return gains


def _chances(
    scores: Array,
    score_shifts: Array,
    order: RoleIndices,
    standardized_answers: Array,
    standardized_edges: Array,
) -> Array:
    """The chance of each item that its answer puts another role among the first three."""
    # The probability of each of the five answers, between the edges of its step.
    cumulative = _normal(standardized_edges)
    cumulative_bounds = np.column_stack(
        [np.zeros(len(cumulative)), cumulative, np.ones(len(cumulative))]
    )
    updated_scores = (
        scores[None, None, :] + standardized_answers[:, :, None] * score_shifts[:, None, :]
    )
    is_top = np.zeros(len(scores), dtype=bool)
    is_top[order[:TOP_ROLES]] = True
    lowest_top = updated_scores[:, :, is_top].min(axis=2, initial=np.inf)
    highest_other = updated_scores[:, :, ~is_top].max(axis=2, initial=-np.inf)
    chances: Array = (np.diff(cumulative_bounds, axis=1) * (highest_other > lowest_top)).sum(axis=1)
    return chances


def _normal(x: Array) -> Array:
    """The standard normal distribution function."""
    probabilities: Array = 0.5 * (1 + _erf(x / sqrt(2)))
    return probabilities
