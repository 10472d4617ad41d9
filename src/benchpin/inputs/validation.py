"""Translate pydantic's validation errors into messages: where, what is wrong, and what to do."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from benchpin.inputs.errors import Problem
from benchpin.inputs.suggestions import MAX_QUOTED, nearest_names, one_line, quote_for_message


def validation_problems(error: ValidationError, model: type[BaseModel], file: str) -> list[Problem]:
    """The problems of a record of `file` that pydantic refused as a `model`."""
    return [
        Problem(file, field_path(item["loc"]), _message(dict(item), model))
        for item in error.errors(include_url=False)
    ]


def field_path(location: tuple[int | str, ...]) -> str:
    """A location in a record as messages name it: "tasks.0.what"."""
    return ".".join(one_line(str(part)[:MAX_QUOTED]) for part in location if part != "[key]")


def _message(item: Mapping[str, Any], model: type[BaseModel]) -> str:
    kind, value, context = item["type"], item.get("input"), item.get("ctx", {})
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
                return _no_such_key(str(value), allowed)
            close = nearest_names(str(value), allowed, 1)
            hint = f"nearest: '{close[0]}'" if close else "correct it"
            return f"{_described(value)} is not one of {expected}; {hint}"
        case "value_error":
            return str(context["error"])
        case _:
            requirement = _MUST.get(kind, "{msg}").format(msg=item["msg"], **_plain(context))
            return f"{requirement}, not {_described(value)}; correct it"


def _no_such_key(name: str, keys: Iterable[str]) -> str:
    """The message for an unknown key, with the nearest valid one."""
    close = nearest_names(name, keys, 1)
    hint = f"nearest: '{close[0]}'" if close else "take it out"
    return f"no such key {quote_for_message(name)}; {hint}"


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
"""What a value must be, by pydantic's error type; {braces} are filled from the error's context."""

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
"""The patterns of the models in words; a test checks that each pattern has its words here."""


def _plain(context: Mapping[str, Any]) -> dict[str, Any]:
    """The context of an error for its message: 0 rather than 0.0, a pattern in words."""
    limits = {k: f"{v:,.15g}" if isinstance(v, float) else v for k, v in context.items()}
    if "pattern" in limits:
        limits["pattern"] = FORMS.get(limits["pattern"], f"of the form {limits['pattern']}")
    return limits


def _described(value: Any) -> str:
    match value:
        case str():
            return quote_for_message(value)
        case bool():
            return str(value).lower()
        case tuple() | list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return str(value)[:MAX_QUOTED]


def _keys_at(model: type[BaseModel], path: tuple[int | str, ...]) -> tuple[str, ...]:
    """The valid keys at a location inside a model; empty where it holds no model."""
    current: type[BaseModel] = model
    for step in path:
        if isinstance(step, int):
            continue
        field = current.model_fields.get(step) or current.model_fields.get(f"{step}_")
        inner = next(models_in(field.annotation), None) if field else None
        if inner is None:
            return ()
        current = inner
    return tuple(f.alias or name for name, f in current.model_fields.items())


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field with this annotation can hold, also inside tuples and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif is_composite(annotation):
        for argument in get_args(annotation):
            yield from models_in(argument)


def is_composite(annotation: Any) -> bool:
    """Whether an annotation is a tuple or a union of other types."""
    return get_origin(annotation) in (tuple, Union, UnionType)
