"""How sure a ranking is: stochastic multicriteria acceptability analysis (SMAA-2).

Lahdelma and Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group Decision
Making", Operations Research 49(3), 2001. The weights and what is uncertain are drawn many times;
each draw ranks all roles; what is reported is where a role's ranks lie.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from benchpin.facts import PARTS
from benchpin.match.role_matrix import Array, Flags, Indices
from benchpin.match.scoring import ScoreTable
from benchpin.profile import INTERESTS
from benchpin.profile.interview.congruence import interest_congruence

SEED = 20_261_122
MAX_REPORTED = 3
PIECE = 64
"""How many draws are multiplied at a time."""


@dataclass(frozen=True, slots=True)
class RankAcceptability:
    """For each role: the 5th and 95th percentile of its drawn ranks, and its share in the top 3.

    `settles` tells of each assumed skill how much knowing it would settle which role comes first:
    the chance that it is held times that it is not, times how far the shares of first places lie
    apart between the draws with it and those without (total variation distance).
    """

    low: tuple[int, ...]
    high: tuple[int, ...]
    top3: tuple[float, ...]
    settles: Mapping[str, float] = field(default_factory=dict)


def compute_rank_acceptability(scores: ScoreTable, draws: int) -> RankAcceptability:
    """Where each role ranks when weights and uncertain parts are drawn `draws` times.

    A tie goes to the earlier id. The same input gives the same output: the seed is fixed, and one
    generator draws everything in one order.
    """
    many = len(scores.board.ids)
    rng = np.random.default_rng(SEED)
    drawn, held = _drawn_scores(scores, draws, rng)
    # A closed gate ranks a role behind all others, whatever its score.
    drawn -= 10.0 * scores.closed + 1e-12 * np.arange(many)
    order = np.argsort(np.negative(drawn, out=drawn), axis=1)
    first = order[:, 0].copy()
    # How often each role has each rank; in place, since new memory costs more than the sums.
    order *= many
    order += np.arange(many)
    counts = np.bincount(order.ravel(), minlength=many * many)
    at_most = counts.reshape(many, many).cumsum(axis=1)
    low, high = ((at_most >= share * draws).argmax(axis=1) + 1 for share in (0.05, 0.95))
    top3 = at_most[:, min(MAX_REPORTED, many) - 1] / draws
    return RankAcceptability(
        low=tuple(low.tolist()),
        high=tuple(high.tolist()),
        top3=tuple(round(share, 4) for share in top3.tolist()),
        settles={name: _settled(has, first, many) for name, has in held.items()},
    )


def _settled(has: Flags, first: Indices, many: int) -> float:
    """How much knowing whether a skill is held settles which role comes first."""
    chance = float(has.mean())
    if not 0 < chance < 1:
        return 0.0
    with_it = np.bincount(first[has], minlength=many) / has.sum()
    without = np.bincount(first[~has], minlength=many) / (~has).sum()
    return round(chance * (1 - chance) * float(np.abs(with_it - without).sum()) / 2, 6)


def _drawn_scores(
    scores: ScoreTable, draws: int, rng: np.random.Generator
) -> tuple[Array, dict[str, Flags]]:
    """Scores, one row a draw and one column a role; and which assumed skills are held in which.

    But for interests a score is a sum of products: of something drawn, by a row each in `drawn`,
    and of what one of it is worth to each role. One product of matrices adds them all up.
    """
    rules = scores.board.catalog.weights.draws
    on = scores.weights > 0
    base = scores.weights[on] / scores.weights[on].sum()
    weights = np.zeros((len(PARTS), draws))
    if on.any():
        weights[on] = rng.dirichlet(base * rules.concentration, draws).T
    held: dict[str, Flags] = {}
    drawn, worth = [weights], [np.where(on[:, None], scores.parts, 0.0)]
    apart: Array | None = None
    for row, name in enumerate(PARTS):
        if not on[row]:
            continue
        if name == "skills":
            sure, skills, held = _skills(scores, draws, rng)
            worth[0][row] = sure
            drawn += [(weights[row] * held[skill])[None] for skill in skills]
            worth += [each[None] for each in skills.values()]
        elif name == "interests":
            worth[0][row] = 0.0
            apart = weights[row] * _interests(scores, draws, rng)
        elif name == "opportunity":
            noise, spread = _by_occupation(scores, draws, rng)
            drawn.append(weights[row] * noise)
            worth.append(spread)
    total = _products(np.concatenate(drawn), np.concatenate(worth))
    if apart is not None:
        total += apart.T
    return total, held


def _products(drawn: Array, worth: Array) -> Array:
    """`drawn.T @ worth` by few draws at a time.

    A product this small is not split among threads, which would wait for more work on every core.
    """
    total = np.empty((drawn.shape[1], worth.shape[1]))
    for at in range(0, len(total), PIECE):
        np.matmul(drawn[:, at : at + PIECE].T, worth, out=total[at : at + PIECE])
    return total


def _skills(
    scores: ScoreTable, draws: int, rng: np.random.Generator
) -> tuple[Array, dict[str, Array], dict[str, Flags]]:
    """What the confirmed skills are worth to each role, and each assumed one that is held.

    With it, which assumed skills are held in which draws.
    """
    roles, earned = scores.board, scores.credits
    names = [skill for skill, held in scores.person.skills.items() if held.assumed]
    chance = roles.catalog.weights.skills.assumed_credit
    held = {name: rng.random(draws) < chance for name in names}
    sure = roles.by_role(np.where(earned.assumed, 0.0, earned.full))
    worth = {}
    for name in names:
        borne = earned.assumed & (earned.bearer == roles.skills[name])
        if borne.any():
            worth[name] = roles.by_role(np.where(borne, earned.full, 0.0))
    return sure, worth, held


def _interests(scores: ScoreTable, draws: int, rng: np.random.Generator) -> Array:
    """The interests part with noise on each of the person's scores.

    Scores that were read from answers have the standard deviation that the answers leave, others
    the one that the weights state.
    Congruence is worked out anew for each draw, by the same rule as the point value; an imputed
    part has no profile of its own, and its point value stands in every draw.
    """
    person, roles = scores.person, scores.board
    stated = roles.catalog.weights.draws.interest_sd
    columns = [place for place, name in enumerate(INTERESTS) if name in person.interests]
    mine = np.array([person.interests[INTERESTS[place]] for place in columns])
    sds = np.array([person.interest_sds.get(INTERESTS[place], stated) for place in columns])
    noisy = mine[:, None] + sds[:, None] * rng.normal(0.0, 1.0, (len(columns), draws))
    point = scores.parts[PARTS.index("interests")]
    fit = np.repeat(point[:, None], draws, axis=1)
    known = ~np.isnan(roles.interests[:, columns]).any(axis=1)
    fit[known] = interest_congruence(noisy, roles.interests[known][:, columns])
    return fit


def _by_occupation(scores: ScoreTable, draws: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Noise that roles with the same nearest occupation share, since they share its figures.

    One row an occupation: the noise, and how much of it each role has. Its variance is
    `opportunity_sd` squared and that of the survey's own standard error.
    """
    sd = scores.board.catalog.weights.draws.opportunity_sd
    codes = [r.occupations.oews[0] if r.occupations.oews else "" for r in scores.board.roles]
    distinct = sorted(set(codes))
    noise = rng.normal(0.0, 1.0, (len(distinct), draws))
    error = np.array([there.score_error if there else 0.0 for there in scores.outlooks])
    spread = np.zeros((len(distinct), len(codes)))
    spread[[distinct.index(code) for code in codes], np.arange(len(codes))] = np.hypot(sd, error)
    return noise, spread
