"""Which roles suit a person: component scores, ranking, reasons, counterfactuals."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchpin.match.candidate import (
        Candidate,
        FormerOccupation,
        HeldSkill,
        experience_credit,
        minimum_pay_usd,
        resolve_candidate,
    )
    from benchpin.match.model import Change, Match, MinimumPayGate, PayStatus, Reach, ScoreComponent
    from benchpin.match.pay_gate import PayTerm, pay_term, role_pay_term
    from benchpin.match.pay_statements import (
        lower_quarter_statement,
        minimum_pay_gate,
        pay_not_held,
    )
    from benchpin.match.practice import outgrown_roles, practiced_roles, skills_to_learn
    from benchpin.match.rank_acceptability import RankAcceptability, compute_rank_acceptability
    from benchpin.match.ranking import RoleRanking, build_matches, match_roles, role_ranking
    from benchpin.match.reason_parts import (
        MAX_NAMES,
        ranked_interests,
        separating_skill,
        skill_labels,
        working_conditions_statement,
    )
    from benchpin.match.role_coverage import coverage_from_role, next_roles
    from benchpin.match.role_entry import RoleEntry
    from benchpin.match.scoring import ScoreTable, score_roles
    from benchpin.match.terms import TIME_TERMS

_MODULES = {
    "candidate": (
        "Candidate",
        "FormerOccupation",
        "HeldSkill",
        "experience_credit",
        "minimum_pay_usd",
        "resolve_candidate",
    ),
    "model": ("Change", "Match", "MinimumPayGate", "PayStatus", "Reach", "ScoreComponent"),
    "pay_gate": ("PayTerm", "pay_term", "role_pay_term"),
    "pay_statements": ("lower_quarter_statement", "minimum_pay_gate", "pay_not_held"),
    "practice": ("outgrown_roles", "practiced_roles", "skills_to_learn"),
    "rank_acceptability": ("RankAcceptability", "compute_rank_acceptability"),
    "ranking": ("RoleRanking", "build_matches", "match_roles", "role_ranking"),
    "reason_parts": (
        "MAX_NAMES",
        "ranked_interests",
        "separating_skill",
        "skill_labels",
        "working_conditions_statement",
    ),
    "role_entry": ("RoleEntry",),
    "role_coverage": ("coverage_from_role", "next_roles"),
    "scoring": ("ScoreTable", "score_roles"),
    "terms": ("TIME_TERMS",),
}
"""The names that the room hands on, by module: each is imported on first use."""

__all__ = [
    "MAX_NAMES",
    "TIME_TERMS",
    "Candidate",
    "Change",
    "FormerOccupation",
    "HeldSkill",
    "Match",
    "MinimumPayGate",
    "PayStatus",
    "PayTerm",
    "RankAcceptability",
    "Reach",
    "RoleEntry",
    "RoleRanking",
    "ScoreComponent",
    "ScoreTable",
    "build_matches",
    "compute_rank_acceptability",
    "coverage_from_role",
    "experience_credit",
    "lower_quarter_statement",
    "match_roles",
    "minimum_pay_gate",
    "minimum_pay_usd",
    "next_roles",
    "outgrown_roles",
    "pay_not_held",
    "pay_term",
    "practiced_roles",
    "ranked_interests",
    "resolve_candidate",
    "role_pay_term",
    "role_ranking",
    "score_roles",
    "separating_skill",
    "skill_labels",
    "skills_to_learn",
    "working_conditions_statement",
]


def __getattr__(name: str) -> Any:
    """A name of this room from its module: whoever needs one does not import the others."""
    for module, names in _MODULES.items():
        if name in names:
            value = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
