"""A case: all that is kept of one person, what they decide about it, and its files."""

from .decisions import begin, choose, confirm, drop, keep, mend, propose, remove, weigh
from .file import as_json, from_json, read_case, write_case
from .model import SCHEMA, Case, Event, EventKind
from .schemas import STEPS, upgrade

__all__ = [
    "SCHEMA",
    "STEPS",
    "Case",
    "Event",
    "EventKind",
    "as_json",
    "begin",
    "choose",
    "confirm",
    "drop",
    "from_json",
    "keep",
    "mend",
    "propose",
    "read_case",
    "remove",
    "upgrade",
    "weigh",
    "write_case",
]
