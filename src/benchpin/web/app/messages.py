"""The words of the web pages: one file an area and language, `words/en/start.toml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import rtoml

FOLDER = Path(__file__).resolve().parents[1]


@cache
def all_messages(language: str = "en") -> Mapping[str, Any]:
    """All words of a language, by the name of their file."""
    return {
        file.stem: rtoml.loads(file.read_text(encoding="utf-8"))
        for file in sorted(FOLDER.glob(f"**/words/{language}/*.toml"), key=lambda file: file.name)
    }


def message(key: str, /, **values: Any) -> str:
    """The words at a place ("start.title") with their slots filled."""
    found: Any = all_messages()
    for part in key.split("."):
        found = found[part]
    return str(found).format(**values) if values else str(found)
