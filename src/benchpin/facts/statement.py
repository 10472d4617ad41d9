"""Statements, the output of the engine: a kind and values, each value traced to its origin.

A value carries the ids of its sources, and a statement cites those of its values. A statement has
no prose. Its text is made by a template for its kind and language, and every number
in the text is a formatted entry of `values`.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from benchpin.facts.base import OUR_JUDGEMENT
from benchpin.facts.figure import Bound, Figure

Scalar = str | int | float
_NO_VALUES: Mapping[str, "Value"] = MappingProxyType({})


class Value(BaseModel):
    """A value, its unit where it is a quantity, and its origin.

    `from` is `profile:PATH`, `figure:ID`, `catalog:PATH`, `source:ID/FIELD`, or `count:PATH`
    (counted or computed from that place in the same guidance). The value of a figure has its period
    and area; two values are a range, and `bound` marks a value that is only about, over or under.
    `sources` are the ids of what it rests on; JSON names them once a statement, not in each value,
    so they do not count when values are compared.
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
    sources: tuple[str, ...] = Field(default=(), exclude=True, repr=False)

    def __eq__(self, other: object) -> bool:
        """Whether two values are the same in JSON, so that a value read from it is still equal."""
        return isinstance(other, Value) and self._in_json() == other._in_json()

    def __hash__(self) -> int:
        """Equal values have the same origin."""
        return hash((self.from_, self.value))

    def _in_json(self) -> dict[str, Any]:
        return {**self.__dict__, "sources": ()}

    @model_serializer(mode="wrap")
    def _only_what_is_there(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in serialize(self).items() if value is not None}


class Statement(BaseModel):
    """One statement; `text` is empty until the template of its kind has been filled.

    `sources` are the ids of what its values rest on, in their order, and of what it cites itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    text: str = ""
    values: dict[str, Value] = {}
    sources: tuple[str, ...] = ()


def make_statement(
    kind: str,
    values: Mapping[str, Value] = _NO_VALUES,
    /,
    *,
    judged: bool = False,
    cites: Iterable[str] = (),
    **more_values: Value,
) -> Statement:
    """A statement of a kind with its values; cites the sources of its values, each once, in order.

    `judged`: the statement itself is our judgement. `cites`: what it rests on and no value has.
    """
    all_values = {**values, **more_values} if values else more_values
    sources: list[str] = []
    for value in all_values.values():
        sources += value.sources
    sources += cites
    if judged:
        sources.append(OUR_JUDGEMENT)
    return Statement(kind=kind, values=all_values, sources=tuple(dict.fromkeys(sources)))


def profile_value(value: Scalar | tuple[Scalar, ...], path: str, unit: str | None = None) -> Value:
    """A value from the person's profile, at `path`."""
    return Value(value=value, unit=unit, from_=f"profile:{path}")


@lru_cache(maxsize=8192, typed=True)
def catalog_value(
    value: Scalar | tuple[Scalar, ...],
    path: str,
    unit: str | None = None,
    sources: tuple[str, ...] = (),
) -> Value:
    """A value from the catalog, at `path` (folder/id/key); cached, the same object each time.

    `sources` are those that the record cites for it; a label, which claims nothing, has none.
    """
    return Value(value=value, unit=unit, from_=f"catalog:{path}", sources=sources)


@lru_cache(maxsize=4096, typed=True)
def source_value(value: Scalar | tuple[Scalar, ...], source: str, field: str) -> Value:
    """A value that a source says of itself, such as its name for an area; cached too."""
    return Value(value=value, from_=f"source:{source}/{field}", sources=(source,))


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
        sources=(figure.source,),
    )


def _plain(number: float) -> int | float:
    """An integer where the number is whole."""
    return int(number) if number == int(number) else number


def computed_value(value: Scalar | tuple[Scalar, ...], path: str, unit: str | None = None) -> Value:
    """A value that is counted or computed from what is at `path` of the same guidance."""
    return Value(value=value, unit=unit, from_=f"count:{path}")
