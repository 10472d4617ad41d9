"""What an importer looks for: the tables of a data set, their columns, and which rows are whole."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Literal

Kind = Literal["TEXT", "INTEGER", "REAL", "FLAG"]
"""How a column is kept; a FLAG is Y or N, kept as 1 or 0."""


Notes = dict[str, str]
"""What the notes of the files say, by name."""


def plain(header: str) -> str:
    """A column or file name without case, spaces and marks: "O*NET-SOC Code" is "onetsoccode"."""
    return re.sub(r"[\W_]+", "", header.casefold())


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column as we call it, and what releases call it.

    `needed`: a table without it is another one. `filled`: a row without it is broken. `marks` are
    what a publisher writes in place of a number, each with the number that is kept for it.
    """

    name: str
    heading: str
    headers: tuple[str, ...]
    kind: Kind = "TEXT"
    needed: bool = False
    filled: bool = False
    marks: tuple[tuple[str, float], ...] = ()


def required_column(
    name: str, *headers: str, kind: Kind = "TEXT", filled: bool = True
) -> ColumnSpec:
    """A column that makes its table."""
    return ColumnSpec(
        name, headers[0], tuple(map(plain, headers)), kind, needed=True, filled=filled
    )


def optional_column(name: str, *headers: str, kind: Kind = "TEXT") -> ColumnSpec:
    """A column that may be absent or empty."""
    return ColumnSpec(name, headers[0], tuple(map(plain, headers)), kind)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table. It is known by its columns, and where those are shared, by how `only` begins.

    Rows with none of the values of `keep` in its column, where that is filled, are passed over.
    `label` is what its publisher calls it. `never` are headers of tables that hold its columns and
    are not it. `key` are the columns that no two rows share. `known` pairs an expression with a
    query that must answer its value. `several`: more than one file may hold a part of it.
    """

    name: str
    label: str
    columns: tuple[ColumnSpec, ...]
    required: bool = False
    several: bool = False
    never: tuple[str, ...] = ()
    only: tuple[str, tuple[str, ...]] | None = None
    keep: tuple[tuple[str, tuple[str, ...]], ...] = ()
    key: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    indices: tuple[str, ...] = ()

    def lacks(self, headers: set[str]) -> tuple[str, ...]:
        """What needed columns are called that none of these plain headers gives."""
        return tuple(c.heading for c in self.columns if c.needed and not headers & set(c.headers))

    def fits(self, headers: set[str]) -> bool:
        """Whether a table with these plain headers is this one, as far as headers tell."""
        return not self.lacks(headers) and not headers & set(map(plain, self.never))


@dataclass(frozen=True, slots=True)
class DatasetSpec:
    """One data set: its tables, how its release is known, and what its publisher asks to be said.

    `in_text` finds the release in a Read Me or in a workbook's notes and headers, `in_name` in the
    name of a file or folder, and `release` writes what they find (their groups) as a release;
    `fixed` is the release of a set that the columns themselves date. `notes` find more in a
    workbook's notes and headers, each by its name. `headers` makes the headers of one release those
    of all others. `prefix` begins the id of the source record.
    """

    name: str
    title: str
    publisher: str
    url: str
    licence: str
    attribution: str
    tables: tuple[TableSpec, ...]
    in_text: re.Pattern[str] | None = None
    in_name: re.Pattern[str] | None = None
    fixed: str | None = None
    release: str = "{}"
    prefix: str = ""
    notes: tuple[tuple[str, re.Pattern[str]], ...] = ()
    headers: Callable[[Sequence[str]], Sequence[str]] = tuple
    prepare: Callable[[Connection], None] | None = None
    finish: Callable[[Connection, Notes], None] | None = None

    def named(self, found: re.Match[str]) -> str:
        """The release that a match says."""
        return self.release.format(*(group.replace("_", ".") for group in found.groups()))
