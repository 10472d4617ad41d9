"""Names that people write for places, beside the areas of the wage survey: `data/place-names.csv`.

Nicknames and parts of cities, towns abroad that matter in the trade, states and countries as people
shorten them, parts of countries, words around a place ("area"), and words for no place ("remote").
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

import rtoml

from benchpin.catalog import DATA
from benchpin.inputs.errors import BadData, Problem

PlaceNameKind = Literal["town", "state", "region", "country", "filler", "remote"]
PLACE_NAME_FILE = "place-names.csv"
COLUMNS = ("name", "kind", "label", "country", "region", "area", "alone", "basis")
_NOT_COUNTRIES = frozenset({"EU", "PR", "GU", "VI"})
"""Two-letter places that are no country here: a group, and territories with wages of their own."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name that people write for a place; one row of the file.

    `label` reads as this place alone. `area` is the code of the area whose figures are used, empty
    abroad. Without `alone`, the name means this place only beside its region or country. `basis`
    is "judgement", or the id of a source.
    """

    name: str
    kind: PlaceNameKind
    label: str
    country: str
    region: str
    area: str
    alone: bool
    basis: str


def read_place_names(root: Path = DATA) -> tuple[PlaceName, ...]:
    """The rows of the file; raises BadData for the first one that has not its form."""
    return tuple(row for _, row in numbered_place_names(root))


def numbered_place_names(root: Path = DATA) -> Iterator[tuple[int, PlaceName]]:
    """The rows of the file with their lines; raises BadData for one that has not its form."""
    with (root / PLACE_NAME_FILE).open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        if tuple(next(rows, ())) != COLUMNS:
            raise _bad_line(1, f"the columns are {', '.join(COLUMNS)}; mend the header")
        kinds = get_args(PlaceNameKind)
        for cells in rows:
            if len(cells) != len(COLUMNS) or not cells[0].strip():
                raise _bad_line(rows.line_num, f"has not the {len(COLUMNS)} columns; correct it")
            name, kind_text, label, country, region, area, alone, basis = cells
            if kind_text not in kinds:
                raise _bad_line(
                    rows.line_num, f"kind: is not one of {', '.join(kinds)}; correct it"
                )
            kind = cast(PlaceNameKind, kind_text)
            yield (
                rows.line_num,
                PlaceName(name, kind, label, country, region, area, alone == "yes", basis),
            )


def read_country_names(root: Path = DATA) -> Mapping[str, str]:
    """The name of each country by its two-letter code, without territories of the United States."""
    names = rtoml.loads((root / "places.toml").read_text(encoding="utf-8"))
    return {
        code: name
        for code, name in names.items()
        if len(code) == 2 and code.isupper() and code not in _NOT_COUNTRIES
    }


def _bad_line(line: int, message: str) -> BadData:
    return BadData((Problem(PLACE_NAME_FILE, f"line {line}", message),))
