"""The key that signs sessions and hashes reference codes, stored beside the database."""

import os
import secrets
import sys
from pathlib import Path

from benchpin.inputs.errors import BadFile

FILE_NAME = "secret"
MIN_LENGTH = 50
"""The fewest characters of a key, as in Django's own check (security.W009)."""


def secret_in(folder: Path) -> str:
    """The key in a folder; creates one, readable by its owner only, where there is none.

    Raises BadFile where the key is too short.
    """
    path = folder / FILE_NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        put_secret(folder, secrets.token_urlsafe(64), is_new=True)
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < MIN_LENGTH:
        raise BadFile(f"{path}: is too short for a key; restore it from a backup")
    return key


def put_secret(folder: Path, key: str, *, is_new: bool = False) -> None:
    """Write a key into a folder, whole or not at all; with `is_new` an existing one stays."""
    path, temporary_path = folder / FILE_NAME, folder / f".{FILE_NAME}.{secrets.token_hex(8)}"
    with os.fdopen(
        os.open(temporary_path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w"
    ) as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        _give_to_owner(temporary_path, folder)
        if is_new:
            _link_if_absent(temporary_path, path)
        else:
            temporary_path.replace(path)
    except FileExistsError:  # another process wrote one first
        pass
    finally:
        temporary_path.unlink(missing_ok=True)


def _link_if_absent(temporary_path: Path, path: Path) -> None:
    """Move a file to its final path; FileExistsError where there is one already."""
    try:
        os.link(temporary_path, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, such as a memory stick
        temporary_path.rename(path)


def _give_to_owner(path: Path, folder: Path) -> None:
    """Give what root writes to the folder's owner, as SQLite does: the server must read it."""
    if sys.platform != "win32" and os.geteuid() == 0:
        owner = folder.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
