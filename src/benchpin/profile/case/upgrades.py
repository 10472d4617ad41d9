"""The forms that a case has had, and how each becomes the next."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from benchpin.inputs.errors import BadFile
from benchpin.inputs.suggestions import quote_for_message
from benchpin.profile.case.model import SCHEMA

Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: Final[Mapping[str, Step]] = {}
"""How a case of an earlier schema becomes one of the next: {"benchpin.case/1": one_to_two}."""


def upgrade(
    data: dict[str, Any], *, name: str = "case", steps: Mapping[str, Step] = STEPS
) -> dict[str, Any]:
    """A case of any earlier schema in the form of this one; raises BadFile for another."""
    while (schema := data.get("schema")) != SCHEMA:
        step = steps.get(schema) if isinstance(schema, str) else None
        if step is None:
            raise BadFile(f"{name}: schema: {_unread(schema)}")
        data = step(data)
    return data


def _unread(schema: object) -> str:
    number = re.fullmatch(r"benchpin\.case/(\d{1,9})", str(schema))
    if number and int(number[1]) > int(SCHEMA.rpartition("/")[2]):
        return f"'{number[0]}' is newer than this version reads ('{SCHEMA}'); update Benchpin"
    if schema is None:
        return f"is missing; a case begins with '{SCHEMA}'"
    return f"{quote_for_message(str(schema))} is no form of a case; this version reads '{SCHEMA}'"
