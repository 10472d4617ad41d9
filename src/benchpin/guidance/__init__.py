"""One answer for one person: ranking, verdicts, pay, training, contacts, sources."""

from benchpin.guidance.advice import DRAWS, advise, title_reader, work_modes_and_next_roles
from benchpin.guidance.coverage import MIN_INTEREST_SPREAD
from benchpin.guidance.labels import MAX_FULL_MATCHES
from benchpin.guidance.model import (
    CodedPosition,
    Coverage,
    Guidance,
    Market,
    NextQuestion,
    RoleVerdict,
)
from benchpin.guidance.place import nearness_of_areas
from benchpin.guidance.role_facts import role_statements
from benchpin.guidance.role_plan import plan_role
from benchpin.guidance.single_role import role_step
from benchpin.guidance.verdicts import low_cost_trial

__all__ = [
    "DRAWS",
    "MAX_FULL_MATCHES",
    "MIN_INTEREST_SPREAD",
    "CodedPosition",
    "Coverage",
    "Guidance",
    "Market",
    "NextQuestion",
    "RoleVerdict",
    "advise",
    "low_cost_trial",
    "nearness_of_areas",
    "plan_role",
    "role_statements",
    "role_step",
    "title_reader",
    "work_modes_and_next_roles",
]
