"""The server's secret, under which reference codes and API keys are hashed; kept beside the data.

The file holds one secret a line: the current one, then earlier ones under which rows are hashed
that nobody opened since the rotation.
"""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from benchpin.inputs.errors import BadFile, BadInput

FILE_NAME: Final = "secret"
MIN_LENGTH: Final = 50
"""The fewest characters of a secret, as in Django's own check (security.W009)."""
MIN_DIFFERENT: Final = 5
"""The fewest different characters of a secret, as in the same check."""
MAX_SECRETS: Final = 20
"""The most secrets that are kept at once: each look-up computes a hash under each."""


def new_secret() -> str:
    """A new secret: 512 random bits."""
    return secrets.token_urlsafe(64)


def is_weak(secret: str) -> bool:
    """Whether a secret is too short or too uniform to be one."""
    return len(secret) < MIN_LENGTH or len(set(secret)) < MIN_DIFFERENT


def secrets_in(folder: Path) -> tuple[str, ...]:
    """The secrets in a folder, the current one first; creates one where there is none.

    Raises BadFile where one is weak or there are too many.
    """
    path = folder / FILE_NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        put_secrets(folder, (new_secret(),), is_new=True)
    text = path.read_text(encoding="ascii", errors="replace")
    lines = tuple(filter(None, map(str.strip, text.splitlines())))
    if not lines or any(is_weak(line) for line in lines):
        raise BadFile(f"{path}: is too short for a key; restore it from a backup")
    if len(lines) > MAX_SECRETS:
        raise BadFile(f"{path}: holds more than {MAX_SECRETS} secrets; restore it from a backup")
    return lines


def configured_secrets(folder: Path) -> tuple[str, ...]:
    """The secrets of BENCHPIN_SECRET and BENCHPIN_SECRET_BEFORE, or those in the folder."""
    if not is_from_environment():
        return secrets_in(folder)
    earlier = os.environ.get("BENCHPIN_SECRET_BEFORE", "").split()[:MAX_SECRETS]
    return tuple(dict.fromkeys((os.environ["BENCHPIN_SECRET"], *earlier)))


def is_from_environment() -> bool:
    """Whether the current secret is set by BENCHPIN_SECRET, not by the file."""
    return bool(os.environ.get("BENCHPIN_SECRET"))


def put_secrets(folder: Path, lines: tuple[str, ...], *, is_new: bool = False) -> None:
    """Write secrets into a folder, whole or not at all; with `is_new` existing ones stay.

    Raises BadInput where one is weak: nothing is written then.
    """
    if any(is_weak(line) for line in lines):
        raise BadInput(
            f"the secret is too weak; it needs {MIN_LENGTH} characters or more, "
            f"{MIN_DIFFERENT} of them different"
        )
    path, temporary_path = folder / FILE_NAME, folder / f".{FILE_NAME}.{secrets.token_hex(8)}"
    with os.fdopen(
        os.open(temporary_path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w"
    ) as file:
        file.write("\n".join(lines))
        file.flush()
        os.fsync(file.fileno())
    try:
        give_to_owner(temporary_path, folder)
        if is_new:
            _link_if_absent(temporary_path, path)
        else:
            temporary_path.replace(path)
        sync_folder(folder)
    except FileExistsError:  # another process wrote one first
        pass
    finally:
        temporary_path.unlink(missing_ok=True)


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed `put_secrets` left; only while nothing else writes there."""
    for path in folder.glob(f".{FILE_NAME}.*"):
        path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk, where the platform can (POSIX)."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # a file system that cannot sync a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _link_if_absent(temporary_path: Path, path: Path) -> None:
    """Move a file to its final path; FileExistsError where there is one already."""
    try:
        os.link(temporary_path, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, such as a memory stick
        temporary_path.rename(path)


def give_to_owner(path: Path, folder: Path) -> None:
    """Give what root writes to the folder's owner, as SQLite does: the server must read it."""
    if sys.platform != "win32" and os.geteuid() == 0:
        owner = folder.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
