"""One answer for one person: ranking, verdicts, pay, training, contacts, sources."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchpin.guidance.advice import DRAWS, advise, title_reader
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
    from benchpin.guidance.onward import work_modes_and_next_roles
    from benchpin.guidance.place import nearness_of_areas
    from benchpin.guidance.role_facts import role_statements
    from benchpin.guidance.role_plan import plan_role
    from benchpin.guidance.single_role import role_step
    from benchpin.guidance.verdicts import low_cost_trial

_MODULES = {
    "advice": ("DRAWS", "advise", "title_reader"),
    "coverage": ("MIN_INTEREST_SPREAD",),
    "labels": ("MAX_FULL_MATCHES",),
    "model": ("CodedPosition", "Coverage", "Guidance", "Market", "NextQuestion", "RoleVerdict"),
    "onward": ("work_modes_and_next_roles",),
    "place": ("nearness_of_areas",),
    "role_facts": ("role_statements",),
    "role_plan": ("plan_role",),
    "single_role": ("role_step",),
    "verdicts": ("low_cost_trial",),
}
"""The names that the room hands on, by module: each is imported on first use."""

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


def __getattr__(name: str) -> Any:
    """A name of this room from its module: whoever needs one does not import the others."""
    for module, names in _MODULES.items():
        if name in names:
            value = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
