"""How certain a ranking is: stochastic multicriteria acceptability analysis (SMAA-2).

Lahdelma and Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group Decision
Making", Operations Research 49(3), 2001. Weights and uncertain inputs are drawn many times, each
draw ranks all roles, and the distribution of each role's rank is reported.
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
TOP_RANKS = 3
CHUNK = 64
"""How many draws `_products` multiplies at a time."""


@dataclass(frozen=True, slots=True)
class RankAcceptability:
    """For each role the 5th and 95th percentile of its rank over all draws, and its top 3 share.

    `decisiveness` says of each assumed skill how much confirming or refuting it would settle which
    role comes first: p(held) x p(not held) x the total variation distance between the shares of
    first ranks in draws with the skill and in draws without it.
    """

    low: tuple[int, ...]
    high: tuple[int, ...]
    top3: tuple[float, ...]
    decisiveness: Mapping[str, float] = field(default_factory=dict)


def compute_rank_acceptability(scores: ScoreTable, draws: int) -> RankAcceptability:
    """The rank distribution of each role over `draws` draws of weights and uncertain inputs.

    Of equal scores the earlier id ranks first. The same input gives the same output: the seed is
    fixed, and one generator draws everything in one order.
    """
    role_count = len(scores.role_matrix.ids)
    rng = np.random.default_rng(SEED)
    drawn_scores, held_by_draw = _drawn_scores(scores, draws, rng)
    # Scores are at most 1: the group of a role comes before its score.
    drawn_scores -= 10.0 * scores.order_group + 1e-12 * np.arange(role_count)
    order = np.argsort(np.negative(drawn_scores, out=drawn_scores), axis=1)
    first = order[:, 0].copy()
    # How often each role has each rank; in place, since new memory costs more than the sums.
    order *= role_count
    order += np.arange(role_count)
    counts = np.bincount(order.ravel(), minlength=role_count * role_count)
    # Cumulative: in how many draws each role has at most each rank.
    at_most = counts.reshape(role_count, role_count).cumsum(axis=1)
    # argmax finds the first rank that this share of draws reaches.
    low, high = ((at_most >= share * draws).argmax(axis=1) + 1 for share in (0.05, 0.95))
    top3 = at_most[:, min(TOP_RANKS, role_count) - 1] / draws
    return RankAcceptability(
        low=tuple(low.tolist()),
        high=tuple(high.tolist()),
        top3=tuple(round(share, 4) for share in top3.tolist()),
        decisiveness=_decisiveness(held_by_draw, first),
    )


def _decisiveness(held_by_draw: Mapping[str, Flags], first: Indices) -> dict[str, float]:
    """How much knowing whether each skill is held would settle which role comes first, 0 to 0.25.

    `first` is the role that comes first in each draw.
    """
    if not held_by_draw:
        return {}
    is_held = np.array(list(held_by_draw.values()))
    # One column for each role that is first in any draw.
    is_first = (first[:, None] == np.unique(first)).astype(float)
    held_counts = is_held.sum(axis=1, keepdims=True)
    first_if_held = is_held.astype(float) @ is_first
    first_if_not = is_first.sum(axis=0) - first_if_held
    with np.errstate(invalid="ignore", divide="ignore"):
        distance = np.abs(
            first_if_held / held_counts - first_if_not / (len(first) - held_counts)
        ).sum(axis=1)
    chance = is_held.mean(axis=1)
    # A skill that is held in all draws or in none settles nothing.
    settled = np.where((chance > 0) & (chance < 1), chance * (1 - chance) * distance / 2, 0.0)
    return dict(zip(held_by_draw, np.round(settled, 6).tolist(), strict=True))


def _drawn_scores(
    scores: ScoreTable, draws: int, rng: np.random.Generator
) -> tuple[Array, dict[str, Flags]]:
    """Scores, one row per draw and one column per role, and the draws that hold each assumed skill.

    Except for interests a score is a sum of products, factor (one value per draw) x loading (one
    value per role), so that one matrix product computes them all.
    """
    rules = scores.role_matrix.catalog.weights.draws
    is_weighted = scores.weights > 0
    base = scores.weights[is_weighted] / scores.weights[is_weighted].sum()
    weights = np.zeros((len(PARTS), draws))
    if is_weighted.any():
        # Its mean is the weights; a greater concentration spreads the draws less.
        weights[is_weighted] = rng.dirichlet(base * rules.concentration, draws).T
    held_by_draw: dict[str, Flags] = {}
    factors, loadings = [weights], [np.where(is_weighted[:, None], scores.parts, 0.0)]
    interest_scores: Array | None = None
    for row, name in enumerate(PARTS):
        if not is_weighted[row]:
            continue
        if name == "skills":
            confirmed_scores, skills, held_by_draw = _skills(scores, draws, rng)
            # Instead of the point value, in which assumed skills have their expected credit.
            loadings[0][row] = confirmed_scores
            factors += [(weights[row] * held_by_draw[skill])[None] for skill in skills]
            loadings += [loading[None] for loading in skills.values()]
        elif name == "interests":
            # Congruence is not linear in the noise, so interests are added outside the matrix
            # product.
            loadings[0][row] = 0.0
            interest_scores = weights[row] * _interests(scores, draws, rng)
        elif name == "opportunity":
            noise, spread = _by_occupation(scores, draws, rng)
            factors.append(weights[row] * noise)
            loadings.append(spread)
    total = _products(np.concatenate(factors), np.concatenate(loadings))
    if interest_scores is not None:
        total += interest_scores.T
    return total, held_by_draw


def _products(factors: Array, loadings: Array) -> Array:
    """`factors.T @ loadings`, computed a few draws at a time.

    A product this small is not split among threads, which would wait for more work on every core.
    """
    total = np.empty((factors.shape[1], loadings.shape[1]))
    for start in range(0, len(total), CHUNK):
        np.matmul(factors[:, start : start + CHUNK].T, loadings, out=total[start : start + CHUNK])
    return total


def _skills(
    scores: ScoreTable, draws: int, rng: np.random.Generator
) -> tuple[Array, dict[str, Array], dict[str, Flags]]:
    """The skills part of each role from confirmed skills, what each assumed skill adds, and draws.

    The last value says, by assumed skill, in which draws it is held: with the probability
    `assumed_credit`.
    """
    roles, skill_credits = scores.role_matrix, scores.credits
    assumed_skills = [
        skill for skill, held_skill in scores.candidate.skills.items() if held_skill.assumed
    ]
    chance = roles.catalog.weights.skills.assumed_credit
    held_by_draw = {name: rng.random(draws) < chance for name in assumed_skills}
    confirmed_scores = roles.by_role(np.where(skill_credits.assumed, 0.0, skill_credits.full))
    loadings = {}
    for name in assumed_skills:
        is_credited = skill_credits.assumed & (skill_credits.credited_skill == roles.skills[name])
        if is_credited.any():
            loadings[name] = roles.by_role(np.where(is_credited, skill_credits.full, 0.0))
    return confirmed_scores, loadings, held_by_draw


def _interests(scores: ScoreTable, draws: int, rng: np.random.Generator) -> Array:
    """The interests part, one row per role and one column per draw, with noise on the interests.

    Scores estimated from interview answers have their own standard deviation, others the one in the
    catalog's weights. Congruence is computed anew for each draw, by the same rule as the point
    value; a role whose part is imputed has no profile, and keeps its point value in every draw.
    """
    candidate, roles = scores.candidate, scores.role_matrix
    default_sd = roles.catalog.weights.draws.interest_sd
    columns = [index for index, name in enumerate(INTERESTS) if name in candidate.interests]
    candidate_scores = np.array([candidate.interests[INTERESTS[index]] for index in columns])
    sds = np.array([candidate.interest_sds.get(INTERESTS[index], default_sd) for index in columns])
    noisy = candidate_scores[:, None] + sds[:, None] * rng.normal(0.0, 1.0, (len(columns), draws))
    point = scores.parts[PARTS.index("interests")]
    # Roles without an interest profile keep the imputed point value.
    fit = np.repeat(point[:, None], draws, axis=1)
    has_profile = ~np.isnan(roles.interests[:, columns]).any(axis=1)
    fit[has_profile] = interest_congruence(noisy, roles.interests[has_profile][:, columns])
    return fit


def _by_occupation(scores: ScoreTable, draws: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Noise on opportunity, the same for roles with the same nearest occupation and so figures.

    One row per occupation: standard normal noise by draw, and its standard deviation by role. The
    variance is `opportunity_sd` squared plus that of the survey's standard error of employment.
    """
    sd = scores.role_matrix.catalog.weights.draws.opportunity_sd
    codes = [r.occupations.oews[0] if r.occupations.oews else "" for r in scores.role_matrix.roles]
    occupations = sorted(set(codes))
    noise = rng.normal(0.0, 1.0, (len(occupations), draws))
    error = np.array([outlook.score_error if outlook else 0.0 for outlook in scores.outlooks])
    spread = np.zeros((len(occupations), len(codes)))
    spread[[occupations.index(code) for code in codes], np.arange(len(codes))] = np.hypot(sd, error)
    return noise, spread
