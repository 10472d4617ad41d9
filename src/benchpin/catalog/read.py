"""Data files as records: each file in its model, every problem named."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

import rtoml
from pydantic import BaseModel, ValidationError

from benchpin.facts import Problem, control_character

from .files import DataFile
from .near import MOST_SHOWN, nearest, one_line, shown
from .prose import models_in

Model = TypeVar("Model", bound=BaseModel)

NOT_UTF_8 = "is not UTF-8 text; save it as UTF-8"


def toml_table(file: DataFile) -> dict[str, Any] | Problem:
    """What a TOML file holds, lists as tuples; or what is wrong with it."""
    try:
        text = file.text
    except UnicodeDecodeError:
        return Problem(file.name, "", NOT_UTF_8)
    try:
        table = rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        return Problem(file.name, "", not_toml(error))
    # Where a text holds neither such a character nor an escape, none of its values holds one.
    if ("\\" in text or control_character(text)) and (found := _control_in(file, text, table)):
        return found
    return cast(dict[str, Any], frozen(table))


def _control_in(file: DataFile, text: str, table: dict[str, Any]) -> Problem | None:
    """The first control character of a TOML file: in a key, in a value, else in a comment."""
    for place, held in _texts(table, ()):
        if code := control_character(held):
            return Problem(file.name, _place(place), _control_words(code))
    return control_in_lines(file, text)


def control_in_lines(file: DataFile, text: str) -> Problem | None:
    """The first control character of a file's text, with its line."""
    if control_character(text):
        for number, line in enumerate(text.split("\n"), 1):
            if code := control_character(f"{line}\n"):
                return Problem(file.name, f"line {number}", _control_words(code))
    return None


def _texts(value: Any, place: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Every key and every text in a table, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*place, key), key
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*place, index))


def _control_words(code: str) -> str:
    """The words for a text that holds a control character."""
    return f"holds a control character ({code}); take it out"


def not_toml(error: Exception) -> str:
    """The words for a text that is not TOML, with the line that the parser names."""
    where = one_line(str(error).removeprefix("ValueError: "))
    return f"is not valid TOML ({where}); mend the line it names"


def frozen(value: Any) -> Any:
    """The value with every list in it as a tuple."""
    if type(value) is list:
        return tuple([frozen(v) if type(v) in _NESTED else v for v in value])
    if type(value) is dict:
        return {key: frozen(v) if type(v) in _NESTED else v for key, v in value.items()}
    return value


_NESTED = (list, dict)


def record(file: DataFile, model: type[Model], problems: list[Problem]) -> Model | None:
    """The record in a TOML file; where it is broken, None, with its problems added."""
    table = toml_table(file)
    if isinstance(table, Problem):
        problems.append(table)
        return None
    try:
        return model.model_validate(table)
    except ValidationError as error:
        problems.extend(explained(error, model, file.name))
        return None


@dataclass(frozen=True, slots=True)
class Row(Generic[Model]):
    """One row of a CSV file: its line, its cells, and its record (None where it is broken)."""

    line: int
    cells: Mapping[str, str]
    record: Model | None


def rows(file: DataFile, model: type[Model], problems: list[Problem]) -> tuple[Row[Model], ...]:
    """The rows of a CSV file with their records; an empty cell is a missing value."""
    found: list[Row[Model]] = []
    try:
        text = file.text
        # Where the text holds no such character no cell does: a CSV cell has no escapes.
        clean = control_character(text) is None
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        if (problem := _header_problem(file, reader.fieldnames or (), model)) is not None:
            problems.append(problem)
            return ()
        for row in reader:
            if clean or _clean(file, reader.line_num, row, problems):
                found.append(_row(file, reader.line_num, row, model, problems))
    except UnicodeDecodeError:
        problems.append(Problem(file.name, "", NOT_UTF_8))
    except csv.Error as error:
        words = f"is not a CSV table ({error}); mend the line"
        problems.append(Problem(file.name, f"line {reader.reader.line_num}", words))
    return tuple(found)


def _header_problem(
    file: DataFile, header: Sequence[str], model: type[BaseModel]
) -> Problem | None:
    for name in header:
        if name not in model.model_fields:
            close = nearest(name, model.model_fields, 1)
            hint = f"nearest: '{close[0]}'" if close else "take it out"
            return Problem(file.name, "header", f"no such column {shown(name)}; {hint}")
    return None


def _clean(file: DataFile, line: int, row: dict[Any, Any], problems: list[Problem]) -> bool:
    """Whether a row holds no control character; the cell that holds one is named."""
    for key, cell in row.items():
        if isinstance(cell, str) and (code := control_character(cell)):
            problems.append(Problem(file.name, f"line {line}: {key}", _control_words(code)))
            return False
    return True


def _row(
    file: DataFile, line: int, row: dict[Any, Any], model: type[Model], problems: list[Problem]
) -> Row[Model]:
    beyond = row.pop(None, None)  # where csv.DictReader puts cells that no column names
    cells: dict[str, Any] = {key: cell for key, cell in row.items() if cell}
    if beyond is not None:
        words = "holds more cells than the header; put a cell with a comma in quotes"
        problems.append(Problem(file.name, f"line {line}", words))
        return Row(line, cells, None)
    try:
        # Cells are text: numbers and days are read from it, nothing else is coerced.
        return Row(line, cells, model.__pydantic_validator__.validate_strings(cells))
    except ValidationError as error:
        problems.extend(
            Problem(p.file, f"line {line}: {p.place}" if p.place else f"line {line}", p.what)
            for p in explained(error, model, file.name)
        )
        return Row(line, cells, None)


