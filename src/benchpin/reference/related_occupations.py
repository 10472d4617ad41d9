"""How alike two occupations are, 0 to 1, from the table made by scripts/build_proximity.py."""

import sys
from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property

from benchpin.reference.extract import Extract


class OccupationSimilarity:
    """Likenesses of occupations by O*NET-SOC code: 1 with itself, 0 where nothing is shared."""

    def __init__(self, extract: Extract) -> None:
        self._extract = extract
        self._rows: dict[str, Sequence[int]] = {}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of all occupations that have data, by code, in the order of the table."""
        return dict(self._extract.rows("SELECT code, name FROM occupation ORDER BY position"))

    @cached_property
    def _position(self) -> Mapping[str, int]:
        return {code: position for position, code in enumerate(self.names)}

    @cached_property
    def _codes_of_soc(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for code in self.names:
            found.setdefault(code.split(".", maxsplit=1)[0], []).append(code)
        return {soc: tuple(codes) for soc, codes in found.items()}

    @cached_property
    def _scale(self) -> int:
        return int(self._extract.rows("SELECT value FROM meta WHERE name = 'scale'")[0][0])

    def codes(self, code: str) -> tuple[str, ...]:
        """The O*NET-SOC codes with data that a code stands for; a SOC code may stand for several.

        Empty for a code without data.
        """
        return (code,) if code in self.names else self._codes_of_soc.get(code, ())

    def row(self, codes: tuple[str, ...]) -> list[float]:
        """Likeness of the nearest of some occupations to each occupation of the table."""
        rows = [self._one(code) for code in codes]
        nearest = rows[0] if len(rows) == 1 else map(max, *rows)
        return [value / self._scale for value in nearest]

    def pair(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
        """The highest likeness of any occupation of the one to any of the other."""
        positions = [self._position[code] for code in theirs]
        return max(self._one(code)[i] for code in ours for i in positions) / self._scale

    def _one(self, code: str) -> Sequence[int]:
        """The row of one occupation, as stored: unsigned 16-bit numbers, low byte first."""
        if code not in self._rows:
            self._rows[code] = self._read(code)
        return self._rows[code]

    def _read(self, code: str) -> Sequence[int]:
        found = self._extract.rows(
            "SELECT row FROM likeness WHERE position = ?", (self._position[code],)
        )
        values = array("H", found[0][0])
        if sys.byteorder == "big":
            values.byteswap()
        return values
