"""What an id is called: the labels of skills, providers and programmes in a document."""

import os
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import rtoml
from pydantic import BaseModel

from benchpin.catalog import DATA, parse_overlay_paths
from benchpin.facts import Value
from benchpin.guidance import Guidance


class Labels:
    """Labels by folder and id: as the guidance itself names them, else as the data files do."""

    def __init__(self, guidance: Guidance) -> None:
        self._guidance = guidance

    @cached_property
    def _known(self) -> dict[str, str]:
        return dict(_named_in(self._guidance))

    def __call__(self, folder: str, identity: str) -> str:
        """The label of a record; its id in words where no file holds one."""
        known = self._known.get(f"{folder}/{identity}")
        return known or _label(folder, identity) or identity.replace("-", " ")


def _named_in(part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, Value):
        yield from _named_by(part)
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _named_in(getattr(part, name))
    elif isinstance(part, dict):
        for item in part.values():
            yield from _named_in(item)
    elif isinstance(part, tuple):
        for item in part:
            yield from _named_in(item)


def _named_by(value: Value) -> Iterator[tuple[str, str]]:
    if not (value.from_.startswith("catalog:") and value.from_.endswith("/label")):
        return
    folder, _, rest = value.from_.removeprefix("catalog:").partition("/")
    ids = rest.removesuffix("/label").split(",")
    labels = value.value if isinstance(value.value, tuple) else (value.value,)
    if len(ids) == len(labels):
        yield from ((f"{folder}/{i}", str(label)) for i, label in zip(ids, labels, strict=True))


@cache
def _label(folder: str, identity: str) -> str | None:
    overlays = parse_overlay_paths(os.environ.get("BENCHPIN_DATA"))
    for root in (*reversed(overlays), DATA):
        file = Path(root) / folder / f"{identity}.toml"
        if file.is_file():
            found = rtoml.loads(file.read_text(encoding="utf-8")).get("label")
            return str(found) if found else None
    return None
