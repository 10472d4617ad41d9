"""The measurement model of the interview: from answers to items to an estimate of interests.

A person has six interests on O*NET's scale of 1 to 7, and agrees more or less readily (the
level). An item is an activity of one occupation. Its loadings are the interest profile of the
occupation less its mean, divided by the sum of the positive parts; its reading is the product of
the loadings and the interests. So it compares interests that the occupation calls for more than
for most with those that it calls for less. An answer is 4 + level + reading + noise, in steps of
1.5: 1, 2.5, 4, 5.5, 7 for the answers 1 to 5.

Before the first answer the interests are normal with the mean and covariance of the interests of
all O*NET occupations; the level is normal around 0. After answers they are normal again
(Bayesian linear regression: Bishop, Pattern Recognition and Machine Learning, 2006, section 3.3).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np

from benchpin.catalog import Catalog
from benchpin.facts import InterviewItem
from benchpin.profile.interview.congruence import Array
from benchpin.profile.model import INTERESTS, ItemResponse

MIDDLE = 4.0
STEP = 1.5
"""The distance from one answer to the next, on O*NET's scale of 1 to 7."""
NOISE_SD = 1.0
LEVEL_SD = 0.5
"""The spread of the level: how readily people agree with anything (our judgement)."""
ANSWER_VARIANCE = NOISE_SD**2 + STEP**2 / 12
"""The variance of an answer around its reading: the noise, and the rounding to five answers."""
READINGS = MIDDLE + STEP * (np.arange(1.0, 6.0) - 3)
"""The answers 1 to 5 on the scale of 1 to 7."""


@dataclass(frozen=True, slots=True)
class InterestEstimate:
    """The six interests as estimated from answers, 0 to 1, each with its standard deviation."""

    scores: Mapping[str, float]
    sds: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """The normal distribution of the six interests (1 to 7) and the level: mean and covariance."""

    mean: Array
    covariance: Array


@dataclass(frozen=True, slots=True, eq=False)
class ItemBank:
    """The items about interests as arrays, and the distribution before the first answer.

    `row_by_item` is the row of each item by id. `loadings` has one row an item: its loadings on the
    six interests and, last, on the level.
    """

    items: tuple[InterviewItem, ...]
    row_by_item: Mapping[str, int]
    loadings: Array
    prior: Posterior


def build_item_bank(
    items: Iterable[InterviewItem],
    occupation_interests: Mapping[str, Sequence[float]],
    population: tuple[Array, Array] | None = None,
) -> ItemBank:
    """The item bank of the items about interests, given interests (1 to 7) by O*NET-SOC code.

    `population` is the mean and the covariance of interests before the first answer; without it,
    those of `occupation_interests`.
    """
    interest_items = tuple(item for item in items if item.occupation is not None)
    profiles = np.array(
        [occupation_interests[item.occupation or ""] for item in interest_items]
    ).reshape(-1, 6)
    centred = profiles - profiles.mean(axis=1, keepdims=True)
    loadings = centred / np.maximum(centred, 0).sum(axis=1, keepdims=True)
    # Sorted, so that the sums of floating point are the same whatever the order of the mapping.
    interest_rows = np.array([occupation_interests[code] for code in sorted(occupation_interests)])
    mean, interest_covariance = population or (interest_rows.mean(axis=0), np.cov(interest_rows.T))
    covariance = np.zeros((7, 7))
    covariance[:6, :6] = interest_covariance
    covariance[6, 6] = LEVEL_SD**2
    return ItemBank(
        items=interest_items,
        row_by_item={item.id: place for place, item in enumerate(interest_items)},
        loadings=np.column_stack([loadings, np.ones(len(interest_items))]),
        prior=Posterior(np.append(mean, 0.0), covariance),
    )


