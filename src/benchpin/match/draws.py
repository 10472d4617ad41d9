"""How sure a ranking is: stochastic multicriteria acceptability analysis (SMAA-2).

Lahdelma and Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group Decision
Making", Operations Research 49(3), 2001. The weights and what is uncertain are drawn many times;
each draw ranks all roles; what is reported is where a role's ranks lie.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from benchpin.catalog import Catalog
from benchpin.facts import PARTS
from benchpin.profile import INTERESTS

from .parts import credit_for, interest_profile, need_shares
from .person import Person

if TYPE_CHECKING:
    from .rank import Scored

SEED = 20_261_122
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Drawn:
    """For each role: the 5th and 95th percentile of its drawn ranks, and its share in the top 3."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    top3: tuple[float, ...]


def draw(scored: Sequence["Scored"], person: Person, catalog: Catalog, draws: int) -> Drawn:
    """Where each role ranks when weights and uncertain parts are drawn `draws` times.

    Roles must come sorted by id, so that a tie goes to the earlier id. The same input gives the
    same output: the seed is fixed, and one generator draws everything in one order.
    """
    rng = np.random.default_rng(SEED)
    score = _scores(scored, person, catalog, draws, rng)
    closed = np.array([role.closed for role in scored])
    # A closed gate ranks a role behind all others, whatever its score.
    order = np.argsort(-(score - 10.0 * closed), axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, len(scored) + 1)[None, :], axis=1)
    low, high = np.percentile(ranks, [5, 95], axis=0, method="inverted_cdf")
    top3 = (ranks <= 3).mean(axis=0)
    return Drawn(
        low=tuple(int(v) for v in low),
        high=tuple(int(v) for v in high),
        top3=tuple(round(float(v), 4) for v in top3),
    )


def _scores(
    scored: Sequence["Scored"],
    person: Person,
    catalog: Catalog,
    draws: int,
    rng: np.random.Generator,
) -> Array:
    rules = catalog.weights.draws
    base = np.array([scored[0].parts[name].weight for name in PARTS])
    weights = np.zeros((draws, len(PARTS)))
    on = base > 0
    if on.any():
        weights[:, on] = rng.dirichlet(base[on] / base[on].sum() * rules.concentration, draws)
    drawn = {
        name: np.array([role.parts[name].score or 0.0 for role in scored])[None, :]
        for name in PARTS
    }
    if any(held.assumed for held in person.skills.values()):
        drawn["skills"] = _skills(scored, person, catalog, draws, rng)
    if on[PARTS.index("interests")]:
        drawn["interests"] = _interests(scored, person, catalog, draws, rng)
    if on[PARTS.index("opportunity")]:
        drawn["opportunity"] = drawn["opportunity"] + _by_occupation(
            scored, rules.opportunity_sd, draws, rng
        )
    total: Array = np.zeros((draws, len(scored)))
    for column, name in enumerate(PARTS):
        if on[column]:
            total += weights[:, [column]] * drawn[name]
    return total


def _skills(
    scored: Sequence["Scored"],
    person: Person,
    catalog: Catalog,
    draws: int,
    rng: np.random.Generator,
) -> Array:
    """The skills part where each assumed skill is held in some draws and not in others."""
    rules = catalog.weights.skills
    assumed = [skill for skill, held in person.skills.items() if held.assumed]
    column = {skill: index for index, skill in enumerate(assumed)}
    sure = np.zeros(len(scored))
    unsure = np.zeros((len(assumed), len(scored)))
    for index, role in enumerate(scored):
        for need, share in need_shares(role.role, rules):
            credit = credit_for(need, person.skills, catalog)
            worth = share * credit.full
            if credit.bearer is not None and credit.assumed:
                unsure[column[credit.bearer], index] += worth
            else:
                sure[index] += worth
    held = rng.random((draws, len(assumed))) < rules.assumed_credit
    result: Array = sure[None, :] + np.einsum("da,ar->dr", held.astype(float), unsure)
    return result


def _interests(
    scored: Sequence["Scored"],
    person: Person,
    catalog: Catalog,
    draws: int,
    rng: np.random.Generator,
) -> Array:
    """The interests part with noise on each of the person's scores.

    Congruence is worked out anew for each draw, by the same rule as the point value.
    """
    sd = catalog.weights.draws.interest_sd
    given = [name for name in INTERESTS if name in person.interests]
    point = np.array([role.parts["interests"].score or 0.0 for role in scored])[None, :]
    mine = np.array([person.interests[name] for name in given])
    noisy = mine[None, :] + rng.normal(0.0, sd, (draws, len(given)))
    columns = [INTERESTS.index(name) for name in given]
    profiles = [interest_profile(role.role, catalog) for role in scored]
    theirs = np.array(
        [[(p[c] - 1) / 6 for c in columns] if p else [0.0] * len(columns) for p in profiles]
    )
    if len(given) < 4 or float(np.ptp(mine)) < 1e-9:
        distance = np.abs(noisy[:, None, :] - theirs[None, :, :]).mean(axis=2)
        near: Array = np.clip(1 - distance, 0, 1)
        lacks = np.array([p is None for p in profiles])
        near[:, lacks] = point[:, lacks]
        return near
    b = theirs - theirs.mean(axis=1, keepdims=True)
    size = np.linalg.norm(b, axis=1, keepdims=True)
    b = b / np.maximum(size, 1e-12)
    a = noisy - noisy.mean(axis=1, keepdims=True)
    a /= np.maximum(np.linalg.norm(a, axis=1, keepdims=True), 1e-12)
    fit: Array = (np.einsum("dk,rk->dr", a, b) + 1) / 2
    # An imputed part has no profile of its own: its point value stands in every draw.
    lacking = np.array([p is None for p in profiles]) | (size[:, 0] < 1e-12)
    fit[:, lacking] = point[:, lacking]
    return fit


def _by_occupation(
    scored: Sequence["Scored"], sd: float, draws: int, rng: np.random.Generator
) -> Array:
    """Noise that roles with the same nearest occupation share, since they share its figures."""
    codes = [role.role.occupations.oews[0] if role.role.occupations.oews else "" for role in scored]
    distinct = sorted(set(codes))
    noise = rng.normal(0.0, sd, (draws, len(distinct)))
    result: Array = noise[:, [distinct.index(code) for code in codes]]
    return result
