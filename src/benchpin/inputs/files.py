"""Files that somebody names: read up to a limit, and written whole or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path

from benchpin.inputs.errors import BadFile


def read_at_most(path: Path, most: int, *, kind: str, regular: bool = False) -> bytes:
    """What a file holds, up to one byte more than `most`; `kind` is what a folder should hold.
    With `regular` a pipe or a device is refused.

    Raises BadFile where it is missing, a folder, or cannot be read.
    """
    try:
        if path.is_dir():
            raise BadFile(f"{path}: is a folder; name the {kind} in it")
        if regular and path.exists() and not path.is_file():
            raise BadFile(f"{path}: is not a file; check the name")
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise BadFile(f"{path}: no such file; check the name") from None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        why = getattr(error, "strerror", None) or error
        raise BadFile(f"{path}: cannot be read ({why}); check its name and permissions") from None


def replace_files(contents: Mapping[Path, str | bytes]) -> None:
    """Write texts (UTF-8) or bytes into files; raises BadFile where one cannot be written.

    All are written in full beside their places before the first takes its place, so that a full
    disk or a stop leaves the files as they were.
    """
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in contents}
    here = next(iter(contents))
    try:
        for here, content in contents.items():
            with beside[here].open("wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
        for here, written in beside.items():
            written.replace(here)
    except OSError as error:
        words = f"{here}: cannot be written ({error.strerror}); choose another place"
        raise BadFile(words) from error
    finally:
        for written in beside.values():
            written.unlink(missing_ok=True)