def explained(error: ValidationError, model: type[BaseModel], file: str) -> list[Problem]:
    """A model's complaints in our words: where, what is wrong, and what to do."""
    return [
        Problem(file, _place(item["loc"]), _words(dict(item), model))
        for item in error.errors(include_url=False)
    ]


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(one_line(str(part)[:MOST_SHOWN]) for part in location if part != "[key]")


def _words(item: Mapping[str, Any], model: type[BaseModel]) -> str:
    kind, given, context = item["type"], item.get("input"), item.get("ctx", {})
    match kind:
        case "extra_forbidden":
            name = str(item["loc"][-1])
            return _no_such_key(name, _keys_at(model, item["loc"][:-1]))
        case "missing":
            return "is missing; add it"
        case "literal_error":
            expected = str(context["expected"])
            allowed = [part.strip(" '") for part in expected.replace(" or ", ",").split(",")]
            if item["loc"][-1] == "[key]":
                return _no_such_key(str(given), allowed)
            close = nearest(str(given), allowed, 1)
            hint = f"nearest: '{close[0]}'" if close else "mend it"
            return f"{_shown(given)} is not one of {expected}; {hint}"
        case "value_error":
            return str(context["error"])
        case _:
            must = _MUST.get(kind, "{msg}").format(msg=item["msg"], **_plain(context))
            return f"{must}, not {_shown(given)}; mend it"


def _no_such_key(name: str, keys: Iterable[str]) -> str:
    close = nearest(name, keys, 1)
    hint = f"nearest: '{close[0]}'" if close else "take it out"
    return f"no such key {shown(name)}; {hint}"


_INTEGER, _NUMBER = "must be a whole number", "must be a number"
_TEXT, _DAY = "must be text in quotes", "must be a day such as 2026-11-22"
_LIST, _TABLE = "must be a list in square brackets", "must be a table"
_MUST: Mapping[str, str] = MappingProxyType(
    {
        "bool_parsing": "must be true or false",
        "bool_type": "must be true or false",
        "date_from_datetime_inexact": _DAY,
        "date_from_datetime_parsing": _DAY,
        "date_parsing": _DAY,
        "date_type": _DAY,
        "dict_type": _TABLE,
        "finite_number": _NUMBER,
        "float_parsing": _NUMBER,
        "float_type": _NUMBER,
        "greater_than": "must be more than {gt}",
        "greater_than_equal": "must be at least {ge}",
        "int_from_float": _INTEGER,
        "int_parsing": _INTEGER,
        "int_parsing_size": _INTEGER,
        "int_type": _INTEGER,
        "less_than": "must be less than {lt}",
        "less_than_equal": "must be at most {le}",
        "model_type": _TABLE,
        "string_pattern_mismatch": "must be {pattern}",
        "string_too_long": "must be text of at most {max_length} characters",
        "string_too_short": "must be text of at least {min_length} character",
        "string_type": _TEXT,
        "string_unicode": "must be text that UTF-8 can hold",
        "too_short": "must be a list of at least {min_length}",
        "tuple_type": _LIST,
    }
)
"""What a value must be, by the kind of pydantic's complaint."""

_YEAR_MONTH_DAY = "a year, a month or a day such as 2024, 2024-03 or 2024-03-31"
FORMS: Mapping[str, str] = MappingProxyType(
    {
        r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower case with hyphens, such as 'bench-jeweler'",
        r"\S": "text that is more than spaces",
        r"^[A-Z]{2}$": "two capital letters such as US",
        r"^[A-Z]{3}$": "three capital letters such as USD",
        r"^\d\d-\d{4}$": "an occupation's code such as 51-9071",
        r"^\d\d-\d{4}(\.\d\d)?$": "an occupation's code such as 51-9071 or 51-9071.00",
        r"^\d\d-\d{4}\.\d\d$": "an occupation's code such as 51-9071.00",
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "a language's code such as en or pt-BR",
        r"^\d{4}(-\d{2}(-\d{2})?)?$": _YEAR_MONTH_DAY,
        r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-[0-3]\d)?)?$": _YEAR_MONTH_DAY,
    }
)
"""The patterns of our models in words; a test holds them together."""


def _plain(context: Mapping[str, Any]) -> dict[str, Any]:
    """The limits of a complaint as people write them: 0 rather than 0.0, a form in words."""
    limits = {k: f"{v:,.15g}" if isinstance(v, float) else v for k, v in context.items()}
    if "pattern" in limits:
        limits["pattern"] = FORMS.get(limits["pattern"], f"of the form {limits['pattern']}")
    return limits


def _shown(value: Any) -> str:
    match value:
        case str():
            return shown(value)
        case bool():
            return str(value).lower()
        case tuple() | list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return str(value)[:MOST_SHOWN]


def _keys_at(model: type[BaseModel], path: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys that a model knows at a place inside it."""
    here: type[BaseModel] = model
    for step in path:
        if isinstance(step, int):
            continue
        field = here.model_fields.get(step) or here.model_fields.get(f"{step}_")
        inner = next(models_in(field.annotation), None) if field else None
        if inner is None:
            return ()
        here = inner
    return tuple(f.alias or name for name, f in here.model_fields.items())
