"""Tables as they are published: tab-separated text, CSV and xlsx, in folders, in zips or alone."""

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

READ = (".txt", ".tsv", ".csv", ".xlsx")
MAX_UNPACKED = 1_000_000_000
"""Bytes that all files together may unpack to; the whole of O*NET or ESCO takes a tenth."""
MAX_FILES = 2_000
MAX_CELL_LENGTH = 4_000_000
AGAIN = "download it again"
_TOP = 25


@dataclass(frozen=True, slots=True)
class TableFile:
    """One file to read, lying in a folder or packed in a zip; `given` is what somebody named."""

    given: Path
    path: Path
    member: str | None
    size: int

    @property
    def name(self) -> str:
        """The name of the file alone."""
        return PurePosixPath(self.member).name if self.member else self.path.name

    @property
    def label(self) -> str:
        """What messages call it."""
        return f"{self.path}: {self.member}" if self.member else str(self.path)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the file and of the folders around it, as far as they are what was given."""
        whole = self.given.resolve()
        around = (whole.parent.name,) if self.path == self.given else ()
        inside = self.path.relative_to(self.given).parts
        packed = PurePosixPath(self.member).parts if self.member else ()
        return (*around, whole.name, *inside, *packed)


def pieces(paths: Iterable[Path]) -> list[TableFile]:
    """Every file in the given folders, zips and files that may hold a table."""
    found: dict[tuple[Path, str | None], TableFile] = {}
    for given in paths:
        for path in _files(given):
            for piece in (
                _packed(given, path) if path.suffix.lower() == ".zip" else (_lone(given, path),)
            ):
                found[piece.path.resolve(), piece.member] = piece
    if len(found) > MAX_FILES:
        raise BadFile(
            f"more than {MAX_FILES} files are given; name just the folder or zip of the release"
        )
    _not_too_large(found.values(), sum(piece.size for piece in found.values()))
    return list(found.values())


def sheets(piece: TableFile) -> Iterator[Iterator[Row]]:
    """The tables of a file, each as its rows; BadFile where they cannot be read."""
    if piece.name.lower().endswith(".xlsx"):
        with reading(piece), opened(piece) as stream:
            yield from _workbook(piece, stream)
    else:
        yield _text_rows(piece)


def _files(given: Path) -> Iterator[Path]:
    if not given.exists():
        raise BadFile(f"{given}: no such file or folder; name what you downloaded")
    if given.is_file():
        if given.suffix.lower() not in (".zip", *READ):
            raise BadFile(
                f"{given}: is none of {', '.join(READ)} or .zip; name what you downloaded"
            )
        yield given
        return
    count = 0
    for folder, inner, names in os.walk(given):
        inner[:] = sorted(name for name in inner if not _hidden(name))
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix.lower() in (".zip", *READ) and not _hidden(name) and path.is_file():
                yield path
            count += 1
            if count > MAX_FILES:
                raise BadFile(
                    f"{given}: holds more than {MAX_FILES} files; name just the folder of the "
                    "release"
                )


def _hidden(name: str) -> bool:
    """Whether a file is none of its publisher's: a lock, a thumbnail, what an archiver adds."""
    return name.startswith((".", "~", "__MACOSX"))


def _lone(given: Path, path: Path) -> TableFile:
    return TableFile(given, path, None, path.stat().st_size)


def _packed(given: Path, path: Path) -> Iterator[TableFile]:
    whole = _lone(given, path)
    with reading(whole), zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            parts = PurePosixPath(info.filename).parts
            if info.is_dir() or any(map(_hidden, parts)):
                continue
            if info.filename.lower().endswith(READ):
                yield TableFile(given, path, info.filename, info.file_size)


def _not_too_large(found: Iterable[TableFile], size: int) -> None:
    if size > MAX_UNPACKED:
        largest = max(found, key=lambda piece: piece.size)
        raise BadFile(
            f"{largest.label}: unpacks to more than {MAX_UNPACKED // 1_000_000_000} GB; no "
            "release is as large, so name just the folder or zip of the release"
        )


@contextmanager
def reading(piece: TableFile) -> Iterator[None]:
    """Every way in which a file can be unreadable, as one sentence."""
    try:
        yield
    except UnicodeDecodeError:
        raise BadFile(f"{piece.label}: is not text in UTF-8; {AGAIN}") from None
    except OSError as error:
        why = error.strerror or "it ends too early"
        raise BadFile(f"{piece.label}: cannot be read ({why}); {AGAIN}") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        form = "an xlsx file" if piece.name.lower().endswith(".xlsx") else "a zip"
        raise BadFile(f"{piece.label}: cannot be unpacked as {form}; {AGAIN}") from None
    except csv.Error as error:
        raise BadFile(f"{piece.label}: is not a text table ({error}); {AGAIN}") from None


@contextmanager
def opened(piece: TableFile) -> Iterator[IO[bytes]]:
    """The bytes of a file, wherever it lies; zipfile never gives more than were declared."""
    if piece.member is None:
        with piece.path.open("rb") as stream:
            yield stream
    else:
        with zipfile.ZipFile(piece.path) as archive, archive.open(piece.member) as stream:
            yield stream


def _text_rows(piece: TableFile) -> Iterator[Row]:
    with (
        reading(piece),
        _long_cells(),
        opened(piece) as stream,
        io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text,
    ):
        top = list(islice(text, _TOP))
        if any("\0" in line for line in top):
            raise BadFile(f"{piece.label}: is not a text table; {AGAIN}")
        yield from csv.reader(chain(top, text), delimiter=_mark(piece, "".join(top)))


def _mark(piece: TableFile, top: str) -> str:
    """What stands between two cells, judged by the first lines: sentences have commas, too."""
    if "\t" in top and not piece.name.lower().endswith(".csv"):
        return "\t"
    return max(",;\t", key=top.count)


@contextmanager
def _long_cells() -> Iterator[None]:
    """ESCO lists all top concepts of a scheme in one cell; the module's limit is the process's."""
    before = csv.field_size_limit(MAX_CELL_LENGTH)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _workbook(piece: TableFile, stream: IO[bytes]) -> Iterator[Iterator[Row]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra(
            f"{piece.label}: reading xlsx needs the extra 'data': "
            "pip install 'benchpin[data]', or give the release as text"
        ) from None
    content = io.BytesIO(stream.read())
    with zipfile.ZipFile(content) as archive:
        # What it unpacks to is counted, and its checksums are tried, before it is unpacked at once.
        _not_too_large((piece,), sum(info.file_size for info in archive.infolist()))
        if archive.testzip() is not None:
            raise zipfile.BadZipFile
    content.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(content)
        for name in book.sheet_names:
            yield iter(book.get_sheet_by_name(name).iter_rows())
    except CalamineError:
        raise BadFile(f"{piece.label}: cannot be read as an xlsx file; {AGAIN}") from None
