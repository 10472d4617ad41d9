"""A person: profile file, interview, resume, case, and formats of other programs."""

from benchpin.profile.loader import from_table, parse, read
from benchpin.profile.model import (
    EDUCATION,
    INTERESTS,
    SCHEMA,
    VALUES,
    Position,
    Profile,
    ProfileSkill,
)

__all__ = [
    "EDUCATION",
    "INTERESTS",
    "SCHEMA",
    "VALUES",
    "Position",
    "Profile",
    "ProfileSkill",
    "from_table",
    "parse",
    "read",
]
