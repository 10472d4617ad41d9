"""A text to be checked, from a file or from standard input."""

import sys
from pathlib import Path

from benchpin.inputs.errors import BadFile

MAX_TEXT_BYTES = 1_000_000
"""Bytes of a text that is checked."""


def read_advice(path: Path) -> str:
    """The text of a file; "-" is standard input. Raises BadFile where it cannot be checked."""
    name = "standard input" if str(path) == "-" else str(path)
    try:
        data = sys.stdin.buffer.read(MAX_TEXT_BYTES + 1) if str(path) == "-" else _bytes(path)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise BadFile(f"{name}: no such file; check the name") from None
    except (OSError, UnicodeDecodeError):
        raise BadFile(f"{name}: is not a text file in UTF-8; save it as one") from None
    if len(data) > MAX_TEXT_BYTES:
        raise BadFile(f"{name}: is larger than 1 MB; split it")
    if not any(character.isalpha() for character in text):
        raise BadFile(f"{name}: holds no words; name a text, Markdown or HTML file")
    return text


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_TEXT_BYTES + 1)
