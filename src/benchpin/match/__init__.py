"""Which roles suit a person: component scores, ranking, reasons, counterfactuals."""

from benchpin.match.candidate import (
    Candidate,
    FormerOccupation,
    HeldSkill,
    experience_credit,
    resolve_candidate,
)
from benchpin.match.model import Band, Change, Match, MinimumPayGate, ScoreComponent
from benchpin.match.parts import minimum_pay_usd
from benchpin.match.rank_acceptability import RankAcceptability, compute_rank_acceptability
from benchpin.match.ranking import RoleRanking, build_matches, match_roles, role_ranking
from benchpin.match.reason_parts import (
    MAX_NAMES,
    ranked_interests,
    separating_skill,
    skill_labels,
    working_conditions_statement,
)
from benchpin.match.role_matrix import coverage_from_role, next_roles
from benchpin.match.scoring import ScoreTable, score_roles

__all__ = [
    "MAX_NAMES",
    "Band",
    "Candidate",
    "Change",
    "FormerOccupation",
    "HeldSkill",
    "Match",
    "MinimumPayGate",
    "RankAcceptability",
    "RoleRanking",
    "ScoreComponent",
    "ScoreTable",
    "build_matches",
    "compute_rank_acceptability",
    "coverage_from_role",
    "experience_credit",
    "match_roles",
    "minimum_pay_usd",
    "next_roles",
    "ranked_interests",
    "resolve_candidate",
    "role_ranking",
    "score_roles",
    "separating_skill",
    "skill_labels",
    "working_conditions_statement",
]
