"""The key that signs sessions and hides reference codes: made once, kept beside the database."""

import os
import secrets
from pathlib import Path

from benchpin.facts import BadFile

NAME = "secret"
LEAST = 50
"""The fewest signs of a key, as Django's own check has it."""


def secret_in(folder: Path) -> str:
    """The key in a folder, readable by its owner alone; a new one where there is none."""
    path = folder / NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        put_secret(folder, secrets.token_urlsafe(64), is_new=True)
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < LEAST:
        raise BadFile(f"{path}: is too short for a key; restore it from a backup")
    return key


def put_secret(folder: Path, key: str, *, is_new: bool = False) -> None:
    """Keep a key in a folder, whole or not at all; with `is_new` one that is there stays."""
    path, beside = folder / NAME, folder / f".{NAME}.{secrets.token_hex(8)}"
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        if is_new:
            os.link(beside, path)
        else:
            beside.replace(path)
    except FileExistsError:  # another process was first
        pass
    finally:
        beside.unlink(missing_ok=True)
