"""The similarity of occupations, 0 to 1, from the table built by scripts/build_proximity.py."""

import sys
from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property

from benchpin.reference.extract import Extract


class OccupationSimilarity:
    """Similarities of occupations by O*NET-SOC code, symmetric; 1 for an occupation with itself."""

    def __init__(self, extract: Extract) -> None:
        self._extract = extract
        self._rows: dict[str, Sequence[int]] = {}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of all occupations with data, by O*NET-SOC code, in the order of the table."""
        return dict(self._extract.rows("SELECT code, name FROM occupation ORDER BY position"))

    @cached_property
    def _position(self) -> Mapping[str, int]:
        return {code: position for position, code in enumerate(self.names)}

    @cached_property
    def _codes_of_soc(self) -> Mapping[str, tuple[str, ...]]:
        codes_by_soc: dict[str, list[str]] = {}
        for code in self.names:
            codes_by_soc.setdefault(code.split(".", maxsplit=1)[0], []).append(code)
        return {soc: tuple(codes) for soc, codes in codes_by_soc.items()}

    @cached_property
    def _scale(self) -> int:
        return int(self._extract.rows("SELECT value FROM meta WHERE name = 'scale'")[0][0])

    def codes(self, code: str) -> tuple[str, ...]:
        """The O*NET-SOC codes with data that a code stands for; a SOC code may stand for several.

        Empty for a code without data.
        """
        return (code,) if code in self.names else self._codes_of_soc.get(code, ())

    def similarities(self, codes: tuple[str, ...]) -> list[float]:
        """The similarity of each occupation of the table to the nearest of some occupations."""
        rows = [self._stored_row(code) for code in codes]
        nearest = rows[0] if len(rows) == 1 else map(max, *rows)
        return [value / self._scale for value in nearest]

    def highest_similarity(self, codes: tuple[str, ...], other_codes: tuple[str, ...]) -> float:
        """The highest similarity between any of some occupations and any of others."""
        positions = [self._position[code] for code in other_codes]
        return max(self._stored_row(code)[i] for code in codes for i in positions) / self._scale

    def _stored_row(self, code: str) -> Sequence[int]:
        """The row of one occupation as stored, cached: unsigned 16-bit integers, little-endian."""
        if code not in self._rows:
            self._rows[code] = self._read(code)
        return self._rows[code]

    def _read(self, code: str) -> Sequence[int]:
        rows = self._extract.rows(
            "SELECT row FROM likeness WHERE position = ?", (self._position[code],)
        )
        values = array("H", rows[0][0])
        if sys.byteorder == "big":
            values.byteswap()
        return values
