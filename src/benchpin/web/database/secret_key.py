"""The key that signs sessions and hides reference codes: made once, kept beside the database."""

import os
import secrets
import sys
from pathlib import Path

from benchpin.inputs.errors import BadFile

NAME = "secret"
MIN_LENGTH = 50
"""The fewest signs of a key, as Django's own check has it."""


def secret_in(folder: Path) -> str:
    """The key in a folder, readable by its owner alone; a new one where there is none."""
    path = folder / NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        put_secret(folder, secrets.token_urlsafe(64), is_new=True)
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < MIN_LENGTH:
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
        _give_to_owner(beside, folder)
        if is_new:
            _put_first(beside, path)
        else:
            beside.replace(path)
    except FileExistsError:  # another process was first
        pass
    finally:
        beside.unlink(missing_ok=True)


def _put_first(beside: Path, path: Path) -> None:
    """Give a file its name, unless there is one of that name: FileExistsError."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, such as a memory stick
        beside.rename(path)


def _give_to_owner(path: Path, folder: Path) -> None:
    """What root makes belongs to the folder's owner, as SQLite does it: the server must read it."""
    if sys.platform != "win32" and os.geteuid() == 0:
        owner = folder.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
