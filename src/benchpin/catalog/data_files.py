"""The data files in a folder, and the catalog version that is the hash of their contents."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class DataFile:
    """One data file: its path relative to its folder, with forward slashes, and its bytes.

    `overlay` is the name of its overlay folder, empty for the package's own data.
    """

    path: str
    content: bytes
    overlay: str = ""

    @property
    def name(self) -> str:
        """The path of the file for messages, with its overlay."""
        return f"{self.overlay}/{self.path}" if self.overlay else self.path

    @property
    def text(self) -> str:
        """The file as text; raises UnicodeDecodeError where it is not UTF-8."""
        # Spreadsheets write a byte order mark, which utf-8-sig drops.
        return self.content.decode("utf-8-sig")

    @property
    def identity(self) -> str:
        """The id of the record in this file: its name without folder and suffix."""
        return self.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def data_files_in(folder: Path, overlay: str = "") -> tuple[DataFile, ...]:
    """Every data file below a folder, sorted by path, without hidden files."""
    root = str(folder)
    files: list[DataFile] = []
    for path, name in _walk(root, ""):
        with open(path, "rb") as file:  # noqa: PTH123 - a thousand small files: Path is slower
            files.append(DataFile(name, file.read(), overlay))
    return tuple(sorted(files, key=lambda f: f.path))


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "__")):
                continue
            if entry.is_dir():
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                yield entry.path, f"{prefix}{entry.name}"


def catalog_version(folders: Iterable[tuple[DataFile, ...]]) -> str:
    """The catalog's version: SHA-256 over the sorted paths and bytes, one folder after the other.

    Lengths are hashed too, so that bytes cannot move from one file to the next unnoticed.
    """
    digest = hashlib.sha256()
    for files in folders:
        for file in files:
            path = file.path.encode()
            digest.update(len(path).to_bytes(4, "big") + path)
            digest.update(len(file.content).to_bytes(8, "big") + file.content)
    return f"sha256:{digest.hexdigest()}"
