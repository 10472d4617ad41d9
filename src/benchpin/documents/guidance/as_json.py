"""Guidance as JSON, for programs."""

import json

from benchpin.guidance import Guidance
from benchpin.wording.statements import with_text


def as_json(guidance: Guidance) -> str:
    """Guidance with its texts as JSON, keys in the order of the model."""
    if not guidance.next_step.text:
        guidance = with_text(guidance)
    data = guidance.model_dump(mode="json", by_alias=True)
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
