"""Published tables into one SQLite file; refuses rows and codes that break the specification."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from benchpin.inputs.errors import BadFile
from benchpin.inputs.suggestions import quote_for_message
from benchpin.reference.datasets.cells import CELL_PARSERS, SQLITE_TYPES, cell_text
from benchpin.reference.datasets.specification import (
    ColumnSpec,
    DatasetSpec,
    TableSpec,
    normalize_header,
)
from benchpin.reference.datasets.table_files import DOWNLOAD_AGAIN, Row, TableFile, read_sheets

Progress = Callable[[str], None]

_HEADER_SEARCH_ROWS = 25
"""The first rows, among which the headers must be: some publishers put notes above them."""
_NOTE_ROWS = 100
"""How many further rows of a sheet without a table are searched for notes."""
_MIN_ROWS_PER_ERROR = 100
"""At most one row in so many may be broken or have an unknown code."""


@dataclass(slots=True)
class ImportResult:
    """The import of one table: the files that contain it, and counts of its rows.

    `left_out` counts broken rows, `unknown_codes` imported rows with an unknown code. `example`
    describes the first such row.
    """

    table: TableSpec
    files: list[TableFile] = field(default_factory=list)
    rows: int = 0
    left_out: int = 0
    unknown_codes: int = 0
    example: str = ""

    @property
    def file_labels(self) -> str:
        """The labels of the files, for a message."""
        return " and ".join(file.label for file in self.files)


@dataclass(slots=True)
class ReleaseMetadata:
    """What the files say about themselves: the releases they name, and values of their notes."""

    releases: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)

    def read(self, spec: DatasetSpec, rows: list[Row]) -> None:
        """Collect the releases and notes in some rows of a sheet."""
        for row in rows:
            words = " ".join(filter(None, map(cell_text, row)))
            if spec.in_text and (match := spec.in_text.search(words)):
                self.releases.add(spec.release_of(match))
            for name, pattern in spec.notes:
                if match := pattern.search(words):
                    self.notes.setdefault(name, match[1])


def import_tables(
    connection: sqlite3.Connection,
    spec: DatasetSpec,
    files: list[TableFile],
    progress: Progress,
    metadata: ReleaseMetadata,
) -> dict[str, ImportResult]:
    """Import the tables of a specification from all files, check them, and index them.

    Fills `metadata` with what the files say about themselves. Raises BadFile for missing tables,
    missing columns, and too many broken rows or unknown codes.
    """
    results: dict[str, ImportResult] = {}
    near_misses: list[tuple[int, str, TableFile, TableSpec]] = []
    for file in files:
        if normalize_header(file.name).startswith(("readme", "license")):
            continue
        progress(f"reading {file.name}")
        for rows in read_sheets(file):
            _import_sheet(connection, spec, file, rows, results, near_misses, metadata)
    # A file named like a table but without one of its columns is an error, not another table.
    for _, lacking, file, table in near_misses:
        if (
            normalize_header(file.name.rpartition(".")[0]) == normalize_header(table.label)
            and table.name not in results
        ):
            raise BadFile(
                f"{file.label}: has no {lacking} column; {DOWNLOAD_AGAIN}, or leave it out"
            )
    for table in spec.tables:
        if table.required and table.name not in results:
            raise BadFile(_missing_table_message(spec, table, files, near_misses))
    progress("checking codes")
    if spec.prepare:
        spec.prepare(connection)
    for result in results.values():
        _count_unknown_codes(connection, result)
    for result in results.values():
        _create_indices(connection, result)
    if spec.finish:
        progress("indexing names")
        spec.finish(connection, metadata.notes)
    return results


def _import_sheet(
    connection: sqlite3.Connection,
    spec: DatasetSpec,
    file: TableFile,
    rows: Iterator[Row],
    results: dict[str, ImportResult],
    near_misses: list[tuple[int, str, TableFile, TableSpec]],
    metadata: ReleaseMetadata,
) -> None:
    top_rows = list(islice(rows, _HEADER_SEARCH_ROWS))
    for number, row in enumerate(top_rows):
        headers = [normalize_header(header) for header in spec.headers([str(cell) for cell in row])]
        header_set = set(headers) - {""}
        for table in spec.tables:
            if table.fits(header_set):
                data_rows = chain(top_rows[number + 1 :], rows)
                first_row = next((r for r in data_rows if any(cell_text(c) for c in r)), None)
                if first_row is None:
                    raise BadFile(
                        f"{file.label}: holds no rows under its headers; {DOWNLOAD_AGAIN}"
                    )
                if _belongs_to_table(table, headers, first_row):
                    metadata.read(spec, top_rows[: number + 1])
                    _import_sheet_rows(
                        connection,
                        table,
                        file,
                        headers,
                        chain((first_row,), data_rows),
                        number,
                        results,
                    )
                    return
            shared_columns = sum(
                bool(header_set & set(c.headers)) for c in table.columns if c.needed
            )
            if shared_columns and (lacking := table.lacks(header_set)):
                near_misses.append((shared_columns, f"'{lacking[0]}'", file, table))
    if spec.notes:
        metadata.read(spec, [*top_rows, *islice(rows, _NOTE_ROWS)])


def _belongs_to_table(table: TableSpec, headers: list[str], row: Row) -> bool:
    """Whether a row belongs to a table, by its `only` column where others share its columns."""
    if table.only is None:
        return True
    name, prefixes = table.only
    column = next(column for column in table.columns if column.name == name)
    index = _column_index(column, headers)
    cell = cell_text(row[index]) if index is not None and index < len(row) else ""
    return cell.startswith(prefixes)


def _import_sheet_rows(
    connection: sqlite3.Connection,
    table: TableSpec,
    file: TableFile,
    headers: list[str],
    rows: Iterator[Row],
    header_row: int,
    results: dict[str, ImportResult],
) -> None:
    result = results.get(table.name)
    if result is None:
        result = results[table.name] = ImportResult(table)
        columns = ", ".join(
            f"{c.name} {SQLITE_TYPES[c.kind]}{' NOT NULL' if c.filled else ''}"
            for c in table.columns
        )
        connection.execute(f"CREATE TABLE {table.name} ({columns})")
    elif not table.several:
        raise BadFile(
            f"{result.file_labels} and {file.label} both hold '{table.label}'; give one release, "
            "in one form"
        )
    result.files.append(file)
    marks = ", ".join("?" * len(table.columns))
    connection.executemany(
        f"INSERT INTO {table.name} VALUES ({marks})",  # noqa: S608  # nosec B608  # the specification's names
        _values(result, headers, rows, header_row + 2),
    )
    # Not a single row could be read.
    if result.rows == result.left_out:
        raise _broken_rows_error(result)


def _values(
    result: ImportResult, headers: list[str], rows: Iterator[Row], first: int
) -> Iterator[list[Any]]:
    """The rows as they are stored; broken ones are counted and left out."""
    table = result.table
    readers = [
        (_column_index(c, headers), CELL_PARSERS[c.kind], c, dict(c.marks)) for c in table.columns
    ]
    filters = {name: frozenset(allowed) for name, allowed in table.keep}
    for number, row in enumerate(rows, first):
        if not any(map(cell_text, row)):
            continue
        result.rows += 1
        values: list[Any] = []
        is_filtered_out = False
        try:
            for index, read, column, marks in readers:
                cell = row[index] if index is not None and index < len(row) else None
                value = marks.get(cell_text(cell)) if marks else None
                value = read(cell) if value is None else value
                if (
                    column.name in filters
                    and value is not None
                    and value not in filters[column.name]
                ):
                    is_filtered_out = True
                if value is None and column.filled:
                    raise ValueError(f"row {number} has no '{column.heading}'")
                values.append(value)
            if not _belongs_to_table(table, headers, row):
                raise ValueError(f"row {number} is of another table")
        except ValueError as error:
            result.left_out += 1
            words = str(error)
            result.example = result.example or (
                words if words.startswith("row ") else f"row {number}: {quote_for_message(words)}"
            )
            continue
        if is_filtered_out:
            # Filtered rows do not belong to the table: they count neither as rows nor as broken
            # ones.
            result.rows -= 1
        else:
            yield values


def _count_unknown_codes(connection: sqlite3.Connection, result: ImportResult) -> None:
    """Count rows with unknown codes; raises BadFile where there are too many bad rows."""
    for expression, valid_query in result.table.code_checks:
        count, example = connection.execute(
            f"SELECT count(*), min({expression}) FROM {result.table.name} "  # noqa: S608  # nosec B608
            f"WHERE {expression} NOT IN ({valid_query})"
        ).fetchone()
        if count:
            result.unknown_codes = max(result.unknown_codes, count)
            result.example = result.example or f"unknown code {quote_for_message(str(example))}"
    if (result.left_out + result.unknown_codes) * _MIN_ROWS_PER_ERROR > result.rows:
        raise _broken_rows_error(result)


def _broken_rows_error(result: ImportResult) -> BadFile:
    return BadFile(
        f"{result.file_labels}: {result.left_out + result.unknown_codes} of {result.rows} rows "
        f"are broken or have an unknown code (the first: {result.example}); more than one in "
        f"{_MIN_ROWS_PER_ERROR} means a broken file or another release, so {DOWNLOAD_AGAIN}"
    )


def _create_indices(connection: sqlite3.Connection, result: ImportResult) -> None:
    table = result.table
    try:
        if table.key:
            # IFNULL, since SQLite treats two NULL values as different.
            optional = {c.name for c in table.columns if not c.filled}
            key = ", ".join(f"IFNULL({n}, '')" if n in optional else n for n in table.key)
            connection.execute(f"CREATE UNIQUE INDEX {table.name}_key ON {table.name} ({key})")
    except sqlite3.IntegrityError:
        raise BadFile(
            f"{result.file_labels}: rows of '{table.label}' stand there twice; give one release, "
            "in one form"
        ) from None
    for column in table.indices:
        connection.execute(f"CREATE INDEX {table.name}_{column} ON {table.name} ({column})")


def _missing_table_message(
    spec: DatasetSpec,
    table: TableSpec,
    files: list[TableFile],
    near_misses: list[tuple[int, str, TableFile, TableSpec]],
) -> str:
    candidates = [entry for entry in near_misses if entry[3] is table]
    if candidates:
        _, lacking, file, _ = max(candidates, key=lambda entry: entry[0])
        hint = f"{file.name} comes nearest and has no {lacking} column"
    else:
        required_headings = " and ".join(f"'{c.heading}'" for c in table.columns if c.needed)
        hint = (
            f"no file has the columns {required_headings}"
            if files
            else "there are no tables at all"
        )
    input_names = " and ".join(sorted({str(file.input_path) for file in files})) or "what you named"
    return (
        f"{input_names}: the table '{table.label}' of {spec.name} is missing ({hint}); "
        "give the whole release"
    )


def _column_index(column: ColumnSpec, headers: list[str]) -> int | None:
    return next((headers.index(name) for name in column.headers if name in headers), None)
