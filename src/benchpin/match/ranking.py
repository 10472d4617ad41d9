"""Which roles suit somebody, best first, with the parts of each score."""

from dataclasses import dataclass

import numpy as np

from benchpin.catalog import Catalog
from benchpin.facts import PARTS, PartName
from benchpin.match.candidate import Candidate
from benchpin.match.counterfactuals import CounterfactualSearch
from benchpin.match.model import Band, HoldsBack, Match, ScoreComponent
from benchpin.match.pay_gate import minimum_pay_gate
from benchpin.match.portfolio import portfolio_evidence
from benchpin.match.rank_acceptability import RankAcceptability, compute_rank_acceptability
from benchpin.match.reason_parts import essential_missing, sharing_codes
from benchpin.match.reasons_against import statements_against
from benchpin.match.reasons_for import statements_for
from benchpin.match.role_matrix import Indices, next_roles
from benchpin.match.scoring import RoleScore, ScoreTable, score_roles
from benchpin.reference import Area, Reference


@dataclass(frozen=True, slots=True)
class RoleRanking:
    """Where the roles stand for somebody, best first, and nothing said about them.

    `rank_low`, `rank_high` and `top3_share` are those of a Match, empty where nothing was drawn.
    """

    roles: tuple[str, ...]
    scores: tuple[float, ...]
    rank_low: tuple[int, ...] = ()
    rank_high: tuple[int, ...] = ()
    top3_share: tuple[float, ...] = ()


def place_candidate(
    person: Candidate,
    catalog: Catalog,
    reference: Reference,
    *,
    area: Area | None,
    draws: int = 0,
) -> RoleRanking:
    """Where every role that was not put aside stands, best first; for many people at once.

    The same order and the same intervals as `rank`, without what is said about each role.
    """
    scores = score_roles(person, catalog, reference, area=area)
    order = scores.order
    roles = tuple(scores.board.ids[i] for i in order)
    total = tuple(scores.total[order].tolist())
    if not draws:
        return RoleRanking(roles, total)
    drawn = compute_rank_acceptability(scores, draws)
    low, high = _intervals(scores, drawn)
    return RoleRanking(
        roles,
        total,
        tuple(low[order].tolist()),
        tuple(high[order].tolist()),
        tuple(drawn.top3[i] for i in order),
    )


def rank(
    person: Candidate,
    catalog: Catalog,
    reference: Reference,
    *,
    area: Area | None,
    draws: int = 4096,
) -> tuple[Match, ...]:
    """Every role that was not put aside, as a match, best first.

    `area` is None outside the United States, where pay and opportunity are absent for all.
    """
    scores = score_roles(person, catalog, reference, area=area)
    return ranked(scores, compute_rank_acceptability(scores, draws))


def ranked(scores: ScoreTable, drawn: RankAcceptability) -> tuple[Match, ...]:
    """The same, of roles whose scores and drawn ranks are known."""
    search = CounterfactualSearch(scores)
    low, high = _intervals(scores, drawn)
    share = scores.board.catalog.weights.draws.overlap_share
    ties = _ties(scores, low, high, share)
    essential = scores.board.essential(scores.person.skills)
    return tuple(
        _match(
            scores,
            place,
            index,
            float(essential[index]),
            (int(low[index]), int(high[index])),
            drawn.top3[index],
            search,
            ties[index],
        )
        for place, index in enumerate(scores.order.tolist(), start=1)
    )


def _places(scores: ScoreTable) -> Indices:
    """The rank of each role, from 1, in the order of role ids."""
    places = np.empty(len(scores.order), dtype=int)
    places[scores.order] = np.arange(1, len(scores.order) + 1)
    return places


def _intervals(scores: ScoreTable, drawn: RankAcceptability) -> tuple[Indices, Indices]:
    """The drawn intervals of ranks, widened to hold the rank itself, in the order of role ids."""
    places = _places(scores)
    return np.minimum(drawn.low, places), np.maximum(drawn.high, places)


