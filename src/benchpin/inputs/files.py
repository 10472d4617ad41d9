"""Files named by a user: read up to a limit, and written completely or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path

from benchpin.inputs.errors import BadFile


def read_limited(path: Path, limit: int, *, kind: str, regular: bool = False) -> bytes:
    """The bytes of a file, up to `limit` + 1, so that the caller can tell that it is too long.

    `kind` says in the message about a folder which file to name in it. With `regular` a pipe or a
    device is refused. Raises BadFile where the file is missing, a folder, or cannot be read.
    """
    try:
        if path.is_dir():
            raise BadFile(f"{path}: is a folder; name the {kind} in it")
        if regular and path.exists() and not path.is_file():
            raise BadFile(f"{path}: is not a file; check the name")
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise BadFile(f"{path}: no such file; check the name") from None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or error
        raise BadFile(
            f"{path}: cannot be read ({reason}); check its name and permissions"
        ) from None


def replace_files(contents: Mapping[Path, str | bytes]) -> None:
    """Write texts (UTF-8) or bytes into files; raises BadFile where one cannot be written.

    All are written to temporary files before the first is moved into its place, so that a full
    disk or an interruption leaves the files as they were.
    """
    temporary_paths = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in contents}
    target = next(iter(contents))
    try:
        for target, content in contents.items():
            with temporary_paths[target].open("wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
        for target, temporary_path in temporary_paths.items():
            temporary_path.replace(target)
    except OSError as error:
        message = f"{target}: cannot be written ({error.strerror}); choose another place"
        raise BadFile(message) from error
    finally:
        for temporary_path in temporary_paths.values():
            temporary_path.unlink(missing_ok=True)
