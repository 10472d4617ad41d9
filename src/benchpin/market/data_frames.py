"""Market figures as a data frame of Polars or pandas, whichever is installed; both are optional."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pydantic import BaseModel

from benchpin.inputs.errors import BadInput

LIBRARIES = ("polars", "pandas")


def to_frame(records: Iterable[BaseModel]) -> Any:
    """A data frame with one row per record and one column per field; nested ones are `outer.inner`.

    A Polars data frame where Polars is installed, else a pandas one; BadInput without either.
    """
    library = next((name for name in LIBRARIES if find_spec(name) is not None), None)
    if library is None:
        raise BadInput("a table needs Polars or pandas; install one of them, or take the CSV")
    rows = [dict(_flattened("", record.model_dump(mode="json"))) for record in records]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    frame = import_module(library).DataFrame
    return frame({name: [row.get(name) for row in rows] for name in columns})


def _flattened(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flattened(f"{prefix}{name}.", value)
        elif not isinstance(value, list):
            yield f"{prefix}{name}", value
        else:
            yield f"{prefix}{name}", "; ".join(map(str, value))
