"""Published table files: tab-separated text, CSV and xlsx, in folders, in zips or alone."""

import csv
import io
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import IO, Any

from benchpin.inputs.errors import BadFile, MissingExtra

Row = list[Any]

TABLE_SUFFIXES = (".txt", ".tsv", ".csv", ".xlsx")
MAX_UNPACKED = 1_000_000_000
"""Bytes that all files together may unpack to; all of O*NET or ESCO takes a tenth of that."""
MAX_FILES = 2_000
MAX_CELL_LENGTH = 4_000_000
DOWNLOAD_AGAIN = "download it again"
_FIRST_LINES = 25


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table file, in a folder or in a zip (`member`); `input_path` is what the user named."""

    input_path: Path
    path: Path
    member: str | None
    size: int

    @property
    def name(self) -> str:
        """The file name without folders."""
        return PurePosixPath(self.member).name if self.member else self.path.name

    @property
    def label(self) -> str:
        """The path of the file for messages, with its member of a zip."""
        return f"{self.path}: {self.member}" if self.member else str(self.path)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the file and of its folders within the input path, and of the latter.

        For a single file also the name of its folder, since a release may be named only there.
        """
        input_path = self.input_path.resolve()
        parents = (input_path.parent.name,) if self.path == self.input_path else ()
        inner_parts = self.path.relative_to(self.input_path).parts
        archive_parts = PurePosixPath(self.member).parts if self.member else ()
        return (*parents, input_path.name, *inner_parts, *archive_parts)


def find_table_files(paths: Iterable[Path]) -> list[TableFile]:
    """Every file that may contain a table in some folders, zips and files.

    Raises BadFile for paths that do not exist, for too many files and for too much data.
    """
    files: dict[tuple[Path, str | None], TableFile] = {}
    for input_path in paths:
        for path in _files(input_path):
            table_files = (
                _files_in_zip(input_path, path)
                if path.suffix.lower() == ".zip"
                else (_single_file(input_path, path),)
            )
            for file in table_files:
                # A file that is named twice is read once.
                files[file.path.resolve(), file.member] = file
    if len(files) > MAX_FILES:
        raise BadFile(
            f"more than {MAX_FILES} files are given; name just the folder or zip of the release"
        )
    _require_unpacked_size(files.values(), sum(file.size for file in files.values()))
    return list(files.values())


def read_sheets(file: TableFile) -> Iterator[Iterator[Row]]:
    """The tables of a file, each as its rows; raises BadFile where they cannot be read."""
    if file.name.lower().endswith(".xlsx"):
        with read_errors(file), open_table_file(file) as stream:
            yield from _workbook(file, stream)
    else:
        yield _text_rows(file)


def _files(input_path: Path) -> Iterator[Path]:
    if not input_path.exists():
        raise BadFile(f"{input_path}: no such file or folder; name what you downloaded")
    if input_path.is_file():
        if input_path.suffix.lower() not in (".zip", *TABLE_SUFFIXES):
            suffixes = ", ".join(TABLE_SUFFIXES)
            raise BadFile(f"{input_path}: is none of {suffixes} or .zip; name what you downloaded")
        yield input_path
        return
    count = 0
    for folder, subfolders, names in os.walk(input_path):
        subfolders[:] = sorted(name for name in subfolders if not _hidden(name))
        for name in sorted(names):
            path = Path(folder, name)
            if (
                path.suffix.lower() in (".zip", *TABLE_SUFFIXES)
                and not _hidden(name)
                and path.is_file()
            ):
                yield path
            count += 1
            # Checked during the walk, so that a huge folder fails early.
            if count > MAX_FILES:
                raise BadFile(
                    f"{input_path}: holds more than {MAX_FILES} files; name just the folder of the "
                    "release"
                )


def _hidden(name: str) -> bool:
    """Whether a file is not the publisher's: a lock file, a thumbnail, what an archiver adds."""
    return name.startswith((".", "~", "__MACOSX"))


def _single_file(input_path: Path, path: Path) -> TableFile:
    return TableFile(input_path, path, None, path.stat().st_size)


