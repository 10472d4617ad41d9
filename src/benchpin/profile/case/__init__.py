"""A case: all that is kept of one person, what they decide about it, and its files."""

from benchpin.profile.case.decisions import (
    begin,
    choose,
    confirm,
    drop,
    keep,
    mend,
    propose,
    remove,
    retell,
    weigh,
)
from benchpin.profile.case.files import (
    as_json,
    beside,
    from_json,
    may_write,
    read_case,
    taken,
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
    "as_json",
    "begin",
    "beside",
    "choose",
    "confirm",
    "drop",
    "from_json",
    "keep",
    "may_write",
    "mend",
    "propose",
    "read_case",
    "remove",
    "retell",
    "taken",
    "upgrade",
    "weigh",
    "write_case",
]
