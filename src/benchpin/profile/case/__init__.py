"""A case: what is stored of one person, their decisions about it, and its files."""

from benchpin.profile.case.decisions import (
    add_snapshot,
    change_skill_level,
    choose_role,
    confirm_skill,
    new_case,
    propose_skills,
    remove_skill,
    replace_profile,
    set_emphasis,
    unchoose_role,
)
from benchpin.profile.case.files import (
    as_json,
    case_path,
    check_writable,
    existing_case_file,
    from_json,
    read_case,
    write_case,
)
from benchpin.profile.case.model import SCHEMA, Case, Event, EventKind
from benchpin.profile.case.upgrades import STEPS, upgrade

__all__ = [
    "SCHEMA",
    "STEPS",
    "Case",
    "Event",
    "EventKind",
    "add_snapshot",
    "as_json",
    "case_path",
    "change_skill_level",
    "check_writable",
    "choose_role",
    "confirm_skill",
    "existing_case_file",
    "from_json",
    "new_case",
    "propose_skills",
    "read_case",
    "remove_skill",
    "replace_profile",
    "set_emphasis",
    "unchoose_role",
    "upgrade",
    "write_case",
]
