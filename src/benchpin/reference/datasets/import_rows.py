"""The rows of published tables into one SQLite file, as a recipe has it."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from benchpin.inputs.errors import BadFile
from benchpin.inputs.suggestions import quote_for_message
from benchpin.reference.datasets.cells import KEPT_AS, READ, text_of
from benchpin.reference.datasets.specification import ColumnSpec, DatasetSpec, TableSpec, plain
from benchpin.reference.datasets.table_files import AGAIN, Row, TableFile, sheets

Progress = Callable[[str], None]

_TOP = 25
"""Rows among which the headers must stand: some publishers put notes above them."""
_NOTES = 100
"""Rows of a sheet without a table that are read for what they say."""
_ONE_IN = 100
"""At most one row in so many may be broken, or have a code that nobody knows."""


@dataclass(slots=True)
class ImportResult:
    """A table that was found: the files that hold it, and its rows.

    `left_out` counts broken rows, `unknown` the rows that are kept with a code that nobody knows.
    """

    table: TableSpec
    pieces: list[TableFile] = field(default_factory=list)
    rows: int = 0
    left_out: int = 0
    unknown: int = 0
    example: str = ""

    @property
    def where(self) -> str:
        """The files, for a message."""
        return " and ".join(piece.label for piece in self.pieces)


@dataclass(slots=True)
class ReleaseMetadata:
    """What the files say of themselves: the releases they name, and what a recipe asks for."""

    releases: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)

    def read(self, recipe: DatasetSpec, rows: list[Row]) -> None:
        """Take what some rows of a sheet say."""
        for row in rows:
            words = " ".join(filter(None, map(text_of, row)))
            if recipe.in_text and (match := recipe.in_text.search(words)):
                self.releases.add(recipe.named(match))
            for name, pattern in recipe.notes:
                if match := pattern.search(words):
                    self.notes.setdefault(name, match[1])


def import_tables(
    connection: sqlite3.Connection,
    recipe: DatasetSpec,
    found: list[TableFile],
    progress: Progress,
    said: ReleaseMetadata,
) -> dict[str, ImportResult]:
    """Read every file, keep the tables of the recipe, and hold them to what the recipe says.

    What the files say of themselves is put into `said`.
    """
    filled: dict[str, ImportResult] = {}
    almost: list[tuple[int, str, TableFile, TableSpec]] = []
    for piece in found:
        if plain(piece.name).startswith(("readme", "license")):
            continue
        progress(f"reading {piece.name}")
        for rows in sheets(piece):
            _sheet(connection, recipe, piece, rows, filled, almost, said)
    for _, lacking, piece, table in almost:
        if plain(piece.name.rpartition(".")[0]) == plain(table.label) and table.name not in filled:
            raise BadFile(f"{piece.label}: has no {lacking} column; {AGAIN}, or leave it out")
    for table in recipe.tables:
        if table.required and table.name not in filled:
            raise BadFile(_not_there(recipe, table, found, almost))
    progress("checking codes")
    if recipe.prepare:
        recipe.prepare(connection)
    for held in filled.values():
        _hold_to_codes(connection, held)
    for held in filled.values():
        _index(connection, held)
    if recipe.finish:
        progress("indexing names")
        recipe.finish(connection, said.notes)
    return filled


def _sheet(
    connection: sqlite3.Connection,
    recipe: DatasetSpec,
    piece: TableFile,
    rows: Iterator[Row],
    filled: dict[str, ImportResult],
    almost: list[tuple[int, str, TableFile, TableSpec]],
    said: ReleaseMetadata,
) -> None:
    top = list(islice(rows, _TOP))
    for number, row in enumerate(top):
        headers = [plain(header) for header in recipe.headers([str(cell) for cell in row])]
        given = set(headers) - {""}
        for table in recipe.tables:
            if table.fits(given):
                body = chain(top[number + 1 :], rows)
                first = next((r for r in body if any(text_of(c) for c in r)), None)
                if first is None:
                    raise BadFile(f"{piece.label}: holds no rows under its headers; {AGAIN}")
                if _is_of(table, headers, first):
                    said.read(recipe, top[: number + 1])
                    _take(connection, table, piece, headers, chain((first,), body), number, filled)
                    return
            shared = sum(bool(given & set(c.headers)) for c in table.columns if c.needed)
            if shared and (lacking := table.lacks(given)):
                almost.append((shared, f"'{lacking[0]}'", piece, table))
    if recipe.notes:
        said.read(recipe, [*top, *islice(rows, _NOTES)])


def _is_of(table: TableSpec, headers: list[str], row: Row) -> bool:
    """Whether a row belongs to a table that shares its columns with others."""
    if table.only is None:
        return True
    name, beginnings = table.only
    column = next(column for column in table.columns if column.name == name)
    place = _place(column, headers)
    cell = text_of(row[place]) if place is not None and place < len(row) else ""
    return cell.startswith(beginnings)


def _take(
    connection: sqlite3.Connection,
    table: TableSpec,
    piece: TableFile,
    headers: list[str],
    rows: Iterator[Row],
    header_row: int,
    filled: dict[str, ImportResult],
) -> None:
    held = filled.get(table.name)
    if held is None:
        held = filled[table.name] = ImportResult(table)
        columns = ", ".join(
            f"{c.name} {KEPT_AS[c.kind]}{' NOT NULL' if c.filled else ''}" for c in table.columns
        )
        connection.execute(f"CREATE TABLE {table.name} ({columns})")
    elif not table.several:
        raise BadFile(
            f"{held.where} and {piece.label} both hold '{table.label}'; give one release, in one "
            "form"
        )
    held.pieces.append(piece)
    marks = ", ".join("?" * len(table.columns))
    connection.executemany(
        f"INSERT INTO {table.name} VALUES ({marks})",  # noqa: S608  # nosec B608  # the recipe's names
        _values(held, headers, rows, header_row + 2),
    )
    if held.rows == held.left_out:
        raise _broken(held)


def _values(
    held: ImportResult, headers: list[str], rows: Iterator[Row], first: int
) -> Iterator[list[Any]]:
    """The rows as they are kept; one without a needed value is counted and left out."""
    table = held.table
    plan = [(_place(c, headers), READ[c.kind], c, dict(c.marks)) for c in table.columns]
    keep = {name: frozenset(kept) for name, kept in table.keep}
    for number, row in enumerate(rows, first):
        if not any(map(text_of, row)):
            continue
        held.rows += 1
        values: list[Any] = []
        passed_over = False
        try:
            for place, read, column, marks in plan:
                cell = row[place] if place is not None and place < len(row) else None
                value = marks.get(text_of(cell)) if marks else None
                value = read(cell) if value is None else value
                if column.name in keep and value is not None and value not in keep[column.name]:
                    passed_over = True
                if value is None and column.filled:
                    raise ValueError(f"row {number} has no '{column.heading}'")
                values.append(value)
            if not _is_of(table, headers, row):
                raise ValueError(f"row {number} is of another table")
        except ValueError as error:
            held.left_out += 1
            words = str(error)
            held.example = held.example or (
                words if words.startswith("row ") else f"row {number}: {quote_for_message(words)}"
            )
            continue
        if passed_over:
            held.rows -= 1
        else:
            yield values


def _hold_to_codes(connection: sqlite3.Connection, held: ImportResult) -> None:
    """Count rows whose codes nobody knows; too many of them mean that the file is broken."""
    for expression, known in held.table.known:
        count, example = connection.execute(
            f"SELECT count(*), min({expression}) FROM {held.table.name} "  # noqa: S608  # nosec B608
            f"WHERE {expression} NOT IN ({known})"
        ).fetchone()
        if count:
            held.unknown = max(held.unknown, count)
            held.example = held.example or f"unknown code {quote_for_message(str(example))}"
    if (held.left_out + held.unknown) * _ONE_IN > held.rows:
        raise _broken(held)


def _broken(held: ImportResult) -> BadFile:
    return BadFile(
        f"{held.where}: {held.left_out + held.unknown} of {held.rows} rows are broken or have an "
        f"unknown code (the first: {held.example}); more than one in {_ONE_IN} means a broken "
        f"file or another release, so {AGAIN}"
    )


def _index(connection: sqlite3.Connection, held: ImportResult) -> None:
    table = held.table
    try:
        if table.key:
            # IFNULL: to SQLite two empty values differ.
            optional = {c.name for c in table.columns if not c.filled}
            key = ", ".join(f"IFNULL({n}, '')" if n in optional else n for n in table.key)
            connection.execute(f"CREATE UNIQUE INDEX {table.name}_key ON {table.name} ({key})")
    except sqlite3.IntegrityError:
        raise BadFile(
            f"{held.where}: rows of '{table.label}' stand there twice; give one release, in one "
            "form"
        ) from None
    for column in table.indices:
        connection.execute(f"CREATE INDEX {table.name}_{column} ON {table.name} ({column})")


def _not_there(
    recipe: DatasetSpec,
    table: TableSpec,
    found: list[TableFile],
    almost: list[tuple[int, str, TableFile, TableSpec]],
) -> str:
    near = [entry for entry in almost if entry[3] is table]
    if near:
        _, lacking, piece, _ = max(near, key=lambda entry: entry[0])
        hint = f"{piece.name} comes nearest and has no {lacking} column"
    else:
        needs = " and ".join(f"'{c.heading}'" for c in table.columns if c.needed)
        hint = f"no file has the columns {needs}" if found else "there are no tables at all"
    given = " and ".join(sorted({str(piece.given) for piece in found})) or "what you named"
    return (
        f"{given}: the table '{table.label}' of {recipe.name} is missing ({hint}); "
        "give the whole release"
    )


def _place(column: ColumnSpec, headers: list[str]) -> int | None:
    return next((headers.index(name) for name in column.headers if name in headers), None)
