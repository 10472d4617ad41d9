"""Specifications of importable data sets: their tables, columns, and which rows are valid."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Literal

ColumnKind = Literal["TEXT", "INTEGER", "REAL", "FLAG"]
"""The type of a column; a FLAG is Y or N, stored as 1 or 0."""


Notes = dict[str, str]
"""Values found in the notes of the files, by name (see `DatasetSpec.notes`)."""


def normalize_header(header: str) -> str:
    """A column or file name normalized: no case, spaces or marks ("onetsoccode")."""
    return re.sub(r"[\W_]+", "", header.casefold())


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a table: our `name`, and the normalized `headers` that releases give it.

    `needed`: a table without it is a different table. `filled`: a row without a value is broken.
    `marks` are what a publisher writes in place of a number, each with the number stored for it.
    """

    name: str
    heading: str
    headers: tuple[str, ...]
    kind: ColumnKind = "TEXT"
    needed: bool = False
    filled: bool = False
    marks: tuple[tuple[str, float], ...] = ()


def required_column(
    name: str, *headers: str, kind: ColumnKind = "TEXT", filled: bool = True
) -> ColumnSpec:
    """A column that identifies its table; the first header is its heading in messages."""
    return ColumnSpec(
        name, headers[0], tuple(map(normalize_header, headers)), kind, needed=True, filled=filled
    )


def optional_column(name: str, *headers: str, kind: ColumnKind = "TEXT") -> ColumnSpec:
    """A column that may be absent or empty."""
    return ColumnSpec(name, headers[0], tuple(map(normalize_header, headers)), kind)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of a data set, recognized by its columns; `label` is the publisher's name for it.

    `only`: where other tables share its columns, the column and the prefixes that its values begin
    with. `keep`: rows with another value in this column are skipped, unless it is empty. `never`:
    headers of tables that have its columns but are different. `key`: columns that are unique
    together. `code_checks` pairs an expression with a query that must return its value.
    `several`: its rows may be spread over several files.
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
    code_checks: tuple[tuple[str, str], ...] = ()
    indices: tuple[str, ...] = ()

    def lacks(self, headers: set[str]) -> tuple[str, ...]:
        """The headings of the needed columns that are not among these normalized headers."""
        return tuple(c.heading for c in self.columns if c.needed and not headers & set(c.headers))

    def fits(self, headers: set[str]) -> bool:
        """Whether a table with these normalized headers can be this one."""
        return not self.lacks(headers) and not headers & set(map(normalize_header, self.never))


@dataclass(frozen=True, slots=True)
class DatasetSpec:
    """One data set: its tables, how its release is recognized, and the attribution it requires.

    `in_text` finds the release in a Read Me or in a workbook's notes and headers, `in_name` in the
    name of a file or folder; `release` formats their groups as a release. `fixed` is the release of
    a data set whose columns already name it. `notes` find further values in a workbook's notes and
    headers, by name. `headers` converts the headers of a release to the common ones. `prefix`
    begins the id of the source record. `prepare` and `finish` run on the imported tables before and
    after the check of codes.
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

    def release_of(self, match: re.Match[str]) -> str:
        """The release in a match of `in_text` or `in_name`."""
        return self.release.format(*(group.replace("_", ".") for group in match.groups()))
