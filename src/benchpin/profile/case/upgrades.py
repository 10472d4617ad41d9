"""Upgrades of a stored case from an earlier schema to the current one."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from benchpin.inputs.errors import BadFile
from benchpin.inputs.suggestions import quote_for_message
from benchpin.profile.case.model import SCHEMA

Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: Final[Mapping[str, Step]] = {}
"""The upgrade to the next schema, by the earlier schema: {"benchpin.case/1": one_to_two}."""


def upgrade(
    data: dict[str, Any], *, name: str = "case", steps: Mapping[str, Step] = STEPS
) -> dict[str, Any]:
    """A case of any earlier schema as one of the current; raises BadFile for any other schema."""
    # One step at a time, so that each schema needs only the step to the next.
    while (schema := data.get("schema")) != SCHEMA:
        step = steps.get(schema) if isinstance(schema, str) else None
        if step is None:
            raise BadFile(f"{name}: schema: {_unsupported_schema_message(schema)}")
        data = step(data)
    return data


def _unsupported_schema_message(schema: object) -> str:
    version = re.fullmatch(r"benchpin\.case/(\d{1,9})", str(schema))
    if version and int(version[1]) > int(SCHEMA.rpartition("/")[2]):
        return f"'{version[0]}' is newer than this version reads ('{SCHEMA}'); update Benchpin"
    if schema is None:
        return f"is missing; a case begins with '{SCHEMA}'"
    return f"{quote_for_message(str(schema))} is no form of a case; this version reads '{SCHEMA}'"
