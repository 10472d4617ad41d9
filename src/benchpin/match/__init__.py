"""Which roles suit somebody: parts of a score, ranking, what speaks for and against."""

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
from benchpin.match.ranking import RoleRanking, place_candidate, rank, ranked
from benchpin.match.reason_parts import (
    MAX_NAMES,
    separating_skill,
    shared_interests,
    skill_labels,
    working_conditions_statement,
)
from benchpin.match.role_matrix import covered_by, next_roles
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
    "compute_rank_acceptability",
    "covered_by",
    "experience_credit",
    "minimum_pay_usd",
    "next_roles",
    "place_candidate",
    "rank",
    "ranked",
    "resolve_candidate",
    "score_roles",
    "separating_skill",
    "shared_interests",
    "skill_labels",
    "working_conditions_statement",
]
