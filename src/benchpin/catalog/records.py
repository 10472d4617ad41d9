"""Data files parsed into records: TOML and CSV files, validated, with every problem reported."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

import rtoml
from pydantic import BaseModel, ValidationError

from benchpin.catalog.data_files import DataFile
from benchpin.inputs.characters import control_character
from benchpin.inputs.errors import Problem
from benchpin.inputs.suggestions import nearest_names, one_line, quote_for_message
from benchpin.inputs.validation import field_path, validation_problems

Model = TypeVar("Model", bound=BaseModel)

NOT_UTF_8 = "is not UTF-8 text; save it as UTF-8"


def toml_table(file: DataFile) -> dict[str, Any] | Problem:
    """The table in a TOML file, with lists as tuples, or the problem with it."""
    try:
        text = file.text
    except UnicodeDecodeError:
        return Problem(file.name, "", NOT_UTF_8)
    try:
        table = rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        return Problem(file.name, "", toml_error_message(error))
    # Values can contain a control character only if the text has one or an escape.
    if ("\\" in text or control_character(text)) and (
        problem := _control_character_problem(file, text, table)
    ):
        return problem
    return cast(dict[str, Any], lists_to_tuples(table))


def _control_character_problem(file: DataFile, text: str, table: dict[str, Any]) -> Problem | None:
    """The first control character of a TOML file: in a key, in a value, else in a comment."""
    for path, value in _texts_in(table, ()):
        if code := control_character(value):
            return Problem(file.name, field_path(path), _control_character_message(code))
    return control_in_lines(file, text)


def control_in_lines(file: DataFile, text: str) -> Problem | None:
    """The first control character of a file's text, with its line."""
    if control_character(text):
        for number, line in enumerate(text.split("\n"), 1):
            if code := control_character(f"{line}\n"):
                return Problem(file.name, f"line {number}", _control_character_message(code))
    return None


def _texts_in(
    value: Any, path: tuple[int | str, ...]
) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Every key and every text in a nested table, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), key
            yield from _texts_in(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts_in(inner, (*path, index))


def _control_character_message(code: str) -> str:
    """The message for a text with a control character."""
    return f"holds a control character ({code}); take it out"


def toml_error_message(error: Exception) -> str:
    """The message for a text that is not TOML, with the line that the parser names."""
    position = one_line(str(error).removeprefix("ValueError: "))
    return f"is not valid TOML ({position}); mend the line it names"


def lists_to_tuples(value: Any) -> Any:
    """The value with every nested list as a tuple: strict models refuse lists."""
    if type(value) is list:
        return tuple([lists_to_tuples(v) if type(v) in _NESTED else v for v in value])
    if type(value) is dict:
        return {key: lists_to_tuples(v) if type(v) in _NESTED else v for key, v in value.items()}
    return value


_NESTED = (list, dict)


def parse_record(file: DataFile, model: type[Model], problems: list[Problem]) -> Model | None:
    """The record in a TOML file; None where it is invalid, with its problems appended."""
    table = toml_table(file)
    if isinstance(table, Problem):
        problems.append(table)
        return None
    try:
        return model.model_validate(table)
    except ValidationError as error:
        problems.extend(validation_problems(error, model, file.name))
        return None


@dataclass(frozen=True, slots=True)
class CsvRow(Generic[Model]):
    """One row of a CSV file: its line number, its cells, and its record (None if invalid)."""

    line: int
    cells: Mapping[str, str]
    record: Model | None


def parse_rows(
    file: DataFile, model: type[Model], problems: list[Problem]
) -> tuple[CsvRow[Model], ...]:
    """The rows of a CSV file with their records; an empty cell is a missing value.

    Problems are appended; a file that is no table with known columns has no rows.
    """
    parsed_rows: list[CsvRow[Model]] = []
    try:
        text = file.text
        # If the text has no control character no cell has one: CSV has no escapes.
        is_clean = control_character(text) is None
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        if (problem := _header_problem(file, reader.fieldnames or (), model)) is not None:
            problems.append(problem)
            return ()
        for row in reader:
            if is_clean or _is_clean(file, reader.line_num, row, problems):
                parsed_rows.append(_row(file, reader.line_num, row, model, problems))
    except UnicodeDecodeError:
        problems.append(Problem(file.name, "", NOT_UTF_8))
    except csv.Error as error:
        words = f"is not a CSV table ({error}); mend the line"
        problems.append(Problem(file.name, f"line {reader.reader.line_num}", words))
    return tuple(parsed_rows)


def _header_problem(
    file: DataFile, header: Sequence[str], model: type[BaseModel]
) -> Problem | None:
    for name in header:
        if name not in model.model_fields:
            close = nearest_names(name, model.model_fields, 1)
            hint = f"nearest: '{close[0]}'" if close else "take it out"
            return Problem(file.name, "header", f"no such column {quote_for_message(name)}; {hint}")
    return None


def _is_clean(file: DataFile, line: int, row: dict[Any, Any], problems: list[Problem]) -> bool:
    """Whether a row has no control character; a cell with one is reported."""
    for key, cell in row.items():
        if isinstance(cell, str) and (code := control_character(cell)):
            problems.append(
                Problem(file.name, f"line {line}: {key}", _control_character_message(code))
            )
            return False
    return True


def _row(
    file: DataFile, line: int, row: dict[Any, Any], model: type[Model], problems: list[Problem]
) -> CsvRow[Model]:
    extra_cells = row.pop(None, None)  # csv.DictReader puts cells beyond the header here
    cells: dict[str, Any] = {key: cell for key, cell in row.items() if cell}
    if extra_cells is not None:
        words = "holds more cells than the header; put a cell with a comma in quotes"
        problems.append(Problem(file.name, f"line {line}", words))
        return CsvRow(line, cells, None)
    try:
        # Cells are text: numbers and dates are parsed from it, nothing else is coerced.
        return CsvRow(line, cells, model.__pydantic_validator__.validate_strings(cells))
    except ValidationError as error:
        problems.extend(
            Problem(p.file, f"line {line}: {p.place}" if p.place else f"line {line}", p.message)
            for p in validation_problems(error, model, file.name)
        )
        return CsvRow(line, cells, None)
