"""A profile as the file that it is read from, and files that are there whole or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path

import rtoml

from benchpin.facts import BadFile

from .model import SCHEMA, Profile


def as_toml(profile: Profile) -> str:
    """The profile file of a profile: what was said, in the order of the form, nothing else."""
    table = profile.model_dump(by_alias=True, exclude_defaults=True)
    parts = [{"schema": SCHEMA}, *({key: value} for key, value in table.items() if key != "schema")]
    return "\n".join(rtoml.dumps(part, pretty=True).strip() + "\n" for part in parts)


def replace_files(texts: Mapping[Path, str]) -> None:
    """Write texts into files; raises BadFile where one cannot be written.

    All are written in full beside their places before the first takes its place, so that a full
    disk or a stop leaves the files as they were.
    """
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in texts}
    here = next(iter(texts))
    try:
        for here, text in texts.items():
            with beside[here].open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        for here, written in beside.items():
            written.replace(here)
    except OSError as error:
        raise BadFile(f"{here}: cannot be written ({error.strerror}); choose another place") from (
            error
        )
    finally:
        for written in beside.values():
            written.unlink(missing_ok=True)
