"""The manifest of an installed release: where its tables come from and what they contain."""

from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from benchpin.facts import Fact
from benchpin.inputs.errors import BadFile

MANIFEST = "manifest.json"
DATABASE_FILE = "set.sqlite"


class File(Fact):
    """The name, size in bytes and SHA-256 of a file."""

    name: str
    bytes: int
    sha256: str


class Manifest(Fact):
    """One installed release of one data set.

    `file` is the SQLite file, `files` what it was imported from. By table, `rows` counts imported
    rows, `rows_left_out` broken ones, and `rows_of_unknown_code` imported rows with a code that the
    release does not have. `tables_missing` are the publisher's tables that this copy lacks.
    `release_from` says how the release was determined: "given" by the user, from the "files" (their
    names, notes or a Read Me), or from the newest of the "dates". `source` is the id of its source
    record.
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


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file; raises BadFile where it cannot be read."""
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise BadFile(
            f"{path}: cannot be read as the manifest of a data set; remove the folder "
            f"{path.parent} and add the set again"
        ) from None


def write_manifest(manifest: Manifest, path: Path) -> None:
    """Write a manifest to a file as JSON."""
    text = manifest.model_dump_json(indent=2)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
