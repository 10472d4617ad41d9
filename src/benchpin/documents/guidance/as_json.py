"""Guidance as JSON, for programs."""

import json

from benchpin.guidance import Guidance
from benchpin.wording.statements import with_text


def as_json(guidance: Guidance) -> str:
    """Worded guidance as JSON: the same bytes for the same guidance, keys in the model's order."""
    if not guidance.next_step.text:
        guidance = with_text(guidance)
    held = guidance.model_dump(mode="json", by_alias=True)
    return json.dumps(held, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
