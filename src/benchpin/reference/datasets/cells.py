"""Cells of published tables parsed into values: text, numbers and flags."""

import re
from collections.abc import Callable, Mapping
from math import isfinite, nan
from typing import Any

from benchpin.reference.datasets.specification import ColumnKind

_EMPTY = frozenset({"", "n/a", "null", "none"})
_THOUSANDS_SEPARATED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
"""A number with thousands separators, as spreadsheets export it."""
_MAX_EXACT_INTEGER = 2**53


def cell_text(cell: object) -> str:
    """A cell as text; a whole number has no decimals."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _as_text(cell: object) -> str | None:
    text = cell_text(cell)
    return None if text.casefold() in _EMPTY else text


def _as_real(cell: object) -> float | None:
    if isinstance(cell, float):
        return cell
    text = _as_text(cell)
    if text is None:
        return None
    if _THOUSANDS_SEPARATED.fullmatch(text):
        text = text.replace(",", "")
    try:
        number = float(text)
    except ValueError:
        number = nan
    if not isfinite(number):
        raise ValueError(text)
    return number


def _as_integer(cell: object) -> int | None:
    number = _as_real(cell)
    if number is None:
        return None
    # From 2**53 on a float may stand for another integer.
    if not number.is_integer() or abs(number) >= _MAX_EXACT_INTEGER:
        raise ValueError(cell_text(cell))
    return int(number)


def _as_flag(cell: object) -> int | None:
    text = _as_text(cell)
    return None if text is None else int(text.casefold() in ("y", "yes", "x", "1", "true"))


CELL_PARSERS: Mapping[ColumnKind, Callable[[object], Any]] = {
    "TEXT": _as_text,
    "REAL": _as_real,
    "INTEGER": _as_integer,
    "FLAG": _as_flag,
}
"""The parser of a column's cells, by its kind; raises ValueError for a cell of another kind."""
SQLITE_TYPES = {"TEXT": "TEXT", "REAL": "REAL", "INTEGER": "INTEGER", "FLAG": "INTEGER"}
"""The SQLite type of a column, by its kind."""
