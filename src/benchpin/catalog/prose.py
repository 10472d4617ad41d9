"""Numbers and figure placeholders in the prose of data files.

Prose states no number of its own: it names a figure as `{figure-id}` (decision 0003).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from benchpin.facts.base import _Prose
from benchpin.inputs.validation import is_composite, models_in

PLACEHOLDER = re.compile(r"\{([a-z0-9][a-z0-9-]*)\}")
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDS = (
    "zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    f"sixteen|seventeen|eighteen|nineteen|{_TENS}|hundreds?|thousands?|millions?|billions?|"
    "half|halves|twice|dozens?"
)
_FIRST = "".join(sorted({word[0] for word in _WORDS.split("|")}))
# The lookahead on first letters is for speed: most words of a text begin with none of them.
NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|\b(?=[{_FIRST}])(?:{_WORDS})\b", re.IGNORECASE)
"""A number in digits or in words; "one" is not counted as a number."""


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers in a text, as written, leaving out placeholders."""
    return tuple(NUMBER.findall(PLACEHOLDER.sub(" ", text)))


def placeholder_ids(text: str) -> tuple[str, ...]:
    """The ids of the figures that a text names as placeholders."""
    return tuple(PLACEHOLDER.findall(text)) if "{" in text else ()


class NumberedNames:
    """Names of catalog records that contain a number ("3D printing"), which prose may use."""

    def __init__(self, names: set[str]) -> None:
        numbered_names = sorted((n for n in names if NUMBER.search(n)), key=lambda n: (-len(n), n))
        self._pattern = (
            re.compile("|".join(rf"\b{re.escape(n)}\b" for n in numbered_names), re.IGNORECASE)
            if numbered_names
            else None
        )

    def without(self, text: str) -> str:
        """The text with every such name replaced by a space."""
        return self._pattern.sub(" ", text) if self._pattern else text


def prose_of(record: BaseModel, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every piece of prose in a record, with its path ("tasks.0.what")."""
    for name, nested in _prose_fields(type(record)):
        value = getattr(record, name)
        if value is None:
            continue
        field_path = f"{prefix}{name.rstrip('_')}"
        items = _items(value)
        for index, item in items:
            item_path = field_path if index is None else f"{field_path}.{index}"
            if not nested:
                yield item_path, item
            elif isinstance(item, BaseModel):
                yield from prose_of(item, f"{item_path}.")


def _items(value: Any) -> Iterable[tuple[int | str | None, Any]]:
    """The values in a field, each with its index or key; None for a single value."""
    match value:
        case tuple():
            return enumerate(value)
        case dict():
            return value.items()
        case _:
            return ((None, value),)


@cache
def _prose_fields(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Names of the fields that are prose (False) or contain records with prose (True)."""
    fields: list[tuple[str, bool]] = []
    for name, field in model.model_fields.items():
        if any(isinstance(m, _Prose) for m in field.metadata) or _is_prose(field.annotation):
            fields.append((name, False))
        elif any(_prose_fields(inner) for inner in models_in(field.annotation)):
            fields.append((name, True))
    return tuple(fields)


def _is_prose(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return any(isinstance(m, _Prose) for m in get_args(annotation)[1:])
    if get_origin(annotation) is dict:
        return _is_prose(get_args(annotation)[1])
    return is_composite(annotation) and any(_is_prose(a) for a in get_args(annotation))
