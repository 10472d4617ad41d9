"""Statements, the output of the engine: a kind and values, each value traced to its origin.

A statement has no prose. Its text is made by a template for its kind and language, and every number
in the text is a formatted entry of `values`.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from benchpin.facts.figure import Bound, Figure

Scalar = str | int | float


class Value(BaseModel):
    """A value, its unit where it is a quantity, and its origin.

    `from` is `profile:PATH`, `figure:ID`, `catalog:PATH`, `source:ID/FIELD`, or `count:PATH`
    (counted or computed from that place in the same guidance). The value of a figure has its period
    and area; two values are a range, and `bound` marks a value that is only about, over or under.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )

    value: Scalar | tuple[Scalar, ...]
    unit: str | None = None
    bound: Bound | None = None
    period: str | None = None
    area: str | None = None
    from_: str = Field(alias="from", pattern=r"^(profile|figure|catalog|source|count):\S.*$")

    @model_serializer(mode="wrap")
    def _only_what_is_there(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in serialize(self).items() if value is not None}


class Statement(BaseModel):
    """One statement; `text` is empty until the template of its kind has been filled."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    text: str = ""
    values: dict[str, Value] = {}
    sources: tuple[str, ...] = ()


def make_statement(kind: str, *, sources: Iterable[str] = (), **values: Value) -> Statement:
    """A statement of a kind with its values; each source once, in order."""
    return Statement(kind=kind, values=values, sources=tuple(dict.fromkeys(sources)))


def profile_value(value: Scalar | tuple[Scalar, ...], path: str, unit: str | None = None) -> Value:
    """A value from the person's profile, at `path`."""
    return Value(value=value, unit=unit, from_=f"profile:{path}")


@lru_cache(maxsize=8192, typed=True)
def catalog_value(value: Scalar | tuple[Scalar, ...], path: str, unit: str | None = None) -> Value:
    """A value from the catalog, at `path` (folder/id/key); cached, the same object each time."""
    return Value(value=value, unit=unit, from_=f"catalog:{path}")


def figure_value(figure: Figure) -> Value:
    """The value of a figure with its bound, period and area; a range is two values."""
    same = figure.low == figure.high
    return Value(
        value=_plain(figure.low) if same else (_plain(figure.low), _plain(figure.high)),
        unit=figure.unit,
        bound=None if figure.bound == "exact" else figure.bound,
        period=figure.period,
        area=figure.geography,
        from_=f"figure:{figure.id}",
    )


def _plain(number: float) -> int | float:
    """An integer where the number is whole."""
    return int(number) if number == int(number) else number


def computed_value(value: Scalar | tuple[Scalar, ...], path: str, unit: str | None = None) -> Value:
    """A value that is counted or computed from what is at `path` of the same guidance."""
    return Value(value=value, unit=unit, from_=f"count:{path}")
