"""Training plans: programmes that close the skill gaps between a candidate and a role."""

from benchpin.plan.training import (
    GapClosure,
    ProgrammeOption,
    RolePlan,
    discontinued_programmes,
    in_reach,
    option_of,
    plan_training,
    total_price,
)

__all__ = [
    "GapClosure",
    "ProgrammeOption",
    "RolePlan",
    "discontinued_programmes",
    "in_reach",
    "option_of",
    "plan_training",
    "total_price",
]
