"""What answers to the interview's items say about interests.

Somebody has six interests on O*NET's scale of 1 to 7, and says yes more or less readily (their
level). An item is an activity of one occupation. What it reads is the mean of the interests that
the occupation calls for more than for most, less the mean of those that it calls for less, each
weighted by how much: a profile less its mean, divided by the sum of its positive parts. An answer
is 4 + level + that reading + noise, in steps of 1.5: 1, 2.5, 4, 5.5, 7 for the answers 1 to 5.

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
"""From one answer to the next, on O*NET's scale of 1 to 7."""
NOISE_SD = 1.0
LEVEL_SD = 0.5
"""How much more or less readily people say yes to anything (our judgement)."""
VARIANCE = NOISE_SD**2 + STEP**2 / 12
"""Of an answer around what it reads: the noise, and the rounding to five answers."""
READINGS = MIDDLE + STEP * (np.arange(1.0, 6.0) - 3)
"""What the answers 1 to 5 say on the scale of 1 to 7."""


@dataclass(frozen=True, slots=True)
class InterestEstimate:
    """The six interests as answers tell them, 0 to 1, each with its standard deviation."""

    scores: Mapping[str, float]
    sds: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What is known of the six interests (1 to 7) and the level: their mean and covariance."""

    mean: Array
    covariance: Array


@dataclass(frozen=True, slots=True, eq=False)
class ItemBank:
    """The items about interests as arrays, and what is known before the first answer.

    `loads` has one row an item: how its answer moves with each of the six interests, and with the
    level.
    """

    items: tuple[InterviewItem, ...]
    place: Mapping[str, int]
    loads: Array
    prior: Posterior


def bank(
    items: Iterable[InterviewItem],
    known: Mapping[str, Sequence[float]],
    everybody: tuple[Array, Array] | None = None,
) -> ItemBank:
    """The items about interests, with the interests (1 to 7) that are known by O*NET-SOC code.

    `everybody` is the mean and the covariance of interests before the first answer; those of the
    known occupations where it is left out.
    """
    asked = tuple(item for item in items if item.occupation is not None)
    profiles = np.array([known[item.occupation or ""] for item in asked]).reshape(-1, 6)
    centred = profiles - profiles.mean(axis=1, keepdims=True)
    reads = centred / np.maximum(centred, 0).sum(axis=1, keepdims=True)
    rows = np.array([known[code] for code in sorted(known)])
    mean, spread = everybody or (rows.mean(axis=0), np.cov(rows.T))
    covariance = np.zeros((7, 7))
    covariance[:6, :6] = spread
    covariance[6, 6] = LEVEL_SD**2
    return ItemBank(
        items=asked,
        place={item.id: place for place, item in enumerate(asked)},
        loads=np.column_stack([reads, np.ones(len(asked))]),
        prior=Posterior(np.append(mean, 0.0), covariance),
    )


def posterior(bank: ItemBank, answers: Mapping[str, int]) -> Posterior:
    """What is known after answers (1 to 5) to items by id, whatever their order."""
    given = sorted((bank.place[item], value) for item, value in answers.items())
    if not given:
        return bank.prior
    loads = bank.loads[[place for place, _ in given]]
    said = READINGS[[value - 1 for _, value in given]] - MIDDLE
    # In the form that inverts one square of the answers' number, for the covariance stays exact.
    cross = bank.prior.covariance @ loads.T
    gain = np.linalg.solve(loads @ cross + VARIANCE * np.eye(len(said)), cross.T).T
    mean = bank.prior.mean + gain @ (said - loads @ bank.prior.mean)
    return Posterior(mean, bank.prior.covariance - gain @ cross.T)


def estimate(belief: Posterior) -> InterestEstimate:
    """The six interests of a belief, from O*NET's 1 to 7 to 0 to 1."""
    scores = np.clip((belief.mean[:6] - 1) / 6, 0.0, 1.0).round(6).tolist()
    sds = (np.sqrt(np.diag(belief.covariance)[:6]) / 6).round(6).tolist()
    return InterestEstimate(
        dict(zip(INTERESTS, scores, strict=True)), dict(zip(INTERESTS, sds, strict=True))
    )


@lru_cache(maxsize=8)
def banks(catalog: Catalog) -> Mapping[str, ItemBank]:
    """The banks of a catalog by the name of their edition."""
    names = sorted({item.bank for item in catalog.items})
    known, everybody = catalog.occupation_interests, _everybody(catalog)
    return {
        name: bank((item for item in catalog.items if item.bank == name), known, everybody)
        for name in names
    }


def _everybody(catalog: Catalog) -> tuple[Array, Array] | None:
    """Mean and covariance of the interests of all occupations; None where no figures hold them."""
    by = {figure.measure: figure.low for figure in catalog.figures_by_subject.get("onet/all", ())}
    if not by:
        return None
    mean = np.array([by[f"interest-{name}-mean"] for name in INTERESTS])
    sds = np.array([by[f"interest-{name}-sd"] for name in INTERESTS])
    together = np.eye(len(INTERESTS))
    for (i, one), (j, other) in combinations(enumerate(INTERESTS), 2):
        together[i, j] = together[j, i] = by[f"interest-{one}-with-{other}"]
    return mean, together * np.outer(sds, sds)


def known_answers(answers: Iterable[ItemResponse], catalog: Catalog) -> dict[str, dict[str, int]]:
    """The answers that can be read, item by item, by bank; the last one to an item counts."""
    found: dict[str, dict[str, int]] = {}
    for answer in answers:
        held = banks(catalog).get(answer.bank)
        if held is not None and answer.item in held.place:
            found.setdefault(answer.bank, {})[answer.item] = answer.value
    return found


def interests_of(answers: Iterable[ItemResponse], catalog: Catalog) -> InterestEstimate | None:
    """The interests that a profile's answers tell; None where no answer can be read.

    Of answers to several editions of the list, those of the one with the most answers.
    """
    known = known_answers(answers, catalog)
    if not known:
        return None
    edition = max(sorted(known), key=lambda name: len(known[name]))
    return estimate(posterior(banks(catalog)[edition], known[edition]))


def asked_bank(catalog: Catalog) -> ItemBank:
    """The bank of the edition that is asked."""
    return banks(catalog)[catalog.items[-1].bank]


def bank_version(catalog: Catalog) -> tuple[InterviewItem, ...]:
    """The questions of the edition that is asked: the last in the list, so an overlay's, if any."""
    last = catalog.items[-1].bank
    return tuple(item for item in catalog.items if item.bank == last)
