"""Training that closes the gaps between a person and a role."""

from benchpin.plan.build import RoleGaps, build_plan
from benchpin.plan.model import Plan
from benchpin.plan.training import (
    GapClosure,
    Nearness,
    ProgrammeOption,
    RolePlan,
    discontinued_programmes,
    is_within_reach,
    plan_training,
    programme_option,
    total_price,
)

__all__ = [
    "GapClosure",
    "Nearness",
    "Plan",
    "ProgrammeOption",
    "RoleGaps",
    "RolePlan",
    "build_plan",
    "discontinued_programmes",
    "is_within_reach",
    "plan_training",
    "programme_option",
    "total_price",
]