def _files_in_zip(input_path: Path, path: Path) -> Iterator[TableFile]:
    archive_file = _single_file(input_path, path)
    with read_errors(archive_file), zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            parts = PurePosixPath(info.filename).parts
            if info.is_dir() or any(map(_hidden, parts)):
                continue
            if info.filename.lower().endswith(TABLE_SUFFIXES):
                yield TableFile(input_path, path, info.filename, info.file_size)


def _require_unpacked_size(files: Iterable[TableFile], size: int) -> None:
    if size > MAX_UNPACKED:
        largest = max(files, key=lambda file: file.size)
        raise BadFile(
            f"{largest.label}: unpacks to more than {MAX_UNPACKED // 1_000_000_000} GB; no "
            "release is as large, so name just the folder or zip of the release"
        )


@contextmanager
def read_errors(file: TableFile) -> Iterator[None]:
    """Raises BadFile, with one sentence for the user, for every way a file can be unreadable."""
    try:
        yield
    except UnicodeDecodeError:
        raise BadFile(f"{file.label}: is not text in UTF-8; {DOWNLOAD_AGAIN}") from None
    except OSError as error:
        why = error.strerror or "it ends too early"
        raise BadFile(f"{file.label}: cannot be read ({why}); {DOWNLOAD_AGAIN}") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        form = "an xlsx file" if file.name.lower().endswith(".xlsx") else "a zip"
        raise BadFile(f"{file.label}: cannot be unpacked as {form}; {DOWNLOAD_AGAIN}") from None
    except csv.Error as error:
        raise BadFile(f"{file.label}: is not a text table ({error}); {DOWNLOAD_AGAIN}") from None


@contextmanager
def open_table_file(file: TableFile) -> Iterator[IO[bytes]]:
    """A stream of a file's bytes, from disk or a zip; zipfile stops at the stated size."""
    if file.member is None:
        with file.path.open("rb") as stream:
            yield stream
    else:
        with zipfile.ZipFile(file.path) as archive, archive.open(file.member) as stream:
            yield stream


def _text_rows(file: TableFile) -> Iterator[Row]:
    with (
        read_errors(file),
        _long_cells(),
        open_table_file(file) as stream,
        io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text,
    ):
        first_lines = list(islice(text, _FIRST_LINES))
        # A NUL byte: a binary file with the suffix of a text.
        if any("\0" in line for line in first_lines):
            raise BadFile(f"{file.label}: is not a text table; {DOWNLOAD_AGAIN}")
        yield from csv.reader(
            chain(first_lines, text), delimiter=_delimiter(file, "".join(first_lines))
        )


def _delimiter(file: TableFile, first_lines: str) -> str:
    """The delimiter of cells, by the first lines; tabs first, since sentences have commas."""
    if "\t" in first_lines and not file.name.lower().endswith(".csv"):
        return "\t"
    return max(",;\t", key=first_lines.count)


@contextmanager
def _long_cells() -> Iterator[None]:
    """Raises the csv module's limit on cells for a while: ESCO lists all top concepts in one cell.

    The limit is global to the process, so it is restored.
    """
    before = csv.field_size_limit(MAX_CELL_LENGTH)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _workbook(file: TableFile, stream: IO[bytes]) -> Iterator[Iterator[Row]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra(
            f"{file.label}: reading xlsx needs the extra 'data': "
            "pip install 'benchpin[data]', or give the release as text"
        ) from None
    content = io.BytesIO(stream.read())
    with zipfile.ZipFile(content) as archive:
        # The reader unpacks everything at once: unpacked size and checksums are verified before.
        _require_unpacked_size((file,), sum(info.file_size for info in archive.infolist()))
        if archive.testzip() is not None:
            raise zipfile.BadZipFile
    content.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(content)
        for name in workbook.sheet_names:
            yield iter(workbook.get_sheet_by_name(name).iter_rows())
    except CalamineError:
        raise BadFile(f"{file.label}: cannot be read as an xlsx file; {DOWNLOAD_AGAIN}") from None
