"""What is written beside the tables of an added data set: where they come from, what they hold."""

from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from benchpin.facts import Fact
from benchpin.inputs.errors import BadFile

MANIFEST = "manifest.json"
SET = "set.sqlite"


class File(Fact):
    """A file that was read: its name, size and SHA-256."""

    name: str
    bytes: int
    sha256: str


class Manifest(Fact):
    """One release of one data set.

    `file` are the tables in SQLite, `files` what they were read from. By table, `rows` are kept,
    `rows_left_out` were broken, and `rows_of_unknown_code` are kept rows that point to a code which
    the release does not have. `tables_missing` are tables that its publisher has and this copy has
    not, by the publisher's names. `release_from` is "given", "files" where their names or a Read Me
    say it, or "dates" where it is the month of the newest one. `source` is a source record's id.
    """

    name: str
    release: str
    release_from: str
    added: datetime
    source: str
    title: str
    publisher: str
    url: str
    licence: str
    attribution: str
    file: File
    files: tuple[File, ...]
    rows: dict[str, int]
    rows_left_out: dict[str, int]
    rows_of_unknown_code: dict[str, int]
    tables_missing: tuple[str, ...]


def read(path: Path) -> Manifest:
    """The manifest in a file."""
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise BadFile(
            f"{path}: cannot be read as the manifest of a data set; remove the folder "
            f"{path.parent} and add the set again"
        ) from None


def write(manifest: Manifest, path: Path) -> None:
    """Put a manifest into a file."""
    text = manifest.model_dump_json(indent=2)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
