"""What closes the gaps between somebody and a role."""

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