def posterior(bank: ItemBank, answers: Mapping[str, int]) -> Posterior:
    """The distribution of interests and level after answers, 1 to 5 by item id, in any order."""
    responses = sorted((bank.row_by_item[item], value) for item, value in answers.items())
    if not responses:
        return bank.prior
    loadings = bank.loadings[[place for place, _ in responses]]
    readings = READINGS[[value - 1 for _, value in responses]] - MIDDLE
    # In gain form: the matrix to invert has one row an answer, and the covariance stays exact.
    cross_covariance = bank.prior.covariance @ loadings.T
    gain = np.linalg.solve(
        loadings @ cross_covariance + ANSWER_VARIANCE * np.eye(len(readings)), cross_covariance.T
    ).T
    mean = bank.prior.mean + gain @ (readings - loadings @ bank.prior.mean)
    return Posterior(mean, bank.prior.covariance - gain @ cross_covariance.T)


def estimate(interest_posterior: Posterior) -> InterestEstimate:
    """The six interests of a posterior, scaled from O*NET's 1 to 7 to 0 to 1."""
    scores = np.clip((interest_posterior.mean[:6] - 1) / 6, 0.0, 1.0).round(6).tolist()
    sds = (np.sqrt(np.diag(interest_posterior.covariance)[:6]) / 6).round(6).tolist()
    return InterestEstimate(
        dict(zip(INTERESTS, scores, strict=True)), dict(zip(INTERESTS, sds, strict=True))
    )


@lru_cache(maxsize=8)
def item_banks(catalog: Catalog) -> Mapping[str, ItemBank]:
    """The item banks of a catalog by the name of their edition."""
    names = sorted({item.bank for item in catalog.items})
    occupation_interests, population = catalog.occupation_interests, _population_interests(catalog)
    return {
        name: build_item_bank(
            (item for item in catalog.items if item.bank == name), occupation_interests, population
        )
        for name in names
    }


def _population_interests(catalog: Catalog) -> tuple[Array, Array] | None:
    """Mean and covariance of the interests of all occupations; None without these figures."""
    value_by_measure = {
        figure.measure: figure.low for figure in catalog.figures_by_subject.get("onet/all", ())
    }
    if not value_by_measure:
        return None
    mean = np.array([value_by_measure[f"interest-{name}-mean"] for name in INTERESTS])
    sds = np.array([value_by_measure[f"interest-{name}-sd"] for name in INTERESTS])
    correlations = np.eye(len(INTERESTS))
    for (i, first_interest), (j, second_interest) in combinations(enumerate(INTERESTS), 2):
        correlations[i, j] = correlations[j, i] = value_by_measure[
            f"interest-{first_interest}-with-{second_interest}"
        ]
    return mean, correlations * np.outer(sds, sds)


def known_answers(answers: Iterable[ItemResponse], catalog: Catalog) -> dict[str, dict[str, int]]:
    """Answers by bank and item, without those to unknown items; the last one to an item counts."""
    answers_by_bank: dict[str, dict[str, int]] = {}
    for answer in answers:
        item_bank = item_banks(catalog).get(answer.bank)
        if item_bank is not None and answer.item in item_bank.row_by_item:
            answers_by_bank.setdefault(answer.bank, {})[answer.item] = answer.value
    return answers_by_bank


def interests_of(answers: Iterable[ItemResponse], catalog: Catalog) -> InterestEstimate | None:
    """The interests estimated from a profile's answers; None where none is to a known item.

    Of answers to several editions of the bank, only those to the edition with most answers count.
    """
    answers_by_edition = known_answers(answers, catalog)
    if not answers_by_edition:
        return None
    # Sorted, so that of editions with as many answers always the same one counts.
    edition = max(sorted(answers_by_edition), key=lambda name: len(answers_by_edition[name]))
    return estimate(posterior(item_banks(catalog)[edition], answers_by_edition[edition]))


def current_bank(catalog: Catalog) -> ItemBank:
    """The item bank of the current edition."""
    return item_banks(catalog)[catalog.items[-1].bank]


def current_bank_items(catalog: Catalog) -> tuple[InterviewItem, ...]:
    """The questions of the current edition: that of the last item, so an overlay's, if any."""
    edition = catalog.items[-1].bank
    return tuple(item for item in catalog.items if item.bank == edition)
