"""What closes the gaps between somebody and a role."""

from benchpin.plan.training import (
    Closing,
    Option,
    RolePlan,
    closed_ways,
    in_reach,
    option_of,
    train,
    whole_price,
)

__all__ = [
    "Closing",
    "Option",
    "RolePlan",
    "closed_ways",
    "in_reach",
    "option_of",
    "train",
    "whole_price",
]
