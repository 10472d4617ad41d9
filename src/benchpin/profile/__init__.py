"""A person: the profile, and how it is read."""

from benchpin.profile.model import (
    EDUCATION,
    INTERESTS,
    SCHEMA,
    VALUES,
    HeldSkill,
    Position,
    Profile,
)
from benchpin.profile.read import from_table, parse, read

__all__ = [
    "EDUCATION",
    "INTERESTS",
    "SCHEMA",
    "VALUES",
    "HeldSkill",
    "Position",
    "Profile",
    "from_table",
    "parse",
    "read",
]
