"""Market figures as a table for Polars or pandas, whichever is installed; neither is needed."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pydantic import BaseModel

from benchpin.inputs.errors import BadInput

LIBRARIES = ("polars", "pandas")


def to_frame(records: Iterable[BaseModel]) -> Any:
    """One row a record, one column a field; a field of a field is named `outer.inner`.

    A Polars data frame where Polars is installed, else a pandas one; a BadInput without either.
    """
    library = next((name for name in LIBRARIES if find_spec(name) is not None), None)
    if library is None:
        raise BadInput("a table needs Polars or pandas; install one of them, or take the CSV")
    rows = [dict(_flat("", record.model_dump(mode="json"))) for record in records]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    frame = import_module(library).DataFrame
    return frame({name: [row.get(name) for row in rows] for name in columns})


def _flat(outer: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{outer}{name}.", value)
        elif not isinstance(value, list):
            yield f"{outer}{name}", value
        else:
            yield f"{outer}{name}", "; ".join(map(str, value))
