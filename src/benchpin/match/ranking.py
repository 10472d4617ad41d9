"""Roles ranked for a candidate, best first, as matches with reasons or as the bare order."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchpin.catalog import Catalog
from benchpin.facts import PARTS
from benchpin.match.candidate import Candidate
from benchpin.match.counterfactuals import CounterfactualSearch
from benchpin.match.entry_reasons import entry_statements
from benchpin.match.model import Match
from benchpin.match.pay_statements import minimum_pay_gate
from benchpin.match.portfolio import portfolio_evidence
from benchpin.match.rank_acceptability import RankAcceptability, compute_rank_acceptability
from benchpin.match.reason_parts import essential_missing, roles_with_same_codes
from benchpin.match.reasons_against import statements_against
from benchpin.match.reasons_for import statements_for
from benchpin.match.role_coverage import next_roles
from benchpin.match.role_matrix import Indices
from benchpin.match.scoring import RoleScore, ScoreTable, score_roles
from benchpin.reference import Area, Reference


@dataclass(frozen=True, slots=True)
class RoleRanking:
    """The order of roles for a candidate, best first, without reasons.

    `groups` are numbers of the groups by which roles rank before their score. `rank_low`,
    `rank_high` and `top3_share` are those of a Match; empty where no draws were made.
    """

    roles: tuple[str, ...]
    scores: tuple[float, ...]
    groups: tuple[int, ...]
    rank_low: tuple[int, ...] = ()
    rank_high: tuple[int, ...] = ()
    top3_share: tuple[float, ...] = ()


def role_ranking(
    candidate: Candidate,
    catalog: Catalog,
    reference: Reference,
    *,
    area: Area | None,
    draws: int = 0,
) -> RoleRanking:
    """The order of all roles, best first.

    The same order and rank intervals as `match_roles`, without the reasons: fast enough for many
    people. Without draws there are no intervals.
    """
    scores = score_roles(candidate, catalog, reference, area=area)
    order = scores.order
    roles = tuple(scores.role_matrix.ids[i] for i in order)
    total = tuple(scores.total[order].tolist())
    groups = tuple(scores.order_group[order].tolist())
    if not draws:
        return RoleRanking(roles, total, groups)
    acceptability = compute_rank_acceptability(scores, draws)
    low, high = _intervals(scores, acceptability)
    return RoleRanking(
        roles,
        total,
        groups,
        tuple(low[order].tolist()),
        tuple(high[order].tolist()),
        tuple(acceptability.top3[i] for i in order),
    )


def match_roles(
    candidate: Candidate,
    catalog: Catalog,
    reference: Reference,
    *,
    area: Area | None,
    draws: int = 4096,
) -> tuple[Match, ...]:
    """All roles as matches, best first.

    `area` is None outside the United States, where pay and opportunity are absent for all.
    """
    scores = score_roles(candidate, catalog, reference, area=area)
    return build_matches(scores, compute_rank_acceptability(scores, draws))


def build_matches(scores: ScoreTable, acceptability: RankAcceptability) -> tuple[Match, ...]:
    """The matches of scored roles, best first, with rank intervals from the draws."""
    search = CounterfactualSearch(scores)
    low, high = _intervals(scores, acceptability)
    share = scores.role_matrix.catalog.weights.draws.overlap_share
    ties = _ties(scores, low, high, share)
    needs_by_related_skill = scores.needs_by_related_skill()
    return tuple(
        _match(
            scores,
            role_rank,
            index,
            (int(low[index]), int(high[index])),
            acceptability.top3[index],
            search,
            ties[index],
            needs_by_related_skill[index],
        )
        for role_rank, index in enumerate(scores.order.tolist(), start=1)
    )


def _ranks(scores: ScoreTable) -> Indices:
    """The rank of each role, from 1, in the order of role ids."""
    ranks = np.empty(len(scores.order), dtype=int)
    ranks[scores.order] = np.arange(1, len(scores.order) + 1)
    return ranks


def _intervals(scores: ScoreTable, acceptability: RankAcceptability) -> tuple[Indices, Indices]:
    """The rank interval of each role, in the order of role ids, widened to contain its rank."""
    ranks = _ranks(scores)
    return np.minimum(acceptability.low, ranks), np.maximum(acceptability.high, ranks)


def _ties(scores: ScoreTable, low: Indices, high: Indices, share: float) -> list[tuple[str, ...]]:
    """For each role the roles tied with it, best first.

    Two are tied where the ranks in both intervals are at least `share` of the ranks in either.
    """
    # Intervals include both ends, hence the + 1.
    shared = np.minimum.outer(high, high) - np.maximum.outer(low, low) + 1
    union = np.maximum.outer(high, high) - np.minimum.outer(low, low) + 1
    is_tied = np.maximum(shared, 0) / union >= share
    # A role is not tied with itself.
    np.fill_diagonal(is_tied, val=False)
    ids = scores.role_matrix.ids
    return [tuple(ids[i] for i in scores.order.tolist() if row[i]) for row in is_tied]


def _match(
    scores: ScoreTable,
    role_rank: int,
    index: int,
    interval: tuple[int, int],
    top3_share: float,
    search: CounterfactualSearch,
    tied_with: tuple[str, ...],
    needs_by_related_skill: Mapping[str, tuple[str, ...]],
) -> Match:
    candidate, catalog = scores.candidate, scores.role_matrix.catalog
    role_id, role = scores.role_matrix.ids[index], scores.role_matrix.roles[index]
    former_index = int(scores.former_index[index])
    scored = RoleScore(
        role_id=role_id,
        role=role,
        outlook=scores.outlooks[index],
        parts={name: scores.part(name, index) for name in PARTS},
        former=candidate.formers[former_index] if former_index >= 0 else None,
        score=float(scores.total[index]),
        gate=minimum_pay_gate(candidate, scores.outlooks[index], catalog),
        entry=scores.entries[role_id],
        needs_by_related_skill=needs_by_related_skill,
    )
    needs_by_status: dict[str, list[str]] = {
        "held": [],
        "partial": [],
        "missing": [],
        "assumed": [],
        "to_practice": [],
    }
    for need in role.skills:
        held_skill = candidate.skills.get(need.skill)
        if held_skill is None:
            is_trait = need.skill in catalog.traits
            needs_by_status["to_practice" if is_trait else "missing"].append(need.skill)
        # Assumed skills have a list of their own: they have to be confirmed, not learned.
        elif held_skill.assumed:
            needs_by_status["assumed"].append(need.skill)
        else:
            needs_by_status["held" if held_skill.level >= need.level else "partial"].append(
                need.skill
            )
    return Match(
        role=role_id,
        label=role.label,
        rank=role_rank,
        score=scored.score,
        group=scored.entry.group,
        reach=scored.entry.reach,
        door=scored.entry.door,
        months=scored.entry.months,
        by_way_of=scored.entry.by_way_of,
        breaks=scored.entry.breaks,
        signs=scored.entry.signs,
        strength=scored.entry.strength,
        entry=entry_statements(scored, candidate, catalog),
        tied_with=tied_with,
        rank_low=interval[0],
        rank_high=interval[1],
        top3_share=top3_share,
        gates=(scored.gate,) if scored.gate else (),
        parts=dict(scored.parts),
        for_=statements_for(scored, candidate, catalog),
        against=statements_against(scored, candidate, catalog),
        first_if=search.smallest_changes(index),
        stand_out=portfolio_evidence(scored, candidate, catalog),
        essential_missing=essential_missing(role, candidate, catalog),
        shares_codes_with=roles_with_same_codes(role_id, catalog),
        onward=next_roles(role_id, catalog),
        **{name: tuple(skills) for name, skills in needs_by_status.items()},
    )