def _ties(scores: ScoreTable, low: Indices, high: Indices, share: float) -> list[tuple[str, ...]]:
    """For each role those, best first, that its interval of ranks cannot tell it apart from.

    Their intervals share at least `share` of what they cover together.
    """
    both = np.minimum.outer(high, high) - np.maximum.outer(low, low) + 1
    together = np.maximum.outer(high, high) - np.minimum.outer(low, low) + 1
    alike = np.maximum(both, 0) / together >= share
    np.fill_diagonal(alike, val=False)
    ids = scores.board.ids
    return [tuple(ids[i] for i in scores.order.tolist() if row[i]) for row in alike]


def band(scored: RoleScore, catalog: Catalog) -> Band:
    """Near (most needs held), train (interests and conditions fit, skills to learn), or far."""
    rules = catalog.weights.bands
    if scored.essential >= rules.near_essential:
        return "near"

    def fits(name: PartName, least: float) -> bool:
        part = scored.parts[name]
        fit = part.score if part.known and part.score is not None else rules.train_fit_where_unknown
        return fit >= least

    if (
        not scored.closed
        and fits("interests", rules.train_interests)
        and fits("conditions", rules.train_conditions)
    ):
        return "train"
    return "far"


def limiting_component(scored: RoleScore, catalog: Catalog) -> tuple[HoldsBack, ...]:
    """What does not fit, whatever is held: a closed gate, and interests or conditions known poor.

    A near role may have some too; a far one has at least one, unless what is not known counts as
    poor.
    """
    rules = catalog.weights.bands
    found: list[HoldsBack] = ["minimum-pay"] if scored.closed else []
    if _is_poor(scored.parts["interests"], rules.train_interests):
        found.append("interests")
    if _is_poor(scored.parts["conditions"], rules.train_conditions):
        found.append("conditions")
    return tuple(found)


def _is_poor(part: ScoreComponent, least: float) -> bool:
    return part.known and part.score is not None and part.score < least


def _match(
    scores: ScoreTable,
    place: int,
    index: int,
    essential: float,
    interval: tuple[int, int],
    top3_share: float,
    search: CounterfactualSearch,
    tied_with: tuple[str, ...],
) -> Match:
    person, catalog = scores.person, scores.board.catalog
    role_id, role = scores.board.ids[index], scores.board.roles[index]
    which = int(scores.from_former[index])
    scored = RoleScore(
        role_id=role_id,
        role=role,
        outlook=scores.outlooks[index],
        parts={name: scores.part(name, index) for name in PARTS},
        from_former=person.formers[which] if which >= 0 else None,
        essential=essential,
        score=float(scores.total[index]),
        gate=minimum_pay_gate(person, scores.outlooks[index]),
        kindred=scores.kindred(index),
    )
    sorted_needs: dict[str, list[str]] = {"held": [], "partial": [], "missing": [], "assumed": []}
    for need in role.skills:
        have = person.skills.get(need.skill)
        if have is None:
            sorted_needs["missing"].append(need.skill)
        elif have.assumed:
            sorted_needs["assumed"].append(need.skill)
        else:
            sorted_needs["held" if have.level >= need.level else "partial"].append(need.skill)
    return Match(
        role=role_id,
        label=role.label,
        rank=place,
        score=scored.score,
        band=band(scored, catalog),
        held_back_by=limiting_component(scored, catalog),
        tied_with=tied_with,
        rank_low=interval[0],
        rank_high=interval[1],
        top3_share=top3_share,
        gates=(scored.gate,) if scored.gate else (),
        parts=dict(scored.parts),
        for_=statements_for(scored, person, catalog),
        against=statements_against(scored, person, catalog),
        first_if=search.smallest_changes(index),
        stand_out=portfolio_evidence(scored, person, catalog),
        essential_missing=essential_missing(role, person),
        shares_codes_with=sharing_codes(role_id, catalog),
        onward=next_roles(role_id, catalog),
        **{name: tuple(skills) for name, skills in sorted_needs.items()},
    )
