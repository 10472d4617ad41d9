"""The labels of records by folder and id, for documents."""

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import rtoml
from pydantic import BaseModel

from benchpin.catalog import DATA, configured_overlays
from benchpin.facts import Value
from benchpin.guidance import Guidance


class Labels:
    """Labels by folder and id: as the guidance itself has them, otherwise from the data files."""

    def __init__(self, guidance: Guidance) -> None:
        self._guidance = guidance

    @cached_property
    def _labels_in_guidance(self) -> dict[str, str]:
        return dict(_labels_in(self._guidance))

    def __call__(self, folder: str, identity: str) -> str:
        """The label of a record; its id with spaces for hyphens if no file has one."""
        label = self._labels_in_guidance.get(f"{folder}/{identity}")
        return label or _label_in_files(folder, identity) or identity.replace("-", " ")


def _labels_in(part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, Value):
        yield from _labels_of_value(part)
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _labels_in(getattr(part, name))
    elif isinstance(part, dict):
        for item in part.values():
            yield from _labels_in(item)
    elif isinstance(part, tuple):
        for item in part:
            yield from _labels_in(item)


def _labels_of_value(value: Value) -> Iterator[tuple[str, str]]:
    if not (value.from_.startswith("catalog:") and value.from_.endswith("/label")):
        return
    folder, _, path = value.from_.removeprefix("catalog:").partition("/")
    ids = path.removesuffix("/label").split(",")
    labels = value.value if isinstance(value.value, tuple) else (value.value,)
    if len(ids) == len(labels):
        yield from ((f"{folder}/{i}", str(label)) for i, label in zip(ids, labels, strict=True))


@cache
def _label_in_files(folder: str, identity: str) -> str | None:
    # A later overlay replaces records of an earlier one and of the shipped data.
    for root in (*reversed(configured_overlays()), DATA):
        file = Path(root) / folder / f"{identity}.toml"
        if file.is_file():
            label = rtoml.loads(file.read_text(encoding="utf-8")).get("label")
            return str(label) if label else None
    return None
