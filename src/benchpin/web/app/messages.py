"""Texts of the web pages: one file per area and language, such as `words/en/start.toml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import rtoml

FOLDER = Path(__file__).resolve().parents[1]


@cache
def all_messages(language: str = "en") -> Mapping[str, Any]:
    """All texts of a language, by the name of their file."""
    return {
        file.stem: rtoml.loads(file.read_text(encoding="utf-8"))
        for file in sorted(FOLDER.glob(f"**/words/{language}/*.toml"), key=lambda file: file.name)
    }


def message(key: str, /, **values: Any) -> str:
    """The text of a dotted key ("start.title") with its slots filled; KeyError for no such key."""
    node: Any = all_messages()
    for part in key.split("."):
        node = node[part]
    return str(node).format(**values) if values else str(node)
